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

Result<double> unrealizedOf(const Position &position, const MarketPrices &prices)
{
    if (position.units.isZero())
        return 0.0;
    const auto market = marketOf(position.symbol, prices);
    if (!market)
        return market.failure();
    const auto closing = position.units.isPositive() ? market->tick->bid : market->tick->ask;
    const auto gain = exactPrice(*market->instrument, closing) - position.averagePrice;
    return (position.units * gain).toDouble() * market->rate;
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

Valuation evaluate(
    Decimal balance, std::vector<Position> positions, const MarketPrices &prices, Timestamp at)
{
    Valuation valuation;
    auto &account = valuation.account;
    account.currency = prices.rates().accountCurrency();
    account.balance = balance;
    account.updated = at;
    for (auto &position : positions) {
        const auto unrealized = unrealizedOf(position, prices);
        const auto margin = marginOf(position.symbol, position.units, prices);
        if (unrealized && margin) {
            position.unrealized = *unrealized;
            account.marginUsed += *margin;
        } else {
            valuation.missing.push_back(
                unrealized ? margin.error().message : unrealized.error().message);
        }
        account.unrealized += position.unrealized;
    }
    valuation.positions = std::move(positions);
    account.equity = account.balance.toDouble() + account.unrealized;
    account.marginFree = account.equity - account.marginUsed;
    return valuation;
}

Valuation evaluate(const AccountBook &book, const MarketPrices &prices, Timestamp at)
{
    return evaluate(book.balance(), book.positions(), prices, at);
}

} // namespace agora
