#include "engine/agents/venue/venue.h"

#include "engine/base/log.h"
#include "engine/model/instrument_file.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
constexpr const char *account = "main"; ///< one Trader, one account
constexpr Duration quoteEvery = std::chrono::milliseconds(25);
constexpr Duration stateEvery = std::chrono::milliseconds(500);
constexpr Duration longestCatchUp
    = std::chrono::hours(24); ///< of ticks; what is older comes as bars
constexpr std::size_t ticksAFrame = 5000;
constexpr Duration tick1 = Duration(1);
const std::string ticksPrefix = "ticks/";

std::vector<ExecutionReport> ofAccount(const std::vector<AccountReport> &reports)
{
    std::vector<ExecutionReport> mine;
    for (const auto &each : reports)
        mine.push_back(each.report);
    return mine;
}

Result<Decimal> decimalSetting(const agency::Value &settings, const char *key)
{
    const auto &text = settings[key].asText();
    return text.empty() ? Result<Decimal>(Decimal()) : Decimal::parse(text);
}
} // namespace

Venue::Venue(agency::Bus &bus, std::unique_ptr<SimulatedVenue> venue, Journal state, Setup setup)
    : m_bus(bus), m_venue(std::move(venue)), m_state(std::move(state)), m_setup(std::move(setup))
{
    offerStreams();
    takeRequests();
    if (m_venue->market().isRecorded()) {
        prepareReplay();
    } else {
        for (const auto &symbol : m_setup.symbols) {
            m_emitted[symbol] = bus.now();
            if (const auto last = m_venue->market().lastTick(symbol, bus.now()))
                report(ofAccount(m_venue->onTick(symbol, *last)));
        }
        bus.every(quoteEvery, [this] { generate(); });
    }
    bus.every(stateEvery, [this] { publishState(); });
}

Result<std::unique_ptr<RunningAgent>> Venue::make(
    agency::AgentLife &runtime, const agency::Value &settings)
{
    Setup setup;
    std::vector<Instrument> instruments;
    for (const auto &symbol : settings["symbols"].asArray()) {
        const auto *instrument = findInstrument(symbol.asText());
        if (instrument == nullptr)
            return fail("unknown instrument “" + symbol.asText() + "”");
        instruments.push_back(*instrument);
        setup.symbols.push_back(symbol.asText());
    }
    const auto deposit = decimalSetting(settings, "balance");
    const auto commission = decimalSetting(settings, "commissionPerUnit");
    if (!deposit || !commission)
        return deposit ? commission.failure() : deposit.failure();
    auto market = SimulatedMarket::generated(
        static_cast<std::uint64_t>(settings["seed"].asInteger()), instruments);
    if (const auto &replay = settings["replay"]; replay.isObject()) {
        auto quotes = loadQuotes(replay["file"].asText(),
            {.format = replay["format"].asText(), .symbol = replay["symbol"].asText()});
        if (!quotes)
            return quotes.failure();
        logInfo("replaying " + std::to_string(quotes->ticks.size()) + " ticks of " + quotes->symbol
            + (quotes->crossed > 0 ? ", " + std::to_string(quotes->crossed) + " crossed" : ""));
        setup.symbols = {quotes->symbol};
        setup.replaySpeed = replay["speed"].asNumber(1);
        std::vector<RecordedQuotes> recordings;
        recordings.push_back(std::move(*quotes));
        auto recorded = SimulatedMarket::recorded(std::move(recordings));
        if (!recorded)
            return recorded.failure();
        market = std::move(*recorded);
    }
    auto venue = std::make_unique<SimulatedVenue>(
        SimulatedVenueSettings{.currency = settings["currency"].asText(),
            .deposit = *deposit,
            .commissionPerUnit = *commission},
        std::move(market));
    auto state = Journal::open(
        std::filesystem::path(settings["dataFolder"].asText()) / "simulated-venue.log");
    if (!state)
        return state.failure();
    std::string kept;
    const auto read = state->replay([&](const JournalRecord &record) -> Result<void> {
        kept += agency::toText(record.payload);
        return {};
    });
    if (!read)
        return read.failure();
    if (const auto restored = venue->importState(kept); !restored)
        return restored.failure();
    return std::unique_ptr<RunningAgent>(std::make_unique<Venue>(
        runtime.bus(), std::move(venue), std::move(*state), std::move(setup)));
}

void Venue::offerStreams()
{
    m_bus.offer(ticksPrefix, [this](const agency::Subscriber &who) { offerTicks(who); });
    m_bus.offer(
        protocol::topics::reports,
        [this](const agency::Subscriber &who) {
            if (who.canResume)
                m_bus.resume(who.id);
            else
                m_bus.accept(who.id, {}); // a new Trader looks its orders up
        },
        10'000);
    m_bus.offer("venue", [this](const agency::Subscriber &who) {
        m_bus.accept(who.id, {});
        publishState();
    });
}

void Venue::offerTicks(const agency::Subscriber &who)
{
    const auto symbol = who.topic.substr(ticksPrefix.size());
    if (std::find(m_setup.symbols.begin(), m_setup.symbols.end(), symbol) == m_setup.symbols.end())
        return m_bus.refuse(who.id, "the venue has no instrument “" + symbol + "”");
    protocol::TickRequest request;
    if (!who.arguments.empty()) {
        const auto asked = protocol::decode<protocol::TickRequest>(who.arguments);
        if (!asked)
            return m_bus.refuse(who.id, asked.error().message);
        request = *asked;
    }
    std::vector<agency::Bytes> parts;
    if (request.sinceTime != Timestamp{}) {
        auto missed = ticksSince(symbol, request.sinceTime, request.sinceNumber);
        if (!missed)
            return m_bus.refuse(who.id, missed.error().message);
        for (std::size_t at = 0; at < missed->size(); at += ticksAFrame) {
            const auto end = std::min(at + ticksAFrame, missed->size());
            parts.push_back(protocol::encode(TickBatch{symbol,
                {missed->begin() + static_cast<std::ptrdiff_t>(at),
                    missed->begin() + static_cast<std::ptrdiff_t>(end)}}));
        }
    }
    m_bus.accept(who.id, parts);
}

Result<std::vector<Tick>> Venue::ticksSince(
    const std::string &symbol, Timestamp since, std::uint64_t number)
{
    if (m_venue->market().isRecorded()) {
        std::vector<Tick> ticks;
        for (std::size_t i = 0; i < m_next; ++i) {
            const auto &tick = m_recording[i];
            if (tick.time > since || (tick.time == since && tick.number > number))
                ticks.push_back(tick);
        }
        return ticks;
    }
    const auto until = m_emitted[symbol] + tick1;
    return m_venue->market().ticks(symbol, std::max(since + tick1, until - longestCatchUp), until);
}

void Venue::generate()
{
    const auto now = m_bus.now();
    for (const auto &symbol : m_setup.symbols) {
        auto &emitted = m_emitted[symbol];
        if (emitted >= now)
            continue;
        const auto ticks = m_venue->market().ticks(symbol, emitted + tick1, now + tick1);
        emitted = now;
        if (ticks && !ticks->empty())
            emit(symbol, *ticks);
    }
    report(ofAccount(m_venue->advanceTo(now)));
}

void Venue::emit(const std::string &symbol, const std::vector<Tick> &ticks)
{
    m_bus.publish(protocol::topics::ticks(symbol), protocol::encode(TickBatch{symbol, ticks}));
    std::vector<ExecutionReport> reports;
    for (const auto &tick : ticks) {
        for (auto &each : m_venue->onTick(symbol, tick))
            reports.push_back(std::move(each.report));
    }
    report(reports);
}

void Venue::report(const std::vector<ExecutionReport> &reports)
{
    if (const auto changes = m_venue->takeChanges(); !changes.empty()) {
        if (const auto kept = m_state.append(1, agency::toBytes(changes), Durability::Buffered);
            !kept)
            logError("the venue's state is not kept: " + kept.error().message);
    }
    if (!reports.empty())
        m_bus.publish(protocol::topics::reports, protocol::encode(protocol::ReportBatch{reports}));
}

void Venue::takeRequests()
{
    m_bus.onPush("order.submit", [this](const agency::Message &message) {
        if (const auto request = protocol::decode<OrderRequest>(message.body))
            report(m_venue->submit(account, *request, m_bus.now()));
        else
            logWarning("an order could not be read: " + request.error().message);
    });
    m_bus.onPush("order.cancel", [this](const agency::Message &message) {
        report(m_venue->cancel(account, agency::toText(message.body), m_bus.now()));
    });
    m_bus.onPush("order.modify", [this](const agency::Message &message) {
        if (const auto change = protocol::decode<ModifyRequest>(message.body))
            report(m_venue->modify(account, *change, m_bus.now()));
        else
            logWarning("a change of an order could not be read: " + change.error().message);
    });
    m_bus.onPush("order.lookup", [this](const agency::Message &message) {
        report(m_venue->lookUp(account, agency::toText(message.body), m_bus.now()));
    });
    m_bus.onRequest("history", [this](const agency::Message &message, agency::Answer answer) {
        const auto request = protocol::decode<protocol::HistoryRequest>(message.body);
        if (!request)
            return answer(request.failure());
        const auto reply = history(*request);
        if (!reply)
            return answer(reply.failure());
        answer(protocol::encode(*reply));
    });
    m_bus.onRequest("instruments", [this](const agency::Message &, const agency::Answer &answer) {
        answer(agency::toBytes(toText(m_venue->instruments())));
    });
    m_bus.onRequest("ticks", [this](const agency::Message &message, agency::Answer answer) {
        const auto request = protocol::decode<protocol::TickRequest>(message.body);
        if (!request)
            return answer(request.failure());
        auto ticks = ticksSince(request->symbol, request->sinceTime, request->sinceNumber);
        if (!ticks)
            return answer(ticks.failure());
        answer(protocol::encode(TickBatch{request->symbol, std::move(*ticks)}));
    });
    m_bus.method(
        "venue.play", "Starts the replay.", [this](const agency::Value &, agency::Answer answer) {
            if (!m_replay)
                return answer(
                    fail("the simulated venue runs by itself; there is no replay to start"));
            answer.value(agency::Value(true));
            m_bus.after(Duration::zero(), [this] { m_replay->play(); });
        });
}

Result<protocol::HistoryReply> Venue::history(const protocol::HistoryRequest &request)
{
    const auto asOf = std::min(request.asOfTime, m_bus.now());
    auto bars = m_venue->market().history(
        request.symbol, request.period, request.from, std::min(request.to, asOf + tick1), asOf);
    if (!bars)
        return bars.failure();
    while (!bars->empty() && !bars->back().isComplete())
        bars->pop_back();
    protocol::HistoryReply reply{
        .bars = {request.symbol, request.period, std::move(*bars)}, .tail = {request.symbol, {}}};
    if (!request.wantTail)
        return reply;
    const auto *instrument = findInstrument(request.symbol);
    BarEdges edges(request.period, instrument != nullptr ? instrument->dayAnchor : DayAnchor());
    auto tail = m_venue->market().ticks(request.symbol, edges.at(asOf).open, asOf + tick1);
    if (!tail)
        return tail.failure();
    for (const auto &tick : *tail) {
        if (tick.time < asOf || tick.number <= request.asOfNumber || request.asOfNumber == 0)
            reply.tail.ticks.push_back(tick);
    }
    return reply;
}

void Venue::prepareReplay()
{
    const auto span = m_venue->market().recordedSpan();
    const auto &symbol = m_setup.symbols.front();
    if (span) {
        if (auto ticks = m_venue->market().ticks(symbol, span->open, span->close + tick1))
            m_recording = std::move(*ticks);
    }
    m_replay.emplace(m_bus, m_setup.replaySpeed,
        ReplayClock::Source{.nextTime = [this]() -> std::optional<Timestamp> {
                                if (m_next >= m_recording.size())
                                    return std::nullopt;
                                return m_recording[m_next].time;
                            },
            .playNext = [this, symbol] { emit(symbol, {m_recording[m_next++]}); },
            .finished =
                [this] {
                    logInfo("the replay is finished: " + std::to_string(m_next) + " ticks");
                    publishState();
                }});
}

void Venue::publishState()
{
    agency::Value state;
    state.set("finished", m_replay && m_replay->isFinished());
    state.set("playing", !m_replay || m_replay->isPlaying());
    state.set("ticksPlayed", static_cast<std::uint64_t>(m_next));
    state.set("timeNs", toNanos(m_bus.now()));
    m_bus.publish("venue", state.toMessagePack());
}

} // namespace agora
