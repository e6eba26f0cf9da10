#include "engine/base/random.h"
#include "engine/base/zone.h"
#include "engine/model/instrument.h"
#include "engine/model/market_data.h"
#include "engine/model/period.h"
#include "engine/model/trading.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace agora;
using namespace std::chrono_literals;

namespace {

Timestamp at(std::string_view text) { return parseIso(text).value(); }

/// The rule as it is spoken: closed from Friday 17:00 to Sunday 17:00 by New York's wall clock.
bool isOpenByWallClock(const Zone &newYork, Timestamp moment)
{
    const auto local = newYork.toLocal(moment);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto weekday = std::chrono::weekday(day);
    if (weekday == std::chrono::Saturday)
        return false;
    if (weekday == std::chrono::Sunday)
        return local - day >= 17h;
    return weekday != std::chrono::Friday || local - day < 17h;
}

} // namespace

class TestModelValues : public QObject {
    Q_OBJECT
private slots:
    void periodsAreReadAndWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("S5") << "S5"
                            << "S5" << qint64{5};
        QTest::newRow("S90") << "S90"
                             << "S90" << qint64{90};
        QTest::newRow("M1") << "M1"
                            << "M1" << qint64{60};
        QTest::newRow("M15") << "M15"
                             << "M15" << qint64{900};
        QTest::newRow("M60 is H1") << "M60"
                                   << "H1" << qint64{3600};
        QTest::newRow("S60 is M1") << "S60"
                                   << "M1" << qint64{60};
        QTest::newRow("M120 is H2") << "M120"
                                    << "H2" << qint64{7200};
        QTest::newRow("H4") << "H4"
                            << "H4" << qint64{14400};
        QTest::newRow("H24 is D") << "H24"
                                  << "D" << qint64{86400};
        QTest::newRow("D1") << "D1"
                            << "D" << qint64{86400};
        QTest::newRow("W") << "W"
                           << "W" << qint64{7 * 86400};
        QTest::newRow("W1") << "W1"
                            << "W" << qint64{7 * 86400};
        QTest::newRow("MN") << "MN"
                            << "MN" << qint64{30 * 86400};
        QTest::newRow("MN1") << "MN1"
                             << "MN" << qint64{30 * 86400};
        QTest::newRow("4H") << "4H"
                            << "H4" << qint64{4 * 3600};
        QTest::newRow("15M") << "15M"
                             << "M15" << qint64{15 * 60};
        QTest::newRow("1D") << "1D"
                            << "D" << qint64{86400};
        QTest::newRow("6M") << "6M"
                            << "M6" << qint64{6 * 60};
    }

    void barsOfTicksVolumeAndRangeHaveNamesToo()
    {
        for (const auto &[text, period] :
            {std::pair{"T100", Period::ticks(100)}, {"V5000", Period::volume(5000)},
                {"R50", Period::range(50)}, {"T1000000", Period::ticks(1'000'000)}}) {
            QVERIFY(Period::parse(text).value() == period);
            QCOMPARE(period.toString(), std::string(text));
            QVERIFY(!period.isClock() && !period.isIntraHour());
        }
        for (const auto *text : {"T", "T0", "V", "R-5", "R1000001"})
            QVERIFY2(!Period::parse(text), text);
    }
    void periodsAreReadAndWritten()
    {
        QFETCH(QString, text);
        QFETCH(QString, written);
        QFETCH(qint64, seconds);
        const auto period = Period::parse(text.toStdString());
        QVERIFY(period);
        QCOMPARE(QString::fromStdString(period->toString()), written);
        QVERIFY(period->nominal() == std::chrono::seconds{seconds});
        QCOMPARE(period->isIntraHour(), seconds <= 3600);
        QVERIFY(Period::parse(period->toString()).value() == *period);
    }

    void periodsThatBreakR2AreRefusedByName()
    {
        for (const auto *text : {"", "M", "S", "H", "M0", "M7", "S7", "M90", "H5", "H7", "H48",
                 "D2", "W2", "MN2", "M-1", "M1x", "X5", "m1", "M01", "S99999999999", "M 5"}) {
            const auto period = Period::parse(text);
            QVERIFY2(!period, text);
            QVERIFY(period.error().message.starts_with("“" + std::string(text) + "”"));
        }
        QVERIFY(!Period::make(Period::Unit::Minute, -5));
        QVERIFY(!Period::make(Period::Unit::Hour, 0));
    }

    void equalLengthsAreEqualPeriods()
    {
        static_assert(Period::minutes(60) == Period::hours(1));
        static_assert(Period::hours(24) == Period::day());
        QVERIFY(Period::make(Period::Unit::Second, 3600).value() == Period::hours(1));
        const auto &standard = standardPeriods();
        QCOMPARE(standard.size(), std::size_t{21});
        for (std::size_t i = 1; i < standard.size(); ++i)
            QVERIFY(standard[i - 1].nominal() < standard[i].nominal());
    }

    void builtInInstrumentsAreSound()
    {
        std::set<std::string> symbols;
        for (const auto &instrument : builtInInstruments()) {
            QVERIFY(symbols.insert(instrument.symbol).second);
            QCOMPARE(findInstrument(instrument.symbol), &instrument);
            QCOMPARE(instrument.base + "_" + instrument.quote, instrument.symbol);
            QVERIFY(!instrument.name.empty());
            QVERIFY(instrument.point() <= instrument.pip());
            QVERIFY(instrument.typicalSpreadPips * instrument.pip() >= instrument.point());
            QVERIFY(instrument.roundPrice(instrument.typicalPrice) == instrument.typicalPrice);
            QVERIFY(instrument.marginRate.isPositive() && instrument.marginRate < Decimal(1));
            QVERIFY(instrument.minimumUnits.rounded(instrument.unitsPrecision)
                == instrument.minimumUnits);
            QVERIFY(instrument.minimumUnits.isPositive());
            QVERIFY(instrument.annualVolatility > 0 && instrument.dailyTicks > 0);
        }
        QCOMPARE(symbols.size(), std::size_t{20});
        QVERIFY(!findInstrument("EUR_XXX"));
        QCOMPARE(findInstrument("USD_JPY")->pip(), 0.01);
        QCOMPARE(findInstrument("EUR_USD")->pip(), 0.0001);
        QVERIFY(findInstrument("BTC_USD")->hours == TradingHours::AlwaysOpen);
    }

    void crossesAgreeWithTheirDollarPairs()
    {
        const auto price = [](const char *symbol) { return findInstrument(symbol)->typicalPrice; };
        const auto isNear = [](double a, double b) { return std::fabs(a / b - 1) < 1e-3; };
        QVERIFY(isNear(price("EUR_GBP"), price("EUR_USD") / price("GBP_USD")));
        QVERIFY(isNear(price("EUR_JPY"), price("EUR_USD") * price("USD_JPY")));
        QVERIFY(isNear(price("GBP_JPY"), price("GBP_USD") * price("USD_JPY")));
        QVERIFY(isNear(price("EUR_CHF"), price("EUR_USD") * price("USD_CHF")));
        QVERIFY(isNear(price("AUD_JPY"), price("AUD_USD") * price("USD_JPY")));
        QVERIFY(isNear(price("CHF_JPY"), price("USD_JPY") / price("USD_CHF")));
        QVERIFY(isNear(price("EUR_AUD"), price("EUR_USD") / price("AUD_USD")));
        QVERIFY(isNear(price("GBP_CHF"), price("GBP_USD") * price("USD_CHF")));
        QVERIFY(isNear(price("CAD_JPY"), price("USD_JPY") / price("USD_CAD")));
        QVERIFY(isNear(price("AUD_NZD"), price("AUD_USD") / price("NZD_USD")));
    }

    void pricesAreRoundedToTheNearestDouble()
    {
        const auto &euro = *findInstrument("EUR_USD");
        QVERIFY(euro.roundPrice(1.104561) == 1.10456);
        QVERIFY(euro.roundPrice(1.104566) == 1.10457);
        QVERIFY(euro.point() == 0.00001);
        QCOMPARE(euro.formatPrice(1.1), std::string("1.10000"));
        QCOMPARE(findInstrument("USD_JPY")->formatPrice(148.0005), std::string("148.001"));
        QCOMPARE(findInstrument("SPX500_USD")->formatPrice(5200.04), std::string("5200.0"));
    }

    void theFxWeekFollowsNewYorksClock_data()
    {
        QTest::addColumn<QString>("closes");
        QTest::addColumn<QString>("opens");
        QTest::newRow("winter") << "2024-01-12T22:00Z"
                                << "2024-01-14T22:00Z";
        QTest::newRow("clocks go forward") << "2024-03-08T22:00Z"
                                           << "2024-03-10T21:00Z";
        QTest::newRow("summer") << "2024-07-12T21:00Z"
                                << "2024-07-14T21:00Z";
        QTest::newRow("clocks go back") << "2024-11-01T21:00Z"
                                        << "2024-11-03T22:00Z";
    }
    void theFxWeekFollowsNewYorksClock()
    {
        QFETCH(QString, closes);
        QFETCH(QString, opens);
        const auto closing = at(closes.toStdString());
        const auto opening = at(opens.toStdString());
        constexpr auto fx = TradingHours::FxWeek;
        QVERIFY(isOpen(fx, closing - 1ns));
        QVERIFY(!isOpen(fx, closing));
        QVERIFY(!isOpen(fx, opening - 1ns));
        QVERIFY(isOpen(fx, opening));
        QVERIFY(nextOpen(fx, closing - 1ns) == closing - 1ns);
        QVERIFY(nextOpen(fx, closing) == opening);
        QVERIFY(nextOpen(fx, opening - 1ns) == opening);
        QVERIFY(nextOpen(fx, opening) == opening);
        QVERIFY(isOpen(TradingHours::AlwaysOpen, closing));
        QVERIFY(nextOpen(TradingHours::AlwaysOpen, closing) == closing);
    }

    void theFxWeekEqualsTheSpokenRule()
    {
        constexpr std::uint64_t seed = 99;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        const auto newYork = Zone::find("America/New_York").value();
        for (auto moment = at("2024-01-01"); moment < at("2025-01-01"); moment += 30min)
            QCOMPARE(isOpen(TradingHours::FxWeek, moment), isOpenByWallClock(newYork, moment));
        const auto years
            = static_cast<std::uint64_t>((at("2030-01-01") - at("1990-01-01")).count());
        for (int i = 0; i < 5000; ++i) { // in no order, so that the remembered week must change
            const auto moment
                = at("1990-01-01") + Duration{static_cast<std::int64_t>(random.below(years))};
            QCOMPARE(isOpen(TradingHours::FxWeek, moment), isOpenByWallClock(newYork, moment));
            const auto next = nextOpen(TradingHours::FxWeek, moment);
            QVERIFY(next >= moment && isOpenByWallClock(newYork, next));
            QVERIFY(next == moment || !isOpenByWallClock(newYork, next - 1ns));
        }
    }

    void namesReadBack()
    {
        for (const auto side : {PriceSide::Bid, PriceSide::Ask, PriceSide::Mid})
            QVERIFY(parsePriceSide(toString(side)).value() == side);
        for (const auto side : {OrderSide::Buy, OrderSide::Sell})
            QVERIFY(parseOrderSide(toString(side)).value() == side);
        for (const auto type : {OrderType::Market, OrderType::Limit, OrderType::Stop})
            QVERIFY(parseOrderType(toString(type)).value() == type);
        for (const auto tif : {TimeInForce::GoodTillCancelled, TimeInForce::ImmediateOrCancel,
                 TimeInForce::FillOrKill, TimeInForce::GoodTillDate})
            QVERIFY(parseTimeInForce(toString(tif)).value() == tif);
        for (int i = 0; i <= static_cast<int>(OrderState::Expired); ++i) {
            const auto state = static_cast<OrderState>(i);
            QVERIFY(parseOrderState(toString(state)).value() == state);
        }
        const auto wrong = parseOrderSide("up");
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().message, std::string("“up” is not an order side: buy, sell"));
        QVERIFY(!parsePriceSide("last"));
    }

    void finalOrdersAreThoseThatNothingHappensTo()
    {
        for (const auto state :
            {OrderState::Filled, OrderState::Cancelled, OrderState::Rejected, OrderState::Expired})
            QVERIFY(isFinal(state));
        for (const auto state : {OrderState::Pending, OrderState::Unknown, OrderState::Working,
                 OrderState::PartiallyFilled})
            QVERIFY(!isFinal(state));
        QVERIFY(opposite(OrderSide::Buy) == OrderSide::Sell);
    }

    void sidesOfTicksAndBarsAreChosen()
    {
        const Tick tick{.time = {}, .bid = 1.0, .ask = 2.0};
        QCOMPARE(tick.price(PriceSide::Bid), 1.0);
        QCOMPARE(tick.price(PriceSide::Ask), 2.0);
        QCOMPARE(tick.price(PriceSide::Mid), 1.5);
        QuoteBar bar;
        bar.ask.close = 3.0;
        bar.flags = BarComplete | BarLive;
        QCOMPARE(bar.side(PriceSide::Ask).close, 3.0);
        QVERIFY(bar.isComplete());
    }
};

QTEST_APPLESS_MAIN(TestModelValues)
#include "tst_model_values.moc"
