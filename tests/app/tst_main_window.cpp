#include "app/brains/brains_panel.h"
#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/look/look.h"
#include "app/main_window.h"
#include "app/start/engine_starter.h"
#include "app/tables/data_table.h"
#include "charts/equity_chart.h"
#include "charts/price_chart.h"
#include "tests/app/bench.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace agora;
using namespace agora::app;

namespace {

void press(QDialogButtonBox *buttons, QDialogButtonBox::StandardButton which)
{
    buttons->button(which)->click();
}

} // namespace

class MainWindowTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void opensOneChartWithHistory()
    {
        Bench bench;
        QCOMPARE(bench.find<ChartArea>("charts")->count(), 1);
        QCOMPARE(bench.page().title(), "EUR_USD, M1");
        QCOMPARE(bench.engine.series.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() >= 300, 30'000);
        QVERIFY(bench.chart().state() == charts::ChartState::Ready);
        QVERIFY(bench.window.windowTitle().startsWith("EUR_USD, M1"));
        const double before = bench.chart().series()[0].close;
        bench.engine.tick();
        QVERIFY(bench.chart().series()[0].close != before);
    }

    void saysWhatStateTheEngineIsIn()
    {
        Bench bench({}, false);
        auto *banner = bench.find<QLabel>("banner.text");
        QCOMPARE(banner->text(), "Looking for a running engine…");
        QVERIFY(bench.chart().state() == charts::ChartState::Loading);
        bench.engine.start();
        QVERIFY(!banner->isVisible());
        QVERIFY(bench.find<QLabel>("status.connection")->text().contains("Connected"));
        bench.engine.lose();
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->text(), "Engine gone – trading state unknown; reconnecting…");
        QVERIFY(bench.table("marketWatch.table").isStale());
        QVERIFY(bench.chart().state() == charts::ChartState::EngineGone);
        bench.engine.start();
        QVERIFY(!banner->isVisible());
        QVERIFY(!bench.table("marketWatch.table").isStale());
        client::AgentInfo parked;
        parked.name = "feeder";
        parked.phase = client::AgentPhase::Parked;
        emit bench.engine.agentsChanged({parked});
        QVERIFY(banner->text().contains("feeder"));
        bench.engine.sayAgents();
        QVERIFY(!banner->isVisible());
        bench.engine.info.isReplay = true;
        bench.engine.info.replayFinished = true;
        bench.engine.info.venue = "replay quotes.csv";
        bench.engine.sayEngine();
        QCOMPARE(banner->text(), "The replay is finished.");
        QVERIFY(bench.find<QLabel>("status.replay")->text().contains("quotes.csv"));
    }

    void changesSymbolAndPeriod()
    {
        Bench bench;
        auto *symbols = bench.find<QComboBox>("symbolBox");
        QVERIFY(symbols->count() > 5);
        symbols->setCurrentText("USD_JPY");
        QCOMPARE(bench.page().symbol(), "USD_JPY");
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().series().symbol(), std::string("USD_JPY"), 30'000);
        QCOMPARE(bench.engine.series.size(), 1);
        bench.trigger("period.M5");
        QVERIFY(bench.page().period() == Period::minutes(5));
        QCOMPARE(bench.find<QComboBox>("periodBox")->currentText(), "M5");
        bench.find<QComboBox>("periodBox")->setCurrentText("H1");
        QVERIFY(bench.find<QAction>("period.H1")->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().period() == Period::hours(1), 30'000);
        QCOMPARE(bench.engine.series.size(), 1);
        QCOMPARE(bench.find<QTabWidget>("charts")->tabText(0), "USD_JPY, H1");
    }

    void keepsEachChartItsOwn()
    {
        Bench bench;
        bench.trigger("file.newChart");
        bench.find<QComboBox>("symbolBox")->setCurrentText("GBP_USD");
        bench.trigger("charts.line");
        QCOMPARE(bench.engine.series.size(), 2);
        bench.trigger("window.next");
        QCOMPARE(bench.page().symbol(), "EUR_USD");
        QCOMPARE(bench.find<QComboBox>("symbolBox")->currentText(), "EUR_USD");
        QVERIFY(bench.find<QAction>("charts.candles")->isChecked());
        bench.trigger("file.closeChart");
        bench.trigger("file.closeChart");
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(bench.engine.series.size(), 0);
        QVERIFY(!bench.find<QAction>("charts.indicators")->isEnabled());
        bench.trigger("file.newChart");
        QCOMPARE(bench.page().title(), "EUR_USD, M1");
    }

    void refusedSeriesIsSaidOnTheChart()
    {
        Bench bench({.profile = "default", .symbol = "XXX_YYY"});
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().state() == charts::ChartState::NoData, 30'000);
    }

    void addsEditsAndRemovesIndicators()
    {
        Bench bench;
        bench.trigger("charts.indicators");
        auto *dialog = bench.find<QDialog>("indicatorDialog");
        auto *search = bench.find<QLineEdit>("indicator.search");
        auto *configured = bench.find<QListWidget>("indicator.configured");
        auto *buttons = bench.find<QDialogButtonBox>("indicator.buttons");
        search->setText("simple");
        bench.find<QPushButton>("indicator.add")->click();
        QCOMPARE(configured->count(), 1);
        bench.find<QSpinBox>("parameter.period")->setValue(34);
        QCOMPARE(configured->item(0)->text(), "SMA 34");
        QVERIFY(bench.chart().indicators().empty());
        press(buttons, QDialogButtonBox::Apply);
        QVERIFY(dialog->isVisible());
        QCOMPARE(bench.chart().indicators().size(), 1u);
        QCOMPARE(bench.chart().paneCount(), 1);

        search->setText("rsi");
        bench.find<QPushButton>("indicator.add")->click();
        bench.find<QComboBox>("parameter.input")->setCurrentIndex(1);
        bench.find<QDoubleSpinBox>("indicator.width.value")->setValue(3);
        press(buttons, QDialogButtonBox::Ok);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.window.findChild<QDialog *>("indicatorDialog"), 30'000);
        const auto shown = bench.chart().indicators();
        QCOMPARE(shown.size(), 2u);
        QVERIFY(shown[1].input == "open");
        QCOMPARE(shown[1].widths.at(0), 3.0);
        QCOMPARE(bench.chart().paneCount(), 2);
        const auto last = bench.chart().series().size() - 1;
        QVERIFY(bench.chart().indicatorValues(shown[0].id, last).at(0) > 1.0);

        bench.trigger("charts.indicators");
        configured = bench.find<QListWidget>("indicator.configured");
        configured->setCurrentRow(0);
        bench.find<QSpinBox>("parameter.period")->setValue(50);
        configured->setCurrentRow(1);
        bench.find<QPushButton>("indicator.remove")->click();
        press(bench.find<QDialogButtonBox>("indicator.buttons"), QDialogButtonBox::Ok);
        const auto left = bench.chart().indicators();
        QCOMPARE(left.size(), 1u);
        QCOMPARE(left[0].id, shown[0].id);
        QCOMPARE(std::get<std::int64_t>(left[0].parameters.at("period")), 50);
        QCOMPARE(bench.chart().paneCount(), 1);
    }

    void cancelLeavesTheChartAlone()
    {
        Bench bench;
        bench.trigger("insert.macd");
        QCOMPARE(bench.find<QListWidget>("indicator.configured")->count(), 1);
        press(bench.find<QDialogButtonBox>("indicator.buttons"), QDialogButtonBox::Cancel);
        QVERIFY(bench.chart().indicators().empty());
    }

    void refusedIndicatorIsASentence()
    {
        Bench bench;
        bench.trigger("insert.macd");
        bench.find<QSpinBox>("parameter.fast")->setValue(40);
        press(bench.find<QDialogButtonBox>("indicator.buttons"), QDialogButtonBox::Ok);
        auto *problem = bench.find<QLabel>("indicator.problem");
        QVERIFY(problem->isVisible());
        QVERIFY(problem->text().contains("40"));
        QVERIFY(bench.find<QDialog>("indicatorDialog")->isVisible());
        QVERIFY(bench.chart().indicators().empty());
    }

    void aFormulaIsAnIndicator()
    {
        Bench bench;
        bench.trigger("insert.formula");
        auto *expression = bench.find<QLineEdit>("parameter.expression");
        expression->setText("close - sma(close, 5)");
        press(bench.find<QDialogButtonBox>("indicator.buttons"), QDialogButtonBox::Ok);
        QCOMPARE(bench.chart().indicators().size(), 1u);
        QCOMPARE(bench.chart().paneCount(), 2);
        const auto last = bench.chart().series().size() - 1;
        const auto values = bench.chart().indicatorValues(bench.chart().indicators()[0].id, last);
        QVERIFY(std::isfinite(values.at(0)) && std::abs(values[0]) < 1.0);
    }

    void addsAndRemovesABrain()
    {
        Bench bench;
        QVERIFY(!bench.find<QAction>("brains.remove")->isEnabled());
        bench.trigger("brains.add");
        auto *modules = bench.find<QComboBox>("addBrain.module");
        QTRY_VERIFY_WITH_TIMEOUT(modules->count() > 0, 30'000);
        QCOMPARE(bench.find<QComboBox>("addBrain.symbol")->currentText(), "EUR_USD");
        bench.find<QSpinBox>("parameter.fast")->setValue(5);
        bench.find<QCheckBox>("parameter.reverse")->setChecked(true);
        bench.find<QLineEdit>("addBrain.name")->setText("crosser");
        bench.engine.refusal = "A brain called crosser runs already.";
        press(bench.find<QDialogButtonBox>("addBrain.buttons"), QDialogButtonBox::Ok);
        auto *problem = bench.find<QLabel>("addBrain.problem");
        QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), 30'000);
        QCOMPARE(problem->text(), "A brain called crosser runs already.");
        press(bench.find<QDialogButtonBox>("addBrain.buttons"), QDialogButtonBox::Ok);
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.addedBrains.size(), 1u, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.window.findChild<QDialog *>("addBrainDialog"), 30'000);
        const auto &added = bench.engine.addedBrains[0];
        QCOMPARE(added.module, std::string("sma_cross"));
        QCOMPARE(added.parameters["fast"].asInteger(), 5);
        QCOMPARE(added.parameters["units"].asNumber(), 10'000.0);
        QVERIFY(added.parameters["reverse"].asBool());

        QCOMPARE(bench.table("brains.table").model()->rowCount(), 1);
        QCOMPARE(bench.cell("brains.table", 0, "Brain"), "crosser");
        QCOMPARE(bench.cell("brains.table", 0, "State"), "Running");
        bench.trigger("brains.stop");
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell("brains.table", 0, "State"), "Stopped", 30'000);
        bench.trigger("brains.start");
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell("brains.table", 0, "State"), "Running", 30'000);
        bench.trigger("brains.remove");
        bench.find<QPushButton>("confirmRemoveBrain.yes")->click();
        QTRY_COMPARE_WITH_TIMEOUT(bench.table("brains.table").model()->rowCount(), 0, 30'000);
        QCOMPARE(bench.engine.commands,
            QStringList({"stop crosser", "start crosser", "remove crosser"}));
    }

    void unusableModuleSaysWhy()
    {
        Bench bench;
        bench.trigger("brains.add");
        auto *modules = bench.find<QComboBox>("addBrain.module");
        QTRY_COMPARE_WITH_TIMEOUT(modules->count(), 2, 30'000);
        modules->setCurrentIndex(1);
        QVERIFY(bench.find<QLabel>("addBrain.problem")->text().contains("API version 0"));
        QVERIFY(!bench.find<QDialogButtonBox>("addBrain.buttons")
                     ->button(QDialogButtonBox::Ok)
                     ->isEnabled());
    }

    void tablesTellWhatWasTraded()
    {
        Bench bench;
        bench.engine.trade();
        bench.engine.tick();
        QCOMPARE(bench.table("positions.table").model()->rowCount(), 1);
        QCOMPARE(bench.cell("positions.table", 0, "Side"), "Buy");
        QCOMPARE(bench.cell("positions.table", 0, "Units"), "10,000");
        QCOMPARE(bench.cell("positions.table", 0, "Lots"), "0.10");
        QCOMPARE(bench.table("orders.table").model()->rowCount(), 10);
        QCOMPARE(bench.table("trades.table").model()->rowCount(), 8);
        QVERIFY(
            bench.cell("trades.table", 0, "Profit").contains(QRegularExpression("^[+\u2212]\\d")));
        QVERIFY(bench.cell("trades.table", 0, "Exit time (UTC)")
            > bench.cell("trades.table", 7, "Exit time (UTC)"));
        QCOMPARE(bench.cell("account.table", 0, "Currency"), "USD");
        QVERIFY(bench.find<charts::EquityChart>("equity.chart")->pointCount() > 50);
        QVERIFY(bench.table("agents.table").model()->rowCount() >= 6);
        QVERIFY(bench.find<QTabWidget>("toolbox")->tabText(0).contains("1"));
        QVERIFY(bench.cell("marketWatch.table", 0, "Bid").toDouble() > 0);
    }

    void closesAPositionAfterAsking()
    {
        Bench bench;
        bench.engine.trade();
        auto &table = bench.table("positions.table");
        const auto cell = table.visualRect(table.model()->index(0, 0)).center();
        emit table.customContextMenuRequested(cell);
        auto *menu = bench.window.findChild<QWidget *>("positions.menu");
        QVERIFY(menu);
        menu->actions().front()->trigger();
        QVERIFY(bench.engine.commands.isEmpty());
        bench.find<QPushButton>("confirmClosePosition.yes")->click();
        QCOMPARE(bench.engine.commands, QStringList{"close EUR_USD"});
        QTRY_COMPARE_WITH_TIMEOUT(table.model()->rowCount(), 0, 30'000);
    }

    void sendsAnOrderOnlyAfterAReview()
    {
        Bench bench;
        bench.trigger("tools.newOrder");
        bench.find<QDoubleSpinBox>("order.units")->setValue(25'000);
        bench.find<QPushButton>("order.sell")->click();
        QVERIFY(bench.engine.placedOrders.empty());
        QCOMPARE(bench.find<QLabel>("order.review")->text(), "Sell 25,000 EUR_USD at market?");
        bench.engine.refusal = "Risk: too large.";
        bench.find<QPushButton>("order.send")->click();
        auto *problem = bench.find<QLabel>("order.problem");
        QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), 30'000);
        bench.find<QPushButton>("order.buy")->click();
        bench.find<QPushButton>("order.send")->click();
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.placedOrders.size(), 1u, 30'000);
        const auto &order = bench.engine.placedOrders[0];
        QVERIFY(order.side == OrderSide::Buy);
        QVERIFY(order.units == Decimal(25'000));
        QCOMPARE(order.owner, std::string("manual"));
        QVERIFY(!order.id.empty());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.window.findChild<QDialog *>("orderDialog"), 30'000);
    }

    void logIsFilteredAndSearched()
    {
        Bench bench;
        bench.engine.say(LogLevel::Debug, "router", "debugging");
        bench.engine.say(LogLevel::Info, "router", "series EUR_USD M1 ready");
        bench.engine.say(LogLevel::Warning, "feeder", "stale for 3 s");
        const auto &shown = *bench.table("log.table").model();
        QCOMPARE(shown.rowCount(), 2);
        bench.find<QComboBox>("log.level")->setCurrentIndex(2);
        QCOMPARE(shown.rowCount(), 1);
        bench.find<QComboBox>("log.level")->setCurrentIndex(0);
        QCOMPARE(shown.rowCount(), 3);
        bench.find<QLineEdit>("log.search")->setText("eur_usd");
        QCOMPARE(shown.rowCount(), 1);
        QCOMPARE(bench.cell("log.table", 0, "Message"), "series EUR_USD M1 ready");
    }

    void doubleClickOnASymbolShowsIt()
    {
        Bench bench;
        auto &table = bench.table("marketWatch.table");
        table.setCurrentIndex(table.model()->index(2, 0));
        emit table.activated(table.currentIndex());
        QCOMPARE(bench.page().symbol(), table.currentKey());
    }

    void layoutComesBack()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("window.ini"), QSettings::IniFormat);
        Look look(ThemeName::Dark);
        {
            FakeEngine engine;
            MainWindow window(engine, nullptr, look, settings, {});
            window.show();
            auto *charts = window.findChild<ChartArea *>("charts");
            charts->current()->setPeriod(Period::minutes(15));
            charts->current()->chart().setCandleStyle(charts::CandleStyle::Line);
            charts::IndicatorSetup rsi;
            rsi.key = "rsi";
            rsi.parameters = {{"period", std::int64_t(9)}};
            rsi.widths = {2.5};
            QVERIFY(charts->current()->chart().addIndicator(rsi));
            charts->open("USD_JPY", Period::hours(1));
            window.findChild<QAction *>("view.agents")->trigger();
            QVERIFY(window.close());
        }
        FakeEngine engine;
        MainWindow window(engine, nullptr, look, settings, {});
        window.show();
        auto *charts = window.findChild<ChartArea *>("charts");
        QCOMPARE(charts->count(), 2);
        QCOMPARE(charts->at(0)->title(), "EUR_USD, M15");
        QCOMPARE(charts->current()->title(), "USD_JPY, H1");
        const auto &chart = charts->at(0)->chart();
        QVERIFY(chart.candleStyle() == charts::CandleStyle::Line);
        QCOMPARE(chart.indicators().size(), 1u);
        QCOMPARE(std::get<std::int64_t>(chart.indicators()[0].parameters.at("period")), 9);
        QVERIFY(!window.findChild<QAction *>("view.agents")->isChecked());
        window.findChild<QAction *>("view.resetLayout")->trigger();
        QVERIFY(window.findChild<QAction *>("view.agents")->isChecked());
    }

    void themeChangesEverywhere()
    {
        Bench bench;
        bench.trigger("theme.light");
        QCOMPARE(bench.chart().theme().name, "light");
        QCOMPARE(bench.settings.value("theme").toString(), "light");
        bench.trigger("theme.dark");
        QCOMPARE(bench.chart().theme().name, "dark");
    }

    void engineStartedElsewhereIsLeftAlone()
    {
        Bench bench;
        bench.engine.trade();
        QVERIFY(bench.window.close());
        QVERIFY(!bench.engine.commands.contains("shutdown"));
    }

    // A window that started the engine asks before it ends it under a position or a brain.
    void asksBeforeEndingItsOwnEngine()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("window.ini"), QSettings::IniFormat);
        Look look(ThemeName::Dark);
        FakeEngine engine;
        EngineStarter starter({.program = "/bin/sleep",
                                  .arguments = {"60"},
                                  .output = folder.filePath("out.txt").toStdString()},
            engine);
        MainWindow window(engine, &starter, look, settings, {});
        window.show();
        starter.startNow();
        auto *banner = window.findChild<QLabel *>("banner.text");
        QCOMPARE(banner->text(), "Starting the engine…");
        engine.start();
        engine.trade();
        QVERIFY(!window.close());
        auto *question = window.findChild<QMessageBox *>("closeQuestion");
        QVERIFY(question);
        QVERIFY(question->text().contains("1"));
        question->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<QMessageBox *>("closeQuestion"), 30'000);
        QVERIFY(window.isVisible());
        QVERIFY(starter.isChildRunning());

        QVERIFY(!window.close());
        QSignalSpy closed(&window, &MainWindow::closed);
        window.findChild<QPushButton *>("closeQuestion.end")->click();
        QCOMPARE(engine.commands, QStringList{"shutdown"});
        QCOMPARE(banner->text(), "Ending the engine…");
        QVERIFY(window.isVisible());
        starter.terminateChild(); // what the real engine does on being asked
        QVERIFY(closed.wait());
        QVERIFY(!starter.isChildRunning());
    }

    void leavesItsEngineRunningWhenToldSo()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("window.ini"), QSettings::IniFormat);
        Look look(ThemeName::Dark);
        FakeEngine engine;
        EngineStarter starter({.program = "/bin/sleep",
                                  .arguments = {"60"},
                                  .output = folder.filePath("out.txt").toStdString()},
            engine);
        MainWindow window(engine, &starter, look, settings, {});
        window.show();
        starter.startNow();
        engine.start();
        engine.trade();
        QVERIFY(!window.close());
        window.findChild<QPushButton *>("closeQuestion.leave")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 30'000);
        QVERIFY(starter.isChildRunning());
        QVERIFY(engine.commands.isEmpty());
        QSignalSpy ended(&starter, &EngineStarter::childEnded);
        starter.terminateChild();
        QVERIFY(ended.wait());
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
