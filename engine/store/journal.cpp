#include "engine/store/journal.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace agora {

namespace {

std::string systemReason() { return std::strerror(errno); }

/// A new file's name is safe only when its folder is synced as well.
bool syncFolder(const std::filesystem::path &file)
{
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const FileHandle handle(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return handle.isOpen() && fsync(handle.number()) == 0;
}

} // namespace

Journal::Journal(std::filesystem::path file, FileLock lock, FileHandle handle)
    : m_file(std::move(file)), m_lock(std::move(lock)), m_handle(std::move(handle))
{}

Failure<Error> Journal::complain(const std::string &what) const
{
    return fail(m_file.string() + ": " + what);
}

Result<Journal> Journal::open(const std::filesystem::path &file)
{
    auto lock = FileLock::acquire(file.string() + ".lock");
    if (!lock)
        return fail(file.string() + ": cannot be opened for writing: " + lock.error().message);
    FileHandle handle(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!handle.isOpen())
        return fail(file.string() + ": cannot be opened for writing: " + systemReason());
    Journal journal(file, std::move(*lock), std::move(handle));
    if (const auto recovered = journal.recover(); !recovered)
        return recovered.failure();
    return journal;
}

Result<void> Journal::recover()
{
    const auto extent
        = walkJournal(m_handle, m_file, [](const JournalRecord &) { return Result<void>(); });
    if (!extent)
        return extent.failure();
    m_end = extent->end;
    m_lastSequence = extent->lastSequence;
    m_recovery.records = extent->records;
    if (m_end == 0) { // new, or its making was interrupted
        const auto head = journal_format::fileHead();
        if (const auto written = writeAll(head, 0); !written)
            return written.failure();
        m_end = head.size();
        if (fdatasync(m_handle.number()) != 0 || !syncFolder(m_file))
            return complain("syncing failed: " + systemReason());
        return {};
    }
    return extent->size > extent->end ? cutTail(*extent) : Result<void>();
}

Result<void> Journal::cutTail(const JournalExtent &extent)
{
    std::vector<std::byte> tail(extent.size - extent.end);
    const auto count
        = pread(m_handle.number(), tail.data(), tail.size(), static_cast<off_t>(extent.end));
    if (count != static_cast<ssize_t>(tail.size()))
        return complain("the torn tail cannot be read: " + systemReason());
    m_recovery.cutBytes = tail.size();
    m_recovery.cutAt = extent.end;
    m_recovery.keptIn = m_file.string() + ".torn-" + std::to_string(extent.end);
    const FileHandle kept(
        ::open(m_recovery.keptIn.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!kept.isOpen() || write(kept.number(), tail.data(), tail.size()) != count)
        return complain("the torn tail cannot be kept in " + m_recovery.keptIn.string() + ": "
            + systemReason());
    if (ftruncate(m_handle.number(), static_cast<off_t>(extent.end)) != 0
        || fdatasync(m_handle.number()) != 0)
        return complain("the torn tail cannot be cut off: " + systemReason());
    return {};
}

Result<void> Journal::writeAll(std::span<const std::byte> bytes, std::uint64_t offset)
{
    while (!bytes.empty()) {
        const auto count
            = pwrite(m_handle.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return complain("writing failed: " + systemReason());
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return {};
}

Result<std::uint64_t> Journal::append(
    std::uint32_t type, std::span<const std::byte> payload, Durability durability)
{
    if (m_isBroken)
        return complain("an earlier failure left the journal in doubt; it takes no more records");
    if (payload.size() > journal_format::longestPayload)
        return complain("a record of " + std::to_string(payload.size()) + " bytes is too long");
    const auto bytes = journal_format::record(type, m_lastSequence + 1, payload);
    if (const auto written = writeAll(bytes, m_end); !written) {
        m_isBroken = ftruncate(m_handle.number(), static_cast<off_t>(m_end)) != 0;
        return written.failure();
    }
    m_end += bytes.size();
    ++m_lastSequence;
    if (durability == Durability::Synced) {
        if (const auto synced = sync(); !synced)
            return synced.failure();
    }
    return m_lastSequence;
}

Result<void> Journal::sync()
{
    if (fdatasync(m_handle.number()) == 0)
        return {};
    m_isBroken = true; // what the system dropped after a failed sync, a second sync does not tell
    return complain("syncing failed: " + systemReason());
}

Result<void> Journal::replay(const JournalVisitor &visit) const
{
    const auto extent = walkJournal(m_handle, m_file, visit);
    if (!extent)
        return extent.failure();
    return {};
}

} // namespace agora
