#pragma once

#include "engine/agency/life/agent_life.h"
#include "engine/agency/name_server.h"

#include <initializer_list>
#include <map>
#include <optional>
#include <string>

namespace agora::agency {

/// The agents that a program can become, by name of their kind. A visible list in the program's
/// `main`:
///     Kinds kinds;
///     kinds.add("pricer", [](AgentLife &life) { return std::make_unique<Pricer>(life); });
///     if (const auto code = runAsAgent(argc, argv, kinds))
///         return *code;
///     … the program itself
class Kinds {
public:
    Kinds(); ///< with the plain name server
    Kinds(std::initializer_list<std::pair<std::string, MakeBody>> makers);
    void add(std::string kind, MakeBody make);
    /// A name server of its own kind; `extend` gives it more methods before it listens.
    void addNameServer(std::string kind, std::function<void(Bus &, NameServer &)> extend);
    [[nodiscard]] const MakeBody *find(const std::string &kind) const;
    [[nodiscard]] std::string names() const; ///< for messages: “a”, “b”

private:
    std::map<std::string, MakeBody> m_makers;
};

/// When this process was started to be an agent (its first argument is `--agent`): lives that life
/// and gives the exit code. Otherwise nothing. Call it first thing in `main`, before any thread.
/// The kind `nameserver` is known without being added.
[[nodiscard]] std::optional<int> runAsAgent(int argc, char *argv[], const Kinds &kinds);

} // namespace agora::agency
