#include "engine/venues/simulated/simulated_venue.h"
#include "tests/trading/orders.h"

#include "engine/base/random.h"
#include "engine/market/bar_builder.h"
#include "engine/trading/portfolio.h"
#include "engine/venues/simulated/venue_text.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace agora;
using namespace agora::test;

class SimulatedVenueTest : public QObject {
    Q_OBJECT

    static constexpr auto hour = std::chrono::hours(1);

    static std::vector<Instrument> instruments()
    {
        return {*findInstrument("EUR_USD"), *findInstrument("USD_JPY")};
    }
    static SimulatedVenueSettings settings()
    {
        SimulatedVenueSettings settings;
        settings.commissionPerUnit = dec("0.00002");
        return settings;
    }
    static RecordedQuotes recording()
    {
        RecordedQuotes quotes;
        quotes.symbol = "EUR_USD";
        for (int second = 0; second < 600; second += 7) {
            auto tick = quote(second, 1.1 + second * 0.00001, 1.1002 + second * 0.00001);
            tick.number = quotes.ticks.size() + 1;
            quotes.ticks.push_back(tick);
        }
        return quotes;
    }
    static SimulatedMarket recordedMarket()
    {
        return SimulatedMarket::recorded({recording()}).value();
    }
    /// The bars that a feed's listener would have built itself.
    static std::vector<QuoteBar> built(const std::vector<Tick> &ticks, Period period)
    {
        std::vector<QuoteBar> bars;
        BarBuilder builder(period);
        const auto keep = [&](const QuoteBar &bar) {
            if (bar.isComplete())
                bars.push_back(bar);
        };
        for (auto tick : ticks) {
            tick.flags |= TickHistory;
            builder.update(tick, keep);
        }
        if (builder.forming())
            bars.push_back(*builder.forming());
        return bars;
    }

private slots:
    void generatedHistoryIsWhatLiveWouldHaveBeen()
    {
        auto market = SimulatedMarket::generated(42, instruments());
        QVERIFY(!market.recordedSpan());
        const auto from = at(0),
                   now = at(0) + 90 * std::chrono::minutes(1) + std::chrono::seconds(20);
        const auto ticks = market.ticks("EUR_USD", from, now + Duration(1)).value();
        QVERIFY(ticks.size() > 100);
        const auto bars
            = market.history("EUR_USD", Period::minutes(1), from, now + hour, now).value();
        QCOMPARE(bars.size(), std::size_t(91));
        QVERIFY(bars == built(ticks, Period::minutes(1)));
        QVERIFY(!bars.back().isComplete());
        QVERIFY(market.lastTick("EUR_USD", now) == ticks.back());
        QVERIFY(SimulatedMarket::generated(42, instruments())
                    .ticks("EUR_USD", from, now + Duration(1))
                    .value()
            == ticks);
        QVERIFY(SimulatedMarket::generated(43, instruments()).ticks("EUR_USD", from, now).value()
            != ticks);
    }

    void historyOfAPastRangeHasWholeBars()
    {
        auto market = SimulatedMarket::generated(42, instruments());
        const auto part
            = market.history("EUR_USD", Period::hours(1), at(1), at(7201), at(0) + 24 * hour)
                  .value();
        QCOMPARE(part.size(),
            std::size_t(2)); // 13:00, and 14:00, which opens before the end and is built whole
        QVERIFY(part[0].isComplete() && part[1].isComplete());
        QCOMPARE(part[1].openTime, at(7200));
        const auto all = market.history(
            "EUR_USD", Period::hours(1), at(0), at(0) + 4 * hour, at(0) + 24 * hour);
        QVERIFY(part[1] == all.value()[2]);
    }

    void whatTheVenueDoesNotHaveIsNamed()
    {
        auto market = SimulatedMarket::generated(42, instruments());
        QVERIFY(contains(market.ticks("EUR_USB", at(0), at(1)).error().message, "“EUR_USD”"));
        const auto odd = market.history("EUR_USD", Period::minutes(5), at(0), at(1), at(1));
        QVERIFY(contains(odd.error().message, "M5"));
        QVERIFY(market.history("EUR_USD", Period::day(), at(1), at(0), at(1)).value().empty());
        QVERIFY(!market.lastTick("NO_SUCH", at(0)));

        QVERIFY(!SimulatedMarket::recorded({}));
        QVERIFY(
            contains(SimulatedMarket::recorded({recording(), recording()}).error().message, "two"));
        auto empty = recording();
        empty.ticks.clear();
        QVERIFY(contains(SimulatedMarket::recorded({empty}).error().message, "no ticks"));
        auto stranger = recording();
        stranger.symbol = "AAA_BBB";
        QVERIFY(contains(SimulatedMarket::recorded({stranger}).error().message, "AAA_BBB"));
    }

    void aRecordingKnowsNothingOfItsFuture()
    {
        auto market = recordedMarket();
        QCOMPARE(market.recordedSpan()->open, at(0));
        QCOMPARE(market.recordedSpan()->close, at(595));
        QVERIFY(market.lastTick("EUR_USD", at(14))->number == 3);
        QVERIFY(!market.lastTick("EUR_USD", at(-1)));
        QCOMPARE(market.ticks("EUR_USD", at(7), at(21)).value().size(), std::size_t(2));
        const auto bars
            = market.history("EUR_USD", Period::minutes(1), at(0), at(9999), at(63)).value();
        QCOMPARE(bars.size(), std::size_t(2));
        QCOMPARE(bars[0].ticks, std::uint32_t(9));
        QCOMPARE(bars[1].ticks, std::uint32_t(1)); // the tick at 63 s itself is known
        QVERIFY(bars[0].isComplete() && !bars[1].isComplete());
        QVERIFY((bars[0].flags & BarBackfilled) != 0);
    }

    void anAccountPaysAsksAndGetsBids()
    {
        SimulatedVenue venue(settings(), recordedMarket());
        QCOMPARE(str(venue.account("a", at(0)).balance), QString("100000"));
        venue.onTick("EUR_USD", quote(0, 1.1000, 1.1002));
        venue.submit("a", marketOrder("1", OrderSide::Buy, 10000), at(1));
        venue.onTick("EUR_USD", quote(2, 1.1010, 1.1012));
        const auto open = venue.account("a", at(2));
        QVERIFY(std::abs(open.unrealized - 8.0) < 1e-9);
        QVERIFY(std::abs(open.marginUsed - 10000 * 1.1011 * instruments()[0].marginRate.toDouble())
            < 1e-6);
        const auto sold = venue.submit("a", marketOrder("2", OrderSide::Sell, 10000), at(3));
        QCOMPARE(str(sold[0].fill->id), QString("sim-a-2"));
        QCOMPARE(str(venue.account("a", at(3)).balance),
            QString("100007.6")); // 8 less two commissions of 0.2
        QCOMPARE(str(venue.positions("a", at(3))[0].realized), QString("8"));
        QCOMPARE(str(venue.account("b", at(3)).balance), QString("100000"));
    }

    void anAccountCannotCarryMoreThanItsMargin()
    {
        SimulatedVenue venue(settings(), recordedMarket());
        venue.onTick("EUR_USD", quote(0, 1.1000, 1.1002));
        const auto now = venue.submit("a", marketOrder("1", OrderSide::Buy, 90'000'000), at(1));
        QVERIFY2(now[0].state == OrderState::Rejected && contains(now[0].reason, "margin"),
            now[0].reason.c_str());
        const auto later = venue.submit(
            "a", pricedOrder("2", OrderSide::Buy, OrderType::Limit, 90'000'000, "1.05"), at(1));
        QVERIFY(later[0].state == OrderState::Working);
        const auto triggered = venue.onTick("EUR_USD", quote(2, 1.0400, 1.0402));
        QCOMPARE(str(triggered.at(0).account), QString("a"));
        QVERIFY(triggered.at(0).report.state == OrderState::Rejected);
    }

    void reportsOfATickGoToTheirAccounts()
    {
        SimulatedVenue venue(settings(), recordedMarket());
        for (const char *account : {"b", "a"})
            venue.submit(
                account, pricedOrder("1", OrderSide::Buy, OrderType::Limit, 10, "1.1"), at(0));
        venue.cancel("b", "1", at(1));
        auto dated = pricedOrder("2", OrderSide::Buy, OrderType::Limit, 10, "1.1");
        dated.timeInForce = TimeInForce::GoodTillDate;
        dated.expiry = at(5);
        venue.submit("b", dated, at(1));
        const auto expired = venue.advanceTo(at(6));
        QCOMPARE(expired.size(), std::size_t(1));
        QCOMPARE(str(expired[0].account), QString("b"));
        const auto filled = venue.onTick("EUR_USD", quote(7, 1.0, 1.1));
        QCOMPARE(filled.size(), std::size_t(1));
        QCOMPARE(str(filled[0].account), QString("a"));
        QVERIFY(venue.lookUp("b", "9", at(8))[0].state == OrderState::Rejected);
    }

    void keptTextHoldsAnyOrder()
    {
        auto order = pricedOrder("odd\tid\\n", OrderSide::Sell, OrderType::Stop, 5, "1.1");
        order.owner = "";
        order.comment = "two\nlines and a \\";
        order.timeInForce = TimeInForce::GoodTillDate;
        order.expiry = at(9);
        order.stopLoss = dec("1.2");
        auto line = venue_text::line(venue_text::write(order));
        QCOMPARE(std::count(line.begin(), line.end(), '\n'), std::ptrdiff_t(1));
        line.pop_back();
        const auto read = venue_text::readRequest(venue_text::fields(line));
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(*read == order);

        const auto report
            = reportOf(order.id, OrderState::Filled, 3, fillOf(order, "f1", 5, "1.1", 3), "why");
        QVERIFY(*venue_text::readReport(venue_text::write(report), order) == report);
        auto fields = venue_text::write(order);
        fields[6] = "many";
        QVERIFY(contains(venue_text::readRequest(fields).error().message, "units is “many”"));
        fields.pop_back();
        QVERIFY(!venue_text::readRequest(fields));
    }

    void aChangedOrderIsKeptWithItsNewPrices()
    {
        SimulatedVenue venue(settings(), recordedMarket());
        venue.onTick("EUR_USD", quote(0, 1.1, 1.1002));
        venue.submit("a", pricedOrder("1", OrderSide::Buy, OrderType::Limit, 10, "1.09"), at(1));
        auto kept = venue.takeChanges();
        const OrderTerms terms{dec("1.08"), dec("1.07"), {}};
        QVERIFY(venue.modify("a", {"1", terms}, at(2)).front().terms == terms);
        kept += venue.takeChanges();
        SimulatedVenue reborn(settings(), recordedMarket());
        QVERIFY(reborn.importState(kept));
        QCOMPARE(reborn.exportState(), venue.exportState());
        reborn.onTick("EUR_USD", quote(3, 1.0848, 1.085)); // below the first price
        QCOMPARE(reborn.lookUp("a", "1", at(4)).size(), std::size_t(2));
        reborn.onTick("EUR_USD", quote(5, 1.0798, 1.08));
        QVERIFY(reborn.lookUp("a", "1", at(6)).back().state == OrderState::Filled);
        QVERIFY(reborn.lookUp("a", "1.sl", at(6)).back().state == OrderState::Working);
    }

    void badKeptStateIsRefusedWithItsLine()
    {
        SimulatedVenue venue(settings(), recordedMarket());
        venue.onTick("EUR_USD", quote(0, 1.1, 1.1002));
        venue.submit("a", marketOrder("1", OrderSide::Buy, 10), at(1));
        const auto before = venue.exportState();
        const auto refusal = [&](const std::string &text) {
            const auto imported = venue.importState(text);
            return imported ? QString("accepted") : str(imported.error().message);
        };
        QVERIFY(refusal(before + "nonsense\n").contains("line 4 "));
        QVERIFY(refusal("order\ta\tx\ty\n").contains("before it was opened"));
        QVERIFY(refusal(before + before).contains("repeats order"));
        QVERIFY(refusal("account\ta\tx\t1\n").contains("deposit"));
        QCOMPARE(venue.exportState(), before);
    }

    /// Killed at random instants and started again from what it kept, the venue says and owns what
    /// an undisturbed one does.
    void aRestartedVenueGoesOnAsIfNothingHadHappened()
    {
        const std::uint64_t seed = 31;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        SimulatedVenue steady(settings(), SimulatedMarket::generated(5, instruments()));
        auto killed = std::make_unique<SimulatedVenue>(
            settings(), SimulatedMarket::generated(5, instruments()));
        std::string kept;
        std::vector<std::pair<std::string, Tick>> ticks;
        for (const auto *symbol : {"EUR_USD", "USD_JPY"}) {
            const auto made = steady.market().ticks(symbol, at(0), at(3600)).value();
            for (const auto &tick : made)
                ticks.emplace_back(symbol, tick);
        }
        std::stable_sort(ticks.begin(), ticks.end(),
            [](const auto &a, const auto &b) { return a.second.time < b.second.time; });
        int number = 0;
        for (const auto &[symbol, tick] : ticks) {
            const auto said = steady.onTick(symbol, tick);
            QVERIFY(killed->onTick(symbol, tick) == said);
            if (random.below(20) == 0) {
                auto order = marketOrder("o" + std::to_string(++number),
                    random.below(2) ? OrderSide::Buy : OrderSide::Sell, int(1 + random.below(5000)),
                    symbol);
                order.owner = random.below(2) ? "x" : "y";
                order.time = tick.time;
                const auto *account = random.below(3) ? "a" : "b";
                QVERIFY(killed->submit(account, order, tick.time)
                    == steady.submit(account, order, tick.time));
            }
            kept += killed->takeChanges();
            if (random.below(200) != 0)
                continue;
            killed = std::make_unique<SimulatedVenue>(
                settings(), SimulatedMarket::generated(5, instruments()));
            const auto restored = killed->importState(kept);
            QVERIFY2(restored, restored ? "" : restored.error().message.c_str());
            for (const auto *each : {"EUR_USD", "USD_JPY"})
                if (const auto last = killed->market().lastTick(each, tick.time))
                    QVERIFY(killed->onTick(each, *last).empty());
            QCOMPARE(killed->exportState(), steady.exportState());
        }
        QVERIFY(number > 50);
        for (const auto *account : {"a", "b"}) {
            const auto expected = steady.account(account, at(3600));
            const auto found = killed->account(account, at(3600));
            QCOMPARE(str(found.balance), str(expected.balance));
            QCOMPARE(found.equity, expected.equity);
            QVERIFY(killed->positions(account, at(3600)) == steady.positions(account, at(3600)));
        }
    }
};

QTEST_APPLESS_MAIN(SimulatedVenueTest)
#include "tst_simulated_venue.moc"
