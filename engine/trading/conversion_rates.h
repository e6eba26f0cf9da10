#pragma once

#include "engine/base/decimal.h"
#include "engine/base/result.h"

#include <map>
#include <string>
#include <utility>

namespace agora {

/// How many units of the account's currency one unit of another is worth, from the last mids of the
/// pairs that were seen: the pair itself, its inverse, or two of them by way of USD.
class ConversionRates {
public:
    explicit ConversionRates(std::string accountCurrency) : m_currency(std::move(accountCurrency))
    {}

    /// One `base` costs `mid` of `quote`; must be positive.
    void update(const std::string &base, const std::string &quote, double mid);

    [[nodiscard]] const std::string &accountCurrency() const { return m_currency; }
    /// 1 for the account's own currency. The error names the pairs that would do.
    [[nodiscard]] Result<double> rate(const std::string &from) const;
    /// The same to nine decimals, for bookings.
    [[nodiscard]] Result<Decimal> bookingRate(const std::string &from) const;

private:
    [[nodiscard]] double pairRate(const std::string &from, const std::string &to) const; // 0 = none

    std::string m_currency;
    std::map<std::pair<std::string, std::string>, double> m_mids; // by base and quote
};

} // namespace agora
