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
    [[nodiscard]] const char *unpack(std::span<QuoteBar> bars)
    {
        for (std::size_t at = 0; at < bars.size(); at += rowsAGroup) {
            m_bars = bars.subspan(at, std::min(rowsAGroup, bars.size() - at));
            if (const auto *wrong = unpackGroup())
                return wrong;
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

    [[nodiscard]] bool getSides()
    {
        const bool isBits = m_packed.digits == PackedBars::bits;
        if (!getOwn())
            return false;
        if (m_packed.sides == BarSides::All) {
            if (!getReferring(m_ask, [&](std::size_t field, std::size_t i) {
                    return word(m_own[field][i]) + word(m_packed.spread);
                }))
                return false;
            if (!getReferring(m_mid, [&](std::size_t field, std::size_t i) {
                    return word(m_own[field][i]) + (isBits ? 0 : word(m_ask[field][i]));
                }))
                return false;
        }
        m_fixes.fill(0);
        if (m_has.mid && !isBits && !get(m_fixes))
            return false;
        bool isFine = true;
        const auto absent = std::numeric_limits<double>::quiet_NaN();
        const auto put = [&](Ohlc QuoteBar::*side, bool isThere, const SidePoints &points) {
            if (isThere)
                isFine = putSide(side, points) && isFine;
            else
                for (auto &bar : m_bars)
                    bar.*side = {absent, absent, absent, absent};
        };
        const bool isAll = m_packed.sides == BarSides::All;
        put(&QuoteBar::bid, m_has.bid, m_own);
        put(&QuoteBar::ask, m_has.ask, isAll ? m_ask : m_own);
        put(&QuoteBar::mid, m_has.mid, isAll ? m_mid : m_own);
        return isFine;
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

    template <typename Reference>
    [[nodiscard]] bool getReferring(SidePoints &to, Reference reference)
    {
        for (std::size_t field = 0; field < to.size(); ++field) {
            if (!get(m_numbers))
                return false;
            for (std::size_t i = 0; i < m_bars.size(); ++i)
                to[field][i] = point(reference(field, i) + unfolded(m_numbers[i]));
        }
        return true;
    }

    [[nodiscard]] bool putSide(Ohlc QuoteBar::*side, const SidePoints &points)
    {
        bool isFine = true;
        if (m_packed.digits == PackedBars::bits) {
            for (std::size_t field = 0; field < fields.size(); ++field) {
                for (std::size_t i = 0; i < m_bars.size(); ++i) {
                    const auto price = std::bit_cast<double>(points[field][i]);
                    isFine = isFine && std::isfinite(price);
                    m_bars[i].*side.*fields[field] = price;
                }
            }
            return isFine;
        }
        const bool isMid = side == &QuoteBar::mid;
        const double scale = isMid ? 2 * m_scale : m_scale;
        for (std::size_t field = 0; field < fields.size(); ++field) {
            for (std::size_t i = 0; i < m_bars.size(); ++i) {
                double price = static_cast<double>(points[field][i]) / scale;
                if (isMid)
                    price = std::bit_cast<double>(
                        bitsOf(price) + unfolded(m_fixes[i] >> 2 * field & 3U));
                m_bars[i].*side.*fields[field] = price;
            }
        }
        if (!isMid)
            return true;
        return std::all_of(m_bars.begin(), m_bars.end(),
            [](const QuoteBar &bar) { return isFinite(bar.mid); }); // a fix of zero is odd
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
    SidePoints m_mid{};
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
    std::vector<QuoteBar> bars(packed.rows);
    if (const auto *wrong = Unpacker(packed, columns).unpack(bars))
        return fail("the column of " + std::string(wrong) + " is damaged");
    return bars;
}

} // namespace agora::protocol
