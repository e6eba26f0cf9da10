// What stands between a venue and whoever asks it: pace, second tries, pages.
#include "engine/base/random.h"
#include "engine/market/history_pager.h"
#include "engine/market/rate_limiter.h"

#include <QTest>

#include <cmath>

using namespace agora;
using namespace std::chrono_literals;

namespace {

Timestamp at(const char *iso) { return parseIso(iso).value(); }

QuoteBar barAt(Timestamp open, double price = 1.1)
{
    const Ohlc flat{price, price, price, price};
    return {.openTime = open,
        .bid = flat,
        .ask = flat,
        .mid = flat,
        .volume = 1,
        .ticks = 1,
        .flags = BarBackfilled | BarComplete};
}

const Timestamp start = at("2024-05-06T00:00:00Z");

HistoryRequest minutesOf(int count)
{
    return {.symbol = "EUR_USD",
        .period = Period::minutes(1),
        .from = start,
        .to = start + 1min * count,
        .asOf = start + 1min * count};
}

} // namespace

class TestFeedParts : public QObject {
    Q_OBJECT
private slots:
    void requestsKeepToTheRateOverAnyStretch();
    void aRestGivesABurstAndNoMore();
    void aVenueThatAsksForAPauseGetsIt();
    void noLimitMeansNoWait();
    void triesMoveApartAndDoNotMeet();
    void aLongRequestIsSplitAndPutTogether();
    void longPeriodsOfAVenueThatWorksByTicksAreAskedInSmallPages();
    void aVenueThatGivesLessIsAskedForTheRest();
    void theTailComesOnceWithTheLastPage();
    void rubbishInHistoryIsDropped();
    void aVenueThatStandsStillIsAnError();
};

/// Over any stretch of time at most burst + rate × length requests go, whoever asks when.
void TestFeedParts::requestsKeepToTheRateOverAnyStretch()
{
    const std::uint64_t seed = 99;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    for (int round = 0; round < 50; ++round) {
        const double rate = 0.5 + 30 * random.uniform();
        const double burst = 1 + static_cast<double>(random.below(10));
        RateLimiter limiter(rate, burst);
        std::vector<Duration> went;
        Duration now = 1h;
        while (went.size() < 300) {
            if (limiter.waitAt(now) == Duration::zero()) {
                limiter.take(now);
                went.push_back(now);
            } else if (random.below(4) == 0) {
                now += limiter.waitAt(now); // exactly when it may
                QVERIFY(limiter.waitAt(now) <= 1us);
            }
            if (random.below(3) == 0)
                now += 1ms * static_cast<std::int64_t>(random.below(400));
        }
        for (std::size_t first = 0; first < went.size(); ++first) {
            for (std::size_t last = first; last < went.size(); ++last) {
                const double length
                    = std::chrono::duration<double>(went[last] - went[first]).count();
                QVERIFY(static_cast<double>(last - first + 1) <= burst + rate * length + 1e-6);
            }
        }
    }
}

void TestFeedParts::aRestGivesABurstAndNoMore()
{
    RateLimiter limiter(2, 3);
    Duration now = 10s;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(limiter.waitAt(now) == Duration::zero());
        limiter.take(now);
    }
    QVERIFY(limiter.waitAt(now) == 500ms);
    now += 1h;
    for (int i = 0; i < 3; ++i)
        limiter.take(now);
    QVERIFY(limiter.waitAt(now) > Duration::zero());
}

void TestFeedParts::aVenueThatAsksForAPauseGetsIt()
{
    RateLimiter limiter(100, 10);
    limiter.hold(5s, 2s);
    QVERIFY(limiter.waitAt(5s) == 2s);
    QVERIFY(limiter.waitAt(6s) == 1s);
    QVERIFY(limiter.waitAt(7s) == Duration::zero());
}

void TestFeedParts::noLimitMeansNoWait()
{
    RateLimiter limiter(0, 1);
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(limiter.waitAt(1s) == Duration::zero());
        limiter.take(1s);
    }
    limiter.hold(1s, 1s);
    QVERIFY(limiter.waitAt(1s) == 1s);
}

void TestFeedParts::triesMoveApartAndDoNotMeet()
{
    BackOff one(100ms, 5s, 1);
    BackOff other(100ms, 5s, 2);
    bool differs = false;
    Duration whole = 100ms;
    for (int i = 0; i < 12; ++i) {
        const auto wait = one.next();
        QVERIFY(wait >= whole / 2 && wait <= whole);
        differs = differs || wait != other.next();
        whole = std::min<Duration>(whole * 2, 5s);
    }
    QVERIFY(differs);
    one.reset();
    QVERIFY(one.next() <= 100ms);
}

void TestFeedParts::aLongRequestIsSplitAndPutTogether()
{
    HistoryPager pager(minutesOf(1000), 300);
    int pages = 0;
    auto expected = start;
    while (const auto &asked = pager.next()) {
        QVERIFY(asked->from == expected);
        QVERIFY(asked->to - asked->from <= 300min);
        expected = asked->to;
        HistoryPage page;
        for (auto open = asked->from; open < asked->to; open += 1min)
            page.bars.push_back(barAt(open));
        QVERIFY(pager.take(page));
        ++pages;
    }
    QCOMPARE(pages, 4);
    QCOMPARE(pager.whole().bars.size(), std::size_t(1000));
    for (int i = 0; i < 1000; ++i)
        QVERIFY(pager.whole().bars[static_cast<std::size_t>(i)].openTime == start + 1min * i);
    HistoryPager nothing(minutesOf(0), 300);
    QVERIFY(!nothing.next());
}

void TestFeedParts::longPeriodsOfAVenueThatWorksByTicksAreAskedInSmallPages()
{
    FeedLimits limits{.barsAPage = 5'000};
    QCOMPARE(limits.barsAPageOf(Period::day()), std::size_t(5'000));
    limits.longestPage = 5'000min;
    QCOMPARE(limits.barsAPageOf(Period::minutes(1)), std::size_t(5'000));
    QCOMPARE(limits.barsAPageOf(Period::hours(1)), std::size_t(83));
    QCOMPARE(limits.barsAPageOf(Period::day()), std::size_t(3));
    QCOMPARE(limits.barsAPageOf(Period::week()), std::size_t(1));
    limits.barsAPage = 100;
    QCOMPARE(limits.barsAPageOf(Period::minutes(1)), std::size_t(100));
}

void TestFeedParts::aVenueThatGivesLessIsAskedForTheRest()
{
    HistoryPager pager(minutesOf(100), 50);
    while (const auto &asked = pager.next()) {
        HistoryPage page;
        for (auto open = asked->from; open < asked->to && page.bars.size() < 7; open += 1min)
            page.bars.push_back(barAt(open));
        if (page.bars.back().openTime + 1min < asked->to)
            page.resumeAt = page.bars.back().openTime + 1min;
        QVERIFY(pager.take(page));
    }
    QCOMPARE(pager.whole().bars.size(), std::size_t(100));
    QCOMPARE(pager.pages(), std::size_t(15)); // 14 of seven and one of two
}

void TestFeedParts::theTailComesOnceWithTheLastPage()
{
    auto request = minutesOf(10);
    request.wantTail = true;
    HistoryPager pager(request, 4);
    int tails = 0;
    while (const auto &asked = pager.next()) {
        HistoryPage page;
        if (asked->wantTail) {
            ++tails;
            page.tail.push_back({.time = asked->to, .bid = 1, .ask = 2, .number = 5});
        }
        QVERIFY(pager.take(page));
    }
    QCOMPARE(tails, 1);
    QCOMPARE(pager.whole().tail.size(), std::size_t(1));

    request.from = request.to; // the tail alone
    HistoryPager only(request, 4);
    QVERIFY(only.next() && only.next()->wantTail);
    QVERIFY(only.take({.bars = {}, .tail = {{.time = start, .bid = 1, .ask = 2}}}));
    QVERIFY(!only.next());
    QCOMPARE(only.whole().tail.size(), std::size_t(1));
}

void TestFeedParts::rubbishInHistoryIsDropped()
{
    HistoryPager pager(minutesOf(10), 100);
    HistoryPage page;
    page.bars.push_back(barAt(start));
    page.bars.push_back(barAt(start)); // twice
    page.bars.push_back(barAt(start - 1min)); // before the range, and out of order
    page.bars.push_back(barAt(start + 1min, std::nan("")));
    page.bars.push_back(barAt(start + 1min, -1));
    page.bars.push_back(barAt(start + 1min, INFINITY));
    auto crooked = barAt(start + 1min);
    crooked.ask.high = 1.0; // below its close
    page.bars.push_back(crooked);
    auto forming = barAt(start + 1min);
    forming.flags = BarBackfilled;
    page.bars.push_back(forming);
    auto negative = barAt(start + 1min);
    negative.volume = -1;
    page.bars.push_back(negative);
    page.bars.push_back(barAt(start + 2min));
    page.bars.push_back(barAt(start + 10min)); // behind the range
    QVERIFY(pager.take(page));
    QVERIFY(!pager.next());
    QCOMPARE(pager.whole().bars.size(), std::size_t(2));
    QCOMPARE(pager.dropped(), std::size_t(9));
}

void TestFeedParts::aVenueThatStandsStillIsAnError()
{
    HistoryPager pager(minutesOf(10), 100);
    const auto again = pager.take({.bars = {barAt(start)}, .tail = {}, .resumeAt = start});
    QVERIFY(!again);
    QVERIFY(again.error().message.find("EUR_USD M1") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestFeedParts)
#include "tst_feed_parts.moc"
