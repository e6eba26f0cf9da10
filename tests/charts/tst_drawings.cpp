#include "charts/drawing/drawing_keys.h"
#include "tests/charts/drawing_test.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;
using namespace std::chrono_literals;

/// New drawings, as the user makes them with mouse and keys, on whatever the chart shows.
class TestDrawings : public DrawingTest {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void init() { openChart(); }
    void cleanup() { closeChart(); }

    // Drawing new ones

    void everyToolDrawsByClicks_data() { kinds(); }

    void everyToolDrawsByClicks()
    {
        QFETCH(int, kind);
        const auto tool = static_cast<DrawingKind>(kind);
        const QPoint places[] = {{200, 400}, {420, 180}, {500, 300}};
        DrawingAnchor expected[3];
        for (std::size_t i = 0; i < 3; ++i)
            expected[i] = m_hand->under(places[i]);
        board().setTool(tool);
        const auto count = static_cast<std::size_t>(anchorCount(tool));
        for (std::size_t i = 0; i < count; ++i) {
            QCOMPARE(all().size(), std::size_t{0}); // a preview is no drawing yet
            m_hand->click(places[i]);
        }
        QCOMPARE(all().size(), std::size_t{1});
        QCOMPARE(all()[0].kind, tool);
        QCOMPARE(all()[0].anchors.size(), count);
        for (std::size_t i = 0; i < count; ++i)
            COMPARE_ANCHORS(all()[0].anchors[i], expected[i]);
        QVERIFY2(!board().tool(), "the tool is put away");
        QCOMPARE(board().selection(), QStringList{all()[0].id});
        const QPoint grip = tool == DrawingKind::Text ? places[0] + QPoint(5, 5) : places[0];
        QCOMPARE(m_chart->drawingAt(grip), all()[0].id);
        m_hand->key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(all().size(), std::size_t{0});
        m_hand->key(Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(all().size(), std::size_t{1});
    }

    void everyToolDrawsByADrag_data() { kinds(); }

    void everyToolDrawsByADrag()
    {
        QFETCH(int, kind);
        const auto tool = static_cast<DrawingKind>(kind);
        const QPoint from(200, 400), to(420, 180), third(500, 300);
        const auto first = m_hand->under(from), second = m_hand->under(to);
        const VisibleRange before = m_chart->visibleRange();
        board().setTool(tool);
        m_hand->drag(from, to);
        if (anchorCount(tool) == 3)
            m_hand->click(third);
        QCOMPARE(all().size(), std::size_t{1});
        if (anchorCount(tool) == 1) { // it goes where the button is let go
            COMPARE_ANCHORS(all()[0].anchors[0], second);
        } else {
            COMPARE_ANCHORS(all()[0].anchors[0], first);
            COMPARE_ANCHORS(all()[0].anchors[1], second);
        }
        QVERIFY2(m_chart->visibleRange() == before, "the chart was not dragged along");
    }

    void keysChooseTheTools()
    {
        const std::pair<int, DrawingKind> keys[]
            = {{Qt::Key_T, DrawingKind::TrendLine}, {Qt::Key_H, DrawingKind::HorizontalLine},
                {Qt::Key_V, DrawingKind::VerticalLine}, {Qt::Key_F, DrawingKind::FibRetracement}};
        for (const auto &[key, kind] : keys) {
            m_hand->key(key, Qt::AltModifier);
            QVERIFY(board().tool() == kind);
            m_hand->key(Qt::Key_Escape);
            QVERIFY(!board().tool());
        }
        QSet<QKeySequence> seen;
        for (const auto kind : drawingKinds)
            for (const auto &sequence : keysOf(kind)) {
                QVERIFY2(!seen.contains(sequence), qPrintable(sequence.toString()));
                seen.insert(sequence);
            }
        QCOMPARE(seen.size(), qsizetype(drawingKinds.size()));
    }

    void escapeAndTheRightButtonGiveUp()
    {
        board().setTool(DrawingKind::TrendLine);
        m_hand->click({200, 300});
        m_hand->move({300, 200});
        m_hand->key(Qt::Key_Escape);
        QVERIFY(!board().tool());
        m_hand->click({400, 200});
        QVERIFY(all().empty());
        board().setTool(DrawingKind::Channel);
        m_hand->click({200, 300});
        m_hand->click({300, 250});
        m_hand->rightClick({320, 260});
        QVERIFY(!board().tool() && all().empty());
        QVERIFY(!board().undoGroup().canUndo());
    }

    void aDoubleClickIsNotTwoEnds()
    {
        board().setTool(DrawingKind::TrendLine);
        m_hand->doubleClick({300, 300});
        QVERIFY(all().empty() && board().tool());
        m_hand->click({400, 250});
        QCOMPARE(all().size(), std::size_t{1});
    }

    void keepDrawingKeepsTheTool()
    {
        board().setKeepsDrawing(true);
        board().setTool(DrawingKind::HorizontalLine);
        m_hand->click({300, 200});
        m_hand->click({300, 260});
        m_hand->click({300, 320});
        QCOMPARE(all().size(), std::size_t{3});
        QVERIFY(board().tool() == DrawingKind::HorizontalLine);
        m_hand->key(Qt::Key_Escape);
        QVERIFY(!board().tool());
    }

    void anEndCanLieInTheFuture()
    {
        board().setTool(DrawingKind::TrendLine);
        m_hand->drag({400, 400}, {900, 200}); // the newest bar is at about 800
        const DrawingAnchor end = all()[0].anchors[1];
        const Bar newest = m_chart->series()[0];
        QVERIFY(end.time > newest.time);
        QVERIFY((end.time - newest.time) % 5min == 0s);
        const QString id = all()[0].id;
        QCOMPARE(m_chart->drawingAt({900, 200}), id);
        // Bars come: the end stays at its instant.
        auto bars = sampleBars(1, 402);
        m_chart->applyBars({bars.data() + 400, 2}, false);
        m_chart->refresh();
        COMPARE_ANCHORS(all()[0].anchors[1], end);
    }

    void shiftDrawsStraightLines()
    {
        board().setTool(DrawingKind::TrendLine);
        m_hand->click({200, 300});
        m_hand->click({500, 320}, Qt::ShiftModifier);
        QCOMPARE(all()[0].anchors[1].price, all()[0].anchors[0].price);
        board().setTool(DrawingKind::TrendLine);
        m_hand->click({200, 300});
        m_hand->click({210, 100}, Qt::ShiftModifier);
        QVERIFY(all()[1].anchors[1].time == all()[1].anchors[0].time);
        board().setTool(DrawingKind::Rectangle);
        m_hand->drag({200, 300}, {300, 380}, Qt::ShiftModifier);
        const auto corner = m_hand->under({300, 400});
        QVERIFY(all()[2].anchors[1].time == corner.time);
        QVERIFY(std::abs(all()[2].anchors[1].price - corner.price)
            < 8 * (m_hand->under({300, 400}).price - m_hand->under({300, 401}).price));
    }

    void theMagnetFindsPricesOfTheBar()
    {
        const BarSeries &series = m_chart->series();
        const auto under = m_hand->under({400, 300});
        const auto back = series.size() - 1 - series.indexOf(under.time);
        const Bar bar = series[back];
        board().setMagnet(Magnet::Strong);
        board().setTool(DrawingKind::HorizontalLine);
        m_hand->click({400, 30}); // far above: the nearest is the high
        QCOMPARE(all()[0].anchors[0].price, bar.high);
        board().setTool(DrawingKind::HorizontalLine);
        m_hand->click({400, 560});
        QCOMPARE(all()[1].anchors[0].price, bar.low);
        board().setMagnet(Magnet::Weak);
        board().setTool(DrawingKind::HorizontalLine);
        const auto far = m_hand->under({400, 560});
        m_hand->click({400, 560});
        QCOMPARE(all()[2].anchors[0].price, far.price);
        board().setMagnet(Magnet::Off);
    }

    void withoutBarsItSaysWhyNot()
    {
        PriceChart empty;
        empty.resize(600, 400);
        empty.setInstrument(euroDollar());
        empty.show();
        QVERIFY(QTest::qWaitForWindowExposed(&empty));
        QSignalSpy refused(&empty.drawings(), &DrawingBoard::refused);
        empty.drawings().setTool(DrawingKind::TrendLine);
        DrawingHand(empty).click({200, 200});
        QCOMPARE(refused.count(), 1);
        QVERIFY(empty.drawings().set().all().empty());
    }

    void anIndicatorsPaneCanBeDrawnIn()
    {
        IndicatorSetup setup;
        setup.key = "rsi";
        const QString id = *m_chart->addIndicator(setup);
        m_chart->refresh();
        const int top = m_chart->paneHeights().front();
        board().setTool(DrawingKind::HorizontalLine);
        m_hand->click({400, top + 60});
        QCOMPARE(all()[0].pane, id);
        QVERIFY(all()[0].anchors[0].price > 0 && all()[0].anchors[0].price < 100);
        QCOMPARE(m_chart->drawingAt({600, top + 60}), all()[0].id);
        // Without its pane it is not shown, and comes back with it.
        m_chart->removeIndicator(id);
        m_chart->refresh();
        QCOMPARE(m_chart->drawingAt({600, top + 60}), QString());
        setup.id = id;
        QVERIFY(m_chart->addIndicator(setup));
        m_chart->refresh();
        QCOMPARE(m_chart->drawingAt({600, top + 60}), all()[0].id);
    }

    void drawingsOfAllPanesAreSeen()
    {
        IndicatorSetup setup;
        setup.key = "rsi";
        const QString id = *m_chart->addIndicator(setup);
        m_chart->refresh();
        const QColor loud(255, 0, 255);
        const auto add = [&](double price, const QString &pane) {
            auto line = tests::drawingOf(
                DrawingKind::HorizontalLine, {{m_chart->series()[0].time, price}});
            line.pane = pane;
            line.style.color = loud;
            QVERIFY(!board().add(line).isEmpty());
        };
        const auto [low, high] = m_chart->priceRange();
        add((low + high) / 2, {});
        add(50, id);
        for (int i = 0; i < 30; ++i) // enough to be kept as an image
            add(high * 2, {});
        board().select({});
        for (const QImage &image : {m_chart->picture().toImage(), m_chart->grab().toImage()}) {
            for (const int pane : {0, 1}) {
                const QRect area = m_chart->plotArea(pane).toRect();
                int seen = 0;
                for (int y = area.top(); y < area.bottom(); ++y)
                    seen += image.pixelColor(area.center().x(), y) == loud ? 1 : 0;
                QVERIFY2(seen > 0, qPrintable(QStringLiteral("pane %1").arg(pane)));
            }
        }
    }

    void shiftAndAClickMeasure()
    {
        m_hand->click({300, 300}, Qt::ShiftModifier);
        QVERIFY(board().tool() == DrawingKind::Measure);
        m_hand->click({450, 200});
        QCOMPARE(all().size(), std::size_t{1});
        QVERIFY(all()[0].kind == DrawingKind::Measure);
    }

    // Zoom, scales, periods, symbols

    void anchorsStayWhateverTheChartDoes()
    {
        board().setTool(DrawingKind::Rectangle);
        m_hand->drag({300, 200}, {500, 350});
        const Drawing drawn = all()[0];
        m_chart->setVisibleRange({200, 420});
        m_chart->setAutoPriceScale(false);
        m_chart->refresh();
        m_chart->setVisibleRange({269.5, 419.5});
        m_chart->refresh();
        QCOMPARE(m_chart->drawingAt({300, 275}), drawn.id);
        QVERIFY(all()[0] == drawn);
    }

    void anotherPeriodShowsTheSamePlace()
    {
        const Timestamp at = m_chart->series()[60].time; // 15:35, say
        const double price = m_chart->series()[60].close;
        const QString id = board().add(drawingOf(DrawingKind::VerticalLine, {{at, price}}));
        const auto found = [this](const QString &wanted) {
            for (int x = 0; x < 900; ++x)
                if (m_chart->drawingAt({x, 300}) == wanted)
                    return x;
            return -1;
        };
        const int five = found(id);
        QVERIFY(five > 0);
        const auto bars = sampleBars(1, 400, Period::hours(1));
        m_chart->setPeriod(Period::hours(1));
        m_chart->applyBars(bars, true);
        m_chart->refresh();
        m_chart->setVisibleRange({-50, 100});
        m_chart->refresh();
        const int x = found(id);
        QVERIFY(x > 0);
        const auto hour = m_hand->under({x + 4, 300});
        QVERIFY2(hour.time <= at + 1h && hour.time + 1h >= at, describe(hour).constData());
        QVERIFY(board().set().find(id)->anchors[0].time == at);
    }

    void everySymbolHasItsOwn()
    {
        horizontal(200);
        Instrument yen = euroDollar();
        yen.symbol = "USD_JPY";
        yen.precision = 3;
        yen.pipLocation = -2;
        m_chart->setInstrument(yen);
        QVERIFY(all().empty());
        QVERIFY(!board().undoGroup().canUndo());
        m_chart->setInstrument(euroDollar());
        QCOMPARE(all().size(), std::size_t{1});
        QVERIFY(board().undoGroup().canUndo());
    }

    void chartsOfOneSymbolShareTheirDrawings()
    {
        DrawingShelf shelf;
        auto other = drawingChart(Period::minutes(15));
        board().setShelf(shelf);
        other->drawings().setShelf(shelf);
        const QString id = horizontal(200);
        QVERIFY(other->drawings().set().find(id));
        // Undo here leaves alone what the other chart did later.
        auto moved = *other->drawings().set().find(id);
        moved.anchors[0].price += 0.001;
        other->drawings().modify({moved}, QStringLiteral("move"));
        QVERIFY(*board().set().find(id) == moved);
        board().undo();
        QVERIFY(*board().set().find(id) == moved);
        other->drawings().undo();
        QVERIFY(board().set().find(id));
        QVERIFY(*board().set().find(id) != moved);
        other->drawings().remove({id});
        QVERIFY2(!board().set().find(id) && board().selection().isEmpty(),
            "what is gone is not selected");
        other.reset();
        m_hand->click({300, 300});
    }

    void theShelfMayGoBeforeTheChart()
    {
        auto shelf = std::make_unique<DrawingShelf>();
        board().setShelf(*shelf);
        horizontal(200);
        shelf.reset();
        QVERIFY(all().empty());
        m_hand->click({500, 200});
        horizontal(250);
        QCOMPARE(all().size(), std::size_t{1});
    }

    void oddPlacesAreDrawnWithoutHarm()
    {
        const Timestamp now = m_chart->series()[0].time;
        const double price = m_chart->series()[0].close;
        for (const auto kind : drawingKinds) {
            for (const auto &[time, value] :
                {std::pair(*parseIso("1910-01-01T00:00:00Z"), 1e9), std::pair(now, -5.0),
                    std::pair(*parseIso("2150-01-01T00:00:00Z"), 0.0), std::pair(now, price)}) {
                Drawing drawing = drawingOf(kind, {});
                for (int i = 0; i < anchorCount(kind); ++i)
                    drawing.anchors.push_back(
                        i == 0 ? DrawingAnchor{now, price} : DrawingAnchor{time, value});
                QVERIFY(!board().add(drawing).isEmpty());
            }
        }
        QVERIFY(!m_chart->picture().isNull());
        for (int x = 0; x < 1000; x += 50)
            (void)m_chart->drawingAt({x, 300});
        Drawing bad = drawingOf(DrawingKind::Ray, {{now, NAN}, {now, 1}});
        QVERIFY(board().add(bad).isEmpty());
        m_chart->applyBars({}, true);
        QVERIFY(!m_chart->picture().isNull());
    }

private:
    static void kinds()
    {
        QTest::addColumn<int>("kind");
        for (const auto kind : drawingKinds)
            QTest::newRow(qPrintable(kindKey(kind))) << static_cast<int>(kind);
    }
};

QTEST_MAIN(TestDrawings)
#include "tst_drawings.moc"
