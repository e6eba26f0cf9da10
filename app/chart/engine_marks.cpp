#include "app/chart/engine_marks.h"

#include "app/tables/words.h"

namespace agora::app {

namespace {

constexpr std::size_t mostSignals = 5'000;

charts::SignalMarker::Direction directionOf(const Signal &sign)
{
    using Direction = charts::SignalMarker::Direction;
    if (sign.name == "long" || sign.name == "buy")
        return Direction::Up;
    return sign.name == "short" || sign.name == "sell" ? Direction::Down : Direction::Neutral;
}

} // namespace

EngineMarks::EngineMarks(const PanelContext &context, QObject *parent)
    : QObject(parent), m_book(context.book)
{
    connect(&context.port, &EnginePort::tradesChanged, this, &EngineMarks::takeTrades);
    connect(&context.port, &EnginePort::fillsChanged, this, &EngineMarks::takeFills);
    connect(&context.port, &EnginePort::positionsChanged, this, &EngineMarks::takePositions);
    connect(&context.port, &EnginePort::ordersChanged, this, &EngineMarks::takeOrders);
    connect(&context.port, &EnginePort::signalsChanged, this, &EngineMarks::takeSignals);
}

void EngineMarks::takeTrades(const std::vector<Trade> &trades, bool snapshot)
{
    if (snapshot) {
        m_trades.clear();
        m_paired.clear();
    }
    for (const auto &trade : trades) {
        m_trades[trade.id] = trade;
        m_paired.insert({trade.symbol, trade.entryTime, trade.entryPrice});
        m_paired.insert({trade.symbol, trade.exitTime, trade.exitPrice});
    }
    emit tradesChanged();
}

void EngineMarks::takeFills(const std::vector<Fill> &fills, bool snapshot)
{
    if (snapshot)
        m_fills.clear();
    for (const auto &fill : fills)
        m_fills[fill.id] = fill;
    emit tradesChanged();
}

void EngineMarks::takePositions(const std::vector<Position> &positions, bool snapshot)
{
    if (snapshot)
        m_positions.clear();
    for (const auto &position : positions) {
        if (position.units.isZero())
            m_positions.erase(position.symbol);
        else
            m_positions[position.symbol] = position;
    }
    emit linesChanged();
}

void EngineMarks::takeOrders(const std::vector<Order> &orders, bool snapshot)
{
    if (snapshot)
        m_orders.clear();
    for (const auto &order : orders) {
        if (isFinal(order.state) || !order.request.price)
            m_orders.erase(order.request.id);
        else
            m_orders[order.request.id] = order;
    }
    emit linesChanged();
}

void EngineMarks::takeSignals(const std::vector<Signal> &signs, bool snapshot)
{
    if (snapshot)
        m_signals.clear();
    m_signals.insert(m_signals.end(), signs.begin(), signs.end());
    while (m_signals.size() > mostSignals)
        m_signals.pop_front();
    emit signsChanged();
}

std::vector<charts::TradeMarker> EngineMarks::trades(const std::string &symbol) const
{
    std::vector<charts::TradeMarker> markers;
    for (const auto &[id, trade] : m_trades) {
        if (trade.symbol != symbol)
            continue;
        markers.push_back({.id = toQString(id),
            .side = trade.side,
            .entryTime = trade.entryTime,
            .entryPrice = trade.entryPrice.toDouble(),
            .exitTime = trade.exitTime,
            .exitPrice = trade.exitPrice.toDouble(),
            .profit = trade.profit.toDouble(),
            .text = money(trade.profit.toDouble())});
    }
    for (const auto &[id, fill] : m_fills) {
        if (fill.symbol != symbol || m_paired.contains({fill.symbol, fill.time, fill.price}))
            continue;
        markers.push_back({.id = toQString(id),
            .side = fill.side,
            .entryTime = fill.time,
            .entryPrice = fill.price.toDouble(),
            .exitTime = std::nullopt,
            .exitPrice = 0,
            .profit = 0,
            .text = {}});
    }
    return markers;
}

std::vector<charts::SignalMarker> EngineMarks::signs(const std::string &symbol) const
{
    std::vector<charts::SignalMarker> markers;
    for (const auto &sign : m_signals) {
        if (sign.symbol != symbol || sign.price <= 0)
            continue;
        const auto direction = directionOf(sign);
        // The marker's shape says long and short; only a brain's own word needs room on the chart.
        const bool isOwnWord
            = direction == charts::SignalMarker::Direction::Neutral && sign.name != "flat";
        markers.push_back({.time = sign.time,
            .price = sign.price,
            .direction = direction,
            .text = isOwnWord ? toQString(sign.brain + ": " + sign.name) : QString()});
    }
    return markers;
}

std::vector<charts::PriceLine> EngineMarks::lines(const std::string &symbol) const
{
    std::vector<charts::PriceLine> lines;
    if (const auto open = m_positions.find(symbol); open != m_positions.end()) {
        const auto &position = open->second;
        const bool isLong = position.units.isPositive();
        lines.push_back({.id = QStringLiteral("position"),
            .kind = charts::PriceLine::Kind::Position,
            .side = isLong ? OrderSide::Buy : OrderSide::Sell,
            .price = position.averagePrice.toDouble(),
            .text
            = (isLong ? tr("long %1") : tr("short %1")).arg(units(symbol, position.units.abs()))});
    }
    for (const auto &[id, order] : m_orders) {
        if (order.request.symbol != symbol)
            continue;
        lines.push_back({.id = toQString(id),
            .kind = charts::PriceLine::Kind::Order,
            .side = order.request.side,
            .price = order.request.price->toDouble(),
            .text = QStringLiteral("%1 %2 %3")
                        .arg(sideText(order.request.side), typeText(order.request.type),
                            units(symbol, order.request.units))
                        .toLower()});
    }
    return lines;
}

QString EngineMarks::money(double amount) const
{
    return formatCell(amount, Format::Profit, {}, m_book, QLocale()) + QLatin1Char(' ')
        + m_book.accountCurrency();
}

QString EngineMarks::units(const std::string &symbol, Decimal amount) const
{
    return formatCell(amount.toDouble(), Format::Units, toQString(symbol), m_book, QLocale());
}

} // namespace agora::app
