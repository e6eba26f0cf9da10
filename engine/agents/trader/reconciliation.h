#pragma once

#include "engine/agency/bus.h"
#include "engine/trading/order_tracker.h"

#include <set>

namespace agora {

/// Finds out from the venue what became of orders while nobody listened. It has ended when every
/// order asked about was answered; it asks again until then.
class Reconciliation {
public:
    static constexpr Duration patience = std::chrono::seconds(10); ///< then a person is told, once

    explicit Reconciliation(agency::Bus &bus) : m_bus(bus) {}

    /// Reports may have been missed: all orders that are not final are in doubt.
    void begin(const OrderTracker &orders);
    void answered(const std::string &orderId);
    /// Asks about every order in doubt; call when the venue is there and every second or so.
    void ask();
    /// Asks about one order, whose fate nothing else depends on.
    void lookUp(const std::string &orderId);

    [[nodiscard]] bool isDone() const { return m_inDoubt.empty(); }
    [[nodiscard]] std::size_t inDoubt() const { return m_inDoubt.size(); }

private:
    agency::Bus &m_bus;
    std::set<std::string> m_inDoubt;
    std::optional<Duration> m_firstAsked; // monotonic; with the venue up
    bool m_isTold = false;
};

} // namespace agora
