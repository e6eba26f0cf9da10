#include "engine/trading/account_book.h"

#include "engine/base/ensure.h"
#include "engine/trading/order_rules.h"

#include <algorithm>

namespace agora {

void AccountBook::deposit(Decimal amount, Timestamp at, std::string reference)
{
    m_ledger.post({at, LedgerAccount::Deposits, LedgerAccount::Cash, amount, std::move(reference)});
}

void AccountBook::bookFinancing(Decimal amount, Timestamp at, std::string reference)
{
    m_ledger.post(
        {at, LedgerAccount::Financing, LedgerAccount::Cash, amount, std::move(reference)});
}

/// Closes up to `units` of the oldest lot.
Trade AccountBook::closeLot(Holding &holding, const Fill &fill, Decimal units, Decimal rate)
{
    auto &lot = holding.lots.front();
    const auto closed = std::min(units, lot.units.abs());
    const auto signedClosed = lot.units.isNegative() ? -closed : closed;

    Trade trade;
    trade.id = lot.fillId + "/" + fill.id;
    trade.owner = m_owner;
    trade.symbol = fill.symbol;
    trade.side = opposite(fill.side);
    trade.units = closed;
    trade.entryPrice = lot.price;
    trade.entryTime = lot.time;
    trade.exitPrice = fill.price;
    trade.exitTime = fill.time;
    trade.profit = signedClosed * (fill.price - lot.price) * rate;

    holding.units -= signedClosed;
    holding.realized += trade.profit;
    lot.units -= signedClosed;
    if (lot.units.isZero())
        holding.lots.pop_front();
    m_ledger.post(
        {fill.time, LedgerAccount::Realized, LedgerAccount::Cash, trade.profit, trade.id});
    return trade;
}

std::vector<Trade> AccountBook::apply(const Fill &fill, Decimal rate)
{
    AGORA_ENSURE(fill.units.isPositive() && fill.price.isPositive() && rate.isPositive());
    auto &holding = m_holdings[fill.symbol];
    holding.updated = fill.time;

    std::vector<Trade> closed;
    auto left = fill.units;
    const int direction = fill.side == OrderSide::Buy ? 1 : -1;
    while (left.isPositive() && holding.units.sign() == -direction) {
        closed.push_back(closeLot(holding, fill, left, rate));
        left -= closed.back().units;
    }
    if (left.isPositive()) {
        const auto opened = signedUnits(fill.side, left);
        holding.lots.push_back({fill.id, opened, fill.price, fill.time});
        holding.units += opened;
    }
    holding.cost = 0; // summed anew, so that no rounding is carried along
    for (const auto &lot : holding.lots)
        holding.cost += lot.units * lot.price;

    if (!fill.commission.isZero())
        m_ledger.post(
            {fill.time, LedgerAccount::Cash, LedgerAccount::Commission, fill.commission, fill.id});
    m_trades.insert(m_trades.end(), closed.begin(), closed.end());
    return closed;
}

Decimal AccountBook::units(const std::string &symbol) const
{
    const auto found = m_holdings.find(symbol);
    return found == m_holdings.end() ? Decimal() : found->second.units;
}

Position AccountBook::describe(const std::string &symbol, const Holding &holding) const
{
    Position position;
    position.symbol = symbol;
    position.owner = m_owner;
    position.units = holding.units;
    if (!holding.units.isZero())
        position.averagePrice = holding.cost / holding.units;
    position.realized = holding.realized;
    position.updated = holding.updated;
    return position;
}

std::vector<Position> AccountBook::positions() const
{
    std::vector<Position> positions;
    for (const auto &[symbol, holding] : m_holdings)
        positions.push_back(describe(symbol, holding));
    return positions;
}

Position AccountBook::position(const std::string &symbol) const
{
    const auto found = m_holdings.find(symbol);
    return describe(symbol, found == m_holdings.end() ? Holding{} : found->second);
}

std::vector<Lot> AccountBook::lots(const std::string &symbol) const
{
    const auto found = m_holdings.find(symbol);
    if (found == m_holdings.end())
        return {};
    return {found->second.lots.begin(), found->second.lots.end()};
}

Decimal AccountBook::unrealizedAt(const std::string &symbol, Decimal price) const
{
    const auto found = m_holdings.find(symbol);
    return found == m_holdings.end() ? Decimal() : found->second.units * price - found->second.cost;
}

} // namespace agora
