// Simulated prices: a pure function of seed, instrument and time that looks like a market.
#include "engine/market/market_clock.h"
#include "engine/market/price_generator.h"

#include "engine/base/random.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

using namespace agora;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

Timestamp at(const char *text) { return parseIso(text).value(); }

Instrument euro() { return *findInstrument("EUR_USD"); }

Instrument bitcoin()
{
    for (const auto &instrument : builtInInstruments()) {
        if (instrument.hours == TradingHours::AlwaysOpen)
            return instrument;
    }
    qFatal("no built-in instrument is always open");
}

/// Standard deviation of the changes of log mid closes, a year of it.
double yearlyVolatility(const std::vector<QuoteBar> &bars, double barsPerYear)
{
    double squares = 0;
    for (std::size_t i = 1; i < bars.size(); ++i) {
        const double change = std::log(bars[i].mid.close / bars[i - 1].mid.close);
        squares += change * change;
    }
    return std::sqrt(squares / double(bars.size() - 1) * barsPerYear);
}

double meanSpread(PriceGenerator &generator, Timestamp from, Timestamp to)
{
    const auto ticks = generator.ticks(from, to);
    return std::accumulate(ticks.begin(), ticks.end(), 0.0, [](double sum, const Tick &tick) {
        return sum + (tick.ask - tick.bid);
    }) / double(ticks.size());
}

} // namespace

class TestPriceGenerator : public QObject {
    Q_OBJECT

private slots:
    void anySplitOfARangeGivesTheSameTicks()
    {
        const std::uint64_t seed = 11;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (const auto &instrument : {euro(), bitcoin()}) {
            const auto from = at("2024-05-03T18:00:00Z"); // Friday: the weekend is within
            const auto to = at("2024-05-06T03:00:00Z");
            const auto whole = PriceGenerator(seed, instrument).ticks(from, to);
            QVERIFY(whole.size() > 2000);
            PriceGenerator generator(seed, instrument);
            std::vector<Tick> pieces;
            for (auto begin = from; begin < to;) {
                const auto end = std::min(to,
                    begin
                        + milliseconds(
                            1 + random.below(random.below(20) == 0 ? 20'000'000 : 5'000)));
                // Looks elsewhere between the pieces must not matter.
                if (random.below(50) == 0)
                    static_cast<void>(
                        generator.lastTickAtOrBefore(from - hours(random.below(2000))));
                generator.ticks(begin, end, [&](const Tick &tick) { pieces.push_back(tick); });
                begin = end;
            }
            QVERIFY(pieces == whole);
            for (int i = 0; i < 200; ++i) { // backwards as well
                const auto &tick = whole[random.below(whole.size())];
                QVERIFY(*PriceGenerator(seed, instrument).lastTickAtOrBefore(tick.time) == tick);
                QVERIFY(*generator.firstTickAtOrAfter(tick.time) == tick);
            }
        }
    }

    void otherSeedsAndInstrumentsGoTheirOwnWays()
    {
        const auto from = at("2024-05-06T10:00:00Z");
        auto other = euro();
        other.symbol = "XXX_USD";
        const auto ticks = PriceGenerator(1, euro()).ticks(from, from + hours(1));
        QVERIFY(ticks == PriceGenerator(1, euro()).ticks(from, from + hours(1)));
        QVERIFY(ticks != PriceGenerator(2, euro()).ticks(from, from + hours(1)));
        QVERIFY(ticks != PriceGenerator(1, other).ticks(from, from + hours(1)));
    }

    void quotesAreTwoSidedRoundedAndAscending()
    {
        for (const auto &instrument : builtInInstruments()) {
            PriceGenerator generator(5, instrument);
            std::optional<Tick> last;
            std::size_t count = 0;
            const auto from = at("2024-05-06T19:00:00Z");
            generator.ticks(from, from + hours(6), [&](const Tick &tick) {
                QVERIFY(tick.bid > 0);
                QVERIFY(tick.ask - tick.bid > instrument.point() * 0.999);
                QCOMPARE(tick.bid, instrument.roundPrice(tick.bid));
                QCOMPARE(tick.ask, instrument.roundPrice(tick.ask));
                QCOMPARE(
                    instrument.roundPrice(std::stod(instrument.formatPrice(tick.bid))), tick.bid);
                QVERIFY(!last || tick.time > last->time);
                QCOMPARE(toNanos(tick.time) % 1'000'000, std::int64_t(0));
                QCOMPARE(tick.number, std::uint64_t(0));
                last = tick;
                ++count;
            });
            const double expected = instrument.dailyTicks / 4;
            QVERIFY2(double(count) > expected * 0.3 && double(count) < expected * 2,
                qPrintable(QString("%1: %2 ticks").arg(instrument.symbol.c_str()).arg(count)));
        }
    }

    void theFxMarketIsClosedAtWeekends()
    {
        PriceGenerator generator(3, euro());
        for (const char *friday :
            {"2024-03-08T22:00:00Z", "2024-05-03T21:00:00Z", "2024-11-01T21:00:00Z"}) {
            const auto close = at(friday);
            const auto open = nextOpen(TradingHours::FxWeek, close);
            QVERIFY(open > close + hours(46));
            QVERIFY(generator.ticks(close, open).empty());
            QVERIFY(!generator.ticks(close - minutes(10), close).empty());
            QVERIFY(!generator.ticks(open, open + minutes(20)).empty());
            const auto last = generator.lastTickAtOrBefore(close + hours(20));
            QVERIFY(last && last->time < close && last->time > close - minutes(10));
            const auto first = generator.firstTickAtOrAfter(close);
            QVERIFY(first && first->time >= open);
            // The gap over the weekend is that of some hours, not of two days.
            QVERIFY(std::abs(first->mid() / last->mid() - 1) < 0.02);
        }
        const auto saturday = at("2024-05-04T10:00:00Z");
        QVERIFY(PriceGenerator(3, bitcoin()).ticks(saturday, saturday + hours(1)).size() > 10);
    }

    void movementIsThatOfTheSetting()
    {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            for (auto instrument : {euro(), bitcoin()}) {
                instrument.dailyTicks = 2'000; // the path does not depend on it
                PriceGenerator generator(seed, instrument);
                const bool isFx = instrument.hours == TradingHours::FxWeek;
                const auto from = at("2023-01-02T00:00:00Z");
                const auto daily = generator.bars(Period::day(), from, from + days(160));
                const auto quarters = generator.bars(Period::minutes(15), from, from + days(15));
                const double byDay = yearlyVolatility(daily, isFx ? 261 : 365);
                const double byQuarter = yearlyVolatility(quarters, (isFx ? 261 : 365) * 96.0);
                qInfo("%s seed %llu: set %.3f, by day %.3f, by quarter hour %.3f",
                    instrument.symbol.c_str(), static_cast<unsigned long long>(seed),
                    instrument.annualVolatility, byDay, byQuarter);
                for (const double found : {byDay, byQuarter}) {
                    QVERIFY(found > instrument.annualVolatility / 2);
                    QVERIFY(found < instrument.annualVolatility * 2);
                }
            }
        }
    }

    void pricesStaySaneForEver()
    {
        for (const auto &instrument : builtInInstruments()) {
            PriceGenerator generator(9, instrument);
            for (int year = 1990; year < 2090; ++year) {
                const auto tick
                    = generator.firstTickAtOrAfter(at((std::to_string(year) + "-06-01").c_str()));
                QVERIFY(tick);
                QVERIFY(tick->bid > instrument.typicalPrice / 5);
                QVERIFY(tick->bid < instrument.typicalPrice * 5);
            }
        }
    }

    void barsLookLikeAMarket()
    {
        PriceGenerator generator(1, euro());
        const auto from = at("2024-05-06T07:00:00Z");
        const auto bars = generator.bars(Period::minutes(1), from, from + hours(10));
        QVERIFY(bars.size() > 590);
        int up = 0;
        std::set<double> closes;
        for (const auto &bar : bars) {
            QVERIFY(bar.mid.high > bar.mid.low);
            QVERIFY(bar.ticks > 1);
            QVERIFY(bar.bid.high >= std::max(bar.bid.open, bar.bid.close));
            QVERIFY(bar.bid.low <= std::min(bar.bid.open, bar.bid.close));
            up += bar.mid.close > bar.mid.open ? 1 : 0;
            closes.insert(bar.mid.close);
        }
        QVERIFY(up > 200 && up < int(bars.size()) - 200);
        QVERIFY(closes.size() > bars.size() / 3);
    }

    void spreadAndActivityFollowTheDay()
    {
        PriceGenerator generator(1, euro());
        const auto rollover = at("2024-05-07T21:00:00Z"); // 17:00 in New York
        const auto asia = at("2024-05-07T01:00:00Z");
        const auto london = at("2024-05-07T13:00:00Z");
        const double calm = meanSpread(generator, london, london + hours(1));
        QVERIFY(meanSpread(generator, asia, asia + hours(1)) > 1.2 * calm);
        QVERIFY(meanSpread(generator, rollover, rollover + minutes(15)) > 3 * calm);
        const auto ticksIn
            = [&](Timestamp from) { return generator.ticks(from, from + hours(1)).size(); };
        QVERIFY(ticksIn(london) > 2 * ticksIn(rollover));
        QVERIFY(ticksIn(london) > ticksIn(asia));
        const auto range = [&](Timestamp from) {
            double sum = 0;
            for (int day = 0; day < 4; ++day) {
                for (const auto &bar : generator.bars(
                         Period::minutes(5), from + days(day), from + days(day) + hours(1)))
                    sum += bar.mid.high - bar.mid.low;
            }
            return sum;
        };
        QVERIFY(range(london) > 1.3 * range(rollover));
    }

    void historyEqualsWhatLiveWouldHaveBeen()
    {
        PriceGenerator generator(4, euro());
        const auto from = at("2024-05-06T10:00:30Z");
        const auto to = at("2024-05-06T12:30:17Z");
        const auto bars = generator.bars(Period::minutes(5), from, to);
        QCOMPARE(formatIso(bars.front().openTime, 0), std::string("2024-05-06T10:05:00Z"));
        QCOMPARE(formatIso(bars.back().openTime, 0), std::string("2024-05-06T12:30:00Z"));
        QVERIFY(!bars.back().isComplete());
        for (std::size_t i = 0; i + 1 < bars.size(); ++i)
            QCOMPARE(int(bars[i].flags), int(BarBackfilled | BarComplete));
        const auto ticks = generator.ticks(bars[3].openTime, bars[4].openTime);
        QCOMPARE(bars[3].ticks, std::uint32_t(ticks.size()));
        QCOMPARE(bars[3].bid.open, ticks.front().bid);
        QCOMPARE(bars[3].ask.close, ticks.back().ask);
        // A bar is complete when its time is over, whatever was traded last.
        const auto closed = generator.bars(Period::minutes(5), from, at("2024-05-06T12:30:00Z"));
        QVERIFY(closed.back().isComplete());
        QVERIFY(generator.bars(Period::minutes(5), to, from).empty());
    }

    void theMarketClockStandsStillAtWeekends()
    {
        MarketClock clock(TradingHours::FxWeek);
        std::optional<OpenStretch> last;
        for (std::int64_t second = 1'700'000'000; second < 1'740'000'000; second += 86'400) {
            const auto stretch = clock.stretchAt(second);
            QVERIFY(second < stretch.close);
            QCOMPARE(stretch.close - stretch.open, std::int64_t(5 * 86'400));
            QCOMPARE(clock.secondOfDay(stretch.marketOpen), 17 * 3600);
            QCOMPARE(clock.secondOfDay(stretch.marketOpen + 7 * 3600 + 5), 5);
            if (last && last->open != stretch.open) {
                QCOMPARE(stretch.marketOpen - last->marketSecond(last->close), std::int64_t(7'200));
                QCOMPARE(clock.before(stretch).open, last->open);
            }
            last = stretch;
        }
        MarketClock always(TradingHours::AlwaysOpen);
        QCOMPARE(always.stretchAt(86'399).marketSecond(86'399), std::int64_t(86'399));
        QCOMPARE(always.secondOfDay(2 * 86'400 + 7), 7);
        QCOMPARE(always.secondOfDay(-1), 86'399);
    }
};

QTEST_APPLESS_MAIN(TestPriceGenerator)
#include "tst_price_generator.moc"
