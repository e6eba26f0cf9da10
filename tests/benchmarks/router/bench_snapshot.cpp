#include "engine/agency/zmq_transport.h"
#include "engine/base/random.h"
#include "engine/model/bar_series.h"
#include "tests/benchmarks/agency/bare_transfer.h"
#include "tests/benchmarks/router/bench_router.h"
#include "tests/benchmarks/router/router_world.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <thread>

namespace agora::bench {

namespace {

constexpr std::size_t bars = 1'000'000;
constexpr int rounds = 9;

/// A million minutes that end now, as ticks would have made them.
Timestamp fillStore(MarketStore &store, Timestamp now)
{
    Random random(1);
    const auto m1 = Period::minutes(1);
    const auto end = BarEdges(m1).at(now).open;
    const auto begin = end - std::chrono::minutes(bars + 1000);
    std::int64_t price = 108'500;
    std::vector<QuoteBar> block;
    for (auto at = begin; at < end; at += std::chrono::minutes(1)) {
        const auto open = static_cast<double>(price) / 1e5;
        const auto high = static_cast<double>(price + static_cast<int>(random.below(30))) / 1e5;
        const auto low = static_cast<double>(price - static_cast<int>(random.below(30))) / 1e5;
        price += static_cast<std::int64_t>(random.below(41)) - 20;
        const auto close = std::clamp(static_cast<double>(price) / 1e5, low, high);
        const auto side = [](double o, double h, double l, double c, double more) {
            const auto up = [more](double x) { return std::round((x + more) * 1e5) / 1e5; };
            return Ohlc{up(o), up(h), up(l), up(c)};
        };
        const auto mean = [](double a, double b) { return (a + b) / 2; };
        QuoteBar bar{.openTime = at,
            .bid = side(open, high, low, close, 0),
            .ask = side(open, high, low, close, 9e-5)};
        bar.mid = {mean(bar.bid.open, bar.ask.open), mean(bar.bid.high, bar.ask.high),
            mean(bar.bid.low, bar.ask.low), mean(bar.bid.close, bar.ask.close)};
        bar.ticks = static_cast<std::uint32_t>(20 + random.below(200));
        bar.volume = bar.ticks;
        bar.flags = BarComplete | BarBackfilled;
        block.push_back(bar);
        if (block.size() == 50'000) {
            (void)store.putBars(euro, m1, block);
            block.clear();
        }
    }
    (void)store.putBars(euro, m1, block);
    (void)store.addCoverage(euro, m1, {begin - std::chrono::hours(24 * 3000), end});
    (void)store.flush();
    return end;
}

agency::BusSetup setup(
    const std::filesystem::path &folder, const std::string &name, const Clock &clock)
{
    return {.name = name,
        .epoch = 1,
        .endpoints = {agency::ipcEndpoint(folder.string(), name)},
        .clock = &clock};
}

/// An agent in a thread of its own.
class Thread {
public:
    Thread(const std::filesystem::path &folder, const std::string &name, const Clock &clock,
        std::function<std::shared_ptr<void>(agency::Bus &)> make)
        : m_bus(setup(folder, name, clock), agency::makeZmqTransport())
    {
        (void)m_bus.open();
        for (const auto *other : {"feeder", "router"}) {
            if (name != other)
                m_bus.know(other, agency::ipcEndpoint(folder.string(), other));
        }
        m_thread = std::thread([this, make = std::move(make)] {
            const auto agent = make(m_bus);
            m_bus.run();
        });
    }
    ~Thread()
    {
        m_bus.stop();
        m_thread.join();
    }
    Thread(const Thread &) = delete;
    Thread &operator=(const Thread &) = delete;

private:
    agency::Bus m_bus;
    std::thread m_thread;
};

struct Taken {
    double ms = 0;
    double begunMs = 0; ///< when the first part came
    std::size_t bars = 0;
    std::size_t bytes = 0;
    std::vector<std::size_t> parts;
};

/// From the wish to a whole BarSeries.
Taken takeSnapshot(agency::Bus &client, protocol::BarSides sides)
{
    Taken taken;
    const auto side = sides == protocol::BarSides::Bid ? PriceSide::Bid : PriceSide::Mid;
    BarSeries series(euro, Period::minutes(1), side, bars + 8192);
    bool isWhole = false;
    const protocol::BarRequest request{
        .symbol = euro, .period = Period::minutes(1), .depth = bars, .sides = sides};
    const auto begun = steadyNow();
    const auto since = [begun] {
        return std::chrono::duration<double, std::milli>(steadyNow() - begun).count();
    };
    const auto id = client.subscribe("router", protocol::topics::of(request),
        {.arguments = [request] { return protocol::encode(request); },
            .onMessage =
                [&](const agency::Message &message) {
                    if (isWhole)
                        return;
                    if (taken.parts.empty())
                        taken.begunMs = since();
                    const auto batch = protocol::decode<BarBatch>(message.body);
                    for (const auto &bar : batch->bars)
                        series.apply(bar);
                    taken.bytes += message.body.size();
                    taken.parts.push_back(message.body.size());
                    isWhole = message.has(agency::FlagSnapshotEnd);
                },
            .onProblem =
                [&](const std::string &sentence) {
                    std::printf("%s\n", sentence.c_str());
                    isWhole = true;
                }});
    while (!isWhole)
        client.turn(std::chrono::milliseconds(10));
    taken.ms = since();
    taken.bars = series.size();
    client.unsubscribe(id);
    client.turn(Duration::zero());
    return taken;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Feeder, Router and a client.
class Parties {
public:
    Parties(const std::filesystem::path &folder, const Clock &clock)
        : m_feeder(folder, "feeder", clock,
            [](agency::Bus &bus) {
                serveAsFeeder(bus);
                return std::shared_ptr<void>();
            })
        , m_router(folder, "router", clock,
              [folder](agency::Bus &bus) -> std::shared_ptr<void> {
                  return std::make_shared<Router>(
                      bus, StoreAccess(folder / "market.db"), std::vector{euro});
              })
        , client(setup(folder, "client", clock), agency::makeZmqTransport())
    {
        (void)client.open();
        client.know("router", agency::ipcEndpoint(folder.string(), "router"));
    }

private:
    Thread m_feeder;
    Thread m_router;

public:
    agency::Bus client;
};

/// What the history of a live series costs the store's thread: all sides, as it is, or the one that
/// may be asked for.
void benchLoads(const Folder &folder, Timestamp end)
{
    auto store = MarketStore::open(folder.path() / "market.db", MarketStore::Mode::ReadOnly);
    const auto m1 = Period::minutes(1);
    for (const int count : {500, 5'000, 60'000}) {
        const TimeRange range{end - std::chrono::minutes(count), end};
        std::vector<double> all;
        std::vector<double> one;
        const auto timed = [](const auto &read) {
            const auto begun = steadyNow();
            read();
            return std::chrono::duration<double, std::milli>(steadyNow() - begun).count();
        };
        for (int round = 0; round < 2 * rounds; ++round) {
            all.push_back(timed([&] { (void)store->bars(euro, m1, range); }));
            one.push_back(timed([&] { (void)store->readSeries(euro, m1, PriceSide::Bid, range); }));
        }
        std::printf("history of a live series, %6d bars: all sides %6.2f ms, bid alone %6.2f ms\n",
            count, median(all), median(one));
    }
}

/// The first snapshot of a process, in one of its own: until the first part came, and the last.
std::array<double, 2> firstSnapshot(const Folder &folder, protocol::BarSides sides)
{
    std::array<double, 2> ms{};
    const auto program = std::filesystem::read_symlink("/proc/self/exe");
    const auto *side = sides == protocol::BarSides::Bid ? "bid" : "all";
    const auto command = program.string() + " first " + folder.path().string() + ' ' + side;
    auto *pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr || std::fscanf(pipe, "%lf %lf", &ms[0], &ms[1]) != 2)
        std::printf("%s: no answer\n", command.c_str());
    if (pipe != nullptr)
        ::pclose(pipe);
    return ms;
}

} // namespace

void benchFirst(const std::string &folder, const std::string &side)
{
    SystemClock clock;
    Parties parties(folder, clock);
    for (int i = 0; i < 100; ++i) // everybody has found everybody
        parties.client.turn(std::chrono::milliseconds(1));
    const auto taken = takeSnapshot(
        parties.client, side == "bid" ? protocol::BarSides::Bid : protocol::BarSides::All);
    std::printf("%f %f\n", taken.begunMs, taken.ms);
}

void benchSnapshot()
{
    std::printf("\nSnapshot of a million bars over ipc, from the wish to a BarSeries\n");
    const Folder folder;
    SystemClock clock;
    Timestamp end;
    {
        auto store = MarketStore::open(folder.path() / "market.db", MarketStore::Mode::ReadWrite);
        end = fillStore(*store, clock.now());
    }
    benchLoads(folder, end);
    const std::array kinds{std::pair(protocol::BarSides::All, "bid, ask and mid"),
        std::pair(protocol::BarSides::Bid, "bid alone")};
    for (const auto &[sides, name] : kinds) {
        std::vector<double> begins;
        std::vector<double> firsts;
        for (int round = 0; round < rounds; ++round) {
            const auto ms = firstSnapshot(folder, sides);
            begins.push_back(ms[0]);
            firsts.push_back(ms[1]);
        }
        std::printf("%-18s first of a process: %8.1f ms (best %.1f), first part after %.1f\n", name,
            median(firsts), *std::min_element(firsts.begin(), firsts.end()), median(begins));
        std::fflush(stdout);
    }
    Parties parties(folder.path(), clock);
    auto &client = parties.client;
    for (const auto &[sides, name] : kinds) {
        std::vector<double> ours;
        std::vector<double> bare;
        Taken last;
        for (int round = 0; round <= rounds; ++round) {
            last = takeSnapshot(client, sides);
            const auto alone
                = bareTransfer(agency::ipcEndpoint(folder.path().string(), "bare"), last.parts);
            if (round == 0)
                continue;
            ours.push_back(last.ms);
            bare.push_back(std::chrono::duration<double, std::milli>(alone).count());
        }
        std::printf("%-18s %9zu bars in %zu parts, %5.1f MB: %8.1f ms (best %.1f); libzmq alone "
                    "with the same bytes %6.1f ms\n",
            name, last.bars, last.parts.size(), static_cast<double>(last.bytes) / 1e6, median(ours),
            *std::min_element(ours.begin(), ours.end()), median(bare));
    }
}

} // namespace agora::bench
