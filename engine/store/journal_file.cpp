#include "engine/store/journal_file.h"

#include "engine/base/crc32c.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace agora {

namespace {

constexpr std::string_view magic = "AGORAJNL";
constexpr std::uint32_t version = 1;

template <typename Number>
void put(std::byte *at, Number value)
{
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        at[i] = static_cast<std::byte>(value >> (8 * i));
}

template <typename Number>
Number get(const std::byte *at)
{
    Number value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        value |= static_cast<Number>(
            static_cast<Number>(std::to_integer<unsigned>(at[i])) << (8 * i));
    return value;
}

/// A window over the file that moves forward, so that small records do not cost a system call each.
class Window {
public:
    Window(const FileHandle &handle, std::uint64_t size) : m_handle(handle), m_size(size) {}

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// Fewer bytes than asked for at the end of the file. Valid until the next call.
    [[nodiscard]] Result<std::span<const std::byte>> bytes(std::uint64_t offset, std::size_t length)
    {
        length = static_cast<std::size_t>(
            std::min<std::uint64_t>(length, m_size - std::min(offset, m_size)));
        if (offset < m_offset || offset + length > m_offset + m_bytes.size()) {
            if (const auto loaded = load(offset, std::max(length, step)); !loaded)
                return loaded.failure();
        }
        const auto from = static_cast<std::size_t>(offset - m_offset);
        return std::span<const std::byte>(m_bytes).subspan(
            from, std::min(length, m_bytes.size() - from));
    }

private:
    static constexpr std::size_t step = 1024 * 1024;

    Result<void> load(std::uint64_t offset, std::size_t length)
    {
        m_offset = offset;
        m_bytes.resize(length);
        std::size_t filled = 0;
        while (filled < length) {
            const auto count = pread(m_handle.number(), m_bytes.data() + filled, length - filled,
                static_cast<off_t>(offset + filled));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return fail(std::string("reading failed: ") + std::strerror(errno));
            if (count == 0)
                break;
            filled += static_cast<std::size_t>(count);
        }
        m_bytes.resize(filled);
        return {};
    }

    const FileHandle &m_handle;
    std::uint64_t m_size;
    std::uint64_t m_offset = 0;
    std::vector<std::byte> m_bytes;
};

struct Found {
    journal_format::RecordHead head;
    std::span<const std::byte> payload;
};

/// The good record at an offset, or none.
Result<std::optional<Found>> recordAt(Window &window, std::uint64_t offset)
{
    using namespace journal_format;
    const auto bytes = window.bytes(offset, recordHeadSize);
    if (!bytes)
        return bytes.failure();
    const auto head = parseHead(*bytes);
    if (!head || head->length > window.size() - offset - recordHeadSize)
        return std::optional<Found>();
    const auto payload = window.bytes(offset + recordHeadSize, head->length);
    if (!payload)
        return payload.failure();
    if (!isIntact(*head, *payload))
        return std::optional<Found>();
    return std::optional(Found{*head, *payload});
}

/// A good record behind a bad one, found by trying every offset: then the bad one is damage and no
/// torn tail.
Result<bool> hasRecordBehind(Window &window, std::uint64_t offset, std::uint64_t lastSequence)
{
    for (auto at = offset + 1; at + journal_format::recordHeadSize <= window.size(); ++at) {
        const auto found = recordAt(window, at);
        if (!found)
            return found.failure();
        if (*found && (*found)->head.sequence > lastSequence)
            return true;
    }
    return false;
}

Result<void> checkFileHead(Window &window)
{
    const auto bytes = window.bytes(0, journal_format::fileHeadSize);
    if (!bytes)
        return bytes.failure();
    const auto expected = journal_format::fileHead();
    if (std::equal(bytes->begin(), bytes->end(), expected.begin()))
        return {}; // or its beginning: a crash while the file was made
    const auto text = std::as_bytes(std::span(magic));
    const bool isOurs = bytes->size() == journal_format::fileHeadSize
        && std::equal(text.begin(), text.end(), bytes->begin())
        && crc32c(bytes->first(12)) == get<std::uint32_t>(bytes->data() + 12);
    if (isOurs)
        return fail("a newer Agora wrote this journal (version "
            + std::to_string(get<std::uint32_t>(bytes->data() + 8)) + ", this program knows "
            + std::to_string(version) + ")");
    return fail("this is not a journal, or its first 16 bytes are damaged");
}

Result<JournalExtent> walk(Window &window, const JournalVisitor &visit)
{
    JournalExtent extent{.size = window.size()};
    if (const auto checked = checkFileHead(window); !checked)
        return checked.failure();
    if (window.size() < journal_format::fileHeadSize)
        return extent;
    extent.end = journal_format::fileHeadSize;
    while (extent.end < window.size()) {
        const auto found = recordAt(window, extent.end);
        if (!found)
            return found.failure();
        if (!*found) {
            const auto goesOn = hasRecordBehind(window, extent.end, extent.lastSequence);
            if (!goesOn)
                return goesOn.failure();
            if (*goesOn)
                return fail("the record at offset " + std::to_string(extent.end)
                    + " is damaged, and good records follow it");
            return extent;
        }
        const auto &head = (*found)->head;
        if (head.sequence != extent.lastSequence + 1)
            return fail("the record at offset " + std::to_string(extent.end) + " has sequence "
                + std::to_string(head.sequence) + " instead of "
                + std::to_string(extent.lastSequence + 1));
        if (const auto visited = visit({head.sequence, head.type, (*found)->payload}); !visited)
            return fail("the record at offset " + std::to_string(extent.end) + " (sequence "
                + std::to_string(head.sequence) + "): " + visited.error().message);
        extent.end += journal_format::recordHeadSize + head.length;
        extent.lastSequence = head.sequence;
        ++extent.records;
    }
    return extent;
}

} // namespace

namespace journal_format {

std::array<std::byte, fileHeadSize> fileHead()
{
    std::array<std::byte, fileHeadSize> head{};
    std::memcpy(head.data(), magic.data(), magic.size());
    put(head.data() + 8, version);
    put(head.data() + 12, crc32c(std::span(head).first(12)));
    return head;
}

std::vector<std::byte> record(
    std::uint32_t type, std::uint64_t sequence, std::span<const std::byte> payload)
{
    std::vector<std::byte> bytes(recordHeadSize + payload.size());
    put(bytes.data(), static_cast<std::uint32_t>(payload.size()));
    put(bytes.data() + 4, type);
    put(bytes.data() + 8, sequence);
    const auto check = crc32c(std::span(bytes).first(16));
    put(bytes.data() + 16, check);
    put(bytes.data() + 20, crc32c(payload, check));
    std::copy(payload.begin(), payload.end(), bytes.begin() + recordHeadSize);
    return bytes;
}

std::optional<RecordHead> parseHead(std::span<const std::byte> bytes)
{
    if (bytes.size() < recordHeadSize)
        return std::nullopt;
    const RecordHead head{.length = get<std::uint32_t>(bytes.data()),
        .type = get<std::uint32_t>(bytes.data() + 4),
        .sequence = get<std::uint64_t>(bytes.data() + 8),
        .check = get<std::uint32_t>(bytes.data() + 16),
        .payloadCheck = get<std::uint32_t>(bytes.data() + 20)};
    if (head.length > longestPayload || crc32c(bytes.first(16)) != head.check)
        return std::nullopt;
    return head;
}

bool isIntact(const RecordHead &head, std::span<const std::byte> payload)
{
    return payload.size() == head.length && crc32c(payload, head.check) == head.payloadCheck;
}

} // namespace journal_format

FileHandle &FileHandle::operator=(FileHandle &&other) noexcept
{
    std::swap(m_number, other.m_number);
    return *this;
}

FileHandle::~FileHandle()
{
    if (m_number >= 0)
        close(m_number);
}

Result<JournalExtent> walkJournal(
    const FileHandle &handle, const std::filesystem::path &file, const JournalVisitor &visit)
{
    struct stat status {};
    if (fstat(handle.number(), &status) != 0)
        return fail(file.string() + ": " + std::strerror(errno));
    Window window(handle, static_cast<std::uint64_t>(status.st_size));
    auto extent = walk(window, visit);
    if (!extent)
        return fail(file.string() + ": " + extent.error().message);
    return extent;
}

Result<JournalExtent> readJournal(const std::filesystem::path &file, const JournalVisitor &visit)
{
    const FileHandle handle(open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!handle.isOpen())
        return fail(file.string() + ": cannot be read: " + std::strerror(errno));
    return walkJournal(handle, file, visit);
}

} // namespace agora
