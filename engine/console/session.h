#pragma once

#include "engine/console/command.h"
#include "engine/console/console.h"
#include "engine/console/inbox.h"

namespace agora::console {

using Outcome = Result<void, Refusal>;

/// One command carried out on one engine.
class Session {
public:
    Session(const ConsolePorts &ports, const Command &command) : m_ports(ports), m_command(command)
    {}

    [[nodiscard]] Outcome run();

private:
    using Condition = std::function<bool(const Inbox::State &)>;

    [[nodiscard]] Outcome connect();
    [[nodiscard]] Outcome perform();
    [[nodiscard]] Outcome showEngine();
    [[nodiscard]] Outcome showTrading();
    [[nodiscard]] Outcome showModules();
    [[nodiscard]] Outcome showLog();
    [[nodiscard]] Outcome followLog();
    void printLog(const std::deque<LogRecord> &records) const;
    [[nodiscard]] Outcome addBrain();
    [[nodiscard]] Outcome changeBrain();
    [[nodiscard]] Outcome call();
    [[nodiscard]] Outcome inspect();
    /// What the agent of the command line answers; refuses a name that no agent has.
    [[nodiscard]] Result<agency::Value, Refusal> callAgent(
        const std::string &method, const agency::Value &arguments);
    [[nodiscard]] bool isWanted(const LogRecord &record) const;
    [[nodiscard]] Outcome shutDown();

    /// False when the limit passed, or Ctrl-C came, before the condition held.
    [[nodiscard]] bool waitFor(Duration limit, const Condition &condition);
    /// Waits for what the engine tells by itself; the refusal says that its `what` did not come,
    /// and why if the kind of agent that tells it does not run.
    [[nodiscard]] Outcome require(const char *what, const char *teller, const Condition &condition);
    /// Starts a request with a function that takes the answer; empty when none came in time or
    /// the engine is gone.
    template <typename Answer, typename Start>
    [[nodiscard]] std::optional<Answer> answerTo(Start start);
    [[nodiscard]] Outcome confirmed(const std::function<void(client::Done)> &start);
    [[nodiscard]] Result<std::vector<client::BrainModuleInfo>, Refusal> modules();
    [[nodiscard]] Result<client::NewBrain, Refusal> newBrain();
    [[nodiscard]] std::string nameOfAdded(const std::vector<client::BrainInfo> &before);

    [[nodiscard]] Failure<Refusal> refuse(std::string sentence) const;
    [[nodiscard]] Failure<Refusal> tooLate(const std::string &what);
    void print(const agency::Value &document) const;
    void printDone(const std::string &sentence, agency::Value::Object facts) const;

    const ConsolePorts &m_ports;
    const Command &m_command;
    Inbox m_inbox; // outlives the line, which fills it
    std::unique_ptr<EngineLink> m_link;
};

} // namespace agora::console
