#pragma once

#include "engine/agency/bus.h"

#include <map>
#include <memory>
#include <string>

namespace agora::agency {

/// What a Proxy calls with: a small bus of the calling thread, one per name server, kept until the
/// thread ends. It is turned only while a call waits.
class CallClient {
public:
    /// The calling thread's; the reference is good until the thread ends.
    [[nodiscard]] static CallClient &ofThisThread(const std::string &nameServer);

    explicit CallClient(std::string nameServer);

    struct Call {
        std::string agent;
        std::string method;
        Value arguments;
        bool isUnsafe = false; ///< to the agent's control thread
        Duration limit{}; ///< negative = for ever
    };
    [[nodiscard]] CallResult<Value> call(Call call);
    CallResult<void> tell(Call call);
    /// The name server's registration of the agent; NoAgent when it is not there within the limit.
    [[nodiscard]] CallResult<Value> registration(const std::string &agent, Duration limit);

    /// Waits without blocking the beats.
    void pause(Duration duration);

private:
    struct Known {
        std::uint64_t epoch = 0;
        Duration heard{}; ///< monotonic
    };
    struct Waiting; ///< one call under way
    [[nodiscard]] CallResult<Value> lookUp(const std::string &agent, Duration limit);
    [[nodiscard]] CallResult<Known> resolve(const Call &call, Duration deadline);
    [[nodiscard]] CallResult<Value> waitFor(
        const std::shared_ptr<Waiting> &waiting, Duration deadline);
    /// Asks the name server what became of the agent that is so slow.
    void probe(const std::shared_ptr<Waiting> &waiting);
    [[nodiscard]] static std::string tooLate(const Waiting &waiting);
    /// False when the calling agent is being ended.
    [[nodiscard]] bool turnUntil(Duration deadline);

    std::string m_nameServer;
    SystemClock m_clock;
    std::unique_ptr<Bus> m_bus;
    Bus *m_caller = nullptr; ///< the agent in whose handler the call waits; null outside
    std::map<std::string, Known> m_known;
};

} // namespace agora::agency
