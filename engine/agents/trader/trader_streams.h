#pragma once

#include "engine/agency/bus.h"
#include "engine/agents/trader/trader_record.h"
#include "engine/trading/market_prices.h"

#include <set>

namespace agora {

/// The Trader's publications: what changed as it changes, and snapshots for those who come later.
/// Changes are gathered by the `add`s and go out together, a frame a topic, with `flush`.
class TraderStreams {
public:
    static constexpr const char *money = "money"; ///< control plane: balance, deposits, commission
    static constexpr std::size_t newestOrders = 500;
    static constexpr std::size_t newestFills = 1000;
    static constexpr std::size_t newestTrades = 1000;
    static constexpr std::size_t newestOwnFinals = 50;

    TraderStreams(agency::Bus &bus, const TraderRecord &record, const MarketPrices &prices);

    void add(const Order &order) { m_orders.push_back(order); }
    void add(const RecordChange &change);
    void flush();
    /// Open positions at the last prices.
    void publishPositions();

private:
    void offerSnapshots();
    void offer(const std::string &prefix, bool isFamily,
        std::function<std::vector<agency::Bytes>(const std::string &owner)> snapshot);
    [[nodiscard]] Position valued(Position position) const;
    [[nodiscard]] std::vector<Position> openPositions() const;
    [[nodiscard]] agency::Bytes moneyNow() const;

    agency::Bus &m_bus;
    const TraderRecord &m_record;
    const MarketPrices &m_prices;
    std::vector<Order> m_orders; // gathered for the next flush
    std::vector<Fill> m_fills;
    std::vector<Trade> m_trades;
};

} // namespace agora
