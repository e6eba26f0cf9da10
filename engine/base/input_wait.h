#pragma once

#include "engine/base/time.h"

#include <memory>

namespace agora {

/// Waits until one of several descriptors (sockets, pipes) has input. One thread.
class InputWait {
public:
    InputWait();
    ~InputWait();
    InputWait(const InputWait &) = delete;
    InputWait &operator=(const InputWait &) = delete;

    void clear();
    void add(int descriptor);
    /// At most `limit`, negative = for ever. False when nothing came: time is over, or a signal.
    bool wait(Duration limit);
    /// After `wait`, in the order of `add`.
    [[nodiscard]] bool isReady(std::size_t index) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace agora
