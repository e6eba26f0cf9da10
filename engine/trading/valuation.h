#pragma once

#include "engine/trading/account_book.h"
#include "engine/trading/market_prices.h"

#include <string>
#include <vector>

namespace agora {

/// A book at the last prices (X17, X18).
struct Valuation {
    Account account;
    std::vector<Position> positions; ///< every symbol ever traded, with `unrealized`
    std::vector<std::string>
        missing; ///< one sentence for each open position that could not be valued: counted as 0
};

/// Longs are worth what the bid pays, shorts what the ask costs; margin is |units| times mid times
/// the instrument's margin rate.
[[nodiscard]] Valuation evaluate(const AccountBook &book, const MarketPrices &prices, Timestamp at);

/// Unrealized profit of one position in account currency.
[[nodiscard]] Result<double> unrealizedOf(
    const AccountBook &book, const std::string &symbol, const MarketPrices &prices);
/// Margin that so many units (of either sign) tie up, in account currency.
[[nodiscard]] Result<double> marginOf(
    const std::string &symbol, Decimal units, const MarketPrices &prices);

} // namespace agora
