#pragma once

#include "engine/base/paths.h"
#include "engine/base/process.h"
#include "engine/client/engine_client.h"

#include <QTemporaryDir>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace agora {

/// Everything an engine said, for tests; the newest state of each kind.
class Ear final : public client::EngineListener {
public:
    void onConnection(client::Connection connection, const std::string &) override;
    void onEngine(const client::EngineInfo &engine) override;
    void onAgents(const std::vector<client::AgentInfo> &agents) override;
    void onBars(client::SeriesId, const BarBatch &batch, bool snapshot) override;
    void onOrders(const std::vector<Order> &orders, bool snapshot) override;
    void onFills(const std::vector<Fill> &fills, bool snapshot) override;
    void onPositions(const std::vector<Position> &positions, bool snapshot) override;
    void onAccount(const Account &account) override;

    struct Heard {
        client::Connection connection = client::Connection::Connecting;
        std::optional<client::EngineInfo> engine;
        std::vector<client::AgentInfo> agents;
        std::map<std::int64_t, QuoteBar> bars; ///< by open time
        std::map<std::string, Order> orders;
        std::vector<Fill> fills;
        std::map<std::string, Position> positions;
        std::optional<Account> account;
    };
    [[nodiscard]] Heard heard() const
    {
        const std::scoped_lock lock(m_lock);
        return m_heard;
    }

private:
    mutable std::mutex m_lock; // the client's thread writes, the test reads
    Heard m_heard;
};

/// A whole engine with folders of its own, started as a user would, ended when the test ends.
class EngineProcess {
public:
    /// `toml` becomes its agora.toml.
    explicit EngineProcess(const std::string &toml = {});
    ~EngineProcess();

    [[nodiscard]] const Paths &paths() const { return m_paths; }
    Result<void> start(std::vector<std::string> arguments = {});
    [[nodiscard]] Process &process() { return *m_process; }
    [[nodiscard]] std::string output() const; ///< stdout and stderr so far
    /// Runs agorad to its end; for starts that must be refused.
    struct Run {
        int exitCode = -1;
        std::string output;
    };
    [[nodiscard]] Run runToEnd(std::vector<std::string> arguments);
    /// Runs agoractl with these arguments.
    [[nodiscard]] Run console(std::vector<std::string> arguments) const;
    /// The same, left running; what it says goes to `output`.
    [[nodiscard]] Result<Process> startConsole(
        std::vector<std::string> arguments, const std::filesystem::path &output) const;

    [[nodiscard]] client::EngineClient &client();
    [[nodiscard]] Ear::Heard heard() const { return m_ear.heard(); }
    /// Calls a method and waits for the answer, 20 s at most.
    [[nodiscard]] Result<agency::Value> call(
        const std::string &agent, const std::string &method, const agency::Value &arguments = {});
    [[nodiscard]] std::optional<client::AgentInfo> agent(const std::string &name) const;
    [[nodiscard]] std::vector<int> pidsLeft() const; ///< processes that still belong to this engine
    [[nodiscard]] std::vector<std::string> socketsLeft() const;

private:
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> environment() const;
    QTemporaryDir m_folder;
    Paths m_paths;
    Ear m_ear;
    std::optional<Process> m_process;
    std::unique_ptr<client::EngineClient> m_client;
};

} // namespace agora
