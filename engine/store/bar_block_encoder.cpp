#include "engine/base/crc32c.h"
#include "engine/base/ensure.h"
#include "engine/base/text.h"
#include "engine/store/bar_block.h"
#include "engine/store/decimals.h"
#include "engine/store/number_text.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace agora {

using namespace bar_column;
using number_text::folded;

namespace {

constexpr std::int64_t million = 1'000'000;

std::array<double, 4> fieldsOf(const Ohlc &side)
{
    return {side.open, side.high, side.low, side.close};
}

std::int64_t bitsOf(double value) { return std::bit_cast<std::int64_t>(value); }

template <typename Values>
std::string jsonOf(std::span<const QuoteBar> bars, Values valueOf)
{
    std::string text = "[";
    for (const auto &bar : bars) {
        if (text.size() > 1)
            text += ',';
        const auto value = valueOf(bar);
        if constexpr (std::is_floating_point_v<decltype(value)>)
            text += formatDouble(value);
        else
            text += std::to_string(value);
    }
    return text + "]";
}

} // namespace

const BarBlock &BarBlockEncoder::encode(std::span<const QuoteBar> bars)
{
    AGORA_ENSURE(!bars.empty() && bars.size() <= BarBlock::most);
    m_block = {};
    m_block.firstTime = toNanos(bars.front().openTime);
    m_block.lastTime = toNanos(bars.back().openTime);
    m_block.rows = static_cast<std::int64_t>(bars.size());
    for (auto &text : m_texts)
        text.clear();
    if (!encodeCoded(bars))
        encodePlain(bars);
    const auto isWide = [](char byte) { return static_cast<unsigned char>(byte) >= 0xF0; };
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
        m_block.columns[i] = m_texts[i];
        if (std::any_of(m_texts[i].begin(), m_texts[i].end(), isWide))
            m_block.isWide = 1;
    }
    m_block.checks = checksOf(m_block);
    return m_block;
}

bool BarBlockEncoder::encodeCoded(std::span<const QuoteBar> bars)
{
    return putTimes(bars) && putVolumes(bars) && putPrices(bars) && putMids(bars);
}

bool BarBlockEncoder::put(std::size_t column, const std::vector<std::uint64_t> &numbers)
{
    std::array<std::uint32_t, BarBlock::most> small; // NOLINT: filled before it is read
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] > number_text::largest)
            return false;
        small[i] = static_cast<std::uint32_t>(numbers[i]);
    }
    m_texts[column] = number_text::encode(std::span(small).first(numbers.size()));
    return true;
}

bool BarBlockEncoder::putTimes(std::span<const QuoteBar> bars)
{
    std::int64_t unit = 0;
    for (std::size_t i = 1; i < bars.size(); ++i)
        unit = std::gcd(unit, toNanos(bars[i].openTime) - toNanos(bars[i - 1].openTime));
    m_block.unit = std::max<std::int64_t>(unit, 1);
    m_numbers.clear();
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const auto slot = (toNanos(bars[i].openTime) - m_block.firstTime) / m_block.unit;
        m_numbers.push_back(static_cast<std::uint64_t>(slot) - i);
    }
    return put(Time, m_numbers);
}

bool BarBlockEncoder::putVolumes(std::span<const QuoteBar> bars)
{
    m_prices.clear();
    bool ticksAreVolume = true;
    for (const auto &bar : bars) {
        if (!(bar.volume >= 0))
            return false;
        m_prices.push_back(bar.volume);
        ticksAreVolume = ticksAreVolume && bar.volume == bar.ticks;
    }
    const auto digits = decimals::needed(m_prices);
    if (!digits)
        return false;
    const double scale = decimals::scaleOf(*digits);
    std::vector<std::uint64_t> millions;
    m_numbers.clear();
    for (const double volume : m_prices) {
        const auto whole = decimals::toWhole(volume, scale);
        m_numbers.push_back(static_cast<std::uint64_t>(whole % million));
        millions.push_back(static_cast<std::uint64_t>(whole / million));
    }
    m_block.volumeDigits = *digits;
    m_block.ticksAreVolume = ticksAreVolume ? 1 : 0;
    m_block.flagsBase = bars.front().flags;
    if (!put(Volume, m_numbers) || !put(VolumeMillions, millions))
        return false;
    const auto column = [&](auto valueOf) -> const std::vector<std::uint64_t> & {
        m_numbers.clear();
        for (const auto &bar : bars)
            m_numbers.push_back(valueOf(bar));
        return m_numbers;
    };
    const auto flagsBase = bars.front().flags;
    return (ticksAreVolume || put(Ticks, column([](const QuoteBar &bar) { return bar.ticks; })))
        && put(Revision, column([](const QuoteBar &bar) { return bar.revision; }))
        && put(Flags, column([flagsBase](const QuoteBar &bar) {
               return bar.flags == flagsBase ? 0U : bar.flags + 1U;
           }));
}

bool BarBlockEncoder::putPrices(std::span<const QuoteBar> bars)
{
    m_prices.clear();
    for (const auto &bar : bars) {
        for (const auto *side : {&bar.bid, &bar.ask})
            m_prices.insert(m_prices.end(), {side->open, side->high, side->low, side->close});
    }
    const auto digits = decimals::needed(m_prices);
    if (!digits)
        return false;
    m_block.digits = *digits;
    const double scale = decimals::scaleOf(*digits);
    for (std::size_t field = 0; field < 8; ++field) {
        m_points[field].resize(bars.size());
        for (std::size_t i = 0; i < bars.size(); ++i)
            m_points[field][i] = decimals::toWhole(m_prices[i * 8 + field], scale);
    }
    m_block.base = m_points[3].front();
    m_block.spread = m_points[7].front() - m_block.base;
    const auto column = [&](std::size_t field, auto numberOf) {
        m_numbers.clear();
        for (std::size_t i = 0; i < bars.size(); ++i)
            m_numbers.push_back(numberOf(m_points[field % 4][i], m_points[field][i], i));
        return put(BidOpen + field, m_numbers);
    };
    const auto &close = m_points[3];
    // A high below the close, or a low above it, becomes a huge number, which `put` refuses.
    const bool isBidCoded = column(0, [&](auto, auto open, auto i) {
        return folded(open - close[i]);
    }) && column(1, [&](auto, auto high, auto i) {
        return static_cast<std::uint64_t>(high - close[i]);
    }) && column(2, [&](auto, auto low, auto i) {
        return static_cast<std::uint64_t>(close[i] - low);
    }) && column(3, [&](auto, auto last, auto) { return folded(last - m_block.base); });
    const auto spread = m_block.spread;
    const auto asked = [spread](auto bid, auto ask, auto) { return folded(ask - bid - spread); };
    return isBidCoded && column(4, asked) && column(5, asked) && column(6, asked)
        && column(7, asked);
}

bool BarBlockEncoder::putMids(std::span<const QuoteBar> bars)
{
    constexpr std::array<unsigned, 4> fixShift{4, 0, 2, 6}; // high and low first: they need it
    const double halfScale = 2 * decimals::scaleOf(static_cast<int>(m_block.digits));
    std::vector<std::uint64_t> fixes(bars.size(), 0);
    for (std::size_t field = 0; field < 4; ++field) {
        m_numbers.clear();
        for (std::size_t i = 0; i < bars.size(); ++i) {
            const double bid = fieldsOf(bars[i].bid)[field];
            const double mean = (bid + fieldsOf(bars[i].ask)[field]) / 2;
            const double mid = fieldsOf(bars[i].mid)[field];
            if (!(std::abs(mid * halfScale) < decimals::largest))
                return false;
            const double halves = decimals::rounded(mid * halfScale);
            const auto residue
                = static_cast<std::int64_t>(halves) - m_points[field][i] - m_points[field + 4][i];
            m_numbers.push_back(folded(residue));
            const auto fix = folded(bitsOf(mid) - bitsOf(residue == 0 ? mean : halves / halfScale));
            if (fix > 3)
                return false;
            fixes[i] |= fix << fixShift[field];
        }
        if (!put(MidOpen + field, m_numbers))
            return false;
    }
    return put(MidFix, fixes);
}

void BarBlockEncoder::encodePlain(std::span<const QuoteBar> bars)
{
    m_block.unit = 1;
    m_block.digits = BarBlock::plain;
    m_block.volumeDigits = m_block.base = m_block.spread = 0;
    m_block.flagsBase = m_block.ticksAreVolume = 0;
    for (auto &text : m_texts)
        text.clear();
    m_texts[Time] = jsonOf(bars, [](const QuoteBar &bar) { return toNanos(bar.openTime); });
    m_texts[Volume] = jsonOf(bars, [](const QuoteBar &bar) { return bar.volume; });
    m_texts[Ticks] = jsonOf(bars, [](const QuoteBar &bar) { return bar.ticks; });
    m_texts[Revision] = jsonOf(bars, [](const QuoteBar &bar) { return bar.revision; });
    m_texts[Flags] = jsonOf(bars, [](const QuoteBar &bar) { return bar.flags; });
    for (std::size_t field = 0; field < 4; ++field) {
        const auto put = [&](std::size_t first, auto side) {
            m_texts[first + field]
                = jsonOf(bars, [&](const QuoteBar &bar) { return fieldsOf(side(bar))[field]; });
        };
        put(BidOpen, [](const QuoteBar &bar) { return bar.bid; });
        put(AskOpen, [](const QuoteBar &bar) { return bar.ask; });
        put(MidOpen, [](const QuoteBar &bar) { return bar.mid; });
    }
}

std::array<std::int64_t, 4> checksOf(const BarBlock &block)
{
    const auto check = [&block](std::size_t from, std::size_t to, std::uint32_t seed) {
        for (auto i = from; i < to; ++i) {
            // The length goes in, or bytes could move between columns unseen.
            const auto size = static_cast<std::uint64_t>(block.columns[i].size());
            seed = crc32c(std::as_bytes(std::span(&size, 1)), seed);
            seed = crc32c(std::as_bytes(std::span(block.columns[i])), seed);
        }
        return std::int64_t{seed};
    };
    const std::array<std::int64_t, 11> head{block.firstTime, block.lastTime, block.rows, block.unit,
        block.digits, block.volumeDigits, block.base, block.spread, block.flagsBase,
        block.ticksAreVolume, block.isWide};
    return {check(Time, BidOpen, crc32c(std::as_bytes(std::span(head)))),
        check(BidOpen, AskOpen, 0), check(AskOpen, MidOpen, 0), check(MidOpen, Count, 0)};
}

} // namespace agora
