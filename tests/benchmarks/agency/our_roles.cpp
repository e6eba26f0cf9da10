#include "engine/agency/bus.h"
#include "engine/agency/links.h"
#include "engine/agency/zmq_transport.h"
#include "tests/benchmarks/agency/bench_roles.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <vector>

namespace agora::bench {

using namespace agora::agency;

namespace {
constexpr Duration patience = std::chrono::seconds(60);

double microseconds(Duration value) { return static_cast<double>(value.count()) / 1000.0; }

double median(std::vector<double> &values)
{
    std::ranges::sort(values);
    return values.empty() ? 0.0 : values[values.size() / 2];
}

/// A bus that knows the server; it is turned by hand.
struct Client {
    SystemClock clock;
    Bus bus{{.name = "client", .epoch = 1, .clock = &clock}, makeZmqTransport()};

    explicit Client(const std::string &endpoint) { bus.know("server", endpoint); }
    template <typename Ask>
    double roundTrips(const Ask &ask)
    {
        std::vector<double> times;
        for (int i = 0; i < warmUp + requests; ++i) {
            const auto start = steadyNow();
            bool isAnswered = false;
            ask(isAnswered);
            while (!isAnswered)
                bus.turn(patience);
            if (i >= warmUp)
                times.push_back(microseconds(steadyNow() - start));
        }
        return median(times);
    }
    void subscribe(const Flow &flow, OnMessage onMessage)
    {
        bus.subscribe("server", "tick",
            {.onMessage = std::move(onMessage), .flow = flow, .onGap = [](const StreamGap &) {
                 std::printf("LOST\n");
             }});
    }
};
} // namespace

int serve(const std::string &role, const std::string &endpoint)
{
    role.starts_with("bare") ? serveBare(role, endpoint) : serveOurs(role, endpoint);
    return 0;
}

void serveOurs(const std::string &role, const std::string &endpoint)
{
    if (role == "our-raw-rep") {
        const auto transport = makeZmqTransport();
        const auto rep = transport->openRaw(RawKind::Rep, RawRole::Bind, endpoint);
        transport->onRaw(rep.value(),
            [&](RawRef from, RawParts &parts) { (void)transport->sendRaw(from, parts, patience); });
        while (true)
            transport->receive(patience, 64, [](PeerRef, Frame &) {});
    }
    SystemClock clock;
    Bus bus({.name = "server", .epoch = 1, .endpoints = {endpoint}, .clock = &clock},
        makeZmqTransport());
    if (!bus.open())
        return;
    Bytes tick(messageSize);
    bool isSubscribed = false;
    bus.offer("tick", [&](const Subscriber &who) {
        bus.accept(who.id, {});
        isSubscribed = true;
    });
    bus.onRequest("echo", [](const Message &message, const Answer &answer) {
        answer(Bytes(message.body.begin(), message.body.end()));
    });
    bus.method("echo", "Gives its argument back.",
        [](const Value &argument, const Answer &answer) { answer.value(argument); });
    while (!isSubscribed)
        bus.turn(patience);
    const auto publish = [&] {
        const auto now = steadyNow().count();
        std::memcpy(tick.data(), &now, sizeof(now));
        bus.publish("tick", tick);
    };
    if (role == "our-paced")
        bus.every(std::chrono::milliseconds(1), publish);
    for (int i = 0; role == "our-pub" && i < published; ++i) {
        publish();
        if (i % 256 == 0)
            bus.turn(Duration::zero());
    }
    bus.run();
}

double ourRequestMicroseconds(const std::string &endpoint)
{
    Client client(endpoint);
    const Bytes body(messageSize);
    return client.roundTrips([&](bool &isAnswered) {
        client.bus.request(
            "server", "echo", body, patience, [&](const Result<Bytes> &) { isAnswered = true; });
    });
}

double ourRawRequestMicroseconds(const std::string &endpoint)
{
    const auto transport = makeZmqTransport();
    const auto req = transport->openRaw(RawKind::Req, RawRole::Connect, endpoint);
    std::vector<double> times;
    RawParts parts{Bytes(messageSize)};
    for (int i = 0; i < warmUp + requests; ++i) {
        const auto start = steadyNow();
        (void)transport->sendRaw(req.value(), parts, patience);
        auto reply = transport->receiveRaw(req.value(), patience);
        parts = std::move(reply).value();
        if (i >= warmUp)
            times.push_back(microseconds(steadyNow() - start));
    }
    return median(times);
}

double ourCallMicroseconds(const std::string &endpoint)
{
    Client client(endpoint);
    Value argument;
    argument.set("symbol", "EUR_USD");
    argument.set("units", 1000);
    return client.roundTrips([&](bool &isAnswered) {
        client.bus.call("server", "echo", argument, patience,
            [&](const Result<Value> &) { isAnswered = true; });
    });
}

double ourThroughput(const std::string &endpoint)
{
    Client client(endpoint);
    int count = 0;
    Duration start{};
    client.subscribe({.policy = FlowPolicy::Block}, [&](const Message &message) {
        if (!message.isSnapshot() && ++count == 1)
            start = steadyNow();
    });
    while (count < published)
        client.bus.turn(patience);
    return static_cast<double>(published) / microseconds(steadyNow() - start);
}

double ourPacedMicroseconds(const std::string &endpoint)
{
    Client client(endpoint);
    std::vector<double> times;
    client.subscribe({}, [&](const Message &message) {
        if (message.isSnapshot())
            return;
        std::int64_t sent = 0;
        std::memcpy(&sent, message.body.data(), sizeof(sent));
        times.push_back(microseconds(steadyNow() - Duration(sent)));
    });
    while (times.size() < paced)
        client.bus.turn(patience);
    return median(times);
}

} // namespace agora::bench
