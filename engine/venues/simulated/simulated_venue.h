#pragma once

#include "engine/trading/account_book.h"
#include "engine/trading/market_prices.h"
#include "engine/trading/paper_matcher.h"
#include "engine/venues/simulated/simulated_market.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace agora {

struct SimulatedVenueSettings {
    std::string name = "sim"; ///< fills are called `<name>-<account>-<n>`
    std::string currency = "USD"; ///< of every account
    Decimal deposit = 100'000; ///< what a new account begins with
    Decimal commissionPerUnit; ///< account currency
    int slippagePoints = 0;
};

/// A report and whom to tell.
struct AccountReport {
    std::string account;
    ExecutionReport report;
    bool operator==(const AccountReport &) const = default;
};

/// The simulated venue without its process: a market, and accounts whose orders are filled against
/// it. Whoever drives it takes ticks from the market, publishes them and hands each to `onTick`; an
/// account exists from its first mention.
///
/// To survive a restart, keep what `takeChanges` returns before any report leaves, and give all of
/// it to `importState`. Quotes are not kept: after a restart hand in `market().lastTick(…)` of
/// every symbol first, which also fills what the price has run over meanwhile.
class SimulatedVenue {
public:
    using Reports = PaperMatcher::Reports;

    SimulatedVenue(SimulatedVenueSettings settings, SimulatedMarket market);
    SimulatedVenue(const SimulatedVenue &) = delete; // the matchers ask their account's book
    SimulatedVenue &operator=(const SimulatedVenue &) = delete;

    [[nodiscard]] SimulatedMarket &market() { return m_market; }
    [[nodiscard]] const std::vector<Instrument> &instruments() const
    {
        return m_market.instruments();
    }

    std::vector<AccountReport> onTick(const std::string &symbol, const Tick &tick);
    /// Expires orders when time passes without ticks.
    std::vector<AccountReport> advanceTo(Timestamp now);
    /// As PaperMatcher's, and an order that the account's free margin cannot carry is rejected, at
    /// once or when it triggers.
    Reports submit(const std::string &account, const OrderRequest &request, Timestamp now);
    Reports cancel(const std::string &account, const std::string &orderId, Timestamp now);
    Reports modify(const std::string &account, const ModifyRequest &change, Timestamp now);
    Reports lookUp(const std::string &account, const std::string &orderId, Timestamp now);

    [[nodiscard]] Account account(const std::string &name, Timestamp now);
    /// As netted over the whole account.
    [[nodiscard]] std::vector<Position> positions(const std::string &name, Timestamp now);

    /// All accounts, orders and fills, as lines of text.
    [[nodiscard]] std::string exportState() const;
    /// The lines that came since this was last called, to be appended to what was kept; empty when
    /// nothing did.
    [[nodiscard]] std::string takeChanges();
    /// Replaces all accounts by those in the text: one export, or changes in their order. The error
    /// names the line; nothing is changed then.
    [[nodiscard]] Result<void> importState(std::string_view text);

private:
    struct Holder {
        Holder(const SimulatedVenue &venue, const std::string &name);

        PaperMatcher matcher;
        AccountBook book;
        Decimal deposit;
        Timestamp opened;
        std::vector<std::string> orderIds; ///< in order of arrival
        std::unordered_map<std::string, std::size_t> reportsKept; ///< by order
        std::map<std::string, Decimal> rates; ///< at which each fill was booked
    };
    using Holders = std::map<std::string,
        Holder>; // nodes stay where they are: the matcher's veto points to its holder

    class Reader;

    Holder &holderOf(const std::string &account, Timestamp now);
    void addHolder(
        Holders &holders, const std::string &account, Decimal deposit, Timestamp at) const;
    void settle(const std::string &account, Holder &holder, const Reports &reports);
    void book(Holder &holder, const Fill &fill);
    void keepOrder(const std::string &account, Holder &holder, const PaperOrder &order);
    [[nodiscard]] std::string orderLines(const std::string &account, const Holder &holder,
        const PaperOrder &order, std::size_t firstReport) const;

    SimulatedVenueSettings m_settings;
    SimulatedMarket m_market;
    MarketPrices m_prices;
    std::map<std::string, Decimal>
        m_lastRates; // by symbol: for closing orders when a conversion price is missing
    Holders m_holders;
    std::string m_changes;
};

} // namespace agora
