#include "tests/benchmarks/agency/bare_transfer.h"

#include "engine/base/clock.h"

#include <zmq.h>

#include <algorithm>
#include <cstring>
#include <thread>

namespace agora::bench {

Duration bareTransfer(const std::string &endpoint, const std::vector<std::size_t> &sizes)
{
    void *context = zmq_ctx_new();
    void *pull = zmq_socket(context, ZMQ_PULL);
    zmq_bind(pull, endpoint.c_str());
    const auto largest = *std::max_element(sizes.begin(), sizes.end());
    std::thread sender([&] {
        void *push = zmq_socket(context, ZMQ_PUSH);
        zmq_connect(push, endpoint.c_str());
        const std::vector<char> body(largest, 'x');
        zmq_send(push, body.data(), 1, 0); // it is connected
        for (const auto size : sizes)
            zmq_send(push, body.data(), size, 0);
        zmq_close(push);
    });
    std::vector<char> into(largest);
    zmq_recv(pull, into.data(), into.size(), 0);
    const auto begun = steadyNow();
    for (std::size_t i = 0; i < sizes.size(); ++i)
        zmq_recv(pull, into.data(), into.size(), 0);
    const auto took = steadyNow() - begun;
    sender.join();
    zmq_close(pull);
    zmq_ctx_term(context);
    return took;
}

} // namespace agora::bench
