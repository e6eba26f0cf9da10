#include "app/drawing/drawing_list.h"

#include "app/drawing/drawing_list_model.h"
#include "app/look/look.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

namespace agora::app {
namespace {

constexpr int widthRows
    = 100; // that tell how wide a column must be: all of thousands take too long

} // namespace

DrawingList::DrawingList(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_model(new DrawingListModel(this))
    , m_view(new QTreeView(this))
    , m_empty(new QLabel(tr("Nothing is drawn on this chart."), this))
{
    auto *bar = new QToolBar(this);
    const auto add = [&](const char *name, const QString &text, const QString &icon, auto run) {
        bar->addAction(makeAction(context, name, text, icon, run));
    };
    add("objects.properties", tr("Properties…"), QStringLiteral("keep_drawing"),
        [this] { m_board->openProperties(chosen().front()); });
    add("objects.jump", tr("Jump To"), QStringLiteral("last_bar"),
        [this] { m_board->jumpTo(chosen().front()); });
    add("objects.delete", tr("Delete"), QStringLiteral("remove"),
        [this] { m_board->remove(chosen()); });
    m_view->setObjectName(QStringLiteral("objectList"));
    m_view->setModel(m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions(m_actions);
    m_actions.back()->setShortcut(QKeySequence::Delete);
    m_actions.back()->setShortcutContext(Qt::WidgetShortcut);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setResizeContentsPrecision(widthRows);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 28); // a long name
    m_view->setStyleSheet(
        QStringLiteral("QTreeView::item { border: none; padding: 0.25em 0.3em; }"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &DrawingList::takeSelection);
    connect(m_view, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        const int column = index.column();
        const bool isBox
            = column == DrawingListModel::Visible || column == DrawingListModel::Locked;
        if (m_board && !isBox)
            m_board->jumpTo(m_model->idAt(index.row()));
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &DrawingList::showCount);
    showCount();
}

QSize DrawingList::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 62, fontMetrics().height() * 16};
}

QAction *DrawingList::makeAction(const PanelContext &context, const char *name, const QString &text,
    const QString &icon, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    context.look.dress(action, icon);
    connect(action, &QAction::triggered, this, [this, run = std::move(run)] {
        if (m_board && !chosen().isEmpty())
            run();
    });
    m_actions.append(action);
    return action;
}

void DrawingList::setBoard(charts::DrawingBoard *board)
{
    if (board == m_board)
        return;
    if (m_board)
        m_board->disconnect(this);
    m_board = board;
    m_isShowing = true; // rows that go take their selection with them
    m_model->setBoard(board);
    m_isShowing = false;
    if (board) {
        connect(board, &charts::DrawingBoard::selectionChanged, this, &DrawingList::showSelection);
        connect(board, &charts::DrawingBoard::drawingsChanged, this, &DrawingList::showSelection);
    }
    showSelection();
    showCount();
}

QStringList DrawingList::chosen() const
{
    QStringList ids;
    for (const auto &index : m_view->selectionModel()->selectedRows())
        ids.append(m_model->idAt(index.row()));
    return ids;
}

void DrawingList::showCount()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_view->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    const bool hasChosen = m_view->selectionModel()->hasSelection();
    for (auto *action : std::as_const(m_actions))
        action->setEnabled(hasChosen);
}

void DrawingList::showSelection()
{
    if (m_isShowing)
        return;
    m_isShowing = true;
    std::vector<int> rows;
    const bool hasSelection = m_board && !m_board->selection().isEmpty();
    for (int row = 0; hasSelection && row < m_model->rowCount(); ++row)
        if (m_board->isSelected(m_model->idAt(row)))
            rows.push_back(row);
    QItemSelection selection; // of rows that follow one another as one: a range each is slow
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        for (end = begin + 1; end < rows.size() && rows[end] == rows[end - 1] + 1;)
            ++end;
        selection.select(m_model->index(rows[begin], 0),
            m_model->index(rows[end - 1], DrawingListModel::ColumnCount - 1));
    }
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!selection.isEmpty())
        m_view->scrollTo(selection.first().topLeft());
    m_isShowing = false;
    showCount();
}

void DrawingList::takeSelection()
{
    if (m_isShowing || !m_board)
        return;
    m_isShowing = true;
    m_board->select(chosen());
    m_isShowing = false;
    showCount();
}

} // namespace agora::app
