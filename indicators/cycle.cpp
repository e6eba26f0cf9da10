#include "indicators/cycle.h"

#include <vector>

namespace agora::indicators {
namespace {

constexpr double degree = std::numbers::pi / 180;

struct Direction {
    double sine = 0;
    double cosine = 0;
};

/// The unit circle cut into `period` parts.
const std::vector<Direction> &circle(int period)
{
    static const auto circles = [] {
        std::array<std::vector<Direction>, CycleWindow::size + 1> all;
        for (std::size_t parts = 1; parts < all.size(); ++parts) {
            for (std::size_t i = 0; i < parts; ++i) {
                const double angle
                    = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(parts);
                all[parts].push_back({.sine = std::sin(angle), .cosine = std::cos(angle)});
            }
        }
        return all;
    }();
    return circles[static_cast<std::size_t>(period)];
}

int wholeBars(double period) { return static_cast<int>(period + 0.5); }

} // namespace

std::optional<CyclePhase::Output> CyclePhase::update(Input price)
{
    const auto cycle = m_cycle.update(price);
    m_seen = std::min(m_seen + 1, warmUp());
    if (!cycle)
        return std::nullopt;
    m_smoothPrices.push(cycle->smoothPrice);

    double real = 0;
    double imaginary = 0;
    int back = 0;
    for (const Direction &direction : circle(wholeBars(cycle->period))) {
        // From the newest price: over a whole circle that changes nothing but rounding, and a price
        // that stands still gives exactly nothing.
        const double distance = m_smoothPrices[back++] - cycle->smoothPrice;
        real += direction.sine * distance;
        imaginary += direction.cosine * distance;
    }
    if (real != 0.0 || imaginary != 0.0) {
        const double angle
            = imaginary != 0.0 ? std::atan(real / imaginary) / degree : std::copysign(90.0, real);
        m_phase = angle + 90 + 360 / cycle->period; // the second makes up for the smoothing's lag
        if (imaginary < 0.0)
            m_phase += 180;
        if (m_phase > 315)
            m_phase -= 360;
    }
    return Output{.phase = m_phase,
        .period = cycle->period,
        .smoothPrice = cycle->smoothPrice,
        .isShown = m_seen == warmUp()};
}

std::optional<SineWave::Output> SineWave::update(Input price)
{
    const auto cycle = m_phase.update(price);
    if (!cycle || !cycle->isShown)
        return std::nullopt;
    return Output{.phase = cycle->phase,
        .sine = std::sin(cycle->phase * degree),
        .leadSine = std::sin((cycle->phase + 45) * degree)};
}

double InstantTrend::update(double price, double period)
{
    m_prices.push(price);
    const int bars = wholeBars(period);
    double mean = 0;
    for (int back = 0; back < bars; ++back)
        mean += m_prices[back];
    if (bars > 0)
        mean /= bars;
    const double line = (4 * mean + 3 * m_means[0] + 2 * m_means[1] + m_means[2]) / 10;
    m_means = {mean, m_means[0], m_means[1]};
    return line;
}

std::optional<TrendMode::Output> TrendMode::update(Input price)
{
    const auto cycle = m_phase.update(price);
    if (!cycle) {
        m_trend.remember(price);
        return std::nullopt;
    }
    const double trendline = m_trend.update(price, cycle->period);
    const bool trends = isTrend(*cycle, trendline);
    if (!cycle->isShown)
        return std::nullopt;
    return Output{.trendline = trendline, .mode = trends ? 1.0 : 0.0};
}

bool TrendMode::isTrend(const CyclePhase::Output &cycle, double trendline)
{
    const double sine = std::sin(cycle.phase * degree);
    const double leadSine = std::sin((cycle.phase + 45) * degree);
    const bool hasCrossed
        = (sine > leadSine && m_sine <= m_leadSine) || (sine < leadSine && m_sine >= m_leadSine);
    const double turn = cycle.phase - m_previousPhase;
    m_sine = sine;
    m_leadSine = leadSine;
    m_previousPhase = cycle.phase;

    m_barsInTrend = hasCrossed ? 1 : m_barsInTrend + 1;
    // Far from the trend line it is a trend, whatever the cycle says.
    if (trendline != 0.0 && std::abs((cycle.smoothPrice - trendline) / trendline) >= 0.015)
        return true;
    const double cycleTurn = 360 / cycle.period; // of a bar, in a clean cycle
    const bool turnsAsACycle = turn > 0.67 * cycleTurn && turn < 1.5 * cycleTurn;
    return !hasCrossed && m_barsInTrend >= 0.5 * cycle.period && !turnsAsACycle;
}

} // namespace agora::indicators
