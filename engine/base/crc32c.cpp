#include "engine/base/crc32c.h"

#include <array>
#include <bit>
#include <cstring>

#ifdef __x86_64__
#include <nmmintrin.h>
#endif

namespace agora {

namespace {

constexpr std::uint32_t reflectedPolynomial = 0x82F63B78;

/// Table n holds what a byte does to the sum when n more bytes follow: eight bytes in one go.
constexpr std::array<std::array<std::uint32_t, 256>, 8> makeTables()
{
    std::array<std::array<std::uint32_t, 256>, 8> tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) != 0 ? (crc >> 1) ^ reflectedPolynomial : crc >> 1;
        tables[0][byte] = crc;
    }
    for (std::size_t n = 1; n < tables.size(); ++n) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const auto before = tables[n - 1][byte];
            tables[n][byte] = (before >> 8) ^ tables[0][before & 0xFF];
        }
    }
    return tables;
}

constexpr auto tables = makeTables();

std::uint32_t ofBytes(std::uint32_t crc, std::span<const std::byte> bytes)
{
    for (const std::byte byte : bytes)
        crc = (crc >> 8) ^ tables[0][(crc ^ std::to_integer<std::uint32_t>(byte)) & 0xFF];
    return crc;
}

std::uint64_t eightAt(const std::byte *at)
{
    std::uint64_t eight = 0;
    std::memcpy(&eight, at, sizeof eight);
    return eight;
}

std::uint32_t byTables(std::uint32_t crc, std::span<const std::byte> bytes)
{
    static_assert(std::endian::native == std::endian::little);
    for (; bytes.size() >= 8; bytes = bytes.subspan(8)) {
        const auto eight = eightAt(bytes.data()) ^ crc;
        crc = 0;
        for (std::size_t n = 0; n < 8; ++n)
            crc ^= tables[7 - n][eight >> (8 * n) & 0xFF];
    }
    return ofBytes(crc, bytes);
}

#ifdef __x86_64__
__attribute__((target("sse4.2"))) std::uint32_t byInstruction(
    std::uint32_t crc, std::span<const std::byte> bytes)
{
    std::uint64_t sum = crc;
    for (; bytes.size() >= 8; bytes = bytes.subspan(8))
        sum = _mm_crc32_u64(sum, eightAt(bytes.data()));
    return ofBytes(static_cast<std::uint32_t>(sum), bytes);
}
#endif

} // namespace

std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t seed)
{
#ifdef __x86_64__
    static const bool hasInstruction = __builtin_cpu_supports("sse4.2") != 0;
    if (hasInstruction)
        return ~byInstruction(~seed, bytes);
#endif
    return ~byTables(~seed, bytes);
}

std::uint32_t crc32cPortable(std::span<const std::byte> bytes, std::uint32_t seed)
{
    return ~byTables(~seed, bytes);
}

} // namespace agora
