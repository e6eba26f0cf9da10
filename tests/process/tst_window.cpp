#include "app/terminal.h"
#include "charts/equity_chart.h"
#include "charts/trading/chart_trading.h"
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
    void anOrderIsPlacedMovedAndCancelledOnTheChart();
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
    QTRY_VERIFY_WITH_TIMEOUT(chart.series().size() >= 300, 60'000);
    QCOMPARE(chart.series().symbol(), std::string("EUR_USD"));
    QVERIFY(chart.state() == charts::ChartState::Ready);
    const auto before = chart.series()[0];
    QTRY_VERIFY_WITH_TIMEOUT(
        chart.series()[0].close != before.close || chart.series()[0].time != before.time, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(eyes().table("agents.table").model()->rowCount() >= 6, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(eyes().table("marketWatch.table").model()->rowCount(), 3, 60'000);
}

void TestWindow::symbolAndPeriodAreChanged()
{
    eyes().find<QComboBox>("symbolBox")->setCurrentText("USD_JPY");
    auto &chart = eyes().chart();
    QTRY_VERIFY_WITH_TIMEOUT(
        chart.series().symbol() == "USD_JPY" && chart.series().size() >= 300, 60'000);
    QVERIFY(chart.series()[0].close > 50);
    eyes().trigger("period.H1");
    QTRY_VERIFY_WITH_TIMEOUT(
        chart.series().period() == Period::hours(1) && chart.series().size() >= 300, 60'000);
    eyes().find<QComboBox>("symbolBox")->setCurrentText("EUR_USD");
    eyes().trigger("period.M1");
    QTRY_VERIFY_WITH_TIMEOUT(chart.series().symbol() == "EUR_USD"
            && chart.series().period() == Period::minutes(1) && chart.series().size() >= 300,
        60'000);
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

/// By hand and eye only: the mouse, the dialog, the question, and what the engine makes of it.
void TestWindow::anOrderIsPlacedMovedAndCancelledOnTheChart()
{
    auto &chart = eyes().chart();
    auto &trading = chart.trading();
    auto *plot = chart.childAt(10, 10);
    const double price = chart.series()[0].close;
    chart.zoomTo(chart.visibleRange(), price - 0.01, price + 0.01);
    (void)chart.picture();
    const auto placeOf = [&](double at) {
        const auto [low, high] = chart.priceRange();
        const auto area = chart.plotArea();
        return QPoint(150, qRound(area.bottom() - (at - low) / (high - low) * area.height()));
    };
    const auto lineNear = [&](double at) {
        (void)chart.picture();
        return trading.lineAt(placeOf(at));
    };
    QTest::mousePress(plot, Qt::LeftButton, Qt::ControlModifier, placeOf(price - 0.005));
    QTest::mouseRelease(plot, Qt::LeftButton, Qt::ControlModifier, placeOf(price - 0.005));
    eyes().find<QPushButton>("order.buy")->click();
    eyes().find<QPushButton>("order.send")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!lineNear(price - 0.005).isEmpty(), 60'000);
    const QString id = lineNear(price - 0.005);
    QTRY_VERIFY_WITH_TIMEOUT(
        ((void)chart.picture(), !trading.tagText(id).contains("not confirmed")), 60'000);

    const QPoint from = trading.tagArea(id).center().toPoint() - QPoint(10, 0);
    const QPoint to = from + placeOf(price - 0.008) - placeOf(price - 0.005);
    QTest::mousePress(plot, Qt::LeftButton, {}, from);
    QMouseEvent move(
        QEvent::MouseMove, to, plot->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(plot, &move);
    QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
    QTest::keyClick(chart.findChild<QWidget *>("orderPopover"), Qt::Key_Return);
    QVERIFY(trading.isPending(id));
    QTRY_VERIFY_WITH_TIMEOUT(!trading.proposedPrice(id), 60'000);
    QCOMPARE(lineNear(price - 0.008), id); // the engine has it there now

    QTest::mouseClick(plot, Qt::LeftButton, {}, trading.crossArea(id).center().toPoint());
    QTest::keyClick(chart.findChild<QWidget *>("orderPopover"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(lineNear(price - 0.008).isEmpty(), 60'000);
    chart.setAutoPriceScale(true);
}

void TestWindow::aBrainIsAddedTradesAndIsRemoved()
{
    eyes().trigger("brains.add");
    auto *modules = eyes().find<QComboBox>("addBrain.module");
    QTRY_VERIFY_WITH_TIMEOUT(modules->count() >= 2, 60'000);
    modules->setCurrentIndex(modules->findText("SMA cross", Qt::MatchContains));
    eyes().find<QComboBox>("addBrain.symbol")->setCurrentText("BTC_USD");
    eyes().find<QComboBox>("addBrain.period")->setCurrentText("S5");
    eyes().find<QSpinBox>("parameter.fast")->setValue(1);
    eyes().find<QSpinBox>("parameter.slow")->setValue(2);
    eyes().find<QDoubleSpinBox>("parameter.units")->setValue(1);
    eyes().find<QLineEdit>("addBrain.name")->setText("crosser");
    press("addBrain.buttons", QDialogButtonBox::Ok);
    const auto rows = [&](const char *table) { return eyes().table(table).model()->rowCount(); };
    QTRY_COMPARE_WITH_TIMEOUT(rows("brains.table"), 1, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(eyes().cell("brains.table", 0, "State"), QString("Running"), 60'000);
    eyes().page().setSymbol("BTC_USD");
    QTRY_VERIFY_WITH_TIMEOUT(((void)eyes().chart().picture(),
                                 eyes().chart().legendText().join(' ').contains("Fast average")),
        60'000); // what it draws
    eyes().page().setSymbol("EUR_USD");
    // Its orders become a position and, with the next cross, trades.
    QTRY_VERIFY_WITH_TIMEOUT(rows("orders.table") >= 1, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(rows("positions.table"), 1, 60'000);
    QCOMPARE(eyes().cell("positions.table", 0, "Symbol"), QString("BTC_USD"));
    QTRY_VERIFY_WITH_TIMEOUT(rows("trades.table") >= 1, 90'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        eyes().find<charts::EquityChart>("equity.chart")->pointCount() >= 2, 60'000);
    eyes().trigger("brains.remove");
    eyes().find<QPushButton>("confirmRemoveBrain.yes")->click();
    QTRY_COMPARE_WITH_TIMEOUT(rows("brains.table"), 0, 60'000);
}

void TestWindow::theEngineComesAndGoesUnderTheWindow()
{
    m_engine->process().terminate();
    QVERIFY(m_engine->process().wait(std::chrono::seconds(60)).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(
        eyes().find<QLabel>("banner.text")->text().contains("Engine gone"), 60'000);
    QVERIFY(m_engine->start().hasValue());
    auto &chart = eyes().chart();
    QTRY_VERIFY_WITH_TIMEOUT(chart.state() == charts::ChartState::Ready, 60'000);
    QVERIFY(chart.series().size() >= 300);
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    TestWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_window.moc"
