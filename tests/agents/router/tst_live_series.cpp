#include "engine/agents/router/live_series.h"

#include "engine/base/random.h"
#include "engine/model/bar_edges.h"

#include <QTest>

#include <deque>

using namespace agora;

namespace {
std::vector<Tick> randomTicks(Random &random, std::size_t count)
{
    std::vector<Tick> ticks;
    auto time = parseIso("2026-11-18T10:00:00Z").value();
    double price = 1.1;
    for (std::size_t i = 0; i < count; ++i) {
        time += std::chrono::milliseconds(random.below(9000)); // equal times happen
        price += (random.uniform() - 0.5) * 1e-4;
        ticks.push_back({.time = time, .bid = price, .ask = price + 1e-4, .number = i + 1});
    }
    return ticks;
}

std::vector<QuoteBar> allOf(const LiveSeries &series) { return series.last(series.size(), true); }
} // namespace

class TestLiveSeries : public QObject {
    Q_OBJECT
private slots:
    void historyTailAndLiveTicksJoinWithoutGapOrDouble();
    void theLastBarsAreGivenOldestFirst();
    void barsOfTicksJoinHistoryAndLiveTicksToo();
    void theBarsKeptAreTheNewest();
};

/// Whatever comes behind, between or before, and however much is kept.
void TestLiveSeries::theBarsKeptAreTheNewest()
{
    const std::uint64_t seed = 815;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    const auto barOf = [](std::size_t number) {
        QuoteBar bar;
        bar.openTime = fromNanos(static_cast<std::int64_t>(number));
        return bar;
    };
    for (int round = 0; round < 100; ++round) {
        const auto kept = static_cast<std::size_t>(random.below(300));
        std::vector<QuoteBar> begin;
        for (std::size_t i = 0, count = random.below(600); i < count; ++i)
            begin.push_back(barOf(i));
        std::deque<QuoteBar> naive(begin.begin(), begin.end());
        KeptBars bars;
        bars.assign(std::move(begin), kept);
        const auto trim = [&] {
            if (bars.size() > kept)
                bars.dropFirst(bars.size() - kept);
            while (naive.size() > kept)
                naive.pop_front();
        };
        for (std::size_t step = 0; step < 1000; ++step) {
            trim();
            const auto all = bars.all();
            QVERIFY(std::equal(all.begin(), all.end(), naive.begin(), naive.end()));
            if (random.below(20) > 0) {
                bars.push(barOf(1000 + step), kept);
                naive.push_back(barOf(1000 + step));
                continue;
            }
            const auto at = random.below(naive.size() + 1);
            const std::vector some(random.below(4), barOf(5000 + step));
            bars.insert(at, some);
            naive.insert(naive.begin() + static_cast<std::ptrdiff_t>(at), some.begin(), some.end());
        }
    }
}

/// Wherever the history ends and however many live ticks came before it arrived, the series is that
/// of all ticks in one piece.
void TestLiveSeries::historyTailAndLiveTicksJoinWithoutGapOrDouble()
{
    const std::uint64_t seed = 4711;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    const auto period = Period::minutes(1);
    const auto ignore = [](const QuoteBar &) {};
    for (int round = 0; round < 200; ++round) {
        const auto ticks = randomTicks(random, 120);
        LiveSeries whole("EUR_USD", period);
        whole.begin({}, {}, {}, fromNanos(0), 0, ignore);
        for (const auto &tick : ticks)
            whole.take(tick, ignore);

        const auto asked = random.below(ticks.size() - 1); // history is as of this tick
        const auto arrived = asked + random.below(ticks.size() - asked); // and comes after this one
        const auto edge = BarEdges(period).at(ticks[asked].time).open;
        LiveSeries source("EUR_USD", period);
        source.begin({}, {}, {}, fromNanos(0), 0, ignore);
        std::vector<Tick> tail;
        for (std::size_t i = 0; i <= asked; ++i) {
            if (ticks[i].time < edge)
                source.take(ticks[i], ignore);
            else
                tail.push_back(ticks[i]);
        }
        source.completeUntil(edge, ignore);

        LiveSeries series("EUR_USD", period);
        const auto early
            = random.below(asked + 1); // some of what the history holds came live as well
        for (auto i = early; i <= arrived; ++i)
            series.take(ticks[i], ignore);
        QVERIFY(!series.isReady());
        series.begin(source.last(source.size(), false), edge, tail, ticks[asked].time,
            ticks[asked].number, ignore);
        for (auto i = arrived + 1; i < ticks.size(); ++i)
            series.take(ticks[i], ignore);
        QVERIFY2(allOf(series) == allOf(whole), std::to_string(round).c_str());
    }
}

void TestLiveSeries::theLastBarsAreGivenOldestFirst()
{
    Random random(1);
    LiveSeries series("EUR_USD", Period::minutes(1));
    series.begin({}, {}, {}, fromNanos(0), 0, [](const QuoteBar &) {});
    for (const auto &tick : randomTicks(random, 200))
        series.take(tick, [](const QuoteBar &) {});
    const auto bars = series.last(3, true);
    QCOMPARE(bars.size(), std::size_t(4));
    QVERIFY(bars[0].openTime < bars[1].openTime && bars[2].openTime < bars[3].openTime);
    QVERIFY(bars[2].isComplete() && !bars[3].isComplete());
    QCOMPARE(series.last(100'000, false).size(), series.size());
}

void TestLiveSeries::barsOfTicksJoinHistoryAndLiveTicksToo()
{
    Random random(7);
    const auto ticks = randomTicks(random, 1000);
    for (const auto period : {Period::ticks(30), Period::volume(45), Period::range(12)}) {
        LiveSeries whole("EUR_USD", period);
        whole.begin({}, {}, {}, fromNanos(0), 0, [](const QuoteBar &) {});
        for (const auto &tick : ticks)
            whole.take(tick, [](const QuoteBar &) {});
        LiveSeries joined("EUR_USD", period);
        const auto &last = ticks[599];
        for (std::size_t i = 400; i < 700; ++i) // came while the history was being fetched
            joined.take(ticks[i], [](const QuoteBar &) {});
        joined.begin({}, {}, {ticks.begin(), ticks.begin() + 600}, last.time, last.number,
            [](const QuoteBar &) {});
        for (std::size_t i = 700; i < ticks.size(); ++i)
            joined.take(ticks[i], [](const QuoteBar &) {});
        QVERIFY(joined.size() > 10);
        QVERIFY(allOf(joined) == allOf(whole));
        QVERIFY(joined.forming() == whole.forming());
    }
}

QTEST_GUILESS_MAIN(TestLiveSeries)
#include "tst_live_series.moc"
