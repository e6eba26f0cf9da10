#pragma once

#include "indicators/indicator.h"
#include "indicators/window.h"

#include <cmath>

namespace agora::indicators {

/// Momentum: how far the price stands from where it stood `period` inputs ago.
class Momentum {
public:
    using Input = double;
    using Output = double;
    enum class Form {
        Difference, ///< now − then, in price (TA-Lib, TradingView)
        Ratio ///< 100 · now / then (MetaTrader)
    };

    explicit Momentum(int period, Form form = Form::Difference) : m_past(period), m_form(form) {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_past.size()) + 1; }

    /// Empty until `period + 1` inputs have been seen, and where a ratio to zero is asked for.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        AGORA_ENSURE(std::isfinite(value));
        const auto then = m_past.push(value);
        if (!then)
            return std::nullopt;
        if (m_form == Form::Difference)
            return value - *then;
        if (*then == 0.0)
            return std::nullopt;
        return 100.0 * value / *then;
    }

private:
    Window m_past;
    Form m_form;
};

static_assert(Indicator<Momentum>);

} // namespace agora::indicators
