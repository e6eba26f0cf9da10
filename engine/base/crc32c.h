#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace agora {

/// CRC-32C (Castagnoli, polynomial 0x1EDC6F41), as in iSCSI and RFC 3720; `seed` chains blocks.
[[nodiscard]] std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t seed = 0);
/// The same without the processor's own instruction, as on machines that have none.
[[nodiscard]] std::uint32_t crc32cPortable(
    std::span<const std::byte> bytes, std::uint32_t seed = 0);

} // namespace agora
