// How bars become longer bars: rules R8 and R10 to R12.
#include "engine/market/bar_resampler.h"
#include "tests/market/resample_fixtures.h"

#include "engine/base/random.h"
#include "engine/market/bar_builder.h"

using namespace agora;
using namespace agora::test;

namespace {

Ohlc ohlcOf(const QJsonObject &bar)
{
    return {bar["open"].toDouble(), bar["high"].toDouble(), bar["low"].toDouble(),
        bar["close"].toDouble()};
}

QuoteBar barAt(Timestamp open, double price, std::uint8_t flags = BarLive | BarComplete)
{
    const Ohlc bid{price, price + 2, price - 2, price + 1};
    const Ohlc ask{price + 1, price + 3, price - 1, price + 2};
    const Ohlc mid{price + 0.5, price + 2.5, price - 1.5, price + 1.5};
    return {.openTime = open,
        .bid = bid,
        .ask = ask,
        .mid = mid,
        .volume = 3,
        .ticks = 3,
        .flags = flags};
}

/// Minutes with holes, as a random market makes them, over the March clock change.
std::vector<QuoteBar> randomMinutes(std::uint64_t seed, std::size_t count)
{
    Random random(seed);
    std::vector<QuoteBar> bars;
    auto time = at("2024-03-07T20:00:00Z");
    for (std::size_t i = 0; i < count; ++i) {
        time += std::chrono::minutes(1 + random.below(random.below(50) == 0 ? 600 : 4));
        bars.push_back(barAt(time, double(100 + random.below(50))));
    }
    return bars;
}

std::vector<QuoteBar> resampled(
    const std::vector<QuoteBar> &bars, Period from, Period to, const DayAnchor &anchor = {})
{
    const auto result = resample(bars, from, to, anchor);
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return *result;
}

struct Last {
    std::vector<QuoteBar> emitted;
    void operator()(const QuoteBar &bar) { emitted.push_back(bar); }
};

} // namespace

class TestBarResampler : public QObject {
    Q_OBJECT

private slots:
    void hoursAroundClockChangesBecomeTheBarsOfTheFixture()
    {
        for (const auto &value : resampleFixture("fx_dst.json")["cases"].toArray()) {
            const auto one = value.toObject();
            std::vector<QuoteBar> sources;
            for (const auto &row : one["source"].toArray()) {
                const auto bar = row.toObject();
                const auto ohlc = ohlcOf(bar);
                sources.push_back({.openTime = timeOf(bar["open_time"]),
                    .bid = ohlc,
                    .ask = ohlc,
                    .mid = ohlc,
                    .volume = bar["volume"].toDouble(),
                    .ticks = 1,
                    .flags = BarLive | BarComplete});
            }
            const auto target = periodOf(one["target_frame"]);
            const auto bars
                = resampled(sources, periodOf(one["source_frame"]), target, anchorOf(one));
            const auto expected = one["expected"].toArray();
            QCOMPARE(bars.size(), std::size_t(expected.size()));
            for (int i = 0; i < expected.size(); ++i) {
                const auto want = expected[i].toObject();
                const auto &bar = bars[std::size_t(i)];
                QCOMPARE(toNanos(bar.openTime), toNanos(timeOf(want["open_time"])));
                QVERIFY(isNear(bar.bid, ohlcOf(want)) && isNear(bar.mid, ohlcOf(want)));
                QCOMPARE(bar.volume, want["volume"].toDouble());
                QCOMPARE(int(bar.ticks), want["sources"].toInt());
                QCOMPARE(bar.isComplete(), want["complete"].toBool());
            }
        }
    }

    void everyWayToALongerPeriodIsTheSame()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            qInfo("seed %llu", static_cast<unsigned long long>(seed));
            const auto minutes = randomMinutes(seed, 800);
            const auto m1 = Period::minutes(1);
            const auto hours = resampled(minutes, m1, Period::hours(1));
            const auto h4 = resampled(minutes, m1, Period::hours(4));
            QVERIFY(resampled(hours, Period::hours(1), Period::hours(4)) == h4);
            QVERIFY(resampled(h4, Period::hours(4), Period::day())
                == resampled(minutes, m1, Period::day()));
            QVERIFY(resampled(resampled(h4, Period::hours(4), Period::day()), Period::day(),
                        Period::month())
                == resampled(minutes, m1, Period::month()));
            QVERIFY(resampled(h4, Period::hours(4), Period::hours(4)) == h4);
            QVERIFY(resampled(minutes, m1, m1) == minutes);
        }
    }

    void barsFromTicksEqualBarsFromBarsOfTicks()
    {
        Random random(3);
        BarBuilder minute(Period::minutes(1));
        BarBuilder quarter(Period::minutes(15));
        BarResampler resampler(Period::minutes(1), Period::minutes(15));
        auto time = at("2024-05-06T10:00:00Z");
        double bid = 1.1;
        for (int i = 0; i < 5000; ++i) {
            time += std::chrono::milliseconds(random.below(2500));
            bid += (random.uniform() - 0.5) / 1000;
            const Tick tick{.time = time, .bid = bid, .ask = bid + 0.0001};
            Last direct;
            Last stepwise;
            quarter.update(tick, std::ref(direct));
            // The forming minute feeds the forming quarter, so both are the same after every tick.
            minute.update(tick,
                [&](const QuoteBar &bar) { QVERIFY(resampler.update(bar, std::ref(stepwise))); });
            QVERIFY(stepwise.emitted.back() == direct.emitted.back());
            QVERIFY(*resampler.forming() == *quarter.forming());
            QCOMPARE(toNanos(*resampler.closeTime()), toNanos(*quarter.closeTime()));
        }
    }

    void theTargetCompletesWithItsLastSourceOrTheClock()
    {
        BarResampler resampler(Period::minutes(1), Period::minutes(5));
        Last last;
        const auto start = at("2024-05-06T10:00:00Z");
        QVERIFY(resampler.update(barAt(start + std::chrono::minutes(4), 5), std::ref(last)));
        QCOMPARE(last.emitted.size(), std::size_t(1));
        QVERIFY(last.emitted.back().isComplete());
        QVERIFY(!resampler.forming());

        QVERIFY(resampler.update(barAt(start + std::chrono::minutes(6), 5), std::ref(last)));
        QVERIFY(!last.emitted.back().isComplete());
        resampler.completeUntil(start + std::chrono::minutes(10) - Duration{1}, std::ref(last));
        QVERIFY(!last.emitted.back().isComplete());
        resampler.completeUntil(start + std::chrono::minutes(10), std::ref(last));
        QVERIFY(last.emitted.back().isComplete());
        QCOMPARE(last.emitted.size(), std::size_t(3));

        QVERIFY(
            resampler.update(barAt(start + std::chrono::minutes(11), 5, BarLive), std::ref(last)));
        QVERIFY(resampler.update(barAt(start + std::chrono::minutes(21), 5), std::ref(last)));
        QCOMPARE(last.emitted.size(), std::size_t(6)); // the later source completed the one before
        QVERIFY(last.emitted[4].isComplete());
        QVERIFY(!last.emitted[5].isComplete());
    }

    void aCorrectedSourceRebuildsItsTarget()
    {
        BarResampler resampler(Period::minutes(1), Period::minutes(5));
        Last last;
        const auto start = at("2024-05-06T10:00:00Z");
        for (int i = 0; i < 7; ++i)
            QVERIFY(resampler.update(barAt(start + std::chrono::minutes(i), 10), std::ref(last)));
        auto corrected = barAt(
            start + std::chrono::minutes(2), 90, BarBackfilled | BarCorrected | BarComplete);
        corrected.revision = 1;
        last.emitted.clear();
        QVERIFY(resampler.update(corrected, std::ref(last)));
        QCOMPARE(last.emitted.size(), std::size_t(1));
        const auto rebuilt = last.emitted.back();
        QCOMPARE(toNanos(rebuilt.openTime), toNanos(start));
        QCOMPARE(rebuilt.bid.high, 92.0);
        QCOMPARE(int(rebuilt.revision), 1);
        QVERIFY(rebuilt.isComplete());
        QVERIFY((rebuilt.flags & BarCorrected) != 0);
        QVERIFY(resampler.update(barAt(start + std::chrono::minutes(2), 10), std::ref(last)));
        QCOMPARE(last.emitted.size(), std::size_t(1)); // a lower revision changes nothing
        // A source that was missing so far counts, too.
        QVERIFY(resampler.update(barAt(start + std::chrono::minutes(7), 200), std::ref(last)));
        QCOMPARE(last.emitted.back().ticks, std::uint32_t(9));
        // Built in any order, the target is the same.
        std::vector<QuoteBar> sources;
        for (int i = 0; i < 5; ++i)
            sources.push_back(i == 2 ? corrected : barAt(start + std::chrono::minutes(i), 10));
        QVERIFY(resampled(sources, Period::minutes(1), Period::minutes(5)).front() == rebuilt);
    }

    void aCorrectionOlderThanWhatIsKeptIsRefused()
    {
        BarResampler resampler(Period::minutes(1), Period::minutes(5));
        Last last;
        const auto start = at("2024-05-06T10:00:00Z");
        for (int i = 0; i < 20; i += 5)
            QVERIFY(resampler.update(barAt(start + std::chrono::minutes(i), 10), std::ref(last)));
        const auto count = last.emitted.size();
        const auto refused = resampler.update(barAt(start, 20), std::ref(last));
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("2024-05-06T10:00") != std::string::npos);
        QCOMPARE(last.emitted.size(), count);
    }

    void aStraddlingSourceIsAnError()
    {
        // With days from 01:00, no four hours begin at 04:00.
        BarResampler days(Period::hours(4), Period::day(), DayAnchor::make(1, "UTC").value());
        Last last;
        QVERIFY(days.update(barAt(at("2024-05-06T01:00:00Z"), 1), std::ref(last)));
        const auto offEdge = days.update(barAt(at("2024-05-06T04:00:00Z"), 1), std::ref(last));
        QVERIFY(!offEdge);
        QVERIFY(offEdge.error().message.find("2024-05-06T04:00") != std::string::npos);
        // A week holds the edge of a month.
        BarResampler months(Period::week(), Period::month());
        const auto straddling = months.update(barAt(at("2024-04-26T21:00:00Z"), 1), std::ref(last));
        QVERIFY(!straddling);
        QVERIFY(straddling.error().message.find("straddles") != std::string::npos);
        // A shorter period cannot be made from a longer one.
        QVERIFY(!resample(std::vector{barAt(at("2024-05-06T01:00:00Z"), 1)}, Period::hours(1),
            Period::minutes(1)));
    }

    void marksOfTheSourcesAreJoined()
    {
        const auto start = at("2024-05-06T10:00:00Z");
        const std::vector<QuoteBar> mixed{
            barAt(start, 1, BarBackfilled | BarComplete | BarMidApproximate),
            barAt(start + std::chrono::minutes(1), 1, BarSynthetic | BarComplete),
            barAt(start + std::chrono::minutes(5), 1, BarSynthetic | BarComplete)};
        const auto bars = resampled(mixed, Period::minutes(1), Period::minutes(5));
        QCOMPARE(int(bars[0].flags), int(BarBackfilled | BarMidApproximate | BarComplete));
        QCOMPARE(int(bars[1].flags), int(BarSynthetic));
    }
};

QTEST_APPLESS_MAIN(TestBarResampler)
#include "tst_bar_resampler.moc"
