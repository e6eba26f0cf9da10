#include "engine/agents/feeder/venue_threads.h"

#include "engine/agents/feeder/feed_port.h"
#include "engine/base/clock.h"
#include "engine/market/history_pager.h"
#include "engine/model/instrument_file.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {

constexpr Duration idle = std::chrono::seconds(1);
constexpr Duration steady = std::chrono::seconds(10); ///< connected for so long: it went well

// ---- the stream

class StreamSink final : public PortOver<FeedSink> {
public:
    using PortOver::PortOver;

    void state(FeedState state, const std::string &reason) override
    {
        if (state == FeedState::Connected && m_state != state)
            m_connectedAt = steadyNow();
        m_state = state;
        agency::Note note{.topic = feednote::state};
        note.value.set("state", static_cast<int>(state));
        note.value.set("reason", reason);
        (void)m_thread.sendNote(std::move(note));
    }
    bool ticks(const TickBatch &batch, bool isCatchUp) override
    {
        agency::Note note{.topic = feednote::ticks, .value = {}, .bytes = packTicks(batch.ticks)};
        note.value.set("symbol", batch.symbol);
        note.value.set("catchUp", isCatchUp);
        return m_thread.sendNote(std::move(note)) && !isOver();
    }
    /// The line held for a while, so the next loss is a new one.
    [[nodiscard]] bool wentWell() const
    {
        return m_state == FeedState::Connected && steadyNow() - m_connectedAt >= steady;
    }

private:
    FeedState m_state = FeedState::Disconnected;
    Duration m_connectedAt{};
};

// ---- the requests

/// One request under way.
struct Job {
    std::uint64_t id = 0;
    std::string name;
    agency::Bytes body;
    Duration deadline{}; ///< monotonic: then nobody waits any more
    std::optional<HistoryPager> pager;
    Duration notBefore{};
};

class RequestLoop {
public:
    RequestLoop(MarketFeed &feed, agency::AgentPort &port, BackOff &backOff)
        : m_feed(feed)
        , m_thread(port)
        , m_port(m_thread)
        , m_backOff(backOff)
        , m_limits(feed.limits())
        , m_limiter(m_limits.requestsPerSecond, m_limits.burst)
    {}

    void run()
    {
        while (!m_thread.isStopping()) {
            m_thread.listen(m_jobs.empty() && m_thread.requests.empty() ? idle : untilDue());
            for (; !m_thread.requests.empty(); m_thread.requests.pop_front())
                accept(m_thread.requests.front());
            m_thread.newSymbols.reset();
            if (!m_jobs.empty() && untilDue() == Duration::zero())
                serveOne();
        }
    }

private:
    void accept(agency::Note &note)
    {
        m_jobs.push_back({.id = static_cast<std::uint64_t>(note.value["id"].asInteger()),
            .name = note.value["name"].asText(),
            .body = std::move(note.bytes),
            .deadline = Duration(note.value["deadline"].asInteger()),
            .pager = {}});
    }
    /// Until some job may ask the venue.
    [[nodiscard]] Duration untilDue()
    {
        if (m_jobs.empty() || !m_thread.requests.empty())
            return Duration::zero();
        auto due = Duration::max();
        for (const auto &job : m_jobs)
            due = std::min(due, job.notBefore);
        const auto now = steadyNow();
        return std::max({Duration::zero(), due - now, m_limiter.waitAt(now)});
    }
    void serveOne();
    /// True when it is done, with whatever answer.
    bool serve(Job &job);
    bool serveHistory(Job &job);
    bool failed(Job &job, const FeedError &error);
    void reply(const Job &job, Result<agency::Bytes> result);

    MarketFeed &m_feed;
    ThreadPort m_thread;
    PortOver<FeedPort> m_port;
    BackOff &m_backOff;
    FeedLimits m_limits;
    RateLimiter m_limiter;
    std::deque<Job> m_jobs; ///< served in turn, a page each
};

void RequestLoop::serveOne()
{
    const auto now = steadyNow();
    for (std::size_t i = 0; i < m_jobs.size(); ++i) {
        auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        if (now >= job.deadline)
            continue; // the caller was told
        if (job.notBefore > now) {
            m_jobs.push_back(std::move(job));
            continue;
        }
        m_limiter.take(now);
        if (!serve(job))
            m_jobs.push_back(std::move(job));
        return;
    }
}

bool RequestLoop::serve(Job &job)
{
    if (job.name == "history")
        return serveHistory(job);
    if (job.name == "instruments") {
        const auto instruments = m_feed.instruments(m_port);
        if (!instruments)
            return failed(job, instruments.error());
        reply(job, agency::toBytes(toText(*instruments)));
        return true;
    }
    const auto request = protocol::decode<protocol::TickRequest>(job.body);
    if (!request) {
        reply(job, request.failure());
        return true;
    }
    auto ticks = m_feed.ticks(request->symbol, request->sinceTime, request->sinceNumber, m_port);
    if (!ticks)
        return failed(job, ticks.error());
    reply(job, protocol::encode(TickBatch{request->symbol, *std::move(ticks)}));
    return true;
}

bool RequestLoop::serveHistory(Job &job)
{
    const auto asked = protocol::decode<protocol::HistoryRequest>(job.body);
    if (!asked) {
        reply(job, asked.failure());
        return true;
    }
    if (!job.pager)
        job.pager.emplace(HistoryRequest{.symbol = asked->symbol,
                              .period = asked->period,
                              .from = asked->from,
                              .to = std::min(asked->to, asked->asOfTime + Duration(1)),
                              .asOf = asked->asOfTime,
                              .asOfNumber = asked->asOfNumber,
                              .wantTail = asked->wantTail},
            m_limits.barsAPageOf(asked->period));
    auto &pager = *job.pager;
    if (pager.next()) {
        auto page = m_feed.history(*pager.next(), m_port);
        if (!page)
            return failed(job, page.error());
        m_backOff.reset();
        if (const auto taken = pager.take(*std::move(page)); !taken) {
            reply(job, taken.failure());
            return true;
        }
    }
    if (pager.next())
        return false;
    reply(job,
        protocol::encode(protocol::HistoryReply{
            .bars = {asked->symbol, asked->period, std::move(pager.whole().bars)},
            .tail = {asked->symbol, std::move(pager.whole().tail)}}));
    return true;
}

bool RequestLoop::failed(Job &job, const FeedError &error)
{
    const auto now = steadyNow();
    switch (error.kind) {
    case FeedError::Kind::Refused:
        reply(job, fail(error.sentence));
        return true;
    case FeedError::Kind::TooMany:
        m_limiter.hold(now, error.retryAfter);
        return false;
    case FeedError::Kind::LineLost:
        job.notBefore = now + m_backOff.next();
        return false;
    }
    return true;
}

void RequestLoop::reply(const Job &job, Result<agency::Bytes> result)
{
    agency::Note note{.topic = feednote::reply};
    note.value.set("id", job.id);
    if (job.pager)
        note.value.set("dropped", static_cast<std::uint64_t>(job.pager->dropped()));
    if (result)
        note.bytes = *std::move(result);
    else
        note.value.set("error", result.error().message);
    (void)m_thread.sendNote(std::move(note));
}

} // namespace

void runStream(MarketFeed &feed, agency::AgentPort &port, BackOff &backOff)
{
    ThreadPort thread(port);
    StreamSink sink(thread);
    std::vector<std::string> symbols;
    while (!thread.isStopping()) {
        if (thread.newSymbols)
            symbols = *std::exchange(thread.newSymbols, std::nullopt);
        const auto reason = feed.stream(symbols, sink);
        if (sink.isOver())
            continue;
        if (sink.wentWell())
            backOff.reset();
        sink.state(FeedState::Disconnected, reason);
        (void)sink.pause(backOff.next());
    }
}

void runRequests(MarketFeed &feed, agency::AgentPort &port, BackOff &backOff)
{
    RequestLoop(feed, port, backOff).run();
}

} // namespace agora
