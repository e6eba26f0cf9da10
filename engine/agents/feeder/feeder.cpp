#include "engine/agents/feeder/feeder.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/model/instrument.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
const std::string ticksPrefix = "ticks/";
const std::string venue = "venue";
constexpr Duration stateEvery = std::chrono::milliseconds(500);
constexpr Duration historyLimit = std::chrono::seconds(60);

bool isAfter(const Tick &tick, const protocol::TickRequest &since)
{
    return tick.time > since.sinceTime
        || (tick.time == since.sinceTime && tick.number > since.sinceNumber);
}
} // namespace

Feeder::Feeder(agency::Bus &bus, std::vector<std::string> symbols) : m_bus(bus)
{
    for (auto &symbol : symbols)
        m_lines[std::move(symbol)];
    bus.offer(ticksPrefix, [this](const agency::Subscriber &who) { offerTicks(who); });
    bus.offer("feed", [this](const agency::Subscriber &who) {
        m_bus.accept(who.id, {});
        publishState();
    });
    passOn("history");
    passOn("ticks");
    bus.subscribe(venue, "venue",
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    if (auto value = agency::Value::fromMessagePack(message.body))
                        m_venue = std::move(*value);
                    if (m_venue["finished"].asBool())
                        publishState();
                },
            .onProblem = {},
            .isObserver = true});
    bus.every(stateEvery, [this] { publishState(); });
}

Result<std::unique_ptr<RunningAgent>> Feeder::make(
    agency::AgentLife &runtime, const agency::Value &settings)
{
    std::vector<std::string> symbols;
    for (const auto &symbol : settings["symbols"].asArray())
        symbols.push_back(symbol.asText());
    return std::unique_ptr<RunningAgent>(
        std::make_unique<Feeder>(runtime.bus(), std::move(symbols)));
}

void Feeder::offerTicks(const agency::Subscriber &who)
{
    const auto symbol = who.topic.substr(ticksPrefix.size());
    const auto found = m_lines.find(symbol);
    if (found == m_lines.end())
        return m_bus.refuse(who.id, "the feed has no instrument “" + symbol + "”");
    protocol::TickRequest since;
    if (!who.arguments.empty()) {
        const auto asked = protocol::decode<protocol::TickRequest>(who.arguments);
        if (!asked)
            return m_bus.refuse(who.id, asked.error().message);
        since = *asked;
    }
    auto &line = found->second;
    if (!line.subscription) {
        m_bus.accept(who.id, {}); // what it missed comes from the venue, before anything newer
        return open(symbol, line, since);
    }
    const bool isKept = since.sinceTime == Timestamp{}
        || (!line.last.empty() && line.last.front().time <= since.sinceTime)
        || (line.check.last() && !isAfter(*line.check.last(), since));
    if (isKept)
        return acceptFrom(who, line, since, {});
    catchUp(who, since);
}

void Feeder::open(const std::string &symbol, Line &line, const protocol::TickRequest &since)
{
    if (since.sinceTime != Timestamp{}) {
        line.start = Tick{.time = since.sinceTime, .number = since.sinceNumber};
        line.check = TickCheck({}, line.start);
    }
    line.subscription = m_bus.subscribe(venue, protocol::topics::ticks(symbol),
        {.arguments =
                [&line, symbol] {
                    protocol::TickRequest request;
                    request.symbol = symbol;
                    const auto &last = line.check.last() ? line.check.last() : line.start;
                    if (last) {
                        request.sinceTime = last->time;
                        request.sinceNumber = last->number;
                    }
                    return protocol::encode(request);
                },
            .onMessage =
                [this, symbol](const agency::Message &message) {
                    if (message.body.empty())
                        return;
                    if (const auto batch = protocol::decode<TickBatch>(message.body))
                        take(symbol, *batch);
                    else
                        logWarning("ticks could not be read: " + batch.error().message);
                },
            .onProblem =
                [symbol](const std::string &sentence) {
                    logError("no prices of " + symbol + ": " + sentence);
                }});
}

void Feeder::take(const std::string &symbol, const TickBatch &batch)
{
    auto &line = m_lines.at(symbol);
    TickBatch good{symbol, {}};
    for (auto tick : batch.ticks) {
        if (const auto fault = line.check.admit(tick, m_bus.now())) {
            if (*fault != TickFault::RunsBack && *fault != TickFault::Repeated)
                logWarning("dropped a tick of " + symbol + ": " + std::string(toString(*fault)));
            continue;
        }
        line.last.push_back(tick);
        good.ticks.push_back(tick);
    }
    while (!line.last.empty() && line.last.back().time - line.last.front().time > kept)
        line.last.pop_front();
    if (!good.ticks.empty())
        m_bus.publish(protocol::topics::ticks(symbol), protocol::encode(good));
}

void Feeder::acceptFrom(const agency::Subscriber &who, const Line &line,
    const protocol::TickRequest &since, std::vector<Tick> earlier)
{
    if (since.sinceTime != Timestamp{}) {
        const auto known = earlier.empty() ? since
                                           : protocol::TickRequest{.symbol = since.symbol,
                                               .sinceTime = earlier.back().time,
                                               .sinceNumber = earlier.back().number};
        for (const auto &tick : line.last) {
            if (isAfter(tick, known))
                earlier.push_back(tick);
        }
    }
    const auto symbol = who.topic.substr(ticksPrefix.size());
    std::vector<agency::Bytes> snapshot;
    if (!earlier.empty())
        snapshot.push_back(protocol::encode(TickBatch{symbol, std::move(earlier)}));
    m_bus.accept(who.id, snapshot);
}

void Feeder::catchUp(const agency::Subscriber &who, const protocol::TickRequest &since)
{
    m_bus.request(venue, "ticks", protocol::encode(since), historyLimit,
        [this, who, since](const Result<agency::Bytes> &reply) {
            const auto batch
                = reply ? protocol::decode<TickBatch>(*reply) : Result<TickBatch>(reply.failure());
            if (!batch)
                return m_bus.refuse(who.id, batch.error().message);
            auto &line = m_lines.at(since.symbol);
            // Only what is older than our own last minute: from there on we have them numbered.
            std::vector<Tick> earlier;
            TickCheck check({}, Tick{.time = since.sinceTime, .number = since.sinceNumber});
            for (auto tick : batch->ticks) {
                if (!line.last.empty() && tick.time >= line.last.front().time)
                    break;
                if (!check.admit(tick, m_bus.now()))
                    earlier.push_back(tick);
            }
            acceptFrom(who, line, since, std::move(earlier));
        });
}

void Feeder::passOn(const char *request)
{
    m_bus.onRequest(
        request, [this, request](const agency::Message &message, agency::Answer answer) {
            m_bus.request(venue, request, agency::Bytes(message.body.begin(), message.body.end()),
                historyLimit, [answer](Result<agency::Bytes> reply) { answer(std::move(reply)); });
        });
}

std::string Feeder::state()
{
    if (!m_bus.isUp(venue))
        return m_lastState.empty() || m_lastState == "connecting" ? "connecting" : "disconnected";
    if (m_bus.isReplay())
        return "connected";
    bool anyOpen = false;
    bool anyFresh = false;
    bool anyStale = false;
    for (auto &[symbol, line] : m_lines) {
        const auto *instrument = findInstrument(symbol);
        const bool open = instrument == nullptr || isOpen(instrument->hours, m_bus.now());
        const auto freshness = line.check.freshness(m_bus.now(), open);
        anyOpen = anyOpen || open;
        anyFresh = anyFresh || freshness == PriceFreshness::Fresh;
        anyStale = anyStale || freshness == PriceFreshness::Stale;
    }
    if (!anyOpen)
        return "market closed";
    return anyStale && !anyFresh ? "stale" : "connected";
}

void Feeder::publishState()
{
    const auto now = state();
    if (now != m_lastState)
        logInfo("the line to the venue: " + now);
    m_lastState = now;
    agency::Value value;
    value.set("state", now);
    value.set("finished", m_venue["finished"].asBool());
    value.set("timeNs", m_bus.isReplay() ? m_venue["timeNs"].asInteger() : toNanos(m_bus.now()));
    m_bus.publish("feed", value.toMessagePack());
}

} // namespace agora
