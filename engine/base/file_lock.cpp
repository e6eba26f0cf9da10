#include "engine/base/process.h"
#include "engine/base/text.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace agora {

namespace {

std::string contentOf(int handle)
{
    std::array<char, 32> buffer{};
    const auto count = ::pread(handle, buffer.data(), buffer.size(), 0);
    return count > 0 ? std::string(buffer.data(), static_cast<std::size_t>(count)) : std::string{};
}

std::string holderOf(const std::string &content)
{
    const auto pid = parseInteger(trimmed(content));
    return pid ? " by process " + std::to_string(*pid) : std::string{};
}

} // namespace

Result<FileLock> FileLock::acquire(const std::filesystem::path &file)
{
    const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0)
        return fail("cannot open the lock file " + file.string() + ": " + std::strerror(errno));
    FileLock lock(handle);
    if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(file.string() + " is locked" + holderOf(contentOf(handle)));
        return fail("cannot lock " + file.string() + ": " + std::strerror(errno));
    }
    if (const auto content = contentOf(handle); !content.empty() && !parseInteger(trimmed(content)))
        return fail(file.string() + " is not a lock file: it holds something else");
    const auto pid = std::to_string(::getpid()) + '\n';
    if (::ftruncate(handle, 0) != 0
        || ::pwrite(handle, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
        return fail("cannot write the lock file " + file.string() + ": " + std::strerror(errno));
    return lock;
}

FileLock::FileLock(FileLock &&other) noexcept : m_handle(std::exchange(other.m_handle, -1)) {}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

FileLock::~FileLock()
{
    if (m_handle >= 0)
        ::close(m_handle); // the file stays: removing it would race with the next holder
}

} // namespace agora
