#include "charts/equity_chart.h"
#include "charts/price_chart.h"

#include "tests/charts/samples.h"

#include <QDir>
#include <QLocale>
#include <QTest>

#include <set>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

QString pictureFile(const char *name)
{
    QDir().mkpath(QStringLiteral(AGORA_BINARY_DIR "/chart-samples"));
    return QStringLiteral(AGORA_BINARY_DIR "/chart-samples/%1.png").arg(QLatin1String(name));
}

std::unique_ptr<PriceChart> sampleChart(const ChartTheme &theme, std::size_t bars)
{
    auto chart = std::make_unique<PriceChart>();
    chart->resize(1280, 720);
    chart->setTheme(theme);
    chart->setInstrument(euroDollar());
    chart->setPeriod(Period::minutes(5));
    chart->applyBars(sampleBars(20260115, bars), true);
    const Bar last = chart->series()[0];
    chart->setQuote(last.close - 0.00006, last.close + 0.00006);
    chart->setNow(last.time + std::chrono::seconds(103));
    return chart;
}

void addIndicators(PriceChart &chart)
{
    for (const char *key : {"sma", "bollinger", "rsi", "macd"}) {
        IndicatorSetup setup;
        setup.key = key;
        if (setup.key == "sma")
            setup.parameters = {{"period", 50}};
        QVERIFY(chart.addIndicator(setup));
    }
}

void addTrades(PriceChart &chart)
{
    const BarSeries &series = chart.series();
    const auto time = [&](std::size_t back) { return series[back].time; };
    TradeMarker won{.id = "1",
        .side = OrderSide::Buy,
        .entryTime = time(110),
        .entryPrice = series[110].low,
        .exitTime = time(80),
        .exitPrice = series[80].high,
        .profit = 31.4,
        .text = "+31.40 USD"};
    TradeMarker lost{.id = "2",
        .side = OrderSide::Sell,
        .entryTime = time(60),
        .entryPrice = series[60].low,
        .exitTime = time(40),
        .exitPrice = series[40].high,
        .profit = -12.1,
        .text = "\u221212.10 USD"};
    TradeMarker open{.id = "3",
        .side = OrderSide::Buy,
        .entryTime = time(12),
        .entryPrice = series[12].close,
        .exitTime = {},
        .exitPrice = 0,
        .profit = 0,
        .text = {}};
    chart.setTradeMarkers({won, lost, open});
    chart.setSignalMarkers({{time(95), series[95].low, SignalMarker::Direction::Up, "long"},
        {time(25), series[25].high, SignalMarker::Direction::Down, "short"}});
    chart.setPriceLines({{"p", PriceLine::Kind::Position, OrderSide::Buy, series[12].close,
                             "long 10 000"},
        {"sl", PriceLine::Kind::StopLoss, OrderSide::Sell, series[12].close - 0.0012, "stop loss"},
        {"tp", PriceLine::Kind::TakeProfit, OrderSide::Sell, series[12].close + 0.0016,
            "take profit"}});
}

void save(PriceChart &chart, const char *name, double scale = 1.0)
{
    const auto saved = chart.savePicture(pictureFile(name), scale);
    QVERIFY2(saved.hasValue(), saved ? "" : saved.error().message.c_str());
}

std::size_t colorCount(const QImage &image)
{
    std::set<QRgb> colors;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colors.insert(image.pixel(x, y));
    }
    return colors.size();
}

} // namespace

/// Writes sample pictures into `chart-samples` of the build folder, for people to look at, and
/// checks what a machine can see.
class TestChartPictures : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void themesAndScales()
    {
        for (const auto &theme : {ChartTheme::dark(), ChartTheme::light()}) {
            auto chart = sampleChart(theme, 1500);
            addIndicators(*chart);
            addTrades(*chart);
            chart->show();
            save(*chart, qPrintable(theme.name));
            if (theme.name == QLatin1String("dark"))
                save(*chart, "dark-2x", 2.0);
            const QImage image = chart->picture().toImage();
            QCOMPARE(image.size(), chart->size());
            QVERIFY(colorCount(image) > 50);
            QCOMPARE(chart->picture(2.0).size(), chart->size() * 2);
        }
    }

    void stylesAndVolume()
    {
        for (const auto &[style, name] : {std::pair(CandleStyle::HollowCandles, "hollow"),
                 std::pair(CandleStyle::Bars, "bars"), std::pair(CandleStyle::Line, "line")}) {
            auto chart = sampleChart(ChartTheme::dark(), 400);
            chart->setCandleStyle(style);
            chart->setVolumeVisible(true);
            chart->resize(900, 480);
            chart->show();
            save(*chart, name);
        }
    }

    void crosshair()
    {
        auto chart = sampleChart(ChartTheme::dark(), 400);
        addIndicators(*chart);
        chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(chart.get()));
        chart->refresh();
        QTest::mouseMove(chart->childAt(10, 10), QPoint(600, 200));
        QTest::qWait(60);
        save(*chart, "crosshair");
    }

    void scalesPanesAndComparisons()
    {
        for (const auto &theme : {ChartTheme::dark(), ChartTheme::light()}) {
            auto chart = sampleChart(theme, 3'000);
            chart->setSessionBreaksVisible(true);
            chart->setVolumeVisible(true);
            chart->setVolumePlace(VolumePlace::Pane);
            addIndicators(*chart);
            IndicatorSetup range;
            range.key = "atr";
            QVERIFY(chart->addIndicator(range));
            chart->show();
            chart->setCandleStyle(CandleStyle::HeikinAshi);
            save(*chart, qPrintable("five-panes-" + theme.name), 2.0);
            QCOMPARE(chart->paneCount(), 5);

            auto compared = sampleChart(theme, 600);
            for (const auto &[symbol, seed] : {std::pair("GBP_USD", 5), std::pair("XAU_USD", 6)}) {
                QVERIFY(compared->addComparison(*findInstrument(symbol)));
                compared->applyComparisonBars(
                    symbol, sampleBars(static_cast<std::uint64_t>(seed), 600), true);
            }
            compared->resize(900, 480);
            compared->setCandleStyle(CandleStyle::Line);
            compared->setVisibleRange({300, 620});
            save(*compared, qPrintable("compared-" + theme.name));
        }
        auto bars = sampleBars(3, 900);
        double factor = 10'000'000;
        for (auto &bar : bars) {
            factor *= 1.004;
            for (double *price : {&bar.mid.open, &bar.mid.high, &bar.mid.low, &bar.mid.close})
                *price *= factor;
        }
        auto chart = sampleChart(ChartTheme::dark(), 1);
        Instrument dear = euroDollar();
        dear.precision = 2;
        chart->setInstrument(dear);
        chart->applyBars(bars, true);
        chart->clearQuote();
        chart->resize(900, 480);
        chart->setVisibleRange({0, 930});
        chart->setScaleKind(ScaleKind::Logarithmic);
        save(*chart, "logarithmic");
        chart->setScaleInverted(true);
        chart->setCandleStyle(CandleStyle::Area);
        save(*chart, "inverted");
    }

    void aMillionBars()
    {
        auto chart = sampleChart(ChartTheme::dark(), 1'000'000);
        addIndicators(*chart);
        chart->show();
        chart->setVisibleRange({-0.5, 1'050'000});
        save(*chart, "million");
    }

    void states()
    {
        PriceChart empty;
        empty.resize(900, 480);
        save(empty, "empty");
        empty.setTheme(ChartTheme::light());
        empty.setInstrument(euroDollar());
        save(empty, "loading");
        auto gone = sampleChart(ChartTheme::dark(), 300);
        gone->setState(ChartState::EngineGone);
        save(*gone, "engine-gone");
        auto closed = sampleChart(ChartTheme::light(), 300);
        closed->setState(ChartState::MarketClosed);
        closed->resize(420, 260);
        save(*closed, "small-market-closed");
    }

    void equity()
    {
        Random random(9);
        std::vector<EquityPoint> points;
        double balance = 100'000;
        double open = 0;
        for (int i = 0; i < 20'000; ++i) {
            open += (random.uniform() - 0.495) * 20;
            if (random.below(400) == 0) {
                balance += open;
                open = 0;
            }
            points.push_back({fromNanos(1'768'176'000'000'000'000 + i * 60'000'000'000LL), balance,
                balance + open});
        }
        EquityChart chart;
        chart.resize(900, 320);
        chart.setCurrency("USD");
        chart.refresh();
        QVERIFY(chart.grab().save(pictureFile("equity-empty")));
        chart.applyPoints(points, true);
        QCOMPARE(chart.pointCount(), points.size());
        for (const auto &theme : {ChartTheme::dark(), ChartTheme::light()}) {
            chart.setTheme(theme);
            chart.show();
            chart.refresh();
            QVERIFY(chart.grab().save(pictureFile(qPrintable("equity-" + theme.name))));
        }
        QVERIFY(colorCount(chart.grab().toImage()) > 20);
    }
};

QTEST_MAIN(TestChartPictures)
#include "tst_chart_pictures.moc"
