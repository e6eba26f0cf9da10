#pragma once

#include "engine/base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace agora {

using Duration = std::chrono::nanoseconds;
/// An instant, nanoseconds since 1970-01-01T00:00:00 UTC. Zones appear only at the edges.
using Timestamp = std::chrono::sys_time<Duration>;

constexpr std::int64_t toNanos(Timestamp at) { return at.time_since_epoch().count(); }
constexpr Timestamp fromNanos(std::int64_t nanos) { return Timestamp{Duration{nanos}}; }

/// `2020-01-01T22:00:00.065Z`; as many decimals of the second as asked for (0, 3, 6 or 9).
[[nodiscard]] std::string formatIso(Timestamp at, int decimals = 3);

/// Reads `2020-01-01T22:00:00.065Z`, `2020-01-01 22:00:00.065+00:00`, `2020-01-01` (midnight UTC).
/// A text without a zone is UTC. Up to nine decimals. Errors name the text.
[[nodiscard]] Result<Timestamp> parseIso(std::string_view text);

/// `90s`, `5m`, `250ms`, `1h`, `2d`; errors name the text.
[[nodiscard]] Result<Duration> parseDuration(std::string_view text);

} // namespace agora
