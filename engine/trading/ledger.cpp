#include "engine/trading/ledger.h"

#include "engine/base/ensure.h"

namespace agora {

std::string_view toString(LedgerAccount account)
{
    switch (account) {
    case LedgerAccount::Cash:
        return "cash";
    case LedgerAccount::Deposits:
        return "deposits";
    case LedgerAccount::Realized:
        return "realized";
    case LedgerAccount::Commission:
        return "commission";
    case LedgerAccount::Financing:
        return "financing";
    }
    return "?";
}

void Ledger::post(Posting posting)
{
    AGORA_ENSURE(posting.from != posting.to);
    m_totals[static_cast<std::size_t>(posting.from)] -= posting.amount;
    m_totals[static_cast<std::size_t>(posting.to)] += posting.amount;
    m_postings.push_back(std::move(posting));
}

} // namespace agora
