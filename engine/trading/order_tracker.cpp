#include "engine/trading/order_tracker.h"

#include "engine/trading/order_rules.h"

#include <algorithm>

namespace agora {
namespace {

std::string named(const std::string &orderId) { return "order “" + orderId + "”"; }

/// The arrows of the state machine; staying where one is counts as a repeat, not as an arrow.
bool canMove(OrderState from, OrderState to)
{
    switch (from) {
    case OrderState::Pending:
    case OrderState::Unknown:
        return to != OrderState::Pending && to != OrderState::Unknown;
    case OrderState::Working: // a venue may still reject when a resting order triggers (margin,
                              // X18)
        return to == OrderState::PartiallyFilled || isFinal(to);
    case OrderState::PartiallyFilled:
        return to == OrderState::Filled || to == OrderState::Cancelled || to == OrderState::Expired;
    case OrderState::Filled:
    case OrderState::Cancelled:
    case OrderState::Rejected:
    case OrderState::Expired:
        return false;
    }
    return false;
}

std::string cannotMove(const Order &order, const ExecutionReport &report)
{
    return named(order.request.id) + " cannot go from " + std::string(toString(order.state))
        + " to " + std::string(toString(report.state))
        + (report.reason.empty() ? "" : " (" + report.reason + ")");
}

/// What the reported state means once the fills are counted: “working” with all filled is “filled”.
OrderState settled(OrderState reported, const Order &order, bool hasNewFill)
{
    const bool isOpen = reported == OrderState::Working || reported == OrderState::PartiallyFilled;
    if (order.filledUnits == order.request.units)
        return isOpen || hasNewFill ? OrderState::Filled : reported;
    return isOpen && order.filledUnits.isPositive() ? OrderState::PartiallyFilled : reported;
}

} // namespace

OrderTracker::Record &OrderTracker::insert(
    const OrderRequest &request, OrderState state, Timestamp at)
{
    m_indexOfId.emplace(request.id, m_records.size());
    if (!isFinal(state))
        m_working.insert(m_records.size());
    auto &record = m_records.emplace_back();
    record.order.request = request;
    record.order.state = state;
    record.order.updated = at;
    return record;
}

Result<void> OrderTracker::add(const OrderRequest &request, Timestamp at)
{
    if (auto valid = checkRequest(request); !valid)
        return valid;
    if (m_indexOfId.count(request.id) > 0)
        return fail(named(request.id) + " exists already: an id is used once");
    insert(request, OrderState::Pending, at);
    return {};
}

Result<Order> OrderTracker::addRefused(
    const OrderRequest &request, std::string reason, Timestamp at)
{
    if (m_indexOfId.count(request.id) > 0)
        return fail(named(request.id) + " exists already: an id is used once");
    auto &record = insert(request, OrderState::Rejected, at);
    record.order.reason = std::move(reason);
    return record.order;
}

void OrderTracker::setState(Record &record, OrderState state)
{
    record.order.state = state;
    if (isFinal(state))
        m_working.erase(m_indexOfId.at(record.order.request.id));
}

Result<bool> OrderTracker::isNewFill(const Record &record, const Fill &fill) const
{
    const auto &request = record.order.request;
    const std::string what = "fill “" + fill.id + "” of " + named(request.id);
    if (const auto known = m_fills.find(fill.id); known != m_fills.end()) {
        Fill repeated = fill;
        repeated.owner = known->second.owner;
        if (repeated == known->second)
            return false;
        return fail(what + " was reported before with other contents");
    }
    if (fill.id.empty())
        return fail("a fill of " + named(request.id) + " has no id");
    if (fill.orderId != request.id)
        return fail(what + " names order “" + fill.orderId + "”");
    if (fill.symbol != request.symbol || fill.side != request.side)
        return fail(what + " is a " + std::string(toString(fill.side)) + " of " + fill.symbol
            + ", the order a " + std::string(toString(request.side)) + " of " + request.symbol);
    if (!fill.units.isPositive() || !fill.price.isPositive())
        return fail(what + " has units " + fill.units.toString() + " at price "
            + fill.price.toString() + ": both must be positive");
    if (record.order.filledUnits + fill.units > request.units)
        return fail(what + " would overfill it: " + record.order.filledUnits.toString() + " of "
            + request.units.toString() + " units are filled, " + fill.units.toString()
            + " more came");
    return true;
}

void OrderTracker::activateExits(const Record &entry, const Fill &fill, OrderUpdate &update)
{
    for (const auto &exit : attachedExits(entry.order.request, fill.units, fill.time)) {
        const auto known = m_indexOfId.find(exit.id);
        if (known == m_indexOfId.end()) {
            update.exits.push_back(insert(exit, OrderState::Pending, fill.time).order);
            continue;
        }
        auto &record = m_records[known->second];
        if (isFinal(record.order.state))
            continue;
        record.order.request.units += fill.units;
        update.exits.push_back(record.order);
    }
}

void OrderTracker::count(Record &record, Fill fill, OrderUpdate &update)
{
    auto &order = record.order;
    fill.owner = order.request.owner;
    if (isFinal(order.state))
        update.anomaly = "fill “" + fill.id + "” came for " + named(order.request.id)
            + ", which was " + std::string(toString(order.state)) + ": it is counted";
    record.notional += fill.units * fill.price;
    order.filledUnits += fill.units;
    order.averagePrice = record.notional / order.filledUnits;
    m_fills.emplace(fill.id, fill);
    update.fill = std::move(fill);
}

Result<void> OrderTracker::move(Record &record, const ExecutionReport &report, OrderUpdate &update)
{
    auto &order = record.order;
    const bool hasNewFill = update.fill.has_value();
    const auto target = settled(report.state, order, hasNewFill);
    if (target == OrderState::Filled && order.filledUnits != order.request.units) {
        const auto told = named(order.request.id) + " is said to be filled, but only "
            + order.filledUnits.toString() + " of " + order.request.units.toString()
            + " units came as fills";
        if (!hasNewFill)
            return fail(told);
        update.anomaly = told;
        if (!isFinal(order.state))
            setState(record, OrderState::PartiallyFilled);
        return {};
    }
    if (target != order.state && canMove(order.state, target)) {
        setState(record, target);
        order.reason = report.reason;
    } else if (!hasNewFill) {
        update.isRepeat = target == order.state || report.time <= record.lastReport;
        if (!update.isRepeat)
            return fail(cannotMove(order, report));
    } else if (target != order.state && update.anomaly.empty()) {
        update.anomaly = cannotMove(order, report);
    }
    return {};
}

bool OrderTracker::takeTerms(Record &record, const ExecutionReport &report)
{
    auto &request = record.order.request;
    const OrderTerms known{request.price, request.stopLoss, request.takeProfit};
    if (!report.terms || report.time < record.lastTerms || *report.terms == known)
        return false;
    record.lastTerms = report.time;
    request.price = report.terms->price;
    request.stopLoss = report.terms->stopLoss;
    request.takeProfit = report.terms->takeProfit;
    return true;
}

Result<OrderUpdate> OrderTracker::apply(const ExecutionReport &report)
{
    const auto found = m_indexOfId.find(report.orderId);
    if (found == m_indexOfId.end())
        return fail("a report came for " + named(report.orderId) + ", which is not known");
    auto &record = m_records[found->second];

    OrderUpdate update;
    if (report.fill) {
        const auto isNew = isNewFill(record, *report.fill);
        if (!isNew)
            return isNew.failure();
        if (*isNew)
            count(record, *report.fill, update);
    }
    if (auto moved = move(record, report, update); !moved)
        return moved.failure();
    if (takeTerms(record, report))
        update.isRepeat = false;
    if (!update.isRepeat) {
        record.lastReport = std::max(record.lastReport, report.time);
        record.order.updated = std::max(record.order.updated, report.time);
    }
    update.order = record.order;
    if (update.fill)
        activateExits(record, *update.fill, update);
    return update;
}

std::vector<Order> OrderTracker::markUnanswered(Timestamp now, Duration limit)
{
    std::vector<Order> unanswered;
    for (const auto index : m_working) {
        auto &order = m_records[index].order;
        if (order.state != OrderState::Pending || now - order.updated < limit)
            continue;
        order.state = OrderState::Unknown;
        order.updated = now;
        unanswered.push_back(order);
    }
    return unanswered;
}

const Order *OrderTracker::find(const std::string &id) const
{
    const auto found = m_indexOfId.find(id);
    return found == m_indexOfId.end() ? nullptr : &m_records[found->second].order;
}

std::vector<Order> OrderTracker::working() const
{
    std::vector<Order> orders;
    for (const auto index : m_working)
        orders.push_back(m_records[index].order);
    return orders;
}

std::vector<Order> OrderTracker::workingOf(const std::string &owner) const
{
    auto orders = working();
    std::erase_if(orders, [&](const Order &order) { return order.request.owner != owner; });
    return orders;
}

std::vector<Order> OrderTracker::ofOwner(const std::string &owner) const
{
    std::vector<Order> orders;
    for (const auto &record : m_records)
        if (record.order.request.owner == owner)
            orders.push_back(record.order);
    return orders;
}

std::vector<Order> OrderTracker::newest(std::size_t count) const
{
    std::vector<Order> orders;
    const auto first = m_records.size() - std::min(count, m_records.size());
    for (auto index = first; index < m_records.size(); ++index)
        orders.push_back(m_records[index].order);
    return orders;
}

} // namespace agora
