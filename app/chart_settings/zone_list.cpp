#include "app/chart_settings/zone_list.h"

#include "app/chart_settings/zone_model.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace agora::app {

namespace {

constexpr int shownRows = 8;

} // namespace

ZoneList::ZoneList(const Instrument &instrument, std::optional<Timestamp> at, QWidget *parent)
    : QWidget(parent)
    , m_model(new ZoneModel(instrument, at, this))
    , m_found(new QSortFilterProxyModel(this))
    , m_search(new QLineEdit(this))
    , m_view(new QTreeView(this))
{
    m_found->setSourceModel(m_model);
    m_found->setFilterRole(ZoneModel::SearchRole);
    m_found->setFilterKeyColumn(0);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setObjectName(QStringLiteral("settings.zoneSearch"));
    m_search->setPlaceholderText(tr("Search: city, country or zone"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    makeView();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_search);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_search);
    connect(m_search, &QLineEdit::textChanged, this, &ZoneList::filter);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this](const QItemSelection &selected) {
            if (!m_isShowing && !selected.isEmpty())
                take(selected.indexes().front());
        });
    showChoice();
}

void ZoneList::makeView()
{
    m_view->setObjectName(QStringLiteral("settings.zones"));
    m_view->setAccessibleName(tr("Time zones"));
    m_view->setModel(m_found);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setHeaderHidden(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setTabKeyNavigation(false);
    m_view->setStyleSheet(QStringLiteral("QTreeView::item { min-height: 1.5em; }"));
    const auto &metrics = fontMetrics();
    auto *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(ZoneModel::Name, QHeaderView::Stretch);
    header->resizeSection(ZoneModel::Country, metrics.averageCharWidth() * 28);
    header->resizeSection(
        ZoneModel::Offset, metrics.horizontalAdvance(QStringLiteral("UTC+12:45 000")));
    m_view->setMinimumHeight(metrics.lineSpacing() * 3 / 2 * shownRows);
    m_view->setMinimumWidth(metrics.averageCharWidth() * 66);
}

void ZoneList::focusSearch() { m_search->setFocus(); }

void ZoneList::setChoice(const ZoneChoice &choice)
{
    m_choice = choice;
    m_search->clear();
    showChoice();
}

void ZoneList::filter(const QString &text)
{
    const bool before = std::exchange(m_isShowing, true);
    m_found->setFilterFixedString(text.trimmed().replace(QLatin1Char('_'), QLatin1Char(' ')));
    m_isShowing = before;
    showChoice();
}

/// The zone in use is marked where the search shows it; a search alone chooses nothing.
void ZoneList::showChoice()
{
    const bool before = std::exchange(m_isShowing, true);
    const auto index = m_found->mapFromSource(m_model->index(m_model->rowOf(m_choice), 0));
    if (index.isValid()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    } else {
        m_view->selectionModel()->clear();
    }
    m_isShowing = before;
}

void ZoneList::take(const QModelIndex &index)
{
    m_choice = m_model->choice(m_found->mapToSource(index).row());
    emit chosen();
}

/// Enter takes the first that was found rather than closing the dialog.
bool ZoneList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &key = static_cast<QKeyEvent &>(*event);
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (isEnter && !m_search->text().isEmpty()) {
        if (!m_view->selectionModel()->hasSelection() && m_found->rowCount() > 0)
            m_view->setCurrentIndex(m_found->index(0, 0));
        return true;
    }
    if (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down || key.key() == Qt::Key_PageUp
        || key.key() == Qt::Key_PageDown) {
        if (m_view->selectionModel()->hasSelection() || m_found->rowCount() == 0)
            QCoreApplication::sendEvent(m_view, event);
        else
            m_view->setCurrentIndex(m_found->index(0, 0));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace agora::app
