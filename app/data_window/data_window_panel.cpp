#include "app/data_window/data_window_panel.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/data_window/data_rows.h"
#include "charts/price_chart.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTableView>
#include <QVBoxLayout>

#include <chrono>

namespace agora::app {

namespace {
/// Fast enough to follow the mouse, seldom enough to cost nothing; also how often a forming bar is
/// read again.
constexpr auto soon = std::chrono::milliseconds(40);
constexpr auto seldom = std::chrono::milliseconds(500);
} // namespace

DataWindowPanel::DataWindowPanel(ChartArea &charts, QWidget *parent)
    : QWidget(parent)
    , m_charts(charts)
    , m_model(new DataWindowModel(this))
    , m_table(new QTableView(this))
{
    m_table->setObjectName(QStringLiteral("dataWindow.table"));
    m_table->setModel(m_model);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 13 / 10);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    setFocusProxy(m_table);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("&Copy"), this, [this] { copy(false); });
        menu->addAction(tr("Copy &All"), this, [this] { copy(true); });
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });

    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &DataWindowPanel::refresh);
    const auto mark = [this] {
        if (isVisible() && (!m_soon.isActive() || m_soon.remainingTimeAsDuration() > soon))
            m_soon.start(soon);
    };
    connect(&charts, &ChartArea::crosshairMoved, this, mark);
    connect(&charts, &ChartArea::currentChartChanged, this, mark);
}

void DataWindowPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

/// Of the chart under the mouse, else of the one in front.
void DataWindowPanel::refresh()
{
    const ChartPage *shown = m_charts.current();
    for (const auto *page : m_charts.pages())
        if (page->chart().crosshair())
            shown = page;
    m_model->show(shown ? dataRows(*shown) : QList<DataRow>());
    if (isVisible())
        m_soon.start(seldom);
}

void DataWindowPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy(false);
    QWidget::keyPressEvent(event);
}

/// The selected rows, or all where none is; a tab between name and value, as spreadsheets read it.
void DataWindowPanel::copy(bool isAll) const
{
    QStringList lines;
    const auto &rows = m_model->rows();
    const auto *selection = m_table->selectionModel();
    for (int i = 0; i < rows.size(); ++i)
        if (isAll || !selection->hasSelection() || selection->isRowSelected(i))
            lines.append(rows[i].name + QLatin1Char('\t') + rows[i].value);
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace agora::app
