#include "charts/chart_data.h"
#include "charts/extrema_pyramid.h"
#include "charts/price_scale.h"
#include "charts/reduced_points.h"
#include "charts/time_labels.h"
#include "charts/view_window.h"

#include "tests/charts/samples.h"

#include <QLocale>
#include <QTest>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;
using namespace std::chrono_literals;

namespace {

Extent naive(const std::vector<double> &lows, const std::vector<double> &highs, std::size_t begin,
    std::size_t end)
{
    Extent extent;
    for (std::size_t i = begin; i < std::min(end, lows.size()); ++i)
        extent.include(lows[i], highs[i]);
    return extent;
}

std::vector<std::int64_t> timesFrom(const char *iso, Duration step, std::size_t count)
{
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < count; ++i)
        times.push_back(toNanos(*parseIso(iso)) + static_cast<std::int64_t>(i) * step.count());
    return times;
}

QStringList texts(const std::vector<std::int64_t> &times, double first, double last,
    double pixelsPerBar, Period period, const Zone &zone = Zone::utc())
{
    QStringList all;
    for (const auto &label : timeLabels({times, first, last, pixelsPerBar, 60}, period, zone))
        all.append(label.isMajor ? label.text + QLatin1Char('!') : label.text);
    return all;
}

} // namespace

/// The parts of a chart that need no screen.
class TestChartParts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void pyramidEqualsANaiveScan()
    {
        const std::uint64_t seed = 77;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        std::vector<double> lows;
        std::vector<double> highs;
        ExtremaPyramid pyramid;
        const auto value
            = [&] { return random.below(20) == 0 ? std::nan("") : random.uniform() * 100; };
        for (int round = 0; round < 300; ++round) {
            std::size_t from = lows.size();
            if (!lows.empty() && random.below(3) == 0) { // a correction somewhere
                from = random.below(lows.size());
                lows[from] = value();
                highs[from] = lows[from] + 1;
            }
            const auto growth = random.below(round < 250 ? 30 : 900);
            for (std::size_t i = 0; i < growth; ++i) {
                lows.push_back(value());
                highs.push_back(lows.back() + 1);
            }
            pyramid.update(lows, highs, from);
            for (int query = 0; query < 20; ++query) {
                const auto begin = random.below(lows.size() + 2);
                const auto end = begin + random.below(lows.size() + 5);
                QCOMPARE(pyramid.extent(lows, highs, begin, end) == naive(lows, highs, begin, end),
                    true);
            }
        }
    }

    void pyramidShrinksWithItsColumns()
    {
        std::vector<double> values(5000, 1.0);
        values[4000] = 9;
        ExtremaPyramid pyramid;
        pyramid.update(values, values, 0);
        QCOMPARE(pyramid.extent(values, values, 0, 5000).high, 9.0);
        values.resize(3000);
        pyramid.update(values, values, 0);
        QCOMPARE(pyramid.extent(values, values, 0, 5000).high, 1.0);
    }

    void windowFollowsNewBarsOnlyAtTheEnd()
    {
        ViewWindow view;
        view.setPixelWidth(800, 8);
        view.reset(1000);
        QCOMPARE(view.range().bars(), 100.0);
        QCOMPARE(view.range().last, 999.5 + 10);
        view.setBarCount(1003);
        QCOMPARE(view.range().last, 1002.5 + 10);
        view.scroll(-5); // the newest is still in view: its place is kept
        QVERIFY(view.isAutoScroll());
        view.setBarCount(1004);
        QCOMPARE(view.range().last, 1003.5 + 5);
        view.scroll(-200);
        QVERIFY(!view.isAutoScroll());
        const auto watched = view.range();
        view.setBarCount(1100);
        QVERIFY(view.range() == watched);
        view.scrollToEnd();
        QVERIFY(view.isAutoScroll());
    }

    void windowZoomsAboutItsAnchor()
    {
        ViewWindow view;
        view.setPixelWidth(800, 8);
        view.reset(1000);
        view.zoom(2, 123); // the newest bar holds still while following
        const auto range = view.range();
        QCOMPARE((range.last - 999.5) / range.bars(), 0.1);
        view.centerOn(500);
        const double share = (480 - view.range().first) / view.range().bars();
        view.zoom(0.5, 480);
        QCOMPARE((480 - view.range().first) / view.range().bars(), share);
    }

    void aRangeChosenBeforeTheFirstLayoutIsKept()
    {
        ViewWindow view;
        view.reset(1000);
        view.setRange({100, 700});
        view.setPixelWidth(500, 8);
        QVERIFY(view.range() == (VisibleRange{100, 700}));
    }

    void windowKeepsItsLimits()
    {
        ViewWindow view;
        view.setPixelWidth(800, 8);
        view.reset(1000);
        view.scroll(-1e9);
        QVERIFY(view.range().last > 0);
        view.scroll(1e9);
        QVERIFY(view.range().first < 999.5);
        view.zoom(1e9, 0);
        QVERIFY(view.range().bars() <= 1200);
        view.zoom(1e-9, 0);
        QVERIFY(view.range().bars() >= 10);
        view.setPixelWidth(40, 8); // a narrow window and back: the width of a bar is kept
        view.setPixelWidth(800, 8);
        QCOMPARE(view.range().bars(), 10.0);
        view.reset(0);
        QVERIFY(view.range().bars() > 0);
    }

    void timeLabelsStepWithTheZoom()
    {
        const auto minutes = timesFrom("2026-01-14T22:00:00Z", 5min, 600);
        const auto period = Period::minutes(5);
        QCOMPARE(texts(minutes, 0, 30, 10, period),
            (QStringList{"22:00", "22:30", "23:00", "23:30", "15 Jan!", "00:30"}));
        QCOMPARE(texts(minutes, 0, 599, 1, period),
            (QStringList{
                "15 Jan!", "06:00", "12:00", "18:00", "16 Jan!", "06:00", "12:00", "18:00"}));
        const auto days = timesFrom("2025-10-05T22:00:00Z", 24h, 1500);
        QCOMPARE(texts(days, 0, 299, 2.5, Period::day()),
            (QStringList{"Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026",
                "May 2026", "Jun 2026", "Jul 2026", "Aug 2026"}));
        QCOMPARE(texts(days, 0, 1499, 0.3, Period::day()),
            (QStringList{"2026", "2027", "2028", "2029"}));
    }

    void aLabelStandsUnderTheFirstBarAfterAGap()
    {
        auto times = timesFrom("2026-01-16T20:00:00Z", 1h, 2); // Friday
        const auto monday = timesFrom("2026-01-18T22:00:00Z", 1h, 10);
        times.insert(times.end(), monday.begin(), monday.end());
        const auto labels = timeLabels({times, 0, 11, 30, 60}, Period::hours(1), Zone::utc());
        const auto sunday = std::ranges::find(labels, QStringLiteral("18 Jan"), &TimeLabel::text);
        QVERIFY(sunday != labels.end());
        QCOMPARE(sunday->bar, std::size_t(2));
        for (std::size_t i = 1; i < labels.size(); ++i)
            QVERIFY(static_cast<double>(labels[i].bar - labels[i - 1].bar) * 30 >= 60);
    }

    void labelsFollowTheZone()
    {
        const Zone newYork = *Zone::find("America/New_York");
        const auto times = timesFrom("2026-01-15T03:00:00Z", 30min, 20);
        QCOMPARE(texts(times, 0, 19, 30, Period::minutes(30), newYork).mid(0, 3),
            (QStringList{"22:00", "23:00", "15 Jan!"}));
        QCOMPARE(fullTimeText(*parseIso("2026-07-15T13:05:00Z"), Period::minutes(5), newYork),
            QStringLiteral("2026-07-15 09:05"));
        // A day that opens on Sunday evening is Monday's.
        QCOMPARE(fullTimeText(*parseIso("2026-01-18T22:00:00Z"), Period::day(), Zone::utc()),
            QStringLiteral("Mon 2026-01-19"));
    }

    void labelsOfOddSeries()
    {
        QVERIFY(timeLabels({{}, 0, 10, 10, 60}, Period::minutes(1), Zone::utc()).empty());
        const auto one = timesFrom("2026-01-15T03:07:00Z", 1h, 1);
        const auto alone = timeLabels({one, -50, 10, 10, 60}, Period::minutes(1), Zone::utc());
        QCOMPARE(alone.size(), 1u); // between two edges: all of its time
        QCOMPARE(alone[0].text, QStringLiteral("2026-01-15 03:07"));
        QVERIFY(timeLabels({one, 5, 60, 10, 60}, Period::minutes(1), Zone::utc()).empty());
        // Bars far apart (a thin market) must not make thousands of candidates.
        const auto rare = timesFrom("1990-01-15T03:00:00Z", 24h * 90, 100);
        QVERIFY(timeLabels({rare, 0, 99, 8, 60}, Period::minutes(1), Zone::utc()).size() <= 20);
    }

    void countdowns()
    {
        QCOMPARE(countdownText(4min + 12s), QStringLiteral("04:12"));
        QCOMPARE(countdownText(1h + 4min + 12s), QStringLiteral("1:04:12"));
        QCOMPARE(countdownText(51h), QStringLiteral("2d 03h"));
        QCOMPARE(countdownText(300ms), QStringLiteral("00:01"));
    }

    void scaleHoldsStillWhileItsContentFits()
    {
        PriceScale scale;
        const auto extent = [](double low, double high) {
            Extent content;
            content.include(low, high);
            return content;
        };
        scale.follow(extent(100, 110), false, 0.1);
        const auto before = std::pair(scale.low(), scale.high());
        scale.follow(extent(100, 110.4), true, 0.1);
        QVERIFY(before == std::pair(scale.low(), scale.high()));
        scale.follow(extent(100, 111.5), true, 0.1); // would touch the edge
        QVERIFY(scale.high() > before.second);
        scale.follow(extent(100, 111.5), false, 0.1); // other bars in view
        QVERIFY(scale.low() < 100 && scale.high() > 111.5);
        scale.setManual(0, 50);
        scale.follow(extent(1, 2), false, 0.1);
        QCOMPARE(scale.high(), 50.0);
        scale.setAutomatic(true);
        scale.follow(extent(7, 7), false, 0.5); // flat prices still have a scale
        QVERIFY(scale.high() - scale.low() >= 0.5);
    }

    void ticksAreRoundAndFew()
    {
        QCOMPARE(
            niceTicks(1.0831, 1.0872, 5, 1e-5), (std::vector<double>{1.084, 1.085, 1.086, 1.087}));
        QCOMPARE(niceTicks(-0.3, 1.1, 4, 1e-9), (std::vector<double>{0, 0.5, 1.0}));
        QCOMPARE(niceTicks(1.00001, 1.00004, 10, 1e-5).size(), std::size_t(4));
        QVERIFY(niceTicks(1, 1, 5, 0.1).empty());
    }

    void indicatorsKeepUpWithEveryKindOfChange()
    {
        const auto bars = sampleBars(3, 300);
        ChartData data;
        data.reset("EUR_USD", Period::minutes(5), PriceSide::Mid);
        const QString id = *data.addIndicator(
            {.id = {}, .key = "macd", .parameters = {}, .input = {}, .colors = {}, .widths = {}});
        const auto matches = [&] {
            data.update();
            const auto fresh = (*indicators::make("macd"))->compute(data.series());
            for (std::size_t bar = 0; bar < data.series().size(); ++bar) {
                const auto values = data.findIndicator(id)->valuesAt(bar);
                for (std::size_t i = 0; i < values.size(); ++i) {
                    const bool areBothNone = std::isnan(values[i]) && std::isnan(fresh[i][bar]);
                    if (!areBothNone && std::abs(values[i] - fresh[i][bar]) > 1e-12)
                        return false;
                }
            }
            return true;
        };
        data.apply(std::span(bars).first(200));
        QVERIFY(matches());
        for (std::size_t i = 200; i < 300; ++i) { // each bar forms, then completes
            QuoteBar forming = bars[i];
            forming.flags = BarLive;
            forming.mid.close = forming.mid.low;
            data.apply(std::span(&forming, 1));
            data.update();
            data.apply(std::span(&bars[i], 1));
            QVERIFY(i % 20 != 0 || matches());
        }
        QuoteBar corrected = bars[120];
        corrected.mid.close += 0.01;
        corrected.mid.high += 0.01;
        corrected.flags |= BarCorrected;
        corrected.revision = 1;
        QVERIFY(data.apply(std::span(&corrected, 1)));
        QVERIFY(matches());
        QuoteBar bad = bars[299];
        bad.mid.close = std::nan("");
        QVERIFY(!data.apply(std::span(&bad, 1)));
        data.reset("EUR_USD", Period::minutes(5), PriceSide::Mid);
        QVERIFY(matches());
        data.apply(std::span(bars).first(50));
        QVERIFY(matches());
    }

    /// Ichimoku's spans are drawn 26 bars later than they are known, its lagging line 26 earlier.
    void shiftedLinesAreDrawnWhereTheyBelong()
    {
        const auto bars = sampleBars(4, 200);
        ChartData data;
        data.reset("EUR_USD", Period::minutes(5), PriceSide::Mid);
        const QString id = *data.addIndicator({.id = {}, .key = "ichimoku"});
        for (std::size_t count = 150; count <= 200; ++count) {
            data.apply(std::span(bars).subspan(0, count).last(count == 150 ? 150 : 1));
            data.update();
        }
        const auto known = (*indicators::make("ichimoku"))->compute(data.series());
        const auto *layer = data.findIndicator(id);
        for (std::size_t bar = 100; bar < 200; ++bar) {
            const auto drawn = layer->valuesAt(bar);
            QCOMPARE(drawn[0], known[0][bar]);
            QCOMPARE(drawn[2], known[2][bar - 26]);
            if (bar + 26 < 200)
                QCOMPARE(drawn[4], data.series().close()[bar + 26]);
            else
                QVERIFY(std::isnan(drawn[4]));
        }
        QVERIFY(std::isnan(known[3][50]) && std::isfinite(known[3][51]));
    }

    void eventsDoNotStretchTheScale()
    {
        const auto bars = sampleBars(5, 300);
        ChartData data;
        data.reset("EUR_USD", Period::minutes(5), PriceSide::Mid);
        const QString doji = *data.addIndicator({.id = {}, .key = "cdldoji"});
        const QString trend = *data.addIndicator({.id = {}, .key = "supertrend"});
        data.apply(bars);
        data.update();
        QVERIFY(data.findIndicator(doji)->extent(0, 300).isEmpty());
        const auto prices = data.findIndicator(trend)->extent(0, 300);
        QVERIFY(prices.low > 1.0 && prices.high < 1.2); // its direction is ±1
    }

    void indicatorsReadOtherIndicatorsAndBothSides()
    {
        const auto bars = sampleBars(6, 120);
        ChartData data;
        data.reset("EUR_USD", Period::minutes(5), PriceSide::Mid);
        IndicatorSetup spread{.id = {}, .key = "formula"};
        spread.parameters["expression"] = std::string("ask - bid");
        IndicatorSetup chained{.id = {}, .key = "rsi"};
        chained.input = "ema(close, 5)";
        const QString spreadId = *data.addIndicator(spread);
        const QString chainedId = *data.addIndicator(chained);
        data.apply(bars);
        data.update();
        QVERIFY(std::abs(data.findIndicator(spreadId)->valuesAt(119)[0]
                    - (bars[119].ask.close - bars[119].bid.close))
            < 1e-12);
        auto ema = *indicators::make("ema", {{"period", 5}});
        const auto rsi = *indicators::make("rsi", {}, indicators::Source(std::move(ema), 0));
        QCOMPARE(
            data.findIndicator(chainedId)->valuesAt(119)[0], rsi->compute(data.series())[0][119]);
        QCOMPARE(data.findIndicator(chainedId)->title(), QStringLiteral("RSI 14 ema(close, 5)"));
        chained.input = "emma(5)";
        const auto refused = data.addIndicator(chained);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("Column 1") != std::string::npos);
    }

    void reducedCurvesKeepTheirPeaks()
    {
        Random random(8);
        std::vector<EquityPoint> points;
        for (int i = 0; i < 50'000; ++i)
            points.push_back({fromNanos(i * 1'000'000'000LL), 0, random.uniform()});
        points[31'234].equity = 7;
        points[40'001].equity = -7;
        const auto reduced = reducedPoints(points, &EquityPoint::equity, 500);
        QVERIFY(reduced.size() <= 4 * 501);
        const auto [lowest, highest] = std::minmax_element(reduced.begin(), reduced.end(),
            [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
        QCOMPARE(lowest->y(), -7.0);
        QCOMPARE(highest->y(), 7.0);
        QVERIFY(std::is_sorted(reduced.begin(), reduced.end(),
            [](const QPointF &a, const QPointF &b) { return a.x() < b.x(); }));
        const auto steps = asSteps({{0, 1}, {1, 1}, {2, 5}});
        QCOMPARE(steps, (QList<QPointF>{{0, 1}, {1, 1}, {2, 1}, {2, 5}}));
    }
};

QTEST_GUILESS_MAIN(TestChartParts)
#include "tst_chart_parts.moc"
