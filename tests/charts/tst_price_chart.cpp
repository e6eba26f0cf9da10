#include "charts/price_chart.h"

#include "tests/charts/samples.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

IndicatorSetup setupOf(const char *key, indicators::ParameterValues parameters = {})
{
    IndicatorSetup setup;
    setup.key = key;
    setup.parameters = std::move(parameters);
    return setup;
}

QuoteBar nextBar(const BarSeries &series, double close)
{
    const Bar last = series[0];
    const Ohlc price{last.close, std::max(last.close, close), std::min(last.close, close), close};
    return {.openTime = last.time + series.period().nominal(),
        .bid = price,
        .ask = price,
        .mid = price,
        .volume = 1,
        .ticks = 1,
        .revision = 0,
        .flags = BarLive};
}

} // namespace

/// A chart as its user and its program see it.
class TestPriceChart : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void init()
    {
        m_chart = std::make_unique<PriceChart>();
        m_chart->resize(1000, 600);
        m_chart->setInstrument(euroDollar());
        m_chart->setPeriod(Period::minutes(5));
        m_chart->applyBars(sampleBars(1, 1000), true);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
        m_chart->refresh();
    }
    void cleanup() { m_chart.reset(); }

    void aFreshSeriesShowsItsNewestBars()
    {
        const auto range = m_chart->visibleRange();
        QVERIFY(range.last > 999 && range.first > 700);
        QVERIFY(range.last - 999.5 > 0.05 * range.bars()); // right margin
        QVERIFY(m_chart->isAutoScroll());
        QCOMPARE(m_chart->state(), ChartState::Ready);
        const auto [low, high] = m_chart->priceRange();
        for (auto bar = static_cast<std::size_t>(range.first) + 1; bar < 1000; ++bar) {
            QVERIFY(m_chart->series().low()[bar] > low);
            QVERIFY(m_chart->series().high()[bar] < high);
        }
    }

    void newBarsAreFollowedUnlessTheUserLooksBack()
    {
        const double before = m_chart->visibleRange().last;
        apply(nextBar(m_chart->series(), 1.09));
        QCOMPARE(m_chart->visibleRange().last, before + 1);
        QSignalSpy followed(m_chart.get(), &PriceChart::autoScrollChanged);
        m_chart->scrollBars(-300);
        m_chart->refresh();
        QCOMPARE(followed.size(), 1);
        QVERIFY(!m_chart->isAutoScroll());
        const auto watched = m_chart->visibleRange();
        apply(nextBar(m_chart->series(), 1.09));
        QVERIFY(m_chart->visibleRange() == watched);
        m_chart->setAutoScroll(true);
        QVERIFY(m_chart->visibleRange().last > 1001);
    }

    void aSnapshotAfterAReconnectKeepsThePlaceInThePast()
    {
        m_chart->scrollBars(-500);
        m_chart->refresh();
        const auto middleTime = [&] {
            const auto range = m_chart->visibleRange();
            return m_chart->series()
                .times()[static_cast<std::size_t>((range.first + range.last) / 2)];
        };
        const auto watched = middleTime();
        auto bars = sampleBars(1, 1200);
        bars.erase(bars.begin(), bars.begin() + 100); // the engine hands out another stretch
        m_chart->applyBars(bars, true);
        m_chart->refresh();
        QVERIFY(std::abs(middleTime() - watched) <= 300'000'000'000);
        QVERIFY(!m_chart->isAutoScroll());
    }

    void keysMoveAndZoom()
    {
        const auto start = m_chart->visibleRange();
        QTest::keyClick(m_chart.get(), Qt::Key_Plus);
        QVERIFY(m_chart->visibleRange().bars() < start.bars());
        QTest::keyClick(m_chart.get(), Qt::Key_Minus);
        QCOMPARE(m_chart->visibleRange().bars(), start.bars());
        QTest::keyClick(m_chart.get(), Qt::Key_Left);
        QCOMPARE(m_chart->visibleRange().last, start.last - 1);
        QTest::keyClick(m_chart.get(), Qt::Key_PageUp);
        QVERIFY(m_chart->visibleRange().last < start.last - 0.8 * start.bars());
        QTest::keyClick(m_chart.get(), Qt::Key_Home);
        QCOMPARE(m_chart->visibleRange().first, -0.5);
        QTest::keyClick(m_chart.get(), Qt::Key_PageDown);
        QVERIFY(m_chart->visibleRange().first > 0);
        QTest::keyClick(m_chart.get(), Qt::Key_End);
        QVERIFY(m_chart->isAutoScroll());
        QCOMPARE(m_chart->visibleRange().last, start.last);
    }

    void theMouseDragsZoomsAndScales()
    {
        QWidget *plot = m_chart->childAt(300, 200);
        const auto start = m_chart->visibleRange();
        QTest::mousePress(plot, Qt::LeftButton, {}, {300, 200});
        move(plot, {500, 200}, Qt::LeftButton);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, {500, 200});
        QVERIFY(m_chart->visibleRange().last < start.last - 10);
        QCOMPARE(m_chart->visibleRange().bars(), start.bars());

        QWheelEvent turn({300, 200}, plot->mapToGlobal(QPointF(300, 200)), {}, {0, 120},
            Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(plot, &turn);
        QVERIFY(m_chart->visibleRange().bars() < start.bars());

        const QPoint scale(990, 200);
        QTest::mousePress(plot, Qt::LeftButton, {}, scale);
        move(plot, scale + QPoint(0, 60), Qt::LeftButton);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, scale + QPoint(0, 60));
        QVERIFY(!m_chart->isAutoPriceScale());
        QTest::mouseDClick(plot, Qt::LeftButton, {}, scale);
        QVERIFY(m_chart->isAutoPriceScale());
    }

    void indicatorsComeChangeAndGo()
    {
        QSignalSpy changed(m_chart.get(), &PriceChart::indicatorsChanged);
        const auto average = m_chart->addIndicator(setupOf("sma", {{"period", 20}}));
        const auto strength = m_chart->addIndicator(setupOf("rsi"));
        QVERIFY(average && strength);
        QVERIFY(*average != *strength);
        QCOMPARE(m_chart->paneCount(), 2);
        m_chart->refresh();
        QCOMPARE(m_chart->paneHeights().size(), std::size_t(2));
        QVERIFY(m_chart->paneHeights()[0] > 2 * m_chart->paneHeights()[1]);
        QVERIFY(m_chart->paneHeights()[1] > 60);
        QVERIFY(m_chart->legendText().join('\n').contains("SMA 20"));
        QVERIFY(m_chart->legendText().join('\n').contains("RSI 14"));

        double sum = 0;
        for (std::size_t bar = 981; bar <= 1000; ++bar)
            sum += m_chart->series().close()[bar - 1];
        QVERIFY(std::abs(m_chart->indicatorValues(*average, 999).at(0) - sum / 20) < 1e-9);
        QVERIFY(std::isnan(m_chart->indicatorValues(*average, 5).at(0)));
        QVERIFY(m_chart->indicatorValues(*average, 1000).empty());

        auto changedSetup = m_chart->indicators().front();
        changedSetup.parameters["period"] = 3;
        changedSetup.colors = {QColor(Qt::magenta)};
        QVERIFY(m_chart->modifyIndicator(changedSetup));
        const auto closes = m_chart->series().close();
        QVERIFY(std::abs(m_chart->indicatorValues(*average, 999).at(0)
                    - (closes[997] + closes[998] + closes[999]) / 3)
            < 1e-9);
        QCOMPARE(m_chart->indicatorColors(*average).at(0), QColor(Qt::magenta));
        QCOMPARE(m_chart->indicators().front().id, *average);

        QVERIFY(m_chart->removeIndicator(*strength));
        QVERIFY(!m_chart->removeIndicator(*strength));
        m_chart->refresh();
        QCOMPARE(m_chart->paneHeights().size(), std::size_t(1));
        QCOMPARE(changed.size(), 4);
        m_chart->clearIndicators();
        QVERIFY(m_chart->indicators().empty());
    }

    void badIndicatorsChangeNothing()
    {
        QVERIFY(QString::fromStdString(m_chart->addIndicator(setupOf("smaa")).error().message)
                    .contains("sma"));
        QVERIFY(!m_chart->addIndicator(setupOf("rsi", {{"period", 0}})));
        auto unknown = setupOf("rsi");
        unknown.id = "none";
        QVERIFY(!m_chart->modifyIndicator(unknown));
        QVERIFY(m_chart->indicators().empty());
        const auto id = *m_chart->addIndicator(setupOf("rsi"));
        auto twice = setupOf("rsi");
        twice.id = id;
        QVERIFY(!m_chart->addIndicator(twice));
        twice.parameters = {{"period", -3}};
        QVERIFY(!m_chart->modifyIndicator(twice));
        QCOMPARE(std::get<std::int64_t>(m_chart->indicators().at(0).parameters.at("period")), 14);
    }

    void theFormingBarMovesItsIndicators()
    {
        const auto id = *m_chart->addIndicator(setupOf("sma", {{"period", 2}}));
        const double before = m_chart->series()[0].close;
        const QuoteBar forming = nextBar(m_chart->series(), 1.2);
        apply(forming);
        QVERIFY(std::abs(m_chart->indicatorValues(id, 1000).at(0) - (before + 1.2) / 2) < 1e-12);
        QuoteBar later = forming;
        later.mid.close = 1.3;
        later.mid.high = 1.3;
        apply(later);
        QVERIFY(std::abs(m_chart->indicatorValues(id, 1000).at(0) - (before + 1.3) / 2) < 1e-12);
        QVERIFY(m_chart->legendText().front().contains("C 1.30000"));
        QCOMPARE(m_chart->series().size(), std::size_t(1001));
    }

    void dividersCanBeDragged()
    {
        QVERIFY(m_chart->addIndicator(setupOf("rsi")));
        QVERIFY(m_chart->addIndicator(setupOf("macd")));
        m_chart->refresh();
        const auto before = m_chart->paneHeights();
        QCOMPARE(m_chart->paneCount(), 3);
        QWidget *plot = m_chart->childAt(300, 200);
        const QPoint divider(300, before[0] + 2);
        QTest::mousePress(plot, Qt::LeftButton, {}, divider);
        move(plot, divider - QPoint(0, 50), Qt::LeftButton);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, divider - QPoint(0, 50));
        m_chart->refresh();
        const auto after = m_chart->paneHeights();
        QVERIFY(std::abs(after[0] - (before[0] - 50)) <= 3);
        QVERIFY(std::abs(after[1] - (before[1] + 50)) <= 3);
        QVERIFY(std::abs(after[2] - before[2]) <= 3);
    }

    void hoveringReadsABar()
    {
        QSignalSpy read(m_chart.get(), &PriceChart::hoverTextChanged);
        QWidget *plot = m_chart->childAt(300, 200);
        m_chart->setVisibleRange({100, 200});
        m_chart->refresh();
        move(plot, {300, 200}, Qt::NoButton);
        QVERIFY(!read.isEmpty());
        const QString text = read.last().first().toString();
        QVERIFY2(text.contains("2026-01-12 ") && text.contains("O 1.0"), qPrintable(text));
        const QString hovered = m_chart->legendText().front();
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(plot, &leave);
        QVERIFY(read.last().first().toString().isEmpty());
        QVERIFY(m_chart->legendText().front() != hovered);
    }

    void aDoubleClickOnALegendAsksForItsIndicator()
    {
        const auto id = *m_chart->addIndicator(setupOf("ema"));
        m_chart->refresh();
        QSignalSpy asked(m_chart.get(), &PriceChart::indicatorActivated);
        const int rowHeight = QFontMetrics(m_chart->font()).height();
        QTest::mouseDClick(m_chart->childAt(300, 200), Qt::LeftButton, {}, {20, rowHeight * 2});
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), id);
        QCOMPARE(m_chart->indicatorAt({20, rowHeight * 2}), id);
        QVERIFY(m_chart->indicatorAt({20, m_chart->height() - 2}).isEmpty());
    }

    void anotherInstrumentPeriodOrSideStartsAnew()
    {
        QSignalSpy needed(m_chart.get(), &PriceChart::historyNeeded);
        m_chart->setPriceSide(PriceSide::Bid);
        QCOMPARE(needed.size(), 1);
        QVERIFY(m_chart->series().empty());
        QCOMPARE(m_chart->state(), ChartState::Loading);
        const auto bars = sampleBars(1, 100);
        m_chart->applyBars(bars, true);
        QCOMPARE(m_chart->series()[0].close, bars.back().bid.close);
        m_chart->setPeriod(Period::hours(1));
        QVERIFY(m_chart->series().empty());
        QCOMPARE(m_chart->period().toString(), std::string("H1"));
        m_chart->applyBars({}, true);
        QCOMPARE(m_chart->state(), ChartState::NoData);
        m_chart->refresh();
    }

    void timeLabelsFollowTheZoom()
    {
        m_chart->setVisibleRange({200, 260});
        m_chart->refresh();
        QVERIFY(m_chart->timeLabels().filter(":").size() >= 3);
        m_chart->setVisibleRange({0, 1000});
        m_chart->refresh();
        QVERIFY(m_chart->timeLabels().filter("Jan").size() >= 3);
        m_chart->setZone(*Zone::find("Asia/Tokyo"));
        m_chart->refresh();
        QVERIFY(!m_chart->timeLabels().isEmpty());
    }

    void aThemeRepaintsEverything()
    {
        QVERIFY(m_chart->addIndicator(setupOf("bollinger")));
        m_chart->setTheme(ChartTheme::dark());
        const QImage dark = m_chart->picture().toImage();
        m_chart->setTheme(ChartTheme::light());
        const QImage light = m_chart->picture().toImage();
        const QPoint corner(dark.width() - 3, dark.height() - 3);
        QCOMPARE(dark.pixelColor(corner), ChartTheme::dark().background);
        QCOMPARE(light.pixelColor(corner), ChartTheme::light().background);
        m_chart->setTheme(ChartTheme::light().withSwappedCandles());
        QVERIFY(m_chart->picture().toImage() != light);
        QCOMPARE(m_chart->theme().up, ChartTheme::light().down);
    }

    void changesAreGatheredIntoOnePicture()
    {
        QSignalSpy moved(m_chart.get(), &PriceChart::visibleRangeChanged);
        for (int i = 0; i < 50; ++i)
            m_chart->scrollBars(-1);
        QCOMPARE(moved.size(), 0);
        QVERIFY(moved.wait(1000)); // the chart's own timer
        QCOMPARE(moved.size(), 1);
    }

    void picturesAreWrittenOrRefused()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath("chart.png");
        QVERIFY(m_chart->savePicture(file, 2.0));
        QCOMPARE(QImage(file).size(), m_chart->size() * 2);
        const auto refused = m_chart->savePicture(folder.filePath("no/such/folder.png"));
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("folder.png") != std::string::npos);
    }

    void emptyAndTinyChartsDraw()
    {
        PriceChart chart;
        for (const QSize size : {QSize(900, 500), QSize(60, 40), QSize(1, 1)}) {
            chart.resize(size);
            for (const auto state : {ChartState::Ready, ChartState::Loading, ChartState::NoData,
                     ChartState::EngineGone, ChartState::MarketClosed}) {
                chart.setState(state);
                QCOMPARE(chart.picture().size(), size);
            }
        }
        chart.setInstrument(euroDollar());
        QVERIFY(chart.addIndicator(setupOf("macd")));
        const auto one = sampleBars(4, 1);
        chart.applyBars(one, true);
        chart.setTradeMarkers({{.id = "1",
            .side = OrderSide::Buy,
            .entryTime = one[0].openTime,
            .entryPrice = 1,
            .exitTime = {},
            .exitPrice = 0,
            .profit = 0,
            .text = {}}});
        chart.scrollToStart();
        chart.zoomOut();
        QVERIFY(!chart.picture().isNull());
        chart.resize(900, 500);
        QVERIFY(!chart.picture().isNull());
    }

private:
    void apply(const QuoteBar &bar)
    {
        m_chart->applyBars(std::span(&bar, 1), false);
        m_chart->refresh();
    }
    static void move(QWidget *widget, const QPointF &to, Qt::MouseButton held)
    {
        QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, held, {});
        QCoreApplication::sendEvent(widget, &event);
    }

    std::unique_ptr<PriceChart> m_chart;
};

QTEST_MAIN(TestPriceChart)
#include "tst_price_chart.moc"
