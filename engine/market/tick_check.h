#pragma once

#include "engine/model/market_data.h"

#include <array>
#include <cstdint>
#include <optional>

namespace agora {

/// Why a tick was dropped.
enum class TickFault {
    NotFinite,
    NotPositive,
    RunsBack, ///< older than the last one
    TooFarAhead, ///< later than the clock allows: it would make every later tick run back
    Repeated ///< its number was seen already
};
[[nodiscard]] std::string_view toString(TickFault fault);

struct TickCheckSettings {
    Duration staleAfter = std::chrono::seconds{10}; ///< silence while the market is open
    Duration mostAhead = std::chrono::minutes{1}; ///< of a tick's time before its arrival
};

enum class PriceFreshness {
    None, ///< no tick yet
    Fresh,
    Stale, ///< silent for too long while the market is open
    Closed ///< silent, as it should be
};

/// What the Feeder does with each tick of one instrument: refuses what is wrong, marks what is odd,
/// numbers what is left.
class TickCheck {
public:
    /// Goes on after `last`, the tick stored last, where there is one.
    explicit TickCheck(TickCheckSettings settings = {}, const std::optional<Tick> &last = {});

    /// Empty: the tick is good; TickCrossed is set or cleared, and a number is given where the
    /// source has none. Otherwise the tick must be dropped; it was counted.
    [[nodiscard]] std::optional<TickFault> admit(Tick &tick, Timestamp arrival);

    /// Ask it regularly: silence counts from the last tick, or from when the market was last found
    /// closed.
    [[nodiscard]] PriceFreshness freshness(Timestamp now, bool isMarketOpen);
    [[nodiscard]] const std::optional<Tick> &last() const { return m_last; }
    [[nodiscard]] std::uint64_t admitted() const { return m_admitted; }
    [[nodiscard]] std::uint64_t crossed() const { return m_crossed; }
    [[nodiscard]] std::uint64_t dropped(TickFault fault) const;
    [[nodiscard]] std::uint64_t dropped() const;
    /// Ticks that the source numbered and that never came.
    [[nodiscard]] std::uint64_t missing() const { return m_missing; }

private:
    [[nodiscard]] std::optional<TickFault> faultOf(const Tick &tick, Timestamp arrival) const;

    TickCheckSettings m_settings;
    std::optional<Tick> m_last;
    Timestamp m_quietSince;
    bool m_hasArrived = false;
    std::array<std::uint64_t, 5> m_dropped{};
    std::uint64_t m_admitted = 0;
    std::uint64_t m_crossed = 0;
    std::uint64_t m_missing = 0;
};

} // namespace agora
