#pragma once

#include "charts/chart_data.h"

#include <utility>

namespace agora::charts {

/// How prices become money of the account.
struct MoneyTerms {
    /// Account currency for a move of 1.0 in price of one unit of the base: the rate from the
    /// instrument's quote currency.
    double perPrice = 1;
    QString currency; ///< of the figures; empty = none is shown
    int decimals = 2;

    bool operator==(const MoneyTerms &) const = default;
};

/// What a line at some price means, in account currency; nothing where it cannot be known.
struct OrderFigures {
    double pips = 0; ///< from the market to the price; 0 without a market
    std::optional<double> result; ///< of an exit or a position: won or lost if it is closed there
    std::optional<double> risk; ///< lost if the stop is hit, 0 or more
    std::optional<double> reward; ///< won if the target is hit

    /// Reward in multiples of the risk; nothing without both.
    [[nodiscard]] std::optional<double> multiple() const;
};

[[nodiscard]] OrderFigures figuresAt(
    const PriceLine &line, double price, const ChartData &data, const MoneyTerms &terms);

/// What speaks against a line at this price, in one sentence: the wrong side of the market, or of
/// the entry it belongs to.
[[nodiscard]] std::optional<QString> objectionTo(
    const PriceLine &line, double price, const ChartData &data);

/// Why an order cannot rest at this price: it would be executed at once. Nothing for market orders
/// and without a market.
[[nodiscard]] std::optional<QString> marketObjection(OrderSide side, OrderType type, double price,
    const std::optional<Quote> &market, const Instrument &instrument);

/// Resting orders that can be placed at a price: below the market a buy limit and a sell stop,
/// above it a sell limit and a buy stop, within the spread both limits.
[[nodiscard]] std::vector<std::pair<OrderSide, OrderType>> placementsAt(
    double price, const ChartData &data);

/// Bid and ask, or the newest close for both; nothing on an empty chart.
[[nodiscard]] std::optional<Quote> marketOf(const ChartData &data);

/// `+24.00 USD`, `−24.00 USD`; without a sign `24.00 USD`.
[[nodiscard]] QString moneyText(double amount, const MoneyTerms &terms, bool isSigned);
/// `−12.3 pips`
[[nodiscard]] QString pipsText(double pips);
/// `buy limit`
[[nodiscard]] QString orderWords(OrderSide side, OrderType type);

} // namespace agora::charts
