#pragma once

#include "engine/model/market_data.h"

#include <cmath>
#include <random>
#include <vector>

namespace agora::test {

/// Bars and ticks as a market makes them: prices are doubles nearest to decimals, mids are means of
/// the bid and ask of single ticks, minutes are missing here and there.
class RandomMarket {
public:
    explicit RandomMarket(std::uint64_t seed, int digits = 5, std::int64_t middle = 110'000)
        : m_random(seed), m_scale(std::pow(10.0, digits)), m_points(middle)
    {}

    [[nodiscard]] std::vector<Tick> ticks(
        std::size_t count, Timestamp at, std::int64_t stepMs = 400)
    {
        std::vector<Tick> all;
        for (std::size_t i = 0; i < count; ++i) {
            at += std::chrono::milliseconds(upTo(stepMs));
            all.push_back(tick(at, all.size() + 1));
        }
        return all;
    }

    /// One a period but for one in `hole`, from `ticksABar` ticks each.
    [[nodiscard]] std::vector<QuoteBar> bars(
        std::size_t count, Timestamp at, Duration length, int ticksABar = 12, int hole = 50)
    {
        std::vector<QuoteBar> all;
        for (; all.size() < count; at += length) {
            if (upTo(hole - 1) == 0)
                at += length * upTo(3);
            all.push_back(bar(at, ticksABar));
        }
        return all;
    }

    [[nodiscard]] std::int64_t upTo(std::int64_t largest)
    {
        return std::uniform_int_distribution<std::int64_t>(0, largest)(m_random);
    }

private:
    Tick tick(Timestamp at, std::uint64_t number)
    {
        m_points += upTo(6) - 3;
        const auto bid = static_cast<double>(m_points) / m_scale;
        const auto ask = static_cast<double>(m_points + 8 + upTo(6)) / m_scale;
        return {.time = at, .bid = bid, .ask = ask, .volume = 0, .number = number};
    }

    QuoteBar bar(Timestamp open, int ticksABar)
    {
        QuoteBar bar{.openTime = open, .flags = BarBackfilled | BarComplete};
        const auto count = 1 + static_cast<std::uint32_t>(upTo(2 * ticksABar));
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto next = tick(open, 1);
            include(bar.bid, next.bid, i == 0);
            include(bar.ask, next.ask, i == 0);
            include(bar.mid, next.mid(), i == 0);
        }
        bar.ticks = count;
        bar.volume = count;
        return bar;
    }

    static void include(Ohlc &side, double price, bool isFirst)
    {
        if (isFirst)
            side = {price, price, price, price};
        side.high = std::max(side.high, price);
        side.low = std::min(side.low, price);
        side.close = price;
    }

    std::mt19937_64 m_random;
    double m_scale;
    std::int64_t m_points;
};

} // namespace agora::test
