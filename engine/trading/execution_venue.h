#pragma once

#include "engine/model/trading.h"

#include <functional>
#include <string>

namespace agora {

/// Where orders go. Nothing here waits: what became of an order comes back as reports, or not at
/// all, and then the order is unknown and is looked up. Whoever drives the venue calls it from one
/// thread, and gets its reports in that thread.
///
/// A venue keeps four promises. An order id is executed once, however often it is submitted. A
/// look-up repeats all reports of the order, fills included, with their first times and ids. The
/// exits attached to an order are orders named by `stopLossId` and `takeProfitId` (order_rules.h)
/// and are reported as such. An id that a look-up did not find is never executed afterwards.
class ExecutionVenue {
public:
    using Listener = std::function<void(const ExecutionReport &)>;

    virtual ~ExecutionVenue() = default;
    /// Must be set before the first order; replaces the one before.
    virtual void setListener(Listener listener) = 0;
    virtual void submit(const OrderRequest &request) = 0;
    /// An order that is final already stays as it is: the answer is its last report.
    virtual void cancel(const CancelRequest &request) = 0;
    /// New prices for a working order; the report that confirms them carries them. One that it
    /// cannot have, and an order that is final already, answer with the last report.
    virtual void modify(const ModifyRequest &change) = 0;
    /// An order that the venue does not know is answered by Rejected with a reason.
    virtual void lookUp(const std::string &orderId) = 0;
};

} // namespace agora
