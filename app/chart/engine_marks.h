#pragma once

#include "app/link/engine_port.h"
#include "app/panel_context.h"
#include "charts/chart_types.h"

#include <deque>
#include <set>
#include <tuple>

namespace agora::app {

/// Id of the line of a symbol's open position.
[[nodiscard]] QString positionLineId(const std::string &symbol);

/// Collects what the engine did, so that any chart, also one opened later, can show it: trades,
/// open entries, positions, working orders, signals.
class EngineMarks final : public QObject {
    Q_OBJECT

public:
    explicit EngineMarks(const PanelContext &context, QObject *parent = nullptr);

    [[nodiscard]] std::vector<charts::TradeMarker> trades(const std::string &symbol) const;
    [[nodiscard]] std::vector<charts::SignalMarker> signs(const std::string &symbol) const;
    [[nodiscard]] std::vector<charts::PriceLine> lines(const std::string &symbol) const;

    /// A working order; null when there is none of that id.
    [[nodiscard]] const Order *order(const QString &id) const;
    /// Null when the symbol is flat.
    [[nodiscard]] const Position *position(const std::string &symbol) const;

signals:
    void tradesChanged();
    void signsChanged();
    void linesChanged();

private:
    void takeTrades(const std::vector<Trade> &trades, bool snapshot);
    void takeFills(const std::vector<Fill> &fills, bool snapshot);
    void takePositions(const std::vector<Position> &positions, bool snapshot);
    void takeOrders(const std::vector<Order> &orders, bool snapshot);
    void takeSignals(const std::vector<Signal> &signs, bool snapshot);
    [[nodiscard]] charts::PriceLine positionLine(const Position &position) const;
    [[nodiscard]] charts::PriceLine orderLine(const Order &order) const;
    void addAttachedExits(const Order &order, std::vector<charts::PriceLine> &lines) const;
    [[nodiscard]] QString tradeText(
        const std::string &symbol, OrderSide side, Decimal amount, const std::string &owner) const;
    [[nodiscard]] QString money(double amount) const;
    [[nodiscard]] QString units(const std::string &symbol, Decimal amount) const;

    const InstrumentBook &m_book;
    /// Symbol, time, price of a trade's entry or exit: a fill that is neither is an entry still
    /// open.
    using Execution = std::tuple<std::string, Timestamp, Decimal>;
    std::set<Execution> m_paired;
    std::map<std::string, Trade> m_trades; ///< by id
    std::map<std::string, Fill> m_fills; ///< by id
    std::map<std::string, Position> m_positions; ///< by symbol, open ones only
    std::map<std::string, Order> m_orders; ///< by id, working ones only
    std::deque<Signal> m_signals;
};

} // namespace agora::app
