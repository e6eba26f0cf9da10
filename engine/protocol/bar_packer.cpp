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
        const auto base = (bar.*m_has.first()).close;
        if (isBits()) {
            m_to.base = point(bitsOf(base));
            m_to.spread
                = m_to.sides == BarSides::All ? point(bitsOf(bar.ask.close) - bitsOf(base)) : 0;
            return true;
        }
        const double scale = scaleOf(m_to.digits) * (m_to.sides == BarSides::Mid ? 2 : 1);
        const double ask = m_to.sides == BarSides::All ? bar.ask.close : base;
        if (!(std::abs(base * scale) < largest) || !(std::abs(ask * scale) < largest))
            return false;
        m_to.base = static_cast<std::int64_t>(rounded(base * scale));
        m_to.spread = static_cast<std::int64_t>(rounded(ask * scale)) - m_to.base;
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

    void putZeros() { m_to.columns.push_back(0); }

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
        std::array<std::uint64_t, rowsAGroup> steps;
        const auto unit = word(m_to.unit);
        std::uint64_t others = 0;
        for (std::size_t i = 0; i < m_rows; ++i) {
            const auto at = m_first + i;
            steps[i] = at == 0
                ? unit
                : word(toNanos(m_bars[at].openTime)) - word(toNanos(m_bars[at - 1].openTime));
            others |= steps[i] ^ unit;
        }
        if (others == 0) {
            putZeros();
            return true;
        }
        bool isWhole = true;
        put([&](std::size_t i) {
            isWhole = isWhole && steps[i] % unit == 0;
            return steps[i] / unit - 1;
        });
        return isWhole;
    }

    [[nodiscard]] bool putVolumes()
    {
        for (std::size_t i = 0; i < m_rows; ++i)
            m_prices[i] = bar(i).volume;
        if (m_to.volumeDigits == PackedBars::bits) {
            put([&](std::size_t i) { return bitsOf(m_prices[i]); });
            return true;
        }
        if (!toPoints(m_prices, scaleOf(m_to.volumeDigits), m_volumes))
            return false;
        put([&](std::size_t i) { return folded(word(m_volumes[i])); });
        return true;
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

    [[nodiscard]] bool isBits() const { return m_to.digits == PackedBars::bits; }

    /// Whole numbers of points; false when one is not. No branches, so that
    /// several are done at once.
    [[nodiscard]] bool toPoints(const Prices &prices, double scale, Points &points) const
    {
        std::uint64_t wrong = 0;
        for (std::size_t i = 0; i < m_rows; ++i) {
            const double scaled = prices[i] * scale;
            const double shifted = scaled + roundingShift;
            points[i]
                = std::bit_cast<std::int64_t>(shifted) - std::bit_cast<std::int64_t>(roundingShift);
            wrong |= bitsOf((shifted - roundingShift) / scale) ^ bitsOf(prices[i]);
            wrong |= std::abs(scaled) < largest ? std::uint64_t{0} : ~std::uint64_t{0};
        }
        return wrong == 0;
    }

    /// Half points and how many units of the last place they are off, which must
    /// be few.
    [[nodiscard]] bool toHalfPoints(double price, std::int64_t &points, std::uint64_t &fix) const
    {
        const double scale = 2 * scaleOf(m_to.digits);
        if (!(std::abs(price * scale) < largest))
            return false;
        const double number = rounded(price * scale);
        points = static_cast<std::int64_t>(number);
        fix = folded(bitsOf(price) - bitsOf(number / scale));
        return fix <= mostFix;
    }

    [[nodiscard]] bool readSide(Ohlc QuoteBar::*side, SidePrices &prices, SidePoints &points)
    {
        for (std::size_t i = 0; i < m_rows; ++i) {
            const auto &ohlc = bar(i).*side;
            for (std::size_t field = 0; field < fields.size(); ++field)
                prices[field][i] = ohlc.*fields[field];
        }
        for (std::size_t field = 0; field < fields.size(); ++field) {
            if (isBits())
                std::memcpy(points[field].data(), prices[field].data(), m_rows * sizeof(double));
            else if (!toPoints(prices[field], scaleOf(m_to.digits), points[field]))
                return false;
        }
        return true;
    }

    [[nodiscard]] bool putSides()
    {
        if (m_to.sides == BarSides::Mid && !isBits())
            return putMidAlone();
        if (!readSide(m_has.first(), m_ownPrices, m_own))
            return false;
        putOwn(m_own);
        if (m_to.sides != BarSides::All)
            return true;
        if (!readSide(&QuoteBar::ask, m_askPrices, m_ask))
            return false;
        for (std::size_t field = 0; field < fields.size(); ++field)
            put([&](std::size_t i) {
                return folded(word(m_ask[field][i]) - word(m_own[field][i]) - word(m_to.spread));
            });
        for (std::size_t field = 0; field < fields.size(); ++field) {
            if (!putMid(field))
                return false;
        }
        return true;
    }

    [[nodiscard]] bool putMidAlone()
    {
        m_fixes.fill(0);
        for (std::size_t field = 0; field < fields.size(); ++field) {
            for (std::size_t i = 0; i < m_rows; ++i) {
                std::uint64_t fix = 0;
                if (!toHalfPoints(bar(i).mid.*fields[field], m_own[field][i], fix))
                    return false;
                m_fixes[i] |= fix << 2 * field;
            }
        }
        putOwn(m_own);
        put([&](std::size_t i) { return m_fixes[i]; });
        return true;
    }

    [[nodiscard]] bool putMid(std::size_t field)
    {
        std::uint64_t others = 0;
        for (std::size_t i = 0; i < m_rows; ++i) {
            m_prices[i] = bar(i).mid.*fields[field];
            m_numbers[i]
                = bitsOf(m_prices[i]) - bitsOf(mean(m_ownPrices[field][i], m_askPrices[field][i]));
            others |= m_numbers[i];
        }
        if (others == 0) {
            putZeros();
            return true;
        }
        bool isFine = true;
        put([&](std::size_t i) -> std::uint64_t {
            if (isBits() || m_numbers[i] == 0)
                return folded(m_numbers[i]);
            std::int64_t points = 0;
            std::uint64_t fix = 0;
            isFine = isFine && toHalfPoints(m_prices[i], points, fix);
            const auto off = word(points) - word(m_own[field][i]) - word(m_ask[field][i]);
            return 1 + (folded(off) << 2U | fix);
        });
        return isFine;
    }

    void putOwn(const SidePoints &own)
    {
        const auto &[open, close, high, low] = own;
        std::array<std::int64_t, rowsAGroup> before;
        before[0] = m_close;
        std::memcpy(before.data() + 1, close.data(), (m_rows - 1) * sizeof(std::int64_t));
        put([&](std::size_t i) { return folded(word(open[i]) - word(before[i])); });
        put([&](std::size_t i) { return folded(word(close[i]) - word(before[i])); });
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
    Prices m_prices{};
    SidePrices m_ownPrices{};
    SidePrices m_askPrices{};
    SidePoints m_own{};
    SidePoints m_ask{};
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
        return (!has.bid || isFinite(bar.bid)) && (!has.ask || isFinite(bar.ask))
            && (!has.mid || isFinite(bar.mid));
    });
}

} // namespace

std::optional<PackedBars> packBars(std::span<const QuoteBar> bars, Period period, BarSides sides)
{
    if (bars.size() > PackedBars::mostRows || !isAscending(bars))
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
    const auto volumeIsFinite = [](const QuoteBar &bar) { return std::isfinite(bar.volume); };
    if (!hasWholeVolumes && !std::all_of(bars.begin(), bars.end(), volumeIsFinite))
        return std::nullopt;
    for (std::uint8_t digits = 0; digits <= PackedBars::mostDigits; ++digits) {
        packed.digits = digits;
        if (Packer(bars, packed).pack())
            return packed; // what is not finite is no number of points either
    }
    packed.digits = PackedBars::bits;
    if (!areFinite(bars, sides) || !Packer(bars, packed).pack())
        return std::nullopt;
    return packed;
}

} // namespace agora::protocol
