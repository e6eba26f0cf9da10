#pragma once

#include "engine/model/instrument.h"
#include "engine/model/market_data.h"
#include "engine/trading/conversion_rates.h"

#include <map>
#include <span>
#include <string>

namespace agora {

/// The instruments that can be traded, the last quote of each, and the conversion rates that follow
/// from them.
class MarketPrices {
public:
    MarketPrices(std::string accountCurrency, std::span<const Instrument> instruments);

    /// Ticks of unknown symbols are ignored, and those whose prices are not finite and positive.
    void update(const std::string &symbol, const Tick &tick);

    [[nodiscard]] const Instrument *instrument(const std::string &symbol) const; ///< null = unknown
    [[nodiscard]] const Tick *lastTick(const std::string &symbol) const; ///< null = none came yet
    [[nodiscard]] const ConversionRates &rates() const { return m_rates; }
    /// From the instrument's quote currency to the account's; an error for unknown symbols too.
    [[nodiscard]] Result<double> rateOf(const std::string &symbol) const;
    [[nodiscard]] Result<Decimal> bookingRateOf(const std::string &symbol) const;

private:
    std::map<std::string, Instrument> m_instruments;
    std::map<std::string, Tick> m_lastTicks;
    ConversionRates m_rates;
};

/// A quote's price as money counts it: exact, rounded to the instrument.
[[nodiscard]] Decimal exactPrice(const Instrument &instrument, double price);

} // namespace agora
