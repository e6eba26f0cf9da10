#include "engine/agents/trader/order_value.h"
#include "engine/agents/trader/trader.h"
#include "engine/base/log.h"
#include "engine/protocol/codec.h"
#include "engine/trading/order_rules.h"

namespace agora {

namespace {

/// The answer to a method that only succeeds or fails.
std::function<void(Result<void>)> toAnswer(agency::Answer answer, agency::Value value = true)
{
    return [answer = std::move(answer), value = std::move(value)](const Result<void> &result) {
        if (result)
            answer.value(value);
        else
            answer(result.failure());
    };
}

Result<ModifyRequest> modifyRequestFrom(const agency::Value &arguments)
{
    ModifyRequest change{.orderId = arguments["id"].asText(), .terms = {}};
    const std::pair<const char *, std::optional<Decimal> *> fields[]
        = {{"price", &change.terms.price}, {"stopLoss", &change.terms.stopLoss},
            {"takeProfit", &change.terms.takeProfit}};
    for (const auto &[name, price] : fields) {
        const auto &text = arguments[name].asText();
        if (text.empty())
            continue;
        const auto number = Decimal::parse(text);
        if (!number)
            return fail(std::string(name) + ": " + number.error().message);
        *price = *number;
    }
    return change;
}

} // namespace

void Trader::addOrderMethods()
{
    m_bus.onRequest("order.submit", [this](const agency::Message &message, agency::Answer answer) {
        auto request = protocol::decode<OrderRequest>(message.body);
        if (!request)
            return answer(request.failure());
        submit(std::move(*request), [answer](const Result<void> &result) {
            answer(result ? Result<agency::Bytes>(agency::Bytes{}) : result.failure());
        });
    });
    m_bus.method("order.cancel", "Asks the venue to cancel an order: {id}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            cancel(arguments["id"].asText(), toAnswer(std::move(answer)));
        });
    m_bus.method("order.modify",
        "Asks the venue to change a working order's prices, all of them: {id, price, stopLoss, "
        "takeProfit}, the prices as text; one left out is taken away.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            auto change = modifyRequestFrom(arguments);
            if (!change)
                return answer(change.failure());
            modify(std::move(*change), toAnswer(std::move(answer)));
        });
    m_bus.method("order.find", "An order with what became of it: {id}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            const auto &id = arguments["id"].asText();
            const auto *order = m_record.orders().find(id);
            if (order == nullptr)
                return answer(fail("order “" + id + "” is not known"));
            answer.value(toValue(*order));
        });
    m_bus.method("position.close", "Closes the account's position at market: {symbol}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            auto order = closingOrder(arguments["symbol"].asText());
            if (!order)
                return answer(order.failure());
            agency::Value reply;
            reply.set("id", order->id);
            submit(std::move(*order), toAnswer(std::move(answer), std::move(reply)));
        });
}

void Trader::addMethods()
{
    m_bus.method("trader.halt", "Refuses all new orders until `trader.resume`: {reason}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            const auto &reason = arguments["reason"].asText();
            m_gate.halt(reason);
            logWarning("trading is halted" + (reason.empty() ? "" : ": " + reason));
            toAnswer(std::move(answer))(m_journal.halt(reason, m_bus.now()));
        });
    m_bus.method("trader.resume", "Takes new orders again.",
        [this](const agency::Value &, agency::Answer answer) {
            if (const auto kept = m_journal.resume(m_bus.now()); !kept)
                return answer(kept.failure());
            m_gate.resume();
            logInfo("trading goes on");
            answer.value(agency::Value(true));
        });
    m_bus.method("trader.status", "What the Trader holds and whether it takes orders.",
        [this](const agency::Value &, agency::Answer answer) { answer.value(status()); });
}

/// Against what is held and what market orders under way will make of it, so that asking twice
/// does not close twice.
Result<OrderRequest> Trader::closingOrder(const std::string &symbol)
{
    const auto held = m_record.account().units(symbol);
    auto open = held;
    for (const auto &order : m_record.orders().working()) {
        const auto &request = order.request;
        if (request.symbol == symbol && request.type == OrderType::Market)
            open += signedUnits(request.side, request.units - order.filledUnits);
    }
    if (open.isZero())
        return fail(held.isZero() ? "there is no position in “" + symbol + "”"
                                  : "the position in " + symbol + " is being closed already");
    OrderRequest request;
    request.id
        = "manual.close-" + std::to_string(m_bus.epoch()) + "." + std::to_string(++m_closings);
    request.owner = "manual";
    request.symbol = symbol;
    request.side = open.isPositive() ? OrderSide::Sell : OrderSide::Buy;
    request.units = open.abs();
    request.comment = "close position";
    request.time = m_bus.now();
    return request;
}

agency::Value Trader::status() const
{
    const auto working = m_record.orders().working();
    const auto unknown = std::count_if(working.begin(), working.end(),
        [](const Order &order) { return order.state == OrderState::Unknown; });
    agency::Value status;
    status.set("reconciled", m_reconciliation.isDone());
    status.set("inDoubt", static_cast<std::uint64_t>(m_reconciliation.inDoubt()));
    status.set("halted", m_gate.isHalted());
    status.set("venueUp", m_bus.isUp("venue"));
    status.set("orders", static_cast<std::uint64_t>(m_record.orders().size()));
    status.set("working", static_cast<std::uint64_t>(working.size()));
    status.set("unknown", static_cast<std::int64_t>(unknown));
    status.set("fills", static_cast<std::uint64_t>(m_record.fills().size()));
    status.set("trades", static_cast<std::uint64_t>(m_record.trades().size()));
    status.set("waitingReports", static_cast<std::uint64_t>(m_reports.size()));
    status.set("balance", m_record.account().balance().toString());
    status.set("currency", m_settings.currency);
    status.set("journal", m_journal.file().string());
    return status;
}

} // namespace agora
