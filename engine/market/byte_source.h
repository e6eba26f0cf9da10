#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace agora {

/// The bytes of a file, unpacked where it is gzip or zstd, which its first bytes tell.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// Errors name the file: missing, a folder, not readable.
    [[nodiscard]] static Result<std::unique_ptr<ByteSource>> open(
        const std::filesystem::path &file);

    /// Fills a part of `to`, at least a byte; 0 at the end. The error is the reason alone: packed
    /// data cut short or damaged, reading failed.
    [[nodiscard]] virtual Result<std::size_t> read(std::span<char> to) = 0;
    /// How much of the file itself, packed as it is, has been read.
    [[nodiscard]] virtual std::uint64_t position() const = 0;
};

} // namespace agora
