#include "engine/trading/paper_matcher.h"

#include "engine/base/ensure.h"
#include "engine/trading/market_prices.h"
#include "engine/trading/order_rules.h"
#include "engine/trading/risk.h"

#include <algorithm>

namespace agora {
namespace {

Decimal executingPrice(OrderSide side, const Instrument &instrument, const Tick &tick)
{
    return exactPrice(instrument, side == OrderSide::Buy ? tick.ask : tick.bid);
}

bool isMarketable(const OrderRequest &request, Decimal price)
{
    if (request.type == OrderType::Market)
        return true;
    const bool isBuy = request.side == OrderSide::Buy;
    const bool wantsLower = isBuy == (request.type == OrderType::Limit);
    return wantsLower ? price <= *request.price : price >= *request.price;
}

bool isImmediate(TimeInForce timeInForce)
{
    return timeInForce == TimeInForce::ImmediateOrCancel || timeInForce == TimeInForce::FillOrKill;
}

Decimal points(int count, const Instrument &instrument)
{
    return Decimal::fromDouble(instrument.point()) * Decimal(count);
}

} // namespace

PaperMatcher::PaperMatcher(PaperSettings settings, std::span<const Instrument> instruments)
    : m_settings(std::move(settings))
{
    for (const auto &instrument : instruments)
        m_instruments.emplace(instrument.symbol, instrument);
}

std::size_t PaperMatcher::insert(PaperOrder order)
{
    const auto index = m_orders.size();
    m_indexOfId.emplace(order.request.id, index);
    m_orders.push_back(std::move(order));
    return index;
}

void PaperMatcher::report(std::size_t index, OrderState state, Timestamp at, Reports &out,
    std::string reason, std::optional<Fill> fill)
{
    ExecutionReport said;
    said.orderId = m_orders[index].request.id;
    said.state = state;
    said.fill = std::move(fill);
    said.reason = std::move(reason);
    said.time = at;
    take(index, std::move(said), out);
}

void PaperMatcher::take(std::size_t index, ExecutionReport said, Reports &out)
{
    if (isFinal(said.state))
        m_working.erase(index);
    else
        m_working.insert(index);
    m_orders[index].reports.push_back(said);
    out.push_back(std::move(said));
}

PaperMatcher::Reports PaperMatcher::submit(const OrderRequest &request, Timestamp now)
{
    if (const auto known = m_indexOfId.find(request.id); known != m_indexOfId.end())
        return m_orders[known->second].reports;
    Reports out;
    accept(insert({request, {}, {}}), now, out);
    return out;
}

void PaperMatcher::accept(std::size_t index, Timestamp now, Reports &out)
{
    const auto request = m_orders[index].request;
    const auto reject = [&](std::string reason) {
        report(index, OrderState::Rejected, now, out, std::move(reason));
    };
    if (const auto valid = checkRequest(request); !valid)
        return reject(valid.error().message);
    const auto instrument = m_instruments.find(request.symbol);
    if (const auto refusal = judgeInstrument(
            request, instrument == m_instruments.end() ? nullptr : &instrument->second, now))
        return reject(refusal->sentence);
    if (request.expiry && *request.expiry <= now)
        return reject("the expiry " + formatIso(*request.expiry) + " is over at " + formatIso(now));

    const auto quote = quoteOf(request.symbol, now);
    if (request.type == OrderType::Market && !quote)
        return reject("no quote of " + request.symbol + " has come yet");
    if (quote && isOpen(instrument->second.hours, now)
        && isMarketable(request, executingPrice(request.side, *quote->instrument, quote->tick)))
        return execute(index, *quote, out);
    if (isImmediate(request.timeInForce))
        return report(index, OrderState::Cancelled, now, out,
            std::string(toString(request.timeInForce)) + ": not marketable when it arrived");
    report(index, OrderState::Working, now, out);
}

std::optional<PaperMatcher::Quote> PaperMatcher::quoteOf(
    const std::string &symbol, Timestamp now) const
{
    const auto tick = m_lastTicks.find(symbol);
    if (tick == m_lastTicks.end())
        return std::nullopt;
    return Quote{&m_instruments.at(symbol), tick->second, now};
}

Decimal PaperMatcher::fillPrice(const OrderRequest &request, const Quote &quote) const
{
    const auto price = executingPrice(request.side, *quote.instrument, quote.tick);
    if (request.type == OrderType::Limit)
        return price;
    const auto slippage = points(m_settings.slippagePoints, *quote.instrument);
    return price + signedUnits(request.side, slippage);
}

Fill PaperMatcher::makeFill(const OrderRequest &request, Decimal units, Decimal price, Timestamp at)
{
    Fill fill;
    fill.id = m_settings.venue + "-" + std::to_string(m_nextFill++);
    fill.orderId = request.id;
    fill.owner = request.owner;
    fill.symbol = request.symbol;
    fill.side = request.side;
    fill.units = units;
    fill.price = price;
    fill.commission = units * m_settings.commissionPerUnit;
    fill.time = at;
    return fill;
}

void PaperMatcher::execute(std::size_t index, const Quote &quote, Reports &out)
{
    const auto request = m_orders[index].request;
    const auto entryId = m_orders[index].entryId;
    const auto price = fillPrice(request, quote);
    const bool isExit = !entryId.empty();
    if (!isExit && m_veto)
        if (auto reason = m_veto(request, price))
            return report(index, OrderState::Rejected, quote.at, out, std::move(*reason));

    const auto units = isExit ? std::min(request.units, closableUnits(request)) : request.units;
    AGORA_ENSURE(units.isPositive()); // idle exits were cancelled when the position went
    const auto fill = makeFill(request, units, price, quote.at);
    m_positions[{request.owner, request.symbol}] += signedUnits(request.side, units);
    if (units == request.units) {
        report(index, OrderState::Filled, quote.at, out, {}, fill);
    } else {
        report(index, OrderState::PartiallyFilled, quote.at, out, {}, fill);
        report(index, OrderState::Cancelled, quote.at, out, "the position had no more to close");
    }
    if (isExit)
        cancelSiblings(entryId, request.id, quote.at, out);
    else
        activateExits(request, fill, out);
    cancelIdleExits(request, quote.at, out);
}

void PaperMatcher::activateExits(const OrderRequest &entry, const Fill &fill, Reports &out)
{
    for (auto &exit : attachedExits(entry, fill.units, fill.time))
        report(insert({std::move(exit), entry.id, {}}), OrderState::Working, fill.time, out);
}

void PaperMatcher::cancelSiblings(
    const std::string &entryId, const std::string &cause, Timestamp at, Reports &out)
{
    for (const auto &id : {stopLossId(entryId), takeProfitId(entryId)}) {
        const auto sibling = m_indexOfId.find(id);
        if (sibling != m_indexOfId.end() && isWorking(sibling->second))
            report(
                sibling->second, OrderState::Cancelled, at, out, "OCO: " + cause + " was filled");
    }
}

Decimal PaperMatcher::closableUnits(const OrderRequest &exit) const
{
    const auto held = position(exit.owner, exit.symbol);
    const bool closes = held.sign() == (exit.side == OrderSide::Sell ? 1 : -1);
    return closes ? held.abs() : Decimal();
}

void PaperMatcher::cancelIdleExits(const OrderRequest &cause, Timestamp at, Reports &out)
{
    const std::vector<std::size_t> working(m_working.begin(), m_working.end());
    for (const auto index : working) {
        const auto &[request, entryId, reports] = m_orders[index];
        if (entryId.empty() || request.owner != cause.owner || request.symbol != cause.symbol)
            continue;
        if (closableUnits(request).isZero())
            report(index, OrderState::Cancelled, at, out, "its position was closed by " + cause.id);
    }
}

PaperMatcher::Reports PaperMatcher::onTick(const std::string &symbol, const Tick &tick)
{
    const auto instrument = m_instruments.find(symbol);
    if (instrument == m_instruments.end())
        return {};
    m_lastTicks[symbol] = tick;
    if (m_working.empty())
        return {};
    auto out = advanceTo(tick.time);
    const std::vector<std::size_t> before(
        m_working.begin(), m_working.end()); // exits born now wait
    for (const auto index : before) {
        const auto &request = m_orders[index].request;
        if (!isWorking(index) || request.symbol != symbol)
            continue;
        if (isMarketable(request, executingPrice(request.side, instrument->second, tick)))
            execute(index, {&instrument->second, tick, tick.time}, out);
    }
    return out;
}

PaperMatcher::Reports PaperMatcher::advanceTo(Timestamp now)
{
    Reports out;
    const std::vector<std::size_t> working(m_working.begin(), m_working.end());
    for (const auto index : working) {
        const auto &expiry = m_orders[index].request.expiry;
        if (expiry && *expiry <= now)
            report(index, OrderState::Expired, *expiry, out, "good till " + formatIso(*expiry));
    }
    return out;
}

PaperMatcher::Reports PaperMatcher::cancel(const std::string &orderId, Timestamp now)
{
    const auto known = m_indexOfId.find(orderId);
    if (known == m_indexOfId.end())
        return lookUp(orderId, now);
    Reports out;
    if (isWorking(known->second))
        report(known->second, OrderState::Cancelled, now, out, "cancelled on request");
    else
        out.push_back(m_orders[known->second].reports.back());
    return out;
}

PaperMatcher::Reports PaperMatcher::modify(const ModifyRequest &change, Timestamp now)
{
    const auto known = m_indexOfId.find(change.orderId);
    if (known == m_indexOfId.end())
        return lookUp(change.orderId, now);
    auto &order = m_orders[known->second];
    const auto &last = order.reports.back();
    const auto changed = withTerms(order.request, change.terms);
    if (!isWorking(known->second) || !changed
        || judgeInstrument(*changed, &m_instruments.at(order.request.symbol), now))
        return {last};
    Reports out;
    ExecutionReport said{.orderId = change.orderId, .state = last.state, .time = now};
    said.terms = change.terms;
    order.request = *changed;
    take(known->second, std::move(said), out);
    const auto quote = quoteOf(changed->symbol, now);
    if (quote && isOpen(quote->instrument->hours, now)
        && isMarketable(*changed, executingPrice(changed->side, *quote->instrument, quote->tick)))
        execute(known->second, *quote, out);
    return out;
}

PaperMatcher::Reports PaperMatcher::lookUp(const std::string &orderId, Timestamp now)
{
    if (const auto known = m_indexOfId.find(orderId); known != m_indexOfId.end())
        return m_orders[known->second].reports;
    OrderRequest unknown;
    unknown.id = orderId;
    Reports out;
    report(insert({unknown, {}, {}}), OrderState::Rejected, now, out,
        "order “" + orderId + "” is not known to " + m_settings.venue);
    return out;
}

Decimal PaperMatcher::position(const std::string &owner, const std::string &symbol) const
{
    const auto found = m_positions.find({owner, symbol});
    return found == m_positions.end() ? Decimal() : found->second;
}

const PaperOrder *PaperMatcher::find(const std::string &orderId) const
{
    const auto known = m_indexOfId.find(orderId);
    return known == m_indexOfId.end() ? nullptr : &m_orders[known->second];
}

PaperState PaperMatcher::snapshot() const
{
    return {{m_orders.begin(), m_orders.end()}, m_nextFill};
}

void PaperMatcher::restore(PaperState state)
{
    m_orders.clear();
    m_indexOfId.clear();
    m_working.clear();
    m_positions.clear();
    m_lastTicks.clear();
    m_nextFill = state.nextFill;
    for (auto &order : state.orders) {
        for (const auto &said : order.reports)
            if (said.fill)
                m_positions[{said.fill->owner, said.fill->symbol}]
                    += signedUnits(said.fill->side, said.fill->units);
        const bool isOpenStill = !order.reports.empty() && !isFinal(order.reports.back().state);
        const auto index = insert(std::move(order));
        if (isOpenStill)
            m_working.insert(index);
    }
}

} // namespace agora
