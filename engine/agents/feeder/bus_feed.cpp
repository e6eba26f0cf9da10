#include "engine/agents/feeder/bus_feed.h"

#include "engine/agents/feeder/bus_relay.h"
#include "engine/base/clock.h"
#include "engine/model/instrument_file.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
constexpr Duration look = std::chrono::seconds(1);
constexpr Duration replyLimit = std::chrono::seconds(30); ///< of one page

Failure<FeedError> refused(std::string sentence)
{
    return failWith(FeedError{.kind = FeedError::Kind::Refused, .sentence = std::move(sentence)});
}
} // namespace

FeedLimits BusFeed::limits() const
{
    // A page is what the venue makes in about a tenth of a second, out of ticks: nobody waits long
    // behind it, whatever the period, and the line is never taken for lost.
    return {.barsAPage = 5'000,
        .requestsPerSecond = 0,
        .burst = 1,
        .longestPage = std::chrono::minutes(30'000)};
}

std::string BusFeed::stream(const std::vector<std::string> &, FeedSink &sink)
{
    while (!sink.isOver()) {
        auto message = sink.receive(look);
        if (!message)
            continue;
        if (message->topic == relaynote::up) {
            sink.state(FeedState::Connected);
        } else if (message->topic == relaynote::down) {
            sink.state(FeedState::Disconnected, "the venue does not answer");
        } else { // each frame gives one batch, perhaps an empty one: the relay counts them
            const bool isCatchUp = message->topic == relaynote::snapshot;
            auto batch = protocol::decode<TickBatch>(message->bytes);
            if (!batch)
                (void)sink.send({relaynote::problem,
                    agency::toBytes("ticks could not be read: " + batch.error().message)});
            (void)sink.ticks(batch ? *batch : TickBatch(), isCatchUp);
        }
    }
    return {};
}

FeedResult<std::vector<std::byte>> BusFeed::ask(
    const char *name, std::vector<std::byte> body, FeedPort &port)
{
    const auto number = std::to_string(++m_asked);
    if (!port.send({relaynote::ask + number + '/' + name, std::move(body)}))
        return refused("the Feeder ends");
    const auto end = steadyNow() + replyLimit;
    for (auto now = steadyNow(); now < end && !port.isOver(); now = steadyNow()) {
        auto message = port.receive(end - now);
        if (!message)
            continue;
        if (message->topic == relaynote::reply + number)
            return std::move(message->bytes);
        if (message->topic == relaynote::noReply + number)
            return failWith(FeedError{
                .kind = FeedError::Kind::LineLost, .sentence = agency::toText(message->bytes)});
        if (message->topic == relaynote::refusal + number)
            return refused(agency::toText(message->bytes));
        // Else it is the late answer to one that was given up.
    }
    return failWith(FeedError{
        .kind = FeedError::Kind::LineLost, .sentence = "the venue gave no answer in 30 s"});
}

FeedResult<std::vector<Instrument>> BusFeed::instruments(FeedPort &port)
{
    const auto reply = ask("instruments", {}, port);
    if (!reply)
        return reply.failure();
    auto instruments = parseInstruments(agency::toText(*reply), "the venue's instruments", {});
    if (!instruments)
        return refused(instruments.error().message);
    return *std::move(instruments);
}

FeedResult<HistoryPage> BusFeed::history(const HistoryRequest &request, FeedPort &port)
{
    const auto reply = ask("history",
        protocol::encode(protocol::HistoryRequest{.symbol = request.symbol,
            .period = request.period,
            .from = request.from,
            .to = request.to,
            .asOfTime = request.asOf,
            .asOfNumber = request.asOfNumber,
            .wantTail = request.wantTail}),
        port);
    if (!reply)
        return reply.failure();
    auto decoded = protocol::decode<protocol::HistoryReply>(*reply);
    if (!decoded)
        return refused(decoded.error().message);
    return HistoryPage{
        .bars = std::move(decoded->bars.bars), .tail = std::move(decoded->tail.ticks)};
}

FeedResult<std::vector<Tick>> BusFeed::ticks(
    const std::string &symbol, Timestamp since, std::uint64_t sinceNumber, FeedPort &port)
{
    const auto reply = ask("ticks",
        protocol::encode(protocol::TickRequest{
            .symbol = symbol, .sinceTime = since, .sinceNumber = sinceNumber}),
        port);
    if (!reply)
        return reply.failure();
    auto batch = protocol::decode<TickBatch>(*reply);
    if (!batch)
        return refused(batch.error().message);
    return std::move(batch->ticks);
}

Result<FeedPlugin> makeBusFeed(const agency::Value &)
{
    return FeedPlugin{.feed = std::make_shared<BusFeed>(),
        .makeRelay = [](agency::Bus &bus, FeedPlugin::Tell tell) -> std::unique_ptr<FeedRelay> {
            return std::make_unique<BusRelay>(bus, "venue", std::move(tell));
        }};
}

} // namespace agora
