#pragma once

#include "indicators/indicator.h"
#include "indicators/window.h"

#include <cmath>

namespace agora::indicators {

/// Arnaud Legoux moving average: Gaussian weights around a place of the window that `offset`
/// chooses (0 oldest, 1 newest) and that need not be a whole number; `sigma` is how many widths of
/// the bell fit into the window. Each update costs `period` multiplications: no recursion gives
/// the exact weights.
class Alma {
public:
    using Input = double;
    using Output = double;

    Alma(int period, double offset, double sigma) : m_window(period)
    {
        AGORA_ENSURE(sigma > 0.0);
        const double centre = offset * (period - 1);
        const double width = period / sigma;
        double total = 0;
        for (int i = 0; i < period; ++i) {
            const double distance = (i - centre) / width;
            m_weights.push_back(std::exp(-0.5 * distance * distance));
            total += m_weights.back();
        }
        for (double &weight : m_weights)
            weight /= total;
    }

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_window.size()); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        m_window.push(value);
        if (!m_window.isFull())
            return std::nullopt;
        double average = 0;
        auto weight = m_weights.begin();
        m_window.forEach([&](double past) { average += *weight++ * past; });
        return average;
    }

private:
    Window m_window;
    std::vector<double> m_weights; // oldest first, together 1
};

static_assert(Indicator<Alma>);

} // namespace agora::indicators
