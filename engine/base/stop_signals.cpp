#include "engine/base/process.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace agora {

namespace {

// A signal handler can reach nothing but globals.
std::atomic<int> stopCount = 0;
std::atomic<int> stopHandle = -1;
static_assert(std::atomic<int>::is_always_lock_free);

constexpr std::array<int, 2> stopSignals{SIGINT, SIGTERM};
std::array<struct sigaction, stopSignals.size()> previousActions;

void onStopSignal(int)
{
    const int saved = errno;
    ++stopCount;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stopHandle, &one, sizeof one);
    errno = saved;
}

} // namespace

StopSignals::StopSignals()
{
    AGORA_ENSURE(stopHandle < 0); // one at a time
    stopCount = 0;
    stopHandle = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    AGORA_ENSURE(stopHandle >= 0);
    struct sigaction action {};
    action.sa_handler = onStopSignal;
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < stopSignals.size(); ++i)
        AGORA_ENSURE(::sigaction(stopSignals[i], &action, &previousActions[i]) == 0);
}

StopSignals::~StopSignals()
{
    for (std::size_t i = 0; i < stopSignals.size(); ++i)
        ::sigaction(stopSignals[i], &previousActions[i], nullptr);
    ::close(stopHandle.exchange(-1));
}

bool StopSignals::received() const { return stopCount > 0; }

int StopSignals::count() const { return stopCount; }

int StopSignals::wakeHandle() const { return stopHandle; }

} // namespace agora
