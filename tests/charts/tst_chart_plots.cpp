#include "charts/price_chart.h"
#include "charts/trading/brain_plots.h"
#include "charts/trading/chart_trading.h"

#include "tests/charts/picture_match.h"
#include "tests/charts/samples.h"

#include <QLocale>
#include <QTest>

#include <cmath>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

using Kind = PriceLine::Kind;

BarSeries seriesOf(const std::vector<QuoteBar> &bars, Period period)
{
    BarSeries series("EUR_USD", period, PriceSide::Mid);
    for (const auto &bar : bars)
        series.apply(bar);
    return series;
}

PlotBatch batchOf(Period period, std::vector<PlotLine> lines)
{
    return {.brain = "cross",
        .symbol = "EUR_USD",
        .period = period,
        .lines = std::move(lines),
        .points = {}};
}

PlotLine lineOf(const char *key, PlotStyle style = PlotStyle::Line, const char *pane = "")
{
    return {.key = key, .title = {}, .style = style, .color = {}, .pane = pane, .levels = {}};
}

} // namespace

/// What brains draw stands at the right bars, whatever the chart's period; and how it all looks.
class TestChartPlots : public QObject {
    Q_OBJECT

    static std::unique_ptr<PriceChart> chartOf(const ChartTheme &theme, std::size_t bars)
    {
        auto chart = std::make_unique<PriceChart>();
        chart->resize(1120, 640);
        chart->setTheme(theme);
        chart->setInstrument(euroDollar());
        chart->setPeriod(Period::minutes(5));
        chart->applyBars(sampleBars(20260115, bars), true);
        const Bar last = chart->series()[0];
        chart->setQuote(last.close - 0.00006, last.close + 0.00006);
        chart->trading().setMoney({.perPrice = 1, .currency = QStringLiteral("USD")});
        return chart;
    }
    static void addOrders(PriceChart &chart)
    {
        const double price = std::round(chart.series()[30].close * 1e5) / 1e5;
        const auto make = [&](const char *id, const char *text, Kind kind, OrderSide side,
                              OrderType type, double away) {
            PriceLine line{
                .id = id, .kind = kind, .side = side, .price = price + away, .text = text};
            line.type = type;
            line.units = 10'000;
            line.isMovable = line.isCancellable = true;
            return line;
        };
        auto held
            = make("position", "long 10 000", Kind::Position, OrderSide::Buy, OrderType::Market, 0);
        auto stop = make(
            "sl", "stop loss 10 000", Kind::StopLoss, OrderSide::Sell, OrderType::Stop, -0.0012);
        auto target = make("tp", "take profit 10 000", Kind::TakeProfit, OrderSide::Sell,
            OrderType::Limit, 0.0024);
        stop.entry = target.entry = price;
        for (auto *each : {&held, &stop, &target}) {
            each->stop = stop.price;
            each->target = target.price;
        }
        auto limit
            = make("o", "buy limit 5 000", Kind::Order, OrderSide::Buy, OrderType::Limit, -0.0009);
        limit.isPending = true;
        chart.setPriceLines({held, stop, target, limit,
            make(
                "o2", "sell stop 8 000", Kind::Order, OrderSide::Sell, OrderType::Stop, -0.00095)});
    }
    static void addTrades(PriceChart &chart, std::size_t count, std::size_t apart)
    {
        const auto &series = chart.series();
        std::vector<TradeMarker> trades;
        std::vector<SignalMarker> signs;
        for (std::size_t i = 0; i < count; ++i) {
            const auto in = (i + 1) * apart;
            const auto out = in - apart * 2 / 3;
            const auto side = i % 3 == 0 ? OrderSide::Sell : OrderSide::Buy;
            const double profit = (series[out].close - series[in].close) * 10'000
                * (side == OrderSide::Buy ? 1 : -1);
            trades.push_back({.id = QString::number(i),
                .side = side,
                .entryTime = series[in].time,
                .entryPrice = series[in].close,
                .exitTime = series[out].time,
                .exitPrice = series[out].close,
                .profit = profit,
                .text = moneyText(profit, {.currency = QStringLiteral("USD")}, true)});
            signs.push_back({series[in].time, series[in].close,
                side == OrderSide::Buy ? SignalMarker::Direction::Up
                                       : SignalMarker::Direction::Down,
                {}});
        }
        signs.push_back(
            {series[18].time, series[18].high, SignalMarker::Direction::Neutral, "cross: wait"});
        chart.setTradeMarkers(std::move(trades));
        chart.setSignalMarkers(std::move(signs));
    }
    static void addPlots(PriceChart &chart)
    {
        auto fast = lineOf("fast");
        fast.title = "Fast average";
        auto strength = lineOf("strength", PlotStyle::Histogram, "Strength");
        strength.title = "Strength";
        strength.levels = {0.5};
        auto batch
            = batchOf(Period::minutes(5), {fast, lineOf("slow", PlotStyle::Steps), strength});
        batch.lines[1].title = "Slow average";
        const auto &series = chart.series();
        double quick = series.close()[0];
        double calm = quick;
        for (std::size_t bar = 0; bar < series.size(); ++bar) {
            quick += (series.close()[bar] - quick) / 8;
            calm += (series.close()[bar] - calm) / 40;
            const auto time = fromNanos(series.times()[bar]);
            batch.points.push_back({time, quick, 0});
            batch.points.push_back({time, calm, 1});
            batch.points.push_back({time, (quick - calm) * 1000, 2});
        }
        chart.plots().set(batch);
        chart.plotsChanged();
    }

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void onBarsOfTheSamePeriodEachValueStandsAtItsBar()
    {
        const auto bars = sampleBars(3, 50);
        BrainPlots plots;
        auto batch = batchOf(Period::minutes(5), {lineOf("a"), lineOf("b", PlotStyle::Dots)});
        for (std::size_t i = 10; i < 40; ++i)
            batch.points.push_back({bars[i].openTime, static_cast<double>(i), 0});
        batch.points.push_back({bars[20].openTime, std::nan(""), 0}); // a gap, told later
        plots.set(batch);
        plots.update(seriesOf(bars, Period::minutes(5)), DayAnchor(), 0);
        const auto values = plots.values("cross", "a");
        QCOMPARE(values.size(), std::size_t(50));
        QVERIFY(std::isnan(values[9]) && std::isnan(values[20]) && std::isnan(values[40]));
        QCOMPARE(values[10], 10.0);
        QCOMPARE(values[39], 39.0);
        QVERIFY(std::isnan(plots.values("cross", "b")[10]));
        QVERIFY(plots.values("nobody", "a").empty());
    }

    void newValuesAndNewBarsAreTakenInAsTheyCome()
    {
        const auto bars = sampleBars(3, 60);
        BrainPlots whole;
        BrainPlots bit;
        auto batch = batchOf(Period::minutes(5), {lineOf("a")});
        bit.set(batch);
        BarSeries series("EUR_USD", Period::minutes(5), PriceSide::Mid);
        for (std::size_t i = 0; i < bars.size(); ++i) {
            series.apply(bars[i]);
            bit.update(
                series, DayAnchor(), i); // the bar comes first, then what the brain says of it
            auto news = batchOf(Period::minutes(5), {});
            news.points = {{bars[i].openTime, std::sin(static_cast<double>(i)), 0}};
            bit.add(news);
            bit.update(series, DayAnchor(), series.size());
            batch.points.push_back(news.points[0]);
        }
        whole.set(batch);
        whole.update(series, DayAnchor(), 0);
        QCOMPARE(bit.values("cross", "a"), whole.values("cross", "a"));
        QCOMPARE(bit.extent({}, 10, 50), whole.extent({}, 10, 50));
    }

    void onLongerBarsTheLastValueWithinEachCounts()
    {
        const auto minutes = sampleBars(3, 60, Period::minutes(1));
        BrainPlots plots;
        auto batch = batchOf(Period::minutes(1), {lineOf("a")});
        for (std::size_t i = 0; i < minutes.size(); ++i)
            batch.points.push_back({minutes[i].openTime, static_cast<double>(i), 0});
        plots.set(batch);
        plots.update(seriesOf(sampleBars(3, 12), Period::minutes(5)), DayAnchor(), 0);
        const auto values = plots.values("cross", "a");
        for (std::size_t bar = 0; bar < 12; ++bar)
            QCOMPARE(values[bar], static_cast<double>(bar * 5 + 4));
    }

    void onShorterBarsALineRunsFromValueToValue()
    {
        const auto fives = sampleBars(3, 12);
        BrainPlots plots;
        auto batch = batchOf(Period::minutes(5),
            {lineOf("a"), lineOf("b", PlotStyle::Steps), lineOf("c", PlotStyle::Dots)});
        for (std::uint16_t line = 0; line < 3; ++line) {
            for (std::size_t i = 0; i < fives.size(); ++i) {
                if (i != 7) // the brain was away
                    batch.points.push_back({fives[i].openTime, static_cast<double>(i * 5), line});
            }
        }
        plots.set(batch);
        plots.update(
            seriesOf(sampleBars(3, 60, Period::minutes(1)), Period::minutes(1)), DayAnchor(), 0);
        const auto line = plots.values("cross", "a");
        QCOMPARE(line[5], 5.0);
        QCOMPARE(line[7], 7.0); // straight from 5 to 10
        QVERIFY(std::isnan(line[32]) && std::isnan(line[37])); // not across what is missing
        QCOMPARE(line[40], 40.0);
        QCOMPARE(plots.values("cross", "b")[7], 5.0);
        QVERIFY(std::isnan(plots.values("cross", "c")[7]));
    }

    void aBrainIsShownHiddenAndForgotten()
    {
        auto chart = chartOf(ChartTheme::dark(), 300);
        addPlots(*chart);
        (void)chart->picture();
        QCOMPARE(chart->plots().brains(), QStringList{"cross"});
        QVERIFY(chart->legendText().join('\n').contains("Fast average"));
        QCOMPARE(chart->legendText().filter("cross").size(), 2); // over the price, and in its pane
        chart->plots().setVisible("cross", false);
        chart->plotsChanged();
        (void)chart->picture();
        QVERIFY(chart->legendText().filter("cross").isEmpty());
        addPlots(*chart); // it was restarted: hidden stays hidden
        QVERIFY(!chart->plots().isVisible("cross"));
        chart->plots().setVisible("cross", true);
        chart->plots().remove("cross");
        chart->plotsChanged();
        (void)chart->picture();
        QVERIFY(chart->legendText().filter("cross").isEmpty());
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<int>("what");
        for (const bool isDark : {true, false}) {
            const char *theme = isDark ? "dark" : "light";
            QTest::addRow("orders-%s", theme) << isDark << 0;
            QTest::addRow("trades-%s", theme) << isDark << 1;
            QTest::addRow("plots-%s", theme) << isDark << 2;
        }
        QTest::newRow("dense-dark") << true << 3;
        QTest::newRow("dragging-dark") << true << 4;
        QTest::newRow("small-light") << false << 5;
    }
    void pictures()
    {
        QFETCH(bool, isDark);
        QFETCH(int, what);
        auto chart = chartOf(isDark ? ChartTheme::dark() : ChartTheme::light(), 6'000);
        if (what == 0 || what == 4 || what == 5)
            addOrders(*chart);
        if (what == 1)
            addTrades(*chart, 12, 9);
        if (what == 2)
            addPlots(*chart);
        if (what == 3) {
            addTrades(*chart, 1'900, 3);
            chart->setVisibleRange({0, 6'100});
        }
        if (what == 5)
            chart->resize(420, 320);
        chart->show();
        if (what == 4) {
            (void)chart->picture();
            auto *plot = chart->childAt(10, 10);
            const QPoint at = chart->trading().tagArea("sl").center().toPoint() - QPoint(20, 0);
            QTest::mousePress(plot, Qt::LeftButton, {}, at);
            QMouseEvent move(QEvent::MouseMove, at + QPoint(0, 30),
                plot->mapToGlobal(at + QPoint(0, 30)), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(plot, &move);
        }
        const QString name = QStringLiteral("trading-") + QLatin1String(QTest::currentDataTag());
        QDir().mkpath(QStringLiteral(AGORA_BINARY_DIR "/chart-samples"));
        const auto picture = chart->picture();
        picture.save(QStringLiteral(AGORA_BINARY_DIR "/chart-samples/%1.png").arg(name));
        chart->picture(2.0).save(
            QStringLiteral(AGORA_BINARY_DIR "/chart-samples/%1-2x.png").arg(name));
        const QString difference = pictureDifference(picture.toImage(), name);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

QTEST_MAIN(TestChartPlots)
#include "tst_chart_plots.moc"
