#pragma once

#include "indicators/chain.h"
#include "indicators/rolling_sum.h"
#include "indicators/wilder.h"

#include <cmath>
#include <utility>
#include <variant>

namespace agora::indicators {

/// Chande momentum oscillator, −100 to 100: the balance of gains and losses; 0 without movement.
/// Tushar Chande and Stanley Kroll, The New Technical Trader (1994).
class Cmo {
public:
    using Input = double;
    using Output = double;
    enum class Form {
        Sums, ///< of the last `period` changes (Chande, TradingView)
        Wilder ///< Wilder's averages of them (TA-Lib)
    };

    explicit Cmo(int period, Form form = Form::Sums)
        : m_period(period)
        , m_net(form == Form::Sums ? Smoothing(RollingSum(period)) : WilderAverage(period))
        , m_total(m_net)
    {}

    [[nodiscard]] int warmUp() const { return m_period + 1; }

    /// Empty until `period + 1` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto previous = std::exchange(m_previous, value);
        if (!previous)
            return std::nullopt;
        const double change = value - *previous;
        const auto take = [](double x) { return [x](auto &sum) { return sum.update(x); }; };
        const auto net = std::visit(take(change), m_net);
        const auto total = std::visit(take(std::abs(change)), m_total);
        if (!net || !total)
            return std::nullopt;
        return 100.0 * ratioOr(0.0, *net, *total);
    }

private:
    using Smoothing = std::variant<RollingSum, WilderAverage>;

    int m_period;
    Smoothing m_net; // gains less losses
    Smoothing m_total; // gains and losses
    std::optional<double> m_previous;
};

static_assert(Indicator<Cmo>);

} // namespace agora::indicators
