#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace agora {

/// Where one profile keeps its files. XDG folders, overridden by AGORA_CONFIG_DIR, AGORA_DATA_DIR,
/// AGORA_RUNTIME_DIR (each then used as it stands, without `agora/<profile>` behind it).
struct Paths {
    std::string profile; ///< letters, digits, '-' and '_'
    std::filesystem::path config; ///< agora.toml
    std::filesystem::path data; ///< market.db, journal.log, logs/, brain state
    std::filesystem::path runtime; ///< ipc sockets and pid files, mode 0700

    [[nodiscard]] static Result<Paths> forProfile(const std::string &profile);
    /// Makes the folders (runtime 0700) and tries to write in data and runtime; the error names the
    /// folder. Socket paths must stay under 100 characters: a longer runtime folder is refused.
    [[nodiscard]] Result<void> prepare() const;
};

/// Is this a folder of ours that nobody else may enter (0700)? The error names what is wrong.
[[nodiscard]] Result<void> checkPrivateFolder(const std::filesystem::path &folder);

/// Does somebody listen at this local socket? A file that a killed process left does not count.
[[nodiscard]] bool isSocketInUse(const std::filesystem::path &socket);
/// Tells a file from another one that took its name later; 0 when there is none.
[[nodiscard]] std::uint64_t fileNumber(const std::filesystem::path &file);

/// Folder of the running program, to find its sister programs and, in a build tree, its brains.
[[nodiscard]] std::filesystem::path programFolder();

/// The running program's own file: what a process that re-executes itself starts.
[[nodiscard]] std::filesystem::path programFile();

/// A new folder that nobody else may enter (0700), in $XDG_RUNTIME_DIR or the system's place for
/// temporary files.
[[nodiscard]] Result<std::filesystem::path> makeFreshRuntimeFolder(const std::string &prefix);

/// Writes a whole file or nothing: temporary file, fsync, rename.
[[nodiscard]] Result<void> writeFileAtomically(
    const std::filesystem::path &file, std::string_view content);
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path &file);

} // namespace agora
