#include "app/indicator/available_list.h"

#include "app/indicator/indicator_shelf.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

namespace agora::app {

AvailableList::AvailableList(IndicatorShelf &shelf, QWidget *parent)
    : QWidget(parent)
    , m_shelf(shelf)
    , m_model(new CatalogModel(this))
    , m_search(new QLineEdit(this))
    , m_view(new QTreeView(this))
    , m_none(new QLabel(tr("Nothing fits. Try a word of the name, or sma 20."), this))
{
    m_search->setObjectName(QStringLiteral("indicator.search"));
    m_search->setPlaceholderText(tr("Search: rsi, bands, sma 20"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_view->setObjectName(QStringLiteral("indicator.available"));
    m_view->setModel(m_model);
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setIndentation(fontMetrics().averageCharWidth() * 2);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_view->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_none->setObjectName(QStringLiteral("indicator.none"));
    m_none->setProperty("muted", true);
    m_none->setWordWrap(true);
    m_none->hide();
    auto *add = new QPushButton(tr("Add"), this);
    add->setObjectName(QStringLiteral("indicator.add"));
    add->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_search);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_none);
    layout->addWidget(add);
    connect(m_search, &QLineEdit::textChanged, this, &AvailableList::search);
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (index.column() == 0)
            choose(index);
    });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == 1)
            toggleFavourite(index);
    });
    connect(add, &QPushButton::clicked, this, [this] { choose(m_view->currentIndex()); });
    showMarked();
}

void AvailableList::focusSearch() { m_search->setFocus(); }

void AvailableList::showMarked()
{
    m_model->setMarked(m_shelf.favourites(), m_shelf.recent());
    expand();
}

/// Groups are open where they are few rows; the long ones open with a click.
void AvailableList::expand()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto group = m_model->index(row, 0);
        m_view->setExpanded(group, m_model->isSearching() || m_model->rowCount(group) <= 40);
        m_view->setFirstColumnSpanned(row, {}, true);
    }
}

void AvailableList::search(const QString &text)
{
    m_model->search(text);
    expand();
    m_view->setCurrentIndex(m_model->isSearching() ? m_model->first() : QModelIndex());
    m_none->setVisible(m_model->isSearching() && m_model->hits() == 0);
}

void AvailableList::choose(const QModelIndex &index)
{
    if (const auto setup = m_model->setupAt(index))
        emit chosen(*setup);
}

void AvailableList::markUsed(const std::string &key)
{
    const auto kept = m_shelf.markUsed(QString::fromStdString(key));
    if (!kept)
        emit refused(QString::fromStdString(kept.error().message));
    // The list is not filled anew: it must not move under the mouse.
}

void AvailableList::toggleFavourite(const QModelIndex &index)
{
    const QString key = index.data(CatalogModel::KeyRole).toString();
    if (key.isEmpty())
        return;
    const int scrolled = m_view->verticalScrollBar()->value();
    const auto kept = m_shelf.setFavourite(key, !m_shelf.favourites().contains(key));
    if (!kept)
        emit refused(QString::fromStdString(kept.error().message));
    showMarked();
    m_view->verticalScrollBar()->setValue(scrolled);
}

bool AvailableList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress)
        return keyInSearch(static_cast<const QKeyEvent *>(event)->key());
    return QWidget::eventFilter(watched, event);
}

bool AvailableList::keyInSearch(int key)
{
    const auto current = m_view->currentIndex();
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(current);
        return true; // and never the dialog's OK
    case Qt::Key_Down:
        m_view->setCurrentIndex(
            m_model->setupAt(current) ? m_view->indexBelow(current) : m_model->first());
        break;
    case Qt::Key_Up:
        m_view->setCurrentIndex(m_view->indexAbove(current));
        break;
    case Qt::Key_Escape:
        if (m_search->text().isEmpty())
            return false; // closes the dialog
        m_search->clear();
        return true;
    default:
        return false;
    }
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(current);
    m_view->scrollTo(m_view->currentIndex());
    return true;
}

} // namespace agora::app
