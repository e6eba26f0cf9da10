#pragma once

#include "charts/chart_theme.h"
#include "charts/chart_types.h"
#include "charts/extrema_pyramid.h"
#include "charts/pane_map.h"

#include "engine/model/bar_series.h"

namespace agora::charts {

/// Bars with the pyramids that make drawing them cheap.
class PriceColumns {
public:
    /// The series has changed from bar `from` on; `needsCloses`: it is drawn as a line.
    void update(const BarSeries &series, std::size_t from, bool needsCloses);
    void clear();

    [[nodiscard]] Extent prices(const BarSeries &series, std::size_t begin, std::size_t end) const;
    [[nodiscard]] Extent volumes(const BarSeries &series, std::size_t begin, std::size_t end) const;
    [[nodiscard]] const ExtremaPyramid &closes() const { return m_closes; }

private:
    ExtremaPyramid m_prices;
    ExtremaPyramid m_volumes;
    ExtremaPyramid m_closes;
    bool m_hasCloses = false;
};

/// Colour of a bar: rising, falling, or neither.
[[nodiscard]] QColor barColor(double open, double close, const ChartTheme &theme);

/// Draws bars, or one stroke a pixel column where several bars share it: the cost depends on
/// pixels.
void paintCandles(QPainter &painter, const PaneMap &map, const BarSeries &series,
    const PriceColumns &columns, CandleStyle style, const ChartTheme &theme);

/// Columns of volume along the bottom of the pane.
void paintVolume(QPainter &painter, const PaneMap &map, const BarSeries &series,
    const PriceColumns &columns, const ChartTheme &theme);

} // namespace agora::charts
