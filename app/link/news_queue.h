#pragma once

#include "app/link/engine_port.h"

#include <deque>
#include <mutex>

namespace agora::app {

/// What the engine said since the last frame, already merged: a chart needs the newest forming bar,
/// not each of a hundred.
struct News {
    template <typename T>
    struct Part {
        std::vector<T> items;
        bool snapshot = false;
        [[nodiscard]] bool any() const { return snapshot || !items.empty(); }
    };

    std::optional<std::pair<Connection, std::string>> connection;
    std::optional<client::EngineInfo> engine;
    std::optional<std::vector<client::AgentInfo>> agents;
    std::optional<std::vector<client::BrainInfo>> brains;
    std::map<SeriesId, std::pair<BarBatch, bool>> bars; ///< with: is a snapshot
    std::map<SeriesId, std::string> refusedSeries;
    Quotes quotes;
    Part<Order> orders;
    Part<Fill> fills;
    Part<Trade> trades;
    Part<Position> positions;
    std::optional<Account> account;
    Part<EquityPoint> equity;
    Part<Signal> signs;
    std::map<std::string, std::pair<PlotBatch, bool>> plots; ///< by brain; with: is a snapshot
    Part<LogRecord> log;
    std::vector<std::function<void()>> answers;
};

/// Emits the port's signals for one frame, answers last, so that they find the tables up to date.
void announce(const News &news, EnginePort &port);

/// Takes calls from the client's thread; the GUI thread fetches all at once. Nothing here waits for
/// the other side.
class NewsQueue final : public client::EngineListener {
public:
    /// Of one series; a chart takes them in well within a frame, and the rest with the next ones.
    static constexpr std::size_t mostBarsAtOnce = 20'000;

    /// `wake` is called when the queue was empty and is so no more (in the client's thread), and
    /// when something was left in it (in that of the fetcher).
    explicit NewsQueue(std::function<void()> wake) : m_wake(std::move(wake)) {}

    [[nodiscard]] News take();
    void answer(std::function<void()> answer);

    void onConnection(Connection connection, const std::string &sentence) override;
    void onEngine(const client::EngineInfo &engine) override;
    void onAgents(const std::vector<client::AgentInfo> &agents) override;
    void onBrains(const std::vector<client::BrainInfo> &brains) override;
    void onBars(SeriesId series, const BarBatch &batch, bool snapshot) override;
    void onSeriesProblem(SeriesId series, const std::string &sentence) override;
    void onTicks(const TickBatch &batch) override;
    void onOrders(const std::vector<Order> &orders, bool snapshot) override;
    void onFills(const std::vector<Fill> &fills, bool snapshot) override;
    void onTrades(const std::vector<Trade> &trades, bool snapshot) override;
    void onPositions(const std::vector<Position> &positions, bool snapshot) override;
    void onAccount(const Account &account) override;
    void onEquity(const std::vector<EquityPoint> &points, bool snapshot) override;
    void onSignals(const std::vector<Signal> &signs, bool snapshot) override;
    void onPlots(const PlotBatch &batch, bool snapshot) override;
    void onLog(const std::vector<LogRecord> &records, bool snapshot) override;

private:
    template <typename Change>
    void change(Change &&change);

    std::function<void()> m_wake;
    std::mutex m_mutex; // the client's thread writes, the GUI thread takes
    News m_news; ///< without bars
    std::map<SeriesId, std::deque<std::pair<BarBatch, bool>>> m_bars; ///< a part a frame
    bool m_isEmpty = true;
};

} // namespace agora::app
