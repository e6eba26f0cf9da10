#include "charts/price_columns.h"

#include <algorithm>

namespace agora::charts {

void PriceColumns::update(const BarSeries &series, std::size_t from, CandleStyle style)
{
    if (style != m_style)
        from = 0;
    m_style = style;
    m_volumes.update(series.volume(), series.volume(), from);
    if (style == CandleStyle::HeikinAshi)
        computeHeikinAshi(series, from);
    else if (!m_close.empty())
        m_open = m_high = m_low = m_close = {};
    const BarView bars = this->bars(series);
    if (isLineStyle(style))
        m_closes.update(series.close(), series.close(), from);
    else
        m_ranges.update(bars.low, bars.high, from);
}

void PriceColumns::computeHeikinAshi(const BarSeries &series, std::size_t from)
{
    const std::size_t count = series.size();
    const auto [open, high, low, close]
        = std::tuple(series.open(), series.high(), series.low(), series.close());
    for (auto *column : {&m_open, &m_high, &m_low, &m_close})
        column->resize(count);
    for (std::size_t i = std::min(from, count); i < count; ++i) {
        m_close[i] = (open[i] + high[i] + low[i] + close[i]) / 4;
        m_open[i] = i == 0 ? (open[i] + close[i]) / 2 : (m_open[i - 1] + m_close[i - 1]) / 2;
        m_high[i] = std::max({high[i], m_open[i], m_close[i]});
        m_low[i] = std::min({low[i], m_open[i], m_close[i]});
    }
}

void PriceColumns::clear() { *this = PriceColumns(); }

BarView PriceColumns::bars(const BarSeries &series) const
{
    if (m_style == CandleStyle::HeikinAshi)
        return {m_open, m_high, m_low, m_close, &m_ranges};
    return {series.open(), series.high(), series.low(), series.close(), &m_ranges};
}

Extent PriceColumns::prices(const BarSeries &series, std::size_t begin, std::size_t end) const
{
    return isLineStyle(m_style) ? closes(series).extent(begin, end)
                                : bars(series).extent(begin, end);
}

Extent PriceColumns::volumes(const BarSeries &series, std::size_t begin, std::size_t end) const
{
    return m_volumes.extent(series.volume(), series.volume(), begin, end);
}

} // namespace agora::charts
