#pragma once

#include "engine/agency/zmq_socket.h"

#include <map>

namespace agora::agency {

/// Wakes a thread that waits in ZeroMQ, from any thread. Internal to the transport.
class Waker {
public:
    Waker();
    ~Waker();
    Waker(const Waker &) = delete;
    Waker &operator=(const Waker &) = delete;

    void wake(); ///< any thread
    void interrupt(); ///< any thread; for good
    [[nodiscard]] bool isInterrupted() const;
    /// To wait for, together with others.
    [[nodiscard]] void *handle() const;
    /// Somebody woke us since the last time that this was asked.
    [[nodiscard]] bool wasWoken();
    /// Takes what lies in the socket; `wasWoken` still tells.
    void drain();
    /// Waits for `events` (ZMQ_POLLIN, ZMQ_POLLOUT) of one socket, at most `limit`; ends at an
    /// interrupt, not at a mere wake (which `wasWoken` still tells).
    [[nodiscard]] bool waitFor(void *socket, short events, Duration limit);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The plain ZeroMQ sockets of one transport.
class RawSockets {
public:
    explicit RawSockets(Waker &waker) : m_waker(waker) {}

    [[nodiscard]] Result<RawRef> open(RawKind kind, RawRole role, const std::string &endpoint,
        const RawOptions &options, const SecurityRef &security);
    [[nodiscard]] std::string endpointOf(RawRef socket) const;
    [[nodiscard]] Result<void> send(RawRef socket, std::span<const Bytes> parts, Duration limit);
    [[nodiscard]] Result<RawParts> receive(RawRef socket, Duration limit);
    void handleWith(RawRef socket, Transport::OnRaw handler);
    [[nodiscard]] Result<void> subscribe(RawRef socket, std::span<const std::byte> prefix);
    [[nodiscard]] Result<void> unsubscribe(RawRef socket, std::span<const std::byte> prefix);
    void close(RawRef socket, std::optional<Duration> linger);

    /// Those with a handler, to be waited for.
    [[nodiscard]] std::vector<std::pair<RawRef, void *>> handled() const;
    /// Hands over at most `most` messages of one socket; returns how many there were.
    int drain(RawRef socket, int most);
    [[nodiscard]] std::uint64_t received() const { return m_received; }
    [[nodiscard]] std::uint64_t sent() const { return m_sent; }

private:
    struct Entry {
        ZmqSocket socket;
        RawKind kind;
        std::string endpoint;
        Duration linger{};
        Transport::OnRaw handler{};
    };
    [[nodiscard]] Result<void> waited(const Entry &entry, short events, Duration limit);
    [[nodiscard]] Entry *find(RawRef socket);
    [[nodiscard]] Result<void> filter(RawRef socket, int option, std::span<const std::byte> prefix);

    Waker &m_waker;
    std::map<RawRef, Entry> m_entries;
    std::uint64_t m_nextId = 1;
    std::uint64_t m_received = 0;
    std::uint64_t m_sent = 0;
};

} // namespace agora::agency
