#include "engine/base/process.h"

#include "engine/base/clock.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace agora {

namespace {

int openPidHandle(int pid) { return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)); }

void sendSignal(int handle, int signal)
{
    if (handle >= 0)
        ::syscall(SYS_pidfd_send_signal, handle, signal, nullptr, 0);
}

/// What a child gets at its birth: signals as fresh, files 0 to 2 only, a session of its own when
/// asked for.
class SpawnPlan {
public:
    SpawnPlan(bool ownSession, int output, int lifeline) ///< handles of ours, -1 = none
    {
        ::posix_spawn_file_actions_init(&m_files);
        ::posix_spawn_file_actions_addopen(&m_files, 0, "/dev/null", O_RDONLY, 0);
        if (output >= 0) {
            ::posix_spawn_file_actions_adddup2(&m_files, output, 1);
            ::posix_spawn_file_actions_adddup2(&m_files, output, 2);
        }
        if (lifeline >= 0)
            ::posix_spawn_file_actions_adddup2(&m_files, lifeline, Process::lifelineHandle);
        ::posix_spawn_file_actions_addclosefrom_np(
            &m_files, lifeline >= 0 ? Process::lifelineHandle + 1 : 3);
        ::posix_spawnattr_init(&m_attributes);
        sigset_t signals;
        ::sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&m_attributes, &signals);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD})
            ::sigaddset(&signals, signal);
        ::posix_spawnattr_setsigdefault(&m_attributes, &signals);
        const int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
            | (ownSession ? POSIX_SPAWN_SETSID : 0);
        ::posix_spawnattr_setflags(&m_attributes, static_cast<short>(flags));
    }
    ~SpawnPlan()
    {
        ::posix_spawn_file_actions_destroy(&m_files);
        ::posix_spawnattr_destroy(&m_attributes);
    }
    SpawnPlan(const SpawnPlan &) = delete;
    SpawnPlan &operator=(const SpawnPlan &) = delete;

    [[nodiscard]] const posix_spawn_file_actions_t *files() const { return &m_files; }
    [[nodiscard]] const posix_spawnattr_t *attributes() const { return &m_attributes; }

private:
    posix_spawn_file_actions_t m_files{};
    posix_spawnattr_t m_attributes{};
};

std::vector<std::string> mergedEnvironment(
    const std::vector<std::pair<std::string, std::string>> &added)
{
    std::vector<std::string> result;
    for (char **entry = environ; entry && *entry; ++entry) {
        const std::string_view text(*entry);
        const auto name = text.substr(0, text.find('='));
        const bool isReplaced = std::any_of(
            added.begin(), added.end(), [name](const auto &pair) { return pair.first == name; });
        if (!isReplaced)
            result.emplace_back(text);
    }
    for (const auto &[name, value] : added)
        result.push_back(name + '=' + value);
    return result;
}

std::vector<char *> pointersTo(std::vector<std::string> &texts)
{
    std::vector<char *> pointers;
    for (auto &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

ProcessEnd endOf(const siginfo_t &info)
{
    if (info.si_code == CLD_EXITED)
        return {.exitCode = info.si_status, .signal = 0};
    return {.exitCode = 0, .signal = info.si_status};
}

} // namespace

std::string ProcessEnd::describe() const
{
    if (signal == 0)
        return "exit code " + std::to_string(exitCode);
    const char *name = ::sigdescr_np(signal);
    return "signal " + std::to_string(signal) + " (" + (name ? name : "unknown") + ')';
}

Result<Process> Process::start(const ProcessSpec &spec)
{
    const auto output = spec.output.empty() ? std::filesystem::path("/dev/null") : spec.output;
    const int outputHandle = spec.sharesOutput
        ? -1
        : ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (outputHandle < 0 && !spec.sharesOutput)
        return fail("cannot start " + spec.program.string() + ": cannot write its output to "
            + output.string() + ": " + std::strerror(errno));
    std::pair<Lifeline, Lifeline> lifelines;
    if (spec.hasLifeline) {
        auto made = Lifeline::makePair();
        if (!made) {
            if (outputHandle >= 0)
                ::close(outputHandle);
            return fail("cannot start " + spec.program.string() + ": " + made.error().message);
        }
        lifelines = std::move(*made);
    }

    std::vector<std::string> arguments{spec.program.string()};
    arguments.insert(arguments.end(), spec.arguments.begin(), spec.arguments.end());
    auto environment = mergedEnvironment(spec.environment);
    const SpawnPlan plan(spec.ownSession, outputHandle, lifelines.second.handle());
    pid_t pid = -1;
    const int error = ::posix_spawnp(&pid, spec.program.c_str(), plan.files(), plan.attributes(),
        pointersTo(arguments).data(), pointersTo(environment).data());
    if (outputHandle >= 0)
        ::close(outputHandle);
    if (error != 0)
        return fail("cannot start " + spec.program.string() + ": " + std::strerror(error));

    const int handle = openPidHandle(pid); // not reaped yet, so this pid is still the child's
    if (handle < 0) {
        const std::string reason = std::strerror(errno);
        ::kill(pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
        return fail("cannot watch " + spec.program.string() + ": " + reason);
    }
    Process process(pid, handle, true);
    process.m_lifeline = std::move(lifelines.first);
    return process;
}

Result<Process> Process::adopt(int pid)
{
    const int handle = pid > 0 ? openPidHandle(pid) : -1;
    if (handle < 0)
        return fail("cannot adopt process " + std::to_string(pid) + ": "
            + std::strerror(pid > 0 ? errno : EINVAL));
    return Process(pid, handle, false);
}

Process::Process(int pid, int handle, bool isChild)
    : m_pid(pid), m_handle(handle), m_isChild(isChild)
{}

Process::Process(Process &&other) noexcept
    : m_pid(other.m_pid)
    , m_handle(std::exchange(other.m_handle, -1))
    , m_isChild(other.m_isChild)
    , m_end(other.m_end)
    , m_lifeline(std::move(other.m_lifeline))
{}

Process &Process::operator=(Process &&other) noexcept
{
    std::swap(m_pid, other.m_pid);
    std::swap(m_handle, other.m_handle);
    std::swap(m_isChild, other.m_isChild);
    std::swap(m_end, other.m_end);
    std::swap(m_lifeline, other.m_lifeline);
    return *this;
}

Process::~Process()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

std::optional<ProcessEnd> Process::poll() { return wait(Duration{0}); }

std::optional<ProcessEnd> Process::wait(Duration limit)
{
    if (m_end)
        return m_end;
    AGORA_ENSURE(m_handle >= 0);
    const Duration deadline = steadyNow() + limit;
    for (;;) {
        const Duration left = std::max(deadline - steadyNow(), Duration{0});
        const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
        const timespec timeout{seconds.count(), (left - seconds).count()};
        pollfd watched{m_handle, POLLIN, 0};
        const int ready = ::ppoll(&watched, 1, &timeout, nullptr);
        if (ready == 0)
            return std::nullopt;
        if (ready > 0)
            break;
        AGORA_ENSURE(errno == EINTR);
    }
    m_end = ProcessEnd{};
    siginfo_t info{};
    if (m_isChild && ::waitid(P_PIDFD, static_cast<id_t>(m_handle), &info, WEXITED) == 0)
        m_end = endOf(info);
    return m_end;
}

void Process::terminate() { sendSignal(m_handle, SIGTERM); }

void Process::kill() { sendSignal(m_handle, SIGKILL); }

int currentPid() { return ::getpid(); }

std::string hostId()
{
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    std::array<char, 64> world{};
    const auto length = ::readlink("/proc/self/ns/pid", world.data(), world.size() - 1);
    return std::string(name.data()) + (length > 0 ? std::string("/") + world.data() : "");
}

void endAtOnce(int exitCode) { std::_Exit(exitCode); }

void leaveSignalsToOthers()
{
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

Error replaceProcess(
    const std::filesystem::path &program, const std::vector<std::string> &arguments)
{
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char *> pointers;
    for (auto &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execv(program.c_str(), pointers.data());
    return {"cannot start " + program.string() + ": " + std::strerror(errno)};
}

} // namespace agora
