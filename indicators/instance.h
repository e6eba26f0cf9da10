#pragma once

#include "indicators/indicator.h"
#include "indicators/kernels.h"
#include "indicators/source.h"

#include <array>
#include <cmath>

namespace agora::indicators {

/// Whether every field can be reckoned with: one NaN would spoil all later values.
[[nodiscard]] inline bool isFinite(const Bar &bar)
{
    // x − x is 0 for every finite x and NaN for all else: one comparison, no branches between.
    return (bar.open - bar.open) + (bar.high - bar.high) + (bar.low - bar.low)
        + (bar.close - bar.close) + (bar.volume - bar.volume)
        == 0.0;
}

[[nodiscard]] inline bool areFinite(const BarColumns &bars)
{
    return kernels::areFinite(bars.open) && kernels::areFinite(bars.high)
        && kernels::areFinite(bars.low) && kernels::areFinite(bars.close)
        && kernels::areFinite(bars.volume);
}

[[nodiscard]] inline bool isFinite(double price) { return std::isfinite(price); }
[[nodiscard]] inline bool isFinite(const PricedBar &input) { return std::isfinite(input.price); }
[[nodiscard]] inline bool isFinite(const PricePair &pair)
{
    return std::isfinite(pair.first) && std::isfinite(pair.second);
}

/// An indicator's own, faster way through many inputs at once, from a fresh start whatever it has
/// seen. All inputs are finite; undefined values are NaN. A test over the whole catalogue holds
/// it equal to the stream.
template <typename T>
concept HasBatchOfPrices
    = requires(const T &indicator, std::span<const double> prices, Columns columns)
{
    indicator.batch(prices, columns);
};
template <typename T>
concept HasBatchOfBars = requires(const T &indicator, const BarColumns &bars, Columns columns)
{
    indicator.batch(bars, columns);
};

/// Any Indicator behind the interface of the catalogue; `columnsOf` turns its output into columns.
template <Indicator T, auto columnsOf>
class Instance final : public IndicatorInstance {
public:
    Instance(T indicator, Sources sources)
        : m_fresh(indicator)
        , m_indicator(indicator)
        , m_trial(std::move(indicator))
        , m_sources(std::move(sources))
        , m_warmUps(ownWarmUps())
    {
        m_values.fill(undefined);
        int before = m_sources.first.warmUp() - 1;
        if constexpr (std::is_same_v<Input, PricePair>)
            before = std::max(before, m_sources.second.warmUp() - 1);
        for (int &bars : m_warmUps)
            bars += before;
    }

    using IndicatorInstance::compute;
    std::span<const double> update(BarInput bar) override
    {
        m_values = feed<false>(m_indicator, bar);
        return m_values;
    }
    std::span<const double> preview(BarInput bar) override
    {
        if constexpr (requires { m_indicator.preview(std::declval<Input>()); }) {
            m_values = feed<true>(m_indicator, bar);
        } else {
            m_trial = m_indicator;
            m_values = feed<true>(m_trial, bar);
        }
        return m_values;
    }
    [[nodiscard]] std::unique_ptr<IndicatorInstance> clone() const override
    {
        return std::make_unique<Instance>(*this);
    }
    [[nodiscard]] std::unique_ptr<IndicatorInstance> fresh() const override
    {
        return std::make_unique<Instance>(m_fresh, m_sources.fresh());
    }
    void compute(const BarColumns &bars, Columns columns) const override;
    [[nodiscard]] std::span<const int> warmUps() const override { return m_warmUps; }

private:
    using Input = typename T::Input;
    using Values = decltype(columnsOf(std::declval<typename T::Output>()));
    static constexpr std::size_t count = std::tuple_size_v<Values>;

    [[nodiscard]] std::array<int, count> ownWarmUps() const
    {
        if constexpr (requires { m_fresh.warmUps(); }) {
            return m_fresh.warmUps();
        } else {
            std::array<int, count> all;
            all.fill(m_fresh.warmUp());
            return all;
        }
    }

    static Values none()
    {
        Values values;
        values.fill(undefined);
        return values;
    }
    template <bool isTrial>
    static Values take(T &indicator, const Input &input)
    {
        // Not through one variable: to assign an optional costs more than most formulas.
        if constexpr (isTrial && requires { indicator.preview(input); })
            return valuesOf(std::as_const(indicator).preview(input));
        else
            return valuesOf(indicator.update(input));
    }
    static Values valuesOf(const std::optional<typename T::Output> &output)
    {
        return output ? columnsOf(*output) : none();
    }

    template <bool isTrial>
    Values feed(T &indicator, BarInput bar)
    {
        if (!isFinite(bar.bar()))
            return none();
        Source &source = m_sources.first;
        if constexpr (std::is_same_v<Input, Bar>) {
            Bar scratch;
            const Bar *chosen = source.template bar<isTrial>(bar, scratch);
            return chosen ? takeFinite<isTrial>(indicator, *chosen) : none();
        } else if constexpr (std::is_same_v<Input, PricedBar>) {
            return takeFinite<isTrial>(
                indicator, PricedBar{source.template price<isTrial>(bar), bar.bar()});
        } else if constexpr (std::is_same_v<Input, PricePair>) {
            const double first = source.template price<isTrial>(bar);
            const double second = m_sources.second.template price<isTrial>(bar);
            return takeFinite<isTrial>(indicator, PricePair{first, second});
        } else {
            return takeFinite<isTrial>(indicator, source.template price<isTrial>(bar));
        }
    }
    template <bool isTrial>
    static Values takeFinite(T &indicator, const Input &input)
    {
        return isFinite(input) ? take<isTrial>(indicator, input) : none();
    }
    template <typename InputAt>
    void computeFrom(const BarColumns &bars, Columns columns, InputAt inputAt) const;
    bool computeByBatch(
        const BarColumns &bars, std::span<const double> prices, Columns columns) const;
    bool computeByBatch(const BarColumns &bars, const BarColumns &chosen, Columns columns) const;

    T m_fresh;
    T m_indicator;
    T m_trial; // kept, so that a preview needs no allocation
    Sources m_sources;
    std::array<int, count> m_warmUps;
    Values m_values;
};

template <Indicator T, auto columnsOf>
void Instance<T, columnsOf>::compute(const BarColumns &bars, Columns columns) const
{
    std::vector<double> storage;
    if constexpr (std::is_same_v<Input, Bar>) {
        const BarColumns chosen = m_sources.first.barColumns(bars, storage);
        if (!computeByBatch(bars, chosen, columns))
            computeFrom(bars, columns, [&](std::size_t i) { return chosen[i]; });
    } else {
        const auto prices = m_sources.first.compute(bars, storage);
        if constexpr (std::is_same_v<Input, PricePair>) {
            std::vector<double> other;
            const auto seconds = m_sources.second.compute(bars, other);
            computeFrom(bars, columns, [&](std::size_t i) {
                return PricePair{prices[i], seconds[i]};
            });
        } else if constexpr (std::is_same_v<Input, PricedBar>) {
            computeFrom(bars, columns, [&](std::size_t i) {
                return PricedBar{prices[i], bars[i]};
            });
        } else {
            if (!computeByBatch(bars, prices, columns))
                computeFrom(bars, columns, [&](std::size_t i) { return prices[i]; });
        }
    }
}

template <Indicator T, auto columnsOf>
template <typename InputAt>
void Instance<T, columnsOf>::computeFrom(
    const BarColumns &bars, Columns columns, InputAt inputAt) const
{
    T indicator = m_fresh;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const Input input = inputAt(i);
        const Values values
            = isFinite(bars[i]) && isFinite(input) ? take<false>(indicator, input) : none();
        for (std::size_t column = 0; column < count; ++column)
            columns[column][i] = values[column];
    }
}

/// The indicator's own way, where it has one and every bar can be taken in. What an indicator that
/// feeds it does not give at its beginning is left out.
template <Indicator T, auto columnsOf>
bool Instance<T, columnsOf>::computeByBatch([[maybe_unused]] const BarColumns &bars,
    [[maybe_unused]] std::span<const double> prices, [[maybe_unused]] Columns columns) const
{
    if constexpr (HasBatchOfPrices<T>) {
        const auto first = std::ranges::find_if(prices, [](double x) { return isFinite(x); });
        const auto before = static_cast<std::size_t>(first - prices.begin());
        if (!areFinite(bars) || !kernels::areFinite(prices.subspan(before)))
            return false;
        std::array<std::span<double>, count> rest;
        for (std::size_t i = 0; i < count; ++i)
            rest[i] = kernels::undefinedFirst(columns[i], before);
        m_fresh.batch(prices.subspan(before), rest);
        return true;
    }
    return false;
}

template <Indicator T, auto columnsOf>
bool Instance<T, columnsOf>::computeByBatch([[maybe_unused]] const BarColumns &bars,
    [[maybe_unused]] const BarColumns &chosen, [[maybe_unused]] Columns columns) const
{
    if constexpr (HasBatchOfBars<T>) {
        if (!areFinite(bars) || !areFinite(chosen))
            return false;
        m_fresh.batch(chosen, columns);
        return true;
    }
    return false;
}

} // namespace agora::indicators
