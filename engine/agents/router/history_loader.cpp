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

/// Nobody has prices from before this.
constexpr Duration longestReach = std::chrono::hours(24 * 365 * 50);

Duration reach(Period period, std::size_t depth)
{
    // Five days of seven trade; a little more saves the second question.
    const auto wanted = 1.5 * static_cast<double>(period.nominal().count()) * double(depth);
    const auto most = static_cast<double>(longestReach.count());
    return Duration(static_cast<std::int64_t>(std::min(wanted, most))) + std::chrono::hours(1);
}

/// Sources that make at least so many bars.
std::size_t sourcesOf(Period period, Period source, std::size_t bars)
{
    return bars
        * static_cast<std::size_t>(std::max<std::int64_t>(period.nominal() / source.nominal(), 1));
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
    std::size_t inHand = 0;
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

void HistoryLoader::load(const HistoryWish &wish, Done done)
{
    auto job = std::make_shared<Job>();
    job->symbol = wish.symbol;
    job->period = wish.period;
    job->depth = wish.depth;
    job->inHand = wish.inHand;
    job->asOf = wish.asOf;
    job->asOfNumber = wish.asOfNumber;
    job->done = std::move(done);
    job->span = reach(wish.period, wish.depth);
    const auto source = sourcePeriod(wish.period);
    if (!source)
        return askTicks(job);
    job->source = *source;
    job->sourceEnd = BarEdges(*source).at(wish.asOf).open;
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

/// Where the bars begin that are given.
Result<Timestamp> HistoryLoader::beginOfHand(const Job &job)
{
    BarEdges edges(job.period);
    const auto all = edges.at(job.asOf - job.span).open;
    if (job.depth <= job.inHand)
        return all;
    const auto count = sourcesOf(job.period, job.source, job.inHand);
    const auto from = m_store.reach(job.symbol, job.source, count, job.sourceEnd);
    if (!from)
        return from.failure();
    return *from ? std::max(all, edges.at(**from).open) : all;
}

/// `bars` are in hand.
Result<bool> HistoryLoader::isDeepEnough(const Job &job, std::size_t bars)
{
    if (job.depth <= job.inHand)
        return bars >= job.depth;
    const auto count = sourcesOf(job.period, job.source, job.depth);
    const auto from = m_store.reach(job.symbol, job.source, count, job.sourceEnd);
    if (!from)
        return from.failure();
    return *from && **from >= BarEdges(job.period).at(job.asOf - job.span).open;
}

void HistoryLoader::finish(const std::shared_ptr<Job> &job)
{
    const auto from = beginOfHand(*job);
    if (!from)
        return fail(job, from.error());
    auto sources = m_store.bars(job->symbol, job->source, {*from, job->sourceEnd});
    if (!sources)
        return fail(job, sources.error());
    const auto sourceCount = sources->size();
    auto bars = job->source == job->period
        ? Result<std::vector<QuoteBar>>(std::move(*sources))
        : resample(*sources, job->source, job->period, {}, job->asOf);
    if (!bars)
        return fail(job, bars.error());
    const auto isDeep = isDeepEnough(*job, bars->size());
    if (!isDeep)
        return fail(job, isDeep.error());
    const bool cameMore = sourceCount > job->lastCount || job->extensions < 3;
    if (!*isDeep && job->extensions < mostExtensions && cameMore) {
        job->lastCount = sourceCount;
        ++job->extensions;
        job->span = std::min(job->span * 2, longestReach);
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
