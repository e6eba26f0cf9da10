#include "engine/protocol/bar_columns_form.h"

#include <utility>

namespace agora::protocol {

using namespace bar_columns;

namespace {

class Unpacker {
public:
    Unpacker(const PackedBars &packed, std::span<const std::uint8_t> columns)
        : m_packed(packed), m_rest(columns), m_has(packed.sides), m_close(packed.base)
    {
        m_scale = packed.digits == PackedBars::bits ? 0 : scaleOf(packed.digits);
        m_time = point(word(packed.firstTime) - word(packed.unit));
    }

    /// The name of the column that is wrong.
    [[nodiscard]] const char *unpack(std::vector<QuoteBar> &bars)
    {
        std::array<QuoteBar, rowsAGroup> group; // near the processor; the bars are written once
        bars.reserve(m_packed.rows);
        while (bars.size() < m_packed.rows) {
            m_bars = std::span(group).first(std::min(rowsAGroup, m_packed.rows - bars.size()));
            if (const auto *wrong = unpackGroup())
                return wrong;
            bars.insert(bars.end(), m_bars.begin(), m_bars.end());
        }
        return m_rest.empty() ? nullptr : "end";
    }

private:
    [[nodiscard]] const char *unpackGroup()
    {
        if (!getTimes())
            return "times";
        if (!getVolumes())
            return "volumes";
        if (!getRest())
            return "ticks, revisions or flags";
        return getSides() ? nullptr : "prices";
    }

    [[nodiscard]] bool get(Numbers &to)
    {
        if (m_rest.empty())
            return false;
        const std::size_t width = m_rest.front();
        m_width = width;
        const auto size = width * m_bars.size();
        if (m_rest.size() - 1 < size)
            return false;
        const auto *from = m_rest.data() + 1;
        m_rest = m_rest.subspan(1 + size);
        switch (width) {
        case 0:
            to.fill(0);
            return true;
        case 1:
            return read<std::uint8_t>(from, to);
        case 2:
            return read<std::uint16_t>(from, to);
        case 4:
            return read<std::uint32_t>(from, to);
        case 8:
            return read<std::uint64_t>(from, to);
        default:
            return false;
        }
    }

    template <typename Word>
    bool read(const std::uint8_t *from, Numbers &to) const
    {
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            Word narrow = 0;
            std::memcpy(&narrow, from + i * sizeof(Word), sizeof(Word));
            to[i] = narrow;
        }
        return true;
    }

    [[nodiscard]] bool getTimes()
    {
        if (!get(m_numbers))
            return false;
        if (m_width == 0 && getRegularTimes())
            return true;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            std::int64_t step = 0;
            const auto count = m_numbers[i] + 1;
            if (count == 0 || count > word(INT64_MAX)
                || __builtin_mul_overflow(point(count), m_packed.unit, &step))
                return false;
            // The first one's predecessor may be before the beginning of time.
            if (std::exchange(m_hasTime, true)) {
                if (__builtin_add_overflow(m_time, step, &m_time))
                    return false;
            } else {
                m_time = point(word(m_time) + word(step));
            }
            m_bars[i].openTime = fromNanos(m_time);
        }
        return true;
    }

    /// One unit after the other, if that is certain to stay within time.
    [[nodiscard]] bool getRegularTimes()
    {
        const auto rows = static_cast<std::int64_t>(m_bars.size());
        std::int64_t all = 0;
        std::int64_t last = 0;
        if (!m_hasTime || __builtin_mul_overflow(rows, m_packed.unit, &all)
            || __builtin_add_overflow(m_time, all, &last))
            return false;
        for (auto &bar : m_bars)
            bar.openTime = fromNanos(m_time += m_packed.unit);
        return true;
    }

    [[nodiscard]] bool getVolumes()
    {
        if (!get(m_numbers))
            return false;
        bool isFine = true;
        if (m_packed.volumeDigits == PackedBars::bits) {
            for (std::size_t i = 0; i < m_bars.size(); ++i) {
                m_bars[i].volume = std::bit_cast<double>(m_numbers[i]);
                isFine = isFine && std::isfinite(m_bars[i].volume);
                m_volumes[i] = 0;
            }
            return isFine;
        }
        const double scale = scaleOf(m_packed.volumeDigits);
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            m_volumes[i] = unfolded(m_numbers[i]);
            m_bars[i].volume = static_cast<double>(point(m_volumes[i])) / scale;
        }
        return true;
    }

    [[nodiscard]] bool getRest()
    {
        bool isFine = get(m_numbers);
        if (!isFine)
            return false;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            const auto ticks = unfolded(m_numbers[i]) + m_volumes[i];
            isFine = isFine && ticks <= UINT32_MAX;
            m_bars[i].ticks = static_cast<std::uint32_t>(ticks);
        }
        if (!isFine || !get(m_numbers))
            return false;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            isFine = isFine && m_numbers[i] <= UINT16_MAX;
            m_bars[i].revision = static_cast<std::uint16_t>(m_numbers[i]);
        }
        if (!isFine || !get(m_numbers))
            return false;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            isFine = isFine && m_numbers[i] <= UINT8_MAX;
            m_flags = static_cast<std::uint8_t>(m_flags ^ m_numbers[i]);
            m_bars[i].flags = m_flags;
        }
        return isFine;
    }

    [[nodiscard]] bool isBits() const { return m_packed.digits == PackedBars::bits; }

    [[nodiscard]] bool getSides()
    {
        if (!getOwn())
            return false;
        if (m_packed.sides == BarSides::Mid)
            return getMidAlone();
        if (!toPrices(m_own, m_ownPrices))
            return false;
        if (m_packed.sides != BarSides::All) {
            putSide(m_has.first(), m_ownPrices);
            putNothing(m_has.bid ? &QuoteBar::ask : &QuoteBar::bid);
            putNothing(&QuoteBar::mid);
            return true;
        }
        for (std::size_t field = 0; field < fields.size(); ++field) {
            if (!get(m_numbers))
                return false;
            const auto &own = m_own[field];
            for (std::size_t i = 0; i < m_bars.size(); ++i)
                m_ask[field][i]
                    = point(word(own[i]) + word(m_packed.spread) + unfolded(m_numbers[i]));
        }
        if (!toPrices(m_ask, m_askPrices))
            return false;
        putSide(&QuoteBar::bid, m_ownPrices);
        putSide(&QuoteBar::ask, m_askPrices);
        for (std::size_t field = 0; field < fields.size(); ++field) {
            if (!getMid(field))
                return false;
        }
        putSide(&QuoteBar::mid, m_midPrices);
        return true;
    }

    [[nodiscard]] bool getOwn()
    {
        auto &[open, close, high, low] = m_own;
        if (!get(m_numbers) || !get(m_more))
            return false;
        auto before = word(m_close);
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            open[i] = point(before + unfolded(m_numbers[i]));
            before += unfolded(m_more[i]);
            close[i] = point(before);
        }
        m_close = point(before);
        if (!get(m_numbers) || !get(m_more))
            return false;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            high[i] = point(word(std::max(open[i], close[i])) + unfolded(m_numbers[i]));
            low[i] = point(word(std::min(open[i], close[i])) - unfolded(m_more[i]));
        }
        return true;
    }

    [[nodiscard]] bool toPrices(const SidePoints &points, SidePrices &prices) const
    {
        bool isFine = true;
        for (std::size_t field = 0; field < fields.size(); ++field)
            isFine = (isBits() ? toDoubles(points[field], prices[field])
                               : toPrices(points[field], m_scale, prices[field]))
                && isFine;
        return isFine;
    }

    /// No branches, so that several are done at once.
    [[nodiscard]] bool toPrices(const Points &points, double scale, Prices &prices) const
    {
        constexpr auto limit = static_cast<std::int64_t>(2 * largest); // what can be shifted
        std::uint64_t beyond = 0;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            beyond |= (word(points[i]) + word(limit)) & ~(2 * word(limit) - 1);
            const auto shifted = word(points[i]) + bitsOf(roundingShift);
            prices[i] = (std::bit_cast<double>(shifted) - roundingShift) / scale;
        }
        return beyond == 0;
    }

    [[nodiscard]] bool toDoubles(const Points &bits, Prices &prices) const
    {
        bool isFine = true;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            prices[i] = std::bit_cast<double>(bits[i]);
            isFine = isFine && std::isfinite(prices[i]);
        }
        return isFine;
    }

    [[nodiscard]] bool getMid(std::size_t field)
    {
        auto &mids = m_midPrices[field];
        for (std::size_t i = 0; i < m_bars.size(); ++i)
            mids[i] = mean(m_ownPrices[field][i], m_askPrices[field][i]);
        if (!get(m_numbers))
            return false;
        if (m_width == 0 && !isBits())
            return true;
        bool isFine = true;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            if (isBits()) {
                mids[i] = std::bit_cast<double>(bitsOf(mids[i]) + unfolded(m_numbers[i]));
            } else if (m_numbers[i] != 0) {
                const auto number = m_numbers[i] - 1;
                const auto points
                    = point(unfolded(number >> 2U) + word(m_own[field][i]) + word(m_ask[field][i]));
                mids[i] = fixed(static_cast<double>(points) / (2 * m_scale), number & mostFix);
            }
            isFine = isFine && std::isfinite(mids[i]);
        }
        return isFine;
    }

    static double fixed(double price, std::uint64_t fix)
    {
        return std::bit_cast<double>(bitsOf(price) + unfolded(fix));
    }

    [[nodiscard]] bool getMidAlone()
    {
        m_fixes.fill(0);
        if (!isBits() && !get(m_fixes))
            return false;
        bool isFine = true;
        for (std::size_t field = 0; field < fields.size(); ++field) {
            auto &mids = m_midPrices[field];
            isFine = (isBits() ? toDoubles(m_own[field], mids)
                               : toPrices(m_own[field], 2 * m_scale, mids))
                && isFine;
            for (std::size_t i = 0; !isBits() && i < m_bars.size(); ++i) {
                mids[i] = fixed(mids[i], m_fixes[i] >> 2 * field & mostFix);
                isFine = isFine && std::isfinite(mids[i]); // a fix of zero is odd
            }
        }
        putNothing(&QuoteBar::bid);
        putNothing(&QuoteBar::ask);
        putSide(&QuoteBar::mid, m_midPrices);
        return isFine;
    }

    void putSide(Ohlc QuoteBar::*side, const SidePrices &prices)
    {
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            auto &ohlc = m_bars[i].*side;
            for (std::size_t field = 0; field < fields.size(); ++field)
                ohlc.*fields[field] = prices[field][i];
        }
    }

    void putNothing(Ohlc QuoteBar::*side)
    {
        constexpr auto absent = std::numeric_limits<double>::quiet_NaN();
        for (auto &bar : m_bars)
            bar.*side = {absent, absent, absent, absent};
    }

    const PackedBars &m_packed;
    std::span<const std::uint8_t> m_rest;
    Sides m_has;
    std::span<QuoteBar> m_bars; ///< of the group
    double m_scale = 1;
    std::int64_t m_time = 0;
    bool m_hasTime = false;
    std::int64_t m_close = 0;
    std::uint8_t m_flags = 0;
    Numbers m_numbers{};
    Numbers m_more{};
    Numbers m_fixes{};
    Numbers m_volumes{};
    SidePoints m_own{};
    SidePoints m_ask{};
    SidePrices m_ownPrices{};
    SidePrices m_askPrices{};
    SidePrices m_midPrices{};
    std::size_t m_width = 0; ///< bytes, of the last column
};

bool isKnownScale(std::uint8_t digits)
{
    return digits <= PackedBars::mostDigits || digits == PackedBars::bits;
}

} // namespace

Result<std::vector<QuoteBar>> unpackBars(
    const PackedBars &packed, std::span<const std::uint8_t> columns)
{
    if (packed.rows > PackedBars::mostRows)
        return fail(std::to_string(packed.rows) + " rows are more than a block may have");
    if (!isKnownScale(packed.digits) || !isKnownScale(packed.volumeDigits))
        return fail("the number of decimals does not exist");
    if (packed.unit < 1)
        return fail("the unit of time is not positive");
    constexpr std::size_t fewestColumns = 9; ///< of each group: a byte each at least
    if (columns.size() < (packed.rows + rowsAGroup - 1) / rowsAGroup * fewestColumns)
        return fail("the columns are cut short");
    std::vector<QuoteBar> bars;
    if (const auto *wrong = Unpacker(packed, columns).unpack(bars))
        return fail("the column of " + std::string(wrong) + " is damaged");
    return bars;
}

} // namespace agora::protocol
