#include "engine/store/tick_block.h"

#include "engine/base/crc32c.h"
#include "engine/base/ensure.h"
#include "engine/store/decimals.h"
#include "engine/store/number_text.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <memory>
#include <optional>

namespace agora {

namespace {

constexpr std::uint8_t bitsForm = 0xFF;
constexpr std::uint8_t besideBid = 0x40;
constexpr std::size_t columnHead = 2 + 8;
constexpr int packingLevel = 1; // 3 packs 2 % better and takes twice as long
constexpr std::size_t columnCount = 6;

Failure<Error> damaged(const char *what) { return fail(std::string("its ") + what); }

std::size_t widthOf(std::uint64_t largest)
{
    std::size_t width = 0;
    for (; largest != 0; largest >>= 8)
        ++width;
    return width;
}

/// The values as whole numbers; `form` says how.
std::uint8_t toWhole(
    const std::vector<double> &values, std::optional<int> digits, std::vector<std::int64_t> &whole)
{
    whole.resize(values.size());
    if (!digits) {
        for (std::size_t i = 0; i < values.size(); ++i)
            whole[i] = std::bit_cast<std::int64_t>(values[i]);
        return bitsForm;
    }
    const double scale = decimals::scaleOf(*digits);
    for (std::size_t i = 0; i < values.size(); ++i)
        whole[i] = decimals::toWhole(values[i], scale);
    return static_cast<std::uint8_t>(*digits);
}

} // namespace

struct TickBlockEncoder::Context {
    struct Closer {
        void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    };
    std::unique_ptr<ZSTD_CCtx, Closer> zstd{ZSTD_createCCtx()};
};

TickBlockEncoder::TickBlockEncoder() : m_context(std::make_unique<Context>()) {}
TickBlockEncoder::~TickBlockEncoder() = default;
TickBlockEncoder::TickBlockEncoder(TickBlockEncoder &&) noexcept = default;
TickBlockEncoder &TickBlockEncoder::operator=(TickBlockEncoder &&) noexcept = default;

const TickBlock &TickBlockEncoder::encode(std::span<const Tick> ticks)
{
    AGORA_ENSURE(!ticks.empty());
    m_raw.clear();
    m_values.resize(ticks.size());
    const auto whole = [&](auto valueOf) {
        for (std::size_t i = 0; i < ticks.size(); ++i)
            m_values[i] = valueOf(ticks[i]);
        putColumn(0);
    };
    const auto priced = [&](auto valueOf) {
        m_prices.clear();
        for (const auto &tick : ticks)
            m_prices.push_back(valueOf(tick));
        return decimals::needed(m_prices);
    };
    putTimes(ticks);
    whole([](const Tick &tick) { return static_cast<std::int64_t>(tick.number); });
    whole([](const Tick &tick) { return std::int64_t{tick.flags}; });
    const auto volumeDigits = priced([](const Tick &tick) { return tick.volume; });
    putColumn(toWhole(m_prices, volumeDigits, m_values));
    const auto bidDigits = priced([](const Tick &tick) { return tick.bid; });
    auto digits = priced([](const Tick &tick) { return tick.ask; });
    digits = bidDigits && digits ? std::optional(std::max(*bidDigits, *digits)) : std::nullopt;
    std::vector<std::int64_t> asks;
    const auto askForm = toWhole(m_prices, digits, asks);
    static_cast<void>(priced([](const Tick &tick) { return tick.bid; }));
    const auto bidForm = toWhole(m_prices, digits, m_values);
    if (digits) {
        for (std::size_t i = 0; i < asks.size(); ++i)
            asks[i] -= m_values[i];
    }
    putColumn(bidForm);
    m_values.swap(asks);
    putColumn(digits ? askForm | besideBid : askForm);
    m_block = {.firstTime = toNanos(ticks.front().time),
        .lastTime = toNanos(ticks.back().time),
        .rows = static_cast<std::int64_t>(ticks.size()),
        .data = {}};
    pack();
    m_block.check = checkOf(m_block);
    return m_block;
}

void TickBlockEncoder::putTimes(std::span<const Tick> ticks)
{
    std::int64_t unit = 1;
    std::uint8_t zeros = 0; // all times are so many powers of ten of a nanosecond apart
    for (unit = 1'000'000'000, zeros = 9; zeros > 0; unit /= 10, --zeros) {
        const auto isRound = [&](const Tick &tick) {
            return (toNanos(tick.time) - toNanos(ticks.front().time)) % unit == 0;
        };
        if (std::all_of(ticks.begin(), ticks.end(), isRound))
            break;
    }
    for (std::size_t i = 0; i < ticks.size(); ++i)
        m_values[i] = (toNanos(ticks[i].time) - toNanos(ticks.front().time)) / unit;
    putColumn(zeros);
}

void TickBlockEncoder::putColumn(std::uint8_t form)
{
    const auto rows = m_values.size();
    const auto first = m_values.front();
    std::uint64_t all = 0;
    auto previous = static_cast<std::uint64_t>(first);
    for (auto &value : m_values) {
        const auto difference
            = static_cast<std::int64_t>(static_cast<std::uint64_t>(value) - previous);
        previous = static_cast<std::uint64_t>(value);
        value = static_cast<std::int64_t>(number_text::folded(difference));
        all |= static_cast<std::uint64_t>(value);
    }
    const auto width = widthOf(all);
    const auto start = m_raw.size();
    m_raw.resize(start + columnHead + width * (rows - 1));
    auto *at = m_raw.data() + start;
    at[0] = std::byte{form};
    at[1] = static_cast<std::byte>(width);
    std::memcpy(at + 2, &first, sizeof first);
    at += columnHead;
    for (std::size_t place = 0; place < width; ++place) {
        for (std::size_t i = 1; i < rows; ++i)
            *at++ = static_cast<std::byte>(
                static_cast<std::uint64_t>(m_values[i]) >> (8 * place) & 0xFF);
    }
}

void TickBlockEncoder::pack()
{
    m_packed.resize(ZSTD_compressBound(m_raw.size()));
    const auto size = ZSTD_compressCCtx(m_context->zstd.get(), m_packed.data(), m_packed.size(),
        m_raw.data(), m_raw.size(), packingLevel);
    AGORA_ENSURE(ZSTD_isError(size) == 0); // there is room: nothing can go wrong but memory
    m_block.data = std::span(m_packed).first(size);
}

std::int64_t checkOf(const TickBlock &block)
{
    const std::array<std::int64_t, 3> head{block.firstTime, block.lastTime, block.rows};
    return crc32c(block.data, crc32c(std::as_bytes(std::span(head))));
}

namespace {

Result<std::vector<std::byte>> unpack(const TickBlock &block)
{
    const auto rows = static_cast<std::size_t>(block.rows);
    const auto size = ZSTD_getFrameContentSize(block.data.data(), block.data.size());
    // The errors are the two largest numbers, so this refuses them, too.
    if (size > columnCount * (columnHead + 8 * (rows - 1)))
        return damaged("size is impossible");
    std::vector<std::byte> raw(size);
    const auto got = ZSTD_decompress(raw.data(), raw.size(), block.data.data(), block.data.size());
    if (ZSTD_isError(got) != 0 || got != size)
        return damaged("packed data is damaged");
    return raw;
}

/// Takes one column off the front of `raw`. Empty: it is not there.
std::optional<std::uint8_t> takeColumn(
    std::span<const std::byte> &raw, std::size_t rows, std::vector<std::int64_t> &values)
{
    if (raw.size() < columnHead)
        return std::nullopt;
    const auto form = std::to_integer<std::uint8_t>(raw[0]);
    const auto width = std::to_integer<std::size_t>(raw[1]);
    std::int64_t first = 0;
    std::memcpy(&first, raw.data() + 2, sizeof first);
    raw = raw.subspan(columnHead);
    if (width > 8 || width * (rows - 1) > raw.size())
        return std::nullopt;
    values.assign(rows, 0);
    for (std::size_t place = 0; place < width; ++place) {
        const auto *bytes = raw.data() + place * (rows - 1);
        for (std::size_t i = 1; i < rows; ++i)
            values[i] |= static_cast<std::int64_t>(
                std::to_integer<std::uint64_t>(bytes[i - 1]) << (8 * place));
    }
    raw = raw.subspan(width * (rows - 1));
    auto running = static_cast<std::uint64_t>(first);
    for (auto &value : values) {
        const auto folded = static_cast<std::uint64_t>(value);
        running += (folded >> 1) ^ (~(folded & 1) + 1);
        value = static_cast<std::int64_t>(running);
    }
    return form;
}

bool toReal(std::uint8_t form, const std::vector<std::int64_t> &whole, std::vector<double> &values)
{
    values.resize(whole.size());
    if (form != bitsForm && form > decimals::most)
        return false;
    const double scale = form == bitsForm ? 1 : decimals::scaleOf(form);
    for (std::size_t i = 0; i < whole.size(); ++i)
        values[i] = form == bitsForm ? std::bit_cast<double>(whole[i]) : double(whole[i]) / scale;
    return true;
}

bool toTimes(std::int64_t first, std::uint8_t zeros, std::vector<std::int64_t> &values)
{
    if (zeros > decimals::most)
        return false;
    const auto unit = static_cast<std::uint64_t>(decimals::scaleOf(zeros));
    for (auto &value : values)
        value = static_cast<std::int64_t>(
            static_cast<std::uint64_t>(first) + static_cast<std::uint64_t>(value) * unit);
    return true;
}

} // namespace

Result<std::vector<Tick>> decodeTicks(const TickBlock &block)
{
    if (block.rows < 1 || block.rows > TickBlock::most)
        return damaged("number of rows is impossible");
    if (block.check != checkOf(block))
        return damaged("checksum does not fit its content");
    const auto raw = unpack(block);
    if (!raw)
        return raw.failure();
    const auto rows = static_cast<std::size_t>(block.rows);
    std::span<const std::byte> rest = *raw;
    std::array<std::vector<std::int64_t>, columnCount> columns;
    std::array<std::uint8_t, columnCount> forms{};
    for (std::size_t i = 0; i < columnCount; ++i) {
        const auto form = takeColumn(rest, rows, columns[i]);
        if (!form)
            return damaged("columns are cut short");
        forms[i] = *form;
    }
    if (forms[5] != bitsForm && (forms[5] & besideBid) != 0) {
        forms[5] = static_cast<std::uint8_t>(forms[5] & ~unsigned{besideBid});
        for (std::size_t i = 0; i < rows; ++i)
            columns[5][i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(columns[5][i])
                + static_cast<std::uint64_t>(columns[4][i]));
    }
    if (!toTimes(block.firstTime, forms[0], columns[0]))
        return damaged("unit of time is impossible");
    std::array<std::vector<double>, 3> values;
    for (std::size_t i = 0; i < 3; ++i) {
        if (!toReal(forms[3 + i], columns[3 + i], values[i]))
            return damaged("number of decimals is impossible");
    }
    std::vector<Tick> ticks(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        if (columns[2][i] < 0 || columns[2][i] > UINT8_MAX
            || (i > 0 && columns[0][i] < columns[0][i - 1]))
            return damaged("flags are too large or times run back");
        ticks[i] = {.time = fromNanos(columns[0][i]),
            .bid = values[1][i],
            .ask = values[2][i],
            .volume = values[0][i],
            .number = static_cast<std::uint64_t>(columns[1][i]),
            .flags = static_cast<std::uint8_t>(columns[2][i])};
    }
    if (columns[0].front() != block.firstTime || columns[0].back() != block.lastTime)
        return damaged("times are not those of its head");
    return ticks;
}

} // namespace agora
