#include "engine/base/random.h"
#include "tests/benchmarks/router/bench_router.h"
#include "tests/benchmarks/router/router_world.h"

#include <cstdio>
#include <fstream>

#include <malloc.h>

namespace agora::bench {

namespace {

constexpr int warmUpDays = 400; ///< of few ticks, until every series holds as many bars as it keeps
constexpr int days = 10;

double mib(std::uint64_t bytes) { return static_cast<double>(bytes) / 1048576; }

double residentMiB()
{
    std::ifstream file("/proc/self/statm");
    std::uint64_t all = 0;
    std::uint64_t resident = 0;
    file >> all >> resident;
    return mib(resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)));
}

/// Bars that the Router's series hold.
std::uint64_t heldBars(RouterWorld &world, agency::Bus &client)
{
    std::uint64_t bars = 0;
    bool isTold = false;
    client.call("router", "router.series", {}, std::chrono::seconds(10),
        [&](const Result<agency::Value> &told) {
            isTold = true;
            for (const auto &series : told ? told->asArray() : agency::Value::Array{})
                bars += static_cast<std::uint64_t>(series["bars"].asInteger());
        });
    while (!isTold)
        world.settle(1);
    return bars;
}

/// Random ticks, and everybody's turn after each.
class Walk {
public:
    Walk(RouterWorld &world, Timestamp start) : m_world(world), m_now(start) {}

    /// One tick every `least` to a little more than twice as long.
    void until(Timestamp end, Duration least)
    {
        while (m_now < end) {
            m_now += least
                + Duration(static_cast<std::int64_t>(
                    m_random.below(static_cast<std::uint64_t>(least.count()) * 467 / 100)));
            m_price += static_cast<std::int64_t>(m_random.below(21)) - 10;
            m_world.clock.advanceTo(m_now);
            m_world.feeder.publish(protocol::topics::ticks(euro),
                protocol::encode(TickBatch{euro,
                    {{.time = m_now,
                        .bid = static_cast<double>(m_price) / 1e5,
                        .ask = static_cast<double>(m_price + 9) / 1e5,
                        .number = ++m_ticks}}}));
            m_world.routerBus.turn(Duration::zero());
            m_world.turnOthers();
        }
    }
    /// The days pass in seconds here: the store's thread is behind.
    void rest(Duration least)
    {
        const auto begun = steadyNow();
        const auto isBehind = [this] {
            const auto store = m_world.routerBus.describe()["store"];
            return store["unstored"].asInteger() + store["waiting"].asInteger() > 0;
        };
        while (steadyNow() - begun < least || isBehind()) {
            m_world.settle(1);
            ::usleep(1000);
        }
    }
    [[nodiscard]] std::uint64_t ticks() const { return m_ticks; }

private:
    RouterWorld &m_world;
    Timestamp m_now;
    Random m_random{7};
    std::int64_t m_price = 108'500;
    std::uint64_t m_ticks = 0;
};

} // namespace

/// Ten days of three ticks a second, eight periods in every mode, after the series have filled. The
/// memory is that of the whole process: Router, store, and a client and a Feeder that keep nothing.
/// “in use” is what was asked of malloc and not given back, “process” what is resident, once as it
/// is and once after malloc gave back what it can.
void benchWeek()
{
    std::printf("\nTen days of ticks\n");
    const Folder folder;
    const auto start = parseIso("2024-03-03T22:00:00Z").value();
    RouterWorld world(folder.path(), start);
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
    Walk walk(world, start);
    double firstInUse = 0;
    double first = 0;
    const auto tell = [&](int day) {
        const auto process = residentMiB();
        ::malloc_trim(0);
        const auto trimmed = residentMiB();
        const auto heap = ::mallinfo2();
        const auto held = heldBars(world, client);
        const auto inUse = mib(heap.uordblks + heap.hblkhd);
        first = first == 0 ? trimmed : first;
        firstInUse = firstInUse == 0 ? inUse : firstInUse;
        std::printf(
            "day %3d %9llu ticks %6llu bars held (%4.1f MiB)  in use %5.2f MiB %+.1f %%  process "
            "%5.1f MiB, trimmed %5.1f  %+.1f %%\n",
            day, static_cast<unsigned long long>(walk.ticks()),
            static_cast<unsigned long long>(held), mib(held * sizeof(QuoteBar)), inUse,
            (inUse / firstInUse - 1) * 100, process, trimmed, (trimmed / first - 1) * 100);
        std::fflush(stdout);
    };
    const auto warm = start + std::chrono::hours(24 * warmUpDays);
    walk.until(warm, std::chrono::seconds(40));
    for (int day = 0; day <= days; ++day) {
        if (day > 0)
            walk.until(warm + std::chrono::hours(24 * day), std::chrono::milliseconds(100));
        // After the first days there are many corrections to be looked for.
        walk.rest(std::chrono::seconds(day == 0 ? 30 : 2));
        tell(day);
    }
}

} // namespace agora::bench
