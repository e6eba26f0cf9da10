#include "engine/base/paths.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace agora {

namespace {

Failure<Error> systemFailure(const std::string &what, const std::filesystem::path &file)
{
    return fail(what + ' ' + file.string() + ": " + std::strerror(errno));
}

bool writeAll(int handle, std::string_view content)
{
    while (!content.empty()) {
        const auto written = ::write(handle, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// So that the rename itself survives a power cut; file systems without it are not an error.
void syncFolder(const std::filesystem::path &folder)
{
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}

Result<void> writeAndSync(const std::filesystem::path &file, std::string_view content)
{
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (handle < 0)
        return systemFailure("cannot write", file);
    const bool isKept = writeAll(handle, content) && ::fsync(handle) == 0;
    const int reason = errno;
    const bool isClosed = ::close(handle) == 0;
    if (isKept && isClosed)
        return {};
    errno = isKept ? errno : reason;
    return systemFailure("cannot write", file);
}

} // namespace

Result<void> writeFileAtomically(const std::filesystem::path &file, std::string_view content)
{
    static std::atomic<unsigned> number = 0;
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const auto temporary = folder
        / ('.' + file.filename().string() + '.' + std::to_string(::getpid()) + '-'
            + std::to_string(number++) + ".tmp");
    if (auto written = writeAndSync(temporary, content); !written) {
        ::unlink(temporary.c_str());
        return written;
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0) {
        auto failure = systemFailure("cannot write", file);
        ::unlink(temporary.c_str());
        return failure;
    }
    syncFolder(folder);
    return {};
}

Result<void> checkPrivateFolder(const std::filesystem::path &folder)
{
    struct stat found {};
    if (::lstat(folder.c_str(), &found) != 0)
        return systemFailure("cannot use folder", folder);
    if (!S_ISDIR(found.st_mode))
        return fail("cannot use " + folder.string() + ": it is no folder");
    if (found.st_uid != ::geteuid())
        return fail("cannot use folder " + folder.string() + ": it belongs to another user");
    if ((found.st_mode & 0077U) != 0)
        return fail("cannot use folder " + folder.string()
            + ": others may enter it (make it private with `chmod 700`)");
    return {};
}

bool isSocketInUse(const std::filesystem::path &socket)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket.native().size() >= sizeof(address.sun_path))
        return false;
    socket.native().copy(address.sun_path, sizeof(address.sun_path) - 1);
    const int handle = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (handle < 0)
        return false;
    const bool answered
        = ::connect(handle, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0
        || errno == EAGAIN; // its queue is full
    ::close(handle);
    return answered;
}

std::uint64_t fileNumber(const std::filesystem::path &file)
{
    struct stat found {};
    return ::lstat(file.c_str(), &found) == 0 ? found.st_ino : 0;
}

Result<std::string> readFile(const std::filesystem::path &file)
{
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0)
        return systemFailure("cannot read", file);
    std::string content;
    std::array<char, 65536> block{};
    for (;;) {
        const auto count = ::read(handle, block.data(), block.size());
        if (count > 0) {
            content.append(block.data(), static_cast<std::size_t>(count));
        } else if (count == 0) {
            ::close(handle);
            return content;
        } else if (errno != EINTR) {
            auto failure = systemFailure("cannot read", file);
            ::close(handle);
            return failure;
        }
    }
}

} // namespace agora
