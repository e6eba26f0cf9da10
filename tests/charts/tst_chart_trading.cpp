#include "charts/price_chart.h"
#include "charts/trading/chart_trading.h"
#include "charts/trading/label_placer.h"

#include "tests/charts/order_line.h"
#include "tests/charts/samples.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

using Kind = PriceLine::Kind;

} // namespace

/// What a trader's hand does to the orders on a chart, and what must never happen by it.
class TestChartTrading : public QObject {
    Q_OBJECT

    std::unique_ptr<PriceChart> m_chart;
    double m_mid = 0;

    ChartTrading &trading() { return m_chart->trading(); }
    QWidget *plot() { return m_chart->childAt(10, 10); }
    double pips(double count) const { return count * 0.0001; }
    double rounded(double price) const { return std::round(price * 1e5) / 1e5; }
    /// A price some pips from the middle of the market.
    double away(double count) const { return rounded(m_mid + pips(count)); }
    double yOf(double price)
    {
        const auto [low, high] = m_chart->priceRange();
        const QRectF area = m_chart->plotArea();
        return area.bottom() - (price - low) / (high - low) * area.height();
    }
    QPoint middleOf(const char *id) { return trading().tagArea(id).center().toPoint(); }
    void show(std::vector<PriceLine> lines)
    {
        m_chart->setPriceLines(std::move(lines));
        draw();
    }
    void draw() { (void)m_chart->picture(); }
    void moveTo(const QPoint &at, Qt::MouseButtons buttons = Qt::LeftButton)
    {
        QMouseEvent event(
            QEvent::MouseMove, at, plot()->mapToGlobal(at), Qt::NoButton, buttons, Qt::NoModifier);
        QCoreApplication::sendEvent(plot(), &event);
    }
    /// Presses on the tag and pulls it to a price; does not let go.
    QPoint pull(const char *id, double price)
    {
        const QPoint from = trading().tagArea(id).center().toPoint() - QPoint(20, 0);
        const QPoint to(from.x(), qRound(from.y() + yOf(price) - yOf(priceOf(id))));
        QTest::mousePress(plot(), Qt::LeftButton, {}, from);
        moveTo((from + to) / 2);
        moveTo(to);
        draw();
        return to;
    }
    void dragTo(const char *id, double price)
    {
        const QPoint to = pull(id, price);
        QTest::mouseRelease(plot(), Qt::LeftButton, {}, to);
        draw();
    }
    double priceOf(const char *id)
    {
        for (const auto &each : m_lines)
            if (each.id == QLatin1String(id))
                return trading().proposedPrice(each.id).value_or(each.price);
        return 0;
    }
    void give(std::vector<PriceLine> lines)
    {
        m_lines = lines;
        show(std::move(lines));
    }
    std::vector<PriceLine> m_lines;

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void init()
    {
        m_chart = std::make_unique<PriceChart>();
        m_chart->resize(1100, 640);
        m_chart->setInstrument(euroDollar());
        m_chart->setPeriod(Period::minutes(5));
        m_chart->applyBars(sampleBars(7, 400), true);
        m_chart->show();
        m_mid = rounded(m_chart->series()[0].close);
        m_chart->setQuote(m_mid - 0.00005, m_mid + 0.00005);
        trading().setMoney({.perPrice = 1, .currency = QStringLiteral("USD"), .decimals = 2});
        // A fixed scale: the tests reckon with pixels.
        m_chart->zoomTo(m_chart->visibleRange(), m_mid - pips(60), m_mid + pips(60));
        draw();
    }
    void cleanup() { m_chart.reset(); }

    void figuresAreWhatATraderReckons()
    {
        auto limit = orderLine("o", Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10));
        limit.stop = away(-30);
        limit.target = away(50);
        auto stop = orderLine("s", Kind::StopLoss, OrderSide::Sell, OrderType::Stop, away(-20));
        stop.entry = away(0);
        stop.target = away(40);
        give({limit, stop});
        const auto order = trading().figures("o", away(-10));
        QVERIFY(std::abs(order.pips + 10.5) < 0.01); // from the ask
        QVERIFY(std::abs(*order.risk - 20) < 0.01); // 20 pips of 10,000 units
        QVERIFY(std::abs(*order.reward - 60) < 0.01);
        QVERIFY(std::abs(*order.multiple() - 3) < 0.01);
        const auto exit = trading().figures("s", away(-20));
        QVERIFY(std::abs(*exit.result + 20) < 0.01);
        QVERIFY(std::abs(*exit.multiple() - 2) < 0.01);
        QVERIFY(!trading().figures("s", away(5)).multiple()); // no risk is left behind the entry
        trading().setMoney({.perPrice = 0.5, .currency = QStringLiteral("EUR"), .decimals = 2});
        QVERIFY(std::abs(*trading().figures("s", away(-20)).result + 10) < 0.01);
        QCOMPARE(trading().moneyText(-1234.5, true), QString::fromUtf8("\u22121,234.50 EUR"));
    }

    void aDraggedLineSnapsAsksWaitsAndSettles()
    {
        auto limit = orderLine("o", Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10));
        limit.stop = away(-40);
        give({limit});
        QSignalSpy asked(&trading(), &ChartTrading::orderMoveRequested);
        const QPoint at = pull("o", away(-20));
        QVERIFY(asked.isEmpty()); // nothing leaves while the button is down
        const double price = *trading().proposedPrice("o");
        QCOMPARE(price, rounded(price));
        QVERIFY(std::abs(price - away(-20)) < pips(1));
        QVERIFY2(trading().tagText("o").contains("risk"), qPrintable(trading().tagText("o")));
        QTest::mouseRelease(plot(), Qt::LeftButton, {}, at);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].toString(), QString("o"));
        QCOMPARE(asked[0][1].toDouble(), price);
        QVERIFY(!trading().isPending("o"));
        trading().keepMove("o");
        draw();
        QVERIFY(trading().isPending("o"));
        QVERIFY(trading().tagText("o").contains("pending"));
        show({limit}); // another order changed: this one still has its old price
        QVERIFY(trading().isPending("o"));
        limit.price = price;
        show({limit});
        QVERIFY(!trading().proposedPrice("o"));
    }

    void aRefusedChangeReturnsAndSaysWhy()
    {
        give({orderLine("o", Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10))});
        dragTo("o", away(-20));
        QVERIFY(trading().proposedPrice("o"));
        trading().keepMove("o");
        trading().dropMove("o", "the venue is not connected");
        draw();
        QVERIFY(!trading().proposedPrice("o"));
        QVERIFY(trading().tagText("o").contains("the venue is not connected"));
        QVERIFY(std::abs(trading().tagArea("o").center().y() - yOf(away(-10))) < 2);
    }

    void theWrongSideOfTheMarketIsRefusedAtTheChart_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isBuy");
        QTest::addColumn<bool>("isLimit");
        QTest::addColumn<double>("from");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, Kind kind, bool isBuy, bool isLimit, double from,
                             const char *reason) {
            QTest::newRow(name) << static_cast<int>(kind) << isBuy << isLimit << from
                                << QString::fromLatin1(reason);
        };
        row("buy limit", Kind::Order, true, true, -10, "a buy limit must be below the ask");
        row("sell limit", Kind::Order, false, true, 10, "a sell limit must be above the bid");
        row("buy stop", Kind::Order, true, false, 10, "a buy stop must be above the ask");
        row("sell stop", Kind::Order, false, false, -10, "a sell stop must be below the bid");
        row("long's stop", Kind::StopLoss, false, false, -10, "a sell stop must be below the bid");
        row("short's target", Kind::TakeProfit, true, true, -10, "must be below the ask");
    }
    void theWrongSideOfTheMarketIsRefusedAtTheChart()
    {
        QFETCH(int, kind);
        QFETCH(bool, isBuy);
        QFETCH(bool, isLimit);
        QFETCH(double, from);
        QFETCH(QString, reason);
        give({orderLine("o", static_cast<Kind>(kind), isBuy ? OrderSide::Buy : OrderSide::Sell,
            isLimit ? OrderType::Limit : OrderType::Stop, away(from))});
        QSignalSpy asked(&trading(), &ChartTrading::orderMoveRequested);
        QSignalSpy refused(&trading(), &ChartTrading::orderMoveRefused);
        const QPoint at = pull("o", away(-from));
        QVERIFY2(trading().tagText("o").contains(reason), qPrintable(trading().tagText("o")));
        QTest::mouseRelease(plot(), Qt::LeftButton, {}, at);
        QVERIFY(asked.isEmpty());
        QCOMPARE(refused.count(), 1);
        QVERIFY2(refused[0][1].toString().contains(reason), qPrintable(refused[0][1].toString()));
        QVERIFY(!trading().proposedPrice("o"));
    }

    void exitsOfARestingEntryAreJudgedByItsPrice()
    {
        auto stop = orderLine("o.sl", Kind::StopLoss, OrderSide::Sell, OrderType::Stop, away(-40));
        stop.entry = away(-30);
        stop.isAttached = true;
        give({stop});
        QSignalSpy refused(&trading(), &ChartTrading::orderMoveRefused);
        dragTo("o.sl", away(-20)); // below the market, above the entry
        QCOMPARE(refused.count(), 1);
        QVERIFY(refused[0][1].toString().contains("below the entry"));
    }

    void escapeGivesADragUp()
    {
        give({orderLine("o", Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10))});
        QSignalSpy asked(&trading(), &ChartTrading::orderMoveRequested);
        const QPoint at = pull("o", away(-20));
        QTest::keyClick(m_chart.get(), Qt::Key_Escape);
        QVERIFY(!trading().proposedPrice("o"));
        QTest::mouseRelease(plot(), Qt::LeftButton, {}, at);
        QVERIFY(asked.isEmpty());
    }

    void anOrderFilledUnderTheHandIsLetGo()
    {
        give({orderLine("o", Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10))});
        QSignalSpy asked(&trading(), &ChartTrading::orderMoveRequested);
        const QPoint at = pull("o", away(-20));
        show({});
        QTest::mouseRelease(plot(), Qt::LeftButton, {}, at);
        QVERIFY(asked.isEmpty());
        QVERIFY(!trading().proposedPrice("o"));
    }

    void aClickMovesNothing()
    {
        give({orderLine("o", Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10))});
        QSignalSpy asked(&trading(), &ChartTrading::orderMoveRequested);
        const auto before = m_chart->visibleRange();
        QTest::mouseClick(plot(), Qt::LeftButton, {}, middleOf("o"));
        QVERIFY(asked.isEmpty());
        QVERIFY(!trading().proposedPrice("o"));
        QVERIFY(m_chart->visibleRange() == before);
    }

    void theCrossCancelsOnlyWhenReleasedOnIt()
    {
        give({orderLine("o", Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10))});
        QSignalSpy cancelled(&trading(), &ChartTrading::orderCancelRequested);
        const QPoint cross = trading().crossArea("o").center().toPoint();
        QTest::mousePress(plot(), Qt::LeftButton, {}, cross);
        QTest::mouseRelease(plot(), Qt::LeftButton, {}, cross + QPoint(0, 60));
        QVERIFY(cancelled.isEmpty());
        QTest::mouseClick(plot(), Qt::LeftButton, {}, cross);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(cancelled[0][0].toString(), QString("o"));
    }

    void aLineThatMayNotMoveStays()
    {
        auto fixed = orderLine("o", Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10));
        fixed.isMovable = fixed.isCancellable = false;
        give({fixed});
        QVERIFY(trading().crossArea("o").isEmpty());
        dragTo("o", away(-20));
        QVERIFY(!trading().proposedPrice("o"));
        fixed.isMovable = true;
        give({fixed});
        trading().setEditable(false);
        draw();
        dragTo("o", away(-20));
        QVERIFY(!trading().proposedPrice("o"));
    }

    void aStopOrATargetIsDraggedOutOfAPosition()
    {
        auto held = orderLine("p", Kind::Position, OrderSide::Buy, OrderType::Market, away(-15));
        held.isCancellable = false;
        give({held});
        QSignalSpy exit(&trading(), &ChartTrading::exitRequested);
        const QPoint at = pull("p", away(-40));
        QVERIFY2(
            trading().tagText("p").startsWith("stop loss"), qPrintable(trading().tagText("p")));
        QVERIFY(trading().tagText("p").contains(QChar(0x2212))); // what is lost there
        QTest::mouseRelease(plot(), Qt::LeftButton, {}, at);
        QCOMPARE(exit.count(), 1);
        QVERIFY(exit[0][1].value<OrderType>() == OrderType::Stop);
        QVERIFY(std::abs(exit[0][2].toDouble() - away(-40)) < pips(1));
        trading().dropMove("p");
        draw();
        dragTo("p", away(30));
        QCOMPARE(exit.count(), 2);
        QVERIFY(exit[1][1].value<OrderType>() == OrderType::Limit);
    }

    void aClickWithControlPlacesWhatFitsThatSideOfTheMarket()
    {
        QSignalSpy placed(&trading(), &ChartTrading::orderPlaceRequested);
        const auto click = [&](double price, Qt::KeyboardModifiers keys) {
            const QPoint at(300, qRound(yOf(price)));
            QTest::mousePress(plot(), Qt::LeftButton, keys, at);
            QTest::mouseRelease(plot(), Qt::LeftButton, keys, at);
        };
        click(away(-20), Qt::ControlModifier);
        click(away(20), Qt::ControlModifier);
        click(away(20), Qt::ControlModifier | Qt::ShiftModifier);
        click(away(-20), Qt::ControlModifier | Qt::ShiftModifier);
        click(away(-20), Qt::NoModifier);
        QCOMPARE(placed.count(), 4);
        const std::pair<OrderSide, OrderType> expected[]
            = {{OrderSide::Buy, OrderType::Limit}, {OrderSide::Sell, OrderType::Limit},
                {OrderSide::Buy, OrderType::Stop}, {OrderSide::Sell, OrderType::Stop}};
        for (int i = 0; i < 4; ++i) {
            QVERIFY(placed[i][0].value<OrderSide>() == expected[i].first);
            QVERIFY(placed[i][1].value<OrderType>() == expected[i].second);
        }
        QTest::mousePress(plot(), Qt::LeftButton, Qt::ControlModifier, QPoint(300, 200));
        moveTo({340, 260});
        QTest::mouseRelease(plot(), Qt::LeftButton, Qt::ControlModifier, QPoint(340, 260));
        QCOMPARE(placed.count(), 4); // that was a free pan
        QCOMPARE(trading().placements(away(-20)).size(), std::size_t(2));
        for (const auto &[side, type] : trading().placements(away(0))) // within the spread
            QVERIFY(type == OrderType::Limit);
    }

    void everyKindOfScaleGivesThePriceUnderTheMouse()
    {
        give({orderLine("o", Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10))});
        m_chart->setScaleInverted(true);
        m_chart->setScaleKind(ScaleKind::Logarithmic);
        draw();
        const QPoint from = middleOf("o") - QPoint(20, 0);
        QTest::mousePress(plot(), Qt::LeftButton, {}, from);
        moveTo(from + QPoint(0, 20));
        moveTo(from + QPoint(0, 40)); // downwards is up in price
        QVERIFY(*trading().proposedPrice("o") > away(-10));
        QTest::keyClick(m_chart.get(), Qt::Key_Escape);
    }

    void tagsKeepApartAndInside()
    {
        for (const int width : {1100, 320}) {
            m_chart->resize(width, 640);
            m_chart->setScaleInverted(width == 320);
            std::vector<PriceLine> lines;
            const QByteArrayList ids{"a", "b", "c", "d", "e", "f", "g", "h"};
            for (int i = 0; i < ids.size(); ++i)
                lines.push_back(orderLine(
                    ids[i], Kind::Order, OrderSide::Buy, OrderType::Limit, away(-10 - 0.1 * i)));
            give(lines);
            std::vector<QRectF> boxes;
            for (const auto &id : ids) {
                boxes.push_back(trading().tagArea(QString::fromLatin1(id)));
                QVERIFY(m_chart->plotArea().contains(boxes.back()));
                for (std::size_t k = 0; k + 1 < boxes.size(); ++k)
                    QVERIFY(!boxes[k].intersects(boxes.back()));
            }
        }
    }

    void labelsFindRoomOrAreLeftOut()
    {
        Random random(11);
        const QRectF area(0, 0, 600, 300);
        LabelPlacer placer(area);
        std::vector<QRectF> placed;
        for (int i = 0; i < 2'000; ++i) {
            const QPointF at(random.uniform() * 640 - 20, random.uniform() * 340 - 20);
            const QPointF places[] = {at, at + QPointF(0, 20), at - QPointF(0, 20)};
            const auto box = placer.place({50 + random.uniform() * 40, 14}, places);
            if (!box)
                continue;
            QVERIFY(area.contains(*box));
            for (const auto &other : placed)
                QVERIFY(!box->intersects(other));
            placed.push_back(*box);
        }
        QVERIFY(placed.size() > 50);
    }

    void theMouseReadsATradeAndASignal()
    {
        const auto &series = m_chart->series();
        const TradeMarker trade{.id = "1",
            .side = OrderSide::Buy,
            .entryTime = series[40].time,
            .entryPrice = series[40].close,
            .exitTime = series[20].time,
            .exitPrice = series[20].close,
            .profit = 12.4,
            .text = "+12.40 USD",
            .details = "long 10 000 · sma_cross"};
        m_chart->setTradeMarkers({trade});
        m_chart->setSignalMarkers({{series[60].time, series[60].low, SignalMarker::Direction::Up,
            {}, "sma_cross: long"}});
        m_chart->setAutoPriceScale(true);
        draw();
        const double barWidth = m_chart->plotArea().width() / m_chart->visibleRange().bars();
        const auto at = [&](std::size_t back, double price, double below) {
            const double bar = static_cast<double>(series.size() - 1 - back);
            const double x = (bar - m_chart->visibleRange().first) * barWidth;
            return QPoint(qRound(x), qRound(yOf(price) + below));
        };
        moveTo(at(40, trade.entryPrice, 5), Qt::NoButton);
        QCOMPARE(trading().noteText().value(0), QString("long 10 000 · sma_cross"));
        QVERIFY(trading().noteText().join(' ').contains("+12.40 USD"));
        QVERIFY(trading().noteText().join(' ').contains("pips"));
        moveTo(at(60, series[60].low, 10), Qt::NoButton);
        QCOMPARE(trading().noteText().value(0), QString("sma_cross: long"));
        moveTo({400, 20}, Qt::NoButton);
        QVERIFY(trading().noteText().isEmpty());
    }
};

QTEST_MAIN(TestChartTrading)
#include "tst_chart_trading.moc"
