#pragma once

#include "engine/base/decimal.h"
#include "engine/base/time.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// Cash is what the account holds; the others say where it came from (they run negative) or went.
enum class LedgerAccount : std::uint8_t { Cash, Deposits, Realized, Commission, Financing };
[[nodiscard]] std::string_view toString(LedgerAccount account);

/// Money that moved from one account to another; negative amounts move backwards.
struct Posting {
    Timestamp time;
    LedgerAccount from = LedgerAccount::Cash;
    LedgerAccount to = LedgerAccount::Cash;
    Decimal amount;
    std::string reference; ///< trade, fill or reason
    bool operator==(const Posting &) const = default;
};

/// Double-entry book-keeping in one currency: every posting takes from one account what it gives to
/// another, so all totals together are always zero.
class Ledger {
public:
    void post(Posting posting);

    [[nodiscard]] Decimal total(LedgerAccount account) const
    {
        return m_totals[static_cast<std::size_t>(account)];
    }
    [[nodiscard]] Decimal balance() const { return total(LedgerAccount::Cash); }
    [[nodiscard]] Decimal deposits() const { return -total(LedgerAccount::Deposits); }
    [[nodiscard]] Decimal realized() const { return -total(LedgerAccount::Realized); }
    [[nodiscard]] Decimal commission() const { return total(LedgerAccount::Commission); } ///< paid
    [[nodiscard]] Decimal financing() const { return -total(LedgerAccount::Financing); } ///< earned
    [[nodiscard]] const std::vector<Posting> &postings() const { return m_postings; }

private:
    std::array<Decimal, 5> m_totals;
    std::vector<Posting> m_postings;
};

} // namespace agora
