#pragma once

#include "engine/base/zone.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// One stretch of every week on the zone's wall clock: minutes since Sunday 00:00, [open, close).
/// A stretch that runs over Saturday's end closes beyond 10080.
struct TradingSession {
    int openMinute = 0; ///< 0 … 10079
    int closeMinute = 0; ///< at most one week later
    bool operator==(const TradingSession &) const = default;
};

/// A date: of one year, of every year, or one that moves with weekdays or with Easter.
struct DateRule {
    enum class Kind { Date, NthWeekday, Easter };
    Kind kind = Kind::Date;
    int year = 0; ///< 0 = every year
    unsigned month = 1;
    unsigned day = 1; ///< of Date
    unsigned weekday = 0; ///< of NthWeekday, 0 = Sunday
    int nth = 1; ///< of NthWeekday: 1 … 5, or -1 = the month's last
    int offset = 0; ///< of Easter: days after Easter Sunday

    /// The rule's date in `year`; nothing in years that it does not mean (29 February, a 5th
    /// Monday).
    [[nodiscard]] std::optional<std::chrono::local_days> in(int year) const;
    bool operator==(const DateRule &) const = default;
};

/// Closed although the week's sessions say open: a holiday, an early close, a late opening.
/// [from, to) on the zone's wall clock; when `to` comes before `from` it means the next year's.
struct TradingClosure {
    DateRule from;
    int fromMinute = 0; ///< of that day, 0 … 1440
    DateRule to;
    int toMinute = 1'440;
    bool operator==(const TradingClosure &) const = default;
};

/// What trading hours are made of.
struct TradingSchedule {
    std::string name; ///< `fx`, `us-futures`
    std::string zone; ///< IANA
    std::vector<TradingSession> sessions;
    std::vector<TradingClosure> closures;
    bool operator==(const TradingSchedule &) const = default;
};

/// `Sun 17:00 - Fri 17:00` (one stretch) or `Mon-Fri 09:30-16:00` (each of these days; an end that
/// is not after the start is the next day's). The error names the text.
[[nodiscard]] Result<std::vector<TradingSession>> parseSessions(std::string_view text);
/// `2026-12-25` or `12-25` (the whole date, of one year or of every one), `4th Thu of Nov`,
/// `last Mon of May`, `Good Friday`, `Maundy Thursday`, `Easter Monday`; with a part of the day:
/// `12-24 13:00 - 24:00`; over midnight: `12-24 17:00 - 12-25 18:00`. The error names the text.
[[nodiscard]] Result<TradingClosure> parseClosure(std::string_view text);
[[nodiscard]] std::string toText(const TradingSession &session); ///< as parseSessions reads it
[[nodiscard]] std::string toText(const TradingClosure &closure); ///< as parseClosure reads it

/// When an instrument trades. A small value: schedules are kept, each once, for the whole run.
class TradingHours {
public:
    static const TradingHours FxWeek; ///< Sunday 17:00 to Friday 17:00 New York, every week
    static const TradingHours AlwaysOpen;

    constexpr TradingHours() = default; ///< FxWeek
    /// Checks the zone, that there is a session, and that sessions do not overlap. The error names
    /// the schedule and what is wrong.
    [[nodiscard]] static Result<TradingHours> make(TradingSchedule schedule);
    /// Built in: `fx-week` (FxWeek), `always`, `fx` (FxWeek with Christmas and New Year),
    /// `us-futures` (CME's week with its daily break and holidays). Null when unknown.
    [[nodiscard]] static const TradingHours *find(std::string_view name);
    [[nodiscard]] static std::vector<std::string> builtInNames();

    [[nodiscard]] const TradingSchedule &schedule() const;
    [[nodiscard]] const std::string &name() const { return schedule().name; }
    [[nodiscard]] constexpr bool isAlwaysOpen() const { return m_kind == Kind::Always; }
    /// Closed whenever FxWeek is, but for closures: its week has a weekend.
    [[nodiscard]] bool hasWeekend() const;
    /// FxWeek or AlwaysOpen: no closures, no breaks.
    [[nodiscard]] constexpr bool isPlain() const { return m_kind != Kind::Schedule; }
    constexpr bool operator==(const TradingHours &) const = default;

    struct Kept; ///< a schedule, made ready

private:
    friend bool isOpen(const TradingHours &, Timestamp);
    friend Timestamp nextOpen(const TradingHours &, Timestamp);
    friend Timestamp nextClose(const TradingHours &, Timestamp);
    enum class Kind : unsigned char { FxWeek, Always, Schedule };
    constexpr explicit TradingHours(Kind kind, const Kept *kept = nullptr)
        : m_kind(kind), m_kept(kept)
    {}

    Kind m_kind = Kind::FxWeek;
    const Kept *m_kept = nullptr;
};

inline constexpr TradingHours TradingHours::FxWeek{TradingHours::Kind::FxWeek};
inline constexpr TradingHours TradingHours::AlwaysOpen{TradingHours::Kind::Always};

/// Open at this instant?
[[nodiscard]] bool isOpen(const TradingHours &hours, Timestamp at);
/// The first open instant at or after `at`; Timestamp::max() when closures leave none in 400 days.
[[nodiscard]] Timestamp nextOpen(const TradingHours &hours, Timestamp at);
/// The first closed instant at or after `at`; Timestamp::max() when there is none.
[[nodiscard]] Timestamp nextClose(const TradingHours &hours, Timestamp at);

} // namespace agora
