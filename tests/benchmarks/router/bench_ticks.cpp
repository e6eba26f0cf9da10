#include "engine/base/random.h"
#include "engine/market/bar_builder.h"
#include "tests/benchmarks/router/bench_router.h"
#include "tests/benchmarks/router/router_world.h"

#include <algorithm>
#include <cstdio>

namespace agora::bench {

namespace {

constexpr int rounds = 7;
constexpr std::size_t ticksARound = 200'000;

std::vector<Tick> makeTicks(std::size_t count, Timestamp from, std::uint64_t firstNumber)
{
    Random random(firstNumber);
    std::vector<Tick> ticks(count);
    std::int64_t price = 108'500;
    for (auto &tick : ticks) {
        from += std::chrono::milliseconds(1 + random.below(20));
        price += static_cast<std::int64_t>(random.below(21)) - 10;
        tick = {.time = from,
            .bid = static_cast<double>(price) / 1e5,
            .ask = static_cast<double>(price + 9) / 1e5,
            .number = firstNumber++};
    }
    return ticks;
}

double bareLoop(const std::vector<Tick> &ticks)
{
    std::vector<BarBuilder> builders;
    for (const auto period : eightPeriods())
        builders.emplace_back(period);
    std::uint64_t bars = 0;
    const auto begun = steadyNow();
    for (const auto &tick : ticks) {
        for (auto &builder : builders)
            builder.update(tick, [&](const QuoteBar &bar) { bars += bar.isComplete() ? 1 : 0; });
    }
    const std::chrono::duration<double> took = steadyNow() - begun;
    if (bars == 0)
        std::printf("no bars\n");
    return took.count();
}

/// Seconds that the Router's thread needs: from bytes to bars, to the store's queue, to every
/// subscriber.
double routed(RouterWorld &world, const std::vector<Tick> &ticks, std::size_t batch)
{
    Duration spent{};
    for (std::size_t at = 0; at < ticks.size(); at += batch) {
        const auto end = std::min(at + batch, ticks.size());
        world.clock.advanceTo(ticks[end - 1].time);
        world.feeder.publish(protocol::topics::ticks(euro),
            protocol::encode(TickBatch{euro,
                {ticks.begin() + static_cast<std::ptrdiff_t>(at),
                    ticks.begin() + static_cast<std::ptrdiff_t>(end)}}));
        const auto begun = steadyNow();
        world.routerBus.turn(Duration::zero());
        spent += steadyNow() - begun;
        world.turnOthers();
    }
    return std::chrono::duration<double>(spent).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void print(const char *name, double seconds, double count, double baseline)
{
    std::printf("%-52s %10.2f ms %12.0f ticks/s %8.2f x\n", name, seconds * 1e3, count / seconds,
        seconds / baseline);
}

void eightAtOnce()
{
    std::printf(
        "Ticks into eight periods at once, one subscriber each; the Router's thread alone\n");
    std::vector<double> bare;
    const std::vector<std::size_t> batches{1, 10, 100, 1000};
    std::vector<std::vector<double>> ours(batches.size());
    std::vector<std::unique_ptr<Folder>> folders;
    std::vector<std::unique_ptr<RouterWorld>> worlds;
    auto start = parseIso("2024-03-04T00:00:00Z").value();
    const Folder folder;
    for (std::size_t i = 0; i < batches.size(); ++i) {
        const auto own = folder.path() / std::to_string(i);
        std::filesystem::create_directories(own);
        worlds.push_back(std::make_unique<RouterWorld>(own, start));
        auto &client = worlds.back()->add("client");
        for (const auto period : eightPeriods())
            listen(client, {.symbol = euro, .period = period, .depth = 10});
        worlds.back()->settle(200);
    }
    std::uint64_t number = 1;
    for (int round = 0; round <= rounds; ++round) {
        const auto ticks = makeTicks(ticksARound, start, number);
        start = ticks.back().time;
        number += ticks.size();
        const auto loop = bareLoop(ticks);
        if (round > 0)
            bare.push_back(loop);
        for (std::size_t i = 0; i < batches.size(); ++i) {
            const auto took = routed(*worlds[i], ticks, batches[i]);
            if (round > 0)
                ours[i].push_back(took);
        }
    }
    const auto baseline = median(bare);
    print("bare loop over eight BarBuilders", baseline, ticksARound, baseline);
    for (std::size_t i = 0; i < batches.size(); ++i)
        print(("Router, " + std::to_string(batches[i]) + " ticks a message").c_str(),
            median(ours[i]), ticksARound, baseline);
}

/// What the series costs apart from the messages that each subscriber must get.
void thousandBesideOne()
{
    std::printf("\nOne series, 4,000 ticks one by one\n");
    auto start = parseIso("2024-03-04T00:00:00Z").value();
    const auto ticks = makeTicks(4'000, start, 1);
    double baseline = 0;
    for (const int subscribers : {1, 10, 100, 1000}) {
        const Folder folder;
        RouterWorld world(folder.path(), start);
        int snapshots = 0;
        for (int i = 0; i < subscribers; ++i) {
            auto &client = world.add("client" + std::to_string(i));
            listen(
                client, {.symbol = euro, .period = Period::minutes(1), .depth = 100}, &snapshots);
        }
        while (snapshots < subscribers)
            world.settle(1);
        const auto took = routed(world, ticks, 1);
        baseline = baseline == 0 ? took : baseline;
        std::printf("%-52s %10.2f ms %9.2f us a tick %8.2f ns a tick and subscriber\n",
            (std::to_string(subscribers) + " subscribers").c_str(), took * 1e3, took * 1e6 / 4'000,
            took * 1e9 / 4'000 / subscribers);
    }
}

} // namespace

void benchTicks()
{
    eightAtOnce();
    thousandBesideOne();
}

} // namespace agora::bench
