#include "engine/agency/raw_sockets.h"

#include "engine/base/clock.h"

#include <zmq.h>

#include <array>
#include <atomic>
#include <mutex>

namespace agora::agency {

// ---- Waker

struct Waker::State {
    ZmqSocket in;
    ZmqSocket out;
    std::mutex lock; // `out` is used by any thread
    std::atomic<bool> isInterrupted = false;
    std::atomic<bool> wasWoken = false;
};

Waker::Waker()
{
    auto in = ZmqSocket::open(ZMQ_PULL);
    auto out = ZmqSocket::open(ZMQ_PUSH);
    AGORA_ENSURE(in && out); // without descriptors no agent can live
    m_state.reset(new State{std::move(*in), std::move(*out), {}, false, false});
    static std::atomic<std::uint64_t> number = 0; // an address may come again too soon
    const auto endpoint = "inproc://wake-" + std::to_string(number++);
    m_state->in.setLinger(Duration::zero());
    m_state->out.setLinger(Duration::zero());
    AGORA_ENSURE(m_state->in.bind(endpoint, {}).hasValue());
    AGORA_ENSURE(m_state->out.connect(endpoint, {}).hasValue());
}

Waker::~Waker() = default;

void Waker::wake()
{
    m_state->wasWoken = true;
    const std::scoped_lock lock(m_state->lock);
    zmq_send(m_state->out.handle(), "", 0, ZMQ_DONTWAIT); // full = it is being woken anyway
}

void Waker::interrupt()
{
    m_state->isInterrupted = true;
    wake();
}

bool Waker::isInterrupted() const { return m_state->isInterrupted; }
void *Waker::handle() const { return m_state->in.handle(); }

bool Waker::wasWoken() { return m_state->wasWoken.exchange(false); }

void Waker::drain()
{
    while (zmq_recv(m_state->in.handle(), nullptr, 0, ZMQ_DONTWAIT) >= 0) {}
}

bool Waker::waitFor(void *socket, short events, Duration limit)
{
    const auto deadline = steadyNow() + limit;
    while (!isInterrupted()) {
        const auto left = limit < Duration::zero()
            ? forEver
            : std::max(deadline - steadyNow(), Duration::zero());
        std::array<zmq_pollitem_t, 2> items{{{socket, 0, events, 0}, {handle(), 0, ZMQ_POLLIN, 0}}};
        zmq_poll(items.data(), static_cast<int>(items.size()), toZmqMs(left));
        if ((items[0].revents & events) != 0)
            return true;
        if ((items[1].revents & ZMQ_POLLIN) != 0)
            drain();
        if (left == Duration::zero())
            return false;
    }
    return false;
}

// ---- RawSockets

namespace {
int zmqType(RawKind kind)
{
    switch (kind) {
    case RawKind::Req:
        return ZMQ_REQ;
    case RawKind::Rep:
        return ZMQ_REP;
    case RawKind::Push:
        return ZMQ_PUSH;
    case RawKind::Pull:
        return ZMQ_PULL;
    case RawKind::Pub:
        return ZMQ_PUB;
    case RawKind::Sub:
        return ZMQ_SUB;
    case RawKind::Dealer:
        return ZMQ_DEALER;
    case RawKind::Router:
        return ZMQ_ROUTER;
    }
    AGORA_ENSURE(false);
}

Failure<Error> notThere() { return fail("this plain socket is closed"); }

/// One message; empty when there is none.
std::optional<RawParts> takeMessage(void *socket)
{
    RawParts parts;
    int more = 1;
    for (int flags = ZMQ_DONTWAIT; more != 0; flags = 0) { // a message arrives whole
        zmq_msg_t message;
        zmq_msg_init(&message);
        if (zmq_msg_recv(&message, socket, flags) < 0) {
            zmq_msg_close(&message);
            return std::nullopt;
        }
        const auto *data = static_cast<const std::byte *>(zmq_msg_data(&message));
        parts.emplace_back(data, data + zmq_msg_size(&message));
        more = zmq_msg_more(&message);
        zmq_msg_close(&message);
    }
    return parts;
}
} // namespace

Result<RawRef> RawSockets::open(RawKind kind, RawRole role, const std::string &endpoint,
    const RawOptions &options, const SecurityRef &security)
{
    auto socket = ZmqSocket::open(zmqType(kind));
    if (!socket)
        return socket.failure();
    socket->set(ZMQ_SNDHWM, options.sendLimit);
    socket->set(ZMQ_RCVHWM, options.receiveLimit);
    socket->setLinger(options.linger);
    if (kind == RawKind::Pub)
        socket->set(ZMQ_XPUB_NODROP, 1);
    if (kind == RawKind::Router)
        socket->set(ZMQ_ROUTER_MANDATORY, 1);
    const auto done = role == RawRole::Bind ? socket->bind(endpoint, security)
                                            : socket->connect(endpoint, security);
    if (!done)
        return done.failure();
    const RawRef ref{m_nextId++};
    auto told = role == RawRole::Bind ? socket->advertised(options.advertise, security) : endpoint;
    m_entries.emplace(ref,
        Entry{.socket = std::move(*socket),
            .kind = kind,
            .endpoint = std::move(told),
            .linger = options.linger});
    return ref;
}

RawSockets::Entry *RawSockets::find(RawRef socket)
{
    const auto found = m_entries.find(socket);
    return found == m_entries.end() ? nullptr : &found->second;
}

std::string RawSockets::endpointOf(RawRef socket) const
{
    const auto found = m_entries.find(socket);
    return found == m_entries.end() ? std::string() : found->second.endpoint;
}

Result<void> RawSockets::waited(const Entry &entry, short events, Duration limit)
{
    const char *verb = events == ZMQ_POLLIN ? "receive from " : "send to ";
    if (m_waker.waitFor(entry.socket.handle(), events, limit))
        return {};
    if (m_waker.isInterrupted())
        return fail(std::string("cannot ") + verb + entry.endpoint + ": interrupted");
    return fail(std::string("cannot ") + verb + entry.endpoint + ": nobody was ready within "
        + std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(limit).count())
        + " ms");
}

Result<void> RawSockets::send(RawRef socket, std::span<const Bytes> parts, Duration limit)
{
    auto *entry = find(socket);
    if (entry == nullptr)
        return notThere();
    if (m_waker.isInterrupted())
        return fail("cannot send to " + entry->endpoint + ": interrupted");
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const int flags = ZMQ_DONTWAIT | (i + 1 < parts.size() ? ZMQ_SNDMORE : 0);
        while (zmq_send(entry->socket.handle(), parts[i].data(), parts[i].size(), flags) < 0) {
            if (zmq_errno() != EAGAIN)
                return fail("cannot send to " + entry->endpoint + ": " + zmq_strerror(zmq_errno()));
            if (auto ready = waited(*entry, ZMQ_POLLOUT, limit); !ready)
                return ready;
        }
    }
    ++m_sent;
    return {};
}

Result<RawParts> RawSockets::receive(RawRef socket, Duration limit)
{
    auto *entry = find(socket);
    if (entry == nullptr)
        return notThere();
    const auto deadline = steadyNow() + limit;
    while (true) {
        if (auto message = takeMessage(entry->socket.handle())) {
            ++m_received;
            return std::move(*message);
        }
        if (zmq_errno() != EAGAIN)
            return fail(
                "cannot receive from " + entry->endpoint + ": " + zmq_strerror(zmq_errno()));
        const auto left = limit < Duration::zero()
            ? forEver
            : std::max(deadline - steadyNow(), Duration::zero());
        if (const auto ready = waited(*entry, ZMQ_POLLIN, left); !ready)
            return ready.failure();
    }
}

void RawSockets::handleWith(RawRef socket, Transport::OnRaw handler)
{
    if (auto *entry = find(socket))
        entry->handler = std::move(handler);
}

Result<void> RawSockets::subscribe(RawRef socket, std::span<const std::byte> prefix)
{
    return filter(socket, ZMQ_SUBSCRIBE, prefix);
}

Result<void> RawSockets::unsubscribe(RawRef socket, std::span<const std::byte> prefix)
{
    return filter(socket, ZMQ_UNSUBSCRIBE, prefix);
}

Result<void> RawSockets::filter(RawRef socket, int option, std::span<const std::byte> prefix)
{
    auto *entry = find(socket);
    if (entry == nullptr)
        return notThere();
    if (entry->kind != RawKind::Sub)
        return fail("cannot subscribe at " + entry->endpoint + ": not a SUB socket");
    if (zmq_setsockopt(entry->socket.handle(), option, prefix.data(), prefix.size()) != 0)
        return fail("cannot change the subscription at " + entry->endpoint + ": "
            + zmq_strerror(zmq_errno()));
    return {};
}

void RawSockets::close(RawRef socket, std::optional<Duration> linger)
{
    const auto found = m_entries.find(socket);
    if (found == m_entries.end())
        return;
    found->second.socket.close(linger.value_or(found->second.linger));
    m_entries.erase(found);
}

std::vector<std::pair<RawRef, void *>> RawSockets::handled() const
{
    std::vector<std::pair<RawRef, void *>> sockets;
    for (const auto &[ref, entry] : m_entries) {
        if (entry.handler)
            sockets.emplace_back(ref, entry.socket.handle());
    }
    return sockets;
}

int RawSockets::drain(RawRef socket, int most)
{
    int count = 0;
    for (; count < most; ++count) {
        auto *entry = find(socket); // a handler may close it
        if (entry == nullptr || !entry->handler)
            break;
        auto message = takeMessage(entry->socket.handle());
        if (!message)
            break;
        ++m_received;
        const auto handler = entry->handler; // it may replace itself
        handler(socket, *message);
    }
    return count;
}

} // namespace agora::agency
