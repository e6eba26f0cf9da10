#include "engine/base/crc32c.h"

#include <array>

namespace agora {

namespace {

constexpr std::uint32_t reflectedPolynomial = 0x82F63B78;

constexpr std::array<std::uint32_t, 256> makeTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) != 0 ? (crc >> 1) ^ reflectedPolynomial : crc >> 1;
        table[byte] = crc;
    }
    return table;
}

constexpr auto table = makeTable();

} // namespace

std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t seed)
{
    std::uint32_t crc = ~seed;
    for (const std::byte byte : bytes)
        crc = (crc >> 8) ^ table[(crc ^ std::to_integer<std::uint32_t>(byte)) & 0xFF];
    return ~crc;
}

} // namespace agora
