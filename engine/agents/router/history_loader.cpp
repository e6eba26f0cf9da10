#include "engine/agents/router/history_loader.h"

#include "engine/base/log.h"
#include "engine/market/bar_resampler.h"
#include "engine/protocol/codec.h"

#include <deque>
#include <utility>

namespace agora {

namespace {
constexpr Duration requestLimit = std::chrono::seconds(60);
constexpr int mostExtensions = 8; ///< each doubles the reach: weekends and holidays have no bars
constexpr Duration longestTicks
    = std::chrono::hours(72); ///< one answer: about 200,000 ticks of a busy pair
const std::string feeder = "feeder";

/// What is held for one who waits while the disk takes nothing.
constexpr std::ptrdiff_t mostUnstored = 500'000;

/// Nobody has prices from before this.
constexpr Duration longestReach = std::chrono::hours(24 * 365 * 50);

Duration reach(Period period, std::size_t depth)
{
    // Five days of seven trade; a little more saves the second question.
    const auto wanted = 1.5 * static_cast<double>(period.nominal().count()) * double(depth);
    const auto most = static_cast<double>(longestReach.count());
    return Duration(static_cast<std::int64_t>(std::min(wanted, most))) + std::chrono::hours(1);
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
    HistoryWish wish;
    Done done;
    Period source;
    Timestamp sourceEnd; ///< edge of the source bar that holds asOf
    Timestamp asked; ///< from here on the venue was asked already
    Duration span{};
    int extensions = 0;
    std::deque<TimeRange> open; ///< still to be asked for
    std::vector<QuoteBar> unstored; ///< sources that the store did not take
    bool isStoreReadable = true; ///< else all sources are asked of the venue
    std::vector<Tick> tail;
    bool hasTail = false;
    std::size_t lastCount = 0;

    /// The first bar must be whole: the source reaches back to an edge of the target.
    [[nodiscard]] Timestamp begin() const
    {
        return edgesOf(wish.symbol, wish.period).at(wish.asOf - span).open;
    }
    void leaveStore(const Error &why)
    {
        if (std::exchange(isStoreReadable, false))
            logWarning("stored history of " + wish.symbol
                + " cannot be read, the venue is asked for it: " + why.message);
    }
};

namespace {

/// What the store has of a series.
struct InHand {
    std::vector<QuoteBar> bars;
    std::size_t sources = 0;
    bool isDeepEnough = false;
};

/// What is asked of the store's thread.
struct Question {
    HistoryWish wish;
    Period source;
    TimeRange range; ///< of sources, from an edge of the wanted period
    std::vector<QuoteBar> unstored; ///< sources that only memory has
    bool isStoreFailing = false;
    bool isStoreReadable = true;

    /// Sources that make at least so many bars.
    [[nodiscard]] std::size_t sourcesOf(std::size_t bars) const
    {
        const auto each = wish.period.nominal() / source.nominal();
        return bars * static_cast<std::size_t>(std::max<std::int64_t>(each, 1));
    }
    [[nodiscard]] bool isAllInHand() const { return wish.depth <= wish.inHand || wish.inHand == 0; }
};

/// Where the bars begin that are given.
Result<Timestamp> beginOfHand(MarketStore &store, const Question &question)
{
    if (question.isAllInHand() || !question.isStoreReadable)
        return question.range.from;
    const auto &wish = question.wish;
    const auto from = store.reach(
        wish.symbol, question.source, question.sourcesOf(wish.inHand), question.range.to);
    if (!from)
        return from.failure();
    return *from ? std::max(question.range.from, edgesOf(wish.symbol, wish.period).at(**from).open)
                 : question.range.from;
}

Result<bool> isDeepEnough(MarketStore &store, const Question &question, std::size_t bars)
{
    const auto &wish = question.wish;
    if (question.isAllInHand())
        return bars >= wish.depth;
    if (question.isStoreFailing || !question.isStoreReadable)
        return bars >= wish.inHand; // there is no place for more
    const auto from = store.reach(
        wish.symbol, question.source, question.sourcesOf(wish.depth), question.range.to);
    if (!from)
        return from.failure();
    return *from && **from >= question.range.from;
}

Result<InHand> look(MarketStore &store, const Question &question)
{
    const auto &wish = question.wish;
    const auto from = beginOfHand(store, question);
    if (!from)
        return from.failure();
    auto sources = question.isStoreReadable
        ? store.bars(wish.symbol, question.source, {*from, question.range.to})
        : std::vector<QuoteBar>();
    if (!sources)
        return sources.failure();
    overlay(*sources, question.unstored);
    std::erase_if(*sources, [&](const QuoteBar &bar) { return bar.openTime < *from; });
    InHand hand{.sources = sources->size()};
    auto bars = question.source == wish.period
        ? std::move(sources)
        : resample(*sources, question.source, wish.period, dayAnchorOf(wish.symbol), wish.asOf);
    if (!bars)
        return bars.failure();
    const auto isDeep = isDeepEnough(store, question, bars->size());
    if (!isDeep)
        return isDeep.failure();
    hand.bars = std::move(*bars);
    hand.isDeepEnough = *isDeep;
    return hand;
}

} // namespace

void HistoryLoader::load(const HistoryWish &wish, Done done)
{
    ++m_active;
    auto job = std::make_shared<Job>();
    job->wish = wish;
    job->done = std::move(done);
    job->span = reach(wish.period, wish.depth);
    const auto source = sourcePeriod(wish.period);
    if (!source)
        return askTicks(job);
    job->source = *source;
    job->sourceEnd = edgesOf(wish.symbol, *source).at(wish.asOf).open;
    job->asked = job->sourceEnd;
    ask(job);
}

void HistoryLoader::end(const std::shared_ptr<Job> &job, Result<LoadedHistory> loaded)
{
    --m_active;
    job->done(std::move(loaded));
}

void HistoryLoader::askTicks(const std::shared_ptr<Job> &job)
{
    // Bars of R13 begin anew with each trading day, and only ticks make them.
    const auto &wish = job->wish;
    const auto edges = wish.period.isClock() ? wish.period : Period::day();
    const auto span = std::min(job->span, longestTicks);
    const auto from = edgesOf(wish.symbol, edges).at(wish.asOf - span).open;
    m_bus.request(feeder, "ticks", protocol::encode(protocol::TickRequest{wish.symbol, from, 0}),
        requestLimit, [this, job](const Result<agency::Bytes> &reply) {
            const auto batch
                = reply ? protocol::decode<TickBatch>(*reply) : Result<TickBatch>(reply.failure());
            if (!batch)
                return end(job, batch.failure());
            job->tail = batch->ticks;
            end(job, loadedOf(*job, {}, {}));
        });
}

void HistoryLoader::ask(const std::shared_ptr<Job> &job)
{
    const TimeRange range{job->begin(), job->asked};
    job->asked = range.from;
    m_store.read([symbol = job->wish.symbol, source = job->source, range](
                     MarketStore &store) { return store.missing(symbol, source, range); },
        [this, job, range](const Result<std::vector<TimeRange>> &gaps) {
            if (!gaps)
                job->leaveStore(gaps.error());
            askFor(job, job->isStoreReadable ? *gaps : std::vector{range});
        });
}

void HistoryLoader::askFor(const std::shared_ptr<Job> &job, const std::vector<TimeRange> &ranges)
{
    const auto pieces = VenueHistory::pieces(ranges, edgesOf(job->wish.symbol, job->source));
    job->open.assign(pieces.begin(), pieces.end());
    askNext(job);
}

void HistoryLoader::askNext(const std::shared_ptr<Job> &job)
{
    if (job->open.empty())
        return job->hasTail ? finish(job) : askTail(job);
    const auto range = job->open.front();
    job->open.pop_front();
    m_venue.fetch(
        job->wish.symbol, job->source, range, job->wish.asOf, job->wish.asOfNumber,
        [this, job](const Result<VenueBars> &bars) {
            if (!bars)
                return end(job, bars.failure());
            overlay(job->unstored, bars->bars);
            if (job->unstored.size() > mostUnstored)
                job->unstored.erase(job->unstored.begin(), job->unstored.end() - mostUnstored);
            askNext(job);
        },
        job->isStoreReadable ? VenueHistory::Need::Given : VenueHistory::Need::Shown);
}

void HistoryLoader::askTail(const std::shared_ptr<Job> &job)
{
    const protocol::HistoryRequest request{.symbol = job->wish.symbol,
        .period = job->source,
        .from = job->sourceEnd,
        .to = job->sourceEnd,
        .asOfTime = job->wish.asOf,
        .asOfNumber = job->wish.asOfNumber,
        .wantTail = true};
    m_bus.request(feeder, "history", protocol::encode(request), requestLimit,
        [this, job](const Result<agency::Bytes> &reply) {
            auto decoded = reply ? protocol::decode<protocol::HistoryReply>(*reply)
                                 : Result<protocol::HistoryReply>(reply.failure());
            if (!decoded)
                return end(job, decoded.failure());
            job->tail = std::move(decoded->tail.ticks);
            job->hasTail = true;
            finish(job);
        });
}

void HistoryLoader::finish(const std::shared_ptr<Job> &job)
{
    Question question{.wish = job->wish,
        .source = job->source,
        .range = {job->begin(), job->sourceEnd},
        .unstored = job->unstored,
        .isStoreFailing = !job->unstored.empty(),
        .isStoreReadable = job->isStoreReadable};
    overlay(question.unstored, m_store.unstoredBars(job->wish.symbol, job->source, question.range));
    m_store.read(
        [question = std::move(question)](MarketStore &store) { return look(store, question); },
        [this, job](Result<InHand> hand) {
            if (!hand && job->isStoreReadable) {
                job->leaveStore(hand.error());
                return askFor(job, {{job->begin(), job->sourceEnd}});
            }
            if (!hand)
                return end(job, hand.failure());
            const bool cameMore = hand->sources > job->lastCount || job->extensions < 3;
            if (hand->isDeepEnough || job->extensions >= mostExtensions || !cameMore)
                return end(job, loadedOf(*job, std::move(hand->bars), job->sourceEnd));
            job->lastCount = hand->sources;
            ++job->extensions;
            job->span = std::min(job->span * 2, longestReach);
            ask(job);
        });
}

LoadedHistory HistoryLoader::loadedOf(Job &job, std::vector<QuoteBar> bars, Timestamp barsEnd)
{
    return {.bars = std::move(bars),
        .barsEnd = barsEnd,
        .tail = std::move(job.tail),
        .asOf = job.wish.asOf,
        .asOfNumber = job.wish.asOfNumber == 0 ? UINT64_MAX : job.wish.asOfNumber};
}

} // namespace agora
