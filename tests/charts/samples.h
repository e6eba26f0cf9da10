#pragma once

#include "engine/base/random.h"
#include "engine/model/bar_series.h"
#include "engine/model/instrument.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace agora::tests {

inline Instrument euroDollar()
{
    Instrument instrument;
    instrument.symbol = "EUR_USD";
    instrument.name = "Euro / US Dollar";
    instrument.base = "EUR";
    instrument.quote = "USD";
    return instrument;
}

/// A random walk with a spread, five-minute bars from Monday 2026-01-12 on, without the weekends.
inline std::vector<QuoteBar> sampleBars(
    std::uint64_t seed, std::size_t count, Period period = Period::minutes(5))
{
    Random random(seed);
    std::vector<QuoteBar> bars;
    bars.reserve(count);
    const std::int64_t hour = 3'600'000'000'000;
    std::int64_t time = toNanos(*parseIso("2026-01-12T00:00:00Z"));
    double price = 1.0850;
    double drift = 0;
    while (bars.size() < count) {
        const auto hourOfWeek = (time / hour + 72) % 168; // 1970-01-01 was a Thursday
        if (hourOfWeek >= 118 && hourOfWeek < 166) { // Friday 22:00 to Sunday 22:00
            time += hour;
            continue;
        }
        drift = 0.97 * drift + (random.uniform() - 0.5) * 0.00006;
        Ohlc mid;
        mid.open = price;
        mid.close = price + drift + (random.uniform() - 0.5) * 0.0005;
        mid.high = std::max(mid.open, mid.close) + random.uniform() * 0.0002;
        mid.low = std::min(mid.open, mid.close) - random.uniform() * 0.0002;
        price = mid.close;
        const auto shifted = [&](double by) {
            return Ohlc{mid.open + by, mid.high + by, mid.low + by, mid.close + by};
        };
        bars.push_back({.openTime = fromNanos(time),
            .bid = shifted(-0.00005),
            .ask = shifted(0.00005),
            .mid = mid,
            .volume = std::floor(50 + random.uniform() * 400 + 4e5 * (mid.high - mid.low)),
            .ticks = 1,
            .revision = 0,
            .flags = BarLive | BarComplete});
        time += period.nominal().count();
    }
    return bars;
}

} // namespace agora::tests
