#pragma once

#include "engine/base/result.h"
#include "engine/market/byte_source.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// The lines of a text file, plain, gzip or zstd, told apart by content. Line ends may be LF or
/// CRLF; a byte order mark is skipped.
class TextLines {
public:
    /// Errors name the file: missing, a folder, not readable.
    [[nodiscard]] static Result<TextLines> open(const std::filesystem::path &file);

    /// The next line without its end, valid until the next call; nothing at the end of the file.
    /// Errors name file and line: compressed data cut short or damaged, a line longer than 4096
    /// bytes.
    [[nodiscard]] Result<std::optional<std::string_view>> next();
    /// Number of the line given last, from 1.
    [[nodiscard]] std::int64_t number() const { return m_number; }
    [[nodiscard]] const std::filesystem::path &file() const { return m_file; }
    /// How much of the file, packed as it is, was read for that.
    [[nodiscard]] std::uint64_t position() const { return m_source->position(); }
    /// An error that starts with file and line.
    [[nodiscard]] Failure<Error> complain(const std::string &what) const;

private:
    TextLines(std::filesystem::path file, std::unique_ptr<ByteSource> source);
    [[nodiscard]] Result<bool> readMore();
    [[nodiscard]] std::string_view take(std::size_t length, std::size_t endLength);

    std::filesystem::path m_file;
    std::unique_ptr<ByteSource> m_source;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::int64_t m_number = 0;
    bool m_isAtEnd = false;
};

} // namespace agora
