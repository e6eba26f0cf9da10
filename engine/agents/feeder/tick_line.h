#pragma once

#include "engine/market/tick_check.h"
#include "engine/model/instrument.h"
#include "engine/protocol/messages.h"

#include <deque>
#include <optional>
#include <vector>

namespace agora {

/// One symbol's ticks on their way through the Feeder: checked, numbered, the last minute kept.
class TickLine {
public:
    static constexpr Duration kept = std::chrono::seconds(60);

    TickLine(const Instrument *instrument, Duration staleAfter);

    /// Somebody wants the ticks: from now on, or after those that are stored already.
    void begin(const protocol::TickRequest &since, Timestamp now);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// The last one there is, for a venue that gives what comes after it.
    [[nodiscard]] protocol::TickRequest since() const;

    /// The good ones of these, numbered; the others are counted. `onFault` is told of the 1st, 2nd,
    /// 4th, 8th … bad one.
    [[nodiscard]] std::vector<Tick> take(const std::vector<Tick> &ticks, bool isCatchUp,
        Timestamp arrival, const std::function<void(TickFault, std::uint64_t count)> &onFault);

    /// The kept ones reach back to (since), so that nothing else is needed to go on from there.
    [[nodiscard]] bool reachesBackTo(const protocol::TickRequest &since) const;
    /// Kept ones after (since); with `earlier`, those first and then what is younger.
    [[nodiscard]] std::vector<Tick> after(
        const protocol::TickRequest &since, std::vector<Tick> earlier = {}) const;
    /// Of ticks from the venue's history those that are older than all that is kept, checked.
    [[nodiscard]] std::vector<Tick> olderThanKept(
        const std::vector<Tick> &ticks, const protocol::TickRequest &since, Timestamp now) const;

    /// While a gap is being filled live ticks wait here.
    std::optional<std::vector<Tick>> held;

    [[nodiscard]] bool isMarketOpen(Timestamp now) const;
    /// Ask it regularly. A line without a first tick is Stale when that took too long.
    [[nodiscard]] PriceFreshness look(Timestamp now);
    [[nodiscard]] PriceFreshness freshness() const { return m_freshness; }
    [[nodiscard]] const TickCheck &check() const { return m_check; }
    [[nodiscard]] std::size_t keptCount() const { return m_kept.size(); }

private:
    const Instrument *m_instrument;
    TickCheckSettings m_settings;
    TickCheck m_check;
    std::deque<Tick> m_kept;
    std::optional<Tick> m_start; ///< where the Router's store ends
    bool m_isOpen = false;
    bool m_mayRepeat = false; ///< a venue begins anew with prices that we may have
    std::optional<Tick> m_beforeCatchUp;
    Timestamp m_waitingSince; ///< for the first tick
    PriceFreshness m_freshness = PriceFreshness::None;
};

[[nodiscard]] bool isAfter(const Tick &tick, const protocol::TickRequest &since);

} // namespace agora
