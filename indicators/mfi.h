#pragma once

#include "indicators/price_input.h"
#include "indicators/rolling_fold.h"

#include <utility>

namespace agora::indicators {

/// Money Flow Index (Gene Quong and Avrum Soudack, 1989), 0 to 100: typical price times volume of
/// the rising bars as a share of that of all rising and falling ones.
class MoneyFlowIndex {
public:
    using Input = Bar;
    using Output = double;

    /// `whenStill` is given when nothing flowed: 50, in MetaTrader 100.
    explicit MoneyFlowIndex(int period, double whenStill = 50.0)
        : m_flows(period), m_whenStill(whenStill)
    {}

    [[nodiscard]] int warmUp() const { return m_flows.warmUp() + 1; }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const double typical = priceOf(bar, PriceInput::Typical);
        const auto previous = std::exchange(m_previousTypical, typical);
        if (!previous)
            return std::nullopt;
        const double flow = typical * bar.volume;
        const auto flows
            = m_flows.update({typical > *previous ? flow : 0.0, typical < *previous ? flow : 0.0});
        if (!flows)
            return std::nullopt;
        const double all = flows->in + flows->out;
        return all > 0.0 ? 100.0 * flows->in / all : m_whenStill;
    }

private:
    struct Flows {
        double in = 0;
        double out = 0;
    };
    struct Sum {
        Flows operator()(const Flows &a, const Flows &b) const
        {
            return {a.in + b.in, a.out + b.out};
        }
    };

    RollingFold<Flows, Sum> m_flows;
    double m_whenStill;
    std::optional<double> m_previousTypical;
};

static_assert(Indicator<MoneyFlowIndex>);

} // namespace agora::indicators
