#include "app/chart/engine_marks.h"

#include "app/tables/words.h"
#include "charts/trading/order_figures.h"

#include <algorithm>

namespace agora::app {

namespace {

using Kind = charts::PriceLine::Kind;

constexpr std::size_t mostSignals = 5'000;
constexpr const char *stopSuffix
    = ".sl"; // of the exits that hang on an entry, as the engine has it
constexpr const char *targetSuffix = ".tp";

Kind kindOf(const std::string &orderId)
{
    if (orderId.ends_with(stopSuffix))
        return Kind::StopLoss;
    return orderId.ends_with(targetSuffix) ? Kind::TakeProfit : Kind::Order;
}

std::optional<double> toDouble(const std::optional<Decimal> &price)
{
    return price ? std::optional(price->toDouble()) : std::nullopt;
}

charts::SignalMarker::Direction directionOf(const Signal &sign)
{
    using Direction = charts::SignalMarker::Direction;
    if (sign.name == "long" || sign.name == "buy")
        return Direction::Up;
    return sign.name == "short" || sign.name == "sell" ? Direction::Down : Direction::Neutral;
}

} // namespace

QString positionLineId(const std::string &symbol)
{
    return QStringLiteral("position ") + toQString(symbol);
}

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
            .text = money(trade.profit.toDouble()),
            .details = tradeText(symbol, trade.side, trade.units, trade.owner)});
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
            .text = {},
            .details = tradeText(symbol, fill.side, fill.units, fill.owner)});
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
            .text = isOwnWord ? toQString(sign.brain + ": " + sign.name) : QString(),
            .details = toQString(sign.brain + ": " + sign.name)});
    }
    return markers;
}

QString EngineMarks::tradeText(
    const std::string &symbol, OrderSide side, Decimal amount, const std::string &owner) const
{
    const auto held
        = (side == OrderSide::Buy ? tr("long %1") : tr("short %1")).arg(units(symbol, amount));
    return owner.empty() ? held : held + QStringLiteral(" · ") + toQString(owner);
}

const Order *EngineMarks::order(const QString &id) const
{
    const auto found = m_orders.find(id.toStdString());
    return found == m_orders.end() ? nullptr : &found->second;
}

const Position *EngineMarks::position(const std::string &symbol) const
{
    const auto found = m_positions.find(symbol);
    return found == m_positions.end() ? nullptr : &found->second;
}

charts::PriceLine EngineMarks::positionLine(const Position &position) const
{
    const bool isLong = position.units.isPositive();
    return {.id = positionLineId(position.symbol),
        .kind = Kind::Position,
        .side = isLong ? OrderSide::Buy : OrderSide::Sell,
        .price = position.averagePrice.toDouble(),
        .text = tradeText(
            position.symbol, isLong ? OrderSide::Buy : OrderSide::Sell, position.units.abs(), {}),
        .type = OrderType::Market,
        .units = position.units.abs().toDouble(),
        .entry = {},
        .stop = {},
        .target = {},
        .isMovable = true,
        .isCancellable = true};
}

charts::PriceLine EngineMarks::orderLine(const Order &order) const
{
    const auto &request = order.request;
    const auto left = request.units - order.filledUnits;
    charts::PriceLine line{.id = toQString(request.id),
        .kind = kindOf(request.id),
        .side = request.side,
        .price = request.price->toDouble(),
        .text = {},
        .type = request.type,
        .units = left.toDouble(),
        .entry = {},
        .stop = toDouble(request.stopLoss),
        .target = toDouble(request.takeProfit),
        .isMovable = true,
        .isCancellable = true,
        .isPending = order.state == OrderState::Pending || order.state == OrderState::Unknown};
    const auto words = line.kind == Kind::StopLoss ? tr("stop loss")
        : line.kind == Kind::TakeProfit            ? tr("take profit")
                                                   : charts::orderWords(request.side, request.type);
    line.text = words + QLatin1Char(' ') + units(request.symbol, left);
    if (const auto *held = position(request.symbol); held && line.kind != Kind::Order)
        line.entry = held->averagePrice.toDouble();
    return line;
}

/// Exits that hang on an entry which has not been filled: no orders of their own yet.
void EngineMarks::addAttachedExits(const Order &order, std::vector<charts::PriceLine> &lines) const
{
    const auto add = [&](const std::optional<Decimal> &price, const char *suffix, Kind kind) {
        if (!price)
            return;
        auto line = orderLine(order);
        line.id += QLatin1String(suffix);
        line.kind = kind;
        line.side = opposite(order.request.side);
        line.type = kind == Kind::StopLoss ? OrderType::Stop : OrderType::Limit;
        line.price = price->toDouble();
        line.entry = toDouble(order.request.price);
        line.text = kind == Kind::StopLoss ? tr("stop loss") : tr("take profit");
        line.isAttached = true;
        lines.push_back(std::move(line));
    };
    add(order.request.stopLoss, stopSuffix, Kind::StopLoss);
    add(order.request.takeProfit, targetSuffix, Kind::TakeProfit);
}

std::vector<charts::PriceLine> EngineMarks::lines(const std::string &symbol) const
{
    std::vector<charts::PriceLine> lines;
    if (const auto *open = position(symbol))
        lines.push_back(positionLine(*open));
    for (const auto &[id, order] : m_orders) {
        if (order.request.symbol != symbol)
            continue;
        lines.push_back(orderLine(order));
        if (order.request.type != OrderType::Market)
            addAttachedExits(order, lines);
    }
    // Risk and reward of a position are those of the exits that work for it.
    const auto priceOf = [&](Kind kind) -> std::optional<double> {
        const auto found = std::ranges::find_if(
            lines, [&](const auto &line) { return line.kind == kind && !line.isAttached; });
        return found == lines.end() ? std::nullopt : std::optional(found->price);
    };
    const auto stop = priceOf(Kind::StopLoss);
    const auto target = priceOf(Kind::TakeProfit);
    for (auto &line : lines) {
        if (line.kind == Kind::Order || line.isAttached)
            continue;
        line.stop = stop;
        line.target = target;
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
