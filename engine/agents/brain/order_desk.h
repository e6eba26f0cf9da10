#pragma once

#include "engine/agency/bus.h"
#include "engine/model/trading.h"
#include "engine/protocol/messages.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace agora {

/// A brain's line to the Trader: its orders and fills, its own net position. Each fill is told
/// once, also when the Trader or the brain was restarted. An order that was under way when the
/// Trader died is either in the Trader's next snapshot or never reached it.
class OrderDesk {
public:
    struct Hooks {
        std::function<void(const Order &)> onOrder;
        std::function<void(const Fill &)> onFill;
    };
    /// `run` makes the order ids of this life unique: `<owner>.<run>.<number>`.
    OrderDesk(agency::Bus &bus, std::string owner, std::uint64_t run, Hooks hooks);

    /// Both snapshots are there: the position is known.
    [[nodiscard]] bool isReady() const { return m_hasOrders && m_hasFills; }
    std::string submit(OrderRequest request);
    void cancel(const std::string &orderId);
    [[nodiscard]] Decimal position(const std::string &symbol) const;
    [[nodiscard]] std::vector<Order> working() const;

private:
    void takeOrders(const protocol::OrderBatch &batch, bool isSnapshot);
    void takeFills(const protocol::FillBatch &batch);
    void update(const Order &order);
    void reject(const std::string &orderId, const std::string &reason);

    agency::Bus &m_bus;
    std::string m_owner;
    std::uint64_t m_run;
    Hooks m_hooks;
    std::uint64_t m_nextNumber = 1;
    std::map<std::string, Order> m_orders; ///< not final
    std::set<std::string> m_fills; ///< ids that were told
    std::map<std::string, Decimal> m_positions;
    bool m_hasOrders = false;
    bool m_hasFills = false;
};

} // namespace agora
