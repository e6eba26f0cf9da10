#pragma once

#include "engine/agency/life/spawn.h"
#include "engine/agency/registration.h"

#include <memory>
#include <string>
#include <vector>

namespace agora::agency {

/// How a name server is to be started.
struct NameServerOptions {
    std::string endpoint{}; ///< empty = ipc in the runtime folder; `tcp://host:0` = any free port
    std::filesystem::path runtimeFolder{}; ///< empty = a new one that is removed at the end
    std::filesystem::path file{}; ///< what it knows is kept there; empty = in memory only
    std::string kind = "nameserver"; ///< or one of Kinds::addNameServer
    std::filesystem::path program{}; ///< empty = this very program
    Orphans orphans = Orphans::End;
    Duration limit = std::chrono::seconds(5);
};

/// A name server in a process of its own.
class NameServerProcess {
public:
    /// Returns when it answers, or with its own error (address in use, permission denied …). A file
    /// that an earlier one left is taken up: same endpoint, the agents it knew.
    [[nodiscard]] static Result<NameServerProcess> start(NameServerOptions options = {});

    NameServerProcess(NameServerProcess &&other) noexcept;
    NameServerProcess &operator=(NameServerProcess &&other) noexcept;
    NameServerProcess(const NameServerProcess &) = delete;
    NameServerProcess &operator=(const NameServerProcess &) = delete;
    ~NameServerProcess(); ///< drops the lifeline: it ends, unless it is to go on

    [[nodiscard]] const std::string &endpoint() const { return m_agent.endpoint; }
    [[nodiscard]] int pid() const { return m_agent.pid; }
    [[nodiscard]] bool isRunning();
    /// SIGKILL, as a test or the last resort.
    void kill();
    /// Waits at most `limit` for its end.
    bool waitForEnd(Duration limit);
    [[nodiscard]] const std::filesystem::path &runtimeFolder() const { return m_folder; }
    [[nodiscard]] bool ownsFolder() const { return m_ownsFolder; }

private:
    NameServerProcess(
        ChildAgent child, SpawnedAgent agent, std::filesystem::path folder, bool ownsFolder);
    void removeFolder();
    ChildAgent m_child;
    SpawnedAgent m_agent;
    std::filesystem::path m_folder;
    bool m_ownsFolder = false; ///< made by us, removed when the name server is gone
};

/// What a shutdown had to do.
struct ShutdownReport {
    std::vector<std::string> ended; ///< in good order
    std::vector<std::string> killed; ///< had to be killed
    std::vector<std::string> left; ///< out of reach (another machine that does not answer)
};

/// A whole system of agents as a plain program sees it: a name server, and agents to start, list
/// and shut down. One thread at a time. When it goes, or the program dies, its name server and
/// agents end (but for those with Orphans::GoOn).
class System {
public:
    /// Starts a name server, and makes it this process's AGORA_NAMESERVER.
    [[nodiscard]] static Result<std::unique_ptr<System>> start(NameServerOptions options = {});
    /// Uses one that runs: `nameServer`, or the environment's. Waits at most `limit` for it.
    [[nodiscard]] static Result<std::unique_ptr<System>> attach(
        std::string nameServer = {}, Duration limit = std::chrono::seconds(3));
    ~System();

    [[nodiscard]] const std::string &nameServer() const { return m_nameServer; }
    /// 0 when it was not started by us.
    [[nodiscard]] int nameServerPid() const { return m_process ? m_process->pid() : 0; }
    [[nodiscard]] Result<SpawnedAgent> spawn(const SpawnOptions &options);
    [[nodiscard]] Spawner &spawner() { return *m_spawner; }
    /// Every registered agent; the name server is not one of them.
    [[nodiscard]] Result<std::vector<Registration>> agents();
    /// Waits at most `patience` for one that is not there yet.
    [[nodiscard]] Result<Registration> find(
        const std::string &name, Duration patience = std::chrono::seconds(3));
    /// A method of `agent` (its safe ones; `controlOf(agent)` for the others).
    [[nodiscard]] Result<Value> call(const std::string &agent, const std::string &method,
        const Value &arguments = {}, Duration limit = std::chrono::seconds(3));

    /// Ends every agent: asks, and at half time kills who is left, blocked and halted ones too.
    /// Returns within `limit`. The name server stays.
    [[nodiscard]] Result<ShutdownReport> shutdownAgents(Duration limit = std::chrono::seconds(10));
    /// The same, then the name server ends too; its process and files are gone afterwards, whatever
    /// happened.
    [[nodiscard]] Result<ShutdownReport> shutdown(Duration limit = std::chrono::seconds(10));

private:
    System();
    void open();
    ShutdownReport shutdownWithoutNameServer();
    struct Client;
    std::string m_nameServer;
    std::optional<NameServerProcess> m_process;
    std::unique_ptr<Spawner> m_spawner;
    std::unique_ptr<Client> m_client;
    std::filesystem::path m_folder;
    bool m_ownsFolder = false;
};

} // namespace agora::agency
