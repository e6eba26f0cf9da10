#include "engine/trading/risk.h"

#include "engine/base/text.h"
#include "engine/trading/order_rules.h"
#include "engine/trading/valuation.h"

namespace agora {
namespace {

constexpr auto rateWindow = std::chrono::minutes(1);

Refusal refuse(RiskRule rule, const std::string &what)
{
    return {rule, std::string(toString(rule)) + ": " + what};
}

bool hasMoreDecimals(Decimal number, int decimals) { return number.rounded(decimals) != number; }

std::optional<Refusal> judgePrices(const OrderRequest &request, const Instrument &instrument)
{
    const std::pair<const char *, std::optional<Decimal>> prices[] = {{"price", request.price},
        {"stop loss", request.stopLoss}, {"take profit", request.takeProfit}};
    for (const auto &[name, price] : prices)
        if (price && hasMoreDecimals(*price, instrument.precision))
            return refuse(RiskRule::Price,
                std::string(name) + " " + price->toString() + " has more than the "
                    + std::to_string(instrument.precision) + " decimals of " + request.symbol);
    return std::nullopt;
}

/// Units of the working orders on one side of a symbol that are not filled yet; exits excluded:
/// they only close.
Decimal workingUnits(const OrderTracker &orders, const OrderRequest &like, bool onlyMarket)
{
    Decimal sum;
    for (const auto &order : orders.working()) {
        const auto &request = order.request;
        if (request.symbol != like.symbol || request.side != like.side
            || isAttachedExitId(request.id))
            continue;
        if (!onlyMarket || request.type == OrderType::Market)
            sum += request.units - order.filledUnits;
    }
    return sum;
}

} // namespace

std::string_view toString(RiskRule rule)
{
    switch (rule) {
    case RiskRule::Request:
        return "request";
    case RiskRule::TradingHalted:
        return "trading_halted";
    case RiskRule::Instrument:
        return "instrument";
    case RiskRule::Units:
        return "units";
    case RiskRule::Price:
        return "price";
    case RiskRule::MarketOpen:
        return "market_open";
    case RiskRule::MaxOrderUnits:
        return "max_order_units";
    case RiskRule::MaxPositionUnits:
        return "max_position_units";
    case RiskRule::MaxOpenOrders:
        return "max_open_orders";
    case RiskRule::MaxOrdersPerMinute:
        return "max_orders_per_minute";
    case RiskRule::Margin:
        return "margin";
    }
    return "?";
}

std::optional<Refusal> judgeInstrument(
    const OrderRequest &request, const Instrument *instrument, Timestamp now)
{
    if (!instrument)
        return refuse(RiskRule::Instrument, "“" + request.symbol + "” is not traded here");
    if (hasMoreDecimals(request.units, instrument->unitsPrecision))
        return refuse(RiskRule::Units,
            request.units.toString() + " units have more than the "
                + std::to_string(instrument->unitsPrecision) + " decimals of " + request.symbol);
    if (request.units < instrument->minimumUnits)
        return refuse(RiskRule::Units,
            request.units.toString() + " units are less than the minimum of "
                + instrument->minimumUnits.toString() + " of " + request.symbol);
    if (auto refusal = judgePrices(request, *instrument))
        return refusal;
    if (request.type == OrderType::Market && !isOpen(instrument->hours, now))
        return refuse(RiskRule::MarketOpen,
            "the market of " + request.symbol + " is closed at " + formatIso(now, 0)
                + ", it opens at " + formatIso(nextOpen(instrument->hours, now), 0));
    return std::nullopt;
}

std::optional<Refusal> judgeMargin(const OrderRequest &request, Decimal pending,
    const AccountBook &account, const MarketPrices &prices, Timestamp now)
{
    const auto held = account.units(request.symbol);
    const auto after = held + pending + signedUnits(request.side, request.units);
    if (after.abs() <= held.abs() && after.sign() * held.sign() >= 0)
        return std::nullopt;
    const auto marginNow = marginOf(request.symbol, held, prices);
    const auto marginAfter = marginOf(request.symbol, after, prices);
    if (!marginNow || !marginAfter)
        return refuse(RiskRule::Margin,
            marginAfter ? marginNow.error().message : marginAfter.error().message);
    const auto valued = evaluate(account, prices, now);
    if (!valued.missing.empty())
        return refuse(RiskRule::Margin, valued.missing.front());
    const double used = valued.account.marginUsed - *marginNow + *marginAfter;
    if (used <= valued.account.equity)
        return std::nullopt;
    return refuse(RiskRule::Margin,
        after.toString() + " units of " + request.symbol + " would bring the margin used to "
            + formatFixed(used, 2) + " " + valued.account.currency + ", the equity is "
            + formatFixed(valued.account.equity, 2));
}

std::optional<Refusal> RiskGate::judgeFlow(const OrderRequest &request, const RiskView &view)
{
    if (m_haltReason)
        return refuse(RiskRule::TradingHalted,
            "no new orders" + (m_haltReason->empty() ? "" : ", " + *m_haltReason));
    if (const auto valid = checkRequest(request); !valid)
        return refuse(RiskRule::Request, valid.error().message);
    const auto open = view.orders.working().size();
    if (open >= static_cast<std::size_t>(m_limits.maxOpenOrders))
        return refuse(RiskRule::MaxOpenOrders,
            std::to_string(open) + " orders are working, the limit is "
                + std::to_string(m_limits.maxOpenOrders));
    while (!m_accepted.empty() && view.now - m_accepted.front() >= rateWindow)
        m_accepted.pop_front();
    if (m_accepted.size() >= static_cast<std::size_t>(m_limits.maxOrdersPerMinute))
        return refuse(RiskRule::MaxOrdersPerMinute,
            std::to_string(m_accepted.size()) + " orders were sent within a minute, the limit is "
                + std::to_string(m_limits.maxOrdersPerMinute));
    return std::nullopt;
}

std::optional<Refusal> RiskGate::judgeSizes(const OrderRequest &request, const RiskView &view) const
{
    if (request.units > m_limits.maxOrderUnits)
        return refuse(RiskRule::MaxOrderUnits,
            request.units.toString() + " units of " + request.symbol
                + " were asked for, the limit is " + m_limits.maxOrderUnits.toString());
    const auto held = view.account.units(request.symbol);
    const auto working = workingUnits(view.orders, request, false);
    const auto reach = held + signedUnits(request.side, working + request.units);
    const bool grows = reach.sign() == signedUnits(request.side, 1).sign();
    if (grows && reach.abs() > m_limits.maxPositionUnits)
        return refuse(RiskRule::MaxPositionUnits,
            "with " + request.units.toString() + " more the position in " + request.symbol
                + " could reach " + reach.toString() + " units (" + held.toString() + " held, "
                + working.toString() + " working), the limit is "
                + m_limits.maxPositionUnits.toString());
    const auto pending = signedUnits(request.side, workingUnits(view.orders, request, true));
    return judgeMargin(request, pending, view.account, view.prices, view.now);
}

std::optional<Refusal> RiskGate::judge(const OrderRequest &request, const RiskView &view)
{
    if (auto refusal = judgeFlow(request, view))
        return refusal;
    if (auto refusal = judgeInstrument(request, view.prices.instrument(request.symbol), view.now))
        return refusal;
    if (auto refusal = judgeSizes(request, view))
        return refusal;
    m_accepted.push_back(view.now);
    return std::nullopt;
}

} // namespace agora
