#pragma once

#include "engine/trading/account_book.h"
#include "engine/trading/market_prices.h"
#include "engine/trading/order_tracker.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace agora {

enum class RiskRule : std::uint8_t {
    Request, ///< malformed
    TradingHalted,
    Instrument,
    Units,
    Price,
    MarketOpen,
    MaxOrderUnits,
    MaxPositionUnits,
    MaxOpenOrders,
    MaxOrdersPerMinute,
    Margin
};
/// The rule's name as it stands in refusals and, where it has a number, in the configuration:
/// `max_order_units`.
[[nodiscard]] std::string_view toString(RiskRule rule);

/// Numbers of the account's limits. 0 orders or 0 units allow none.
struct RiskLimits {
    Decimal maxOrderUnits = 1'000'000;
    Decimal maxPositionUnits
        = 5'000'000; ///< per instrument, orders that still work on the same side included
    int maxOpenOrders = 200;
    int maxOrdersPerMinute = 120;
    bool operator==(const RiskLimits &) const = default;
};

struct Refusal {
    RiskRule rule = RiskRule::Request;
    std::string sentence; ///< for people: begins with the rule's name, has the numbers
};

/// What the gate judges by: all of the account as it is at this instant.
struct RiskView {
    const OrderTracker &orders;
    const AccountBook &account;
    const MarketPrices &prices;
    Timestamp now;
};

/// Judges every order before it leaves. Cancels are never refused, so they do not come here.
class RiskGate {
public:
    explicit RiskGate(RiskLimits limits) : m_limits(limits) {}

    void setLimits(RiskLimits limits) { m_limits = limits; }
    [[nodiscard]] const RiskLimits &limits() const { return m_limits; }
    /// While halted every new order is refused. The reason is shown in the refusals.
    void halt(std::string reason) { m_haltReason = std::move(reason); }
    void resume() { m_haltReason.reset(); }
    [[nodiscard]] bool isHalted() const { return m_haltReason.has_value(); }

    /// The first rule that the order breaks, or nothing: then it counts towards the orders per
    /// minute.
    [[nodiscard]] std::optional<Refusal> judge(const OrderRequest &request, const RiskView &view);

private:
    [[nodiscard]] std::optional<Refusal> judgeFlow(
        const OrderRequest &request, const RiskView &view);
    [[nodiscard]] std::optional<Refusal> judgeSizes(
        const OrderRequest &request, const RiskView &view) const;

    RiskLimits m_limits;
    std::optional<std::string> m_haltReason;
    std::deque<Timestamp> m_accepted; // within the last minute
};

/// Does the order fit its instrument (known, units, prices, market open for a market order)?
/// Nothing = it does.
[[nodiscard]] std::optional<Refusal> judgeInstrument(
    const OrderRequest &request, const Instrument *instrument, Timestamp now);
/// Would the account's free margin stay at or above zero if `request` filled now, at the last
/// prices, after `pending` more units (signed) of its instrument? Orders that only make the
/// position smaller always pass.
[[nodiscard]] std::optional<Refusal> judgeMargin(const OrderRequest &request, Decimal pending,
    const AccountBook &account, const MarketPrices &prices, Timestamp now);

} // namespace agora
