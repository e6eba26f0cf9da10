#include "charts/equity_view.h"

#include "charts/banner.h"
#include "charts/chart_text.h"
#include "charts/legend.h"
#include "charts/price_scale.h"
#include "charts/reduced_points.h"

#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QLinearGradient>
#include <QLocale>
#include <QtCharts/QChart>

namespace agora::charts {
namespace {

double millis(Timestamp at) { return static_cast<double>(toNanos(at)) / 1e6; }

} // namespace

EquityView::EquityView(QWidget *parent)
    : QChartView(new QChart, parent)
    , m_balance(new QLineSeries)
    , m_equity(new QLineSeries)
    , m_edge(new QLineSeries)
    , m_area(new QAreaSeries(m_edge))
    , m_time(new QValueAxis)
    , m_value(new QValueAxis)
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing, true);
    m_edge->setParent(m_area); // the chart takes only series that are added to it
    QChart *drawn = chart();
    drawn->legend()->hide();
    drawn->setBackgroundVisible(false);
    drawn->setPlotAreaBackgroundVisible(false);
    drawn->setMargins({});
    drawn->layout()->setContentsMargins(0, 0, 0, 0);
    drawn->addSeries(m_area);
    drawn->addSeries(m_balance);
    drawn->addSeries(m_equity);
    drawn->addAxis(m_time, Qt::AlignBottom);
    drawn->addAxis(m_value, Qt::AlignRight);
    for (auto *series : drawn->series()) {
        series->attachAxis(m_time);
        series->attachAxis(m_value);
    }
    m_time->setVisible(false);
    m_value->setVisible(false);
    layOut();
}

void EquityView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    layOut();
}

void EquityView::layOut()
{
    style();
    frameValues();
    const AxisSizes sizes(axisFont(font()), this);
    double characters = 6;
    for (const double tick : m_frame.ticks)
        characters
            = std::max(characters, static_cast<double>(money(tick, m_frame.decimals).size()));
    if (!points.empty())
        characters
            = std::max(characters, static_cast<double>(money(points.back().equity, 2).size()));
    const double scaleWidth = std::ceil(characters * sizes.characterWidth + 2 * sizes.padding);
    const QRectF plot(0, 0, std::max(10.0, width() - scaleWidth),
        std::max(10.0, height() - sizes.timeAxisHeight));
    chart()->setPlotArea(plot);
    m_frame.map.rect = plot;
    m_frame.axis = QRectF(plot.right(), 0, scaleWidth, plot.height());
    m_labels = points.empty()
        ? std::vector<InstantLabel>()
        : instantLabels(fromNanos(static_cast<std::int64_t>(m_frame.map.firstBar * 1e6)),
            fromNanos(static_cast<std::int64_t>(m_frame.map.lastBar * 1e6)), plot.width(),
            sizes.characterWidth * 11, look.zone);
    fillSeries();
    m_time->setRange(m_frame.map.firstBar, m_frame.map.lastBar);
    m_value->setRange(m_frame.map.low, m_frame.map.high);
    resetCachedContent();
    viewport()->update();
}

void EquityView::frameValues()
{
    Extent extent;
    for (const auto &point : points) {
        extent.include(point.balance);
        extent.include(point.equity);
    }
    PriceScale scale;
    scale.follow(extent, false, std::max(1.0, std::abs(extent.high) * 1e-5));
    m_frame.map.low = scale.low();
    m_frame.map.high = scale.high();
    const double first = points.empty() ? 0 : millis(points.front().time);
    const double last = points.empty() ? 1 : millis(points.back().time);
    const double room = std::max(1000.0, (last - first) * 0.03); // to the right of the newest point
    m_frame.map.firstBar = first;
    m_frame.map.lastBar = last + room;
    const AxisSizes sizes(axisFont(font()), this);
    const int most = std::max(2, static_cast<int>(height() / (sizes.lineHeight * 2.4)));
    m_frame.ticks = niceTicks(scale.low(), scale.high(), most, 0.01);
    const double step = niceStep(scale.high() - scale.low(), most, 0.01);
    m_frame.decimals = step < 1 || step != std::round(step) ? 2 : 0;
}

void EquityView::style()
{
    const ChartTheme &theme = look.theme;
    m_balance->setPen(QPen(theme.balance, 1.5));
    m_equity->setPen(QPen(theme.equity, 1.6));
    m_area->setPen(Qt::NoPen);
    QColor tint = theme.equity;
    QLinearGradient gradient(0, 0, 0, 1);
    gradient.setCoordinateMode(QGradient::ObjectBoundingMode);
    tint.setAlpha(70);
    gradient.setColorAt(0, tint);
    tint.setAlpha(4);
    gradient.setColorAt(1, tint);
    m_area->setBrush(gradient);
    setBackgroundBrush(theme.background);
}

void EquityView::fillSeries()
{
    const auto columns = static_cast<std::size_t>(m_frame.map.rect.width());
    const auto equity = reducedPoints(points, &EquityPoint::equity, columns);
    m_equity->replace(equity);
    m_edge->replace(equity);
    m_balance->replace(asSteps(reducedPoints(points, &EquityPoint::balance, columns)));
}

QString EquityView::money(double value, int decimals) const
{
    return QLocale().toString(value, 'f', decimals);
}

void EquityView::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, look.theme.background);
    if (points.empty())
        return;
    for (const double tick : m_frame.ticks)
        paintHorizontal(*painter, m_frame.map, tick, look.theme.grid);
    for (const auto &label : m_labels)
        paintVertical(*painter, m_frame.map, millis(label.at),
            label.isMajor ? look.theme.axis : look.theme.grid);
}

void EquityView::drawForeground(QPainter *painter, const QRectF &)
{
    if (points.empty()) {
        paintEmpty(*painter, QRectF(rect()), look.emptyText, look.currency, font(), look.theme);
        return;
    }
    const QFont small = axisFont(font());
    const QRectF plot = m_frame.map.rect;
    painter->fillRect(QRectF(plot.right(), 0, 1, plot.bottom()), look.theme.axis);
    painter->fillRect(QRectF(0, plot.bottom(), width(), 1), look.theme.axis);
    const QRectF strip(0, plot.bottom(), width(), height() - plot.bottom());
    const AxisTag newest{points.back().equity, {money(points.back().equity, 2)}, look.theme.equity};
    const auto places = placedTags(m_frame, {newest}, AxisSizes(small, painter->device()));
    std::vector<AxisText> values;
    for (const double tick : m_frame.ticks)
        values.push_back({tick, money(tick, m_frame.decimals), false});
    paintValueTexts(*painter, m_frame, values, places, small, look.theme);
    std::vector<AxisText> times;
    for (const auto &label : m_labels)
        times.push_back({millis(label.at), label.text, label.isMajor});
    paintTimeTexts(*painter, m_frame.map, strip, times, zoneTitle(look.zone), small, look.theme);
    paintTag(*painter, places.front(), newest, small);
    paintLegendOf(*painter);
}

void EquityView::paintLegendOf(QPainter &painter) const
{
    const ChartTheme &theme = look.theme;
    const auto amount = [&](double value) { return money(value, 2); };
    const LegendRow row{.indicatorId = {},
        .spans = {{ChartText::tr("Equity"), theme.text, true},
            {amount(points.back().equity), theme.equity},
            {ChartText::tr("Balance"), theme.text, true},
            {amount(points.back().balance), theme.balance}, {look.currency, theme.mutedText}}};
    const double edge = AxisSizes(font(), painter.device()).padding;
    paintLegend(
        painter, m_frame.map.rect.adjusted(edge * 1.3, edge * 0.6, -edge, 0), {row}, font(), theme);
}

} // namespace agora::charts
