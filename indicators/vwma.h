#pragma once

#include "indicators/chain.h"
#include "indicators/rolling_sum.h"

#include "indicators/bar_input.h"

namespace agora::indicators {

/// Volume weighted moving average; without any volume in the window the simple average.
class Vwma {
public:
    using Input = PricedBar;
    using Output = double;

    explicit Vwma(int period) : m_money(period), m_volume(period), m_prices(period) {}

    [[nodiscard]] int warmUp() const { return m_money.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &input)
    {
        const auto money = m_money.update(input.price * input.bar.volume);
        const auto volume = m_volume.update(input.bar.volume);
        const auto prices = m_prices.update(input.price);
        if (!money || !volume || !prices)
            return std::nullopt;
        return *volume != 0.0 ? *money / *volume : *prices / warmUp();
    }

private:
    RollingSum m_money;
    RollingSum m_volume;
    RollingSum m_prices;
};

static_assert(Indicator<Vwma>);

} // namespace agora::indicators
