#pragma once

#include "engine/agency/life/system.h"
#include "engine/agency/proxy.h"
#include "engine/base/paths.h"
#include "engine/base/process_usage.h"

#include <QTest>

#include <filesystem>
#include <set>

namespace agora::agency {

/// A system whose agents are processes of `agency_life_program`.
class LifeSystem {
public:
    explicit LifeSystem(NameServerOptions options = {})
    {
        options.program = program();
        auto started = System::start(std::move(options));
        if (!started)
            qFatal("%s", started.error().message.c_str());
        m_system = std::move(*started);
        m_folder = std::filesystem::path(nameServer().substr(6)).parent_path();
    }

    static std::filesystem::path program() { return programFolder() / "agency_life_program"; }

    System &operator*() { return *m_system; }
    System *operator->() { return m_system.get(); }
    [[nodiscard]] const std::string &nameServer() const { return m_system->nameServer(); }
    [[nodiscard]] const std::filesystem::path &folder() const { return m_folder; }

    [[nodiscard]] static SpawnOptions sample(const std::string &name, Value attributes = {})
    {
        return {.name = name,
            .kind = "sample",
            .program = program(),
            .attributes = std::move(attributes)};
    }
    [[nodiscard]] Result<SpawnedAgent> spawn(const std::string &name, Value attributes = {})
    {
        return m_system->spawn(sample(name, std::move(attributes)));
    }
    [[nodiscard]] SpawnedAgent running(const std::string &name, Value attributes = {})
    {
        auto agent = spawn(name, std::move(attributes));
        if (!agent)
            qFatal("%s", agent.error().message.c_str());
        return *agent;
    }
    [[nodiscard]] Value state(const std::string &name)
    {
        return m_system->call(name, "state", {}, limit).valueOr({});
    }
    [[nodiscard]] Result<Value> control(
        const std::string &name, const std::string &method, const Value &arguments = {})
    {
        return m_system->call(controlOf(name), method, arguments, limit);
    }
    [[nodiscard]] std::set<std::string> names()
    {
        std::set<std::string> names;
        const auto agents = m_system->agents().valueOr({});
        for (const auto &agent : agents)
            names.insert(agent.name);
        return names;
    }
    [[nodiscard]] std::string phase(const std::string &name)
    {
        const auto found = m_system->find(name, {});
        return found ? std::string(toString(found->phase)) : "";
    }
    /// Socket files but for the name server's.
    [[nodiscard]] std::set<std::string> sockets() const
    {
        std::set<std::string> files;
        std::error_code ignored;
        for (const auto &entry : std::filesystem::directory_iterator(m_folder, ignored)) {
            if (const auto file = entry.path().filename().string(); !file.starts_with("nameserver"))
                files.insert(file);
        }
        return files;
    }

private:
    static constexpr Duration limit = std::chrono::seconds(10); ///< of a call, on a busy machine

    std::unique_ptr<System> m_system;
    std::filesystem::path m_folder;
};

[[nodiscard]] inline Value with(const std::string &key, Value value)
{
    Value object;
    object.set(key, std::move(value));
    return object;
}

/// A zombie that its parent has not reaped yet counts as gone: it has no command line any more.
[[nodiscard]] inline bool isAlive(int pid) { return !commandLineOf(pid).empty(); }

} // namespace agora::agency
