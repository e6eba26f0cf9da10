#include "charts/price_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace agora::charts {
namespace {

constexpr double headRoom = 0.08; // of the content's span, above and below
constexpr double tightHeadRoom = 0.02;
constexpr double loosestFill = 0.6; // of the range, before it is framed anew
constexpr double octave = 2.0;

/// Round numbers of one decade, each list finer than the next.
const std::array<std::vector<double>, 5> decades{
    std::vector<double>{1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8}, {1, 1.5, 2, 3, 5, 7}, {1, 2, 5},
    {1, 3}, {1}};

/// Smallest ratio between neighbours, over the edge of the decade too.
double smallestRatio(const std::vector<double> &decade)
{
    double smallest = 10 * decade.front() / decade.back();
    for (std::size_t i = 1; i < decade.size(); ++i)
        smallest = std::min(smallest, decade[i] / decade[i - 1]);
    return smallest;
}

} // namespace

void PriceScale::setFixed(double low, double high)
{
    m_isFixed = true;
    if (!m_isAutomatic)
        return; // the user has dragged it elsewhere
    m_low = low;
    m_high = high;
}

void PriceScale::reset()
{
    PriceScale fresh;
    fresh.m_kind = m_kind;
    fresh.m_isInverted = m_isInverted;
    *this = fresh;
}

void PriceScale::setKind(ScaleKind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    m_hasContent = false; // framed anew, as a share of other units
    if (kind == ScaleKind::Logarithmic && m_low <= 0)
        m_isAutomatic = true;
}

void PriceScale::follow(const Extent &content, bool isSteady, double smallestSpan)
{
    if (content.isEmpty())
        return;
    m_isContentBelowZero = content.low <= 0;
    if (!m_isAutomatic || m_isFixed)
        return;
    const bool isLog = m_kind == ScaleKind::Logarithmic && !m_isContentBelowZero;
    const auto to = [isLog](double value) { return isLog ? std::log(value) : value; };
    const auto from = [isLog](double value) { return isLog ? std::exp(value) : value; };
    const double middle = (to(content.low) + to(content.high)) / 2;
    const double smallest = isLog ? smallestSpan / content.high : smallestSpan;
    const double span = std::max(to(content.high) - to(content.low), smallest);
    if (!std::isfinite(span) || !(span > 0) || !std::isfinite(middle))
        return; // prices beyond what can be subtracted: the last range stays
    const double low = middle - span / 2;
    const double high = middle + span / 2;
    const double room = tightHeadRoom * span;
    const bool isWellFramed = m_hasContent && (!isLog || m_low > 0) && low - room >= to(m_low)
        && high + room <= to(m_high) && span >= loosestFill * (to(m_high) - to(m_low));
    if (isSteady && isWellFramed)
        return;
    m_low = from(low - headRoom * span);
    m_high = from(high + headRoom * span);
    m_hasContent = true;
}

void PriceScale::setManual(double low, double high)
{
    const bool isPossible = low < high && std::isfinite(low) && std::isfinite(high)
        && std::isfinite(high - low) && (!isLogarithmic() || low > 0);
    if (!isPossible)
        return;
    m_low = low;
    m_high = high;
    m_isAutomatic = false;
}

double niceStep(double span, int most, double smallest)
{
    if (!(span > 0) || most < 1)
        return 0;
    const double rough = std::max(span / most, smallest);
    const double decade = std::pow(10.0, std::floor(std::log10(rough) + 1e-9));
    for (const double multiple : {1.0, 2.0, 2.5, 5.0}) {
        if (multiple * decade >= rough * (1 - 1e-9))
            return multiple * decade;
    }
    return 10 * decade;
}

std::vector<double> niceTicks(double low, double high, int most, double smallest)
{
    std::vector<double> ticks;
    const double step = niceStep(high - low, most, smallest);
    if (!(step > 0) || !std::isfinite(step))
        return ticks;
    const double first = std::ceil(low / step - 1e-9);
    const double last = std::floor(high / step + 1e-9);
    if (last - first > 2.0 * most + 2) // steps below the resolution of such numbers
        return ticks;
    for (double multiple = first; multiple <= last; ++multiple)
        ticks.push_back(multiple == 0 ? 0.0 : multiple * step);
    return ticks;
}

std::vector<double> logarithmicTicks(double low, double high, int most, double smallest)
{
    if (!(low > 0) || !(high > low) || most < 1)
        return {};
    const double span = std::log(high) - std::log(low);
    if (span < std::log(octave))
        return niceTicks(low, high, most, smallest);
    const double needed = span / most; // between two ticks
    const auto found = std::ranges::find_if(decades,
        [&](const auto &decade) { return std::log(smallestRatio(decade)) >= needed * (1 - 1e-9); });
    const auto &decade = found == decades.end() ? decades.back() : *found;
    const double powers = found == decades.end() ? std::ceil(needed / std::log(10.0) - 1e-9) : 1;
    std::vector<double> ticks;
    const double first = std::floor(std::log10(low) / powers) * powers;
    for (double power = first; power <= std::log10(high); power += powers) {
        for (const double number : decade) {
            const double tick = number * std::pow(10.0, power);
            if (tick >= low && tick <= high)
                ticks.push_back(tick);
        }
    }
    return ticks;
}

int decimalsOfStep(double step)
{
    int decimals = 0;
    for (double rest = step; decimals < 9 && std::abs(rest - std::round(rest)) > 1e-6; ++decimals)
        rest *= 10;
    return decimals;
}

} // namespace agora::charts
