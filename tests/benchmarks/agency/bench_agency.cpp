// The agency against a bare libzmq program, two processes, turn by turn. Run by hand:
//     bench_agency [rounds]        a table: ours, bare, the median of the rounds' ratios, the goal
#include "tests/benchmarks/agency/bench_roles.h"

#include "engine/base/process.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

using namespace agora;
using namespace agora::bench;

namespace {

struct Comparison {
    const char *name;
    const char *unit;
    double goal; ///< of ours / bare
    bool higherIsBetter;
    Measure ours;
    Measure bare;
};

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0.0 : values[values.size() / 2];
}

/// One side in a process of its own, the other here.
double measured(const Measure &measure, const std::string &folder)
{
    const auto endpoint = "ipc://" + folder + "/" + measure.server + ".sock";
    auto process = Process::start({.program = "/proc/self/exe",
        .arguments = {measure.server, endpoint},
        .environment = {},
        .output = folder + "/server.log",
        .ownSession = false});
    if (!process)
        return 0.0;
    const double value = measure.client(endpoint);
    process->kill();
    (void)process->wait(std::chrono::seconds(5));
    return value;
}

void compare(const Comparison &each, int rounds, const std::string &folder)
{
    std::vector<double> ours, bare, ratios;
    for (int round = 0; round < rounds; ++round) {
        const bool oursFirst = round % 2 == 0;
        const double first = measured(oursFirst ? each.ours : each.bare, folder);
        const double second = measured(oursFirst ? each.bare : each.ours, folder);
        ours.push_back(oursFirst ? first : second);
        bare.push_back(oursFirst ? second : first);
        ratios.push_back(ours.back() / bare.back());
    }
    const double ratio = median(ratios);
    const bool isMet = each.higherIsBetter ? ratio >= each.goal : ratio <= each.goal;
    std::printf("%-46s %10.2f %10.2f %-7s %6.2f  %s %.2f  %s\n", each.name, median(ours),
        median(bare), each.unit, ratio, each.higherIsBetter ? ">=" : "<=", each.goal,
        isMet ? "met" : "MISSED");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3)
        return serve(argv[1], argv[2]);
    const int rounds = argc == 2 ? std::atoi(argv[1]) : 7;
    auto folder = std::filesystem::temp_directory_path().string() + "/bench-agency-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr)
        return 1;
    std::printf("%-46s %10s %10s %-7s %6s  goal\n", "two processes, ipc, medians", "ours", "bare",
        "", "ratio");
    const Measure bareRequests{"bare-rep", bareRequestMicroseconds};
    const std::vector<Comparison> all{
        {"REQ-REP round trip, 64 bytes (Bus)", "us", 1.15, false,
            {"our-rep", ourRequestMicroseconds}, bareRequests},
        {"REQ-REP round trip, 64 bytes (plain socket)", "us", 1.15, false,
            {"our-raw-rep", ourRawRequestMicroseconds}, bareRequests},
        {"safe remote call (Bus::call)", "us", 2.0, false, {"our-rep", ourCallMicroseconds},
            bareRequests},
        {"PUB-SUB 64 bytes, no loss", "M/s", 0.7, true, {"our-pub", ourThroughput},
            {"bare-pub", bareThroughput}},
        {"PUB-SUB paced 1,000/s, one way p50", "us", 1.2, false,
            {"our-paced", ourPacedMicroseconds}, {"bare-paced", barePacedMicroseconds}},
    };
    for (const auto &each : all)
        compare(each, rounds, folder);
    std::filesystem::remove_all(folder);
    return 0;
}
