#pragma once

#include "engine/agency/transport.h"

#include <memory>

namespace agora::agency {

/// A network inside one process for tests: no socket, no waiting, the same order every time.
/// All transports of one network live in one thread; `deliver` moves frames one by one.
class MemoryNetwork {
public:
    MemoryNetwork();
    ~MemoryNetwork();
    [[nodiscard]] std::unique_ptr<Transport> makeTransport();
    /// Frames that are under way to anybody.
    [[nodiscard]] std::size_t pending() const;
    /// Cuts everything that goes to or comes from this endpoint's owner, as its death would.
    void killOwnerOf(const std::string &endpoint);

private:
    struct State;
    class End;
    std::shared_ptr<State> m_state; // the ends outlive the network object in some tests
};

} // namespace agora::agency
