#include "engine/protocol/bar_columns_form.h"

#include <utility>

namespace agora::protocol {

using namespace bar_columns;

namespace {

class Packer {
public:
    Packer(std::span<const QuoteBar> bars, PackedBars &to) : m_bars(bars), m_to(to), m_has(to.sides)
    {}

    /// False when the bars are no multiples of the unit or of the digits.
    [[nodiscard]] bool pack()
    {
        m_to.columns.clear();
        m_to.columns.reserve(m_bars.size() * (m_to.sides == BarSides::All ? 16 : 8));
        if (!setBases())
            return false;
        m_close = m_to.base;
        for (std::size_t at = 0; at < m_bars.size(); at += rowsAGroup) {
            m_first = at;
            m_rows = std::min(rowsAGroup, m_bars.size() - at);
            if (!packGroup())
                return false;
        }
        return true;
    }

private:
    [[nodiscard]] bool setBases()
    {
        const auto &bar = m_bars.front();
        std::int64_t ask = 0;
        const auto close = (bar.*m_has.first()).close;
        const bool isMidAlone = m_to.sides == BarSides::Mid;
        if (!toPoints(close, isMidAlone ? 2.0 : 1.0, m_to.base, nullptr))
            return false;
        m_to.spread = 0;
        if (m_to.sides != BarSides::All)
            return true;
        if (!toPoints(bar.ask.close, 1, ask, nullptr))
            return false;
        m_to.spread = point(word(ask) - word(m_to.base));
        return true;
    }

    [[nodiscard]] bool packGroup() { return putTimes() && putVolumes() && putRest() && putSides(); }

    template <typename NumberOf>
    void put(NumberOf numberOf)
    {
        std::uint64_t all = 0;
        for (std::size_t i = 0; i < m_rows; ++i) {
            m_numbers[i] = numberOf(i);
            all |= m_numbers[i];
        }
        const std::uint8_t width = all == 0 ? 0
            : all <= UINT8_MAX              ? 1
            : all <= UINT16_MAX             ? 2
            : all <= UINT32_MAX             ? 4
                                            : 8;
        m_to.columns.push_back(width);
        const auto before = m_to.columns.size();
        m_to.columns.resize(before + m_rows * width);
        auto *to = m_to.columns.data() + before;
        if (width == 1)
            return write<std::uint8_t>(to);
        if (width == 2)
            return write<std::uint16_t>(to);
        if (width == 4)
            return write<std::uint32_t>(to);
        if (width == 8)
            return write<std::uint64_t>(to);
    }

    template <typename Word>
    void write(std::uint8_t *to) const
    {
        for (std::size_t i = 0; i < m_rows; ++i) {
            const auto narrow = static_cast<Word>(m_numbers[i]);
            std::memcpy(to + i * sizeof(Word), &narrow, sizeof(Word));
        }
    }

    [[nodiscard]] const QuoteBar &bar(std::size_t row) const { return m_bars[m_first + row]; }

    [[nodiscard]] bool putTimes()
    {
        bool isWhole = true;
        const auto unit = word(m_to.unit);
        put([&](std::size_t i) -> std::uint64_t {
            if (m_first + i == 0)
                return 0;
            const auto step
                = word(toNanos(bar(i).openTime)) - word(toNanos(m_bars[m_first + i - 1].openTime));
            if (step == unit)
                return 0;
            isWhole = isWhole && step % unit == 0;
            return step / unit - 1;
        });
        return isWhole;
    }

    [[nodiscard]] bool putVolumes()
    {
        if (m_to.volumeDigits == PackedBars::bits) {
            put([&](std::size_t i) { return bitsOf(bar(i).volume); });
            return true;
        }
        bool isWhole = true;
        const double scale = scaleOf(m_to.volumeDigits);
        put([&](std::size_t i) {
            const double volume = bar(i).volume;
            const bool fits = std::abs(volume * scale) < largest;
            const double number = fits ? rounded(volume * scale) : 0;
            isWhole = isWhole && fits && bitsOf(number / scale) == bitsOf(volume);
            m_volumes[i] = static_cast<std::int64_t>(number);
            return folded(word(m_volumes[i]));
        });
        return isWhole;
    }

    [[nodiscard]] bool putRest()
    {
        const bool refersToVolume = m_to.volumeDigits != PackedBars::bits;
        put([&](std::size_t i) {
            return folded(bar(i).ticks - (refersToVolume ? word(m_volumes[i]) : 0));
        });
        put([&](std::size_t i) { return std::uint64_t{bar(i).revision}; });
        put([&](std::size_t i) {
            const auto before = std::exchange(m_flags, bar(i).flags);
            return std::uint64_t{before} ^ bar(i).flags;
        });
        return true;
    }

    /// `fix` may be null when the price must be a whole number of points.
    [[nodiscard]] bool toPoints(
        double price, double unit, std::int64_t &points, std::uint64_t *fix) const
    {
        if (m_to.digits == PackedBars::bits) {
            points = point(bitsOf(price));
            return true;
        }
        const double scale = unit * scaleOf(m_to.digits);
        if (!(std::abs(price * scale) < largest))
            return false;
        const double number = rounded(price * scale);
        points = static_cast<std::int64_t>(number);
        const auto off = folded(bitsOf(price) - bitsOf(number / scale));
        if (fix != nullptr)
            *fix = off;
        return off == 0 || (unit > 1 && off <= 3);
    }

    [[nodiscard]] bool readSide(Ohlc QuoteBar::*side, SidePoints &to)
    {
        const bool isMid = side == &QuoteBar::mid;
        if (isMid)
            m_fixes.fill(0);
        for (std::size_t field = 0; field < fields.size(); ++field) {
            for (std::size_t i = 0; i < m_rows; ++i) {
                std::uint64_t fix = 0;
                if (!toPoints(bar(i).*side.*fields[field], isMid ? 2 : 1, to[field][i], &fix))
                    return false;
                m_fixes[i] |= isMid ? fix << 2 * field : 0;
            }
        }
        return true;
    }

    [[nodiscard]] bool putSides()
    {
        const auto first = m_has.first();
        if (!readSide(first, m_own))
            return false;
        putOwn(m_own);
        if (m_to.sides == BarSides::All) {
            if (!readSide(&QuoteBar::ask, m_ask) || !readSide(&QuoteBar::mid, m_mid))
                return false;
            for (std::size_t field = 0; field < fields.size(); ++field)
                put([&](std::size_t i) {
                    return folded(
                        word(m_ask[field][i]) - word(m_own[field][i]) - word(m_to.spread));
                });
            const bool isBits = m_to.digits == PackedBars::bits;
            for (std::size_t field = 0; field < fields.size(); ++field)
                put([&](std::size_t i) {
                    return folded(word(m_mid[field][i]) - word(m_own[field][i])
                        - (isBits ? 0 : word(m_ask[field][i])));
                });
        }
        if (m_has.mid && m_to.digits != PackedBars::bits)
            put([&](std::size_t i) { return m_fixes[i]; });
        return true;
    }

    void putOwn(const SidePoints &own)
    {
        const auto &[open, close, high, low] = own;
        const auto before = [&](std::size_t i) { return word(i == 0 ? m_close : close[i - 1]); };
        put([&](std::size_t i) { return folded(word(open[i]) - before(i)); });
        put([&](std::size_t i) { return folded(word(close[i]) - before(i)); });
        put([&](std::size_t i) {
            return folded(word(high[i]) - word(std::max(open[i], close[i])));
        });
        put([&](std::size_t i) {
            return folded(word(std::min(open[i], close[i])) - word(low[i]));
        });
        m_close = close[m_rows - 1];
    }

    std::span<const QuoteBar> m_bars;
    PackedBars &m_to;
    Sides m_has;
    std::size_t m_first = 0;
    std::size_t m_rows = 0;
    std::int64_t m_close = 0;
    std::uint8_t m_flags = 0;
    Numbers m_numbers{};
    Numbers m_fixes{};
    Points m_volumes{};
    SidePoints m_own{};
    SidePoints m_ask{};
    SidePoints m_mid{};
};

/// The longest unit that all distances of open times are multiples of.
std::int64_t unitOf(std::span<const QuoteBar> bars, Period period)
{
    for (const auto unit : {period.isClock() ? period.nominal().count() : 1'000'000'000,
             std::int64_t{1'000'000'000}, std::int64_t{1'000'000}}) {
        bool isWhole = true;
        for (std::size_t i = 1; isWhole && i < bars.size(); ++i) {
            const auto step = word(toNanos(bars[i].openTime)) - word(toNanos(bars[i - 1].openTime));
            isWhole = step == word(unit) || step % word(unit) == 0;
        }
        if (isWhole)
            return unit;
    }
    return 1;
}

bool isAscending(std::span<const QuoteBar> bars)
{
    for (std::size_t i = 1; i < bars.size(); ++i) {
        if (bars[i].openTime <= bars[i - 1].openTime)
            return false;
    }
    // The distances must fit into 63 bits.
    return bars.empty()
        || word(toNanos(bars.back().openTime)) - word(toNanos(bars.front().openTime))
        <= word(INT64_MAX);
}

bool areFinite(std::span<const QuoteBar> bars, BarSides sides)
{
    const Sides has(sides);
    return std::all_of(bars.begin(), bars.end(), [&](const QuoteBar &bar) {
        return std::isfinite(bar.volume) && (!has.bid || isFinite(bar.bid))
            && (!has.ask || isFinite(bar.ask)) && (!has.mid || isFinite(bar.mid));
    });
}

} // namespace

std::optional<PackedBars> packBars(std::span<const QuoteBar> bars, Period period, BarSides sides)
{
    if (bars.size() > PackedBars::mostRows || !isAscending(bars) || !areFinite(bars, sides))
        return std::nullopt;
    PackedBars packed{.rows = static_cast<std::uint32_t>(bars.size()), .sides = sides};
    if (bars.empty())
        return packed;
    packed.firstTime = toNanos(bars.front().openTime);
    packed.unit = unitOf(bars, period);
    const bool hasWholeVolumes = std::all_of(bars.begin(), bars.end(), [](const QuoteBar &bar) {
        return std::abs(bar.volume) < largest && bitsOf(rounded(bar.volume)) == bitsOf(bar.volume);
    });
    packed.volumeDigits = hasWholeVolumes ? 0 : PackedBars::bits;
    for (std::uint8_t digits = 0; digits <= PackedBars::mostDigits; ++digits) {
        packed.digits = digits;
        if (Packer(bars, packed).pack())
            return packed;
    }
    packed.digits = PackedBars::bits;
    if (!Packer(bars, packed).pack())
        return std::nullopt;
    return packed;
}

} // namespace agora::protocol
