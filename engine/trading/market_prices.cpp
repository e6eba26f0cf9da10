#include "engine/trading/market_prices.h"

#include <cmath>

namespace agora {
namespace {

constexpr double highestPrice = 1e12; // far above any market; money made of it still fits a Decimal

bool isPrice(double price) { return std::isfinite(price) && price > 0 && price < highestPrice; }

} // namespace

MarketPrices::MarketPrices(std::string accountCurrency, std::span<const Instrument> instruments)
    : m_rates(std::move(accountCurrency))
{
    for (const auto &instrument : instruments)
        m_instruments.emplace(instrument.symbol, instrument);
}

void MarketPrices::update(const std::string &symbol, const Tick &tick)
{
    const auto *known = instrument(symbol);
    if (!known || !isPrice(tick.bid) || !isPrice(tick.ask))
        return;
    m_lastTicks[symbol] = tick;
    m_rates.update(known->base, known->quote, tick.mid());
}

const Instrument *MarketPrices::instrument(const std::string &symbol) const
{
    const auto found = m_instruments.find(symbol);
    return found == m_instruments.end() ? nullptr : &found->second;
}

const Tick *MarketPrices::lastTick(const std::string &symbol) const
{
    const auto found = m_lastTicks.find(symbol);
    return found == m_lastTicks.end() ? nullptr : &found->second;
}

Result<double> MarketPrices::rateOf(const std::string &symbol) const
{
    const auto *known = instrument(symbol);
    if (!known)
        return fail("unknown instrument “" + symbol + "”");
    return m_rates.rate(known->quote);
}

Result<Decimal> MarketPrices::bookingRateOf(const std::string &symbol) const
{
    const auto *known = instrument(symbol);
    if (!known)
        return fail("unknown instrument “" + symbol + "”");
    return m_rates.bookingRate(known->quote);
}

Decimal exactPrice(const Instrument &instrument, double price)
{
    return Decimal::fromDouble(price).rounded(instrument.precision);
}

} // namespace agora
