#pragma once

#include "charts/column_painter.h"

#include "engine/model/bar_series.h"
#include "engine/model/instrument.h"

#include <QColor>
#include <QString>

#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace agora::charts {

/// Closes of another symbol beside the bars of the chart, by time: each bar of the chart shows the
/// newest close within its own time. A bar that the other symbol lacks keeps the close before it;
/// before its first bar and after its last there is nothing.
class Comparison {
public:
    Comparison(Instrument instrument, const QColor &color, int paletteIndex);

    [[nodiscard]] const Instrument &instrument() const { return m_instrument; }
    [[nodiscard]] QString title() const; ///< `GBP/USD`
    [[nodiscard]] const QColor &color() const { return m_color; } ///< invalid = the theme's
    [[nodiscard]] int paletteIndex() const { return m_paletteIndex; }

    /// What comes next is of this kind.
    void reset(Period period, PriceSide side);
    /// With `snapshot` all bars so far are forgotten. Bars whose prices are no numbers are left
    /// out.
    void apply(std::span<const QuoteBar> bars, bool snapshot);
    /// The chart's bars have changed from `from` on. Returns the first that shows another close
    /// now.
    std::size_t align(std::span<const std::int64_t> times, std::size_t from);

    [[nodiscard]] ColumnView column() const { return {m_values, m_pyramid}; }
    /// Close within the time of that bar itself; nothing when the symbol has none there.
    [[nodiscard]] std::optional<double> closeAt(
        std::span<const std::int64_t> times, std::size_t bar) const;
    /// First close in [begin, end), from which percent are counted; 0 without one.
    [[nodiscard]] double baseOf(std::size_t begin, std::size_t end) const;

private:
    /// Own bars in [time of `bar`, its end): position behind the last, and whether there is one.
    [[nodiscard]] std::pair<std::size_t, bool> within(
        std::span<const std::int64_t> times, std::size_t bar) const;

    Instrument m_instrument;
    QColor m_color;
    int m_paletteIndex;
    BarSeries m_series;
    std::vector<double> m_values;
    ExtremaPyramid m_pyramid;
    std::int64_t m_changedSince = std::numeric_limits<std::int64_t>::min();
};

} // namespace agora::charts
