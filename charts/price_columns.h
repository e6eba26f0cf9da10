#pragma once

#include "charts/chart_types.h"
#include "charts/column_painter.h"
#include "charts/extrema_pyramid.h"

#include "engine/model/bar_series.h"

#include <span>
#include <vector>

namespace agora::charts {

/// Bars as they are drawn: those of the series, or computed from them.
struct BarView {
    std::span<const double> open, high, low, close;
    const ExtremaPyramid *ranges = nullptr; ///< of lows and highs

    [[nodiscard]] std::size_t size() const { return close.size(); }
    [[nodiscard]] Extent extent(std::size_t begin, std::size_t end) const
    {
        return ranges->extent(low, high, begin, end);
    }
};

/// The columns that drawing a series needs, with the pyramids that make it cheap. The series stays
/// with its owner, who hands it in on every call.
class PriceColumns {
public:
    /// The series has changed from bar `from` on.
    void update(const BarSeries &series, std::size_t from, CandleStyle style);
    void clear();

    [[nodiscard]] BarView bars(const BarSeries &series) const;
    [[nodiscard]] ColumnView closes(const BarSeries &series) const
    {
        return {series.close(), m_closes};
    }
    /// What the price takes up in this style: a line leaves out highs and lows.
    [[nodiscard]] Extent prices(const BarSeries &series, std::size_t begin, std::size_t end) const;
    [[nodiscard]] Extent volumes(const BarSeries &series, std::size_t begin, std::size_t end) const;

private:
    /// Dan Valcu, Using the Heikin-Ashi Technique (Technical Analysis of Stocks & Commodities,
    /// February 2004).
    void computeHeikinAshi(const BarSeries &series, std::size_t from);

    CandleStyle m_style = CandleStyle::Candles;
    ExtremaPyramid m_ranges;
    ExtremaPyramid m_volumes;
    ExtremaPyramid m_closes; ///< of the line styles only
    std::vector<double> m_open, m_high, m_low, m_close; ///< of Heikin-Ashi only
};

/// Drawn as a line through the closes.
[[nodiscard]] constexpr bool isLineStyle(CandleStyle style)
{
    return style == CandleStyle::Line || style == CandleStyle::Area;
}

} // namespace agora::charts
