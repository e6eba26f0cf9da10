#pragma once

#include "engine/overmind/system_description.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace agora {

/// The brains of the system: those of `agora.toml`, changed by what the user did while it ran. The
/// changes are kept in a file of their own (the user's TOML and its comments are never rewritten).
class BrainRegistry {
public:
    /// The error names the file.
    [[nodiscard]] static Result<BrainRegistry> load(
        const std::vector<BrainSpec> &configured, const std::filesystem::path &file);

    [[nodiscard]] std::vector<BrainSpec> all() const; ///< by name
    [[nodiscard]] const BrainSpec *find(const std::string &name) const;
    /// Name `<module>`, `<module>-2` … when none was given.
    [[nodiscard]] std::string freeName(const std::string &module) const;
    /// Refuses a name that is taken.
    [[nodiscard]] Result<void> add(const BrainSpec &spec);
    [[nodiscard]] Result<void> remove(const std::string &name);
    [[nodiscard]] Result<void> setEnabled(const std::string &name, bool enabled);

private:
    [[nodiscard]] Result<void> save() const;
    std::filesystem::path m_file;
    std::map<std::string, BrainSpec> m_brains;
    std::map<std::string, BrainSpec> m_configured; ///< as the TOML has them
    std::vector<std::string> m_removed; ///< of the TOML's
};

} // namespace agora
