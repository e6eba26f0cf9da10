// Where things stand on a chart: the bars asked for, whatever room the price axis takes, and the
// texts beside marks and orders, which never cover one another.
#include "charts/price_chart.h"
#include "charts/trading/chart_trading.h"
#include "tests/charts/order_line.h"
#include "tests/charts/samples.h"

#include <QLocale>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

using Kind = PriceLine::Kind;

constexpr QPoint middle(400, 200);

void turn(QWidget *widget, int notches)
{
    QWheelEvent event(middle, widget->mapToGlobal(QPointF(middle)), {}, {0, 120 * notches},
        Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

} // namespace

class ChartPlacesTest final : public QObject {
    Q_OBJECT

private:
    std::vector<QuoteBar> m_bars;
    std::unique_ptr<PriceChart> m_chart;
    double m_mid = 0;

    ChartTrading &trading() { return m_chart->trading(); }
    QWidget *plot() { return m_chart->childAt(middle); }
    double barAt(QPoint at) const
    {
        const auto range = m_chart->visibleRange();
        const QRectF area = m_chart->plotArea();
        return range.first + (at.x() - area.left()) / area.width() * range.bars();
    }
    double yOf(double price) const
    {
        const auto [low, high] = m_chart->priceRange();
        const QRectF area = m_chart->plotArea();
        const double up = (price - low) / (high - low) * area.height();
        return m_chart->isScaleInverted() ? area.top() + up : area.bottom() - up;
    }
    double away(double pips) const { return std::round((m_mid + pips * 0.0001) * 1e5) / 1e5; }
    static PriceLine line(const QString &id, Kind kind, double price)
    {
        return orderLine(id, kind, OrderSide::Buy, OrderType::Limit, price);
    }
    void give(std::vector<PriceLine> lines)
    {
        m_chart->setPriceLines(std::move(lines));
        m_chart->refresh();
        (void)m_chart->grab();
    }
    /// Around 1, but around 100,000 from bar 400 to bar 900.
    void showPricesThatGrow()
    {
        for (std::size_t i = 400; i < 900; ++i) {
            for (auto *side : {&m_bars[i].bid, &m_bars[i].ask, &m_bars[i].mid})
                for (auto *price : {&side->open, &side->high, &side->low, &side->close})
                    *price *= 100'000;
        }
        m_chart->applyBars(m_bars, true);
        m_chart->refresh();
    }
    /// Asks while low prices are in view, whose axis is narrow: true when the axis became wider and
    /// the picture then stands.
    template <typename Ask>
    bool widens(Ask ask)
    {
        m_chart->setVisibleRange({320, 380});
        m_chart->refresh();
        const double width = m_chart->plotArea().width();
        ask();
        m_chart->refresh();
        const auto range = m_chart->visibleRange();
        m_chart->refresh();
        return m_chart->visibleRange() == range && m_chart->plotArea().width() < width - 10;
    }
    /// From high to low, of any bar.
    bool coversCandle(const QRectF &text) const
    {
        const auto &series = m_chart->series();
        const auto range = m_chart->visibleRange();
        const QRectF area = m_chart->plotArea();
        for (std::size_t bar = 0; bar < series.size(); ++bar) {
            const double x = area.left()
                + (static_cast<double>(bar) - range.first) * area.width() / range.bars();
            if (x < text.left() || x > text.right())
                continue;
            const double a = yOf(series.high()[bar]), b = yOf(series.low()[bar]);
            if (std::min(a, b) < text.bottom() - 0.5 && std::max(a, b) > text.top() + 0.5)
                return true;
        }
        return false;
    }
    /// Entries, exits and signals on every other bar.
    void showManyTrades()
    {
        const auto &series = m_chart->series();
        Random random(5);
        std::vector<TradeMarker> trades;
        std::vector<SignalMarker> signs;
        for (std::size_t back = 4; back < 260; back += 2) {
            const bool isLong = random.uniform() < 0.5;
            const double profit = std::floor((random.uniform() - 0.5) * 20'000) / 100;
            TradeMarker trade;
            trade.id = QString::number(back);
            trade.side = isLong ? OrderSide::Buy : OrderSide::Sell;
            trade.entryTime = series[back].time;
            trade.entryPrice = series[back].close;
            trade.exitTime = series[back - 2].time;
            trade.exitPrice = series[back - 2].close;
            trade.profit = profit;
            trade.text = QString::number(profit, 'f', 2) + QStringLiteral(" USD");
            trade.details = QStringLiteral("trade ") + trade.id;
            trades.push_back(std::move(trade));
            signs.push_back({series[back].time, series[back].low,
                isLong ? SignalMarker::Direction::Up : SignalMarker::Direction::Down,
                QStringLiteral("sma_cross"), QStringLiteral("sma_cross: signal")});
        }
        m_chart->setTradeMarkers(std::move(trades));
        m_chart->setSignalMarkers(std::move(signs));
    }
    QStringList overlaps()
    {
        QStringList found;
        const auto &texts = trading().markTextAreas();
        const auto legendEnd = m_chart->plotArea().left() + 420;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const QRectF &text = texts[i];
            if (!m_chart->plotArea().contains(text))
                found.append(QStringLiteral("outside"));
            for (const auto *id : {"o", "p"})
                if (text.intersects(trading().tagArea(QString::fromLatin1(id))))
                    found.append(QStringLiteral("order tag"));
            if (text.top() < m_chart->plotArea().top() + 15 && text.left() < legendEnd)
                found.append(QStringLiteral("legend"));
            for (std::size_t k = 0; k < i; ++k)
                if (text.intersects(texts[k]))
                    found.append(QStringLiteral("text"));
            for (const auto &mark : trading().markAreas())
                if (text.intersects(mark.adjusted(2, 2, -2, -2)))
                    found.append(QStringLiteral("mark"));
            if (coversCandle(text))
                found.append(QStringLiteral("candle"));
        }
        return found;
    }

private slots:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        m_bars = sampleBars(3, 1000);
        m_chart = std::make_unique<PriceChart>();
        m_chart->setInstrument(euroDollar());
        m_chart->setPeriod(Period::minutes(5));
        m_chart->applyBars(m_bars, true);
        m_chart->resize(1100, 640);
        m_chart->show();
        m_chart->refresh();
        m_mid = m_bars.back().mid.close;
    }
    void cleanup() { m_chart.reset(); }

    // Prices of more digits need a wider axis: what was asked for is shown all the same, in the
    // same frame.
    void whatIsAskedForIsShownWhenThePriceAxisWidens()
    {
        showPricesThatGrow();
        const VisibleRange wanted{500.25, 760.5};
        QVERIFY(widens([&] { m_chart->setVisibleRange(wanted); }));
        QCOMPARE(m_chart->visibleRange(), wanted);
        QVERIFY(widens([&] { m_chart->zoomTo(wanted, 50'000, 150'000); }));
        QCOMPARE(m_chart->visibleRange(), wanted);
        m_chart->setAutoPriceScale(true);

        QVERIFY(widens([&] { m_chart->showTime(m_bars[700].openTime); }));
        const auto shown = m_chart->visibleRange();
        QVERIFY(std::abs((shown.first + shown.last) / 2 - 700) < 1e-6);
        QVERIFY(widens([&] { m_chart->scrollBars(500.5); }));
        QVERIFY(std::abs(m_chart->visibleRange().first - 820.5) < 1e-6);

        m_chart->setWheelAction(WheelAction::ZoomAtMouse);
        double under = 0;
        QVERIFY(widens([&] {
            under = barAt(middle);
            turn(plot(), -12); // out, until the high prices come into view
        }));
        QVERIFY(std::abs(barAt(middle) - under) < 1e-6);

        // Later the width of a bar is kept again, as the window gets another size.
        m_chart->setVisibleRange(wanted);
        m_chart->refresh();
        const double before = m_chart->plotArea().width() / m_chart->visibleRange().bars();
        m_chart->resize(800, 500);
        m_chart->refresh();
        const double after = m_chart->plotArea().width() / m_chart->visibleRange().bars();
        QVERIFY(std::abs(after - before) < 1e-6);
        QCOMPARE(m_chart->visibleRange().last, wanted.last);
    }

    // A chart is asked before its window has laid it out.
    void aRangeAskedForBeforeTheChartIsShownIsShown()
    {
        m_chart->hide();
        const VisibleRange wanted{300, 470};
        m_chart->setVisibleRange(wanted);
        m_chart->refresh();
        m_chart->resize(700, 420);
        m_chart->refresh();
        m_chart->resize(1'150, 640);
        m_chart->show();
        m_chart->refresh();
        QCOMPARE(m_chart->visibleRange(), wanted);
    }

    // Where there are more tags than room, those next to the price keep theirs; the mouse brings
    // back the others.
    void ofTooManyTagsTheNearestToThePriceAreKept()
    {
        m_chart->resize(900, 240);
        m_chart->zoomTo(m_chart->visibleRange(), m_mid - 0.006, m_mid + 0.006);
        std::vector<PriceLine> lines;
        for (int i = 0; i < 40; ++i)
            lines.push_back(line(QString::number(i), Kind::Order, away(-5 - i)));
        give(lines);
        std::vector<QRectF> boxes;
        for (const auto &each : lines) {
            const QRectF box = trading().tagArea(each.id);
            if (box.isEmpty())
                continue;
            QVERIFY2(m_chart->plotArea().contains(box), qPrintable(each.id));
            for (const auto &other : boxes)
                QVERIFY(!box.intersects(other));
            boxes.push_back(box);
        }
        QVERIFY(boxes.size() > 3 && boxes.size() < lines.size());
        QVERIFY(!trading().tagArea(lines.front().id).isEmpty());
        QVERIFY(trading().tagArea(lines.back().id).isEmpty());
        const QPoint at(200, qRound(yOf(lines.back().price)));
        QVERIFY(m_chart->plotArea().contains(at));
        QMouseEvent hover(QEvent::MouseMove, at, plot()->mapToGlobal(at), Qt::NoButton, {}, {});
        QCoreApplication::sendEvent(plot(), &hover);
        m_chart->refresh();
        (void)m_chart->grab();
        QVERIFY(!trading().tagArea(lines.back().id).isEmpty());
        QVERIFY(!trading().tagText(lines.back().id).isEmpty());
    }

    // No text lies on a candle, a mark, a tag, the legend or another text, and a mark that has no
    // text tells it to the mouse.
    void textsOfADenseChartCoverNothing()
    {
        showManyTrades();
        const auto count = static_cast<double>(m_chart->series().size());
        for (const double barsInView : {60.0, 130.0, 250.0}) {
            for (const bool isInverted : {false, true}) {
                m_chart->setScaleInverted(isInverted);
                m_chart->setVisibleRange({count - barsInView, count + barsInView / 10});
                give({line("o", Kind::Order, away(-10)), line("p", Kind::Position, away(3))});
                QVERIFY(trading().markTextAreas().size() >= 5);
                QCOMPARE(overlaps(), QStringList());
            }
        }
        const auto marks = trading().markAreas();
        QVERIFY(marks.size() > 50);
        const QPoint at = marks.back().center().toPoint();
        QMouseEvent hover(QEvent::MouseMove, at, plot()->mapToGlobal(at), Qt::NoButton, {}, {});
        QCoreApplication::sendEvent(plot(), &hover);
        QVERIFY(!trading().noteText().isEmpty());
    }

    // A text gives way to the newest bar, and nothing of it stays behind.
    void textsGiveWayToTheNewestBar()
    {
        showManyTrades();
        const auto count = static_cast<double>(m_chart->series().size());
        m_chart->setVisibleRange({count - 80, count + 20});
        m_chart->setAutoPriceScale(false);
        give({});
        auto bar = m_bars.back();
        for (const double reach : {0.0004, 0.0009, 0.0015, 0.002}) {
            for (auto *side : {&bar.bid, &bar.ask, &bar.mid}) {
                side->high = m_bars.back().mid.high + reach;
                side->low = m_bars.back().mid.low - reach;
            }
            m_chart->applyBars({&bar, 1}, false);
            m_chart->refresh();
            QTRY_COMPARE_WITH_TIMEOUT(overlaps(), QStringList(), 30'000);
            QTRY_VERIFY_WITH_TIMEOUT(isAsDrawnAnew(), 30'000);
        }
    }

private:
    bool isAsDrawnAnew()
    {
        const auto kept = m_chart->grab().toImage();
        m_chart->setGridVisible(m_chart->isGridVisible()); // draws all of it
        m_chart->refresh();
        return m_chart->grab().toImage() == kept;
    }
};

QTEST_MAIN(ChartPlacesTest)
#include "tst_chart_places.moc"
