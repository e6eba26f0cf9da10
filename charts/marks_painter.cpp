#include "charts/marks_painter.h"

#include "charts/session_breaks.h"
#include "charts/trading/order_painter.h"

namespace agora::charts {

void paintQuoteLines(
    QPainter &painter, const PaneFrame &frame, const ChartData &data, const ChartTheme &theme)
{
    if (!data.quote)
        return;
    paintHorizontal(painter, frame.map, data.quote->bid, theme.bid, Qt::DotLine);
    paintHorizontal(painter, frame.map, data.quote->ask, theme.ask, Qt::DotLine);
}

QString countdown(const ChartData &data)
{
    const bool isShown = data.isLastPriceVisible && data.isCountdownVisible;
    if (!isShown || !data.now || data.series().empty())
        return {};
    const auto close = barClose(data.series()[0].time, data.series().period(), data.dayAnchor);
    return close && *close > *data.now ? countdownText(*close - *data.now) : QString();
}

void paintLastPrice(
    QPainter &painter, const PaneFrame &frame, const ChartData &data, const ChartTheme &theme)
{
    if (data.series().empty() || !data.isLastPriceVisible)
        return;
    const Bar bar = data.series()[0];
    paintHorizontal(
        painter, frame.map, bar.close, barColor(bar.open, bar.close, theme), Qt::DotLine);
}

std::vector<AxisTag> priceTags(
    const ChartData &data, const PaneFrame &frame, const ChartTheme &theme)
{
    std::vector<AxisTag> tags;
    if (!data.series().empty() && data.isLastPriceVisible) {
        const Bar bar = data.series()[0];
        AxisTag last{bar.close, {data.priceText(bar.close)}, barColor(bar.open, bar.close, theme)};
        if (frame.percentBase > 0)
            last.lines.append(frame.text(bar.close, 1));
        if (const auto left = countdown(data); !left.isEmpty())
            last.lines.append(left);
        tags.push_back(std::move(last));
    }
    for (const auto &line : data.priceLines)
        tags.push_back({line.price, {data.priceText(line.price)}, colorOf(line, theme)});
    return tags;
}

} // namespace agora::charts
