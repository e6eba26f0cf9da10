#pragma once

#include "engine/model/trading.h"
#include "engine/trading/ledger.h"

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace agora {

/// A part of an open position: one fill, or what is left of it.
struct Lot {
    std::string fillId;
    Decimal units; ///< negative = short
    Decimal price;
    Timestamp time;
    bool operator==(const Lot &) const = default;
};

/// Positions, closed trades and money of one scope: the whole account (owner empty), or one owner
/// in it.
///
/// Positions net: a fill against the position closes its lots first in, first out, each giving a
/// Trade; what is left of the fill opens the other way. The average price is that of the open lots
/// (X20). Identity: the trades' profits minus commission plus financing plus deposits are the
/// balance, to the last digit.
class AccountBook {
public:
    explicit AccountBook(std::string owner = {}) : m_owner(std::move(owner)) {}

    void deposit(Decimal amount, Timestamp at, std::string reference);
    void bookFinancing(Decimal amount, Timestamp at, std::string reference); ///< positive = earned
    /// `rate` = account currency per unit of the quote currency, at the fill. Returns the trades
    /// that it closed.
    std::vector<Trade> apply(const Fill &fill, Decimal rate);

    [[nodiscard]] const std::string &owner() const { return m_owner; }
    [[nodiscard]] const Ledger &ledger() const { return m_ledger; }
    [[nodiscard]] Decimal balance() const { return m_ledger.balance(); }
    [[nodiscard]] const std::vector<Trade> &trades() const { return m_trades; }
    [[nodiscard]] Decimal units(const std::string &symbol) const; ///< negative = short
    /// Of every symbol that was ever traded, flat ones too; `unrealized` is left at 0
    /// (valuation.h).
    [[nodiscard]] std::vector<Position> positions() const;
    [[nodiscard]] Position position(const std::string &symbol) const;
    [[nodiscard]] std::vector<Lot> lots(const std::string &symbol) const; ///< oldest first
    /// Profit in quote currency if all were closed at this price; exact.
    [[nodiscard]] Decimal unrealizedAt(const std::string &symbol, Decimal price) const;

private:
    struct Holding {
        std::deque<Lot> lots;
        Decimal units;
        Decimal cost; ///< sum of units times price of the open lots, with sign
        Decimal realized;
        Timestamp updated;
    };
    Trade closeLot(Holding &holding, const Fill &fill, Decimal units, Decimal rate);
    [[nodiscard]] Position describe(const std::string &symbol, const Holding &holding) const;

    std::string m_owner;
    Ledger m_ledger;
    std::map<std::string, Holding> m_holdings; // by symbol
    std::vector<Trade> m_trades;
};

} // namespace agora
