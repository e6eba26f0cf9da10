#include "engine/agency/zmq_socket.h"

#include "engine/agency/zmq_transport.h"
#include "engine/base/paths.h"

#include <zmq.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

namespace agora::agency {

namespace {
constexpr int socketLimit = 8192; ///< ZeroMQ's own default is 1023
constexpr std::string_view tcpPrefix = "tcp://";
constexpr std::string_view inprocPrefix = "inproc://";
constexpr std::string_view ipcPrefix = "ipc://";

/// One per process, so that inproc endpoints meet; it ends with the last socket (which waits until
/// the lingering ones have sent what they had), because exit() must not take it from a thread that
/// still talks, and what replaces this process must not cut off its last words.
std::shared_ptr<void> sharedContext()
{
    static std::mutex lock; // sockets of all threads share it
    static std::weak_ptr<void> known;
    const std::scoped_lock guard(lock);
    auto context = known.lock();
    if (!context) {
        void *made = zmq_ctx_new();
        AGORA_ENSURE(made != nullptr);
        zmq_ctx_set(made, ZMQ_MAX_SOCKETS, socketLimit);
        context = {made, [](void *ended) { zmq_ctx_term(ended); }};
        known = context;
    }
    return context;
}

/// The socket files of this process; told to whoever cleans up after it (boundSocketFiles).
struct SocketFiles {
    std::mutex lock; // sockets of all threads
    std::set<std::string> files;
};

SocketFiles &socketFiles()
{
    static SocketFiles files;
    return files;
}

Failure<Error> refused(const char *what, const std::string &endpoint)
{
    return fail(std::string(what) + " " + endpoint + ": " + zmq_strerror(zmq_errno()));
}

bool isTcp(std::string_view address) { return address.starts_with(tcpPrefix); }

/// `host`, `host:port` or a whole endpoint, completed by what is bound.
std::string advertisedAddress(const std::string &bound, const std::string &advertise)
{
    if (advertise.empty() || !isTcp(bound))
        return bound;
    if (advertise.find("://") != std::string::npos)
        return advertise;
    const auto port = bound.substr(bound.rfind(':'));
    const bool hasPort
        = advertise.find(':') != std::string::npos && !advertise.ends_with(']'); // [::1]
    return std::string(tcpPrefix) + advertise + (hasPort ? "" : port);
}
} // namespace

int descriptorOf(void *socket)
{
    int descriptor = -1;
    auto size = sizeof(descriptor);
    AGORA_ENSURE(zmq_getsockopt(socket, ZMQ_FD, &descriptor, &size) == 0);
    return descriptor;
}

std::uint64_t takeMessages(void *socket)
{
    std::uint64_t count = 0;
    zmq_msg_t part;
    zmq_msg_init(&part);
    while (zmq_msg_recv(&part, socket, ZMQ_DONTWAIT) >= 0)
        count += zmq_msg_more(&part) == 0 ? 1 : 0;
    zmq_msg_close(&part);
    return count;
}

long toZmqMs(Duration limit)
{
    if (limit < Duration::zero())
        return -1;
    return static_cast<long>(std::chrono::ceil<std::chrono::milliseconds>(limit).count());
}

std::set<std::string> boundSocketFiles()
{
    const std::scoped_lock guard(socketFiles().lock);
    return socketFiles().files;
}

Result<ZmqSocket> ZmqSocket::open(int type)
{
    auto context = sharedContext();
    void *handle = zmq_socket(context.get(), type);
    if (handle == nullptr)
        return fail(std::string("no socket to be had: ") + zmq_strerror(zmq_errno()));
    return ZmqSocket(std::move(context), handle);
}

ZmqSocket::ZmqSocket(std::shared_ptr<void> context, void *handle)
    : m_context(std::move(context)), m_handle(handle)
{}

ZmqSocket::ZmqSocket(ZmqSocket &&other) noexcept
    : m_admission(std::move(other.m_admission))
    , m_context(std::move(other.m_context))
    , m_handle(std::exchange(other.m_handle, nullptr))
    , m_inproc(std::exchange(other.m_inproc, {}))
    , m_ipcFile(std::exchange(other.m_ipcFile, {}))
    , m_ipcFileNumber(other.m_ipcFileNumber)
{}

ZmqSocket &ZmqSocket::operator=(ZmqSocket &&other) noexcept
{
    std::swap(m_admission, other.m_admission);
    std::swap(m_context, other.m_context);
    std::swap(m_handle, other.m_handle);
    std::swap(m_inproc, other.m_inproc);
    std::swap(m_ipcFile, other.m_ipcFile);
    std::swap(m_ipcFileNumber, other.m_ipcFileNumber);
    return *this;
}

ZmqSocket::~ZmqSocket()
{
    if (m_handle != nullptr)
        release();
}

/// Names are free at once, though ZeroMQ closes in the background.
void ZmqSocket::release()
{
    if (!m_inproc.empty())
        zmq_unbind(m_handle, m_inproc.c_str());
    zmq_close(std::exchange(m_handle, nullptr));
    removeIpcFile();
    m_admission.reset();
}

/// Not the file of a successor that listens there meanwhile.
void ZmqSocket::removeIpcFile() const
{
    if (m_ipcFile.empty())
        return;
    {
        const std::scoped_lock guard(socketFiles().lock);
        socketFiles().files.erase(m_ipcFile);
    }
    if (fileNumber(m_ipcFile) != m_ipcFileNumber)
        return;
    std::error_code ignored;
    std::filesystem::remove(m_ipcFile, ignored);
}

void ZmqSocket::set(int option, int value)
{
    AGORA_ENSURE(zmq_setsockopt(m_handle, option, &value, sizeof(value)) == 0);
}

void ZmqSocket::set(int option, std::string_view value)
{
    AGORA_ENSURE(zmq_setsockopt(m_handle, option, value.data(), value.size()) == 0);
}

/// A cut cable shows within seconds, and nobody fills our memory with one message.
void ZmqSocket::setForTcp()
{
    constexpr int heartbeatMs = 1000;
    constexpr int silenceMs = 4000;
    const std::int64_t longestMessage = std::int64_t(1) << 31; // of several frames
    set(ZMQ_HEARTBEAT_IVL, heartbeatMs);
    set(ZMQ_HEARTBEAT_TIMEOUT, silenceMs);
    AGORA_ENSURE(
        zmq_setsockopt(m_handle, ZMQ_MAXMSGSIZE, &longestMessage, sizeof(longestMessage)) == 0);
}

void ZmqSocket::setLinger(Duration linger) { set(ZMQ_LINGER, static_cast<int>(toZmqMs(linger))); }

Result<void> ZmqSocket::bind(const std::string &address, const SecurityRef &security)
{
    const bool isIpc = address.starts_with(ipcPrefix);
    if (isIpc) {
        if (auto allowed = checkIpcEndpoint(address); !allowed)
            return allowed;
        if (isSocketInUse(address.substr(ipcPrefix.size()))) // ZeroMQ would just take it away
            return fail("cannot listen at " + address + ": Address already in use");
    }
    if (isTcp(address)) {
        if (!security)
            return fail("cannot listen at " + address + ": tcp needs keys, and none were given");
        auto admission = ClientGate::admit(security);
        if (!admission)
            return fail("cannot listen at " + address + ": " + admission.error().message);
        m_admission = *std::move(admission);
        setForTcp();
        set(ZMQ_ZAP_DOMAIN, m_admission->domain());
        set(ZMQ_CURVE_SERVER, 1);
        set(ZMQ_CURVE_SECRETKEY, security->own.secretKey);
    }
    if (zmq_bind(m_handle, address.c_str()) != 0)
        return refused("cannot listen at", address);
    if (address.starts_with(inprocPrefix))
        m_inproc = address;
    if (isIpc) {
        m_ipcFile = address.substr(ipcPrefix.size());
        m_ipcFileNumber = fileNumber(m_ipcFile);
        const std::scoped_lock guard(socketFiles().lock);
        socketFiles().files.insert(m_ipcFile);
    }
    return {};
}

Result<void> ZmqSocket::connect(const std::string &endpoint, const SecurityRef &security)
{
    const auto to = KeyedEndpoint::fromText(endpoint);
    if (isTcp(to.address)) {
        if (!security)
            return fail(
                "cannot connect to " + to.address + ": tcp needs keys, and none were given");
        if (!isKey(to.serverKey))
            return fail("cannot connect to " + to.address
                + ": the endpoint does not name the server's public key (…|key)");
        setForTcp();
        set(ZMQ_CURVE_SERVERKEY, to.serverKey);
        set(ZMQ_CURVE_PUBLICKEY, security->own.publicKey);
        set(ZMQ_CURVE_SECRETKEY, security->own.secretKey);
    }
    if (zmq_connect(m_handle, to.address.c_str()) != 0)
        return refused("cannot connect to", to.address);
    return {};
}

std::string ZmqSocket::lastEndpoint() const
{
    std::array<char, 1024> text{};
    auto size = text.size();
    if (zmq_getsockopt(m_handle, ZMQ_LAST_ENDPOINT, text.data(), &size) != 0)
        return {};
    return text.data();
}

std::string ZmqSocket::advertised(const std::string &advertise, const SecurityRef &security) const
{
    const auto bound = lastEndpoint();
    return KeyedEndpoint{.address = advertisedAddress(bound, advertise),
        .serverKey = isTcp(bound) && security ? security->own.publicKey : std::string()}
        .toText();
}

Result<ZmqSocket> ZmqSocket::watchRefusals()
{
    static std::atomic<std::uint64_t> number = 0;
    const auto endpoint = "inproc://refusals-" + std::to_string(number++);
    constexpr int refusals = ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL
        | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;
    auto watch = open(ZMQ_PAIR);
    if (!watch)
        return watch.failure();
    watch->setLinger(Duration::zero());
    if (zmq_socket_monitor(m_handle, endpoint.c_str(), refusals) != 0)
        return refused("cannot watch", endpoint);
    if (const auto connected = watch->connect(endpoint, {}); !connected)
        return connected.failure();
    return watch;
}

void ZmqSocket::close(Duration linger)
{
    if (m_handle == nullptr)
        return;
    setLinger(linger);
    release();
}

} // namespace agora::agency
