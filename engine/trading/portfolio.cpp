#include "engine/trading/portfolio.h"

namespace agora {

AccountBook &Portfolio::bookOf(const std::string &owner)
{
    return m_owners.try_emplace(owner, owner).first->second;
}

void Portfolio::deposit(Decimal amount, Timestamp at, std::string reference)
{
    m_account.deposit(amount, at, std::move(reference));
}

void Portfolio::bookFinancing(
    const std::string &owner, Decimal amount, Timestamp at, const std::string &reference)
{
    m_account.bookFinancing(amount, at, reference);
    bookOf(owner).bookFinancing(amount, at, reference);
}

BookedFill Portfolio::apply(const Fill &fill, Decimal rate)
{
    if (!m_fills.insert(fill.id).second)
        return {};
    BookedFill booked;
    booked.isNew = true;
    booked.accountTrades = m_account.apply(fill, rate);
    booked.ownerTrades = bookOf(fill.owner).apply(fill, rate);
    return booked;
}

const AccountBook *Portfolio::owner(const std::string &name) const
{
    const auto found = m_owners.find(name);
    return found == m_owners.end() ? nullptr : &found->second;
}

std::vector<std::string> Portfolio::owners() const
{
    std::vector<std::string> names;
    for (const auto &[name, book] : m_owners)
        names.push_back(name);
    return names;
}

} // namespace agora
