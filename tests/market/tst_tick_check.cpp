// What the Feeder lets through.
#include "engine/market/market_feed.h"
#include "engine/market/tick_check.h"

#include <QTest>

#include <cmath>

using namespace agora;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class TestTickCheck : public QObject {
    Q_OBJECT

    const Timestamp m_start = parseIso("2024-05-06T10:00:00Z").value();

    Tick tick(Duration after, double bid = 1.1, double ask = 1.2, std::uint64_t number = 0) const
    {
        return {.time = m_start + after, .bid = bid, .ask = ask, .number = number};
    }

private slots:
    void goodTicksPassAndAreNumbered()
    {
        TickCheck check;
        for (int i = 0; i < 5; ++i) {
            auto one = tick(seconds(i / 2));
            QVERIFY(!check.admit(one, m_start + seconds(i)));
            QCOMPARE(one.number, std::uint64_t(i + 1));
        }
        QCOMPARE(check.admitted(), std::uint64_t(5));
        QCOMPARE(check.dropped(), std::uint64_t(0));
        QCOMPARE(check.last()->number, std::uint64_t(5));
    }

    void wrongTicksAreDroppedWithAReasonAndCounted()
    {
        TickCheck check;
        const auto faultOf = [&](Tick one) { return check.admit(one, m_start + seconds(10)); };
        QVERIFY(!faultOf(tick(seconds(1))));
        QVERIFY(faultOf(tick(seconds(2), std::nan(""))) == TickFault::NotFinite);
        QVERIFY(faultOf(tick(seconds(2), 1, INFINITY)) == TickFault::NotFinite);
        QVERIFY(faultOf(tick(seconds(2), 0)) == TickFault::NotPositive);
        QVERIFY(faultOf(tick(seconds(2), 1, -1)) == TickFault::NotPositive);
        QVERIFY(faultOf(tick(milliseconds(999))) == TickFault::RunsBack);
        QVERIFY(faultOf(tick(minutes(2))) == TickFault::TooFarAhead);
        QVERIFY(!faultOf(tick(seconds(1)))); // equal time is no running back
        QCOMPARE(check.dropped(TickFault::NotFinite), std::uint64_t(2));
        QCOMPARE(check.dropped(TickFault::NotPositive), std::uint64_t(2));
        QCOMPARE(check.dropped(), std::uint64_t(6));
        QCOMPARE(check.admitted(), std::uint64_t(2));
        QVERIFY(!toString(TickFault::RunsBack).empty());
    }

    void crossedTicksAreMarkedNotDropped()
    {
        TickCheck check;
        auto crossed = tick(seconds(1), 1.2, 1.1);
        QVERIFY(!check.admit(crossed, m_start));
        QCOMPARE(int(crossed.flags), int(TickCrossed));
        auto straight = tick(seconds(1));
        straight.flags = TickCrossed | TickHistory;
        QVERIFY(!check.admit(straight, m_start));
        QCOMPARE(int(straight.flags), int(TickHistory));
        QCOMPARE(check.crossed(), std::uint64_t(1));
    }

    void aSourcesOwnNumbersAreKeptRepeatsDroppedHolesCounted()
    {
        TickCheck check;
        for (const auto number : {1, 2, 2, 1, 3, 7}) {
            auto one = tick(seconds(number), 1.1, 1.2, std::uint64_t(number));
            static_cast<void>(check.admit(one, m_start + minutes(1)));
        }
        QCOMPARE(check.admitted(), std::uint64_t(4));
        QCOMPARE(check.dropped(TickFault::Repeated), std::uint64_t(2));
        QCOMPARE(check.missing(), std::uint64_t(3));
    }

    void afterARestartNumbersGoOn()
    {
        auto stored = tick(seconds(5), 1.1, 1.2, 41);
        TickCheck check({}, stored);
        auto older = tick(seconds(4));
        QVERIFY(check.admit(older, m_start) == TickFault::RunsBack);
        auto next = tick(seconds(6));
        QVERIFY(!check.admit(next, m_start));
        QCOMPARE(next.number, std::uint64_t(42));
    }

    void silenceIsStaleOnlyWhileTheMarketIsOpen()
    {
        TickCheck check({.staleAfter = seconds(10), .mostAhead = minutes(1)});
        QVERIFY(check.freshness(m_start, true) == PriceFreshness::None);
        auto one = tick(seconds(0));
        QVERIFY(!check.admit(one, m_start));
        QVERIFY(check.freshness(m_start + seconds(10), true) == PriceFreshness::Fresh);
        QVERIFY(check.freshness(m_start + seconds(11), true) == PriceFreshness::Stale);
        QVERIFY(check.freshness(m_start + minutes(60), false) == PriceFreshness::Closed);
        QVERIFY(check.freshness(m_start + minutes(60) + seconds(5), true) == PriceFreshness::Fresh);
        QVERIFY(
            check.freshness(m_start + minutes(60) + seconds(11), true) == PriceFreshness::Stale);
    }

    void feedStatesHaveNames()
    {
        QCOMPARE(std::string(toString(FeedState::PriceLost)), std::string("price lost"));
        QCOMPARE(std::string(toString(FeedState::Connected)), std::string("connected"));
    }
};

QTEST_APPLESS_MAIN(TestTickCheck)
#include "tst_tick_check.moc"
