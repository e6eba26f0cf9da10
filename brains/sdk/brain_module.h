#pragma once

#include "brains/sdk/brain.h"
#include "engine/base/dynamic_library.h"
#include "engine/base/result.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace agora {

/// A brain that lives in a module. The module must stay loaded longer than it.
using BrainInstance = std::unique_ptr<Brain, void (*)(Brain *)>;

/// A shared library with a brain in it. This is the host's side; brains themselves need only
/// brain.h.
class BrainModule {
public:
    /// The error says in one sentence what is wrong with the file: missing, no brain module, built
    /// for another version of the brain interface (both are named), or a description that cannot be
    /// used.
    [[nodiscard]] static Result<BrainModule> load(const std::filesystem::path &file);

    [[nodiscard]] const BrainDescription &description() const { return m_description; }
    /// A new brain. An exception from its constructor comes back as an error.
    [[nodiscard]] Result<BrainInstance> create() const;

private:
    using Create = Brain *(*)();
    using Destroy = void (*)(Brain *);

    BrainModule(DynamicLibrary library, std::string file, Create creator, Destroy destroyer)
        : m_library(std::move(library))
        , m_file(std::move(file))
        , m_create(creator)
        , m_destroy(destroyer)
    {}

    DynamicLibrary m_library;
    std::string m_file;
    Create m_create;
    Destroy m_destroy;
    BrainDescription m_description;
};

/// A brain that can be loaded: the folder `<key>` holds `brain.json`, its registration, and beside
/// it `<key>.so`.
struct InstalledBrain {
    std::string key;
    std::filesystem::path library;
    std::filesystem::path registration;
    bool operator==(const InstalledBrain &) const = default;
};

/// All brains in these folders, by key. Of two with the same key the one in the earlier folder
/// counts, so a user's own can come before the installed ones. Folders that do not exist are empty.
[[nodiscard]] std::vector<InstalledBrain> findModules(
    std::span<const std::filesystem::path> folders);
/// The error names the key, what is like it, and the folders.
[[nodiscard]] Result<InstalledBrain> findModule(
    std::span<const std::filesystem::path> folders, const std::string &key);

} // namespace agora
