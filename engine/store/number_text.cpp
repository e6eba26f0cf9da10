#include "engine/store/number_text.h"

#include "engine/base/ensure.h"

#include <algorithm>
#include <cstring>

namespace agora::number_text {

namespace {

char byteOf(std::uint32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); }

char *put(char *at, std::uint32_t number)
{
    const auto code = number < firstWide ? number + 1 : number + wideShift;
    if (code < 0x80) {
        *at++ = byteOf(code);
    } else if (code < 0x800) {
        *at++ = byteOf(0xC0 | code >> 6);
        *at++ = byteOf(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        *at++ = byteOf(0xE0 | code >> 12);
        *at++ = byteOf(0x80 | (code >> 6 & 0x3F));
        *at++ = byteOf(0x80 | (code & 0x3F));
    } else {
        *at++ = byteOf(0xF0 | code >> 18);
        *at++ = byteOf(0x80 | (code >> 12 & 0x3F));
        *at++ = byteOf(0x80 | (code >> 6 & 0x3F));
        *at++ = byteOf(0x80 | (code & 0x3F));
    }
    return at;
}

struct Reader {
    const unsigned char *at;
    const unsigned char *end;

    [[nodiscard]] bool follows(std::ptrdiff_t count) const
    {
        if (end - at <= count)
            return false;
        for (std::ptrdiff_t i = 1; i <= count; ++i) {
            if ((at[i] & 0xC0) != 0x80)
                return false;
        }
        return true;
    }
    [[nodiscard]] std::uint32_t low(std::ptrdiff_t index) const { return at[index] & 0x3FU; }
};

/// One character of two bytes or more. False when it is none that `put` writes.
bool takeLong(Reader &reader, std::uint32_t &number)
{
    const std::uint32_t lead = *reader.at;
    if (lead >= 0xC2 && lead < 0xE0 && reader.follows(1)) {
        number = ((lead & 0x1F) << 6 | reader.low(1)) - 1;
        reader.at += 2;
        return true;
    }
    if (lead >= 0xE0 && lead < 0xF0 && reader.follows(2)) {
        const auto code = (lead & 0x0F) << 12 | reader.low(1) << 6 | reader.low(2);
        number = code - 1;
        reader.at += 3;
        return code >= 0x800 && number < firstWide;
    }
    if (lead >= 0xF0 && lead < 0xF5 && reader.follows(3)) {
        const auto code
            = (lead & 0x07) << 18 | reader.low(1) << 12 | reader.low(2) << 6 | reader.low(3);
        number = code - wideShift;
        reader.at += 4;
        return code >= 0x10000 && code <= 0x10FFFF;
    }
    return false;
}

/// Eight characters at a time while all are of one byte.
void takeShort(Reader &reader, std::uint32_t *&out, const std::uint32_t *outEnd)
{
    constexpr std::uint64_t high = 0x8080808080808080ULL;
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    while (reader.end - reader.at >= 8 && outEnd - out >= 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, reader.at, sizeof eight);
        if (((eight | (eight - ones)) & high) != 0) // a longer character, or a zero byte
            return;
        for (int i = 0; i < 8; ++i)
            out[i] = std::uint32_t{reader.at[i]} - 1;
        reader.at += 8;
        out += 8;
    }
}

} // namespace

std::string encode(std::span<const std::uint32_t> numbers)
{
    std::size_t count = numbers.size();
    while (count > 0 && numbers[count - 1] == 0)
        --count;
    std::string text(count * 4, '\0');
    char *at = text.data();
    for (const auto number : numbers.first(count)) {
        AGORA_ENSURE(number <= largest);
        at = put(at, number);
    }
    text.resize(static_cast<std::size_t>(at - text.data()));
    return text;
}

bool decode(std::string_view text, std::span<std::uint32_t> numbers)
{
    const auto *begin = reinterpret_cast<const unsigned char *>(text.data());
    Reader reader{begin, begin + text.size()};
    auto *out = numbers.data();
    const auto *outEnd = out + numbers.size();
    while (reader.at != reader.end) {
        takeShort(reader, out, outEnd);
        if (reader.at == reader.end)
            break;
        if (out == outEnd)
            return false;
        if (*reader.at < 0x80) {
            if (*reader.at == 0)
                return false;
            *out++ = std::uint32_t{*reader.at++} - 1;
        } else if (!takeLong(reader, *out++)) {
            return false;
        }
    }
    std::fill(out, numbers.data() + numbers.size(), 0U);
    return true;
}

} // namespace agora::number_text
