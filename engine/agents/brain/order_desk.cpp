#include "engine/agents/brain/order_desk.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
const std::string trader = "trader";
constexpr Duration orderLimit = std::chrono::seconds(10);
} // namespace

OrderDesk::OrderDesk(agency::Bus &bus, std::string owner, std::uint64_t run, Hooks hooks)
    : m_bus(bus), m_owner(std::move(owner)), m_run(run), m_hooks(std::move(hooks))
{
    using namespace protocol;
    bus.subscribe(trader, topics::ownOrders(m_owner),
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    const auto batch = message.body.empty() ? Result<OrderBatch>(OrderBatch{})
                                                            : decode<OrderBatch>(message.body);
                    if (batch)
                        takeOrders(*batch, message.isSnapshot());
                    else
                        logError("orders could not be read: " + batch.error().message);
                },
            .onProblem = [](const std::string &sentence) { logError("no orders: " + sentence); }});
    bus.subscribe(trader, topics::ownFills(m_owner),
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    const auto batch = message.body.empty() ? Result<FillBatch>(FillBatch{})
                                                            : decode<FillBatch>(message.body);
                    if (batch)
                        takeFills(*batch);
                    else
                        logError("fills could not be read: " + batch.error().message);
                    m_hasFills = m_hasFills || message.has(agency::FlagSnapshotEnd);
                },
            .onProblem = [](const std::string &sentence) { logError("no fills: " + sentence); }});
}

std::string OrderDesk::submit(OrderRequest request)
{
    request.id = m_owner + "." + std::to_string(m_run) + "." + std::to_string(m_nextNumber++);
    request.owner = m_owner;
    request.time = m_bus.now();
    const Order order{.request = request, .state = OrderState::Pending, .updated = request.time};
    m_orders[request.id] = order;
    m_bus.request(trader, "order.submit", protocol::encode(request), orderLimit,
        [this, id = request.id](const Result<agency::Bytes> &reply) {
            // A refusal also comes as an order; no answer is settled by the Trader's next snapshot.
            if (!reply)
                logWarning("order " + id + ": " + reply.error().message);
        });
    return request.id;
}

void OrderDesk::cancel(const std::string &orderId)
{
    agency::Value arguments;
    arguments.set("id", orderId);
    m_bus.call(trader, "order.cancel", arguments, orderLimit,
        [orderId](const Result<agency::Value> &reply) {
            if (!reply)
                logWarning("order " + orderId + " was not cancelled: " + reply.error().message);
        });
}

Decimal OrderDesk::position(const std::string &symbol) const
{
    const auto found = m_positions.find(symbol);
    return found == m_positions.end() ? Decimal() : found->second;
}

std::vector<Order> OrderDesk::working() const
{
    std::vector<Order> orders;
    for (const auto &[id, order] : m_orders)
        orders.push_back(order);
    return orders;
}

void OrderDesk::takeOrders(const protocol::OrderBatch &batch, bool isSnapshot)
{
    std::set<std::string> known;
    for (const auto &order : batch.orders) {
        known.insert(order.request.id);
        update(order);
    }
    if (isSnapshot && m_hasOrders) {
        std::vector<std::string> lost;
        for (const auto &[id, order] : m_orders) {
            if (!known.contains(id))
                lost.push_back(id);
        }
        for (const auto &id : lost)
            reject(id, "the Trader was restarted before the order reached it");
    }
    m_hasOrders = true;
}

void OrderDesk::update(const Order &order)
{
    const auto found = m_orders.find(order.request.id);
    const bool isKnown = found != m_orders.end();
    if (isKnown && found->second == order)
        return;
    if (isFinal(order.state)) {
        if (!isKnown)
            return; // over before this life began, or told already
        m_orders.erase(found);
    } else {
        m_orders[order.request.id] = order;
    }
    m_hooks.onOrder(order);
}

void OrderDesk::reject(const std::string &orderId, const std::string &reason)
{
    auto order = m_orders.at(orderId);
    m_orders.erase(orderId);
    order.state = OrderState::Rejected;
    order.reason = reason;
    m_hooks.onOrder(order);
}

void OrderDesk::takeFills(const protocol::FillBatch &batch)
{
    for (const auto &fill : batch.fills) {
        if (!m_fills.insert(fill.id).second)
            continue;
        m_positions[fill.symbol] += fill.side == OrderSide::Buy ? fill.units : -fill.units;
        if (m_hasFills) // what the first snapshot holds happened in an earlier life
            m_hooks.onFill(fill);
    }
}

} // namespace agora
