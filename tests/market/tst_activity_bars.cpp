// Bars that the clock does not make: rule R13.
#include "engine/market/activity_bars.h"
#include "tests/market/resample_fixtures.h"

#include "engine/base/random.h"

using namespace agora;
using namespace agora::test;

namespace {

constexpr double point = 0.00001;

struct Taken {
    std::vector<QuoteBar> closed;
    std::optional<QuoteBar> forming;
    void operator()(const QuoteBar &bar)
    {
        forming.reset();
        if (bar.isComplete())
            closed.push_back(bar);
        else
            forming = bar;
    }
};

Tick quote(Timestamp time, double mid, double volume = 0)
{
    return {.time = time, .bid = mid - point, .ask = mid + point, .volume = volume};
}

const auto noon = at("2024-05-06T12:00:00Z");

std::vector<Tick> randomTicks(std::uint64_t seed, int count, Duration longestPause)
{
    Random random(seed);
    std::vector<Tick> ticks;
    auto time = noon;
    double mid = 1.1;
    for (int i = 0; i < count; ++i) {
        time += Duration(static_cast<std::int64_t>(
            random.uniform() * static_cast<double>(longestPause.count())));
        mid = std::round((mid + (random.uniform() - 0.5) * 40 * point) / point) * point;
        ticks.push_back(quote(time, mid, static_cast<double>(random.below(9))));
    }
    return ticks;
}

Taken built(const std::vector<Tick> &ticks, Period period)
{
    ActivityBarBuilder builder(period, point);
    Taken taken;
    for (const auto &tick : ticks)
        builder.update(tick, taken);
    return taken;
}

} // namespace

class TestActivityBars : public QObject {
    Q_OBJECT

private slots:
    void aTickBarClosesWithItsNthTick()
    {
        const auto ticks = randomTicks(1, 10, std::chrono::seconds(3));
        const auto taken = built(ticks, Period::ticks(4));
        QCOMPARE(taken.closed.size(), std::size_t(2));
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(taken.closed[i].openTime == ticks[4 * i].time);
            QCOMPARE(taken.closed[i].ticks, 4U);
            QCOMPARE(taken.closed[i].mid.open, ticks[4 * i].mid());
            QCOMPARE(taken.closed[i].mid.close, ticks[4 * i + 3].mid());
            QVERIFY((taken.closed[i].flags & BarCut) == 0);
        }
        QCOMPARE(taken.forming->ticks, 2U);
    }

    void aVolumeBarKeepsTheSurplusOfTheTickThatClosesIt()
    {
        const auto taken
            = built({quote(noon, 1.1, 4), quote(noon + Duration(1), 1.1, 5),
                        quote(noon + Duration(2), 1.1, 30), quote(noon + Duration(3), 1.1, 3)},
                Period::volume(10));
        QCOMPARE(taken.closed.size(), std::size_t(1));
        QCOMPARE(taken.closed[0].volume, 39.0);
        QCOMPARE(taken.closed[0].ticks, 3U);
        QCOMPARE(taken.forming->volume, 3.0);
    }

    void aTickWithoutVolumeCountsOne()
    {
        const auto taken
            = built({quote(noon, 1.1), quote(noon + Duration(1), 1.1)}, Period::volume(2));
        QCOMPARE(taken.closed.size(), std::size_t(1));
        QCOMPARE(taken.closed[0].volume, 2.0);
    }

    void theTickThatWouldExceedTheRangeOpensTheNextBar()
    {
        const auto step = [](int points) { return 1.1 + points * point; };
        const auto taken
            = built({quote(noon, step(0)), quote(noon + Duration(1), step(10)),
                        quote(noon + Duration(2), step(4)), quote(noon + Duration(3), step(11))},
                Period::range(10));
        QCOMPARE(taken.closed.size(), std::size_t(1)); // ten points are allowed, eleven are not
        QVERIFY(isNear(taken.closed[0].mid.high - taken.closed[0].mid.low, 10 * point));
        QCOMPARE(taken.closed[0].ticks, 3U);
        QVERIFY(taken.forming->openTime == noon + Duration(3));
        QVERIFY(isNear(taken.forming->mid.open, step(11)));
    }

    void aJumpMakesOneBarNotSeveral()
    {
        const auto taken = built(
            {quote(noon, 1.1), quote(noon + Duration(1), 1.2), quote(noon + Duration(2), 1.3)},
            Period::range(10));
        QCOMPARE(taken.closed.size(), std::size_t(2));
        QCOMPARE(taken.closed[1].ticks, 1U);
    }

    void barsBeginAnewWithTheTradingDayAndTheCutOneIsMarked()
    {
        const auto evening = at("2024-05-06T20:59:59Z"); // the day ends at 21:00 UTC
        for (const auto period : {Period::ticks(100), Period::volume(100), Period::range(100)}) {
            const auto taken = built(
                {quote(evening, 1.1), quote(evening + std::chrono::seconds(1), 1.1)}, period);
            QCOMPARE(taken.closed.size(), std::size_t(1));
            QVERIFY((taken.closed[0].flags & BarCut) != 0);
            QVERIFY(taken.forming->openTime == evening + std::chrono::seconds(1));
        }
        ActivityBarBuilder builder(Period::ticks(100), point);
        Taken taken;
        builder.update(quote(evening, 1.1), taken);
        QVERIFY(*builder.closeTime() == at("2024-05-06T21:00:00Z"));
        builder.completeUntil(at("2024-05-06T20:59:59.5Z"), taken);
        QVERIFY(taken.closed.empty());
        builder.completeUntil(at("2024-05-06T21:00:00Z"), taken); // the clock alone does it too
        QCOMPARE(taken.closed.size(), std::size_t(1));
        QVERIFY(!builder.closeTime());
    }

    void labelsAreDistinctThoughTicksComeInOneInstant()
    {
        const auto taken
            = built({quote(noon, 1.1), quote(noon, 1.2), quote(noon, 1.3)}, Period::ticks(1));
        QCOMPARE(taken.closed.size(), std::size_t(3));
        QVERIFY(taken.closed[0].openTime == noon);
        QVERIFY(taken.closed[1].openTime == noon + Duration(1));
        QVERIFY(taken.closed[2].openTime == noon + Duration(2));
    }

    void olderTicksAreDroppedAndCounted()
    {
        ActivityBarBuilder builder(Period::ticks(10), point);
        Taken taken;
        builder.update(quote(noon, 1.1), taken);
        builder.update(quote(noon - Duration(1), 1.2), taken);
        QCOMPARE(builder.droppedTicks(), std::uint64_t(1));
        QCOMPARE(taken.forming->ticks, 1U);
    }

    void randomTicksObeyTheRule()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            qInfo("seed %llu", static_cast<unsigned long long>(seed));
            const auto ticks = randomTicks(seed, 5000, std::chrono::seconds(90)); // some days
            for (const auto period : {Period::ticks(37), Period::volume(120), Period::range(55)}) {
                auto taken = built(ticks, period);
                double volume = taken.forming ? taken.forming->volume : 0;
                std::uint32_t count = taken.forming ? taken.forming->ticks : 0;
                auto label = Timestamp::min();
                for (const auto &bar : taken.closed) {
                    QVERIFY(bar.openTime > label);
                    label = bar.openTime;
                    volume += bar.volume;
                    count += bar.ticks;
                    const bool isCut = (bar.flags & BarCut) != 0;
                    if (period.unit() == Period::Unit::Ticks)
                        QCOMPARE(bar.ticks == 37, !isCut);
                    if (period.unit() == Period::Unit::Volume)
                        QCOMPARE(bar.volume >= 120, !isCut);
                    if (period.unit() == Period::Unit::Range && bar.ticks > 1)
                        QVERIFY(bar.mid.high - bar.mid.low <= 55 * point + 1e-9);
                }
                QCOMPARE(count, 5000U);
                double expected = 0;
                for (const auto &tick : ticks)
                    expected += tick.volume > 0 ? tick.volume : 1;
                QCOMPARE(volume, expected);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestActivityBars)
#include "tst_activity_bars.moc"
