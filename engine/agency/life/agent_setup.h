#pragma once

#include "engine/agency/bus.h"

#include <filesystem>
#include <string>
#include <vector>

namespace agora::agency {

/// What becomes of an agent when the process that started it dies.
enum class Orphans {
    End, ///< it ends in good order, within about half a second
    GoOn ///< it goes on; somebody else may take it over
};

/// All that an agent process is told at its birth. It travels as command line arguments (so that
/// `ps` shows name, kind and epoch, and so that anybody can start one by hand, on any machine); the
/// attributes travel in the environment, which other users cannot read.
struct AgentSetup {
    std::string name;
    std::string kind;
    std::uint64_t epoch = 0; ///< 0 = the program takes one from its clock
    std::filesystem::path runtimeFolder; ///< ipc sockets; ours alone (0700)
    /// The folder was made for this system alone: whoever leaves it last removes it.
    bool isFolderTemporary = false;
    std::string nameServer; ///< endpoint; empty = the environment's AGORA_NAMESERVER
    std::string endpoint; ///< where it listens; empty = by `transport`
    std::string transport = "ipc"; ///< default of its ports: ipc or tcp
    std::string host = "127.0.0.1"; ///< of tcp ports: the address that others reach it by
    std::string supervisor; ///< agent that gives the settings (trading agents); empty = none
    /// Who starts it again when its error policy says so: its starter (it ends with
    /// exitcode::Restart) or, when false, it itself (the process is replaced, the pid stays).
    bool isSupervised = false;
    Orphans orphans = Orphans::End;
    int lifeline = -1; ///< inherited handle to the starter; -1 when started by hand
    std::filesystem::path logFile;
    std::filesystem::path stateFile; ///< of a name server: what it knows survives there
    Duration clockOffset{};
    std::string clockMaster; ///< not empty = a replay
    Faults faults;
    Value attributes; ///< an object: the agent's initial attributes

    [[nodiscard]] std::vector<std::string> toArguments() const; ///< all but the attributes
    /// The error names the argument. `--agent` may stand first; attributes come from the
    /// environment, which is cleared of them (an agent's children must not inherit them).
    [[nodiscard]] static Result<AgentSetup> fromArguments(
        const std::vector<std::string> &arguments);

    /// Where every life of this agent is found: a link to the socket of the life that is
    /// registered, so that who was connected to one reaches the next by itself.
    [[nodiscard]] std::string namedEndpoint() const;
    /// A place for one more ipc port of this life, `label` telling it from the others: the epoch is
    /// in its file's name, so that a life which ends late cannot remove its successor's file. Names
    /// too long for the system's 107 characters are hashed.
    [[nodiscard]] std::string ipcEndpoint(const std::string &label) const;
};

/// Stands first among the arguments of a program that is to be an agent.
inline constexpr const char *agentArgument = "--agent";
/// Environment variables.
inline constexpr const char *nameServerVariable = "AGORA_NAMESERVER"; ///< endpoint
inline constexpr const char *attributesVariable = "AGORA_ATTRIBUTES"; ///< JSON object
/// The system hands over no more in one variable; larger data is for messages.
inline constexpr std::size_t mostAttributeBytes = 120'000;

/// What an agent's process ends with.
namespace exitcode {
inline constexpr int Ended = 0;
inline constexpr int Failed = 1; ///< could not start; the starter got the sentence
inline constexpr int Usage = 2; ///< wrong arguments
inline constexpr int Outdated = 3; ///< a newer life of the same name runs
inline constexpr int Stopped = 4; ///< its error policy ended it
inline constexpr int Restart = 75; ///< its error policy asks for a new life (supervised only)
inline constexpr int Killed = 137; ///< `agency.kill`, and its main thread could not be freed
} // namespace exitcode

/// A name that nobody else has: 32 hexadecimal digits.
[[nodiscard]] std::string generatedName();
/// Greater than any that this process gave before and, clocks permitting, than any given on this
/// machine.
[[nodiscard]] std::uint64_t nextEpoch();

} // namespace agora::agency
