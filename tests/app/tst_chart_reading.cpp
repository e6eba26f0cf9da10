// What a chart of the window says and shows: its state, older history, dates, linked crosshairs,
// the Data Window, compared symbols, pictures and paper.
#include "app/chart/chart_print.h"
#include "app/chart/chart_window.h"
#include "app/chart/compared_symbols.h"
#include "app/data_window/data_window_panel.h"
#include "tests/app/bench.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPrinter>
#include <QPushButton>
#include <QStatusBar>
#include <QTest>

using namespace agora;
using namespace agora::app;
using namespace std::chrono_literals;

namespace {

void hover(charts::PriceChart &chart, int right = 0)
{
    chart.refresh();
    const auto at = chart.plotArea().center().toPoint() + QPoint(right, 0);
    auto *plot = chart.childAt(at);
    QMouseEvent event(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(plot, &event);
}

} // namespace

class ChartReadingTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void saysWhatStateItIsIn()
    {
        Bench bench({}, false);
        QVERIFY(bench.page().status() == ChartStatus::Loading);
        bench.engine.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::Live, 30'000);
        QCOMPARE(bench.chart().status(), "Live");
        bench.trigger("charts.pause");
        QVERIFY(bench.page().status() == ChartStatus::Paused);
        QVERIFY(bench.find<QAction>("charts.pause")->isChecked());
        const double shown = bench.chart().series()[0].close;
        bench.engine.tick();
        QCOMPARE(bench.chart().series()[0].close, shown);
        QTest::keyClick(&bench.chart(), Qt::Key_Space);
        QVERIFY(bench.page().status() == ChartStatus::Live);
        QVERIFY(!bench.find<QAction>("charts.pause")->isChecked());
        QVERIFY(bench.chart().series()[0].close != shown);
        bench.page().setNow(bench.engine.now + 42s);
        QVERIFY(bench.page().status() == ChartStatus::Stale);
        QCOMPARE(bench.chart().status(), "No price for 42 s");
        bench.page().setNow(bench.engine.now + 3h);
        QCOMPARE(bench.chart().status(), "No price for 3 h");
        bench.page().setNow(bench.engine.now + 53h); // Saturday
        QVERIFY(bench.page().status() == ChartStatus::Closed);
        bench.page().setNow(bench.engine.now);
        bench.engine.lose();
        QVERIFY(bench.page().status() == ChartStatus::EngineGone);
        bench.engine.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::Live, 30'000);
        bench.page().setSymbol("XXX_YYY");
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::NoData, 30'000);
    }

    // Scrolling to the left end fetches more, and the same bars stay in view.
    void olderHistoryIsFetched()
    {
        Bench bench({}, false);
        bench.engine.historyBars = 12'000;
        bench.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().series().size(), 5000u, 30'000);
        bench.chart().refresh();
        QVERIFY(!bench.page().feed().isDeepening());
        bench.chart().scrollToStart();
        bench.chart().refresh();
        const auto range = bench.chart().visibleRange();
        const auto oldest = bench.chart().series().times().front();
        QVERIFY(bench.page().feed().isDeepening());
        QCOMPARE(bench.chart().status(), "Loading older bars…");
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().series().size(), 12'000u, 30'000);
        bench.chart().refresh();
        QCOMPARE(bench.chart().series().times()[7000], oldest);
        QCOMPARE(bench.chart().visibleRange().first, range.first + 7000);
        QCOMPARE(bench.engine.series.size(), 1); // the shallow one is gone
        bench.engine.tick();
        QCOMPARE(bench.chart().series().size(), 12'000u);
        bench.chart().scrollToStart(); // there is nothing older: it asks once and never again
        bench.chart().refresh();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().feed().isAtBeginning(), 30'000);
        bench.chart().scrollBars(40);
        bench.chart().refresh();
        QVERIFY(!bench.page().feed().isDeepening());
        QCOMPARE(bench.engine.series.size(), 1);
    }

    // A chart of days does not wait for twenty years of them.
    void longPeriodsBeginWithFewerBars()
    {
        Bench bench;
        for (const auto &[period, depth] :
            {std::pair(Period::hours(1), 5'000), std::pair(Period::hours(4), 2'500),
                std::pair(Period::day(), 1'000), std::pair(Period::week(), 260),
                std::pair(Period::month(), 160), std::pair(Period::minutes(5), 5'000)}) {
            bench.page().setPeriod(period);
            QCOMPARE(bench.engine.series.size(), 1);
            QCOMPARE(bench.engine.series.first().depth, depth);
        }
    }

    void goesToADate()
    {
        Bench bench({}, false);
        bench.engine.historyBars = 9'000;
        bench.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().series().size(), 5000u, 30'000);
        const auto wanted = bench.engine.now - 8000min;
        bench.trigger("charts.goToDate");
        auto *edit = bench.find<QDateTimeEdit>("goToDate.edit");
        edit->setDateTime(QDateTime::fromMSecsSinceEpoch(toNanos(wanted) / 1'000'000, Qt::UTC));
        bench.find<QDialogButtonBox>("goToDate.buttons")->button(QDialogButtonBox::Ok)->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() > 8000u, 30'000);
        bench.chart().refresh();
        const auto inView = [&] {
            const auto range = bench.chart().visibleRange();
            const auto bar = bench.chart().series().indexOf(wanted);
            return range.first < static_cast<double>(bar) && range.last > static_cast<double>(bar);
        };
        QTRY_VERIFY_WITH_TIMEOUT(inView(), 30'000);
        // Before the beginning of all: the oldest bar, and a sentence.
        bench.page().goTo(bench.engine.now - 100'000min);
        QTRY_VERIFY_WITH_TIMEOUT(
            bench.window.statusBar()->currentMessage().contains("begins at"), 30'000);
        bench.chart().refresh();
        QVERIFY(bench.chart().visibleRange().first < 1);
        QCOMPARE(bench.chart().series().size(), 9000u);
    }

    void crosshairsAreLinked()
    {
        Bench bench;
        auto &area = *bench.find<ChartArea>("charts");
        auto *first = area.current();
        auto *same = area.open("EUR_USD", Period::minutes(5));
        auto *other = area.open("USD_JPY", Period());
        QCoreApplication::processEvents();
        area.bringToFront(*first);
        first->chart().refresh();
        hover(first->chart());
        const auto point = first->chart().crosshair();
        QVERIFY(point && point->price);
        QVERIFY(same->chart().linkedCrosshair() == point);
        QVERIFY(other->chart().linkedCrosshair().has_value());
        QVERIFY(!other->chart().linkedCrosshair()->price); // of another symbol: the time only
        QVERIFY(!first->chart().linkedCrosshair());
        bench.trigger("charts.linkCrosshair");
        QVERIFY(!same->chart().linkedCrosshair());
        hover(first->chart(), 10);
        QVERIFY(!same->chart().linkedCrosshair());
    }

    void theDataWindowReadsTheBarUnderTheMouse()
    {
        Bench bench;
        auto &panel = *bench.window.findChild<DataWindowPanel *>();
        const QAbstractItemModelTester tester(
            &panel.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        charts::IndicatorSetup bands;
        bands.key = "bollinger";
        if (!bench.chart().addIndicator(bands))
            QFAIL("no such indicator");
        QVERIFY(!panel.isVisible());
        bench.trigger("view.dataWindow");
        QVERIFY(panel.isVisible());
        const auto value = [&](const QString &name) {
            for (const auto &row : panel.model().rows())
                if (row.name == name)
                    return row.value;
            return QStringLiteral("missing");
        };
        const auto &series = bench.chart().series();
        const auto price = [](double at) { return QString::number(at, 'f', 5); };
        QTRY_COMPARE_WITH_TIMEOUT(value("Close"), price(series[0].close), 30'000);
        QVERIFY(value("Origin").contains("live"));
        QVERIFY(value("Origin").contains("forming"));
        bench.chart().refresh();
        hover(bench.chart());
        const auto bar = *bench.chart().readBar();
        QVERIFY(bar + 1 < series.size());
        QTRY_COMPARE_WITH_TIMEOUT(value("Close"), price(series.close()[bar]), 30'000);
        QCOMPARE(value("Open"), price(series.open()[bar]));
        QCOMPARE(value("High"), price(series.high()[bar]));
        QCOMPARE(value("Low"), price(series.low()[bar]));
        QCOMPARE(value("Origin"), "back-filled");
        QVERIFY(value("Spread at close, pips").toDouble() > 0);
        QVERIFY(value("Change, pips").contains(QRegularExpression("^[+\u2212]?\\d+\\.\\d$")));
        const auto values = bench.chart().indicatorValues(bench.chart().indicators()[0].id, bar);
        QStringList read;
        for (const auto &row : panel.model().rows())
            read.append(row.value);
        for (const double one : values)
            QVERIFY2(read.contains(price(one)), qPrintable(price(one)));
        panel.setFocus();
        QTest::keyClick(&panel, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(
            QGuiApplication::clipboard()->text().contains("Open\t" + price(series.open()[bar])));
    }

    void symbolsAreCompared()
    {
        Bench bench;
        bench.trigger("charts.compare");
        auto *list = bench.find<QListWidget>("compare.symbols");
        bench.find<QLineEdit>("compare.search")->setText("gbp_usd");
        for (int i = 0; i < list->count(); ++i) {
            QVERIFY(!list->item(i)->text().startsWith("EUR_USD")); // not with itself
            if (!list->item(i)->isHidden())
                list->item(i)->setCheckState(Qt::Checked);
        }
        QCOMPARE(bench.page().compared().symbols(), QStringList{"GBP_USD"});
        QCOMPARE(bench.engine.series.size(), 2);
        QVERIFY(bench.chart().scaleKind() == charts::ScaleKind::Percent);
        bench.page().setPeriod(Period::minutes(5));
        for (const auto &series : bench.engine.series)
            QCOMPARE(series.period, Period::minutes(5));
        bench.page().setSymbol("GBP_USD");
        QVERIFY(bench.page().compared().symbols().isEmpty());
        QCOMPARE(bench.engine.series.size(), 1);
    }

    void isCopiedAndPrinted()
    {
        Bench bench;
        QGuiApplication::clipboard()->clear();
        bench.trigger("charts.copyPicture");
        const auto copied = QGuiApplication::clipboard()->image();
        QCOMPARE(copied.size(), bench.chart().size() * 2);
        QPrinter printer(QPrinter::ScreenResolution);
        printer.setPageOrientation(QPageLayout::Landscape);
        printer.setOutputFileName(bench.folder.filePath("chart.pdf"));
        QVERIFY(drawOnPage(bench.page(), printer).hasValue());
        QFile file(bench.folder.filePath("chart.pdf"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("%PDF"));
        QVERIFY(file.size() > 4000); // and more than an empty page
        QCOMPARE(bench.chart().theme().name, "dark");
    }
};

QTEST_MAIN(ChartReadingTest)
#include "tst_chart_reading.moc"
