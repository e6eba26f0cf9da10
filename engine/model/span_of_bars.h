#pragma once

#include "engine/model/period.h"

#include <algorithm>

namespace agora {

/// What so many bars take, about; at most a century or one bar, so that times can be counted on
/// from there (nanoseconds in 64 bits hold 292 years, 50,000 months are 4,000).
[[nodiscard]] inline Duration spanOfBars(Period period, std::int64_t bars)
{
    constexpr Duration century = std::chrono::hours(24 * 36'525);
    const auto one = period.nominal();
    return one * std::min<std::int64_t>(bars, std::max<std::int64_t>(1, century / one));
}

} // namespace agora
