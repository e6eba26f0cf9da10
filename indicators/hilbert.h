#pragma once

#include "indicators/indicator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace agora::indicators {

/// The measuring part of John Ehlers's cycle indicators (Rocket Science for Traders, 2001): a
/// smoothed price, its in-phase and quadrature components by a truncated Hilbert transform, and the
/// period of the dominant cycle by the homodyne discriminator.
///
/// As in TA-Lib the filters begin empty a given number of inputs after the first, which shows in
/// the first hundred values or so.
class HilbertCycle {
public:
    using Input = double;
    struct Output {
        double smoothPrice = 0;
        double inPhase = 0;
        double quadrature = 0;
        double period = 0; ///< in bars
    };

    /// Inputs that TA-Lib lets pass before the filters begin.
    static constexpr int shortStart = 12; ///< period and phasor (and MAMA)
    static constexpr int longStart = 37; ///< phase, sine, trend line and mode

    explicit HilbertCycle(int start) : m_start(start) {}

    [[nodiscard]] int warmUp() const { return m_start + 1; }

    /// Empty for the first `start` inputs.
    [[nodiscard]] std::optional<Output> update(Input price)
    {
        const double smooth = (4 * price + 3 * m_prices[0] + 2 * m_prices[1] + m_prices[2]) / 10;
        m_prices = {price, m_prices[0], m_prices[1]};
        if (m_seen < m_start) {
            ++m_seen;
            return std::nullopt;
        }
        const double gain = 0.075 * m_rawPeriod + 0.54; // the transform's amplitude depends on it
        const double detrended = gain * m_detrender.update(smooth);
        const double quadrature = gain * m_quadrature.update(detrended);
        const double inPhase = m_detrended[2]; // as late as the quadrature component
        m_detrended = {detrended, m_detrended[0], m_detrended[1]};
        measure({inPhase - gain * m_advancedQuadrature.update(quadrature),
            quadrature + gain * m_advancedInPhase.update(inPhase)});
        return Output{.smoothPrice = smooth,
            .inPhase = inPhase,
            .quadrature = quadrature,
            .period = m_period};
    }

private:
    /// Ehlers's seven-tap Hilbert transform; every second tap is zero.
    class Transform {
    public:
        double update(double value)
        {
            const double result = 0.0962 * (value - m_past[5]) + 0.5769 * (m_past[1] - m_past[3]);
            std::shift_right(m_past.begin(), m_past.end(), 1);
            m_past[0] = value;
            return result;
        }

    private:
        std::array<double, 6> m_past{};
    };
    struct Phasor {
        double inPhase = 0;
        double quadrature = 0;
    };

    void measure(Phasor newest)
    {
        const Phasor phasor{smoothed(newest.inPhase, m_phasor.inPhase),
            smoothed(newest.quadrature, m_phasor.quadrature)};
        const double real
            = phasor.inPhase * m_phasor.inPhase + phasor.quadrature * m_phasor.quadrature;
        const double imaginary
            = phasor.inPhase * m_phasor.quadrature - phasor.quadrature * m_phasor.inPhase;
        m_phasor = phasor;
        m_real = smoothed(real, m_real);
        m_imaginary = smoothed(imaginary, m_imaginary);

        double period = m_rawPeriod;
        if (m_real != 0.0 && m_imaginary != 0.0)
            period = 2 * std::numbers::pi / std::atan(m_imaginary / m_real);
        period = std::min(period, 1.5 * m_rawPeriod);
        period = std::max(period, 0.67 * m_rawPeriod);
        m_rawPeriod = smoothed(std::clamp(period, 6.0, 50.0), m_rawPeriod);
        m_period = 0.33 * m_rawPeriod + 0.67 * m_period;
    }
    static double smoothed(double newest, double before)
    {
        const double value = 0.2 * newest + 0.8 * before;
        return std::abs(value) < 1e-150 ? 0.0 : value; // squares must not become denormal
    }

    int m_start;
    int m_seen = 0;
    std::array<double, 3> m_prices{};
    std::array<double, 3> m_detrended{};
    Transform m_detrender;
    Transform m_quadrature;
    Transform m_advancedInPhase;
    Transform m_advancedQuadrature;
    Phasor m_phasor;
    double m_real = 0;
    double m_imaginary = 0;
    double m_rawPeriod = 0;
    double m_period = 0;
};

static_assert(Indicator<HilbertCycle>);

} // namespace agora::indicators
