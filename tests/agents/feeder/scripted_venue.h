#pragma once

#include "engine/base/clock.h"
#include "engine/market/market_feed.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>

namespace agora::test {

/// A venue that does what a test tells it to: drops lines, sends rubbish, pages, refuses, hangs,
/// throws. The test's thread and the feed's two threads use it.
class ScriptedVenue final : public MarketFeed {
public:
    // ---- of the test
    void push(TickBatch batch)
    {
        const std::scoped_lock guard(m_lock);
        m_batches.push_back(std::move(batch));
    }
    template <typename Change>
    void set(Change change)
    {
        {
            const std::scoped_lock guard(m_lock);
            change(m_script);
        }
        m_changed.notify_all();
    }
    struct Script {
        FeedLimits limits{};
        int refuseConnections = 0; ///< so many more tries fail
        bool dropLine = false; ///< once
        bool throwInStream = false; ///< once
        bool throwInRequest = false; ///< once
        bool hangStream = false; ///< as long as it holds, deaf to everything
        bool hangRequests = false;
        int tooMany = 0; ///< so many requests are told to come later
        int loseRequests = 0; ///< so many requests get no answer
        std::size_t barsGiven = 1'000'000; ///< at most, of each page
        double badBars = 0; ///< of each page one more bar that cannot be
        std::vector<Tick> history; ///< of ticks
    };
    [[nodiscard]] std::vector<Duration> connections() const { return locked(m_connections); }
    [[nodiscard]] std::vector<Duration> requests() const { return locked(m_requests); }
    [[nodiscard]] std::vector<std::string> symbols() const { return locked(m_symbols); }

    // ---- of the feed's threads
    FeedLimits limits() const override
    {
        const std::scoped_lock guard(m_lock);
        return m_script.limits;
    }
    std::string stream(const std::vector<std::string> &symbols, FeedSink &sink) override
    {
        {
            const std::scoped_lock guard(m_lock);
            m_connections.push_back(steadyNow());
            m_symbols = symbols;
            if (m_script.refuseConnections > 0) {
                --m_script.refuseConnections;
                return "connection refused";
            }
        }
        sink.state(FeedState::Connecting);
        sink.state(FeedState::Connected);
        while (!sink.isOver()) {
            std::optional<TickBatch> batch;
            {
                std::unique_lock guard(m_lock);
                m_changed.wait(guard, [&] { return !m_script.hangStream; });
                if (std::exchange(m_script.dropLine, false))
                    return "connection reset by peer";
                if (std::exchange(m_script.throwInStream, false))
                    throw std::runtime_error("a bug in the stream");
                if (!m_batches.empty()) {
                    batch = std::move(m_batches.front());
                    m_batches.pop_front();
                }
            }
            if (batch)
                (void)sink.ticks(*batch);
            else
                (void)sink.pause(std::chrono::milliseconds(2));
        }
        return {};
    }
    FeedResult<std::vector<Instrument>> instruments(FeedPort &) override
    {
        return std::vector{*findInstrument("EUR_USD")};
    }
    FeedResult<HistoryPage> history(const HistoryRequest &request, FeedPort &) override
    {
        if (const auto problem = trouble())
            return failWith(*problem);
        if (request.symbol != "EUR_USD")
            return failWith(FeedError{.sentence = "no history of " + request.symbol});
        const std::scoped_lock guard(m_lock);
        HistoryPage page;
        const auto step = request.period.nominal();
        auto open = request.from;
        for (; open < request.to && page.bars.size() < m_script.barsGiven; open += step)
            page.bars.push_back(barAt(open));
        if (open < request.to)
            page.resumeAt = open;
        if (m_script.badBars > 0)
            page.bars.push_back(barAt(open, -1));
        return page;
    }
    FeedResult<std::vector<Tick>> ticks(
        const std::string &, Timestamp since, std::uint64_t, FeedPort &) override
    {
        if (const auto problem = trouble())
            return failWith(*problem);
        const std::scoped_lock guard(m_lock);
        std::vector<Tick> after;
        for (const auto &tick : m_script.history) {
            if (tick.time > since)
                after.push_back(tick);
        }
        return after;
    }

    static QuoteBar barAt(Timestamp open, double price = 1.1)
    {
        const Ohlc flat{price, price, price, price};
        return {.openTime = open,
            .bid = flat,
            .ask = flat,
            .mid = flat,
            .volume = 1,
            .ticks = 1,
            .flags = BarBackfilled | BarComplete};
    }

private:
    std::optional<FeedError> trouble()
    {
        std::unique_lock guard(m_lock);
        m_requests.push_back(steadyNow());
        m_changed.wait(guard, [&] { return !m_script.hangRequests; });
        if (std::exchange(m_script.throwInRequest, false))
            throw std::runtime_error("a bug in a request");
        if (m_script.tooMany > 0) {
            --m_script.tooMany;
            return FeedError{.kind = FeedError::Kind::TooMany,
                .sentence = "too many requests",
                .retryAfter = std::chrono::milliseconds(20)};
        }
        if (m_script.loseRequests > 0) {
            --m_script.loseRequests;
            return FeedError{.kind = FeedError::Kind::LineLost, .sentence = "broken pipe"};
        }
        return std::nullopt;
    }
    template <typename T>
    T locked(const T &value) const
    {
        const std::scoped_lock guard(m_lock);
        return value;
    }

    mutable std::mutex m_lock;
    std::condition_variable m_changed;
    Script m_script;
    std::deque<TickBatch> m_batches;
    std::vector<Duration> m_connections;
    std::vector<Duration> m_requests;
    std::vector<std::string> m_symbols;
};

} // namespace agora::test
