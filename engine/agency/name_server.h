#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/registration.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace agora::agency {

/// Name → endpoint, for one system of agents. Registrations are leases: the beats of the control
/// threads renew them, and a beat registers anew with a name server that was restarted. Lives on
/// somebody's bus (which the agents call “nameserver”) or in a process of its own.
///
/// Methods
///   ns.register    registration → true; refused: taken, an older life, no reachable address
///   ns.beat        registration → {} or {refused, outdated}: renews, or registers anew
///   ns.unregister  {name, epoch} → true
///   ns.watch       {name, epoch, known} → {version, news, order}: answered as soon as there is
///                  something to tell: `news` are the newest epochs of names of which a newer life
///                  replaced another since version `known` (every agent refuses older lives from
///                  then on); `order` is what a shutdown wants of this agent, see SystemShutdown
///   ns.lookup      {name, patienceMs = 2000} → registration; `<name>#control` gives the control
///                  thread's endpoint; waits for one that is starting
///   ns.list        {} → registrations
///   ns.agents      {} → names
class NameServer {
public:
    /// A dead agent's name is free again after this and one sweep: within 3 s.
    static constexpr Duration lease = std::chrono::milliseconds(2500);
    static constexpr Duration sweepEvery = std::chrono::milliseconds(100);
    static constexpr Duration lookUpPatience = std::chrono::seconds(2);

    struct Options {
        std::filesystem::path file{}; ///< survives this name server; empty = nothing is kept
        std::string endpoint{}; ///< where it listens: kept in the file for a successor
    };
    explicit NameServer(Bus &bus) : NameServer(bus, Options{}) {}
    NameServer(Bus &bus, Options options);
    ~NameServer(); ///< the file is up to date then

    /// After each beat and registration.
    void onBeat(std::function<void(const Registration &)> hook) { m_onBeat = std::move(hook); }
    /// The supervisor knows that it is dead: its name is free at once, its socket files go.
    void forget(const std::string &name);
    /// The same for this life alone.
    void forgetLife(const std::string &name, std::uint64_t epoch);
    /// Nothing is to be taken up by a successor: the file goes.
    void forgetFile();
    /// The supervisor starts this life of it, and made sure that no other runs: whatever earlier
    /// lives still say (a beat that was under way when they died) is refused from now on.
    void expect(const std::string &name, std::uint64_t epoch);
    [[nodiscard]] std::optional<Registration> find(const std::string &name) const;
    [[nodiscard]] const std::map<std::string, Registration> &all() const { return m_agents; }
    /// Hands `order` to the agent's control thread: at once, or when it asks next.
    void order(const std::string &name, const Value &order);
    /// What the file could not be read or written for; empty = all is well.
    [[nodiscard]] const std::string &problem() const { return m_problem; }

private:
    struct Waiting {
        std::string asked; ///< the agent, or its control thread
        Answer answer;
        Duration deadline{};
    };
    struct Watcher {
        std::uint64_t epoch = 0;
        std::uint64_t known = 0;
        Answer answer;
    };
    struct Life {
        std::uint64_t epoch = 0; ///< the newest that was ever here
        std::uint64_t version = 0; ///< of the news that told it; 0 = it replaced none
        Duration lastSeen{};
    };
    void addMethods();
    Result<void> enter(Registration registration);
    [[nodiscard]] std::uint64_t newestEpoch(const std::string &name) const;
    void lookUp(const std::string &asked, Duration patience, Answer answer);
    static Value answerFor(const std::string &asked, Registration registration);
    void answerWaiting(const Registration &registration);
    void watch(const Value &arguments, Answer answer);
    void answerWatchers();
    [[nodiscard]] Value newsSince(std::uint64_t version) const;
    void remove(const std::string &name);
    void sweep();
    void disappoint(Duration now);
    void forgetOldLives(Duration now);
    void load();
    void save();

    Bus &m_bus;
    Options m_options;
    std::map<std::string, Registration> m_agents;
    std::map<std::string, std::uint64_t> m_expected; ///< epochs by name
    std::map<std::string, Life> m_lives;
    std::uint64_t m_version; ///< greater than any that an earlier name server told
    std::map<std::string, Watcher> m_watchers;
    std::map<std::string, Value> m_orders; ///< for agents that are not watching right now
    std::multimap<std::string, Waiting> m_waiting;
    std::function<void(const Registration &)> m_onBeat;
    std::string m_problem;
    bool m_isChanged = true; ///< since it was written; the endpoint is news, too
};

} // namespace agora::agency
