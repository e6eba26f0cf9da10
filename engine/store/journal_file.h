#pragma once

#include "engine/base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace agora {

/// One entry of a journal.
struct JournalRecord {
    std::uint64_t sequence = 0; ///< from 1, without gaps
    std::uint32_t type = 0; ///< the owner's meaning
    std::span<const std::byte> payload; ///< valid during the call only
};
using JournalVisitor = std::function<Result<void>(const JournalRecord &)>;

/// The layout on disk, all numbers little-endian.
///
/// File: magic (8), version (4), CRC-32C of these 12 (4). Record: payload length (4), type (4),
/// sequence (8), CRC-32C of these 16 (4), CRC-32C of the payload chained to the former (4),
/// payload. The head has a check of its own because a damaged length would otherwise look like a
/// record that the end of the file cut off.
namespace journal_format {
constexpr std::size_t fileHeadSize = 16;
constexpr std::size_t recordHeadSize = 24;
constexpr std::uint32_t longestPayload = 16 * 1024 * 1024;

struct RecordHead {
    std::uint32_t length = 0;
    std::uint32_t type = 0;
    std::uint64_t sequence = 0;
    std::uint32_t check = 0;
    std::uint32_t payloadCheck = 0;
};

[[nodiscard]] std::array<std::byte, fileHeadSize> fileHead();
/// Head and payload in one block.
[[nodiscard]] std::vector<std::byte> record(
    std::uint32_t type, std::uint64_t sequence, std::span<const std::byte> payload);
/// Empty when the bytes cannot be a record's head.
[[nodiscard]] std::optional<RecordHead> parseHead(std::span<const std::byte> bytes);
[[nodiscard]] bool isIntact(const RecordHead &head, std::span<const std::byte> payload);
} // namespace journal_format

/// A file descriptor that closes itself.
class FileHandle {
public:
    explicit FileHandle(int number = -1) : m_number(number) {}
    FileHandle(FileHandle &&other) noexcept : m_number(other.m_number) { other.m_number = -1; }
    FileHandle &operator=(FileHandle &&other) noexcept;
    ~FileHandle();
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

/// What a walk over a journal found.
struct JournalExtent {
    std::uint64_t records = 0;
    std::uint64_t lastSequence = 0; ///< 0 = empty
    std::uint64_t end = 0; ///< where the last good record ends
    std::uint64_t size = 0; ///< of the file; larger than `end` when the tail is torn
};

/// Walks over the records of an open journal, oldest first. Bytes behind the last good record that
/// hold no further one are a torn tail: the walk ends before them. A bad record with a good one
/// behind it is damage, and an error that names the file and the offset, as is what the visitor
/// returns.
[[nodiscard]] Result<JournalExtent> walkJournal(
    const FileHandle &handle, const std::filesystem::path &file, const JournalVisitor &visit);

/// Reads a journal that others may be writing to, without the lock and without changing anything.
[[nodiscard]] Result<JournalExtent> readJournal(
    const std::filesystem::path &file, const JournalVisitor &visit);

} // namespace agora
