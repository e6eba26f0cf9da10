#include "engine/agents/router/store_worker.h"

#include "engine/base/clock.h"
#include "engine/base/log.h"

#include <algorithm>

namespace agora {

namespace {

constexpr Duration keepEvery = std::chrono::seconds(1);
constexpr Duration idle = std::chrono::hours(1);
/// Of the thread's time, what a disk that takes nothing may cost the others: a quarter.
constexpr int restAfterProblem = 3;
constexpr Duration longestRest = std::chrono::seconds(3);
const std::string jobTopic = "job";

/// What the thread is asked, and what it answers: then the item is the work's own.
struct Request {
    std::uint64_t id = 0;
    std::function<std::any(StoreAccess &)> work;
};
struct Reply {
    std::uint64_t id = 0;
    std::any answer;
};

void serve(agency::AgentPort &port, StoreAccess &access)
{
    const auto handle = [&](agency::Note note) {
        auto request = std::any_cast<Request>(std::move(note.item));
        note.item = Reply{request.id, request.work(access)};
        request.work = nullptr; // what it holds goes here, not in the agent's thread
        static_cast<void>(port.send(std::move(note), std::chrono::hours(24)));
    };
    while (!port.stopRequested()) {
        if (auto note = port.receive(idle))
            handle(std::move(*note));
    }
    while (auto left = port.receiveLeft())
        handle(std::move(*left));
}

/// A tenth more is let be, so that not every row that comes moves all others.
template <typename Row>
std::size_t giveUpOldest(std::vector<Row> &rows, std::size_t most)
{
    if (rows.size() <= most + most / 10)
        return 0;
    const auto count = rows.size() - most;
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count));
    return count;
}

} // namespace

struct StoreWorker::Keeping {
    Unstored rows;
    Result<void> stored = fail("it was not tried");
};

std::size_t StoreWorker::Unstored::rows() const
{
    std::size_t count = 0;
    for (const auto &[symbol, own] : ticks)
        count += own.size();
    for (const auto &[key, batch] : bars)
        count += batch.bars.size();
    return count;
}

Result<void> StoreWorker::Unstored::writeTo(StoreAccess &access) const
{
    if (const auto open = access.openForWriting(); !open)
        return open;
    auto &store = access.store();
    for (const auto &[symbol, own] : ticks) {
        if (const auto stored = store.appendTicks(symbol, own); !stored)
            return stored;
    }
    for (const auto &[key, batch] : bars) {
        if (const auto stored = store.putBars(batch.symbol, batch.period, batch.bars); !stored)
            return stored;
    }
    return store.flush();
}

StoreWorker::StoreWorker(agency::Bus &bus, StoreAccess access)
    : m_bus(bus)
    , m_problem(access.problem())
    , m_thread(bus,
          {.name = "store",
              .mostNotes = mostJobs + 2, // and what is unstored, and at the end the rest of it
              .onNote = [this](agency::Note &note) { answered(note); },
              .onEnd = {}},
          // A std::function must be copyable, and a store is not.
          [own = std::make_shared<StoreAccess>(std::move(access))](
              agency::AgentPort &port) { serve(port, *own); })
{
    m_timer = bus.every(keepEvery, [this] {
        if (!m_keeping && steadyNow() >= m_retryAt)
            keep();
    });
    bus.describeWith("store", [this] { return describe(); });
    if (!m_problem.empty())
        tellProblem();
}

StoreWorker::~StoreWorker()
{
    m_bus.stopTimer(m_timer);
    m_bus.describeWith("store", {});
    if (const auto stopped = stop(); !stopped)
        logError("history is not stored: " + stopped.error().message);
}

Result<void> StoreWorker::stop()
{
    if (!m_thread.isRunning())
        return {};
    const auto last = std::make_shared<Result<void>>(); // read when the thread is joined
    start({.work
        =
            [rows = std::exchange(m_unstored, {}), before = m_keeping, last](StoreAccess &access) {
                if (before && !before->stored && !before->rows.empty())
                    *last = before->rows.writeTo(access);
                if (*last && !rows.empty())
                    *last = rows.writeTo(access);
                return std::any();
            },
        .done = [](const std::any &) {},
        .refuse = [last](const Error &error) { *last = Failure<Error>{error}; },
        .instant = {}});
    for (auto &job : std::exchange(m_held, {}))
        start(std::move(job));
    if (!m_thread.stop())
        return fail("the disk takes nothing");
    return *last;
}

// ---- jobs

void StoreWorker::submit(Job job)
{
    if (waiting() >= mostJobs) {
        m_bus.post([there = std::weak_ptr(m_isThere), job = std::move(job)] {
            if (!there.expired())
                job.refuse(Error{"the store is too far behind"});
        });
        return;
    }
    const bool mustSeeAll = !job.isReading || m_problem.empty();
    if (mustSeeAll && m_keeping && !m_unstored.empty()) {
        m_held.push_back(std::move(job));
        return;
    }
    if (mustSeeAll && !m_unstored.empty())
        keep();
    if (m_held.empty())
        start(std::move(job));
    else
        m_held.push_back(std::move(job));
}

void StoreWorker::start(Job job)
{
    const auto id = ++m_lastJob;
    agency::Note note{.topic = jobTopic, .item = Request{id, std::exchange(job.work, nullptr)}};
    if (m_thread.send(std::move(note)))
        m_pending.emplace(id, std::move(job));
    else
        job.refuse(Error{"the store is closed"});
}

void StoreWorker::answered(agency::Note &note)
{
    auto reply = std::any_cast<Reply>(std::move(note.item));
    auto job = m_pending.extract(reply.id);
    job.mapped().done(std::move(reply.answer));
}

void StoreWorker::flush(std::function<void(const Result<void> &)> done)
{
    write([](MarketStore &) { return Result<void>(); },
        [this, done = std::move(done)](const Result<void> &flushed) {
            if (!flushed || m_problem.empty())
                return done(flushed);
            done(fail(m_problem));
        });
}

// ---- live rows

void StoreWorker::append(const std::string &symbol, std::span<const Tick> ticks)
{
    if (ticks.empty())
        return;
    auto &rows = m_unstored.ticks[symbol];
    rows.insert(rows.end(), ticks.begin(), ticks.end());
    if (const auto count = giveUpOldest(rows, mostTicks); count > 0) {
        m_givenUp += count;
        logError("gave up storing " + std::to_string(count) + " ticks of " + symbol);
    }
}

void StoreWorker::put(const std::string &symbol, Period period, std::span<const QuoteBar> bars)
{
    if (bars.empty())
        return;
    auto &batch = m_unstored.bars[{symbol, period.toString()}];
    batch.symbol = symbol;
    batch.period = period;
    batch.bars.insert(batch.bars.end(), bars.begin(), bars.end());
    if (const auto count = giveUpOldest(batch.bars, mostBars); count > 0) {
        m_givenUp += count;
        logError("gave up storing " + std::to_string(count) + " " + period.toString() + " bars of "
            + symbol);
    }
}

void StoreWorker::keep()
{
    if (m_unstored.empty() && m_problem.empty())
        return; // else it is tried whether there is a store to write to
    m_keeping = std::make_shared<Keeping>(Keeping{.rows = std::exchange(m_unstored, {})});
    m_keepingSince = steadyNow();
    start({.work =
               [keeping = m_keeping](StoreAccess &access) {
                   keeping->stored = keeping->rows.writeTo(access);
                   return std::any();
               },
        .done = [this](const std::any &) { kept(); },
        .refuse =
            [this](const Error &error) {
                m_keeping->stored = Failure<Error>{error};
                kept();
            },
        .instant = {}});
}

void StoreWorker::kept()
{
    const auto done = std::exchange(m_keeping, {});
    tell(done->stored);
    if (!done->stored) {
        const auto now = steadyNow();
        m_retryAt = now + std::min((now - m_keepingSince) * restAfterProblem, longestRest);
        putBack(std::move(done->rows));
    }
    auto held = std::exchange(m_held, {});
    if (held.empty())
        return;
    keep();
    for (auto &job : held)
        start(std::move(job));
}

void StoreWorker::putBack(Unstored unstored)
{
    const auto newer = std::exchange(m_unstored, std::move(unstored));
    for (const auto &[symbol, ticks] : newer.ticks)
        append(symbol, ticks);
    for (const auto &[key, batch] : newer.bars)
        put(batch.symbol, batch.period, batch.bars);
}

void StoreWorker::tell(const Result<void> &stored)
{
    const auto problem = stored ? std::string() : stored.error().message;
    if (problem == m_problem)
        return;
    const bool isNew = m_problem.empty();
    m_problem = problem;
    if (!problem.empty() && isNew)
        return tellProblem();
    if (!problem.empty())
        return;
    logInfo("history is stored again");
    if (m_recovered)
        m_recovered();
}

void StoreWorker::tellProblem() const
{
    logError("history is not stored: " + m_problem
        + "; it is kept in memory and tried again until it is");
}

std::size_t StoreWorker::unstored() const
{
    return m_unstored.rows()
        + (m_keeping ? m_keeping->rows.rows() : 0); // which the thread only reads
}

std::vector<QuoteBar> StoreWorker::unstoredBars(
    const std::string &symbol, Period period, TimeRange range) const
{
    std::vector<QuoteBar> bars;
    const auto add = [&](const Unstored &unstored) {
        const auto found = unstored.bars.find({symbol, period.toString()});
        if (found == unstored.bars.end())
            return;
        std::copy_if(found->second.bars.begin(), found->second.bars.end(), std::back_inserter(bars),
            [&](const QuoteBar &bar) {
                return bar.openTime >= range.from && bar.openTime < range.to;
            });
    };
    if (m_keeping)
        add(m_keeping->rows); // which the thread only reads
    add(m_unstored);
    return bars;
}

agency::Value StoreWorker::describe() const
{
    agency::Value value;
    value.set("waiting", static_cast<std::uint64_t>(waiting()));
    value.set("unstored", static_cast<std::uint64_t>(unstored()));
    value.set("given_up", m_givenUp);
    value.set("problem", m_problem);
    return value;
}

void overlay(std::vector<QuoteBar> &bars, std::span<const QuoteBar> others)
{
    if (others.empty())
        return;
    bars.insert(bars.end(), others.begin(), others.end());
    std::stable_sort(bars.begin(), bars.end(), [](const QuoteBar &a, const QuoteBar &b) {
        return std::pair(a.openTime, a.revision) < std::pair(b.openTime, b.revision);
    });
    std::size_t count = 0;
    for (const auto &bar : bars) {
        if (count > 0 && bars[count - 1].openTime == bar.openTime)
            --count;
        bars[count++] = bar;
    }
    bars.resize(count);
}

} // namespace agora
