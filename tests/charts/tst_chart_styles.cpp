#include "charts/candle_painter.h"
#include "charts/chart_data.h"
#include "charts/price_chart.h"
#include "charts/price_scale.h"

#include "tests/charts/golden.h"
#include "tests/charts/samples.h"

#include <QLocale>
#include <QTest>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

const std::vector<std::pair<CandleStyle, QString>> styles{{CandleStyle::Candles, "candles"},
    {CandleStyle::HollowCandles, "hollow"}, {CandleStyle::Bars, "bars"},
    {CandleStyle::Line, "line"}, {CandleStyle::Area, "area"},
    {CandleStyle::HeikinAshi, "heikin-ashi"}};

std::unique_ptr<PriceChart> chartOf(std::span<const QuoteBar> bars)
{
    auto chart = std::make_unique<PriceChart>();
    chart->resize(520, 320);
    chart->setInstrument(euroDollar());
    chart->setPeriod(Period::minutes(5));
    chart->applyBars(bars, true);
    chart->setGridVisible(false); // its lines lie where the font lets them
    chart->setLegendVisible(false);
    chart->refresh();
    return chart;
}

QuoteBar barOf(std::int64_t minute, Ohlc price)
{
    return {.openTime = fromNanos(1'768'176'000'000'000'000 + minute * 60'000'000'000),
        .bid = price,
        .ask = price,
        .mid = price,
        .volume = 10,
        .ticks = 1,
        .revision = 0,
        .flags = BarLive | BarComplete};
}

Ohlc flat(double price) { return {price, price, price, price}; }

BarSeries seriesOf(std::span<const QuoteBar> bars)
{
    BarSeries series("EUR_USD", Period::minutes(5), PriceSide::Mid);
    for (const auto &bar : bars)
        series.apply(bar);
    return series;
}

} // namespace

/// How prices are drawn: styles, scales, many bars at once, bad bars.
class TestChartStyles : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        QDir().mkpath(QStringLiteral(AGORA_BINARY_DIR "/chart-samples"));
    }

    void everyStyleLooksAsItDid_data()
    {
        QTest::addColumn<int>("style");
        QTest::addColumn<int>("bars");
        QTest::addColumn<bool>("isDark");
        for (const auto &[style, name] : styles) {
            for (const bool isDark : {true, false}) {
                for (const int bars : {40, 4'000}) {
                    if (bars == 40 || isDark)
                        QTest::addRow("%s-%s-%d", qPrintable(name), isDark ? "dark" : "light", bars)
                            << static_cast<int>(style) << bars << isDark;
                }
            }
        }
    }
    void everyStyleLooksAsItDid()
    {
        QFETCH(int, style);
        QFETCH(int, bars);
        QFETCH(bool, isDark);
        auto chart = chartOf(sampleBars(20260115, 5'000));
        chart->setTheme(isDark ? ChartTheme::dark() : ChartTheme::light());
        chart->setCandleStyle(static_cast<CandleStyle>(style));
        fitPlots(*chart, 320, {200}, {500.5, 500.5 + bars});
        const QString problem = comparedToGolden(plotsOf(*chart), QTest::currentDataTag());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void everyScaleLooksAsItDid_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isInverted");
        QTest::newRow("scale-logarithmic") << static_cast<int>(ScaleKind::Logarithmic) << false;
        QTest::newRow("scale-percent") << static_cast<int>(ScaleKind::Percent) << false;
        QTest::newRow("scale-inverted") << static_cast<int>(ScaleKind::Linear) << true;
        QTest::newRow("scale-logarithmic-inverted")
            << static_cast<int>(ScaleKind::Logarithmic) << true;
    }
    void everyScaleLooksAsItDid()
    {
        QFETCH(int, kind);
        QFETCH(bool, isInverted);
        auto bars = sampleBars(3, 400);
        double factor = 1; // so that the shape of a logarithm shows
        for (auto &bar : bars) {
            factor *= 1.01;
            for (double *price : {&bar.mid.open, &bar.mid.high, &bar.mid.low, &bar.mid.close})
                *price *= factor;
        }
        auto chart = chartOf(bars);
        chart->setScaleKind(static_cast<ScaleKind>(kind));
        chart->setScaleInverted(isInverted);
        fitPlots(*chart, 320, {200}, {99.5, 399.5});
        const QString problem = comparedToGolden(plotsOf(*chart), QTest::currentDataTag());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void everyPaneLooksAsItDid()
    {
        for (const auto &theme : {ChartTheme::dark(), ChartTheme::light()}) {
            auto chart = chartOf(sampleBars(20260115, 600));
            chart->setTheme(theme);
            chart->setVolumeVisible(true);
            fitPlots(*chart, 320, {200}, {499.5, 579.5});
            const QImage overlay = plotsOf(*chart);
            QString problem = comparedToGolden(overlay, "volume-overlay-" + theme.name);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));

            chart->setVolumePlace(VolumePlace::Pane);
            for (const char *key : {"bollinger", "rsi", "macd", "atr"}) {
                IndicatorSetup setup;
                setup.key = key;
                QVERIFY(chart->addIndicator(setup));
            }
            chart->refresh();
            QCOMPARE(chart->paneCount(), 5);
            fitPlots(*chart, 320, {160, 60, 80, 80, 60}, {499.5, 579.5});
            problem = comparedToGolden(plotsOf(*chart), "panes-" + theme.name);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
    }

    void aPictureOfAnotherStyleIsNotTheGoldenOne()
    {
        auto chart = chartOf(sampleBars(20260115, 5'000));
        chart->setCandleStyle(CandleStyle::HollowCandles);
        fitPlots(*chart, 320, {200}, {500.5, 540.5});
        const QImage golden(goldenFile("candles-dark-40"));
        QVERIFY(difference(plotsOf(*chart), golden.convertToFormat(QImage::Format_RGB32)) > 0.01);
    }

    /// Every bar in view has its extremes in its pixel column, and nothing else is there.
    void manyBarsInAColumnShowTheirExtremes()
    {
        const BarSeries series = seriesOf(sampleBars(8, 30'000));
        PriceColumns columns;
        const ChartTheme theme = ChartTheme::dark();
        for (const auto style : {CandleStyle::Candles, CandleStyle::HollowCandles,
                 CandleStyle::Bars, CandleStyle::HeikinAshi, CandleStyle::Line}) {
            columns.update(series, 0, style);
            const Extent all = columns.prices(series, 0, series.size());
            for (const bool isInverted : {false, true}) {
                const PaneMap map{.rect = {0, 0, 300, 200},
                    .firstBar = -0.5,
                    .lastBar = 29'999.5,
                    .low = all.low,
                    .high = all.high,
                    .isLogarithmic = isInverted,
                    .isInverted = isInverted};
                QImage image(300, 200, QImage::Format_RGB32);
                image.fill(theme.background);
                QPainter painter(&image);
                paintCandles(painter, map, series, columns, style, theme);
                painter.end();
                const bool isLine = style == CandleStyle::Line;
                const auto bars = columns.bars(series);
                for (int x = 1; x < 300; ++x) {
                    Extent extent; // bars i with their middle at or right of the column's edge
                    for (std::size_t i = 0; i < 100; ++i) {
                        const std::size_t bar = static_cast<std::size_t>(x) * 100 + i;
                        extent.include(isLine ? bars.close[bar] : bars.low[bar],
                            isLine ? bars.close[bar] : bars.high[bar]);
                    }
                    const double ends[]{map.y(extent.low), map.y(extent.high)};
                    const int top = static_cast<int>(std::lround(std::min(ends[0], ends[1])));
                    const int bottom = static_cast<int>(std::lround(std::max(ends[0], ends[1])));
                    for (int y = 0; y < 200; ++y) {
                        const bool isDrawn = image.pixelColor(x, y) != theme.background;
                        if (y >= top && y < bottom)
                            QVERIFY2(isDrawn, qPrintable(QString("%1 %2").arg(x).arg(y)));
                        else if (!isLine && (y < top - 1 || y > bottom))
                            QVERIFY2(!isDrawn, qPrintable(QString("%1 %2").arg(x).arg(y)));
                    }
                }
            }
        }
    }

    void heikinAshiBarsAreComputedAndSaySo()
    {
        const auto bars = sampleBars(5, 300);
        ChartData data;
        data.style = CandleStyle::HeikinAshi;
        data.instrument = euroDollar();
        data.reset("EUR_USD", Period::minutes(5), PriceSide::Mid);
        for (std::size_t i = 0; i < bars.size(); ++i) { // one by one, each forming first
            QuoteBar forming = bars[i];
            forming.mid.close = forming.mid.low;
            forming.flags = BarLive;
            data.apply(std::span(&forming, 1));
            data.update();
            data.apply(std::span(&bars[i], 1));
            data.update();
        }
        double open = (bars[0].mid.open + bars[0].mid.close) / 2;
        double close = 0;
        for (std::size_t i = 0; i < bars.size(); ++i) {
            const Ohlc &mid = bars[i].mid;
            if (i > 0)
                open = (open + close) / 2;
            close = (mid.open + mid.high + mid.low + mid.close) / 4;
            const Bar drawn = data.drawnBar(i);
            QVERIFY(std::abs(drawn.open - open) < 1e-12);
            QVERIFY(std::abs(drawn.close - close) < 1e-12);
            QCOMPARE(drawn.high, std::max({mid.high, drawn.open, drawn.close}));
            QCOMPARE(drawn.low, std::min({mid.low, drawn.open, drawn.close}));
        }
        auto chart = chartOf(bars);
        chart->setCandleStyle(CandleStyle::HeikinAshi);
        chart->refresh();
        const QString legend = chart->legendText().front();
        QVERIFY2(legend.contains("Heikin-Ashi"), qPrintable(legend));
        QVERIFY2(legend.contains("C " + QString::number(close, 'f', 5)), qPrintable(legend));
        QVERIFY2(legend.contains("Price " + QString::number(bars.back().mid.close, 'f', 5)),
            qPrintable(legend));
        chart->setCandleStyle(CandleStyle::Candles);
        QVERIFY(!chart->legendText().front().contains("Heikin-Ashi"));
    }

    /// A tick draws little; what stands on the screen then must be what drawing all of it gives.
    void aTickDrawsWhatAWholePictureWould()
    {
        for (const auto &[style, name] : styles) {
            auto chart = chartOf(sampleBars(11, 400));
            chart->setCandleStyle(style);
            chart->setVolumeVisible(true);
            chart->setGridVisible(true);
            chart->setSessionBreaksVisible(true);
            for (const char *key : {"ichimoku", "bollinger", "macd", "supertrend"}) {
                IndicatorSetup setup;
                setup.key = key;
                QVERIFY(chart->addIndicator(setup));
            }
            chart->show();
            QVERIFY(QTest::qWaitForWindowExposed(chart.get()));
            chart->refresh();
            Random random(5);
            for (int tick = 0; tick < 12; ++tick) {
                const Bar last = chart->series()[0];
                const double close = last.close + (random.uniform() - 0.5) * 0.0002;
                QuoteBar bar = barOf(
                    0, {last.open, std::max(last.high, close), std::min(last.low, close), close});
                bar.openTime = last.time;
                bar.flags = BarLive;
                chart->applyBars(std::span(&bar, 1), false);
                chart->refresh();
            }
            const QImage afterTicks = chart->grab().toImage();
            chart->setTheme(chart->theme()); // all anew
            chart->refresh();
            const QImage whole = chart->grab().toImage();
            const QString file
                = QStringLiteral(AGORA_BINARY_DIR "/chart-samples/tick-%1.png").arg(name);
            afterTicks.save(file);
            whole.save(QString(file).replace("tick-", "whole-"));
            // Qt cuts slanted lines at the edge of what is drawn, which moves them by a shade.
            QVERIFY2(difference(afterTicks, whole) == 0, qPrintable(file));
        }
    }

    void scalesMapThereAndBack()
    {
        for (const bool isLogarithmic : {false, true}) {
            for (const bool isInverted : {false, true}) {
                const PaneMap map{.rect = {10, 20, 300, 200},
                    .firstBar = 0,
                    .lastBar = 50,
                    .low = 3,
                    .high = 700,
                    .isLogarithmic = isLogarithmic,
                    .isInverted = isInverted};
                for (const double value : {3.0, 4.5, 80.0, 700.0, 1500.0}) {
                    QVERIFY(std::abs(map.valueAt(map.y(value)) / value - 1) < 1e-9);
                    QCOMPARE(map.y(value) < map.y(2 * value), isInverted);
                }
                QVERIFY(std::abs(map.y(map.low) - (isInverted ? 20 : 220)) < 1e-9);
                const auto [low, high] = map.rangeMoved(30); // the content follows the mouse
                PaneMap moved = map;
                moved.low = low;
                moved.high = high;
                QVERIFY(std::abs(moved.y(80) - (map.y(80) + 30)) < 1e-6);
                const auto [nearLow, nearHigh] = map.rangeScaled(0.5, map.y(80));
                PaneMap scaled = map;
                scaled.low = nearLow;
                scaled.high = nearHigh;
                QVERIFY(std::abs(scaled.y(80) - map.y(80)) < 1e-6);
                QVERIFY(std::abs(std::abs(scaled.y(160) - scaled.y(80))
                            - 2 * std::abs(map.y(160) - map.y(80)))
                    < 1e-6);
            }
        }
        const PaneMap map{.rect = {0, 0, 10, 100}, .low = 1, .high = 10, .isLogarithmic = true};
        QVERIFY(map.y(0) > 1'000 && map.y(-5) > 1'000); // has no place, and does not crash
    }

    void logarithmicTicksAreRoundAndEven()
    {
        QCOMPARE(logarithmicTicks(0.9, 1'200, 11, 1e-9),
            (std::vector<double>{1, 2, 5, 10, 20, 50, 100, 200, 500, 1'000}));
        QCOMPARE(logarithmicTicks(1.0831, 1.0872, 5, 1e-5), niceTicks(1.0831, 1.0872, 5, 1e-5));
        QCOMPARE(logarithmicTicks(1e-3, 1e9, 6, 1e-9).size(), std::size_t(6)); // every second power
        for (const double high : {2.1, 4.0, 30.0, 1e3, 1e7, 1e12}) {
            for (const int most : {2, 4, 8, 15}) {
                const auto ticks = logarithmicTicks(1, high, most, 1e-9);
                QVERIFY(ticks.size() <= static_cast<std::size_t>(most) + 1);
            }
        }
        QVERIFY(logarithmicTicks(0, 10, 5, 1).empty());
        QVERIFY(logarithmicTicks(-1, 10, 5, 1).empty());
    }

    void percentCountsFromTheFirstBarInView()
    {
        auto bars = sampleBars(6, 300);
        for (std::size_t i = 0; i < bars.size(); ++i)
            bars[i].mid = flat(i < 150 ? 2.0 : 2.1);
        auto chart = chartOf(bars);
        chart->setLegendVisible(true);
        chart->setScaleKind(ScaleKind::Percent);
        chart->setVisibleRange({100, 250});
        chart->refresh();
        const QStringList labels = chart->valueLabels();
        const bool isCounted = labels.size() > 2 && labels.contains("0.0 %")
            && labels.last().startsWith('+') && labels.last().section(' ', 0, 0).toDouble() <= 5.5;
        QVERIFY2(isCounted, qPrintable(labels.join(" | ")));
        chart->setVisibleRange({200, 290}); // from here on nothing has moved
        chart->refresh();
        QVERIFY(chart->priceRange().second < 2.11);
        chart->setScaleKind(ScaleKind::Linear);
        chart->refresh();
        QVERIFY(!chart->valueLabels().join(' ').contains('%'));
    }

    void pricesWithoutALogarithmAreLinearAndSaySo()
    {
        auto bars = sampleBars(6, 200);
        for (std::size_t i = 0; i < bars.size(); ++i)
            bars[i].mid = flat(20 - 0.2 * static_cast<double>(i)); // as oil did in April 2020
        auto chart = chartOf(bars);
        chart->setLegendVisible(true);
        chart->setScaleKind(ScaleKind::Logarithmic);
        chart->setVisibleRange({-0.5, 200});
        chart->refresh();
        QVERIFY(chart->legendText().join(' ').contains("logarithm"));
        QVERIFY(chart->valueLabels().size() > 2);
        QVERIFY(chart->priceRange().first < -19.8);
        chart->setVisibleRange({-0.5, 60}); // positive prices only
        chart->refresh();
        QVERIFY(!chart->legendText().join(' ').contains("logarithm"));
        QVERIFY(chart->priceRange().first > 0);
        QCOMPARE(chart->scaleKind(), ScaleKind::Logarithmic);
    }

    void badBarsAreLeftOut()
    {
        auto bars = sampleBars(9, 50);
        const double nan = std::nan("");
        bars[10].mid.close = nan;
        bars[20].mid.high = std::numeric_limits<double>::infinity();
        std::swap(bars[30], bars[35]); // times run back
        auto chart = chartOf(bars);
        QCOMPARE(chart->series().size(), std::size_t(48));
        QVERIFY(std::ranges::is_sorted(chart->series().times()));
        QVERIFY(!chart->picture().isNull());

        BarSeries series("EUR_USD", Period::minutes(5), PriceSide::Mid);
        const auto room = series.room(4);
        for (std::size_t i = 0; i < 4; ++i) {
            room.times[i] = static_cast<std::int64_t>(i == 2 ? 0 : i) * 300'000'000'000;
            room.open[i] = room.high[i] = room.low[i] = room.close[i] = i == 1 ? nan : 1.5;
            room.volume[i] = nan;
        }
        series.appended(4);
        chart->setVolumeVisible(true);
        chart->setSeries(series);
        QCOMPARE(chart->series().size(), std::size_t(2)); // one is no number, one runs back
        for (const auto &[style, name] : styles) {
            chart->setCandleStyle(style);
            QVERIFY2(!chart->picture().isNull(), qPrintable(name));
        }
    }

    void oddSeriesDrawSomething_data()
    {
        QTest::addColumn<QList<double>>("closes");
        QTest::addColumn<int>("precision");
        QTest::addColumn<int>("minutesApart");
        QTest::newRow("none") << QList<double>{} << 5 << 5;
        QTest::newRow("one bar") << QList<double>{1.1} << 5 << 5;
        QTest::newRow("zero range") << QList<double>(80, 1.1) << 5 << 5;
        QTest::newRow("zero") << QList<double>(80, 0.0) << 5 << 5;
        QTest::newRow("negative") << QList<double>{-3, -4, -2, 5, -1} << 2 << 5;
        QTest::newRow("eight digits") << QList<double>{12'345'678.91, 12'345'700.12} << 2 << 5;
        QTest::newRow("eight decimals") << QList<double>{0.00001234, 0.00001235} << 8 << 5;
        QTest::newRow("huge") << QList<double>{1e200, 1.7e200, -1.7e200, 1} << 5 << 5;
        QTest::newRow("tiny and huge") << QList<double>{1e-300, 1e300} << 5 << 5;
        QTest::newRow("years apart") << QList<double>{1.1, 1.2, 1.3, 1.2, 1.25} << 5 << 5'000'000;
    }
    void oddSeriesDrawSomething()
    {
        QFETCH(QList<double>, closes);
        QFETCH(int, precision);
        QFETCH(int, minutesApart);
        std::vector<QuoteBar> bars;
        for (qsizetype i = 0; i < closes.size(); ++i)
            bars.push_back(barOf((i - closes.size()) * minutesApart, flat(closes[i])));
        auto chart = chartOf({});
        Instrument instrument = euroDollar();
        instrument.precision = precision;
        chart->setInstrument(instrument);
        chart->applyBars(bars, true);
        chart->setVolumeVisible(true);
        chart->setGridVisible(true);
        chart->setLegendVisible(true);
        chart->setSessionBreaksVisible(true);
        IndicatorSetup setup;
        setup.key = "macd";
        QVERIFY(chart->addIndicator(setup));
        for (const auto kind : {ScaleKind::Linear, ScaleKind::Logarithmic, ScaleKind::Percent}) {
            for (const auto &[style, name] : styles) {
                chart->setScaleKind(kind);
                chart->setCandleStyle(style);
                chart->setScaleInverted(style == CandleStyle::Area);
                const QImage image = chart->picture().toImage();
                QCOMPARE(image.size(), chart->size());
                const bool isDrawn = [&] {
                    for (int y = 0; y < image.height(); ++y) {
                        for (int x = 0; x < image.width(); ++x) {
                            if (image.pixelColor(x, y) != chart->theme().background)
                                return true;
                        }
                    }
                    return false;
                }();
                QVERIFY2(isDrawn, qPrintable(name));
                QVERIFY(chart->plotArea().width() > image.width() * 0.35); // room for bars
            }
        }
        chart->setScaleKind(ScaleKind::Linear);
        QVERIFY(chart->savePicture(QStringLiteral(AGORA_BINARY_DIR "/chart-samples/odd-%1.png")
                                       .arg(QString(QTest::currentDataTag()).replace(' ', '-'))));
    }
};

QTEST_MAIN(TestChartStyles)
#include "tst_chart_styles.moc"
