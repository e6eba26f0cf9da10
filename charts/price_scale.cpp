#include "charts/price_scale.h"

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

constexpr double headRoom = 0.08; // of the content's span, above and below
constexpr double tightHeadRoom = 0.02;
constexpr double loosestFill = 0.6; // of the range, before it is framed anew

} // namespace

void PriceScale::setFixed(double low, double high)
{
    m_isFixed = true;
    if (!m_isAutomatic)
        return; // the user has dragged it elsewhere
    m_low = low;
    m_high = high;
}

void PriceScale::follow(const Extent &content, bool isSteady, double smallestSpan)
{
    if (!m_isAutomatic || m_isFixed || content.isEmpty())
        return;
    const double middle = (content.low + content.high) / 2;
    const double span = std::max(content.high - content.low, smallestSpan);
    const double low = middle - span / 2;
    const double high = middle + span / 2;
    const double room = tightHeadRoom * span;
    const bool isWellFramed = m_hasContent && low - room >= m_low && high + room <= m_high
        && span >= loosestFill * (m_high - m_low);
    if (isSteady && isWellFramed)
        return;
    m_low = low - headRoom * span;
    m_high = high + headRoom * span;
    m_hasContent = true;
}

void PriceScale::setManual(double low, double high)
{
    if (!(low < high))
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
    if (!(step > 0))
        return ticks;
    const double first = std::ceil(low / step - 1e-9);
    const double last = std::floor(high / step + 1e-9);
    for (double multiple = first; multiple <= last; ++multiple)
        ticks.push_back(multiple == 0 ? 0.0 : multiple * step);
    return ticks;
}

} // namespace agora::charts
