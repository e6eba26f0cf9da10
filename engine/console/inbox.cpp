#include "engine/console/inbox.h"

#include <algorithm>

namespace agora::console {

namespace {

/// A snapshot replaces all; a later change replaces the row of the same key or joins the others.
template <typename Row, typename Key>
void merge(
    std::optional<std::vector<Row>> &known, const std::vector<Row> &rows, bool snapshot, Key key)
{
    if (snapshot) {
        known = rows;
        return;
    }
    if (!known)
        return; // the snapshot that is on its way holds this change
    for (const auto &row : rows) {
        const auto old = std::find_if(
            known->begin(), known->end(), [&](const Row &other) { return key(other) == key(row); });
        if (old != known->end())
            *old = row;
        else
            known->push_back(row);
    }
}

/// Where the unknown part of a snapshot begins, when `newest` is the last that is known.
std::size_t firstUnknown(
    const std::vector<LogRecord> &records, const std::optional<LogRecord> &newest)
{
    if (!newest)
        return 0;
    const auto same = std::find(records.rbegin(), records.rend(), *newest);
    if (same != records.rend())
        return static_cast<std::size_t>(records.rend() - same);
    const auto later = std::find_if(records.begin(), records.end(),
        [&](const LogRecord &record) { return record.time > newest->time; });
    return static_cast<std::size_t>(later - records.begin());
}

} // namespace

Inbox::State Inbox::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

std::deque<LogRecord> Inbox::takeLog()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_state.log, {});
}

void Inbox::onConnection(client::Connection connection, const std::string &)
{
    update([&](State &state) { state.connection = connection; });
}

void Inbox::onEngine(const client::EngineInfo &engine)
{
    update([&](State &state) { state.engine = engine; });
}

void Inbox::onAgents(const std::vector<client::AgentInfo> &agents)
{
    update([&](State &state) { state.agents = agents; });
}

void Inbox::onBrains(const std::vector<client::BrainInfo> &brains)
{
    update([&](State &state) { state.brains = brains; });
}

void Inbox::onOrders(const std::vector<Order> &orders, bool snapshot)
{
    update([&](State &state) {
        merge(state.orders, orders, snapshot, [](const Order &order) { return order.request.id; });
    });
}

void Inbox::onTrades(const std::vector<Trade> &trades, bool snapshot)
{
    update([&](State &state) {
        merge(state.trades, trades, snapshot, [](const Trade &trade) { return trade.id; });
    });
}

void Inbox::onPositions(const std::vector<Position> &positions, bool snapshot)
{
    update([&](State &state) {
        merge(state.positions, positions, snapshot,
            [](const Position &position) { return std::pair(position.symbol, position.owner); });
    });
}

void Inbox::onAccount(const Account &account)
{
    update([&](State &state) { state.account = account; });
}

void Inbox::onLog(const std::vector<LogRecord> &records, bool snapshot)
{
    update([&](State &state) {
        const auto first = snapshot ? firstUnknown(records, m_newestLog) : 0;
        state.log.insert(
            state.log.end(), records.begin() + static_cast<std::ptrdiff_t>(first), records.end());
        state.hasLog = state.hasLog || snapshot;
        if (!records.empty())
            m_newestLog = records.back();
    });
}

} // namespace agora::console
