#pragma once

#include "engine/trading/account_book.h"
#include "engine/trading/market_prices.h"

#include <string>
#include <vector>

namespace agora {

/// Positions and their account at the last prices (X17, X18).
struct Valuation {
    Account account;
    std::vector<Position> positions; ///< as they were given, with `unrealized`
    /// One sentence for each open position that could not be valued: it keeps the `unrealized` it
    /// came with (0 in a book) and ties up no margin.
    std::vector<std::string> missing;
};

/// Longs are worth what the bid pays, shorts what the ask costs; margin is |units| times mid times
/// the instrument's margin rate.
[[nodiscard]] Valuation evaluate(
    Decimal balance, std::vector<Position> positions, const MarketPrices &prices, Timestamp at);
/// The same of a book: every symbol ever traded.
[[nodiscard]] Valuation evaluate(const AccountBook &book, const MarketPrices &prices, Timestamp at);

/// Unrealized profit of one position in account currency, from its units and average price.
[[nodiscard]] Result<double> unrealizedOf(const Position &position, const MarketPrices &prices);
/// Margin that so many units (of either sign) tie up, in account currency.
[[nodiscard]] Result<double> marginOf(
    const std::string &symbol, Decimal units, const MarketPrices &prices);

} // namespace agora
