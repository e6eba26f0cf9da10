#include "app/terminal.h"
#include "charts/equity_chart.h"
#include "tests/app/window_eyes.h"
#include "tests/process/engine_process.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

using namespace agora;
using namespace agora::app;

namespace {
const std::string liveSystem = R"(
[venue]
seed = 5
start = "2026-11-18T14:00:00Z"
instruments = ["EUR_USD", "USD_JPY", "BTC_USD"]
)";
} // namespace

/// The real window on a real engine: everything that a user does first.
class TestWindow final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void theChartIsThereWithHistoryAndItsLastCandleMoves();
    void symbolAndPeriodAreChanged();
    void indicatorsAreAddedChangedAndRemoved();
    void aBrainIsAddedTradesAndIsRemoved();
    void theEngineComesAndGoesUnderTheWindow();

private:
    [[nodiscard]] WindowEyes eyes() const { return {*m_window}; }
    void press(const char *buttons, QDialogButtonBox::StandardButton which)
    {
        eyes().find<QDialogButtonBox>(buttons)->button(which)->click();
    }
    std::unique_ptr<EngineProcess> m_engine;
    std::unique_ptr<StopSignals> m_stopSignals;
    std::unique_ptr<Terminal> m_terminal;
    QWidget *m_window = nullptr;
};

void TestWindow::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English));
    m_engine = std::make_unique<EngineProcess>(liveSystem);
    QVERIFY(m_engine->start().hasValue());
    m_stopSignals = std::make_unique<StopSignals>();
    m_terminal = std::make_unique<Terminal>(CommandLine{}, m_engine->paths(), *m_stopSignals);
    m_terminal->show();
    for (auto *widget : QApplication::topLevelWidgets()) {
        if (qobject_cast<QMainWindow *>(widget) != nullptr)
            m_window = widget;
    }
    QVERIFY(m_window != nullptr);
}

void TestWindow::cleanupTestCase()
{
    m_terminal.reset();
    m_engine.reset();
}

void TestWindow::theChartIsThereWithHistoryAndItsLastCandleMoves()
{
    auto &chart = eyes().chart();
    QTRY_VERIFY_WITH_TIMEOUT(chart.series().size() >= 300, 10'000);
    QCOMPARE(chart.series().symbol(), std::string("EUR_USD"));
    QVERIFY(chart.state() == charts::ChartState::Ready);
    const auto before = chart.series()[0];
    QTRY_VERIFY_WITH_TIMEOUT(
        chart.series()[0].close != before.close || chart.series()[0].time != before.time, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(eyes().table("agents.table").model()->rowCount() >= 6, 5'000);
    QTRY_COMPARE_WITH_TIMEOUT(eyes().table("marketWatch.table").model()->rowCount(), 3, 5'000);
}

void TestWindow::symbolAndPeriodAreChanged()
{
    eyes().find<QComboBox>("symbolBox")->setCurrentText("USD_JPY");
    auto &chart = eyes().chart();
    QTRY_VERIFY_WITH_TIMEOUT(
        chart.series().symbol() == "USD_JPY" && chart.series().size() >= 300, 10'000);
    QVERIFY(chart.series()[0].close > 50);
    eyes().trigger("period.H1");
    QTRY_VERIFY_WITH_TIMEOUT(
        chart.series().period() == Period::hours(1) && chart.series().size() >= 300, 20'000);
    eyes().find<QComboBox>("symbolBox")->setCurrentText("EUR_USD");
    eyes().trigger("period.M1");
    QTRY_VERIFY_WITH_TIMEOUT(chart.series().symbol() == "EUR_USD"
            && chart.series().period() == Period::minutes(1) && chart.series().size() >= 300,
        10'000);
}

void TestWindow::indicatorsAreAddedChangedAndRemoved()
{
    eyes().trigger("charts.indicators");
    eyes().find<QLineEdit>("indicator.search")->setText("simple");
    eyes().find<QPushButton>("indicator.add")->click();
    eyes().find<QLineEdit>("indicator.search")->setText("rsi");
    eyes().find<QPushButton>("indicator.add")->click();
    press("indicator.buttons", QDialogButtonBox::Ok);
    auto &chart = eyes().chart();
    QCOMPARE(chart.indicators().size(), 2u);
    QCOMPARE(chart.paneCount(), 2);
    const auto shown = chart.indicators();
    const auto last = chart.series().size() - 1;
    const auto rsi = chart.indicatorValues(shown[1].id, last).at(0);
    QVERIFY(rsi > 0 && rsi < 100);
    eyes().trigger("charts.indicators");
    auto *configured = eyes().find<QListWidget>("indicator.configured");
    configured->setCurrentRow(0);
    eyes().find<QSpinBox>("parameter.period")->setValue(50);
    configured->setCurrentRow(1);
    eyes().find<QPushButton>("indicator.remove")->click();
    press("indicator.buttons", QDialogButtonBox::Ok);
    QCOMPARE(chart.indicators().size(), 1u);
    QCOMPARE(std::get<std::int64_t>(chart.indicators()[0].parameters.at("period")), 50);
    QCOMPARE(chart.paneCount(), 1);
}

void TestWindow::aBrainIsAddedTradesAndIsRemoved()
{
    eyes().trigger("brains.add");
    auto *modules = eyes().find<QComboBox>("addBrain.module");
    QTRY_VERIFY_WITH_TIMEOUT(modules->count() >= 2, 10'000);
    modules->setCurrentIndex(modules->findText("SMA cross", Qt::MatchContains));
    eyes().find<QComboBox>("addBrain.symbol")->setCurrentText("BTC_USD");
    eyes().find<QComboBox>("addBrain.period")->setCurrentText("S5");
    eyes().find<QSpinBox>("parameter.fast")->setValue(1);
    eyes().find<QSpinBox>("parameter.slow")->setValue(2);
    eyes().find<QDoubleSpinBox>("parameter.units")->setValue(1);
    eyes().find<QLineEdit>("addBrain.name")->setText("crosser");
    press("addBrain.buttons", QDialogButtonBox::Ok);
    const auto rows = [&](const char *table) { return eyes().table(table).model()->rowCount(); };
    QTRY_COMPARE_WITH_TIMEOUT(rows("brains.table"), 1, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(eyes().cell("brains.table", 0, "State"), QString("Running"), 10'000);
    // Its orders become a position and, with the next cross, trades.
    QTRY_VERIFY_WITH_TIMEOUT(rows("orders.table") >= 1, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(rows("positions.table"), 1, 10'000);
    QCOMPARE(eyes().cell("positions.table", 0, "Symbol"), QString("BTC_USD"));
    QTRY_VERIFY_WITH_TIMEOUT(rows("trades.table") >= 1, 90'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        eyes().find<charts::EquityChart>("equity.chart")->pointCount() >= 2, 10'000);
    eyes().trigger("brains.remove");
    eyes().find<QPushButton>("confirmRemoveBrain.yes")->click();
    QTRY_COMPARE_WITH_TIMEOUT(rows("brains.table"), 0, 10'000);
}

void TestWindow::theEngineComesAndGoesUnderTheWindow()
{
    m_engine->process().terminate();
    QVERIFY(m_engine->process().wait(std::chrono::seconds(5)).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(
        eyes().find<QLabel>("banner.text")->text().contains("Engine gone"), 10'000);
    QVERIFY(m_engine->start().hasValue());
    auto &chart = eyes().chart();
    QTRY_VERIFY_WITH_TIMEOUT(chart.state() == charts::ChartState::Ready, 15'000);
    QVERIFY(chart.series().size() >= 300);
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    TestWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_window.moc"
