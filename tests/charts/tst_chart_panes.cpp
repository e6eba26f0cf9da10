#include "charts/comparison.h"
#include "charts/price_chart.h"
#include "charts/session_breaks.h"

#include "tests/charts/golden.h"
#include "tests/charts/samples.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

using namespace std::chrono_literals;

IndicatorSetup setupOf(const char *key)
{
    IndicatorSetup setup;
    setup.key = key;
    setup.id = key;
    return setup;
}

Instrument poundDollar()
{
    Instrument instrument = euroDollar();
    instrument.symbol = "GBP_USD";
    instrument.base = "GBP";
    return instrument;
}

QStringList names(const PriceChart &chart)
{
    QStringList all;
    for (const auto &pane : chart.paneLayout())
        all.append(pane.name);
    return all;
}

Timestamp at(const char *text) { return *parseIso(text); }

std::vector<std::int64_t> timesOf(std::span<const QuoteBar> bars)
{
    std::vector<std::int64_t> times;
    for (const auto &bar : bars)
        times.push_back(toNanos(bar.openTime));
    return times;
}

QuoteBar priced(QuoteBar bar, double price)
{
    bar.mid = {price, price, price, price};
    return bar;
}

} // namespace

/// Panes, compared symbols and the time axis of a chart.
class TestChartPanes : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void init()
    {
        m_chart = std::make_unique<PriceChart>();
        m_chart->resize(1000, 700);
        m_chart->setInstrument(euroDollar());
        m_chart->setPeriod(Period::minutes(5));
        m_chart->applyBars(sampleBars(1, 1000), true);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
        m_chart->refresh();
    }
    void cleanup() { m_chart.reset(); }

    void heightsAndOrderAreSavedAndSetAgain()
    {
        for (const char *key : {"rsi", "macd", "atr"})
            QVERIFY(m_chart->addIndicator(setupOf(key)));
        m_chart->setVolumeVisible(true);
        m_chart->setVolumePlace(VolumePlace::Pane);
        m_chart->refresh();
        QCOMPARE(m_chart->paneCount(), 5);
        QVERIFY(m_chart->movePane(4, false)); // the last one up
        m_chart->setPaneLayout({{"", 3}, {"rsi", 2}, {"volume", 1}, {"atr", 1}, {"macd", 1}});
        m_chart->refresh();
        const auto saved = m_chart->paneLayout();
        const auto heights = m_chart->paneHeights();

        PriceChart other; // the layout comes first there, the indicators later
        other.resize(m_chart->size());
        other.setInstrument(euroDollar());
        other.setPeriod(Period::minutes(5));
        other.applyBars(sampleBars(1, 1000), true);
        other.setPaneLayout(saved);
        for (const char *key : {"atr", "rsi", "macd"}) // in another order
            QVERIFY(other.addIndicator(setupOf(key)));
        other.setVolumeVisible(true);
        other.setVolumePlace(VolumePlace::Pane);
        other.refresh();
        QCOMPARE(names(other), (QStringList{"", "rsi", "volume", "atr", "macd"}));
        QCOMPARE(other.paneLayout(), saved);
        auto sorted = heights;
        auto otherSorted = other.paneHeights();
        std::ranges::sort(sorted);
        std::ranges::sort(otherSorted);
        QCOMPARE(otherSorted, sorted);
        QVERIFY(other.plotArea(0).bottom() < other.plotArea(3).top()); // its third one is the RSI
        other.setPaneLayout({{"", -1}, {"rsi", std::nan("")}, {"rsi", 0}}); // nonsense
        other.refresh();
        QCOMPARE(other.paneHeights().size(), std::size_t(5));
        other.resetPaneHeights();
        other.refresh();
        QVERIFY(other.paneHeights()[0] > 2 * other.paneHeights()[2]);
    }

    void panesMoveUpAndDown()
    {
        QVERIFY(m_chart->addIndicator(setupOf("rsi")));
        QVERIFY(m_chart->addIndicator(setupOf("macd")));
        m_chart->refresh();
        QVERIFY(!m_chart->movePane(0, false));
        QVERIFY(!m_chart->movePane(2, true));
        QVERIFY(!m_chart->movePane(7, true));
        QVERIFY(m_chart->movePane(2, false));
        QVERIFY(m_chart->movePane(2, false)); // above the price
        m_chart->refresh();
        QCOMPARE(names(*m_chart), (QStringList{"macd", "", "rsi"}));
        QCOMPARE(m_chart->plotArea(2).top(), 0.0);
        QVERIFY(m_chart->plotArea(2).bottom() < m_chart->plotArea(0).top());
        QCOMPARE(m_chart->paneAt(m_chart->plotArea(0).center().toPoint()), 0);
        QVERIFY(m_chart->picture().toImage().copy(m_chart->plotArea(0).toRect())
            != m_chart->picture().toImage().copy(m_chart->plotArea(2).toRect()));
        m_chart->removeIndicator("macd");
        m_chart->refresh();
        QCOMPARE(names(*m_chart), (QStringList{"", "rsi"}));
    }

    void aDoubleClickFillsTheChartWithOnePaneAndBack()
    {
        QVERIFY(m_chart->addIndicator(setupOf("rsi")));
        m_chart->refresh();
        const auto before = m_chart->paneHeights();
        QWidget *plot = m_chart->childAt(300, 200);
        const QPoint corner = m_chart->plotArea(1).bottomLeft().toPoint() + QPoint(40, -4);
        QTest::mouseDClick(plot, Qt::LeftButton, {}, corner);
        m_chart->refresh();
        QCOMPARE(m_chart->maximizedPane(), 1);
        QCOMPARE(m_chart->paneHeights()[0], 0);
        QVERIFY(m_chart->plotArea(0).isNull());
        QVERIFY(m_chart->paneHeights()[1] > before[0] + before[1] - 2);
        QVERIFY(!m_chart->picture().isNull());
        QTest::mouseDClick(plot, Qt::LeftButton, {}, QPoint(40, m_chart->paneHeights()[1] - 4));
        m_chart->refresh();
        QCOMPARE(m_chart->maximizedPane(), -1);
        QCOMPARE(m_chart->paneHeights(), before);
        m_chart->maximizePane(1);
        m_chart->removeIndicator("rsi"); // what filled the chart is gone
        m_chart->refresh();
        QVERIFY(m_chart->paneHeights()[0] > 300);
    }

    void panesFitWhateverTheRoom()
    {
        for (const char *key : {"rsi", "macd", "atr", "cci"})
            QVERIFY(m_chart->addIndicator(setupOf(key)));
        for (const QSize size : {QSize(900, 600), QSize(300, 120), QSize(60, 40), QSize(1, 1)}) {
            m_chart->resize(size);
            QVERIFY(!m_chart->picture().isNull());
            double bottom = 0;
            for (int pane = 0; pane < 5; ++pane) {
                QVERIFY(m_chart->plotArea(pane).top() >= bottom);
                QVERIFY(m_chart->plotArea(pane).height() >= 1);
                bottom = m_chart->plotArea(pane).bottom();
            }
        }
    }

    void comparedBarsLieAtTheSameTime()
    {
        const auto bars = sampleBars(1, 100);
        auto others = sampleBars(2, 100);
        for (std::size_t i = 0; i < others.size(); ++i)
            others[i] = priced(others[i], static_cast<double>(i));
        others.erase(others.begin() + 95, others.end());
        others.erase(others.begin() + 50, others.begin() + 60);
        others.erase(others.begin(), others.begin() + 10);
        const auto times = timesOf(bars);
        Comparison comparison(poundDollar(), {}, 0);
        comparison.reset(Period::minutes(5), PriceSide::Mid);
        comparison.apply(others, true);
        comparison.align(times, 0);
        const auto values = comparison.column().values;
        QVERIFY(std::isnan(values[9]) && std::isnan(values[95]));
        QCOMPARE(values[10], 10.0);
        QCOMPARE(values[94], 94.0);
        QCOMPARE(values[55], 49.0); // what it lacks keeps the last price
        QVERIFY(!comparison.closeAt(times, 55));
        QCOMPARE(comparison.closeAt(times, 60), std::optional(60.0));
        QCOMPARE(comparison.baseOf(0, 100), 10.0);

        const QuoteBar corrected = priced(others[30], 777); // live: a bar changes, others come
        comparison.apply(std::span(&corrected, 1), false);
        const auto whole = sampleBars(2, 100);
        const QuoteBar later = priced(whole[97], 97);
        comparison.apply(std::span(&later, 1), false);
        comparison.align(times, 100);
        QCOMPARE(comparison.column().values[40], 777.0);
        QCOMPARE(comparison.column().values[96], 94.0);
        QCOMPARE(comparison.column().values[97], 97.0);
        QCOMPARE(comparison.column().extent(0, 100).high, 777.0);
    }

    void comparisonsComeInPercentAndGo()
    {
        QSignalSpy changed(m_chart.get(), &PriceChart::comparisonsChanged);
        QVERIFY(!m_chart->addComparison(euroDollar())); // itself
        QVERIFY(m_chart->addComparison(poundDollar(), Qt::magenta));
        QVERIFY(!m_chart->addComparison(poundDollar()));
        QCOMPARE(m_chart->scaleKind(), ScaleKind::Percent);
        auto bars = sampleBars(1, 1000); // doubles what the chart's own symbol does
        const auto own = bars;
        for (auto &bar : bars)
            bar = priced(bar, 100 * (1 + 2 * (bar.mid.close / own[700].mid.close - 1)));
        m_chart->applyComparisonBars("GBP_USD", bars, true);
        m_chart->applyComparisonBars("USD_JPY", bars, true); // nobody asked for it
        m_chart->refresh(); // the axis takes the width that percents need
        m_chart->setVisibleRange({700, 999});
        m_chart->refresh();
        QCOMPARE(m_chart->comparisons().size(), std::size_t(1));
        QCOMPARE(m_chart->comparisons()[0].color, QColor(Qt::magenta));
        const QString legend = m_chart->legendText().join('\n');
        QVERIFY2(legend.contains("GBP/USD") && legend.contains(" %"), qPrintable(legend));

        // At the newest bar its line is twice as far from 0 % as the price.
        const QImage image = m_chart->picture().toImage();
        const auto [low, high] = m_chart->priceRange();
        const QRectF plot = m_chart->plotArea();
        const auto y = [&, low = low, high = high](double percent) {
            const double price = own[700].mid.close * (1 + percent / 100);
            return plot.bottom() - (price - low) / (high - low) * plot.height();
        };
        const double percent = 2 * 100 * (own[999].mid.close / own[700].mid.close - 1);
        const double x = (999 - 700) / 299.0 * plot.width();
        bool isFound = false;
        for (int dy = -3; dy <= 3; ++dy)
            isFound |= image.pixelColor(qRound(x) - 1, qRound(y(percent)) + dy).blue() > 180
                && image.pixelColor(qRound(x) - 1, qRound(y(percent)) + dy).green() < 90;
        QVERIFY(isFound);
        const int row = QFontMetrics(m_chart->font()).height();
        QCOMPARE(m_chart->comparisonAt({20, row * 2}), QStringLiteral("GBP_USD"));
        QVERIFY(m_chart->indicatorAt({20, row * 2}).isEmpty());

        QVERIFY(m_chart->removeComparison("GBP_USD"));
        QVERIFY(!m_chart->removeComparison("GBP_USD"));
        QCOMPARE(m_chart->scaleKind(), ScaleKind::Linear);
        QCOMPARE(changed.size(), 2);
    }

    void aComparedChartLooksAsItDid()
    {
        PriceChart chart;
        chart.resize(520, 320);
        chart.setInstrument(euroDollar());
        chart.setPeriod(Period::minutes(5));
        chart.applyBars(sampleBars(1, 300), true);
        chart.setGridVisible(false);
        chart.setLegendVisible(false);
        QVERIFY(chart.addComparison(poundDollar()));
        auto others = sampleBars(2, 300);
        others.erase(others.begin() + 220, others.begin() + 240);
        chart.applyComparisonBars("GBP_USD", others, true);
        fitPlots(chart, 320, {200}, {179.5, 299.5});
        const QString problem = comparedToGolden(plotsOf(chart), "comparison");
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void sessionsBreakWhereTradingDaysBegin()
    {
        const auto times = timesOf(sampleBars(1, 3'000));
        const TimeAxisView view{times, 0, 2'999, 0.4, 60};
        const auto breaks = sessionBreaks(view, Period::minutes(5), DayAnchor());
        QVERIFY(breaks.size() >= 10);
        for (const auto bar : breaks) // 17:00 in New York; Friday's and Saturday's are Sunday's
            QCOMPARE(formatIso(fromNanos(times[bar]), 0).substr(11, 5), std::string("22:00"));
        const auto weeks
            = sessionBreaks({times, 0, 2'999, 0.05, 60}, Period::minutes(5), DayAnchor());
        QCOMPARE(weeks.size(), std::size_t(2));
        QVERIFY(sessionBreaks({{}, 0, 100, 1, 60}, Period::minutes(5), DayAnchor()).empty());
        QVERIFY(sessionBreaks(view, Period::month(), DayAnchor()).empty());
        const std::vector<std::int64_t> ages{0, 3'000'000'000'000'000'000}; // 95 years
        QCOMPARE(sessionBreaks({ages, 0, 1, 400, 60}, Period::minutes(5), DayAnchor()),
            (std::vector<std::size_t>{1}));

        m_chart->setLegendVisible(false);
        m_chart->setVisibleRange({500, 999});
        const QImage before = m_chart->picture().toImage();
        m_chart->setSessionBreaksVisible(true);
        QVERIFY(m_chart->picture().toImage() != before);
    }

    void barsCloseByTheCalendar()
    {
        const auto close = [](const char *open, Period period) {
            return formatIso(*barClose(at(open), period, DayAnchor()), 0);
        };
        QCOMPARE(
            close("2026-01-15T10:05:00Z", Period::minutes(5)), std::string("2026-01-15T10:10:00Z"));
        // New York moves its clocks on 2026-03-08 at 07:00 UTC.
        QCOMPARE(
            close("2026-03-08T06:00:00Z", Period::hours(4)), std::string("2026-03-08T09:00:00Z"));
        QCOMPARE(close("2026-03-07T22:00:00Z", Period::day()), std::string("2026-03-08T21:00:00Z"));
        QCOMPARE(
            close("2026-03-06T22:00:00Z", Period::week()), std::string("2026-03-13T21:00:00Z"));
        QCOMPARE(
            close("2026-02-28T22:00:00Z", Period::month()), std::string("2026-03-31T21:00:00Z"));
        QVERIFY(!barClose(at("2026-03-07T22:00:00Z"), Period::ticks(100), DayAnchor()));
    }

private:
    std::unique_ptr<PriceChart> m_chart;
};

QTEST_MAIN(TestChartPanes)
#include "tst_chart_panes.moc"
