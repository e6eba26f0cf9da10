#include "app/chart/order_popover.h"
#include "app/link/quote_board.h"
#include "charts/trading/brain_plots.h"
#include "charts/trading/chart_trading.h"
#include "tests/app/bench.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <cmath>

using namespace agora;
using namespace agora::app;

namespace {

Order restingOrder(const std::string &id, OrderSide side, OrderType type, double price)
{
    Order order;
    order.request.id = id;
    order.request.owner = "manual";
    order.request.symbol = "EUR_USD";
    order.request.side = side;
    order.request.type = type;
    order.request.units = 10'000;
    order.request.price = Decimal::fromDouble(price).rounded(5);
    order.state = OrderState::Working;
    return order;
}

/// A window on EUR_USD whose chart has a scale of its own, so that prices have fixed places.
struct OrderBench : Bench {
    OrderBench()
    {
        window.resize(1280, 800);
        QCoreApplication::processEvents();
        const auto price = chart().series()[0].close;
        mid = findInstrument("EUR_USD")->roundPrice(price);
        say(mid);
        chart().setAutoPriceScale(false);
        chart().zoomTo(chart().visibleRange(), mid - 0.006, mid + 0.006);
        draw();
    }
    charts::ChartTrading &trading() { return chart().trading(); }
    void draw() { (void)chart().picture(); }
    void say(double price)
    {
        Tick tick;
        tick.time = engine.now;
        tick.bid = price - 0.00005;
        tick.ask = price + 0.00005;
        emit engine.quotesChanged({{"EUR_USD", tick}});
    }
    void tell(const std::vector<Order> &orders)
    {
        emit engine.ordersChanged(orders, false);
        draw();
    }
    void hold(int units, double price)
    {
        Position position;
        position.symbol = "EUR_USD";
        position.units = units;
        position.averagePrice = Decimal::fromDouble(price).rounded(5);
        emit engine.positionsChanged({position}, false);
        draw();
    }
    [[nodiscard]] double away(double pips) const
    {
        return findInstrument("EUR_USD")->roundPrice(mid + pips * 0.0001);
    }
    double yOf(double price) const
    {
        const auto [low, high] = chart().priceRange();
        const auto area = chart().plotArea();
        return area.bottom() - (price - low) / (high - low) * area.height();
    }
    /// Takes the tag of a line and lets it go at a price.
    void drag(const QString &id, double from, double to)
    {
        auto *plot = chart().childAt(10, 10);
        const QPoint start = trading().tagArea(id).center().toPoint() - QPoint(15, 0);
        const QPoint end(start.x(), qRound(start.y() + yOf(to) - yOf(from)));
        QTest::mousePress(plot, Qt::LeftButton, {}, start);
        for (const auto &at : {(start + end) / 2, end}) {
            QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton,
                Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(plot, &move);
        }
        QTest::mouseRelease(plot, Qt::LeftButton, {}, end);
        draw();
    }
    void press(const QString &id, QRectF (charts::ChartTrading::*area)(const QString &) const)
    {
        QTest::mouseClick(
            chart().childAt(10, 10), Qt::LeftButton, {}, (trading().*area)(id).center().toPoint());
    }
    OrderPopover *popover() const
    {
        for (auto *each : chart().findChildren<OrderPopover *>())
            if (each->isVisible()) // an answered one goes with the next turn
                return each;
        return nullptr;
    }
    QString said(const char *part) const
    {
        auto *label
            = popover()->findChild<QLabel *>(QStringLiteral("orderPopover.") + QLatin1String(part));
        return label ? label->text() : QString();
    }
    void picture(const char *name)
    {
        const auto samples = QStringLiteral(AGORA_BINARY_DIR "/window-samples");
        QDir().mkpath(samples);
        window.grab().save(samples + QLatin1Char('/') + QLatin1String(name) + ".png");
    }

    double mid = 0;
};

} // namespace

/// Orders on the chart of the real window, with the mouse: nothing is sent that was not confirmed.
class TestChartOrders : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void aDraggedOrderIsSentAfterEnterAndSettlesWithTheEngine()
    {
        OrderBench bench;
        auto order = restingOrder("manual.1", OrderSide::Buy, OrderType::Limit, bench.away(-20));
        order.request.stopLoss = Decimal::fromDouble(bench.away(-50)).rounded(5);
        bench.tell({order});
        QVERIFY(bench.trading().tagText("manual.1").startsWith("buy limit 10,000"));
        bench.drag("manual.1", bench.away(-20), bench.away(-30));
        QVERIFY(bench.popover());
        QVERIFY(bench.engine.changedOrders.empty());
        QVERIFY2(bench.said("title").startsWith("Buy limit 10,000 EUR_USD"),
            qPrintable(bench.said("title")));
        QVERIFY(bench.said("change").contains(QString::fromUtf8(" → ")));
        QVERIFY2(bench.said("meaning").contains("risk "), qPrintable(bench.said("meaning")));
        QVERIFY(bench.said("meaning").contains("USD"));
        const auto box = bench.popover()->geometry();
        QVERIFY(bench.chart().rect().contains(box));
        QVERIFY(
            !box.contains(bench.trading().endOf("manual.1").toPoint())); // the line stays in view
        bench.picture("order-move-dark");
        QTest::keyClick(bench.popover(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.changedOrders.size(), std::size_t(1), 30'000);
        const auto &change = bench.engine.changedOrders[0];
        QCOMPARE(change.orderId, std::string("manual.1"));
        QVERIFY(std::abs(change.terms.price->toDouble() - bench.away(-30)) < 0.0001);
        QVERIFY(change.terms.stopLoss == order.request.stopLoss); // the rest stays
        QVERIFY(bench.trading().isPending("manual.1"));
        order.request.price = change.terms.price;
        bench.tell({order});
        QVERIFY(!bench.trading().proposedPrice("manual.1"));
    }

    void escapeSendsNothingAndTheLineReturns()
    {
        OrderBench bench;
        bench.tell({restingOrder("manual.1", OrderSide::Buy, OrderType::Limit, bench.away(-20))});
        bench.drag("manual.1", bench.away(-20), bench.away(-30));
        QTest::keyClick(bench.popover(), Qt::Key_Escape);
        QCoreApplication::processEvents();
        QVERIFY(bench.engine.changedOrders.empty());
        QVERIFY(!bench.trading().proposedPrice("manual.1"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.popover(), 30'000);
    }

    void aRefusalOfTheEngineIsReadAtTheLine()
    {
        OrderBench bench;
        bench.tell({restingOrder("manual.1", OrderSide::Buy, OrderType::Limit, bench.away(-20))});
        bench.engine.refusal = "the venue is not connected";
        bench.drag("manual.1", bench.away(-20), bench.away(-30));
        bench.popover()->findChild<QPushButton *>("orderPopover.send")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.trading().proposedPrice("manual.1"), 30'000);
        bench.draw();
        QVERIFY(bench.trading().tagText("manual.1").contains("the venue is not connected"));
    }

    void withoutAskingItIsSentAtOnceAndThatIsRemembered()
    {
        OrderBench bench;
        QVERIFY(bench.find<QAction>("tools.askBeforeChanges")->isChecked());
        bench.trigger("tools.askBeforeChanges");
        QVERIFY(!bench.settings.value("orders/askBeforeChanges").toBool());
        bench.tell({restingOrder("manual.1", OrderSide::Buy, OrderType::Limit, bench.away(-20))});
        bench.drag("manual.1", bench.away(-20), bench.away(-30));
        QVERIFY(!bench.popover());
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.changedOrders.size(), std::size_t(1), 30'000);
    }

    void anOrderThatEndsTakesItsQuestionWithIt()
    {
        OrderBench bench;
        auto order = restingOrder("manual.1", OrderSide::Buy, OrderType::Limit, bench.away(-20));
        bench.tell({order});
        bench.drag("manual.1", bench.away(-20), bench.away(-30));
        order.state = OrderState::Filled;
        bench.tell({order});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.popover(), 30'000);
        QVERIFY(bench.engine.changedOrders.empty());
    }

    void theStopOfAPositionIsMovedAndTheStopOfARestingEntryToo()
    {
        OrderBench bench;
        bench.hold(10'000, bench.away(0));
        auto entry = restingOrder("manual.2", OrderSide::Buy, OrderType::Limit, bench.away(-20));
        entry.request.stopLoss = Decimal::fromDouble(bench.away(-50)).rounded(5);
        bench.tell(
            {restingOrder("a.1.sl", OrderSide::Sell, OrderType::Stop, bench.away(-35)), entry});
        QVERIFY2(bench.trading().tagText("a.1.sl").contains(QString::fromUtf8("\u221235.00 USD")),
            qPrintable(bench.trading().tagText("a.1.sl")));
        bench.drag("a.1.sl", bench.away(-35), bench.away(-45));
        QTest::keyClick(bench.popover(), Qt::Key_Return);
        bench.drag("manual.2.sl", bench.away(-50), bench.away(-55));
        QVERIFY(bench.popover());
        QTest::keyClick(bench.popover(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.changedOrders.size(), std::size_t(2), 30'000);
        QCOMPARE(bench.engine.changedOrders[0].orderId, std::string("a.1.sl"));
        const auto &second = bench.engine.changedOrders[1];
        QCOMPARE(second.orderId, std::string("manual.2"));
        QVERIFY(second.terms.price == entry.request.price);
        QVERIFY(std::abs(second.terms.stopLoss->toDouble() - bench.away(-55)) < 0.0001);
    }

    void aStopIsDraggedOutOfAPosition()
    {
        OrderBench bench;
        bench.hold(-10'000, bench.away(0));
        bench.drag("position EUR_USD", bench.away(0), bench.away(40)); // above a short
        QVERIFY(bench.popover());
        QVERIFY(!bench.said("warning").isEmpty()); // it does not go with the position
        QTest::keyClick(bench.popover(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.placedOrders.size(), std::size_t(1), 30'000);
        const auto &stop = bench.engine.placedOrders[0];
        QVERIFY(stop.side == OrderSide::Buy && stop.type == OrderType::Stop);
        QVERIFY(stop.units == Decimal(10'000));
        QVERIFY(std::abs(stop.price->toDouble() - bench.away(40)) < 0.0001);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.trading().proposedPrice("position EUR_USD"), 30'000);
    }

    void aQuestionDoesNotOutliveItsChart()
    {
        OrderBench bench;
        bench.hold(10'000, bench.away(0));
        Position yen;
        yen.symbol = "USD_JPY";
        yen.units = 5'000;
        yen.averagePrice = 150;
        emit bench.engine.positionsChanged({yen}, false);
        bench.press("position EUR_USD", &charts::ChartTrading::crossArea);
        QVERIFY(bench.popover());
        bench.page().setSymbol("USD_JPY"); // which has a position, too
        QTRY_VERIFY_WITH_TIMEOUT(!bench.popover(), 30'000);
        QVERIFY(bench.engine.commands.isEmpty());
    }

    void theCrossAsksThenCancels()
    {
        OrderBench bench;
        bench.tell({restingOrder("manual.1", OrderSide::Buy, OrderType::Limit, bench.away(-20))});
        bench.press("manual.1", &charts::ChartTrading::crossArea);
        QVERIFY(bench.popover());
        QVERIFY(bench.engine.commands.isEmpty());
        QTest::keyClick(bench.popover(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.commands, QStringList{"cancel manual.1"}, 30'000);
        bench.hold(10'000, bench.away(0));
        bench.press("position EUR_USD", &charts::ChartTrading::crossArea);
        QTest::keyClick(bench.popover(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.commands.last(), QString("close EUR_USD"), 30'000);
    }

    void theMenuOfAPriceOpensTheDialogFilledIn()
    {
        OrderBench bench;
        const QPoint below(200, qRound(bench.yOf(bench.away(-25))));
        emit bench.chart().customContextMenuRequested(below);
        auto *menu = bench.window.findChild<QMenu *>("chart.menu");
        QVERIFY(menu);
        auto *buy = menu->findChild<QAction *>("chart.order.buy.limit");
        QVERIFY(buy && menu->findChild<QAction *>("chart.order.sell.stop"));
        QVERIFY(!menu->findChild<QAction *>("chart.order.buy.stop")); // not below the market
        buy->trigger();
        menu->close();
        QVERIFY(bench.engine.placedOrders.empty());
        QCOMPARE(bench.find<QComboBox>("order.type")->currentText(), QString("Limit"));
        auto *price = bench.find<QDoubleSpinBox>("order.price");
        QVERIFY(std::abs(price->value() - bench.away(-25)) < 0.0001);
        bench.find<QCheckBox>("order.stopLoss.on")->setChecked(true);
        bench.find<QCheckBox>("order.takeProfit.on")->setChecked(true);
        const auto hint = bench.find<QLabel>("order.hint")->text();
        QVERIFY2(hint.contains(QString::fromUtf8("\u221220.00 USD")) && hint.contains("2.0 R"),
            qPrintable(hint));
        QVERIFY(!bench.find<QPushButton>("order.sell")->isEnabled()); // would be filled at once
        bench.find<QDialog>("orderDialog")
            ->grab()
            .save(QStringLiteral(AGORA_BINARY_DIR "/window-samples/order-dialog-dark.png"));
        bench.find<QPushButton>("order.buy")->click();
        QVERIFY(
            bench.find<QLabel>("order.review")->text().startsWith("Buy limit 10,000 EUR_USD at"));
        QVERIFY(bench.engine.placedOrders.empty());
        bench.find<QPushButton>("order.send")->click();
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.placedOrders.size(), std::size_t(1), 30'000);
        const auto &placed = bench.engine.placedOrders[0];
        QVERIFY(placed.type == OrderType::Limit && placed.side == OrderSide::Buy);
        QVERIFY(placed.stopLoss && placed.takeProfit && *placed.stopLoss < *placed.price);
    }

    void aClickWithControlOpensTheDialogAndSendsNothing()
    {
        OrderBench bench;
        auto *plot = bench.chart().childAt(10, 10);
        const QPoint above(200, qRound(bench.yOf(bench.away(25))));
        QTest::mousePress(plot, Qt::LeftButton, Qt::ControlModifier, above);
        QTest::mouseRelease(plot, Qt::LeftButton, Qt::ControlModifier, above);
        QVERIFY(bench.find<QDialog>("orderDialog"));
        QCOMPARE(bench.find<QComboBox>("order.type")->currentText(), QString("Limit"));
        QVERIFY(bench.find<QPushButton>("order.sell")->isDefault());
        QVERIFY(!bench.find<QPushButton>("order.buy")->isEnabled());
        QVERIFY(bench.engine.placedOrders.empty());
    }

    void aStopOnTheWrongSideCannotBeSent()
    {
        OrderBench bench;
        bench.trigger("tools.newOrder");
        bench.find<QCheckBox>("order.stopLoss.on")->setChecked(true);
        bench.find<QDoubleSpinBox>("order.stopLoss")->setValue(bench.away(30));
        QVERIFY(!bench.find<QPushButton>("order.buy")->isEnabled());
        QVERIFY(bench.find<QPushButton>("order.sell")->isEnabled());
        bench.find<QPushButton>("order.sell")->click();
        bench.find<QPushButton>("order.send")->click();
        QTRY_COMPARE_WITH_TIMEOUT(bench.engine.placedOrders.size(), std::size_t(1), 30'000);
        QVERIFY(bench.engine.placedOrders[0].stopLoss);
    }

    void moneyIsReckonedInTheAccountsCurrency()
    {
        OrderBench bench;
        InstrumentBook book;
        book.set(builtInInstruments(), "USD");
        QuoteBoard board(bench.engine, book);
        QVERIFY(!board.moneyPerPrice("USD_JPY"));
        QCOMPARE(*board.moneyPerPrice("EUR_USD"), 1.0);
        Tick yen;
        yen.bid = 149.99;
        yen.ask = 150.01;
        Tick pound;
        pound.bid = 1.2499;
        pound.ask = 1.2501;
        emit bench.engine.quotesChanged({{"USD_JPY", yen}, {"GBP_USD", pound}});
        QVERIFY(std::abs(*board.moneyPerPrice("USD_JPY") - 1 / 150.0) < 1e-9);
        QVERIFY(std::abs(*board.moneyPerPrice("EUR_GBP") - 1.25) < 1e-9);
        QVERIFY(std::abs(*board.rate("GBP", "JPY") - 187.5) < 1e-6); // through the dollar
    }

    void whatABrainDrawsIsFollowedAsLongAsItIsShown()
    {
        OrderBench bench;
        client::BrainInfo euro;
        euro.name = "cross";
        euro.symbol = "EUR_USD";
        auto yen = euro;
        yen.name = "yen";
        yen.symbol = "USD_JPY";
        emit bench.engine.brainsChanged({euro, yen});
        QCOMPARE(bench.engine.plottedBrains, QStringList{"cross"});
        const auto &series = bench.chart().series();
        PlotBatch batch{.brain = "cross",
            .symbol = "EUR_USD",
            .period = series.period(),
            .lines = {{.key = "fast", .title = "Fast average"}},
            .points = {}};
        for (std::size_t bar = 0; bar < series.size(); ++bar)
            batch.points.push_back({fromNanos(series.times()[bar]), series.close()[bar], 0});
        emit bench.engine.plotsChanged(batch, true);
        bench.draw();
        QVERIFY(bench.chart().legendText().join('\n').contains("Fast average"));
        QCOMPARE(bench.chart().plots().values("cross", "fast").back(), series.close().back());

        emit bench.chart().customContextMenuRequested({200, 100});
        auto *menu = bench.window.findChild<QMenu *>("chart.menu");
        auto *toggle = menu->findChild<QAction *>("chart.plots.cross");
        QVERIFY(toggle && toggle->isChecked());
        toggle->trigger();
        menu->close();
        bench.draw();
        QVERIFY(!bench.chart().legendText().join('\n').contains("Fast average"));

        bench.page().setSymbol("USD_JPY");
        QCOMPARE(bench.engine.plottedBrains, QStringList{"yen"});
        QVERIFY(bench.chart().plots().brains().isEmpty());
        emit bench.engine.brainsChanged({});
        QVERIFY(bench.engine.plottedBrains.isEmpty());
    }
};

QTEST_MAIN(TestChartOrders)
#include "tst_chart_orders.moc"
