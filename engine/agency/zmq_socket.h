#pragma once

#include "engine/agency/security/client_gate.h"
#include "engine/agency/transport.h"

#include <memory>
#include <string>
#include <string_view>

namespace agora::agency {

/// Owns one ZeroMQ socket of the process's one context; internal to the transport.
class ZmqSocket {
public:
    /// `type` is a ZMQ_… constant. Fails when the process has no descriptors or sockets left.
    [[nodiscard]] static Result<ZmqSocket> open(int type);
    ZmqSocket(ZmqSocket &&other) noexcept;
    ZmqSocket &operator=(ZmqSocket &&other) noexcept;
    ~ZmqSocket();

    [[nodiscard]] void *handle() const { return m_handle; }
    void set(int option, int value);
    void set(int option, std::string_view value);
    void setLinger(Duration linger);

    /// Listens at an endpoint without key; tcp gets the server half of CURVE. The error names the
    /// endpoint and the reason.
    [[nodiscard]] Result<void> bind(const std::string &address, const SecurityRef &security);
    /// tcp gets the client half of CURVE, for the server that the endpoint names.
    [[nodiscard]] Result<void> connect(const std::string &endpoint, const SecurityRef &security);
    /// Where it really listens, told to others with the advertised host and our key.
    [[nodiscard]] std::string advertised(
        const std::string &advertise, const SecurityRef &security) const;
    /// A socket that gets two parts for each handshake that we refuse; call before `bind`.
    [[nodiscard]] Result<ZmqSocket> watchRefusals();
    /// Closes; an ipc file that we made is removed at once.
    void close(Duration linger);

private:
    ZmqSocket(std::shared_ptr<void> context, void *handle);
    [[nodiscard]] std::string lastEndpoint() const;
    void setForTcp();
    void release();
    void removeIpcFile() const;

    std::unique_ptr<ClientGate::Admission> m_admission; ///< of a tcp port
    std::shared_ptr<void> m_context; // with all sockets of the process: it ends after the last
    void *m_handle = nullptr;
    std::string m_inproc;
    std::string m_ipcFile; ///< ZeroMQ leaves it behind
    std::uint64_t m_ipcFileNumber = 0;
};

/// Readable when something happened to the socket: then it must be used until it has nothing more.
[[nodiscard]] int descriptorOf(void *socket);

/// Throws away all messages that lie in a socket and counts them.
[[nodiscard]] std::uint64_t takeMessages(void *socket);

/// Milliseconds as ZeroMQ wants them: -1 = for ever, rounded up.
[[nodiscard]] long toZmqMs(Duration limit);

} // namespace agora::agency
