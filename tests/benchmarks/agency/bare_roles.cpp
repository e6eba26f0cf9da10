#include "engine/base/clock.h"
#include "tests/benchmarks/agency/bench_roles.h"

#include <zmq.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <thread>
#include <vector>

namespace agora::bench {

namespace {
using Message = std::array<char, messageSize>;

class BareSocket {
public:
    explicit BareSocket(int type) : m_context(zmq_ctx_new()), m_socket(zmq_socket(m_context, type))
    {
        set(ZMQ_LINGER, 0);
        set(ZMQ_SNDHWM, 0);
        set(ZMQ_RCVHWM, 0);
    }
    ~BareSocket()
    {
        zmq_close(m_socket);
        zmq_ctx_term(m_context);
    }
    BareSocket(const BareSocket &) = delete;
    BareSocket &operator=(const BareSocket &) = delete;
    void set(int option, int value) { zmq_setsockopt(m_socket, option, &value, sizeof(value)); }
    operator void *() const { return m_socket; }

private:
    void *m_context;
    void *m_socket;
};

double microseconds(Duration value) { return static_cast<double>(value.count()) / 1000.0; }

double median(std::vector<double> &values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}
} // namespace

void serveBare(const std::string &role, const std::string &endpoint)
{
    BareSocket socket(role == "bare-rep" ? ZMQ_REP : ZMQ_XPUB);
    zmq_bind(socket, endpoint.c_str());
    Message message{};
    while (role == "bare-rep") {
        const auto size = zmq_recv(socket, message.data(), message.size(), 0);
        zmq_send(socket, message.data(), static_cast<std::size_t>(size), 0);
    }
    zmq_recv(socket, message.data(), message.size(), 0); // the subscription
    const int count = role == "bare-pub" ? published : paced;
    for (int i = 0; i < count; ++i) {
        const auto now = steadyNow().count();
        std::memcpy(message.data(), &now, sizeof(now));
        zmq_send(socket, message.data(), message.size(), 0);
        if (role == "bare-paced")
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::this_thread::sleep_for(std::chrono::seconds(60));
}

double bareRequestMicroseconds(const std::string &endpoint)
{
    BareSocket socket(ZMQ_REQ);
    zmq_connect(socket, endpoint.c_str());
    std::vector<double> times;
    Message message{};
    for (int i = 0; i < warmUp + requests; ++i) {
        const auto start = steadyNow();
        zmq_send(socket, message.data(), message.size(), 0);
        zmq_recv(socket, message.data(), message.size(), 0);
        if (i >= warmUp)
            times.push_back(microseconds(steadyNow() - start));
    }
    return median(times);
}

double bareThroughput(const std::string &endpoint)
{
    BareSocket socket(ZMQ_SUB);
    zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0);
    zmq_connect(socket, endpoint.c_str());
    Message message{};
    zmq_recv(socket, message.data(), message.size(), 0);
    const auto start = steadyNow();
    for (int i = 1; i < published; ++i)
        zmq_recv(socket, message.data(), message.size(), 0);
    return static_cast<double>(published) / microseconds(steadyNow() - start);
}

double barePacedMicroseconds(const std::string &endpoint)
{
    BareSocket socket(ZMQ_SUB);
    zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0);
    zmq_connect(socket, endpoint.c_str());
    std::vector<double> times;
    Message message{};
    for (int i = 0; i < paced; ++i) {
        zmq_recv(socket, message.data(), message.size(), 0);
        std::int64_t sent = 0;
        std::memcpy(&sent, message.data(), sizeof(sent));
        times.push_back(microseconds(steadyNow() - Duration(sent)));
    }
    return median(times);
}

} // namespace agora::bench
