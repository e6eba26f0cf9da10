#include "indicators/alligator.h"
#include "indicators/bollinger.h"
#include "indicators/connors_rsi.h"
#include "indicators/fractals.h"
#include "indicators/frama.h"
#include "indicators/parabolic_sar.h"
#include "indicators/pivots.h"
#include "indicators/vwap.h"
#include "indicators/zig_zag.h"

#include "engine/base/random.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace agora;
using namespace agora::indicators;

namespace {

using Length = SessionClock::Length;
using DayStart = SessionClock::DayStart;

Timestamp at(const char *iso) { return *parseIso(iso); }

Bar flatBar(const char *iso, double price, double volume = 1)
{
    return {.time = at(iso),
        .open = price,
        .high = price,
        .low = price,
        .close = price,
        .volume = volume};
}

Bar rangeBar(double high, double low, double close)
{
    return {.time = {}, .open = close, .high = high, .low = low, .close = close, .volume = 1};
}

std::vector<Bar> randomBars(std::uint64_t seed, std::size_t count)
{
    Random random(seed);
    std::vector<Bar> bars;
    double price = 100;
    for (std::size_t i = 0; i < count; ++i) {
        const double open = price;
        price += random.uniform() - 0.5;
        bars.push_back({.time = fromNanos(static_cast<std::int64_t>(i) * 3'600'000'000'000),
            .open = open,
            .high = std::max(open, price) + 0.3 * random.uniform(),
            .low = std::min(open, price) - 0.3 * random.uniform(),
            .close = price,
            .volume = 1});
    }
    return bars;
}

SessionClock clockOf(Length length, DayStart dayStart)
{
    auto clock = SessionClock::make(length, dayStart);
    if (!clock)
        qFatal("%s", clock.error().message.c_str());
    return *std::move(clock);
}

} // namespace

/// What the reference files do not show: sessions, confirmed turns, and MetaTrader's beginnings.
class TestTrendsAndSessions : public QObject {
    Q_OBJECT

private slots:
    void tradingDaysBeginAtSeventeenNewYork_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("first");
        // R3, R6: winter 22:00 UTC, summer 21:00 UTC; the changes of 2017 were on 12 March and
        // 5 November.
        QTest::newRow("winter") << "2017-01-10T21:59:59Z"
                                << "2017-01-10T22:00:00Z";
        QTest::newRow("summer") << "2017-07-11T20:59:59Z"
                                << "2017-07-11T21:00:00Z";
        QTest::newRow("spring change") << "2017-03-12T20:59:59Z"
                                       << "2017-03-12T21:00:00Z";
        QTest::newRow("autumn change") << "2017-11-05T21:59:59Z"
                                       << "2017-11-05T22:00:00Z";
    }
    void tradingDaysBeginAtSeventeenNewYork()
    {
        QFETCH(QString, before);
        QFETCH(QString, first);
        auto clock = clockOf(Length::Day, DayStart::NewYork);
        QVERIFY(clock.isNewSession(at(before.toUtf8().constData())));
        QVERIFY(!clock.isNewSession(at(before.toUtf8().constData())));
        QVERIFY(clock.isNewSession(at(first.toUtf8().constData())));
        QVERIFY(clock.begin() == at(first.toUtf8().constData()));
        QVERIFY(!clock.isNewSession(at(first.toUtf8().constData()) + std::chrono::hours(22)));
    }

    void weeksAndMonthsFollowTheTradingDate()
    {
        auto week = clockOf(Length::Week, DayStart::NewYork);
        QVERIFY(week.isNewSession(at("2017-04-26T12:00:00Z")));
        QVERIFY(!week.isNewSession(at("2017-04-28T20:59:00Z")));
        QVERIFY(week.isNewSession(at("2017-04-30T21:00:00Z"))); // Sunday's open
        QVERIFY(week.begin() == at("2017-04-28T21:00:00Z")); // R7: Friday's anchor
        auto utcWeek = clockOf(Length::Week, DayStart::Utc);
        QVERIFY(utcWeek.isNewSession(at("2017-04-30T23:59:00Z")));
        QVERIFY(utcWeek.isNewSession(at("2017-05-01T00:00:00Z"))); // Monday
        QVERIFY(utcWeek.begin() == at("2017-05-01T00:00:00Z"));
        // Sunday evening, 30 April, is trading date 1 May in New York, not by the calendar of UTC.
        auto month = clockOf(Length::Month, DayStart::NewYork);
        QVERIFY(month.isNewSession(at("2017-04-28T12:00:00Z")));
        QVERIFY(month.isNewSession(at("2017-04-30T21:00:00Z")));
        QVERIFY(!month.isNewSession(at("2017-05-31T20:59:00Z")));
        QVERIFY(month.isNewSession(at("2017-05-31T21:00:00Z")));
        auto utcMonth = clockOf(Length::Month, DayStart::Utc);
        QVERIFY(utcMonth.isNewSession(at("2017-12-31T23:59:59Z")));
        QVERIFY(utcMonth.isNewSession(at("2018-01-01T00:00:00Z")));
        QVERIFY(!utcMonth.isNewSession(at("2018-01-31T23:59:59Z")));
    }

    void vwapStartsAnewWithItsSession()
    {
        Vwap vwap(clockOf(Length::Day, DayStart::Utc));
        const auto update
            = [&vwap](const Bar &bar) { return *vwap.update({.price = bar.close, .bar = bar}); };
        QCOMPARE(update(flatBar("2020-01-01T22:00:00Z", 10, 1)), 10.0);
        QCOMPARE(update(flatBar("2020-01-01T23:00:00Z", 20, 3)), 17.5);
        QCOMPARE(update(flatBar("2020-01-02T00:00:00Z", 30, 0)), 30.0); // no volume: the mean
        QCOMPARE(update(flatBar("2020-01-02T01:00:00Z", 40, 0)), 35.0);
        QCOMPARE(update(flatBar("2020-01-02T02:00:00Z", 60, 5)), 60.0);

        Vwap since(at("2020-01-01T23:00:00Z"));
        const Bar early = flatBar("2020-01-01T22:00:00Z", 10);
        QVERIFY(!since.update({.price = 10, .bar = early}));
        const Bar later = flatBar("2020-01-01T23:00:00Z", 20);
        QCOMPARE(*since.update({.price = 20, .bar = later}), 20.0);
    }

    void pivotsComeFromWholeSessionsOnly()
    {
        // The first day is seen from its middle on: nothing may be told of it.
        Pivots late(Pivots::Form::Classic, clockOf(Length::Day, DayStart::Utc));
        QVERIFY(!late.update(flatBar("2020-01-01T12:00:00Z", 5)));
        QVERIFY(!late.update(flatBar("2020-01-02T00:00:00Z", 10)));
        QVERIFY(!late.update(flatBar("2020-01-02T12:00:00Z", 16)));
        const auto levels = late.update(flatBar("2020-01-03T00:00:00Z", 99));
        QVERIFY(levels.has_value()); // high 16, low 10, close 16
        QCOMPARE(levels->pivot, 14.0);
        QCOMPARE(levels->resistance, (std::array{18.0, 20.0, 24.0, 28.0}));
        QCOMPARE(levels->support, (std::array{12.0, 8.0, 6.0, 4.0}));
        QCOMPARE(late.update(flatBar("2020-01-03T12:00:00Z", 1))->pivot, 14.0);

        Pivots whole(Pivots::Form::Woodie, clockOf(Length::Day, DayStart::Utc));
        QVERIFY(!whole.update(flatBar("2020-01-01T00:00:00Z", 10)));
        QVERIFY(!whole.update(flatBar("2020-01-01T01:00:00Z", 16)));
        QCOMPARE(whole.update(flatBar("2020-01-02T00:00:00Z", 99))->pivot, 14.5);
    }

    void zigZagTellsATurnWhenItIsConfirmedAndKeepsToIt()
    {
        ZigZag zigZag(2, 10, 1);
        QVERIFY(!zigZag.update(rangeBar(100, 99, 100)));
        QVERIFY(!zigZag.update(rangeBar(105, 101, 104)));
        QVERIFY(!zigZag.update(rangeBar(111, 106, 110)));
        QVERIFY(!zigZag.update(rangeBar(120, 112, 119)));
        const auto top = zigZag.update(rangeBar(118, 107, 108)); // 13 below the high: confirmed
        QVERIFY(top.has_value());
        QCOMPARE(top->direction, -1.0);
        QCOMPARE(top->pivot, 120.0);
        QCOMPARE(top->age, 1.0);
        const auto still = zigZag.update(rangeBar(109, 100, 101));
        QCOMPARE(still->pivot, 120.0);
        QCOMPARE(still->age, 2.0);
        const auto bottom = zigZag.update(rangeBar(111, 103, 110)); // 11 above the low of 100
        QCOMPARE(bottom->direction, 1.0);
        QCOMPARE(bottom->pivot, 100.0);
        QCOMPARE(bottom->age, 1.0);
    }

    void zigZagTurnsAlternateAndWereThere()
    {
        const std::uint64_t seed = 515;
        const auto bars = randomBars(seed, 5000);
        ZigZag zigZag(5, 1, 2);
        double direction = 0;
        double lastPivot = 0;
        int turns = 0;
        for (std::size_t i = 0; i < bars.size(); ++i) {
            const auto line = zigZag.update(bars[i]);
            if (!line)
                continue;
            QVERIFY(line->age <= static_cast<double>(i));
            const Bar &turn = bars[i - static_cast<std::size_t>(line->age)];
            QCOMPARE(line->pivot, line->direction < 0 ? turn.high : turn.low);
            if (line->direction != direction) {
                ++turns;
                if (direction != 0)
                    QVERIFY(
                        line->direction > 0 ? line->pivot < lastPivot : line->pivot > lastPivot);
            } else {
                QCOMPARE(line->pivot, lastPivot); // never redrawn
            }
            direction = line->direction;
            lastPivot = line->pivot;
        }
        QVERIFY2(turns > 20, qPrintable(QString::number(turns)));
    }

    void fractalsAreKnownTwoBarsLater()
    {
        Fractals fractals;
        const std::vector<double> highs{1, 2, 3, 3, 2, 1, 5, 1, 1};
        std::vector<double> marks;
        for (const double high : highs) {
            const auto mark = fractals.update(rangeBar(high, high - 10, high));
            marks.push_back(mark ? mark->up : -1);
        }
        // Of the two equal tops the later one counts.
        QCOMPARE(marks, (std::vector<double>{-1, -1, -1, -1, 0, 1, 0, 0, 1}));
    }

    void metaTradersSarBeginsShortAndTurnsAtTheExtreme()
    {
        ParabolicSar sar(0.02, 0.2, Convention::Mt5);
        QVERIFY(!sar.update(rangeBar(10, 9, 9.5)));
        QCOMPARE(*sar.update(rangeBar(9.8, 8.8, 9)), 10.0); // short, at the high so far
        // 10 + 0.02 · (8.8 − 10) = 9.976, but never below the highs of the last two bars.
        QCOMPARE(*sar.update(rangeBar(9, 8, 8.2)), 10.0);
        // From there 10 + 0.04 · (8 − 10); hit by 11, it turns to the lowest low since the start.
        QCOMPARE(*sar.update(rangeBar(11, 9, 10.5)), 8.0);
        QCOMPARE(*sar.update(rangeBar(12, 10, 11)), 8.0); // 8.06 is above the low of two bars ago
    }

    void gatorComparesTheLinesAsTheyAreDrawn()
    {
        Alligator alligator(13, 8, 5);
        Gator gator(13, 8, 5);
        const auto bars = randomBars(9, 100);
        std::vector<Alligator::Output> lines;
        for (std::size_t i = 0; i < bars.size(); ++i) {
            const double median = (bars[i].high + bars[i].low) / 2;
            lines.push_back(*alligator.update(median));
            const auto both = *gator.update(median);
            QCOMPARE(both.upper.has_value(), i >= 15);
            QCOMPARE(both.lower.has_value(), i >= 9);
            if (both.upper)
                QCOMPARE(*both.upper, std::abs(*lines[i - 3].jaw - *lines[i].teeth));
            if (both.lower)
                QCOMPARE(*both.lower, -std::abs(*lines[i - 2].teeth - *lines[i].lips));
        }
    }

    void metaTradersBandsBeginOneBarLater()
    {
        BollingerBands standard(3, 2);
        BollingerBands mt5(3, 2, Convention::Mt5);
        for (int i = 0; i < 10; ++i) {
            const auto first = standard.update(i * i);
            const auto second = mt5.update(i * i);
            QCOMPARE(first.has_value(), i >= 2);
            QCOMPARE(second.has_value(), i >= 3);
            if (second)
                QCOMPARE(second->upper, first->upper);
        }
    }

    void framaIsFastInAStraightMoveAndSlowInNoise()
    {
        // A straight line has dimension 1 and weight 1: the average is the price. Bars that all
        // cover the same range have dimension 2 and weight exp(−4.6), about 0.01.
        Frama straight(8);
        Frama noisy(8);
        std::optional<double> line;
        std::optional<double> noise;
        for (int i = 0; i < 40; ++i) {
            const double price = i;
            line = straight.update({.price = price, .bar = rangeBar(price, price, price)});
            noise = noisy.update({.price = i < 39 ? 5.0 : 6.0, .bar = rangeBar(10, 0, 5)});
        }
        QVERIFY(std::abs(*line - 39) < 0.9);
        QVERIFY(std::abs(*noise - (5 + std::exp(-4.6))) < 1e-4);
    }

    void connorsRsiRanksTheLastChange()
    {
        // Rising by ever greater shares: both RSI are 100, and no past change was greater.
        ConnorsRsi rsi(3, 2, 5);
        std::optional<double> last;
        double price = 100;
        for (int i = 1; i <= 12; ++i) {
            last = rsi.update(price);
            price *= 1.0 + 0.001 * i;
        }
        QCOMPARE(*last, 100.0);
    }
};

QTEST_APPLESS_MAIN(TestTrendsAndSessions)
#include "tst_trends_and_sessions.moc"
