#pragma once

#include "engine/trading/order_tracker.h"
#include "engine/trading/portfolio.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace agora {

/// What one report changed.
struct RecordChange {
    std::vector<Order> orders; ///< the order as it is now, then exits that came to life
    std::optional<Fill> fill; ///< counted now, for the first time
    std::vector<Trade> trades; ///< of the owner, closed by the fill
    bool isRepeat = false; ///< all of it was known: nothing changed
    std::string anomaly; ///< worth telling a person; empty = nothing is
};

/// All that the Trader knows: orders, fills, trades, positions, money. What happens live and what
/// the journal replays go through the same calls, so a restart gives the same record.
class TraderRecord {
public:
    void deposit(Decimal amount, Timestamp at);
    Result<Order> accept(const OrderRequest &request, Timestamp at);
    Result<Order> refuse(const OrderRequest &request, const std::string &reason, Timestamp at);
    /// `rate` = account currency per unit of quote currency; used when the report brings a new
    /// fill.
    Result<RecordChange> apply(const ExecutionReport &report, Decimal rate);
    std::vector<Order> markUnanswered(Timestamp now, Duration limit)
    {
        return m_orders.markUnanswered(now, limit);
    }

    [[nodiscard]] const OrderTracker &orders() const { return m_orders; }
    [[nodiscard]] const Portfolio &portfolio() const { return m_portfolio; }
    [[nodiscard]] const AccountBook &account() const { return m_portfolio.account(); }
    [[nodiscard]] const std::vector<Fill> &fills() const { return m_fills; } ///< oldest first
    /// Of all owners, in the order in which they were closed.
    [[nodiscard]] const std::vector<Trade> &trades() const { return m_trades; }
    /// Why an order was refused before it left; null when it was not.
    [[nodiscard]] const std::string *refusalOf(const std::string &orderId) const;
    [[nodiscard]] Timestamp moneyMoved() const { return m_moneyMoved; } ///< last fill or deposit

private:
    OrderTracker m_orders;
    Portfolio m_portfolio;
    std::vector<Fill> m_fills;
    std::vector<Trade> m_trades;
    std::map<std::string, std::string> m_refusals; // reason by order id
    Timestamp m_moneyMoved;
};

} // namespace agora
