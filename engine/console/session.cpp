#include "engine/console/session.h"

#include "engine/agency/logging/log_book.h"
#include "engine/base/text.h"
#include "engine/console/documents.h"
#include "engine/console/table.h"
#include "engine/console/tables.h"

#include <algorithm>
#include <ostream>

namespace agora::console {

namespace {

std::string seconds(Duration duration)
{
    return formatDouble(std::chrono::duration<double>(duration).count()) + " s";
}

} // namespace

Outcome Session::run()
{
    if (const auto connected = connect(); !connected)
        return connected;
    return perform();
}

Outcome Session::connect()
{
    auto link = m_ports.open(m_command.profile, m_inbox);
    if (!link)
        return failWith(Refusal{Exit::Usage, link.error().message});
    m_link = *std::move(link);
    const auto isConnected = [](const Inbox::State &state) {
        return state.connection == client::Connection::Connected;
    };
    if (waitFor(std::min(m_ports.connectLimit, m_command.timeout), isConnected))
        return {};
    return failWith(Refusal{Exit::NoEngine,
        "no engine runs for profile “" + m_command.profile + "”; start one with agorad or agora"});
}

Outcome Session::perform()
{
    switch (m_command.verb) {
    case Verb::Status:
    case Verb::Agents:
    case Verb::BrainList:
        return showEngine();
    case Verb::Positions:
    case Verb::Orders:
    case Verb::Trades:
    case Verb::Account:
        return showTrading();
    case Verb::BrainModules:
        return showModules();
    case Verb::BrainAdd:
        return addBrain();
    case Verb::BrainRemove:
    case Verb::BrainStart:
    case Verb::BrainStop:
        return changeBrain();
    case Verb::Logs:
        return showLog();
    case Verb::AgentInspect:
        return inspect();
    case Verb::Call:
        return call();
    case Verb::Shutdown:
        return shutDown();
    case Verb::IndicatorList:
    case Verb::IndicatorDescribe:
    case Verb::IndicatorCompute:
    case Verb::KeysNew:
    case Verb::KeysList:
    case Verb::KeysAllow:
    case Verb::InstrumentList:
    case Verb::InstrumentDescribe:
    case Verb::InstrumentCheck:
    case Verb::Data:
        break; // these ask no engine
    }
    return refuse("this command is unknown");
}

Outcome Session::showEngine()
{
    const auto told = require("agents and brains", nullptr,
        [](const Inbox::State &state) { return state.engine && state.agents && state.brains; });
    if (!told)
        return told;
    const auto state = m_inbox.state();
    const Tables tables(m_ports.out, *state.engine);
    if (m_command.verb == Verb::Agents) {
        m_command.json ? print(toDocument(*state.agents)) : tables.agents(*state.agents);
    } else if (m_command.verb == Verb::BrainList) {
        m_command.json ? print(toDocument(*state.brains))
                       : tables.brains(*state.brains, *state.agents);
    } else if (m_command.json) {
        auto document = toDocument(*state.engine);
        document.set("agents", toDocument(*state.agents));
        document.set("brains", toDocument(*state.brains));
        print(document);
    } else {
        tables.status(*state.agents, *state.brains);
    }
    return {};
}

Outcome Session::showTrading()
{
    const auto verb = m_command.verb;
    const char *what = verb == Verb::Positions ? "positions"
        : verb == Verb::Orders                 ? "orders"
        : verb == Verb::Trades                 ? "trades"
                                               : "account";
    const auto told = require(
        what, verb == Verb::Account ? "informer" : "trader", [verb](const Inbox::State &state) {
            return state.engine
                && (verb == Verb::Positions    ? state.positions.has_value()
                        : verb == Verb::Orders ? state.orders.has_value()
                        : verb == Verb::Trades ? state.trades.has_value()
                                               : state.account.has_value());
        });
    if (!told)
        return told;
    auto state = m_inbox.state();
    const Tables tables(m_ports.out, *state.engine);
    if (verb == Verb::Positions) {
        auto &open = *state.positions;
        std::erase_if(open, [](const Position &position) { return position.units.isZero(); });
        m_command.json ? print(toDocument(open)) : tables.positions(open);
    } else if (verb == Verb::Orders) {
        auto &orders = *state.orders;
        if (m_command.openOrdersOnly)
            std::erase_if(orders, [](const Order &order) { return isFinal(order.state); });
        m_command.json ? print(toDocument(orders))
                       : tables.orders(orders, m_command.openOrdersOnly);
    } else if (verb == Verb::Trades) {
        m_command.json ? print(toDocument(*state.trades)) : tables.trades(*state.trades);
    } else {
        m_command.json ? print(toDocument(*state.account)) : tables.account(*state.account);
    }
    return {};
}

Outcome Session::showLog()
{
    const auto told
        = require("log", "logger", [](const Inbox::State &state) { return state.hasLog; });
    if (!told)
        return told;
    auto records = m_inbox.takeLog();
    std::erase_if(records, [this](const LogRecord &record) { return !isWanted(record); });
    const auto surplus = records.size() - std::min(records.size(), m_command.logs.last);
    records.erase(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(surplus));
    if (m_command.json && !m_command.logs.follow) {
        print(toDocument(std::vector<LogRecord>(records.begin(), records.end())));
        return {};
    }
    if (records.empty() && !m_command.logs.follow)
        m_ports.out << "no log lines\n";
    printLog(records);
    return m_command.logs.follow ? followLog() : Outcome{};
}

bool Session::isWanted(const LogRecord &record) const
{
    const auto &wanted = m_command.logs;
    return agency::LogFilter{.minimum = wanted.minimum,
        .agent = wanted.agent,
        .text = wanted.text,
        .since = wanted.since}
        .matches(record);
}

Outcome Session::followLog()
{
    bool wasLost = false;
    while (!m_ports.interrupted && m_ports.out) {
        constexpr Duration slice = std::chrono::milliseconds(100);
        static_cast<void>(
            m_inbox.wait(slice, [&](const Inbox::State &state) { return !state.log.empty(); }));
        auto records = m_inbox.takeLog();
        std::erase_if(records, [this](const LogRecord &record) { return !isWanted(record); });
        printLog(records);
        const bool isLost = m_inbox.state().connection != client::Connection::Connected;
        if (isLost && !wasLost)
            m_ports.err << "agoractl: the engine is gone; waiting for it\n" << std::flush;
        wasLost = isLost;
    }
    return {};
}

void Session::printLog(const std::deque<LogRecord> &records) const
{
    for (const auto &record : records) {
        if (m_command.json)
            m_ports.out << toDocument(record).toJson() << '\n';
        else
            printLogLine(m_ports.out, record);
    }
    m_ports.out.flush();
}

bool Session::waitFor(Duration limit, const Condition &condition)
{
    constexpr Duration slice = std::chrono::milliseconds(100);
    for (; limit > Duration::zero() && !m_ports.interrupted; limit -= slice) {
        if (m_inbox.wait(std::min(limit, slice), condition))
            return true;
    }
    return false;
}

Outcome Session::require(const char *what, const char *teller, const Condition &condition)
{
    if (waitFor(m_command.timeout, condition))
        return {};
    const auto state = m_inbox.state();
    for (const auto &agent : state.agents.value_or(std::vector<client::AgentInfo>())) {
        if (teller != nullptr && agent.kind == teller && agent.phase != client::AgentPhase::Running)
            return refuse("the " + agent.name + ", which tells the " + what + ", is "
                + std::string(toString(agent.phase))
                + (agent.note.empty() ? "" : ": " + printable(agent.note)));
    }
    return tooLate(std::string("did not tell its ") + what);
}

Failure<Refusal> Session::refuse(std::string sentence) const
{
    return failWith(Refusal{Exit::Failed, std::move(sentence)});
}

Failure<Refusal> Session::tooLate(const std::string &what)
{
    if (m_ports.interrupted)
        return refuse("interrupted");
    if (m_inbox.state().connection != client::Connection::Connected)
        return refuse("the engine is gone");
    return refuse("the engine " + what + " within " + seconds(m_command.timeout));
}

void Session::print(const agency::Value &document) const
{
    m_ports.out << document.toJson(2) << '\n';
}

void Session::printDone(const std::string &sentence, agency::Value::Object facts) const
{
    if (!m_command.json) {
        m_ports.out << sentence << '\n';
        return;
    }
    facts.insert_or_assign("ok", true);
    print(agency::Value(std::move(facts)));
}

} // namespace agora::console
