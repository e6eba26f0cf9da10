#pragma once

#include "engine/agency/bus.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace agora::agency {

/// What is known of a registered agent.
struct Registration {
    std::string name;
    std::string kind;
    std::string endpoint;
    std::uint64_t epoch = 0;
    int pid = 0;
    bool isReady = false;
    Duration lastBeat{}; ///< monotonic
};

/// Name → endpoint, for one system of agents. Registrations are leases: beats renew them, and a
/// beat registers anew with a name server that was restarted. Lives on somebody's bus, which must
/// be called “nameserver” by the others.
class NameServer {
public:
    static constexpr Duration lease = std::chrono::seconds(3);
    static constexpr Duration lookUpPatience = std::chrono::seconds(2);

    explicit NameServer(Bus &bus);

    /// After each beat and registration.
    void onBeat(std::function<void(const Registration &)> hook) { m_onBeat = std::move(hook); }
    /// The supervisor knows that it is dead: its name is free at once.
    void forget(const std::string &name);
    /// The supervisor starts this life of it, and made sure that no other runs: whatever earlier
    /// lives still say (a beat that was under way when they died) is refused from now on.
    void expect(const std::string &name, std::uint64_t epoch);
    [[nodiscard]] std::optional<Registration> find(const std::string &name) const;
    [[nodiscard]] const std::map<std::string, Registration> &all() const { return m_agents; }

private:
    struct Waiting {
        Answer answer;
        Duration deadline{};
    };
    Result<void> enter(const Registration &registration);
    void lookUp(const std::string &name, Answer answer);
    void answerWaiting(const Registration &registration);
    void sweep();

    Bus &m_bus;
    std::map<std::string, Registration> m_agents;
    std::map<std::string, std::uint64_t> m_expected; ///< epochs by name
    std::multimap<std::string, Waiting> m_waiting;
    std::function<void(const Registration &)> m_onBeat;
};

/// One registration as the control plane carries it.
[[nodiscard]] Value toValue(const Registration &registration);
[[nodiscard]] Registration registrationFrom(const Value &value);

} // namespace agora::agency
