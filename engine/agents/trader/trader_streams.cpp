#include "engine/agents/trader/trader_streams.h"

#include "engine/protocol/codec.h"
#include "engine/trading/valuation.h"

namespace agora {

namespace {

using namespace protocol;

template <typename Row>
std::vector<Row> newest(const std::vector<Row> &rows, std::size_t count)
{
    const auto first = rows.size() - std::min(count, rows.size());
    return {rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end()};
}

/// In blocks, so that no frame grows without bound; at least one.
std::vector<agency::Bytes> inBlocks(const std::vector<Fill> &fills)
{
    constexpr std::size_t block = 1000;
    std::vector<agency::Bytes> blocks;
    for (std::size_t first = 0; first == 0 || first < fills.size(); first += block) {
        const auto end = std::min(first + block, fills.size());
        blocks.push_back(encode(FillBatch{{fills.begin() + static_cast<std::ptrdiff_t>(first),
            fills.begin() + static_cast<std::ptrdiff_t>(end)}}));
    }
    return blocks;
}

std::vector<Order> workingAndNewest(std::vector<Order> orders, std::size_t finals)
{
    auto over = static_cast<std::size_t>(std::count_if(
        orders.begin(), orders.end(), [](const Order &order) { return isFinal(order.state); }));
    std::erase_if(orders, [&](const Order &order) {
        if (!isFinal(order.state) || over <= finals)
            return false;
        --over;
        return true;
    });
    return orders;
}

std::map<std::string, std::vector<Order>> byOwner(const std::vector<Order> &orders)
{
    std::map<std::string, std::vector<Order>> owners;
    for (const auto &order : orders)
        owners[order.request.owner].push_back(order);
    return owners;
}

std::map<std::string, std::vector<Fill>> byOwner(const std::vector<Fill> &fills)
{
    std::map<std::string, std::vector<Fill>> owners;
    for (const auto &fill : fills)
        owners[fill.owner].push_back(fill);
    return owners;
}

} // namespace

TraderStreams::TraderStreams(
    agency::Bus &bus, const TraderRecord &record, const MarketPrices &prices)
    : m_bus(bus), m_record(record), m_prices(prices)
{
    offerSnapshots();
}

void TraderStreams::offer(const std::string &prefix, bool isFamily,
    std::function<std::vector<agency::Bytes>(const std::string &owner)> snapshot)
{
    m_bus.offer(prefix,
        [this, prefix, isFamily, snapshot = std::move(snapshot)](const agency::Subscriber &who) {
            const auto owner = who.topic.substr(prefix.size());
            if (isFamily == owner.empty())
                return m_bus.refuse(
                    who.id, "“" + m_bus.name() + "” does not publish “" + who.topic + "”");
            m_bus.accept(who.id, snapshot(owner));
        });
}

void TraderStreams::offerSnapshots()
{
    using Parts = std::vector<agency::Bytes>;
    offer(topics::orders, false, [this](const std::string &) -> Parts {
        return {encode(OrderBatch{m_record.orders().newest(newestOrders)})};
    });
    offer(topics::fills, false,
        [this](const std::string &) { return inBlocks(newest(m_record.fills(), newestFills)); });
    offer(topics::trades, false, [this](const std::string &) -> Parts {
        return {encode(TradeBatch{newest(m_record.trades(), newestTrades)})};
    });
    offer(topics::positions, false,
        [this](const std::string &) -> Parts { return {encode(PositionBatch{openPositions()})}; });
    offer(money, false, [this](const std::string &) -> Parts { return {moneyNow()}; });
    offer(topics::ownOrders(""), true, [this](const std::string &owner) -> Parts {
        return {encode(
            OrderBatch{workingAndNewest(m_record.orders().ofOwner(owner), newestOwnFinals)})};
    });
    offer(topics::ownFills(""), true, [this](const std::string &owner) {
        auto fills = m_record.fills();
        std::erase_if(fills, [&](const Fill &fill) { return fill.owner != owner; });
        return inBlocks(fills);
    });
}

void TraderStreams::add(const RecordChange &change)
{
    m_orders.insert(m_orders.end(), change.orders.begin(), change.orders.end());
    if (change.fill)
        m_fills.push_back(*change.fill);
    m_trades.insert(m_trades.end(), change.trades.begin(), change.trades.end());
}

void TraderStreams::flush()
{
    const auto orders = std::exchange(m_orders, {});
    const auto fills = std::exchange(m_fills, {});
    const auto trades = std::exchange(m_trades, {});
    if (!orders.empty()) {
        m_bus.publish(topics::orders, encode(OrderBatch{orders}));
        for (const auto &[owner, own] : byOwner(orders))
            m_bus.publish(topics::ownOrders(owner), encode(OrderBatch{own}));
    }
    if (fills.empty())
        return;
    m_bus.publish(topics::fills, encode(FillBatch{fills}));
    std::set<std::string> symbols;
    for (const auto &[owner, own] : byOwner(fills)) {
        m_bus.publish(topics::ownFills(owner), encode(FillBatch{own}));
        for (const auto &fill : own)
            symbols.insert(fill.symbol);
    }
    if (!trades.empty())
        m_bus.publish(topics::trades, encode(TradeBatch{trades}));
    PositionBatch positions;
    for (const auto &symbol : symbols)
        positions.positions.push_back(valued(m_record.account().position(symbol)));
    m_bus.publish(topics::positions, encode(positions));
    m_bus.publish(money, moneyNow());
}

void TraderStreams::publishPositions()
{
    if (auto positions = openPositions(); !positions.empty())
        m_bus.publish(topics::positions, encode(PositionBatch{std::move(positions)}));
}

Position TraderStreams::valued(Position position) const
{
    position.unrealized = unrealizedOf(position, m_prices).valueOr(0.0); // 0 until a price comes
    return position;
}

std::vector<Position> TraderStreams::openPositions() const
{
    std::vector<Position> open;
    for (auto &position : m_record.account().positions()) {
        if (!position.units.isZero())
            open.push_back(valued(std::move(position)));
    }
    return open;
}

agency::Bytes TraderStreams::moneyNow() const
{
    const auto &ledger = m_record.account().ledger();
    agency::Value value;
    value.set("balance", ledger.balance().toString());
    value.set("currency", m_prices.rates().accountCurrency());
    value.set("deposits", ledger.deposits().toString());
    value.set("commission", ledger.commission().toString());
    value.set("timeNs", toNanos(m_record.moneyMoved()));
    return value.toMessagePack();
}

} // namespace agora
