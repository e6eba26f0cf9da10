#include "engine/agency/security/client_gate.h"

#include "engine/agency/zmq_socket.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"

#include <zmq.h>

#include <array>
#include <map>
#include <mutex>
#include <thread>

namespace agora::agency {

namespace {
constexpr Duration logEvery = std::chrono::seconds(1);
const std::string zapEndpoint = "inproc://zeromq.zap.01"; // RFC 27

std::mutex gateLock;
std::weak_ptr<ClientGate> currentGate; // guarded by gateLock

/// The parts of one request: version, id, domain, address, identity, mechanism, credentials.
std::vector<std::string> receiveParts(void *socket)
{
    std::vector<std::string> parts;
    for (bool more = true; more;) {
        zmq_msg_t message;
        zmq_msg_init(&message);
        if (zmq_msg_recv(&message, socket, 0) < 0) {
            zmq_msg_close(&message);
            return {};
        }
        parts.emplace_back(
            static_cast<const char *>(zmq_msg_data(&message)), zmq_msg_size(&message));
        more = zmq_msg_more(&message) != 0;
        zmq_msg_close(&message);
    }
    return parts;
}

std::string keyFrom(const std::string &credentials)
{
    constexpr std::size_t keyBytes = 32;
    std::array<char, 41> text{};
    if (credentials.size() != keyBytes)
        return {};
    zmq_z85_encode(
        text.data(), reinterpret_cast<const std::uint8_t *>(credentials.data()), keyBytes);
    return text.data();
}
} // namespace

struct ClientGate::State {
    ZmqSocket requests;
    ZmqSocket stopIn;
    ZmqSocket stopOut;
    std::mutex lock; // ports come and go in other threads
    std::map<std::string, SecurityRef> domains;
    std::uint64_t nextDomain = 1;
    Duration lastLog{};
    std::uint64_t unlogged = 0;
    std::thread thread;
};

ClientGate::Admission::Admission(std::shared_ptr<ClientGate> gate, std::string domain)
    : m_gate(std::move(gate)), m_domain(std::move(domain))
{}

ClientGate::Admission::~Admission()
{
    const std::scoped_lock gates(gateLock); // the next gate must find the address free
    {
        const std::scoped_lock lock(m_gate->m_state->lock);
        m_gate->m_state->domains.erase(m_domain);
    }
    m_gate.reset();
}

Result<std::unique_ptr<ClientGate::Admission>> ClientGate::admit(SecurityRef security)
{
    const std::scoped_lock gates(gateLock);
    auto gate = currentGate.lock();
    if (!gate) {
        static std::uint64_t number = 0;
        const auto stopEndpoint = "inproc://gate-stop-" + std::to_string(number++);
        auto requests = ZmqSocket::open(ZMQ_REP);
        auto stopIn = ZmqSocket::open(ZMQ_PULL);
        auto stopOut = ZmqSocket::open(ZMQ_PUSH);
        if (!requests || !stopIn || !stopOut)
            return fail("no socket to be had for the check of clients' keys");
        for (const auto &done : {requests->bind(zapEndpoint, {}), stopIn->bind(stopEndpoint, {}),
                 stopOut->connect(stopEndpoint, {})}) {
            if (!done)
                return done.failure();
        }
        gate = std::shared_ptr<ClientGate>(new ClientGate(std::unique_ptr<State>(new State{
            std::move(*requests), std::move(*stopIn), std::move(*stopOut), {}, {}, 1, {}, 0, {}})));
        currentGate = gate;
    }
    const std::scoped_lock lock(gate->m_state->lock);
    auto domain = "port-" + std::to_string(gate->m_state->nextDomain++);
    gate->m_state->domains.emplace(domain, std::move(security));
    return std::make_unique<Admission>(std::move(gate), std::move(domain));
}

ClientGate::ClientGate(std::unique_ptr<State> state) : m_state(std::move(state))
{
    m_state->thread = std::thread([this] { run(); });
}

ClientGate::~ClientGate()
{
    zmq_send(m_state->stopOut.handle(), "", 0, 0);
    m_state->thread.join();
}

void ClientGate::run()
{
    while (true) {
        std::array<zmq_pollitem_t, 2> items{{{m_state->requests.handle(), 0, ZMQ_POLLIN, 0},
            {m_state->stopIn.handle(), 0, ZMQ_POLLIN, 0}}};
        zmq_poll(items.data(), static_cast<int>(items.size()), -1);
        if ((items[1].revents & ZMQ_POLLIN) != 0)
            return;
        if ((items[0].revents & ZMQ_POLLIN) != 0)
            answer();
    }
}

void ClientGate::answer()
{
    constexpr std::size_t requestParts = 7;
    const auto parts = receiveParts(m_state->requests.handle());
    if (parts.empty())
        return;
    const bool isCurve = parts.size() == requestParts && parts[5] == "CURVE";
    const auto key = isCurve ? keyFrom(parts[6]) : std::string();
    const bool isAdmitted = isCurve && isAllowed(parts[2], key);
    const std::array<std::string, 6> reply{"1.0", parts.size() > 1 ? parts[1] : std::string(),
        isAdmitted ? "200" : "400", isAdmitted ? "OK" : "unknown key", isAdmitted ? key : "", ""};
    for (std::size_t i = 0; i < reply.size(); ++i)
        zmq_send(m_state->requests.handle(), reply[i].data(), reply[i].size(),
            i + 1 < reply.size() ? ZMQ_SNDMORE : 0);
    if (isAdmitted)
        return;
    ++m_state->unlogged;
    if (const auto now = steadyNow(); now - m_state->lastLog >= logEvery) {
        m_state->lastLog = now;
        logWarning("refused a client at " + (parts.size() > 3 ? parts[3] : std::string("?"))
            + " with the unknown key " + (key.empty() ? "(none)" : key)
            + (m_state->unlogged > 1
                    ? " (and " + std::to_string(m_state->unlogged - 1) + " before it)"
                    : ""));
        m_state->unlogged = 0;
    }
}

bool ClientGate::isAllowed(const std::string &domain, const std::string &key)
{
    SecurityRef security;
    {
        const std::scoped_lock lock(m_state->lock);
        const auto found = m_state->domains.find(domain);
        if (found == m_state->domains.end())
            return false;
        security = found->second;
    }
    return key == security->own.publicKey || (security->allows && security->allows(key));
}

} // namespace agora::agency
