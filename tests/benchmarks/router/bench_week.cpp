#include "engine/base/random.h"
#include "tests/benchmarks/router/bench_router.h"
#include "tests/benchmarks/router/router_world.h"

#include <cstdio>
#include <fstream>

#include <malloc.h>

namespace agora::bench {

namespace {
double residentMiB()
{
    std::ifstream file("/proc/self/statm");
    long all = 0;
    long resident = 0;
    file >> all >> resident;
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1048576;
}
} // namespace

/// Two days to warm up and a week, three ticks a second, eight periods in every mode. The memory is
/// that of the whole process: Router, store, and a client and a Feeder that keep nothing.
void benchWeek()
{
    std::printf("\nA week of ticks\n");
    const Folder folder;
    auto now = parseIso("2024-03-03T22:00:00Z").value();
    RouterWorld world(folder.path(), now);
    auto &client = world.add("client");
    for (const auto period : eightPeriods()) {
        using protocol::BarUpdates;
        for (const auto updates : {BarUpdates::EveryTick, BarUpdates::Paced, BarUpdates::Completed})
            listen(client,
                {.symbol = euro,
                    .period = period,
                    .depth = 500,
                    .updates = updates,
                    .paceMs = updates == BarUpdates::Paced ? 250U : 0U});
    }
    world.settle(200);
    Random random(7);
    std::int64_t price = 108'500;
    std::uint64_t number = 0;
    double first = 0;
    constexpr int warmUp = 2; ///< days: SQLite's cache and the series' own bars fill
    for (int day = 1 - warmUp; day <= 7; ++day) {
        const auto midnight = now + std::chrono::hours(24);
        while (now < midnight) {
            now += std::chrono::milliseconds(100 + random.below(467));
            price += static_cast<std::int64_t>(random.below(21)) - 10;
            world.clock.advanceTo(now);
            world.feeder.publish(protocol::topics::ticks(euro),
                protocol::encode(TickBatch{euro,
                    {{.time = now,
                        .bid = static_cast<double>(price) / 1e5,
                        .ask = static_cast<double>(price + 9) / 1e5,
                        .number = ++number}}}));
            world.routerBus.turn(Duration::zero());
            world.turnOthers();
        }
        // A day takes seconds here: the store's thread is behind.
        for (const auto end = steadyNow() + std::chrono::seconds(4); steadyNow() < end;) {
            world.settle(1);
            ::usleep(1000);
        }
        ::malloc_trim(0); // what is free is not counted
        const auto resident = residentMiB();
        first = day <= 0 ? resident : first;
        std::printf("day %d  %9llu ticks  %7.1f MiB  %+.1f %%\n", day,
            static_cast<unsigned long long>(number), resident, (resident / first - 1) * 100);
        std::fflush(stdout);
    }
}

} // namespace agora::bench
