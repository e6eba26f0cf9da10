#pragma once

#include "engine/agency/security/security.h"

namespace agora::agency {

/// Answers ZeroMQ's question which clients may connect (RFC 27, ZAP) for all tcp ports of this
/// process, in a thread of its own that runs as long as there is such a port. Internal to the
/// transport.
class ClientGate {
public:
    /// Lets in who is allowed by `security`, as long as the returned object lives. `domain` is to
    /// be set at the port.
    class Admission {
    public:
        Admission(std::shared_ptr<ClientGate> gate, std::string domain);
        ~Admission();
        Admission(const Admission &) = delete;
        Admission &operator=(const Admission &) = delete;
        [[nodiscard]] const std::string &domain() const { return m_domain; }

    private:
        std::shared_ptr<ClientGate> m_gate; // with all tcp ports: the thread ends with the last
        std::string m_domain;
    };
    /// The error: something else in this process answers already.
    [[nodiscard]] static Result<std::unique_ptr<Admission>> admit(SecurityRef security);

    ~ClientGate();
    ClientGate(const ClientGate &) = delete;
    ClientGate &operator=(const ClientGate &) = delete;

private:
    struct State;
    explicit ClientGate(std::unique_ptr<State> state);
    void run();
    void answer();
    [[nodiscard]] bool isAllowed(const std::string &domain, const std::string &key);

    std::unique_ptr<State> m_state;
};

} // namespace agora::agency
