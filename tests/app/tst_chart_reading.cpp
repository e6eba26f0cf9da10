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
#include <QSignalSpy>
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

    // A history that took too long is asked for again by itself, less and less often, and the chart
    // says so.
    void aRefusedHistoryIsAskedForAgain()
    {
        Bench bench({}, false);
        auto &feed = bench.page().feed();
        feed.setWaits(1h, 3h);
        bench.engine.refusedHistories = 4;
        bench.engine.start();
        for (const auto wait : {1h, 2h, 3h, 3h}) {
            QTRY_VERIFY_WITH_TIMEOUT(feed.nextQuestionIn(), 30'000);
            const auto left = *feed.nextQuestionIn(); // timers are a few percent coarse
            QVERIFY(left < wait + 30min && left > wait - 30min);
            QVERIFY(bench.page().status() == ChartStatus::NoData);
            const auto words = bench.chart().stateWords();
            QVERIFY2(words.startsWith("The history took too long. It is asked for again in "),
                qPrintable(words));
            bench.page().askAgain();
            QVERIFY(!feed.nextQuestionIn());
            QVERIFY(bench.page().status() == ChartStatus::Loading);
            QCOMPARE(bench.chart().stateWords(), "Loading…");
            QCOMPARE(bench.engine.series.size(), 1);
        }
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::Live, 30'000);
        // Nobody does anything: it comes all the same.
        feed.setWaits(1ms, 4ms);
        QSignalSpy refused(&feed, &BarFeed::refused);
        bench.engine.refusedHistories = 5;
        bench.page().setPeriod(Period::week());
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::Live, 30'000);
        QCOMPARE(refused.count(), 5);
        QVERIFY(bench.chart().period() == Period::week());
        QVERIFY(bench.chart().state() == charts::ChartState::Ready);
        QCOMPARE(bench.engine.series.size(), 1);
    }

    // A click, a key, or an engine that comes back ask at once.
    void aRefusedHistoryIsAskedForAtOnce()
    {
        Bench bench({}, false);
        bench.page().feed().setWaits(1h, 1h);
        bench.engine.refusedHistories = 1;
        bench.engine.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::NoData, 30'000);
        const auto click = [&] {
            bench.chart().refresh();
            bench.chart().grab();
            const QPoint at = bench.chart().stateActionArea().center().toPoint();
            QTest::mouseClick(bench.chart().childAt(at), Qt::LeftButton, {}, at);
        };
        click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::Live, 30'000);
        QVERIFY(bench.chart().stateActionArea().isEmpty() || !bench.chart().grab().isNull());
        QVERIFY(bench.chart().stateActionArea().isEmpty());

        bench.page().feed().setWaits(1h, 1h);
        bench.engine.refusedHistories = 1; // while bars are there: a banner says it
        bench.trigger("charts.refresh");
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::NoData, 30'000);
        QVERIFY(!bench.chart().series().empty());
        click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::Live, 30'000);
        QCOMPARE(bench.find<QAction>("charts.refresh")->shortcut(), QKeySequence(Qt::Key_F5));

        bench.page().feed().setWaits(1h, 1h);
        bench.engine.refusedHistories = 1;
        bench.page().setPeriod(Period::month());
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::NoData, 30'000);
        bench.engine.lose();
        QVERIFY(bench.page().status() == ChartStatus::EngineGone);
        bench.engine.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page().status() == ChartStatus::Live, 30'000);
        QVERIFY(bench.chart().period() == Period::month());
    }

    // Older bars that took too long leave what is there, and are asked for again.
    void olderHistoryThatWasRefusedComesLater()
    {
        Bench bench({}, false);
        bench.engine.historyBars = 12'000;
        bench.engine.deepestHistory = 5'000;
        bench.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().series().size(), 5000u, 30'000);
        auto &feed = bench.page().feed();
        feed.setWaits(1ms, 4ms);
        QSignalSpy refused(&feed, &BarFeed::olderRefused);
        QStringList said;
        connect(&bench.page(), &ChartPage::said, this, [&](const QString &s) { said.append(s); });
        bench.chart().refresh();
        bench.page().goTo(bench.engine.now - 8000min);
        QTRY_VERIFY_WITH_TIMEOUT(refused.count() >= 3, 30'000);
        QCOMPARE(bench.chart().series().size(), 5000u);
        QVERIFY(!feed.isAtBeginning());
        QCOMPARE(said.value(0),
            "Older bars of EUR_USD, M1 did not come: The history took too long. They are asked for "
            "again.");
        bench.engine.deepestHistory = 0;
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() > 8000u, 30'000);
        bench.chart().refresh();
        const auto range = bench.chart().visibleRange();
        const auto middle = static_cast<std::size_t>((range.first + range.last) / 2);
        const auto shown = fromNanos(bench.chart().series().times()[middle]);
        const auto wanted = bench.engine.now - 8000min;
        QVERIFY(shown - wanted <= 2min && wanted - shown <= 2min);
        for (const auto &sentence : said)
            QVERIFY2(!sentence.contains("begins at"), qPrintable(sentence));
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

    // On paper a chart keeps its colours; a dark ground would only use up ink.
    void paperHasTheChartsOwnColours()
    {
        Bench bench;
        auto &page = bench.page();
        ChartColours colours;
        colours.base = ChartColours::Base::Dark;
        colours.own.up = QColor(0xd0, 0x00, 0xd0);
        colours.own.down = QColor(0xf5, 0xf5, 0xc0); // pale: nobody could see it on paper
        colours.own.background = QColor(0x10, 0x10, 0x30);
        colours.own.text = QColor(0xff, 0xff, 0xe0);
        page.setColours(colours);
        charts::IndicatorSetup setup{.key = "sma"};
        setup.colors = {Qt::white};
        QVERIFY(page.chart().addIndicator(setup).hasValue());
        const auto printed = printTheme(bench.look.theme(), page.colours());
        QCOMPARE(printed.background, QColor(Qt::white));
        QCOMPARE(printed.up, colours.own.up);
        QVERIFY(charts::contrast(printed.down, Qt::white) >= 3);
        QVERIFY(charts::contrast(printed.text, Qt::white) >= 4.5);
        const auto paperOf = [&](const charts::ChartTheme &theme) {
            QImage paper(bench.chart().size(), QImage::Format_RGB32);
            paper.fill(Qt::red);
            return bench.chart().draw(paper, paper.rect(), &theme) ? paper : QImage();
        };
        auto careless = printed;
        careless.leastContrast = 1;
        const QImage paper = paperOf(printed), without = paperOf(careless);
        int blank = 0, own = 0, average = 0;
        for (int y = 0; y < paper.height(); ++y) {
            for (int x = 0; x < paper.width(); ++x) {
                blank += paper.pixelColor(x, y) == QColor(Qt::white);
                own += paper.pixelColor(x, y) == colours.own.up;
                average += paper.pixel(x, y) != without.pixel(x, y);
            }
        }
        QVERIFY(blank > paper.width() * paper.height() / 2);
        QVERIFY(own > 100);
        QVERIFY2(average > 100, "a white line of the screen can be seen on paper, too");
        QCOMPARE(bench.chart().theme().background, colours.own.background);
        // A light ground was chosen to be seen.
        colours.own = {.background = QColor(0xff, 0xf8, 0xe8), .text = QColor(0x30, 0x20, 0x10)};
        const auto cream = printTheme(bench.look.theme(), colours);
        QCOMPARE(cream.background, colours.own.background);
        QCOMPARE(cream.text, colours.own.text);
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
