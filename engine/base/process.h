#pragma once

#include "engine/base/lifeline.h"
#include "engine/base/result.h"
#include "engine/base/time.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace agora {

/// What a new process is given.
struct ProcessSpec {
    std::filesystem::path program;
    std::vector<std::string> arguments; ///< without the program's own name
    std::vector<std::pair<std::string, std::string>> environment; ///< added to ours
    std::filesystem::path output; ///< stdout and stderr are appended to it; empty = /dev/null
    bool ownSession = true; ///< outlives us and is not hit by our Ctrl-C
    bool sharesOutput = false; ///< stdout and stderr are ours; `output` is not looked at
    bool hasLifeline = false; ///< gets the other end of `Process::lifeline` under lifelineHandle
};

/// How a process ended.
struct ProcessEnd {
    int exitCode = 0; ///< meaningful when signal is 0
    int signal = 0;
    [[nodiscard]] std::string describe() const; ///< "exit code 3" or "signal 9 (Killed)"
};

/// A process that we started or adopted, watched by pidfd so that a reused pid is never hit.
class Process {
public:
    /// The error names the program and the system's reason (not found, not executable …).
    [[nodiscard]] static Result<Process> start(const ProcessSpec &spec);
    /// A process that runs already and is not our child (its exit code cannot be known).
    [[nodiscard]] static Result<Process> adopt(int pid);

    Process(Process &&other) noexcept;
    Process &operator=(Process &&other) noexcept;
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;
    ~Process(); ///< closes the handle; the process goes on

    [[nodiscard]] int pid() const { return m_pid; }
    static constexpr int lifelineHandle = 3; ///< in the child
    /// Our end; not connected when none was asked for.
    [[nodiscard]] Lifeline takeLifeline() { return std::move(m_lifeline); }
    /// Empty while it runs; reaps our own child. An adopted one reports exit code 0.
    [[nodiscard]] std::optional<ProcessEnd> poll();
    /// Waits at most `limit`.
    [[nodiscard]] std::optional<ProcessEnd> wait(Duration limit);
    void terminate(); ///< SIGTERM
    void kill(); ///< SIGKILL

private:
    Process(int pid, int handle, bool isChild);
    int m_pid = -1;
    int m_handle = -1;
    bool m_isChild = false;
    std::optional<ProcessEnd> m_end;
    Lifeline m_lifeline;
};

/// Puts `program` in this process's place, so that signals and exit code are its own; returns only
/// on failure, with a sentence that names the program.
[[nodiscard]] Error replaceProcess(
    const std::filesystem::path &program, const std::vector<std::string> &arguments);

[[nodiscard]] int currentPid();
/// Tells machines (and worlds of processes on one machine) apart: a pid means something only where
/// this is the same.
[[nodiscard]] std::string hostId();
/// Ends this process at once; nothing is written, closed or destroyed.
[[noreturn]] void endAtOnce(int exitCode);
/// Signals come to other threads than the one that calls this (and those it starts).
void leaveSignalsToOthers();

/// Ctrl-C and SIGTERM set a flag and wake a file descriptor. Call once, before any thread starts.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;
    [[nodiscard]] bool received() const;
    [[nodiscard]] int count() const; ///< a second Ctrl-C asks for a hard end
    [[nodiscard]] int wakeHandle() const; ///< becomes readable when one arrives
};

/// Holds `file` locked for as long as it lives: one engine, one journal writer. The file is for the
/// lock alone and holds the pid; one that holds anything else is refused.
class FileLock {
public:
    /// The error names the file, and the pid that holds it when known.
    [[nodiscard]] static Result<FileLock> acquire(const std::filesystem::path &file);
    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();

private:
    explicit FileLock(int handle) : m_handle(handle) {}
    int m_handle = -1;
};

} // namespace agora
