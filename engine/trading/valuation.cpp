#include "engine/trading/valuation.h"

namespace agora {
namespace {

struct Market {
    const Instrument *instrument = nullptr;
    const Tick *tick = nullptr;
    double rate = 0;
};

Result<Market> marketOf(const std::string &symbol, const MarketPrices &prices)
{
    const auto rate = prices.rateOf(symbol);
    const auto *tick = prices.lastTick(symbol);
    if (prices.instrument(symbol) && !tick)
        return fail("no price of " + symbol + " yet");
    if (!rate)
        return rate.failure();
    return Market{prices.instrument(symbol), tick, *rate};
}

} // namespace

Result<double> unrealizedOf(
    const AccountBook &book, const std::string &symbol, const MarketPrices &prices)
{
    const auto units = book.units(symbol);
    if (units.isZero())
        return 0.0;
    const auto market = marketOf(symbol, prices);
    if (!market)
        return market.failure();
    const auto closing = units.isPositive() ? market->tick->bid : market->tick->ask;
    return book.unrealizedAt(symbol, exactPrice(*market->instrument, closing)).toDouble()
        * market->rate;
}

Result<double> marginOf(const std::string &symbol, Decimal units, const MarketPrices &prices)
{
    if (units.isZero())
        return 0.0;
    const auto market = marketOf(symbol, prices);
    if (!market)
        return market.failure();
    return units.abs().toDouble() * market->tick->mid() * market->rate
        * market->instrument->marginRate.toDouble();
}

Valuation evaluate(const AccountBook &book, const MarketPrices &prices, Timestamp at)
{
    Valuation valuation;
    auto &account = valuation.account;
    account.currency = prices.rates().accountCurrency();
    account.balance = book.balance();
    account.updated = at;
    for (auto &position : book.positions()) {
        const auto unrealized = unrealizedOf(book, position.symbol, prices);
        const auto margin = marginOf(position.symbol, position.units, prices);
        if (unrealized && margin) {
            position.unrealized = *unrealized;
            account.unrealized += *unrealized;
            account.marginUsed += *margin;
        } else {
            valuation.missing.push_back(
                unrealized ? margin.error().message : unrealized.error().message);
        }
        valuation.positions.push_back(std::move(position));
    }
    account.equity = account.balance.toDouble() + account.unrealized;
    account.marginFree = account.equity - account.marginUsed;
    return valuation;
}

} // namespace agora
