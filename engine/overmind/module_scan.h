#pragma once

#include "engine/agency/bus.h"
#include "engine/base/process.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace agora {

/// Finds brain modules and asks each, in a process of its own, to describe itself: a module that
/// crashes while it is loaded harms nobody.
class ModuleScan {
public:
    ModuleScan(agency::Bus &bus, std::filesystem::path agentProgram,
        std::vector<std::filesystem::path> folders, std::filesystem::path scratch);

    /// `<folder>/<key>/<key>.so` beside its brain.json, first folder wins; nothing when unknown.
    [[nodiscard]] std::optional<std::filesystem::path> find(const std::string &key) const;
    [[nodiscard]] std::vector<std::string> keys() const;
    /// Array of {key, title, description, parameters, problem}; answers within 3 s.
    void describeAll(std::function<void(agency::Value)> done);

private:
    struct Job {
        std::string key;
        std::filesystem::path output;
        std::optional<Process> process;
    };
    void collect(std::shared_ptr<std::vector<Job>> jobs, Duration deadline,
        std::function<void(agency::Value)> done);

    agency::Bus &m_bus;
    std::filesystem::path m_program;
    std::vector<std::filesystem::path> m_folders;
    std::filesystem::path m_scratch;
};

} // namespace agora
