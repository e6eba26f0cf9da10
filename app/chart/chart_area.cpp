#include "app/chart/chart_area.h"

#include "app/chart/chart_page.h"
#include "app/look/look.h"
#include "charts/price_chart.h"

#include <QMenu>
#include <QPainter>
#include <QTabBar>

namespace agora::app {

ChartArea::ChartArea(const PanelContext &context, const EngineMarks &marks, QWidget *parent)
    : QTabWidget(parent), m_context(context), m_marks(marks)
{
    setObjectName(QStringLiteral("charts"));
    setDocumentMode(true);
    setMovable(true);
    setTabsClosable(true);
    setTabPosition(North);
    setAutoFillBackground(true);
    connect(this, &QTabWidget::currentChanged, this, &ChartArea::currentChartChanged);
    connect(this, &QTabWidget::tabCloseRequested, this, &ChartArea::close);
}

ChartPage *ChartArea::open(const QString &symbol, Period period)
{
    auto *page = new ChartPage(m_context, m_marks, symbol, period, this);
    connect(page, &ChartPage::titleChanged, this, [this, page] {
        setTabText(indexOf(page), page->title());
        if (page == current())
            emit currentChartChanged();
    });
    connect(&page->chart(), &charts::PriceChart::autoScrollChanged, this,
        &ChartArea::currentChartChanged);
    connect(page, &ChartPage::hovered, this, &ChartArea::hovered);
    connect(page, &ChartPage::indicatorActivated, this, &ChartArea::indicatorActivated);
    page->chart().setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&page->chart(), &QWidget::customContextMenuRequested, this,
        [this, page](const QPoint &at) { showMenu(*page, at); });
    setCurrentIndex(addTab(page, page->title()));
    emit pageOpened(*page);
    return page;
}

void ChartArea::showMenu(ChartPage &page, const QPoint &at)
{
    setCurrentWidget(&page);
    auto *menu = new QMenu(&page);
    menu->setObjectName(QStringLiteral("chart.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    emit menuRequested(*menu, page, at);
    menu->popup(page.chart().mapToGlobal(at));
}

void ChartArea::close(int index)
{
    auto *page = at(index);
    if (!page)
        return;
    removeTab(index);
    page->deleteLater();
}

ChartPage *ChartArea::current() const { return at(currentIndex()); }

ChartPage *ChartArea::at(int index) const { return qobject_cast<ChartPage *>(widget(index)); }

void ChartArea::step(int by)
{
    if (count() > 0)
        setCurrentIndex((currentIndex() + by + count()) % count());
}

void ChartArea::paintEvent(QPaintEvent *event)
{
    QTabWidget::paintEvent(event);
    if (count() > 0)
        return;
    QPainter painter(this);
    painter.setPen(m_context.look.theme().muted);
    painter.drawText(rect(), Qt::AlignCenter,
        tr("No chart is open. Double-click a symbol, or File › New Chart."));
}

} // namespace agora::app
