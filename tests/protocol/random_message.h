#pragma once

#include "engine/base/random.h"
#include "engine/model/plots.h"
#include "engine/protocol/messages.h"

#include <array>
#include <limits>

namespace agora::protocol {

/// Makes messages with arbitrary values, the extremes of every field among them.
class RandomMessage {
public:
    explicit RandomMessage(std::uint64_t seed) : m_random(seed) {}

    template <typename Message>
    Message make()
    {
        Message message;
        fill(message);
        return message;
    }

private:
    bool flag() { return m_random.below(2) == 1; }
    Timestamp time() { return fromNanos(static_cast<std::int64_t>(number())); }
    double real() { return (m_random.uniform() - 0.5) * (flag() ? 1e12 : 3.0); }

    std::uint64_t number()
    {
        constexpr std::array<std::uint64_t, 4> extremes{
            0, 1, std::numeric_limits<std::uint64_t>::max(), std::uint64_t{1} << 63};
        return m_random.below(8) == 0 ? extremes[m_random.below(4)] : m_random.next();
    }

    template <typename Integer>
    Integer narrow()
    {
        return static_cast<Integer>(number());
    }

    template <typename Enum>
    Enum oneOf(Enum last)
    {
        return static_cast<Enum>(m_random.below(static_cast<std::uint64_t>(last) + 1));
    }

    std::string text()
    {
        std::string letters;
        for (auto left = m_random.below(24); left > 0; --left)
            letters.push_back(static_cast<char>(m_random.below(256))); // NUL and broken UTF-8 too
        return letters;
    }

    Decimal decimal()
    {
        if (flag())
            return Decimal::fromRaw(static_cast<std::int64_t>(m_random.next()) >> 20);
        const auto high = static_cast<Int128>(narrow<std::int64_t>());
        return Decimal::fromRaw(high * (static_cast<Int128>(1) << 64) + number());
    }

    template <typename Value, typename Make>
    std::optional<Value> maybe(Make make)
    {
        return flag() ? std::optional<Value>(make()) : std::nullopt;
    }

    template <typename Row>
    std::vector<Row> rows()
    {
        std::vector<Row> result(m_random.below(6));
        for (auto &row : result)
            fill(row);
        return result;
    }

    Period period() { return standardPeriods()[m_random.below(standardPeriods().size())]; }
    Ohlc prices() { return {real(), real(), real(), real()}; }

    void fill(Tick &x) { x = {time(), real(), real(), real(), number(), narrow<std::uint8_t>()}; }
    void fill(QuoteBar &x)
    {
        x = {time(), prices(), prices(), prices(), real(), narrow<std::uint32_t>(),
            narrow<std::uint16_t>(), narrow<std::uint8_t>()};
    }
    void fill(TickBatch &x) { x = {text(), rows<Tick>()}; }
    void fill(BarBatch &x) { x = {text(), period(), rows<QuoteBar>()}; }
    void fill(BarRequest &x)
    {
        x = {text(), period(), narrow<std::uint32_t>(), oneOf(BarSides::All),
            oneOf(BarUpdates::Completed), narrow<std::uint32_t>(), time()};
    }
    void fill(TickRequest &x) { x = {text(), time(), number()}; }
    void fill(HistoryRequest &x)
    {
        x = {text(), period(), time(), time(), time(), number(), flag()};
    }
    void fill(HistoryReply &x)
    {
        fill(x.bars);
        fill(x.tail);
    }
    void fill(OrderRequest &x)
    {
        const auto money = [this] { return decimal(); };
        x = {text(), text(), text(), oneOf(OrderSide::Sell), oneOf(OrderType::Stop),
            oneOf(TimeInForce::GoodTillDate), decimal(), maybe<Decimal>(money),
            maybe<Decimal>(money), maybe<Decimal>(money),
            maybe<Timestamp>([this] { return time(); }), text(), time()};
    }
    void fill(CancelRequest &x) { x = {text(), text()}; }
    void fill(Order &x)
    {
        fill(x.request);
        x.state = oneOf(OrderState::Expired);
        x.filledUnits = decimal();
        x.averagePrice = decimal();
        x.reason = text();
        x.updated = time();
    }
    void fill(Fill &x)
    {
        x = {text(), text(), text(), text(), oneOf(OrderSide::Sell), decimal(), decimal(),
            decimal(), time()};
    }
    void fill(ExecutionReport &x)
    {
        x = {text(), oneOf(OrderState::Expired), maybe<Fill>([this] { return make<Fill>(); }),
            text(), time(), maybe<OrderTerms>([this] { return make<OrderTerms>(); })};
    }
    void fill(OrderTerms &x)
    {
        const auto money = [this] { return decimal(); };
        x = {maybe<Decimal>(money), maybe<Decimal>(money), maybe<Decimal>(money)};
    }
    void fill(ModifyRequest &x)
    {
        x.orderId = text();
        fill(x.terms);
    }
    void fill(Trade &x)
    {
        x = {text(), text(), text(), oneOf(OrderSide::Sell), decimal(), decimal(), time(),
            decimal(), time(), decimal()};
    }
    void fill(Position &x)
    {
        x = {text(), text(), decimal(), decimal(), decimal(), real(), time()};
    }
    void fill(Account &x) { x = {text(), decimal(), real(), real(), real(), real(), time()}; }
    void fill(EquityPoint &x) { x = {time(), real(), real()}; }
    void fill(Signal &x) { x = {text(), text(), text(), real(), real(), time()}; }
    void fill(LogRecord &x) { x = {time(), oneOf(LogLevel::Error), text(), text()}; }
    void fill(PlotLine &x)
    {
        x = {text(), text(), oneOf(PlotStyle::Histogram), text(), text(), real(), {real(), real()}};
    }
    void fill(PlotPoint &x) { x = {time(), real(), narrow<std::uint16_t>()}; }
    void fill(PlotBatch &x) { x = {text(), text(), period(), rows<PlotLine>(), rows<PlotPoint>()}; }
    void fill(OrderBatch &x) { x.orders = rows<Order>(); }
    void fill(FillBatch &x) { x.fills = rows<Fill>(); }
    void fill(TradeBatch &x) { x.trades = rows<Trade>(); }
    void fill(PositionBatch &x) { x.positions = rows<Position>(); }
    void fill(ReportBatch &x) { x.reports = rows<ExecutionReport>(); }
    void fill(EquityBatch &x) { x.points = rows<EquityPoint>(); }
    void fill(SignalBatch &x) { x.items = rows<Signal>(); }
    void fill(LogBatch &x) { x.records = rows<LogRecord>(); }

    Random m_random;
};

} // namespace agora::protocol
