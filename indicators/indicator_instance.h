#pragma once

#include "indicators/bar_input.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace agora::indicators {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// An indicator of any kind, fed one completed bar at a time. Updates and previews allocate
/// nothing.
///
/// A bar with a field that is not a finite number is not taken in and gives no value; so is, for
/// an indicator fed by another one, a bar at which that one is undefined.
class IndicatorInstance {
public:
    virtual ~IndicatorInstance() = default;

    /// One value an output (NaN = undefined); valid until the next call on this object.
    virtual std::span<const double> update(BarInput bar) = 0;
    /// The values that `update(bar)` would give, without taking the bar in: for a bar still
    /// forming.
    virtual std::span<const double> preview(BarInput bar) = 0;
    /// A copy with all of the state.
    [[nodiscard]] virtual std::unique_ptr<IndicatorInstance> clone() const = 0;
    /// The same indicator before its first bar.
    [[nodiscard]] virtual std::unique_ptr<IndicatorInstance> fresh() const = 0;
    /// Fills one column an output, each as long as `bars`, as if from a fresh start.
    virtual void compute(
        const BarColumns &bars, std::span<const std::span<double>> columns) const = 0;
    /// For each output, the number of bars from the first to the one where it is defined; 1 =
    /// from the start.
    [[nodiscard]] virtual std::span<const int> warmUps() const = 0;

    [[nodiscard]] std::size_t outputCount() const { return warmUps().size(); }
    /// Bars needed until every output is defined.
    [[nodiscard]] int warmUp() const { return std::ranges::max(warmUps()); }
    /// One column an output, one value a bar of `series`, oldest first.
    [[nodiscard]] std::vector<std::vector<double>> compute(const BarSeries &series) const
    {
        return compute(BarColumns::of(series));
    }
    [[nodiscard]] std::vector<std::vector<double>> compute(const BarColumns &bars) const
    {
        std::vector<std::vector<double>> columns(outputCount(), std::vector<double>(bars.size()));
        const std::vector<std::span<double>> views(columns.begin(), columns.end());
        compute(bars, views);
        return columns;
    }
};

} // namespace agora::indicators
