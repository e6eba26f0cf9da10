#pragma once

#include "indicators/sma.h"
#include "indicators/window.h"

namespace agora::indicators {

/// Detrended Price Oscillator: the distance between a price and a simple average that are
/// `period / 2 + 1` bars apart.
class Dpo {
public:
    using Input = double;
    using Output = double;

    enum class Form {
        PastPrice, ///< the price then, from the average now: centred on the average
        PastAverage ///< the price now, from the average then (TradingView)
    };

    Dpo(int period, Form form) : m_average(period), m_past(period / 2 + 1), m_form(form) {}

    [[nodiscard]] int warmUp() const
    {
        const int past = static_cast<int>(m_past.size());
        return m_form == Form::PastAverage ? m_average.warmUp() + past
                                           : std::max(m_average.warmUp(), past + 1);
    }

    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto average = m_average.update(value);
        if (m_form == Form::PastPrice) {
            const auto then = m_past.push(value);
            return average && then ? std::optional(*then - *average) : std::nullopt;
        }
        const auto then = average ? m_past.push(*average) : std::nullopt;
        return then ? std::optional(value - *then) : std::nullopt;
    }

private:
    Sma m_average;
    Window m_past;
    Form m_form;
};

static_assert(Indicator<Dpo>);

} // namespace agora::indicators
