#include "engine/base/random.h"
#include "tests/charts/drawing_test.h"

#include <QClipboard>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;
using namespace std::chrono_literals;

/// Drawings that are there already: selected, moved, copied, and every step undone.
class TestDrawingEdits : public DrawingTest {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void init() { openChart(); }
    void cleanup() { closeChart(); }

    // Selecting and changing

    void aClickSelectsAndAnotherPlaceDoesNot()
    {
        const QString a = horizontal(200), b = horizontal(300);
        m_hand->click({500, 300});
        QCOMPARE(board().selection(), QStringList{b});
        m_hand->click({500, 200}, Qt::ControlModifier);
        QCOMPARE(board().selection(), (QStringList{b, a}));
        m_hand->click({500, 300}, Qt::ControlModifier);
        QCOMPARE(board().selection(), QStringList{a});
        m_hand->click({500, 450});
        QVERIFY(board().selection().isEmpty());
        m_hand->key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(board().selection().size(), 2);
        m_hand->key(Qt::Key_Escape);
        QVERIFY(board().selection().isEmpty());
    }

    void theMouseTellsWhatItIsOver()
    {
        board().setTool(DrawingKind::TrendLine);
        m_hand->move({300, 300});
        QCOMPARE(m_hand->canvas().cursor().shape(), Qt::CrossCursor);
        m_hand->drag({200, 400}, {500, 200});
        m_hand->move({350, 300});
        QCOMPARE(m_hand->canvas().cursor().shape(), Qt::PointingHandCursor);
        m_hand->move({500, 200}); // a handle of what is selected
        QCOMPARE(m_hand->canvas().cursor().shape(), Qt::SizeAllCursor);
        m_hand->press({350, 300});
        m_hand->move({380, 300}, {}, true);
        QCOMPARE(m_hand->canvas().cursor().shape(), Qt::ClosedHandCursor);
        m_hand->release({380, 300});
    }

    void aDragMovesTheWholeAsOneStep()
    {
        board().setTool(DrawingKind::TrendLine);
        m_hand->drag({200, 400}, {500, 200});
        const Drawing before = all()[0];
        const auto from = m_hand->under({350, 300}), to = m_hand->under({410, 260});
        const VisibleRange view = m_chart->visibleRange();
        m_hand->drag({350, 300}, {410, 260});
        QVERIFY(m_chart->visibleRange() == view);
        const Drawing after = all()[0];
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(after.anchors[i].time - before.anchors[i].time == to.time - from.time);
            QVERIFY(std::abs((after.anchors[i].price - before.anchors[i].price)
                        - (to.price - from.price))
                < 2.1e-5);
        }
        QCOMPARE(board().undoGroup().activeStack()->count(), 2);
        m_hand->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(all()[0] == before);
        m_hand->key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(all()[0] == after);
    }

    void aHandleMovesOneEnd()
    {
        board().setTool(DrawingKind::Ray);
        m_hand->drag({200, 400}, {500, 200});
        const Drawing before = all()[0];
        const auto to = m_hand->under({560, 330});
        m_hand->drag({500, 200}, {560, 330});
        COMPARE_ANCHORS(all()[0].anchors[0], before.anchors[0]);
        COMPARE_ANCHORS(all()[0].anchors[1], to);
    }

    void everyHandleOfARectangleMovesItsSides()
    {
        const QPoint corners[] = {{300, 200}, {500, 350}, {300, 350}, {500, 200}, {300, 275},
            {500, 275}, {400, 200}, {400, 350}};
        for (std::size_t handle = 0; handle < 8; ++handle) {
            board().removeAll();
            board().setTool(DrawingKind::Rectangle);
            m_hand->drag({300, 200}, {500, 350});
            const auto before = all()[0].anchors;
            m_hand->drag(corners[handle], corners[handle] + QPoint(40, 30));
            const auto now = all()[0].anchors;
            const bool isLeft = handle == 0 || handle == 2 || handle == 4;
            const bool isTop = handle == 0 || handle == 3 || handle == 6;
            const bool hasTime = handle < 6, hasPrice = handle < 4 || handle > 5;
            QCOMPARE(now[0].time != before[0].time, hasTime && isLeft);
            QCOMPARE(now[1].time != before[1].time, hasTime && !isLeft);
            QCOMPARE(now[0].price != before[0].price, hasPrice && isTop);
            QCOMPARE(now[1].price != before[1].price, hasPrice && !isTop);
        }
    }

    void controlAndADragClone()
    {
        const QString id = horizontal(200);
        const Drawing original = *board().set().find(id);
        m_hand->drag({500, 200}, {500, 300}, Qt::ControlModifier);
        QCOMPARE(all().size(), std::size_t{2});
        QVERIFY(*board().set().find(id) == original);
        QVERIFY(all()[1].id != id && all()[1].anchors[0].price < original.anchors[0].price);
        QCOMPARE(board().selection(), QStringList{all()[1].id});
        m_hand->key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(all().size(), std::size_t{1});
    }

    void escapeTakesADragBack()
    {
        const QString id = horizontal(200);
        const Drawing original = *board().set().find(id);
        m_hand->press({500, 200});
        m_hand->move({500, 300}, {}, true);
        m_hand->key(Qt::Key_Escape);
        m_hand->release({500, 300});
        QVERIFY(*board().set().find(id) == original);
        QCOMPARE(board().undoGroup().activeStack()->count(), 1);
    }

    void arrowsNudgeAndDeleteDeletes()
    {
        board().setTool(DrawingKind::TrendLine);
        m_hand->drag({200, 400}, {500, 200});
        const Drawing before = all()[0];
        m_hand->key(Qt::Key_Right);
        m_hand->key(Qt::Key_Right);
        m_hand->key(Qt::Key_Up);
        QVERIFY(all()[0].anchors[0].time - before.anchors[0].time == 10min);
        QVERIFY(all()[0].anchors[0].price > before.anchors[0].price);
        QCOMPARE(board().undoGroup().activeStack()->count(), 2); // the nudges are one step
        m_hand->key(Qt::Key_Delete);
        QVERIFY(all().empty());
        m_hand->key(Qt::Key_Backspace, Qt::AltModifier);
        QCOMPARE(all().size(), std::size_t{1});
        m_hand->click({700, 550});
        const double first = m_chart->visibleRange().first;
        m_hand->key(Qt::Key_Left); // nothing is selected: the chart moves
        QVERIFY(m_chart->visibleRange().first < first);
        m_hand->key(Qt::Key_Backspace); // what was drawn last
        QVERIFY(all().empty());
    }

    void whatIsLockedStaysAndLetsTheChartBeDragged()
    {
        const QString id = horizontal(200);
        board().setLocked({id}, true);
        const Drawing locked = *board().set().find(id);
        const VisibleRange view = m_chart->visibleRange();
        m_hand->drag({500, 200}, {600, 300});
        QVERIFY(*board().set().find(id) == locked);
        QVERIFY(m_chart->visibleRange() != view);
        QCOMPARE(board().selection(), QStringList{id});
        QSignalSpy refused(&board(), &DrawingBoard::refused);
        m_hand->key(Qt::Key_Delete);
        QCOMPARE(refused.count(), 1);
        QCOMPARE(all().size(), std::size_t{1});
        m_hand->key(Qt::Key_Up);
        QVERIFY(*board().set().find(id) == locked);
    }

    void hiddenOnesAreNotHit()
    {
        const QString id = horizontal(200);
        QCOMPARE(m_chart->drawingAt({500, 200}), id);
        m_hand->key(Qt::Key_H, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(board().isHidden());
        QCOMPARE(m_chart->drawingAt({500, 200}), QString());
        m_hand->key(Qt::Key_H, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(m_chart->drawingAt({500, 200}), id);
        board().setVisible({id}, false);
        QCOMPARE(m_chart->drawingAt({500, 200}), QString());
        board().undo();
        auto onHours = *board().set().find(id);
        onHours.periods = {Period::hours(1)};
        board().modify({onHours}, QStringLiteral("periods"));
        QCOMPARE(m_chart->drawingAt({500, 200}), QString());
    }

    void theFrontOneIsHitFirst()
    {
        const QString a = horizontal(200), b = horizontal(200), c = horizontal(200);
        m_hand->click({700, 550});
        QCOMPARE(m_chart->drawingAt({500, 200}), c);
        board().bringToFront({a});
        QCOMPARE(m_chart->drawingAt({500, 200}), a);
        board().sendToBack({a, c});
        QCOMPARE(m_chart->drawingAt({500, 200}), b);
        QCOMPARE(ids(), (QStringList{c, a, b})); // those two kept their order
        board().undo();
        board().undo();
        QCOMPARE(ids(), (QStringList{a, b, c}));
    }

    void aDoubleClickAsksForProperties()
    {
        const QString id = horizontal(200);
        QSignalSpy asked(&board(), &DrawingBoard::propertiesRequested);
        m_hand->doubleClick({500, 200});
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].toString(), id);
    }

    // Clipboard

    void copyAndPasteOnTheSameChart()
    {
        const QString id = horizontal(200);
        m_hand->click({500, 200});
        m_hand->key(Qt::Key_C, Qt::ControlModifier);
        m_hand->key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(all().size(), std::size_t{2});
        QVERIFY2(all()[1].anchors[0].price < all()[0].anchors[0].price, "seen beside the first");
        QCOMPARE(board().selection(), QStringList{all()[1].id});
        m_hand->key(Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(ids(), QStringList{id});
        m_hand->key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(all().size(), std::size_t{2});
    }

    void pasteOnAnotherSymbolIsInView()
    {
        board().setTool(DrawingKind::TrendLine);
        m_hand->drag({200, 400}, {500, 200});
        m_hand->key(Qt::Key_C, Qt::ControlModifier);
        auto other = std::make_unique<PriceChart>();
        other->resize(800, 500);
        Instrument yen = euroDollar();
        yen.symbol = "USD_JPY";
        yen.precision = 3;
        yen.pipLocation = -2;
        auto bars = sampleBars(5, 300, Period::minutes(15));
        for (auto &bar : bars)
            for (auto *side : {&bar.bid, &bar.mid, &bar.ask})
                for (auto *price : {&side->open, &side->high, &side->low, &side->close})
                    *price *= 140;
        other->setInstrument(yen);
        other->setPeriod(Period::minutes(15));
        other->applyBars(bars, true);
        other->show();
        QVERIFY(QTest::qWaitForWindowExposed(other.get()));
        other->refresh();
        other->setFocus();
        QTest::keyClick(other.get(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(other->drawings().set().all().size(), std::size_t{1});
        const auto [low, high] = other->priceRange();
        const auto &pasted = other->drawings().set().all()[0];
        QVERIFY(pasted.anchors[0].price < high && pasted.anchors[1].price > low);
        QVERIFY(pasted.anchors[0].price < pasted.anchors[1].price);
    }

    void foreignClipboardIsLeftAlone()
    {
        QGuiApplication::clipboard()->setText(QStringLiteral("1.2345"));
        QVERIFY(!DrawingBoard::canPaste());
        board().paste();
        QVERIFY(all().empty());
    }

    // Undo

    void undoAllIsTheStartAndRedoAllIsTheEnd_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %llu", seed) << seed;
    }

    void undoAllIsTheStartAndRedoAllIsTheEnd()
    {
        QFETCH(quint64, seed);
        Random random(seed);
        const auto pick = [&](std::size_t count) {
            return static_cast<std::size_t>(random.uniform() * static_cast<double>(count));
        };
        for (int i = 0; i < 3; ++i)
            horizontal(150 + 50 * i);
        auto &stack = *board().undoGroup().activeStack();
        stack.clear();
        std::vector<std::vector<Drawing>> states{all()};
        for (int step = 0; step < 60; ++step) {
            randomStep(pick);
            QVERIFY2(stack.index() == stack.count(), qPrintable(QString::number(seed)));
            if (stack.count() >= static_cast<int>(states.size()))
                states.push_back(all());
            else
                states.back() = all(); // merged into the step before, or nothing was done
        }
        QCOMPARE(static_cast<int>(states.size()), stack.count() + 1);
        for (auto state = states.rbegin(); state != states.rend(); ++state) {
            QVERIFY2(all() == *state,
                qPrintable(QStringLiteral("undo to %1, seed %2").arg(stack.index()).arg(seed)));
            board().undo();
        }
        for (const auto &state : states) {
            QVERIFY2(all() == state,
                qPrintable(QStringLiteral("redo to %1, seed %2").arg(stack.index()).arg(seed)));
            board().redo();
        }
    }

    void changesOfOneKindBecomeOneStep()
    {
        const QString id = horizontal(200);
        auto &stack = *board().undoGroup().activeStack();
        const Drawing before = *board().set().find(id);
        const QString merge = board().newMerge();
        for (const double width : {2.0, 3.0, 4.0}) {
            Drawing now = before;
            now.style.width = width;
            board().modify({now}, QStringLiteral("width"), merge);
        }
        QCOMPARE(stack.count(), 2);
        board().modify({before}, QStringLiteral("width"), merge);
        QCOMPARE(stack.count(), 1); // back to where it was: nothing was done
        Drawing other = before;
        other.style.width = 5;
        board().modify({other}, QStringLiteral("width"), board().newMerge());
        board().modify({before}, QStringLiteral("width"), board().newMerge());
        QCOMPARE(stack.count(), 3);
    }

    void deleteAllIsOneStep()
    {
        for (int i = 0; i < 5; ++i)
            horizontal(150 + 50 * i);
        const auto before = all();
        board().removeAll();
        QVERIFY(all().empty());
        board().undo();
        QVERIFY(all() == before);
    }

private:
    QStringList ids() const
    {
        QStringList ids;
        for (const auto &drawing : all())
            ids.append(drawing.id);
        return ids;
    }
    template <typename Pick>
    void randomStep(const Pick &pick)
    {
        const QStringList known = ids();
        QStringList some;
        for (const auto &id : known)
            if (pick(3) == 0)
                some.append(id);
        board().select(some);
        switch (pick(10)) {
        case 0:
            horizontal(100 + static_cast<int>(pick(400)));
            return;
        case 1:
            board().setTool(drawingKinds[pick(drawingKinds.size())]);
            m_hand->drag({200 + static_cast<int>(pick(200)), 300}, {600, 150});
            if (board().tool())
                m_hand->click({650, 350});
            return;
        case 2:
            return board().remove(some);
        case 3:
            return board().bringToFront(some);
        case 4:
            return board().sendToBack(some);
        case 5:
            return board().setLocked(some, pick(2) == 0);
        case 6:
            return board().setVisible(some, pick(2) == 0);
        case 7:
            m_hand->key(Qt::Key_Right);
            return;
        case 8:
            board().copy();
            return board().paste();
        default:
            if (!known.isEmpty())
                board().rename(
                    known[static_cast<qsizetype>(pick(static_cast<std::size_t>(known.size())))],
                    QStringLiteral("name %1").arg(pick(5)));
        }
    }
};

QTEST_MAIN(TestDrawingEdits)
#include "tst_drawing_edits.moc"
