#include "engine/base/input_wait.h"

#include <poll.h>

#include <vector>

namespace agora {

struct InputWait::State {
    std::vector<pollfd> descriptors;
};

InputWait::InputWait() : m_state(std::make_unique<State>()) {}
InputWait::~InputWait() = default;

void InputWait::clear() { m_state->descriptors.clear(); }

void InputWait::add(int descriptor)
{
    m_state->descriptors.push_back({.fd = descriptor, .events = POLLIN, .revents = 0});
}

bool InputWait::wait(Duration limit)
{
    timespec time{};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(limit);
    time.tv_sec = static_cast<time_t>(seconds.count());
    time.tv_nsec = static_cast<long>((limit - seconds).count());
    auto &all = m_state->descriptors;
    const auto count
        = ::ppoll(all.data(), all.size(), limit < Duration::zero() ? nullptr : &time, nullptr);
    if (count >= 0)
        return count > 0;
    for (auto &each : all)
        each.revents = 0;
    return false;
}

bool InputWait::isReady(std::size_t index) const
{
    return m_state->descriptors[index].revents != 0;
}

} // namespace agora
