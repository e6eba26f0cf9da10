#include "engine/base/paths.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace agora {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longestSocketFolder = 80; // a socket's name of up to 19 characters follows

std::optional<fs::path> folderFromEnvironment(const char *name)
{
    const char *value = std::getenv(name);
    if (!value || !*value)
        return std::nullopt;
    return fs::path(value);
}

/// An XDG folder; its specification has relative ones ignored.
std::optional<fs::path> xdgFolder(const char *name, const char *underHome)
{
    if (const auto folder = folderFromEnvironment(name); folder && folder->is_absolute())
        return folder;
    if (!underHome)
        return std::nullopt;
    const auto home = folderFromEnvironment("HOME");
    return home ? std::optional(*home / underHome) : std::nullopt;
}

bool isProfileName(const std::string &name)
{
    const auto allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return !name.empty() && name.size() <= 40
        && name.find_first_not_of(allowed) == std::string::npos;
}

Result<void> makeFolder(const fs::path &folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail("cannot make the folder " + folder.string() + ": " + error.message());
    return {};
}

/// The runtime folder may lie in /tmp, where others could have made it first.
Result<void> makePrivate(const fs::path &folder)
{
    struct stat status {};
    if (::lstat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
        return fail(folder.string() + " is not a folder");
    if (status.st_uid != ::geteuid())
        return fail("the folder " + folder.string() + " belongs to another user");
    if (::chmod(folder.c_str(), S_IRWXU) != 0)
        return fail(
            "cannot make the folder " + folder.string() + " private: " + std::strerror(errno));
    return {};
}

Result<void> tryToWrite(const fs::path &folder)
{
    const auto probe = folder / (".write-test-" + std::to_string(::getpid()));
    if (const auto written = writeFileAtomically(probe, "x"); !written)
        return fail(
            "cannot write in the folder " + folder.string() + ": " + written.error().message);
    std::error_code ignored;
    fs::remove(probe, ignored);
    return {};
}

fs::path runtimeFolder(const std::string &profile)
{
    if (const auto xdg = xdgFolder("XDG_RUNTIME_DIR", nullptr))
        return *xdg / "agora" / profile;
    return fs::temp_directory_path() / ("agora-" + std::to_string(::geteuid()) + '-' + profile);
}

} // namespace

Result<Paths> Paths::forProfile(const std::string &profile)
{
    if (!isProfileName(profile))
        return fail("“" + profile
            + "” is not a profile name: only letters, digits, “-” and “_”, at most 40");
    const auto config = xdgFolder("XDG_CONFIG_HOME", ".config");
    const auto data = xdgFolder("XDG_DATA_HOME", ".local/share");
    Paths paths;
    paths.profile = profile;
    if (const auto given = folderFromEnvironment("AGORA_CONFIG_DIR"))
        paths.config = fs::absolute(*given);
    else if (config)
        paths.config = *config / "agora";
    if (const auto given = folderFromEnvironment("AGORA_DATA_DIR"))
        paths.data = fs::absolute(*given);
    else if (data)
        paths.data = *data / "agora" / profile;
    const auto runtime = folderFromEnvironment("AGORA_RUNTIME_DIR");
    paths.runtime = runtime ? fs::absolute(*runtime) : runtimeFolder(profile);
    if (paths.config.empty() || paths.data.empty())
        return fail("no place for configuration and data: HOME is not set");
    return paths;
}

Result<void> Paths::prepare() const
{
    if (runtime.string().size() > longestSocketFolder)
        return fail("the runtime folder " + runtime.string() + " is longer than "
            + std::to_string(longestSocketFolder)
            + " characters, too long for sockets: set AGORA_RUNTIME_DIR to a shorter one");
    for (const auto &folder : {config, data, runtime}) {
        if (const auto made = makeFolder(folder); !made)
            return made;
    }
    if (const auto isPrivate = makePrivate(runtime); !isPrivate)
        return isPrivate;
    for (const auto &folder : {data, runtime}) {
        if (const auto writable = tryToWrite(folder); !writable)
            return writable;
    }
    return {};
}

fs::path programFile()
{
    std::error_code error;
    auto program = fs::read_symlink("/proc/self/exe", error);
    AGORA_ENSURE(!error);
    return program;
}

fs::path programFolder() { return programFile().parent_path(); }

Result<fs::path> makeFreshRuntimeFolder(const std::string &prefix)
{
    const auto xdg = folderFromEnvironment("XDG_RUNTIME_DIR");
    auto pattern = ((xdg ? *xdg : fs::temp_directory_path()) / (prefix + "XXXXXX")).string();
    if (::mkdtemp(pattern.data()) == nullptr) // 0700 by its contract
        return fail("cannot make a folder " + pattern + ": " + std::strerror(errno));
    return fs::path(pattern);
}

} // namespace agora
