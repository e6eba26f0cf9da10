// Where bars begin and end, and how ticks become bars: rules R1 to R10 and R12.
#include "engine/market/bar_builder.h"
#include "engine/market/gap_fill.h"
#include "tests/market/resample_fixtures.h"

#include "engine/base/random.h"

using namespace agora;
using namespace agora::test;

namespace {

struct Collector {
    std::vector<QuoteBar> completed;
    std::optional<QuoteBar> forming;
    void operator()(const QuoteBar &bar)
    {
        if (bar.isComplete()) {
            completed.push_back(bar);
            forming.reset();
        } else {
            forming = bar;
        }
    }
    std::vector<QuoteBar> all() const
    {
        auto bars = completed;
        if (forming)
            bars.push_back(*forming);
        return bars;
    }
};

Tick tickAt(const char *time, double bid, double ask, double volume = 0)
{
    return {.time = at(time), .bid = bid, .ask = ask, .volume = volume};
}

Ohlc ohlcOf(const QJsonValue &value)
{
    const auto array = value.toArray();
    return {array[0].toDouble(), array[1].toDouble(), array[2].toDouble(), array[3].toDouble()};
}

} // namespace

class TestBarBuilder : public QObject {
    Q_OBJECT

private slots:
    void everyInstantLiesInTheBarThatTheRulesGive()
    {
        const auto cases = resampleFixture("bin_edges.json")["cases"].toArray();
        QVERIFY(cases.size() > 100);
        for (const auto &value : cases) {
            const auto one = value.toObject();
            const auto anchor = anchorOf(one);
            const auto span = BarEdges(periodOf(one["frame"]), anchor).at(timeOf(one["time"]));
            const BarSpan expected{timeOf(one["open_time"]), timeOf(one["close_time"])};
            const auto told = QJsonDocument(one).toJson();
            QVERIFY2(span == expected,
                (told.toStdString() + formatIso(span.open) + " " + formatIso(span.close)).c_str());
            if (one.contains("trading_date")) {
                const auto date = anchor.tradingDate(timeOf(one["time"]));
                const auto text = QString::asprintf("%04d-%02u-%02u", int(date.year()),
                    unsigned(date.month()), unsigned(date.day()));
                QCOMPARE(text, one["trading_date"].toString());
            }
        }
    }

    void barsTileTimeWithoutGapOrOverlap()
    {
        for (const char *zone :
            {"America/New_York", "Europe/London", "Australia/Lord_Howe", "UTC"}) {
            const auto anchor = DayAnchor::make(2, zone).value();
            for (const auto period : standardPeriods()) {
                BarEdges edges(period, anchor);
                const auto start = at("2024-03-30T00:00:00Z");
                auto span = edges.at(start);
                for (int i = 0; i < 300; ++i) {
                    QVERIFY(span.open < span.close);
                    const auto next = edges.at(span.close);
                    QCOMPARE(toNanos(next.open), toNanos(span.close));
                    BarEdges fresh(period, anchor);
                    QVERIFY(fresh.at(next.open - Duration{1}) == span);
                    QCOMPARE(toNanos(fresh.firstEdge(next.open)), toNanos(next.open));
                    QCOMPARE(toNanos(fresh.firstEdge(next.open - Duration{1})), toNanos(next.open));
                    span = next;
                }
            }
        }
    }

    void aWrongAnchorIsRefusedByName()
    {
        QVERIFY(DayAnchor::make(24, "UTC").error().message.find("24") != std::string::npos);
        QVERIFY(
            DayAnchor::make(0, "Mars/Base").error().message.find("Mars/Base") != std::string::npos);
    }

    void ticksBecomeTheBarsOfTheFixture()
    {
        const auto fixture = resampleFixture("ticks.json");
        for (const auto &value : fixture["cases"].toArray()) {
            const auto one = value.toObject();
            const auto period = periodOf(one["frame"]);
            BarBuilder builder(period);
            Collector collector;
            for (const auto &row : fixture["ticks"].toArray()) {
                const auto t = row.toArray();
                builder.update({.time = timeOf(t[0]),
                                   .bid = t[1].toDouble(),
                                   .ask = t[2].toDouble(),
                                   .volume = t[3].toDouble()},
                    std::ref(collector));
            }
            builder.completeUntil(timeOf(one["clock_at_end"]), std::ref(collector));
            auto bars = collector.all();
            if (one["gap_policy"].toString() == "fill")
                bars = fillGaps(bars, period, TradingHours::FxWeek);
            const auto expected = one["expected"].toArray();
            QCOMPARE(bars.size(), std::size_t(expected.size()));
            for (int i = 0; i < expected.size(); ++i) {
                const auto want = expected[i].toObject();
                const auto &bar = bars[std::size_t(i)];
                QCOMPARE(toNanos(bar.openTime), toNanos(timeOf(want["open_time"])));
                QVERIFY(isNear(bar.bid, ohlcOf(want["bid"])));
                QVERIFY(isNear(bar.ask, ohlcOf(want["ask"])));
                QVERIFY(isNear(bar.mid, ohlcOf(want["mid"])));
                QCOMPARE(int(bar.ticks), want["ticks"].toInt());
                QCOMPARE(bar.volume, want["volume"].toDouble());
                QCOMPARE(bar.isComplete(), want["complete"].toBool());
                QCOMPARE((bar.flags & BarSynthetic) != 0, want["synthetic"].toBool());
                QCOMPARE((bar.flags & BarLive) != 0, !want["synthetic"].toBool());
            }
        }
    }

    void aBarIsCompletedOnceByTheClockOrTheNextTick()
    {
        BarBuilder builder(Period::minutes(1));
        Collector collector;
        QVERIFY(!builder.closeTime());
        builder.update(tickAt("2024-05-06T10:00:00Z", 1, 2), std::ref(collector));
        QCOMPARE(toNanos(*builder.closeTime()), toNanos(at("2024-05-06T10:01:00Z")));
        builder.completeUntil(at("2024-05-06T10:00:59.999Z"), std::ref(collector));
        QVERIFY(collector.completed.empty());
        builder.completeUntil(at("2024-05-06T10:01:00Z"), std::ref(collector));
        builder.completeUntil(at("2024-05-06T10:02:00Z"), std::ref(collector));
        QCOMPARE(collector.completed.size(), std::size_t(1));
        QVERIFY(!builder.forming());
        builder.update(tickAt("2024-05-06T10:03:00Z", 1, 2), std::ref(collector));
        builder.update(tickAt("2024-05-06T10:09:00Z", 1, 2), std::ref(collector));
        QCOMPARE(collector.completed.size(), std::size_t(2)); // no bars for the empty minutes
        QCOMPARE(toNanos(collector.forming->openTime), toNanos(at("2024-05-06T10:09:00Z")));
    }

    void olderTicksAreDroppedAndCounted()
    {
        BarBuilder builder(Period::minutes(1));
        Collector collector;
        builder.update(tickAt("2024-05-06T10:00:30Z", 1, 2), std::ref(collector));
        builder.update(tickAt("2024-05-06T10:00:29.999Z", 9, 10), std::ref(collector));
        QCOMPARE(builder.droppedTicks(), std::uint64_t(1));
        QCOMPARE(collector.forming->bid.high, 1.0);
        builder.update(
            tickAt("2024-05-06T10:00:30Z", 3, 4), std::ref(collector)); // equal is not older
        QCOMPARE(collector.forming->bid.high, 3.0);
        builder.completeUntil(at("2024-05-06T10:01:00Z"), std::ref(collector));
        builder.update(tickAt("2024-05-06T10:00:45Z", 9, 10), std::ref(collector));
        QCOMPARE(builder.droppedTicks(), std::uint64_t(2)); // its bar is over
        QCOMPARE(collector.completed.size(), std::size_t(1));
    }

    void volumeCountsTicksWhereTheVenueGivesNone()
    {
        BarBuilder builder(Period::minutes(1));
        Collector collector;
        for (int i = 0; i < 5; ++i)
            builder.update(tickAt("2024-05-06T10:00:00Z", 1, 2), std::ref(collector));
        QCOMPARE(collector.forming->volume, 5.0);
    }

    void historyTicksMakeBackfilledBars()
    {
        BarBuilder builder(Period::minutes(1));
        Collector collector;
        auto tick = tickAt("2024-05-06T10:00:00Z", 1, 2);
        tick.flags = TickHistory;
        builder.update(tick, std::ref(collector));
        QCOMPARE(int(collector.forming->flags), int(BarBackfilled));
        tick.flags = 0;
        builder.update(tick, std::ref(collector));
        QCOMPARE(int(collector.forming->flags), int(BarBackfilled | BarLive));
    }

    void aFormingBarFromElsewhereIsGoneOnWith()
    {
        const std::uint64_t seed = 7;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        std::vector<Tick> ticks;
        auto time = at("2024-05-06T10:00:00Z");
        for (int i = 0; i < 400; ++i) {
            time += std::chrono::milliseconds(random.below(2000));
            const double bid = 1.1 + random.uniform() / 100;
            ticks.push_back({.time = time, .bid = bid, .ask = bid + 0.0001});
        }
        Collector whole;
        BarBuilder builder(Period::minutes(1));
        Collector firstHalf;
        BarBuilder first(Period::minutes(1));
        Collector secondHalf;
        BarBuilder second(Period::minutes(1));
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            builder.update(ticks[i], std::ref(whole));
            if (i < 200)
                first.update(ticks[i], std::ref(firstHalf));
            if (i == 200)
                second.resume(*first.forming(), ticks[199].time);
            if (i >= 200)
                second.update(ticks[i], std::ref(secondHalf));
        }
        auto joined = firstHalf.completed;
        for (const auto &bar : secondHalf.all())
            joined.push_back(bar);
        QVERIFY(joined == whole.all());
    }

    void gapsAreFilledInTradingHoursOnly()
    {
        BarBuilder builder(Period::hours(1));
        Collector collector;
        builder.update(tickAt("2024-05-03T17:10:00Z", 1, 2), std::ref(collector)); // Friday
        builder.update(tickAt("2024-05-05T23:10:00Z", 3, 4), std::ref(collector)); // Sunday
        builder.update(tickAt("2024-05-06T02:10:00Z", 5, 6), std::ref(collector));
        const auto filled = fillGaps(collector.all(), Period::hours(1), TradingHours::FxWeek);
        std::vector<std::string> opens;
        for (const auto &bar : filled)
            opens.push_back(formatIso(bar.openTime, 0) + ((bar.flags & BarSynthetic) ? "*" : ""));
        const std::vector<std::string> expected{"2024-05-03T17:00:00Z", "2024-05-03T18:00:00Z*",
            "2024-05-03T19:00:00Z*", "2024-05-03T20:00:00Z*", "2024-05-05T23:00:00Z",
            "2024-05-06T00:00:00Z*", "2024-05-06T01:00:00Z*", "2024-05-06T02:00:00Z"};
        QVERIFY(opens == expected);
        QVERIFY(filled[5].bid == (Ohlc{3, 3, 3, 3}));
        QCOMPARE(filled[5].volume, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestBarBuilder)
#include "tst_bar_builder.moc"
