#pragma once

#include "engine/model/instrument.h"
#include "engine/model/market_data.h"
#include "engine/model/trading.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace agora {

struct PaperSettings {
    std::string venue = "paper"; ///< fills are called `<venue>-<n>`
    Decimal commissionPerUnit; ///< account currency, for each unit of every fill
    int slippagePoints = 0; ///< against the trader, on market and stop fills (X11)
};

/// An order with everything that was ever reported of it; the last report is its state.
struct PaperOrder {
    OrderRequest request;
    std::string entryId; ///< of an attached exit: the order it hangs on; else empty
    std::vector<ExecutionReport> reports;
    bool operator==(const PaperOrder &) const = default;
};

/// All a matcher needs to go on after a restart.
struct PaperState {
    std::vector<PaperOrder> orders; ///< in order of arrival
    std::uint64_t nextFill = 1;
    bool operator==(const PaperState &) const = default;
};

/// Fills orders of one account against quotes, tick by tick (X24): buys at the ask, sells at the
/// bid, oldest order first.
///
/// What is marketable against the last quote fills when it arrives; the rest is tried at each tick.
/// Attached exits start with the tick after their entry's fill, cancel one another, and only ever
/// close: they take at most what their owner's position still has, and go when it is flat or
/// turned. Time comes in with every call and must not run back.
class PaperMatcher {
public:
    using Reports = std::vector<ExecutionReport>;
    /// Asked before every fill that is not an exit: a reason makes the order Rejected.
    using Veto = std::function<std::optional<std::string>(const OrderRequest &, Decimal price)>;

    PaperMatcher(PaperSettings settings, std::span<const Instrument> instruments);
    void setVeto(Veto veto) { m_veto = std::move(veto); }

    /// An id that is known is not executed again: all its reports are repeated.
    Reports submit(const OrderRequest &request, Timestamp now);
    /// An order that is final already answers with its last report, an unknown one as in `lookUp`.
    Reports cancel(const std::string &orderId, Timestamp now);
    /// New terms for an order that works; what is marketable with them fills at once. Terms that it
    /// cannot have change nothing: the answer is its last report. An order that is final already
    /// and an unknown one answer as in `cancel`.
    Reports modify(const ModifyRequest &change, Timestamp now);
    /// All reports of the order. An unknown id is Rejected, and stays so should it arrive later.
    Reports lookUp(const std::string &orderId, Timestamp now);
    Reports onTick(const std::string &symbol, const Tick &tick);
    /// Expires good-till-date orders whose time has come without a tick.
    Reports advanceTo(Timestamp now);

    [[nodiscard]] Decimal position(const std::string &owner, const std::string &symbol) const;
    [[nodiscard]] const PaperOrder *find(const std::string &orderId) const; ///< null = never seen
    [[nodiscard]] PaperState snapshot() const;
    /// Replaces everything but the settings; quotes are forgotten.
    void restore(PaperState state);

private:
    struct Quote {
        const Instrument *instrument;
        Tick tick;
        Timestamp at; ///< when the fill happens
    };

    std::size_t insert(PaperOrder order);
    [[nodiscard]] bool isWorking(std::size_t index) const { return m_working.count(index) > 0; }
    void report(std::size_t index, OrderState state, Timestamp at, Reports &out,
        std::string reason = {}, std::optional<Fill> fill = {});
    void take(std::size_t index, ExecutionReport said, Reports &out);
    void accept(std::size_t index, Timestamp now, Reports &out);
    void execute(std::size_t index, const Quote &quote, Reports &out);
    Fill makeFill(const OrderRequest &request, Decimal units, Decimal price, Timestamp at);
    void activateExits(const OrderRequest &entry, const Fill &fill, Reports &out);
    void cancelSiblings(
        const std::string &entryId, const std::string &cause, Timestamp at, Reports &out);
    void cancelIdleExits(const OrderRequest &cause, Timestamp at, Reports &out);
    [[nodiscard]] Decimal closableUnits(const OrderRequest &exit) const;
    [[nodiscard]] std::optional<Quote> quoteOf(const std::string &symbol, Timestamp now) const;
    [[nodiscard]] Decimal fillPrice(const OrderRequest &request, const Quote &quote) const;

    PaperSettings m_settings;
    std::map<std::string, Instrument> m_instruments;
    Veto m_veto;
    std::deque<PaperOrder> m_orders;
    std::unordered_map<std::string, std::size_t> m_indexOfId;
    std::set<std::size_t> m_working; // indices, so oldest first
    std::map<std::pair<std::string, std::string>, Decimal> m_positions; // by owner and symbol
    std::map<std::string, Tick> m_lastTicks;
    std::uint64_t m_nextFill = 1;
};

} // namespace agora
