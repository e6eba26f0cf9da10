#pragma once

#include "indicators/catalog.h"
#include "indicators/indicator.h"

#include <array>
#include <cmath>
#include <limits>

namespace agora::indicators {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Any Indicator behind the interface of the catalogue; `columnsOf` turns its output into columns.
/// A bar with a price that is not a number is not taken in and gives no value.
template <Indicator T, auto columnsOf>
class Instance final : public IndicatorInstance {
public:
    Instance(T indicator, PriceInput input)
        : m_fresh(indicator), m_indicator(indicator), m_trial(std::move(indicator)), m_input(input)
    {
        m_values.fill(undefined);
    }

    std::span<const double> update(const Bar &bar) override
    {
        m_values = feed(m_indicator, bar);
        return m_values;
    }
    std::span<const double> preview(const Bar &bar) override
    {
        m_trial = m_indicator;
        m_values = feed(m_trial, bar);
        return m_values;
    }
    std::unique_ptr<IndicatorInstance> clone() const override
    {
        return std::make_unique<Instance>(*this);
    }
    std::vector<std::vector<double>> compute(const BarSeries &series) const override
    {
        T indicator = m_fresh;
        std::vector<std::vector<double>> columns(count, std::vector<double>(series.size()));
        for (std::size_t bar = 0; bar < series.size(); ++bar) {
            const Values values = feed(indicator, series[series.size() - 1 - bar]);
            for (std::size_t column = 0; column < count; ++column)
                columns[column][bar] = values[column];
        }
        return columns;
    }
    int warmUp() const override { return m_fresh.warmUp(); }
    std::size_t outputCount() const override { return count; }

private:
    using Values = decltype(columnsOf(std::declval<typename T::Output>()));
    static constexpr std::size_t count = std::tuple_size_v<Values>;

    Values feed(T &indicator, const Bar &bar) const
    {
        Values none;
        none.fill(undefined);
        if (!(std::isfinite(bar.open) && std::isfinite(bar.high) && std::isfinite(bar.low)
                && std::isfinite(bar.close)))
            return none;
        std::optional<typename T::Output> output;
        if constexpr (std::is_same_v<typename T::Input, Bar>)
            output = indicator.update(bar);
        else
            output = indicator.update(priceOf(bar, m_input));
        return output ? columnsOf(*output) : none;
    }

    T m_fresh;
    T m_indicator;
    T m_trial; // kept, so that a preview needs no allocation
    PriceInput m_input;
    Values m_values;
};

} // namespace agora::indicators
