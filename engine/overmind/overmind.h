#pragma once

#include "engine/overmind/brain_registry.h"
#include "engine/overmind/module_scan.h"
#include "engine/overmind/supervisor.h"
#include "engine/overmind/system_description.h"

#include "engine/base/paths.h"

#include <functional>
#include <memory>
#include <string>

namespace agora {

/// Builds, watches and changes the running system: starts the agents of the description in order,
/// gives each its settings, carries out what consoles and windows ask for, ends everything.
class Overmind {
public:
    struct Setup {
        Paths paths;
        std::filesystem::path
            marketFolder; ///< where this run keeps its data (a replay has a folder of its own)
        SystemDescription system;
        std::filesystem::path programs; ///< folder of agora-agent and agora-gateway
        Duration clockOffset{};
        Supervisor::Setup supervision;
    };
    Overmind(agency::Bus &bus, agency::NameServer &names, Setup setup, BrainRegistry brains);

    /// Takes over what a predecessor left running, then starts what is missing.
    void start();
    /// Somebody asked for the end of the engine.
    void onShutdownRequest(std::function<void()> hook) { m_onShutdown = std::move(hook); }
    /// An agent without which there is no engine could not start: the sentence says which and why.
    void onFailure(std::function<void(const std::string &)> hook) { m_onFailure = std::move(hook); }
    /// Ends every agent within `limit`; the names of those that had to be killed.
    std::vector<std::string> stopAll(Duration limit);

private:
    void addMethods();
    void addBrainMethods();
    void offerStreams();
    void startBrain(const BrainSpec &spec, Supervisor::Started done);
    void addBrain(const agency::Value &given, agency::Answer answer);
    void removeBrain(const std::string &name, agency::Answer answer);
    void describeModules(agency::Answer answer);
    Result<BrainSpec> checkBrain(agency::Value given) const;
    [[nodiscard]] Result<agency::Value> settingsOf(const std::string &name) const;
    [[nodiscard]] agency::Value brainSettings(const BrainSpec &spec) const;
    [[nodiscard]] agency::Value venueSettings() const;
    [[nodiscard]] agency::Value symbolList() const;
    [[nodiscard]] agency::Value engineState() const;
    [[nodiscard]] agency::Value agentStates() const;
    [[nodiscard]] agency::Value brainStates() const;
    void publishState();
    void saveState();
    void adoptLeftovers();
    void watchFeed();
    void playWhenReady();
    [[nodiscard]] std::filesystem::path programFor(const std::string &kind) const;

    agency::Bus &m_bus;
    Setup m_setup;
    BrainRegistry m_brains;
    ModuleScan m_modules;
    Supervisor m_supervisor;
    std::function<void()> m_onShutdown;
    std::function<void(const std::string &)> m_onFailure;
    agency::Value m_feed; ///< the Feeder's last say: {state, finished}
    std::string m_savedWho; ///< as it stands in agents.json
    bool m_isPlaying = false;
    bool m_isChanged = true;
};

} // namespace agora
