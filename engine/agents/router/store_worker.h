#pragma once

#include "engine/agency/worker_thread.h"
#include "engine/agents/router/store_access.h"

#include <any>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace agora {

/// The market store in a thread of its own: nobody in the agent's thread waits for a disk. What is
/// asked of it is done in that order, so a read sees every write before it; in a replay the instant
/// stays open until the answer has been handled. Everything is called and answered in the agent's
/// thread.
///
/// Live ticks and bars are gathered and committed once a second. What a full disk or a locked file
/// turns away is kept and tried again, up to `mostTicks` of an instrument and `mostBars` of a
/// series; then it is given up, and that is said. Reads do not wait for it meanwhile: who wants the
/// newest bars adds `unstoredBars` to what it reads. A file that could not even be opened for
/// writing is treated alike, and opened as soon as that can be done. `agent.describe` tells all
/// that as “store”.
class StoreWorker {
public:
    static constexpr std::size_t mostJobs = 1000; ///< that wait; further ones are refused
    static constexpr std::size_t mostTicks = 500'000;
    static constexpr std::size_t mostBars = 100'000;

    StoreWorker(agency::Bus &bus, StoreAccess access);
    /// Writes what was given until now, but does not wait for a disk that blocks.
    ~StoreWorker();

    void append(const std::string &symbol, std::span<const Tick> ticks);
    void put(const std::string &symbol, Period period, std::span<const QuoteBar> bars);

    /// Calls `work(MarketStore &)`, which gives a Result, in the store's thread and `done` with it
    /// in the agent's. Neither may share anything with the other but values. `done` is not called
    /// any more when this object is gone.
    template <typename Work, typename Done>
    void read(Work work, Done done)
    {
        run(std::move(work), std::move(done), false);
    }
    /// The same, and committed before `done` is called with a value.
    template <typename Work, typename Done>
    void write(Work work, Done done)
    {
        run(std::move(work), std::move(done), true);
    }
    /// Called when everything that was given until now is on disk, or why it is not.
    void flush(std::function<void(const Result<void> &)> done);
    /// Called each time that rows are stored again after a problem.
    void onRecovery(std::function<void()> hook) { m_recovered = std::move(hook); }

    [[nodiscard]] std::size_t waiting() const { return m_pending.size() + m_held.size(); }
    /// Live ticks and bars that are not on disk yet; those on their way there count.
    [[nodiscard]] std::size_t unstored() const;
    /// Those bars of a series that open in `range`, in the order in which they came.
    [[nodiscard]] std::vector<QuoteBar> unstoredBars(
        const std::string &symbol, Period period, TimeRange range) const;
    /// Writes what is left and ends the thread; the error is why it could not, or not in time.
    Result<void> stop();

private:
    using Work = std::function<std::any(StoreAccess &)>;
    struct Job {
        Work work;
        std::function<void(std::any)> done;
        std::function<void(const Error &)> refuse;
        std::shared_ptr<void> instant; // a replay waits until it is gone
        bool isReading = false;
    };
    struct Unstored {
        std::map<std::string, std::vector<Tick>> ticks;
        std::map<std::pair<std::string, std::string>, BarBatch> bars; // by symbol and period

        [[nodiscard]] bool empty() const { return ticks.empty() && bars.empty(); }
        [[nodiscard]] std::size_t rows() const;
        [[nodiscard]] Result<void> writeTo(StoreAccess &access) const;
    };
    struct Keeping;

    template <typename Work, typename Done>
    void run(Work work, Done done, bool isWriting)
    {
        using Answer = std::invoke_result_t<Work, MarketStore &>;
        submit({.work
            = [work = std::move(work), isWriting](StoreAccess &access) mutable -> std::any {
                    if (const auto open = isWriting ? access.openForWriting() : Result<void>();
                        !open)
                        return std::any(Answer(open.failure()));
                    Answer answer = work(access.store());
                    if (isWriting) {
                        const auto kept = access.store().flush();
                        if (!kept && answer)
                            answer = kept.failure();
                    }
                    return std::any(std::move(answer));
                },
            .done
            = [done](std::any answer) mutable { done(std::any_cast<Answer>(std::move(answer))); },
            .refuse = [done](const Error &error) mutable { done(Answer(Failure<Error>{error})); },
            .instant = m_bus.holdInstant(),
            .isReading = !isWriting});
    }
    void submit(Job job);
    void start(Job job);
    void answered(agency::Note &note);
    void keep();
    void kept();
    void putBack(Unstored unstored);
    void tell(const Result<void> &stored);
    void tellProblem() const;
    [[nodiscard]] agency::Value describe() const;

    agency::Bus &m_bus;
    Unstored m_unstored;
    std::deque<Job> m_held; ///< wait for the unstored rows, which wait for those under way
    std::map<std::uint64_t, Job> m_pending;
    std::uint64_t m_lastJob = 0;
    std::uint64_t m_givenUp = 0;
    /// Under way to the disk: with the thread, whose it is until it answers.
    std::shared_ptr<Keeping> m_keeping;
    std::string m_problem; ///< of the last commit; empty when it went well
    Duration m_keepingSince{};
    Duration m_retryAt{}; ///< not before, after a problem
    std::function<void()> m_recovered;
    std::shared_ptr<bool> m_isThere = std::make_shared<bool>(true); // with bodies that are posted
    agency::TimerId m_timer{};
    agency::WorkerThread m_thread; // ends first
};

/// `others` put into `bars`, which ascend; of one open time the highest revision stays, and of
/// equal ones the latest.
void overlay(std::vector<QuoteBar> &bars, std::span<const QuoteBar> others);

} // namespace agora
