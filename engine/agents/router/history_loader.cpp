#include "engine/agents/router/history_loader.h"

#include "engine/base/log.h"
#include "engine/market/bar_resampler.h"
#include "engine/protocol/codec.h"

#include <deque>

namespace agora {

namespace {
constexpr Duration requestLimit = std::chrono::seconds(60);
constexpr int mostExtensions = 8; ///< each doubles the reach: weekends and holidays have no bars
constexpr std::size_t barsARequest = 20'000;
constexpr Duration longestTicks
    = std::chrono::hours(72); ///< one answer: about 200,000 ticks of a busy pair
const std::string feeder = "feeder";

Duration reach(Period period, std::size_t depth)
{
    // Five days of seven trade; a little more saves the second question.
    return period.nominal() * static_cast<std::int64_t>(depth) * 3 / 2 + std::chrono::hours(1);
}
} // namespace

std::optional<Period> sourcePeriod(Period wanted)
{
    if (!wanted.isClock())
        return std::nullopt;
    switch (wanted.unit()) {
    case Period::Unit::Second:
        return std::nullopt;
    case Period::Unit::Minute:
        return Period::minutes(1);
    case Period::Unit::Hour:
        return Period::hours(1);
    default:
        return Period::day();
    }
}

/// One load under way; shared by the answers that it waits for.
struct HistoryLoader::Job {
    std::string symbol;
    Period period;
    std::size_t depth = 0;
    Timestamp asOf;
    std::uint64_t asOfNumber = 0;
    Done done;
    Period source;
    Timestamp sourceEnd; ///< edge of the source bar that holds asOf
    Duration span{};
    int extensions = 0;
    std::deque<TimeRange> open; ///< still to be asked for
    std::vector<Tick> tail;
    bool hasTail = false;
    std::size_t lastCount = 0;
};

void HistoryLoader::load(const std::string &symbol, Period period, std::size_t depth,
    Timestamp asOf, std::uint64_t asOfNumber, Done done)
{
    auto job = std::make_shared<Job>();
    job->symbol = symbol;
    job->period = period;
    job->depth = depth;
    job->asOf = asOf;
    job->asOfNumber = asOfNumber;
    job->done = std::move(done);
    job->span = reach(period, depth);
    const auto source = sourcePeriod(period);
    if (!source)
        return askTicks(job);
    job->source = *source;
    job->sourceEnd = BarEdges(*source).at(asOf).open;
    ask(job);
}

void HistoryLoader::askTicks(const std::shared_ptr<Job> &job)
{
    // Bars of R13 begin anew with each trading day, and only ticks make them.
    const auto edges = job->period.isClock() ? job->period : Period::day();
    const auto span = std::min(job->span, longestTicks);
    const auto from = BarEdges(edges).at(job->asOf - span).open;
    m_bus.request(feeder, "ticks", protocol::encode(protocol::TickRequest{job->symbol, from, 0}),
        requestLimit, [job](const Result<agency::Bytes> &reply) {
            const auto batch
                = reply ? protocol::decode<TickBatch>(*reply) : Result<TickBatch>(reply.failure());
            if (!batch)
                return job->done(batch.failure());
            job->done(LoadedHistory{.bars = {},
                .barsEnd = {},
                .tail = batch->ticks,
                .asOf = job->asOf,
                .asOfNumber = job->asOfNumber == 0 ? UINT64_MAX : job->asOfNumber});
        });
}

void HistoryLoader::ask(const std::shared_ptr<Job> &job)
{
    // The first bar must be whole: the source reaches back to an edge of the target.
    const auto from = BarEdges(job->period).at(job->asOf - job->span).open;
    const auto gaps = m_store.missing(job->symbol, job->source, {from, job->sourceEnd});
    if (!gaps)
        return fail(job, gaps.error());
    const auto step = job->source.nominal() * static_cast<std::int64_t>(barsARequest);
    for (const auto &gap : *gaps) {
        BarEdges edges(job->source);
        for (auto at = gap.from; at < gap.to;) {
            const auto end = std::min(gap.to, edges.firstEdge(at + step));
            job->open.push_back({at, end});
            at = end;
        }
    }
    askNext(job);
}

void HistoryLoader::askNext(const std::shared_ptr<Job> &job)
{
    const bool isTail = job->open.empty();
    if (isTail && job->hasTail)
        return finish(job);
    const auto range = isTail ? TimeRange{job->sourceEnd, job->sourceEnd} : job->open.front();
    if (!isTail)
        job->open.pop_front();
    const protocol::HistoryRequest request{.symbol = job->symbol,
        .period = job->source,
        .from = range.from,
        .to = range.to,
        .asOfTime = job->asOf,
        .asOfNumber = job->asOfNumber,
        .wantTail = isTail};
    m_bus.request(feeder, "history", protocol::encode(request), requestLimit,
        [this, job, range, isTail](const Result<agency::Bytes> &reply) {
            const auto decoded = reply ? protocol::decode<protocol::HistoryReply>(*reply)
                                       : Result<protocol::HistoryReply>(reply.failure());
            if (!decoded)
                return fail(job, decoded.error());
            take(job, *decoded, range, isTail);
        });
}

void HistoryLoader::take(const std::shared_ptr<Job> &job, const protocol::HistoryReply &reply,
    const TimeRange &range, bool isTail)
{
    if (isTail) {
        job->tail = reply.tail.ticks;
        job->hasTail = true;
        return askNext(job);
    }
    auto stored = m_store.putBars(job->symbol, job->source, reply.bars.bars);
    if (stored)
        stored = m_store.addCoverage(job->symbol, job->source, range);
    if (!stored)
        return fail(job, stored.error());
    askNext(job);
}

void HistoryLoader::finish(const std::shared_ptr<Job> &job)
{
    const auto from = BarEdges(job->period).at(job->asOf - job->span).open;
    auto sources = m_store.bars(job->symbol, job->source, {from, job->sourceEnd});
    if (!sources)
        return fail(job, sources.error());
    auto bars = job->source == job->period
        ? Result<std::vector<QuoteBar>>(std::move(*sources))
        : resample(*sources, job->source, job->period, {}, job->asOf);
    if (!bars)
        return fail(job, bars.error());
    const bool cameMore = bars->size() > job->lastCount || job->extensions < 3;
    if (bars->size() < job->depth && job->extensions < mostExtensions && cameMore) {
        job->lastCount = bars->size();
        ++job->extensions;
        job->span *= 2;
        return ask(job);
    }
    job->done(LoadedHistory{.bars = std::move(*bars),
        .barsEnd = job->sourceEnd,
        .tail = std::move(job->tail),
        .asOf = job->asOf,
        .asOfNumber = job->asOfNumber == 0 ? UINT64_MAX : job->asOfNumber});
}

void HistoryLoader::fail(const std::shared_ptr<Job> &job, const Error &error)
{
    job->done(Failure<Error>{error});
}

} // namespace agora
