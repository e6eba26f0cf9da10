#include "engine/console/documents.h"

namespace agora::console {

using agency::Value;
using Object = Value::Object;

namespace {

Value iso(Timestamp at) { return formatIso(at, 9); }
Value iso(const std::optional<Timestamp> &at) { return at ? iso(*at) : Value(); }
Value exact(Decimal value) { return value.toString(); }
Value exact(const std::optional<Decimal> &value) { return value ? exact(*value) : Value(); }
Value text(std::string_view word) { return word; }

Value toDocument(const client::BrainParameterInfo &parameter)
{
    Value::Array choices(parameter.choices.begin(), parameter.choices.end());
    return Object{{"key", parameter.key}, {"title", parameter.title},
        {"description", parameter.description}, {"type", parameter.type},
        {"default", parameter.defaultValue}, {"min", parameter.min}, {"max", parameter.max},
        {"step", parameter.step}, {"choices", std::move(choices)}};
}

} // namespace

std::string_view toString(client::AgentPhase phase)
{
    switch (phase) {
    case client::AgentPhase::Starting:
        return "starting";
    case client::AgentPhase::Running:
        return "running";
    case client::AgentPhase::Restarting:
        return "restarting";
    case client::AgentPhase::Stopped:
        return "stopped";
    case client::AgentPhase::Parked:
        return "parked";
    }
    return "unknown";
}

Value toDocument(const client::EngineInfo &engine)
{
    Value::Array symbols;
    for (const auto &instrument : engine.instruments)
        symbols.emplace_back(instrument.symbol);
    const Value::Array stale(engine.staleSymbols.begin(), engine.staleSymbols.end());
    return Object{{"profile", engine.profile}, {"version", engine.version}, {"pid", engine.pid},
        {"venue", engine.venue}, {"is_replay", engine.isReplay},
        {"replay_finished", engine.replayFinished}, {"feed", engine.feedState},
        {"feed_reason", engine.feedReason}, {"stale", stale}, {"time", iso(engine.time)},
        {"clock_offset_ns", std::int64_t{engine.clockOffset.count()}},
        {"instruments", std::move(symbols)}, {"currency", engine.accountCurrency}};
}

Value toDocument(const client::AgentInfo &agent)
{
    return Object{{"name", agent.name}, {"kind", agent.kind},
        {"phase", text(toString(agent.phase))}, {"pid", agent.pid}, {"restarts", agent.restarts},
        {"epoch", agent.epoch}, {"heartbeat_age_ms", agent.heartbeatAgeMs},
        {"memory_mib", agent.memoryMiB}, {"cpu_percent", agent.cpuPercent}, {"note", agent.note}};
}

Value toDocument(const client::BrainInfo &brain)
{
    return Object{{"name", brain.name}, {"module", brain.module}, {"symbol", brain.symbol},
        {"period", brain.period.toString()}, {"enabled", brain.enabled},
        {"parameters", brain.parameters}, {"title", brain.moduleTitle}};
}

Value toDocument(const client::BrainModuleInfo &module)
{
    Value::Array parameters;
    for (const auto &parameter : module.parameters)
        parameters.push_back(toDocument(parameter));
    return Object{{"key", module.key}, {"title", module.title}, {"description", module.description},
        {"parameters", std::move(parameters)},
        {"problem", module.problem.empty() ? Value() : Value(module.problem)}};
}

Value toDocument(const Order &order)
{
    const auto &request = order.request;
    return Object{{"id", request.id}, {"owner", request.owner}, {"symbol", request.symbol},
        {"side", text(toString(request.side))}, {"type", text(toString(request.type))},
        {"time_in_force", text(toString(request.timeInForce))}, {"units", exact(request.units)},
        {"price", exact(request.price)}, {"stop_loss", exact(request.stopLoss)},
        {"take_profit", exact(request.takeProfit)}, {"expiry", iso(request.expiry)},
        {"comment", request.comment}, {"time", iso(request.time)},
        {"state", text(toString(order.state))}, {"filled_units", exact(order.filledUnits)},
        {"average_price", exact(order.averagePrice)}, {"reason", order.reason},
        {"updated", iso(order.updated)}};
}

Value toDocument(const Trade &trade)
{
    return Object{{"id", trade.id}, {"owner", trade.owner}, {"symbol", trade.symbol},
        {"side", text(toString(trade.side))}, {"units", exact(trade.units)},
        {"entry_price", exact(trade.entryPrice)}, {"entry_time", iso(trade.entryTime)},
        {"exit_price", exact(trade.exitPrice)}, {"exit_time", iso(trade.exitTime)},
        {"profit", exact(trade.profit)}};
}

Value toDocument(const Position &position)
{
    return Object{{"symbol", position.symbol}, {"owner", position.owner},
        {"units", exact(position.units)}, {"average_price", exact(position.averagePrice)},
        {"realized", exact(position.realized)}, {"unrealized", position.unrealized},
        {"updated", iso(position.updated)}};
}

Value toDocument(const Account &account)
{
    return Object{{"currency", account.currency}, {"balance", exact(account.balance)},
        {"unrealized", account.unrealized}, {"equity", account.equity},
        {"margin_used", account.marginUsed}, {"margin_free", account.marginFree},
        {"updated", iso(account.updated)}};
}

Value toDocument(const LogRecord &record)
{
    return Object{{"time", iso(record.time)}, {"level", text(toString(record.level))},
        {"agent", record.agent}, {"text", record.text}};
}

} // namespace agora::console
