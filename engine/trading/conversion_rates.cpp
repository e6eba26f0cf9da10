#include "engine/trading/conversion_rates.h"

#include "engine/base/ensure.h"

#include <cmath>

namespace agora {
namespace {
const std::string hub = "USD";
}

void ConversionRates::update(const std::string &base, const std::string &quote, double mid)
{
    AGORA_ENSURE(std::isfinite(mid) && mid > 0);
    m_mids[{base, quote}] = mid;
}

double ConversionRates::pairRate(const std::string &from, const std::string &to) const
{
    if (from == to)
        return 1.0;
    if (const auto direct = m_mids.find({from, to}); direct != m_mids.end())
        return direct->second;
    if (const auto inverse = m_mids.find({to, from}); inverse != m_mids.end())
        return 1.0 / inverse->second;
    return 0.0;
}

Result<double> ConversionRates::rate(const std::string &from) const
{
    if (const double direct = pairRate(from, m_currency); direct > 0)
        return direct;
    const double crossed = pairRate(from, hub) * pairRate(hub, m_currency);
    if (crossed > 0)
        return crossed;
    std::string needed = from + "_" + m_currency + " or " + m_currency + "_" + from;
    if (from != hub && m_currency != hub)
        needed += ", or both currencies against " + hub;
    return fail("no price yet to convert " + from + " to " + m_currency + ": needs " + needed);
}

Result<Decimal> ConversionRates::bookingRate(const std::string &from) const
{
    const auto exact = rate(from);
    if (!exact)
        return exact.failure();
    const auto booked = Decimal::fromDouble(*exact);
    if (!booked.isPositive())
        return fail("the rate " + from + " to " + m_currency + " is too small to book with");
    return booked;
}

} // namespace agora
