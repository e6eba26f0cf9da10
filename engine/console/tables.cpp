#include "engine/console/tables.h"

#include "engine/base/text.h"
#include "engine/console/documents.h"
#include "engine/console/table.h"

#include <algorithm>
#include <ostream>

namespace agora::console {

namespace {

std::string money(Decimal amount) { return amount.toFixed(2); }
std::string money(double amount) { return formatFixed(amount, 2); }

/// Epoch 0 stands for "never", and nobody wants to read 1970.
std::string time(Timestamp at) { return at == Timestamp{} ? "-" : formatIso(at, 3); }

/// As a person would type it: `10000`, `true`, `short`.
std::string plain(const agency::Value &value)
{
    if (value.isText())
        return value.asText();
    return value.isNumber() && !value.isInteger() ? formatDouble(value.asNumber()) : value.toJson();
}

/// `fast=12 slow=26`
std::string parametersText(const agency::Value &parameters)
{
    std::string text;
    for (const auto &[key, value] : parameters.asObject())
        text += (text.empty() ? "" : " ") + key + "=" + plain(value);
    return text;
}

std::string phaseOf(const client::BrainInfo &brain, const std::vector<client::AgentInfo> &agents)
{
    const auto agent = std::find_if(agents.begin(), agents.end(),
        [&](const auto &other) { return other.kind == "brain" && other.name == brain.name; });
    if (agent == agents.end())
        return brain.enabled ? "starting" : "stopped";
    return std::string(toString(agent->phase));
}

/// `5 running, 1 parked`
std::string countByPhase(const std::vector<client::AgentInfo> &agents)
{
    using client::AgentPhase;
    std::string text;
    for (const auto phase : {AgentPhase::Running, AgentPhase::Starting, AgentPhase::Restarting,
             AgentPhase::Stopped, AgentPhase::Parked}) {
        const auto count = std::count_if(
            agents.begin(), agents.end(), [&](const auto &agent) { return agent.phase == phase; });
        if (count > 0)
            text += (text.empty() ? "" : ", ") + std::to_string(count) + " "
                + std::string(toString(phase));
    }
    return text.empty() ? "none" : text;
}

std::string range(const client::BrainParameterInfo &parameter)
{
    if (!parameter.choices.empty()) {
        std::string text;
        for (const auto &choice : parameter.choices)
            text += (text.empty() ? "" : " | ") + choice;
        return text;
    }
    if (parameter.type != "integer" && parameter.type != "number")
        return "";
    return formatDouble(parameter.min) + " … " + formatDouble(parameter.max);
}

/// `connected; no price for too long: AUD_NZD, EUR_CHF`
std::string feedText(const client::EngineInfo &engine)
{
    auto text = engine.feedState;
    if (!engine.feedReason.empty())
        text += " (" + engine.feedReason + ")";
    for (const auto &symbol : engine.staleSymbols)
        text += (&symbol == &engine.staleSymbols.front() ? "; no price for too long: " : ", ")
            + symbol;
    return text;
}

void printPairs(std::ostream &out, const std::vector<std::pair<std::string, std::string>> &pairs)
{
    std::size_t width = 0;
    for (const auto &[key, value] : pairs)
        width = std::max(width, key.size());
    for (const auto &[key, value] : pairs)
        out << key << std::string(width - key.size() + 2, ' ') << printable(value) << '\n';
}

} // namespace

void Tables::status(const std::vector<client::AgentInfo> &agents,
    const std::vector<client::BrainInfo> &brains) const
{
    const auto stopped
        = std::count_if(brains.begin(), brains.end(), [](const auto &b) { return !b.enabled; });
    const auto enabled = static_cast<std::ptrdiff_t>(brains.size()) - stopped;
    printPairs(m_out,
        {{"profile", m_engine.profile},
            {"engine", "version " + m_engine.version + ", process " + std::to_string(m_engine.pid)},
            {"venue", m_engine.venue + (m_engine.replayFinished ? " (finished)" : "")},
            {"feed", feedText(m_engine)}, {"time", time(m_engine.time)},
            {"agents", countByPhase(agents)},
            {"brains",
                std::to_string(enabled) + " enabled, " + std::to_string(stopped) + " stopped"},
            {"currency", m_engine.accountCurrency}});
}

void Tables::agents(const std::vector<client::AgentInfo> &agents) const
{
    if (agents.empty()) {
        m_out << "no agents\n";
        return;
    }
    Table table({{"NAME"}, {"KIND"}, {"PHASE"}, {"PID", Align::Right}, {"RESTARTS", Align::Right},
        {"BEAT ms", Align::Right}, {"MiB", Align::Right}, {"CPU %", Align::Right}, {"NOTE"}});
    for (const auto &agent : agents)
        table.add({agent.name, agent.kind, std::string(toString(agent.phase)),
            agent.pid > 0 ? std::to_string(agent.pid) : "-", std::to_string(agent.restarts),
            formatFixed(agent.heartbeatAgeMs, 0), formatFixed(agent.memoryMiB, 1),
            formatFixed(agent.cpuPercent, 1), agent.note});
    table.print(m_out);
}

void Tables::brains(const std::vector<client::BrainInfo> &brains,
    const std::vector<client::AgentInfo> &agents) const
{
    if (brains.empty()) {
        m_out << "no brains\n";
        return;
    }
    Table table({{"NAME"}, {"MODULE"}, {"SYMBOL"}, {"PERIOD"}, {"PHASE"}, {"PARAMETERS"}});
    for (const auto &brain : brains)
        table.add({brain.name, brain.module, brain.symbol, brain.period.toString(),
            phaseOf(brain, agents), parametersText(brain.parameters)});
    table.print(m_out);
}

void Tables::modules(const std::vector<client::BrainModuleInfo> &modules) const
{
    if (modules.empty()) {
        m_out << "no brain modules\n";
        return;
    }
    for (const auto &module : modules) {
        m_out << printable(module.key) << " – " << printable(module.title) << '\n';
        if (!module.problem.empty())
            m_out << "  cannot be used: " << printable(module.problem) << '\n';
        if (!module.description.empty())
            m_out << "  " << printable(module.description) << '\n';
        if (module.parameters.empty())
            continue;
        Table table({{"  PARAMETER"}, {"TYPE"}, {"DEFAULT", Align::Right}, {"RANGE"}, {"MEANING"}});
        for (const auto &parameter : module.parameters)
            table.add({"  " + parameter.key, parameter.type, plain(parameter.defaultValue),
                range(parameter), parameter.title});
        table.print(m_out);
    }
}

void Tables::positions(const std::vector<Position> &positions) const
{
    if (positions.empty()) {
        m_out << "no open positions\n";
        return;
    }
    Table table({{"SYMBOL"}, {"UNITS", Align::Right}, {"AVERAGE", Align::Right},
        {"UNREALIZED", Align::Right}, {"REALIZED", Align::Right}, {"OWNER"}, {"UPDATED"}});
    for (const auto &position : positions)
        table.add({position.symbol, position.units.toString(),
            price(position.symbol, position.averagePrice), money(position.unrealized),
            money(position.realized), position.owner, time(position.updated)});
    table.print(m_out);
}

void Tables::orders(const std::vector<Order> &orders, bool openOnly) const
{
    if (orders.empty()) {
        m_out << (openOnly ? "no open orders\n" : "no orders\n");
        return;
    }
    Table table({{"TIME"}, {"ID"}, {"OWNER"}, {"SYMBOL"}, {"SIDE"}, {"TYPE"},
        {"UNITS", Align::Right}, {"PRICE", Align::Right}, {"STATE"}, {"FILLED", Align::Right},
        {"AVERAGE", Align::Right}, {"REASON"}});
    for (const auto &order : orders) {
        const auto &request = order.request;
        const auto &symbol = request.symbol;
        table.add({time(request.time), request.id, request.owner, symbol,
            std::string(toString(request.side)), std::string(toString(request.type)),
            request.units.toString(), request.price ? price(symbol, *request.price) : "-",
            std::string(toString(order.state)), order.filledUnits.toString(),
            order.filledUnits.isZero() ? "-" : price(symbol, order.averagePrice), order.reason});
    }
    table.print(m_out);
}

void Tables::trades(const std::vector<Trade> &trades) const
{
    if (trades.empty()) {
        m_out << "no trades\n";
        return;
    }
    Table table({{"CLOSED"}, {"OWNER"}, {"SYMBOL"}, {"SIDE"}, {"UNITS", Align::Right},
        {"ENTRY", Align::Right}, {"EXIT", Align::Right}, {"PROFIT", Align::Right}, {"OPENED"}});
    for (const auto &trade : trades)
        table.add(
            {time(trade.exitTime), trade.owner, trade.symbol, std::string(toString(trade.side)),
                trade.units.toString(), price(trade.symbol, trade.entryPrice),
                price(trade.symbol, trade.exitPrice), money(trade.profit), time(trade.entryTime)});
    table.print(m_out);
}

void Tables::account(const Account &account) const
{
    Table table({{"ACCOUNT"}, {account.currency.c_str(), Align::Right}});
    table.add({"balance", money(account.balance)});
    table.add({"unrealized", money(account.unrealized)});
    table.add({"equity", money(account.equity)});
    table.add({"margin used", money(account.marginUsed)});
    table.add({"margin free", money(account.marginFree)});
    table.print(m_out);
    m_out << "at " << time(account.updated) << '\n';
}

std::string Tables::price(const std::string &symbol, Decimal price) const
{
    const auto instrument = std::find_if(m_engine.instruments.begin(), m_engine.instruments.end(),
        [&](const Instrument &other) { return other.symbol == symbol; });
    return instrument == m_engine.instruments.end() ? price.toString()
                                                    : price.toFixed(instrument->precision);
}

void printLogLine(std::ostream &out, const LogRecord &record)
{
    std::string level(toString(record.level));
    level.resize(std::max<std::size_t>(level.size(), 7), ' ');
    out << formatIso(record.time, 3) << "  " << level << "  " << printable(record.agent) << "  "
        << printable(record.text) << '\n';
}

} // namespace agora::console
