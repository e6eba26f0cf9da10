// A chart tells the time by the clocks of its zone, over a change to daylight saving too: axis,
// read-outs, session breaks, countdown; and shows or hides what stands beside the bars.
#include "charts/chart_data.h"
#include "charts/marks_painter.h"
#include "charts/price_chart.h"
#include "charts/session_breaks.h"
#include "charts/trading/chart_trading.h"
#include "charts/zone_label.h"
#include "tests/charts/samples.h"

#include <QHelpEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;
using namespace std::chrono_literals;

namespace {

Zone zone(const char *name)
{
    auto found = Zone::find(name);
    return found ? *found : Zone::utc();
}

Timestamp at(const char *iso) { return *parseIso(iso); }

/// Bars that follow one another without a gap.
std::vector<QuoteBar> steadyBars(const char *from, std::size_t count, Period period)
{
    auto bars = sampleBars(5, count);
    auto time = at(from);
    for (auto &bar : bars) {
        bar.openTime = time;
        time += period.nominal();
    }
    return bars;
}

void hover(PriceChart &chart, const QPoint &point)
{
    auto *plot = chart.childAt(point);
    QMouseEvent event(
        QEvent::MouseMove, point, plot->mapToGlobal(point), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(plot, &event);
}

} // namespace

class ChartZonesTest final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<PriceChart> m_chart;

    void show(const char *from, std::size_t count, Period period)
    {
        m_chart = std::make_unique<PriceChart>();
        m_chart->setInstrument(euroDollar());
        m_chart->setPeriod(period);
        m_chart->applyBars(steadyBars(from, count, period), true);
        m_chart->resize(1000, 500);
        m_chart->show();
        m_chart->refresh();
    }

    QImage drawn() { return m_chart->picture().toImage(); }

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void offsetsAreNamed()
    {
        const auto winter = at("2026-01-15T12:00:00Z");
        const auto summer = at("2026-07-15T12:00:00Z");
        QCOMPARE(zoneLabel(Zone::utc(), winter), "UTC");
        QCOMPARE(zoneLabel(zone("Europe/Madrid"), winter), "Madrid UTC+1");
        QCOMPARE(zoneLabel(zone("Europe/Madrid"), summer), "Madrid UTC+2");
        QCOMPARE(zoneLabel(zone("America/New_York"), winter), "New York UTC\u22125");
        QCOMPARE(zoneLabel(zone("America/St_Johns"), winter), "St Johns UTC\u22123:30");
        QCOMPARE(zoneLabel(zone("Asia/Kathmandu"), winter), "Kathmandu UTC+5:45");
        QCOMPARE(zoneLabel(zone("Europe/London"), winter), "London UTC");
        QCOMPARE(zoneLabels(zone("Europe/London"), summer), (QStringList{"London UTC+1", "UTC+1"}));
    }

    // Europe's clocks went forward at 2026-03-29 01:00 UTC: 02:00 became 03:00.
    void theAxisFollowsDaylightSaving()
    {
        show("2026-03-28T20:00:00Z", 24, Period::minutes(30));
        m_chart->setZone(zone("Europe/Madrid"));
        m_chart->setVisibleRange({-0.5, 23.5});
        m_chart->refresh();
        const auto labels = m_chart->timeLabels();
        QVERIFY2(labels.contains("29 Mar"), qPrintable(labels.join(' '))); // midnight there: 23:00Z
        QVERIFY2(labels.contains("03:00"), qPrintable(labels.join(' ')));
        QVERIFY2(!labels.contains("02:00"), qPrintable(labels.join(' '))); // an hour that was not
        QVERIFY2(labels.contains("04:00"), qPrintable(labels.join(' ')));
        QVERIFY(m_chart->zoneText().endsWith("UTC+2"));
        m_chart->setVisibleRange({-0.5, 9.5}); // to 00:30Z, before the change
        m_chart->refresh();
        QVERIFY2(m_chart->zoneText().endsWith("UTC+1"), qPrintable(m_chart->zoneText()));

        m_chart->setVisibleRange({-0.5, 23.5});
        m_chart->refresh();
        QSignalSpy said(m_chart.get(), &PriceChart::hoverTextChanged);
        const auto x = [&](int bar) {
            const QRectF plot = m_chart->plotArea();
            return QPointF(plot.left() + (bar + 0.5) / 24 * plot.width(), plot.center().y())
                .toPoint();
        };
        hover(*m_chart, x(9)); // 00:30Z
        QVERIFY(said.last().first().toString().startsWith("2026-03-29 01:30"));
        hover(*m_chart, x(10)); // 01:00Z
        QVERIFY(said.last().first().toString().startsWith("2026-03-29 03:00"));
    }

    void breaksAreAtMidnightOfTheZoneOrWhereTradingDaysBegin()
    {
        show("2026-03-27T00:00:00Z", 96, Period::hours(1)); // Friday to Monday, without a weekend
        m_chart->setSessionBreaksVisible(true);
        m_chart->setVisibleRange({-0.5, 95.5});
        m_chart->refresh();
        const std::vector<Timestamp> newYork{at("2026-03-27T21:00:00Z"), at("2026-03-28T21:00:00Z"),
            at("2026-03-29T21:00:00Z"), at("2026-03-30T21:00:00Z")};
        QVERIFY(m_chart->sessionBreakTimes() == newYork);
        m_chart->setZone(zone("Europe/Madrid")); // trading days are the exchange's, whoever looks
        m_chart->refresh();
        QVERIFY(m_chart->sessionBreakTimes() == newYork);
        m_chart->setSessionBreaks(SessionBreaks::CalendarDays);
        m_chart->refresh();
        const std::vector<Timestamp> madrid{at("2026-03-27T23:00:00Z"), at("2026-03-28T23:00:00Z"),
            at("2026-03-29T22:00:00Z"), at("2026-03-30T22:00:00Z")}; // the 29th had 23 hours
        QVERIFY(m_chart->sessionBreakTimes() == madrid);
        m_chart->setZone(Zone::utc());
        m_chart->refresh();
        QCOMPARE(m_chart->sessionBreakTimes().front(), at("2026-03-28T00:00:00Z"));
        // Days open on the evening before their date: they are parted by trading weeks.
        QVERIFY(breakAnchor(SessionBreaks::CalendarDays, Period::day(), {}, zone("Asia/Tokyo"))
            == DayAnchor());
    }

    // The week of the American change has 167 hours.
    void theCountdownKnowsDaylightSaving()
    {
        ChartData data;
        data.reset("EUR_USD", Period::week(), PriceSide::Mid);
        const auto bars = steadyBars("2026-03-06T22:00:00Z", 1, Period::week());
        QVERIFY(data.apply(bars));
        data.now = at("2026-03-06T22:00:00Z");
        for (const char *name : {"UTC", "Europe/Madrid", "Asia/Tokyo"}) {
            data.zone = zone(name);
            QCOMPARE(countdown(data), "6d 23h");
        }
        data.isCountdownVisible = false;
        QCOMPARE(countdown(data), "");
    }

    void theCornerNamesTheZoneAndIsClicked()
    {
        show("2026-01-15T00:00:00Z", 200, Period::minutes(5));
        QCOMPARE(m_chart->zoneText(), "UTC");
        m_chart->setZone(zone("America/Argentina/ComodRivadavia"));
        m_chart->refresh();
        QCOMPARE(m_chart->zoneText(), "UTC\u22123"); // the long name has no room: the offset alone
        const auto corner = m_chart->zoneArea().center().toPoint();
        QVERIFY(m_chart->isTimeAxisAt(corner));
        QVERIFY(!m_chart->isTimeAxisAt(m_chart->plotArea().center().toPoint()));
        auto *plot = m_chart->childAt(corner);
        hover(*m_chart, corner);
        QCOMPARE(plot->cursor().shape(), Qt::PointingHandCursor);
        QHelpEvent help(QEvent::ToolTip, corner, plot->mapToGlobal(corner));
        QCoreApplication::sendEvent(plot, &help);
        QTRY_VERIFY_WITH_TIMEOUT(
            QToolTip::text().contains("America/Argentina/ComodRivadavia"), 30'000);
        QSignalSpy asked(m_chart.get(), &PriceChart::zoneMenuRequested);
        QTest::mouseClick(plot, Qt::LeftButton, {}, corner);
        QCOMPARE(asked.size(), 1);
        QTest::mouseClick(plot, Qt::LeftButton, {}, {300, corner.y()}); // the axis itself: no menu
        QCOMPARE(asked.size(), 1);
    }

    void marksOfTradingAreHiddenAndComeBack()
    {
        show("2026-01-15T00:00:00Z", 200, Period::minutes(5));
        const double price = m_chart->series()[0].close;
        PriceLine line{.id = "o1", .side = OrderSide::Buy, .price = price, .text = "buy limit"};
        m_chart->setPriceLines({line});
        m_chart->refresh();
        QVERIFY(!drawn().isNull());
        QVERIFY(!m_chart->trading().tagArea("o1").isEmpty());
        m_chart->setOrdersVisible(false);
        QVERIFY(!drawn().isNull());
        QVERIFY(m_chart->trading().tagArea("o1").isEmpty());
        QVERIFY(m_chart->trading().lineAt(m_chart->plotArea().center()).isEmpty());
        line.id = "o2"; // what comes meanwhile is kept
        m_chart->setPriceLines({line});
        m_chart->setOrdersVisible(true);
        QVERIFY(!drawn().isNull());
        QVERIFY(!m_chart->trading().tagArea("o2").isEmpty());
        QVERIFY(m_chart->trading().tagArea("o1").isEmpty());

        const auto plain = drawn();
        m_chart->setTradeMarkers(
            {{.id = "t", .entryTime = m_chart->series()[20].time, .entryPrice = price}});
        const auto marked = drawn();
        QVERIFY(marked != plain);
        m_chart->setTradesVisible(false);
        QVERIFY(drawn() == plain);
        m_chart->setTradesVisible(true);
        QVERIFY(drawn() == marked);
        m_chart->setLastPriceVisible(false);
        QVERIFY(drawn() != marked);
        QVERIFY(!m_chart->isLastPriceVisible());
    }

    void comparedSymbolsAreRead()
    {
        show("2026-01-15T00:00:00Z", 100, Period::minutes(5));
        Instrument other = euroDollar();
        other.symbol = "GBP_USD";
        auto bars = steadyBars("2026-01-15T00:00:00Z", 60, Period::minutes(5)); // ends earlier
        for (auto &bar : bars)
            bar.mid.close *= 2;
        m_chart->addComparison(other);
        m_chart->applyComparisonBars("GBP_USD", bars, true);
        m_chart->refresh(); // the axis of percents is wider
        m_chart->setVisibleRange({10, 90});
        m_chart->refresh();
        const auto values = m_chart->comparisonValues(50);
        QCOMPARE(values.size(), 1u);
        QCOMPARE(*values[0].close, bars[50].mid.close);
        QCOMPARE(*values[0].percent, 100 * (bars[50].mid.close / bars[10].mid.close - 1));
        const auto closes = m_chart->series().close();
        QCOMPARE(*m_chart->percentAt(50), 100 * (closes[50] / closes[10] - 1));
        QVERIFY(!m_chart->comparisonValues(70)[0].close);
        QVERIFY(!m_chart->comparisonValues(70)[0].percent);
        m_chart->setScaleKind(ScaleKind::Linear);
        QVERIFY(!m_chart->comparisonValues(50)[0].percent);
        QVERIFY(!m_chart->percentAt(50));
    }
};

QTEST_MAIN(ChartZonesTest)
#include "tst_chart_zones.moc"
