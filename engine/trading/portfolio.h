#pragma once

#include "engine/trading/account_book.h"

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

namespace agora {

/// What a fill closed: trades of its owner, and trades of the account as the venue sees them.
struct BookedFill {
    bool isNew = false; ///< false: the fill was counted before, nothing moved
    std::vector<Trade> ownerTrades;
    std::vector<Trade> accountTrades; ///< owner empty
};

/// The account's book and beside it one book for each owner (brain or `manual`). Every fill goes
/// into both: owners net only with themselves, the account nets over all. So when two owners stand
/// against each other their sums can differ from the account's in what is realized and what is
/// still open, never in the two together (at one price).
class Portfolio {
public:
    void deposit(Decimal amount, Timestamp at, std::string reference);
    void bookFinancing(
        const std::string &owner, Decimal amount, Timestamp at, const std::string &reference);
    /// Counts a fill once by its id. `rate` as in AccountBook::apply.
    BookedFill apply(const Fill &fill, Decimal rate);

    [[nodiscard]] const AccountBook &account() const { return m_account; }
    [[nodiscard]] const AccountBook *owner(const std::string &name) const; ///< null = never filled
    [[nodiscard]] std::vector<std::string> owners() const;

private:
    AccountBook &bookOf(const std::string &owner);

    AccountBook m_account;
    std::map<std::string, AccountBook> m_owners;
    std::unordered_set<std::string> m_fills;
};

} // namespace agora
