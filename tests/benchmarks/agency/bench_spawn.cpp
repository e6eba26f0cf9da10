#include "engine/agency/life/kinds.h"
#include "engine/agency/life/system.h"
#include "engine/agency/zmq_transport.h"

#include "engine/base/clock.h"
#include "engine/base/paths.h"

#include <zmq.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>

// How long from the wish for an agent to its first answer, against a bare program that does exec,
// bind and one reply with ZeroMQ alone; and what an idle agent takes.
//     bench_spawn [ROUNDS]

using namespace agora;
using namespace agora::agency;

namespace {

constexpr int spawnsPerRound = 20;
constexpr const char *bareArgument = "--bare";

class Idle final : public AgentBody {};

int bareProgram(const std::string &endpoint)
{
    zmq::context_t context(1);
    zmq::socket_t socket(context, zmq::socket_type::rep);
    socket.bind(endpoint);
    zmq::message_t request;
    if (!socket.recv(request))
        return 1;
    socket.send(zmq::message_t(), zmq::send_flags::none);
    return 0;
}

double milliseconds(Duration duration) { return static_cast<double>(duration.count()) / 1e6; }

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + std::ssize(values) / 2, values.end());
    return values[values.size() / 2];
}

/// exec + bind + first reply.
double bareRound(const std::filesystem::path &folder)
{
    std::vector<double> times;
    zmq::context_t context(1);
    for (int i = 0; i < spawnsPerRound; ++i) {
        const auto endpoint = ipcEndpoint(folder.string(), "bare" + std::to_string(i));
        const auto begun = steadyNow();
        auto process
            = Process::start({.program = programFile(), .arguments = {bareArgument, endpoint}});
        zmq::socket_t socket(context, zmq::socket_type::req);
        socket.set(
            zmq::sockopt::reconnect_ivl, 1); // the baseline must not wait for its peer's birth
        socket.connect(endpoint);
        socket.send(zmq::message_t(), zmq::send_flags::none);
        zmq::message_t reply;
        if (!process || !socket.recv(reply))
            return 0;
        times.push_back(milliseconds(steadyNow() - begun));
        (void)process->wait(std::chrono::seconds(5));
    }
    return median(times);
}

double ourRound(System &system)
{
    std::vector<double> times;
    for (int i = 0; i < spawnsPerRound; ++i) {
        const auto begun = steadyNow();
        const auto agent = system.spawn({.kind = "idle"});
        const auto answer
            = agent ? system.call(agent->name, "agent.ping") : Result<Value>(fail(""));
        if (!answer)
            return 0;
        times.push_back(milliseconds(steadyNow() - begun));
        auto process = Process::adopt(agent->pid);
        (void)system.call(controlOf(agent->name), "agency.shutdown");
        if (process)
            (void)process->wait(std::chrono::seconds(5)); // its end is not the next one's beginning
    }
    return median(times);
}

void showIdleAgent(System &system)
{
    const auto agent = system.spawn({.name = "still", .kind = "idle"});
    if (!agent)
        return;
    std::ifstream status("/proc/" + std::to_string(agent->pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS") || line.starts_with("Threads"))
            std::printf("idle agent  %s\n", line.c_str());
    }
}

int measure(int rounds)
{
    auto system = System::start();
    if (!system) {
        std::fprintf(stderr, "%s\n", system.error().message.c_str());
        return 1;
    }
    const auto folder = makeFreshRuntimeFolder("bench-");
    if (!folder)
        return 1;
    std::vector<double> ours;
    std::vector<double> bare;
    std::vector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
        bare.push_back(bareRound(*folder));
        ours.push_back(ourRound(**system));
        ratios.push_back(ours.back() / bare.back());
    }
    std::printf(
        "spawn until usable   ours %.2f ms   bare %.2f ms   ratio %.2f (medians of %d rounds)\n",
        median(ours), median(bare), median(ratios), rounds);
    showIdleAgent(**system);
    std::error_code ignored;
    std::filesystem::remove_all(*folder, ignored);
    return (*system)->shutdown() ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    Kinds kinds;
    kinds.add("idle", [](AgentLife &) -> Result<std::unique_ptr<AgentBody>> {
        return std::unique_ptr<AgentBody>(std::make_unique<Idle>());
    });
    if (const auto code = runAsAgent(argc, argv, kinds))
        return *code;
    if (argc == 3 && std::string(argv[1]) == bareArgument)
        return bareProgram(argv[2]);
    return measure(argc == 2 ? std::atoi(argv[1]) : 7);
}
