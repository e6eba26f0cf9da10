#include "engine/agents/feeder/feeder.h"

#include "engine/base/log.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
const std::string ticksPrefix = "ticks/";
constexpr Duration stateEvery = std::chrono::milliseconds(500);

Duration seconds(const agency::Value &value, Duration fallback)
{
    return value.isNumber()
        ? std::chrono::duration_cast<Duration>(std::chrono::duration<double>(value.asNumber()))
        : fallback;
}
} // namespace

Feeder::Feeder(agency::Bus &bus, const std::vector<std::string> &symbols, FeedPlugin plugin,
    FeederSettings settings)
    : m_bus(bus), m_settings(settings), m_quietSince(bus.now())
{
    for (const auto &symbol : symbols)
        m_lines.try_emplace(symbol, findInstrument(symbol), settings.staleAfter);
    offerStreams();
    passOn("history");
    passOn("ticks");
    passOn("instruments");
    bus.describeWith("feed", [this] { return describeLine(); });
    bus.describeWith("ticks", [this] { return describeTicks(); });
    m_threads = std::make_unique<FeedThreads>(bus, std::move(plugin.feed),
        FeedThreads::Events{.onState
            = [this](FeedState state, const std::string &reason) { onFeedState(state, reason); },
            .onTicks =
                [this](const TickBatch &batch, bool isCatchUp) {
                    if (m_relay)
                        m_relay->onTicks([&] { take(batch, isCatchUp); });
                    else
                        take(batch, isCatchUp);
                },
            .onMessage =
                [this](VenueThread from, FeedMessage message) {
                    if (m_relay)
                        m_relay->onMessage(from, std::move(message));
                },
            .onThreadEnd =
                [this](VenueThread which) {
                    if (m_relay)
                        m_relay->onThreadEnd(which);
                }},
        settings.threads);
    if (plugin.makeRelay) {
        m_relay = plugin.makeRelay(bus, [this](VenueThread which, FeedMessage message) {
            return m_threads->tell(which, std::move(message));
        });
        m_relay->onChange([this] { publishState(); });
    }
    bus.every(stateEvery, [this] { publishState(); });
}

Result<std::unique_ptr<RunningAgent>> Feeder::make(
    agency::AgentLife &runtime, const agency::Value &settings)
{
    std::vector<std::string> symbols;
    for (const auto &symbol : settings["symbols"].asArray())
        symbols.push_back(symbol.asText());
    auto plugin = makeFeed(settings["venueKind"].asText(), settings);
    if (!plugin)
        return plugin.failure();
    FeederSettings own;
    own.priceLostAfter = seconds(settings["priceLostAfterSeconds"], own.priceLostAfter);
    own.staleAfter = seconds(settings["staleAfterSeconds"], own.staleAfter);
    own.threads.seed = runtime.bus().epoch(); // lives that follow each other wait differently
    return std::unique_ptr<RunningAgent>(
        std::make_unique<Feeder>(runtime.bus(), symbols, *std::move(plugin), own));
}

void Feeder::offerStreams()
{
    m_bus.offer(ticksPrefix, [this](const agency::Subscriber &who) { offerTicks(who); });
    m_bus.offer("feed", [this](const agency::Subscriber &who) {
        m_bus.accept(who.id, {});
        publishState();
    });
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
    if (!line.isOpen()) {
        m_bus.accept(who.id, {}); // what it missed comes from the venue, before anything newer
        return open(symbol, line, since);
    }
    if (line.reachesBackTo(since))
        return accept(who, line.after(since));
    catchUp(who, since);
}

void Feeder::open(const std::string &symbol, TickLine &line, const protocol::TickRequest &since)
{
    line.begin(since, m_bus.now());
    if (m_relay)
        return m_relay->follow(symbol, [&line, symbol] {
            auto request = line.since();
            request.symbol = symbol;
            return request;
        });
    std::vector<std::string> wanted;
    for (const auto &[name, each] : m_lines) {
        if (each.isOpen())
            wanted.push_back(name);
    }
    m_threads->subscribe(wanted);
    if (since.sinceTime != Timestamp{})
        fillGap(symbol, line);
}

void Feeder::take(const TickBatch &batch, bool isCatchUp)
{
    const auto found = m_lines.find(batch.symbol);
    if (found == m_lines.end() || !found->second.isOpen()) {
        m_foreign += batch.ticks.size();
        return;
    }
    auto &line = found->second;
    if (line.held && !isCatchUp) {
        line.held->insert(line.held->end(), batch.ticks.begin(), batch.ticks.end());
        return;
    }
    publish(batch.symbol,
        line.take(batch.ticks, isCatchUp, m_bus.now(), [&](TickFault fault, std::uint64_t count) {
            const auto sentence = "dropped a tick of " + batch.symbol + ": "
                + std::string(toString(fault)) + " (number " + std::to_string(count)
                + " of this kind)";
            if (fault == TickFault::RunsBack || fault == TickFault::Repeated)
                logDebug(sentence); // after a reconnect that is as it should be
            else
                logWarning(sentence);
        }));
}

void Feeder::publish(const std::string &symbol, std::vector<Tick> ticks)
{
    if (ticks.empty())
        return;
    m_quietSince = m_bus.now();
    m_bus.publish(
        protocol::topics::ticks(symbol), protocol::encode(TickBatch{symbol, std::move(ticks)}));
}

void Feeder::fillGap(const std::string &symbol, TickLine &line)
{
    if (line.held)
        return; // it is being filled
    line.held.emplace();
    auto since = line.since();
    since.symbol = symbol;
    m_threads->request("ticks", protocol::encode(since), m_settings.requestLimit,
        [this, symbol](const Result<agency::Bytes> &reply) {
            auto &filled = m_lines.at(symbol);
            const auto live
                = std::exchange(filled.held, std::nullopt).value_or(std::vector<Tick>());
            const auto batch
                = reply ? protocol::decode<TickBatch>(*reply) : Result<TickBatch>(reply.failure());
            if (!batch)
                logWarning("ticks of " + symbol
                    + " that the line missed are not there: " + batch.error().message);
            take({symbol, batch ? batch->ticks : std::vector<Tick>()}, true);
            take({symbol, live}, false);
        });
}

void Feeder::accept(const agency::Subscriber &who, std::vector<Tick> ticks)
{
    const auto symbol = who.topic.substr(ticksPrefix.size());
    std::vector<agency::Bytes> snapshot;
    if (!ticks.empty())
        snapshot.push_back(protocol::encode(TickBatch{symbol, std::move(ticks)}));
    m_bus.accept(who.id, snapshot);
}

void Feeder::catchUp(const agency::Subscriber &who, const protocol::TickRequest &since)
{
    m_threads->request("ticks", protocol::encode(since), m_settings.requestLimit,
        [this, who, since](const Result<agency::Bytes> &reply) {
            const auto batch
                = reply ? protocol::decode<TickBatch>(*reply) : Result<TickBatch>(reply.failure());
            if (!batch)
                return m_bus.refuse(who.id, batch.error().message);
            const auto &line = m_lines.at(since.symbol);
            accept(who, line.after(since, line.olderThanKept(batch->ticks, since, m_bus.now())));
        });
}

void Feeder::passOn(const char *request)
{
    m_bus.onRequest(
        request, [this, request](const agency::Message &message, agency::Answer answer) {
            m_threads->request(request, agency::Bytes(message.body.begin(), message.body.end()),
                m_settings.requestLimit,
                [answer](Result<agency::Bytes> reply) { answer(std::move(reply)); });
        });
}

} // namespace agora
