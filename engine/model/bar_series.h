#pragma once

#include "engine/model/market_data.h"

#include <cstddef>
#include <memory>
#include <span>

namespace agora {

/// One bar of a series, seen from one side.
struct Bar {
    Timestamp time; ///< open time
    double open = 0;
    double high = 0;
    double low = 0;
    double close = 0;
    double volume = 0;
    bool operator==(const Bar &) const = default;
};

/// Columns of one chosen side, oldest first, that are views into a larger buffer: a new bar is
/// written at the next free place and the view moves; all is copied only when the buffer is full.
/// `series[0]` is the newest bar, `series[1]` the one before.
///
/// A copy of a series is a view of the same buffer: it costs nothing, keeps the buffer alive, and
/// its forming bar changes in place while the owner updates it. `snapshot()` copies. The first of
/// them to append goes on in the shared buffer, any other gets one of its own.
class BarSeries {
public:
    BarSeries() : BarSeries("", Period{}, PriceSide::Mid) {}
    BarSeries(std::string symbol, Period period, PriceSide side, std::size_t capacity = 1024);

    [[nodiscard]] const std::string &symbol() const { return m_symbol; }
    [[nodiscard]] Period period() const { return m_period; }
    [[nodiscard]] PriceSide side() const { return m_side; }
    [[nodiscard]] std::size_t size() const { return m_count; }
    [[nodiscard]] bool empty() const { return m_count == 0; }
    /// The newest bar may still change.
    [[nodiscard]] bool isForming() const;

    /// `back` 0 is the newest; must be smaller than size().
    [[nodiscard]] Bar operator[](std::size_t back) const;

    [[nodiscard]] std::span<const std::int64_t> times() const; ///< open times, ns UTC
    [[nodiscard]] std::span<const double> open() const;
    [[nodiscard]] std::span<const double> high() const;
    [[nodiscard]] std::span<const double> low() const;
    [[nodiscard]] std::span<const double> close() const;
    [[nodiscard]] std::span<const double> volume() const;

    enum class Change { Appended, UpdatedNewest, CorrectedOlder, Ignored };
    /// A newer open time is appended, a known one replaces its bar, an unknown older one is
    /// ignored.
    Change apply(const QuoteBar &bar);
    /// Places for bars behind the newest, for who has whole columns of them (the store).
    struct Room {
        std::int64_t *times = nullptr;
        double *open = nullptr;
        double *high = nullptr;
        double *low = nullptr;
        double *close = nullptr;
        double *volume = nullptr;
    };
    /// `count` places; their content is arbitrary until the caller has written it.
    [[nodiscard]] Room room(std::size_t count);
    /// The first `count` of those places hold complete bars now, ascending and newer than all.
    void appended(std::size_t count);
    void clear();
    /// Forgets the oldest bars beyond `count`.
    void keepLast(std::size_t count);

    /// A view of the newest `count` (all when fewer).
    [[nodiscard]] BarSeries last(std::size_t count) const;
    [[nodiscard]] BarSeries snapshot() const; ///< a copy with a buffer of its own
    /// Position of the bar that holds `at` counted from the oldest; size() when `at` is before the
    /// first.
    [[nodiscard]] std::size_t indexOf(Timestamp at) const;

private:
    struct Buffer;
    [[nodiscard]] const double *column(std::size_t which) const;
    void write(std::size_t position, const QuoteBar &bar);
    void makeRoom();
    void moveTo(std::size_t capacity);

    std::string m_symbol;
    Period m_period;
    PriceSide m_side;
    std::shared_ptr<Buffer> m_buffer; // shared with every view, which must outlive the owner
    std::size_t m_first = 0;
    std::size_t m_count = 0;
};

} // namespace agora
