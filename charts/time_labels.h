#pragma once

#include "engine/base/zone.h"
#include "engine/model/period.h"

#include <QString>

#include <cstdint>
#include <span>
#include <vector>

namespace agora::charts {

/// A label of the time axis under one bar.
struct TimeLabel {
    std::size_t bar = 0; ///< counted from the oldest
    QString text;
    bool isMajor = false; ///< the first of a day, month or year, which carries the bigger unit

    bool operator==(const TimeLabel &) const = default;
};

struct TimeAxisView {
    std::span<const std::int64_t> times; ///< open times of all bars
    double first = 0; ///< bars in view
    double last = 0;
    double pixelsPerBar = 1;
    double labelPixels = 60; ///< smallest distance between two labels
};

/// `14:30` → `15 Jan` → `Jan 2026` → `2026`, as coarse as the room asks for. Bars lie at equal
/// distances, so a step of time may be missing (weekend) and the first bar after it takes the
/// label. Bars between two edges of a step get one label with all of the time.
[[nodiscard]] std::vector<TimeLabel> timeLabels(
    const TimeAxisView &view, Period period, const Zone &zone);

/// A label of an axis where time itself is the distance.
struct InstantLabel {
    Timestamp at;
    QString text;
    bool isMajor = false;

    bool operator==(const InstantLabel &) const = default;
};
[[nodiscard]] std::vector<InstantLabel> instantLabels(
    Timestamp first, Timestamp last, double pixels, double labelPixels, const Zone &zone);

/// Wall-clock instant that stands for a bar: bars of a day and longer open on the evening before
/// their trading date.
[[nodiscard]] LocalTime labelTime(Timestamp openTime, Period period, const Zone &zone);
/// `2026-01-15 13:05`; `Thu 2026-01-15` for bars of a day and longer; with seconds for bars shorter
/// than a minute.
[[nodiscard]] QString fullTimeText(Timestamp openTime, Period period, const Zone &zone);
/// `04:12`, `1:04:12`, `2d 03h`.
[[nodiscard]] QString countdownText(Duration left);

} // namespace agora::charts
