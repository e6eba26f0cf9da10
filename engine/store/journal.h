#pragma once

#include "engine/base/process.h"
#include "engine/store/journal_file.h"

namespace agora {

/// When `append` may return.
enum class Durability {
    Buffered, ///< the system has it: survives the death of this process
    Synced ///< the disk has it: survives the death of the machine
};

/// What opening a journal found and mended.
struct JournalRecovery {
    std::uint64_t records = 0;
    std::uint64_t cutBytes = 0; ///< length of the torn tail; 0 = the journal was whole
    std::uint64_t cutAt = 0; ///< offset where the tail was cut off
    std::filesystem::path keptIn; ///< the cut bytes, kept for a look at them
};

/// An append-only log with one writer, of what must not be lost: orders, fills, ledger. See
/// journal_format for the layout.
class Journal {
public:
    /// Makes the file when it is missing. Takes the lock `<file>.lock` (the error names the pid
    /// that holds it), reads every record, and cuts off a torn tail, whose bytes it keeps in
    /// `<file>.torn-<offset>`. Damage before the tail is an error naming the offset.
    [[nodiscard]] static Result<Journal> open(const std::filesystem::path &file);

    /// Returns the new record's sequence number. After an error the journal is as it was before the
    /// call; if even that could not be assured, or a sync failed, it takes no more records until it
    /// is opened again. At most 16 MiB.
    [[nodiscard]] Result<std::uint64_t> append(std::uint32_t type,
        std::span<const std::byte> payload, Durability durability = Durability::Synced);
    /// Makes all that was appended Synced.
    [[nodiscard]] Result<void> sync();
    /// Visits every record, oldest first; stops with the visitor's error.
    [[nodiscard]] Result<void> replay(const JournalVisitor &visit) const;

    [[nodiscard]] std::uint64_t lastSequence() const { return m_lastSequence; }
    [[nodiscard]] const JournalRecovery &recovery() const { return m_recovery; }
    [[nodiscard]] const std::filesystem::path &file() const { return m_file; }

private:
    Journal(std::filesystem::path file, FileLock lock, FileHandle handle);
    [[nodiscard]] Result<void> recover();
    [[nodiscard]] Result<void> cutTail(const JournalExtent &extent);
    [[nodiscard]] Result<void> writeAll(std::span<const std::byte> bytes, std::uint64_t offset);
    [[nodiscard]] Failure<Error> complain(const std::string &what) const;

    std::filesystem::path m_file;
    FileLock m_lock;
    FileHandle m_handle;
    JournalRecovery m_recovery;
    std::uint64_t m_end = 0;
    std::uint64_t m_lastSequence = 0;
    bool m_isBroken = false;
};

} // namespace agora
