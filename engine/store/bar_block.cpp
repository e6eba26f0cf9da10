#include "engine/store/bar_block.h"

#include "engine/base/text.h"
#include "engine/store/decimals.h"
#include "engine/store/number_text.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <memory>

namespace agora {

using namespace bar_column;
using number_text::unfolded;

namespace {

/// Columns of one block while it is decoded: always `most` places, so that the loops have a fixed
/// length and become vector code; the places behind the last row hold what they like.
struct Scratch {
    template <typename T>
    using Column = std::array<T, BarBlock::most>;

    Column<std::uint32_t> numbers{};
    Column<std::uint32_t> more{};
    std::array<Column<double>, 4> bid; ///< points
    std::array<Column<double>, 4> ask;
    std::array<Column<double>, 4> mid; ///< prices
    Column<double> own;
};

Failure<Error> damaged(const char *what) { return fail(std::string("its ") + what); }

class Decoder {
public:
    Decoder(const BarBlock &block, Scratch &scratch)
        : m_block(block)
        , m_scratch(scratch)
        , m_rows(static_cast<std::size_t>(block.rows))
        , m_scale(decimals::scaleOf(static_cast<int>(block.digits)))
    {}

    [[nodiscard]] bool numbers(std::size_t column) { return read(column, m_scratch.numbers); }

    [[nodiscard]] bool times(std::int64_t *to)
    {
        if (!numbers(Time))
            return false;
        // Unsigned, so that what a damaged block adds up to is wrong but defined.
        const auto first = static_cast<std::uint64_t>(m_block.firstTime);
        const auto unit = static_cast<std::uint64_t>(m_block.unit);
        for (std::size_t i = 0; i < m_rows; ++i)
            to[i] = static_cast<std::int64_t>(first + (i + m_scratch.numbers[i]) * unit);
        return true;
    }

    [[nodiscard]] bool volumes(double *to)
    {
        if (!numbers(Volume) || !read(VolumeMillions, m_scratch.more))
            return false;
        const double scale = decimals::scaleOf(static_cast<int>(m_block.volumeDigits));
        for (std::size_t i = 0; i < m_rows; ++i)
            to[i] = (double(m_scratch.numbers[i]) + 1e6 * double(m_scratch.more[i])) / scale;
        return true;
    }

    [[nodiscard]] bool bid()
    {
        auto &points = m_scratch.bid;
        const auto base = double(m_block.base);
        return apply(BidOpen + 3, points[3], [=](auto n, auto) { return base + unfolded(n); })
            && apply(BidOpen, points[0], [&](auto n, auto i) { return points[3][i] + unfolded(n); })
            && apply(BidOpen + 1, points[1], [&](auto n, auto i) { return points[3][i] + n; })
            && apply(BidOpen + 2, points[2], [&](auto n, auto i) { return points[3][i] - n; });
    }

    [[nodiscard]] bool ask()
    {
        const auto spread = double(m_block.spread);
        for (std::size_t field = 0; field < 4; ++field) {
            const auto &bid = m_scratch.bid[field];
            if (!apply(AskOpen + field, m_scratch.ask[field],
                    [&](auto n, auto i) { return bid[i] + spread + unfolded(n); }))
                return false;
        }
        return true;
    }

    [[nodiscard]] bool mid()
    {
        for (std::size_t field = 0; field < 4; ++field) {
            if (!numbers(MidOpen + field))
                return false;
            meanOf(field);
            if (!m_block.columns[MidOpen + field].empty())
                takeOwnMids(field);
        }
        return m_block.columns[MidFix].empty() || fixMid();
    }

    void prices(const std::array<Scratch::Column<double>, 4> &points, std::size_t field, double *to)
    {
        for (std::size_t i = 0; i < m_rows; ++i)
            to[i] = points[field][i] / m_scale;
    }

private:
    [[nodiscard]] bool read(std::size_t column, Scratch::Column<std::uint32_t> &to)
    {
        return number_text::decode(m_block.columns[column], std::span(to).first(m_rows));
    }

    template <typename Formula>
    [[nodiscard]] bool apply(std::size_t column, Scratch::Column<double> &to, Formula formula)
    {
        if (!numbers(column))
            return false;
        for (std::size_t i = 0; i < BarBlock::most; ++i)
            to[i] = formula(m_scratch.numbers[i], i);
        return true;
    }

    void meanOf(std::size_t field)
    {
        const auto &bid = m_scratch.bid[field];
        const auto &ask = m_scratch.ask[field];
        const double scale = m_scale;
        for (std::size_t i = 0; i < BarBlock::most; ++i)
            m_scratch.mid[field][i] = (bid[i] / scale + ask[i] / scale) / 2;
    }

    /// Where a mid has a number it is no mean. Chosen by bits: a branch would keep the loop from
    /// becoming vector code.
    void takeOwnMids(std::size_t field)
    {
        const auto &bid = m_scratch.bid[field];
        const auto &ask = m_scratch.ask[field];
        const auto &numbers = m_scratch.numbers;
        auto &mid = m_scratch.mid[field];
        const double scale = 2 * m_scale;
        for (std::size_t i = 0; i < BarBlock::most; ++i)
            m_scratch.own[i] = (bid[i] + ask[i] + unfolded(numbers[i])) / scale;
        for (std::size_t i = 0; i < BarBlock::most; ++i) {
            const auto isOwn = std::uint64_t{0} - std::uint64_t{numbers[i] != 0};
            mid[i] = std::bit_cast<double>((std::bit_cast<std::uint64_t>(mid[i]) & ~isOwn)
                | (std::bit_cast<std::uint64_t>(m_scratch.own[i]) & isOwn));
        }
    }

    [[nodiscard]] bool fixMid()
    {
        constexpr std::array<unsigned, 4> shift{4, 0, 2, 6};
        if (!numbers(MidFix))
            return false;
        for (std::size_t field = 0; field < 4; ++field) {
            auto &mid = m_scratch.mid[field];
            for (std::size_t i = 0; i < BarBlock::most; ++i) {
                const auto units = unfolded(m_scratch.numbers[i] >> shift[field] & 3U);
                mid[i] = std::bit_cast<double>(std::bit_cast<std::uint64_t>(mid[i])
                    + static_cast<std::uint64_t>(std::int64_t{units}));
            }
        }
        return true;
    }

    const BarBlock &m_block;
    Scratch &m_scratch;
    std::size_t m_rows;
    double m_scale;
};

/// Every value of a JSON array of numbers. False when it is none of `count`.
template <typename Value>
bool readJson(std::string_view text, std::size_t count, Value *to)
{
    const char *at = text.data();
    const char *end = at + text.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (at == end || *at != (i == 0 ? '[' : ','))
            return false;
        const auto parsed = std::from_chars(at + 1, end, to[i]);
        if (parsed.ec != std::errc{})
            return false;
        at = parsed.ptr;
    }
    return end - at == 1 && *at == ']';
}

Result<void> checkHead(const BarBlock &block)
{
    const bool isPlain = block.digits == BarBlock::plain;
    if (block.rows < 1 || block.rows > static_cast<std::int64_t>(BarBlock::most))
        return damaged("number of rows is impossible");
    if (!isPlain && (block.digits < 0 || block.digits > decimals::most))
        return damaged("number of decimals is impossible");
    if (block.volumeDigits < 0 || block.volumeDigits > decimals::most || block.unit < 1)
        return damaged("head is impossible");
    return {};
}

Result<void> checkSums(const BarBlock &block, std::size_t groups)
{
    const auto sums = checksOf(block);
    for (std::size_t i = 0; i < groups; ++i) {
        if (sums[i] != block.checks[i])
            return damaged("checksum does not fit its content");
    }
    return {};
}

constexpr std::size_t firstColumnOf(PriceSide side)
{
    return side == PriceSide::Bid ? BidOpen : side == PriceSide::Ask ? AskOpen : MidOpen;
}

Result<void> decodePlainSide(const BarBlock &block, PriceSide side, const SideColumns &to)
{
    const auto rows = static_cast<std::size_t>(block.rows);
    const auto first = firstColumnOf(side);
    const bool isWhole = readJson(block.columns[Time], rows, to.times)
        && readJson(block.columns[Volume], rows, to.volume)
        && readJson(block.columns[first], rows, to.open)
        && readJson(block.columns[first + 1], rows, to.high)
        && readJson(block.columns[first + 2], rows, to.low)
        && readJson(block.columns[first + 3], rows, to.close);
    if (!isWhole)
        return damaged("values cannot be read");
    return {};
}

Scratch &scratch()
{
    thread_local const auto own = std::make_unique<Scratch>(); // 110 kB: too much for a stack
    return *own;
}

} // namespace

Result<void> decodeSide(const BarBlock &block, PriceSide side, const SideColumns &to)
{
    if (const auto head = checkHead(block); !head)
        return head;
    if (const auto sums = checkSums(block, static_cast<std::size_t>(side) + 2); !sums)
        return sums;
    if (block.digits == BarBlock::plain)
        return decodePlainSide(block, side, to);
    auto &space = scratch();
    Decoder decoder(block, space);
    const bool isWhole = decoder.times(to.times) && decoder.volumes(to.volume) && decoder.bid()
        && (side == PriceSide::Bid || decoder.ask()) && (side != PriceSide::Mid || decoder.mid());
    if (!isWhole)
        return damaged("numbers cannot be read");
    const std::array<double *, 4> fields{to.open, to.high, to.low, to.close};
    for (std::size_t field = 0; field < 4; ++field) {
        if (side == PriceSide::Mid)
            std::copy_n(space.mid[field].data(), block.rows, fields[field]);
        else
            decoder.prices(side == PriceSide::Bid ? space.bid : space.ask, field, fields[field]);
    }
    return {};
}

namespace {

/// Everything that is no price.
Result<void> decodeRest(const BarBlock &block, std::span<QuoteBar> bars)
{
    const auto rows = bars.size();
    std::vector<std::uint32_t> ticks(rows);
    std::vector<std::uint32_t> revisions(rows);
    std::vector<std::uint32_t> flags(rows);
    const auto read = [&](std::size_t column, std::vector<std::uint32_t> &to) {
        return block.digits == BarBlock::plain ? readJson(block.columns[column], rows, to.data())
                                               : number_text::decode(block.columns[column], to);
    };
    if (!read(Ticks, ticks) || !read(Revision, revisions) || !read(Flags, flags))
        return damaged("numbers cannot be read");
    for (std::size_t i = 0; i < rows; ++i) {
        auto &bar = bars[i];
        if (block.digits != BarBlock::plain)
            flags[i] = flags[i] == 0 ? static_cast<std::uint32_t>(block.flagsBase) : flags[i] - 1;
        const bool isVolume = block.ticksAreVolume != 0;
        if (revisions[i] > UINT16_MAX || flags[i] > UINT8_MAX
            || (isVolume && !(bar.volume <= UINT32_MAX)))
            return damaged("numbers are too large");
        bar.ticks = isVolume ? static_cast<std::uint32_t>(bar.volume) : ticks[i];
        bar.revision = static_cast<std::uint16_t>(revisions[i]);
        bar.flags = static_cast<std::uint8_t>(flags[i]);
    }
    return {};
}

/// The columns of a side.
struct SideSpace {
    std::array<std::int64_t, BarBlock::most> times;
    std::array<std::array<double, BarBlock::most>, 5> values;
};

/// As many bars as the head says.
Result<void> decodeInto(const BarBlock &block, std::span<QuoteBar> bars)
{
    thread_local const auto space = std::make_unique<SideSpace>(); // 48 kB
    const auto rows = bars.size();
    const auto &times = space->times;
    auto &values = space->values;
    const SideColumns to{space->times.data(), values[0].data(), values[1].data(), values[2].data(),
        values[3].data(), values[4].data()};
    // The mid of the coded form needs both others, which are then ready in the scratch space.
    const auto take = [&](Ohlc QuoteBar::*side) {
        for (std::size_t i = 0; i < rows; ++i)
            bars[i].*side = {values[0][i], values[1][i], values[2][i], values[3][i]};
    };
    if (const auto read = decodeSide(block, PriceSide::Mid, to); !read)
        return read.failure();
    take(&QuoteBar::mid);
    const std::array fields{to.open, to.high, to.low, to.close};
    for (const auto side : {PriceSide::Bid, PriceSide::Ask}) {
        if (block.digits == BarBlock::plain) {
            if (const auto read = decodePlainSide(block, side, to); !read)
                return read.failure();
        } else {
            auto &numbers = scratch();
            Decoder decoder(block, numbers);
            for (std::size_t field = 0; field < 4; ++field)
                decoder.prices(
                    side == PriceSide::Bid ? numbers.bid : numbers.ask, field, fields[field]);
        }
        take(side == PriceSide::Bid ? &QuoteBar::bid : &QuoteBar::ask);
    }
    for (std::size_t i = 0; i < rows; ++i) {
        bars[i].openTime = fromNanos(times[i]);
        bars[i].volume = values[4][i];
        if (i > 0 && times[i] <= times[i - 1])
            return damaged("times run back");
    }
    if (times.front() != block.firstTime || times[rows - 1] != block.lastTime)
        return damaged("times are not those of its head");
    return decodeRest(block, bars);
}

} // namespace

Result<void> decodeBars(const BarBlock &block, std::vector<QuoteBar> &to)
{
    if (const auto head = checkHead(block); !head)
        return head;
    const auto before = to.size();
    to.resize(before + static_cast<std::size_t>(block.rows));
    const auto decoded = decodeInto(block, std::span(to).subspan(before));
    if (!decoded)
        to.resize(before);
    return decoded;
}

Result<std::vector<QuoteBar>> decodeBars(const BarBlock &block)
{
    std::vector<QuoteBar> bars;
    if (const auto decoded = decodeBars(block, bars); !decoded)
        return decoded.failure();
    return bars;
}

} // namespace agora
