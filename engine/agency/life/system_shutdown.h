#pragma once

#include "engine/agency/name_server.h"
#include "engine/base/process.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace agora::agency {

/// Ends a whole system from its name server, in two phases and within a time that is given: every
/// agent is asked to end; at half time those that are left are killed: by their control threads,
/// which free a blocked main thread, then, on this machine, by SIGKILL, which ends a halted one
/// too. An agent has ended when its process is gone; of one on another machine all that is seen is
/// that its name goes.
///
/// Method
///   ns.shutdownAgents  {limitMs = 10000} → {ended, killed, left}: names; `left` are out of reach
class SystemShutdown {
public:
    SystemShutdown(Bus &bus, NameServer &names);

    using OnReport = std::function<void(const Value &report)>;
    /// `done` is called within `limit`. One that begins while another is under way joins it.
    void begin(Duration limit, OnReport done);
    [[nodiscard]] static Duration limitOf(const Value &arguments);

private:
    struct Victim {
        std::optional<Process> process; ///< of this machine
        std::uint64_t epoch = 0;
        bool isKilled = false;
        bool isGone = false;
    };
    enum class Step { Asked, Killed, Forced };
    void gather();
    void look();
    void advance(Duration now);
    void finish();
    [[nodiscard]] bool isGone(const std::string &name, Victim &victim) const;

    Bus &m_bus;
    NameServer &m_names;
    std::map<std::string, Victim> m_victims;
    std::vector<OnReport> m_done; ///< not empty = under way
    Step m_step = Step::Asked;
    Duration m_begun{};
    Duration m_limit{};
    TimerId m_timer = 0;
};

} // namespace agora::agency
