#pragma once

#include "engine/client/engine_client.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace agora::console {

/// What the engine has said so far. The client's thread fills it, the console's thread waits for
/// what it needs.
class Inbox final : public client::EngineListener {
public:
    struct State {
        client::Connection connection = client::Connection::Connecting;
        std::optional<client::EngineInfo> engine;
        std::optional<std::vector<client::AgentInfo>> agents;
        std::optional<std::vector<client::BrainInfo>> brains;
        std::optional<std::vector<Order>> orders;
        std::optional<std::vector<Trade>> trades;
        std::optional<std::vector<Position>> positions;
        std::optional<Account> account;
        bool hasLog = false; ///< the first snapshot has come
        std::deque<LogRecord> log; ///< new since it was last taken
    };

    /// False when `limit` passed before `condition(state)` held.
    template <typename Condition>
    [[nodiscard]] bool wait(Duration limit, Condition condition)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, limit, [&] { return condition(m_state); });
    }

    /// A copy of what is known now.
    [[nodiscard]] State state() const;
    [[nodiscard]] std::deque<LogRecord> takeLog();
    /// Runs `change` where it cannot meet a waiting condition, then wakes who waits.
    template <typename Change>
    void update(Change change)
    {
        {
            const std::lock_guard lock(m_mutex);
            change(m_state);
        }
        m_changed.notify_all();
    }

    void onConnection(client::Connection connection, const std::string &sentence) override;
    void onEngine(const client::EngineInfo &engine) override;
    void onAgents(const std::vector<client::AgentInfo> &agents) override;
    void onBrains(const std::vector<client::BrainInfo> &brains) override;
    void onOrders(const std::vector<Order> &orders, bool snapshot) override;
    void onTrades(const std::vector<Trade> &trades, bool snapshot) override;
    void onPositions(const std::vector<Position> &positions, bool snapshot) override;
    void onAccount(const Account &account) override;
    void onLog(const std::vector<LogRecord> &records, bool snapshot) override;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    State m_state;
    std::optional<LogRecord> m_newestLog; // tells what of a later snapshot is known already
};

} // namespace agora::console
