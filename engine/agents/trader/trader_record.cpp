#include "engine/agents/trader/trader_record.h"

namespace agora {

void TraderRecord::deposit(Decimal amount, Timestamp at)
{
    m_portfolio.deposit(amount, at, "deposit");
    m_moneyMoved = std::max(m_moneyMoved, at);
}

Result<Order> TraderRecord::accept(const OrderRequest &request, Timestamp at)
{
    if (const auto added = m_orders.add(request, at); !added)
        return added.failure();
    return *m_orders.find(request.id);
}

Result<Order> TraderRecord::refuse(
    const OrderRequest &request, const std::string &reason, Timestamp at)
{
    auto order = m_orders.addRefused(request, reason, at);
    if (order)
        m_refusals.emplace(request.id, reason);
    return order;
}

Result<RecordChange> TraderRecord::apply(const ExecutionReport &report, Decimal rate)
{
    auto update = m_orders.apply(report);
    if (!update)
        return update.failure();
    RecordChange change;
    change.isRepeat = update->isRepeat;
    change.anomaly = std::move(update->anomaly);
    change.orders.push_back(std::move(update->order));
    for (auto &exit : update->exits)
        change.orders.push_back(std::move(exit));
    if (!update->fill)
        return change;
    change.fill = std::move(update->fill);
    change.trades = m_portfolio.apply(*change.fill, rate).ownerTrades;
    m_fills.push_back(*change.fill);
    m_trades.insert(m_trades.end(), change.trades.begin(), change.trades.end());
    m_moneyMoved = std::max(m_moneyMoved, change.fill->time);
    return change;
}

const std::string *TraderRecord::refusalOf(const std::string &orderId) const
{
    const auto found = m_refusals.find(orderId);
    return found == m_refusals.end() ? nullptr : &found->second;
}

} // namespace agora
