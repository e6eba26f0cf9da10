#pragma once

#include "indicators/indicator.h"
#include "indicators/window.h"

namespace agora::indicators {

/// Rate of Change: the move over the last `period` inputs, against where it began.
class Roc {
public:
    using Input = double;
    using Output = double;
    enum class Form {
        Percent, ///< 100 · (now / then − 1)
        Ratio ///< now / then
    };

    explicit Roc(int period, Form form = Form::Percent) : m_past(period), m_form(form) {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_past.size()) + 1; }

    /// Empty until `period + 1` inputs have been seen, and where the move began at zero.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto then = m_past.push(value);
        if (!then || *then == 0.0)
            return std::nullopt;
        return m_form == Form::Ratio ? value / *then : 100.0 * (value - *then) / *then;
    }

private:
    Window m_past;
    Form m_form;
};

static_assert(Indicator<Roc>);

} // namespace agora::indicators
