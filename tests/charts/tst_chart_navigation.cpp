#include "charts/price_chart.h"
#include "tests/charts/samples.h"

#include <QFile>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

constexpr QPoint middle(400, 200);
constexpr QPoint scaleColumn(975, 200);

void move(QWidget *widget, QPoint at, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys = {})
{
    QMouseEvent event(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, buttons, keys);
    QCoreApplication::sendEvent(widget, &event);
}

void drag(QWidget *widget, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
    Qt::KeyboardModifiers keys = {})
{
    QTest::mousePress(widget, button, keys, from);
    move(widget, (from + to) / 2, button, keys);
    move(widget, to, button, keys);
    QTest::mouseRelease(widget, button, keys, to);
}

void turn(QWidget *widget, QPoint at, QPoint angle, Qt::KeyboardModifiers keys = {},
    QPoint pixels = {}, Qt::ScrollPhase phase = Qt::NoScrollPhase)
{
    QWheelEvent event(
        at, widget->mapToGlobal(QPointF(at)), pixels, angle, Qt::NoButton, keys, phase, false);
    QCoreApplication::sendEvent(widget, &event);
}

} // namespace

class ChartNavigationTest final : public QObject {
    Q_OBJECT

private:
    std::vector<QuoteBar> m_bars;
    std::unique_ptr<PriceChart> m_chart;
    QWidget *m_plot = nullptr;

    std::vector<QuoteBar> next(std::size_t count) const
    {
        return {m_bars.begin() + 1000, m_bars.begin() + 1000 + static_cast<std::ptrdiff_t>(count)};
    }
    double barAt(QPoint at) const
    {
        const auto range = m_chart->visibleRange();
        const QRectF plot = m_chart->plotArea();
        return range.first + (at.x() - plot.left()) / plot.width() * range.bars();
    }

private slots:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        m_bars = sampleBars(3, 1200);
        m_chart = std::make_unique<PriceChart>();
        m_chart->setInstrument(euroDollar());
        m_chart->setPeriod(Period::minutes(5));
        m_chart->applyBars({m_bars.data(), 1000}, true);
        m_chart->resize(1000, 500);
        m_chart->show();
        m_chart->refresh();
        m_plot = m_chart->childAt(middle);
    }

    // The picture stands still while data goes on arriving; one key returns to live.
    void pausesAndGoesLive()
    {
        m_chart->setQuote(1.08, 1.0801);
        m_chart->setNow(m_bars[999].openTime + std::chrono::minutes(3));
        m_chart->refresh();
        QSignalSpy told(m_chart.get(), &PriceChart::pausedChanged);
        QTest::keyClick(m_chart.get(), Qt::Key_Space);
        QVERIFY(m_chart->isPaused());
        QCOMPARE(told.size(), 1);
        m_chart->refresh();
        const auto before = m_chart->picture().toImage();
        const auto range = m_chart->visibleRange();
        auto forming = m_bars[999];
        forming.mid.close += 0.01;
        forming.mid.high = forming.mid.close;
        m_chart->applyBars({&forming, 1}, false);
        m_chart->applyBars(next(50), false);
        m_chart->setQuote(1.3, 1.3001);
        m_chart->setNow(m_bars[1049].openTime + std::chrono::minutes(1));
        m_chart->refresh();
        QCOMPARE(m_chart->series().size(), 1000u);
        QCOMPARE(m_chart->visibleRange(), range);
        QVERIFY(m_chart->picture().toImage() == before);
        QCOMPARE(m_chart->heldBars(), 50);

        m_chart->scrollBars(-300); // it can still be looked around in
        QVERIFY(!m_chart->isAutoScroll());
        QTest::keyClick(m_chart.get(), Qt::Key_Space);
        QVERIFY(!m_chart->isPaused());
        QCOMPARE(m_chart->heldBars(), 0);
        QCOMPARE(m_chart->series().size(), 1050u);
        QVERIFY(m_chart->isAutoScroll());
        QCOMPARE(m_chart->series()[50].close, forming.mid.close); // nothing was lost
    }

    void aClickOnThePauseBannerGoesLive()
    {
        m_chart->setPaused(true);
        m_chart->refresh();
        QVERIFY(!m_chart->grab().isNull()); // the banner is where it was drawn
        const QRectF plot = m_chart->plotArea();
        const QPoint banner(
            static_cast<int>(plot.center().x()), static_cast<int>(plot.bottom()) - 20);
        move(m_plot, banner, Qt::NoButton);
        QCOMPARE(m_plot->cursor().shape(), Qt::PointingHandCursor);
        QTest::mouseClick(m_plot, Qt::LeftButton, {}, banner);
        QVERIFY(!m_chart->isPaused());
    }

    void historyThatComesInAPauseDoesNotUnfreezeTheEnd()
    {
        m_chart->setPeriod(Period::minutes(1));
        m_chart->setPeriod(Period::minutes(5));
        m_chart->applyBars({m_bars.data() + 300, 600}, true);
        auto frozen = m_bars[899];
        frozen.mid.close += 0.0003;
        frozen.mid.high = std::max(frozen.mid.high, frozen.mid.close);
        m_chart->applyBars({&frozen, 1}, false);
        m_chart->setPaused(true);
        m_chart->applyBars({m_bars.data(), 950}, true); // older in front, newer behind
        QCOMPARE(m_chart->series().size(), 900u);
        QCOMPARE(m_chart->series()[0].close, frozen.mid.close);
        QCOMPARE(m_chart->heldBars(), 50);
        m_chart->setPaused(false);
        QCOMPARE(m_chart->series().size(), 950u);
        QCOMPARE(m_chart->series()[50].close, m_bars[899].mid.close);
    }

    void anotherPeriodEndsThePause()
    {
        m_chart->setPaused(true);
        m_chart->setPeriod(Period::minutes(15));
        QVERIFY(!m_chart->isPaused());
        m_chart->setPaused(true);
        m_chart->setPriceSide(PriceSide::Bid);
        QVERIFY(!m_chart->isPaused());
    }

    // Older bars come in front of those that are looked at: not a pixel moves.
    void olderBarsDoNotMoveThePicture()
    {
        m_chart->applyBars({m_bars.data() + 400, 600}, true);
        m_chart->scrollBars(-217.25);
        m_chart->refresh();
        const auto range = m_chart->visibleRange();
        const auto picture = m_chart->picture().toImage();
        m_chart->applyBars({m_bars.data(), 1000}, true);
        m_chart->refresh();
        QCOMPARE(m_chart->visibleRange().first, range.first + 400);
        QCOMPARE(m_chart->visibleRange().last, range.last + 400);
        QVERIFY(m_chart->picture().toImage() == picture);
        m_chart->scrollToEnd(); // and the same while the newest bar is followed
        m_chart->refresh();
        const auto live = m_chart->visibleRange();
        m_chart->applyBars({m_bars.data() + 400, 600}, true);
        m_chart->refresh();
        QCOMPARE(m_chart->visibleRange().last, live.last - 400);
        QVERIFY(m_chart->isAutoScroll());
    }

    // Part by part, and nothing of it is seen before all of it is there.
    void aLongSnapshotComesInParts()
    {
        m_chart->applyBars({m_bars.data() + 400, 600}, true);
        m_chart->scrollBars(-217.25);
        m_chart->refresh();
        const auto range = m_chart->visibleRange();
        m_chart->stageBars({m_bars.data(), 500}, true);
        m_chart->applyBars(next(1), false); // what is live goes on meanwhile
        m_chart->refresh();
        QCOMPARE(m_chart->series().size(), 601u);
        const auto picture = m_chart->picture().toImage();
        m_chart->stageBars({m_bars.data() + 500, 501}, false);
        QVERIFY(m_chart->picture().toImage() == picture);
        m_chart->showStaged();
        m_chart->refresh();
        QCOMPARE(m_chart->series().size(), 1001u);
        QCOMPARE(m_chart->visibleRange().first, range.first + 400);
        QVERIFY(m_chart->picture().toImage() == picture);
        m_chart->applyBars({m_bars.data() + 1001, 1}, false);
        QCOMPARE(m_chart->series().size(), 1002u);
    }

    void comparedSymbolsKeepTheirBars()
    {
        auto other = euroDollar();
        other.symbol = "GBP_USD";
        QVERIFY(m_chart->addComparison(other));
        m_chart->applyComparisonBars("GBP_USD", {m_bars.data(), 1000}, true);
        m_chart->refresh();
        const auto picture = m_chart->picture().toImage();
        m_chart->applyBars({m_bars.data(), 1000}, true); // the engine came back
        m_chart->refresh();
        QVERIFY(m_chart->picture().toImage() == picture);
    }

    void theWheelDoesWhatWasChosen()
    {
        const auto start = m_chart->visibleRange();
        turn(m_plot, middle, {0, 120});
        QVERIFY(m_chart->visibleRange().bars() < start.bars());
        QVERIFY(m_chart->isAutoScroll()); // the newest bar stays
        const double under = barAt(middle);
        turn(m_plot, middle, {0, 120}, Qt::ControlModifier);
        QVERIFY(std::abs(barAt(middle) - under) < 1e-6); // what is under the mouse stays
        turn(m_plot, middle, {0, -120}, Qt::ControlModifier);
        m_chart->setWheelAction(WheelAction::Scroll);
        const auto before = m_chart->visibleRange();
        turn(m_plot, middle, {0, 120});
        QCOMPARE(m_chart->visibleRange().bars(), before.bars());
        QCOMPARE(m_chart->visibleRange().last, before.last - 3);
        m_chart->setWheelAction(WheelAction::ZoomAtMouse);
        const double here = barAt(middle);
        turn(m_plot, middle, {0, 240});
        QVERIFY(std::abs(barAt(middle) - here) < 1e-6);
        const auto zoomed = m_chart->visibleRange();
        turn(m_plot, middle, {0, 120}, Qt::ShiftModifier);
        QCOMPARE(m_chart->visibleRange().bars(), zoomed.bars());
        QVERIFY(m_chart->visibleRange().last < zoomed.last);
        const auto shifted = m_chart->visibleRange();
        turn(m_plot, middle, {-120, 0}); // a sideways wheel
        QVERIFY(m_chart->visibleRange().last > shifted.last);
    }

    void touchpadsSlideAndPinch()
    {
        m_chart->scrollBars(-300);
        m_chart->refresh();
        const auto start = m_chart->visibleRange();
        const double pixelsPerBar = m_chart->plotArea().width() / start.bars();
        turn(m_plot, middle, {100, 0}, {}, {50, 3}, Qt::ScrollUpdate);
        QVERIFY(std::abs(m_chart->visibleRange().last - (start.last - 50 / pixelsPerBar)) < 1e-6);
        const double under = barAt(middle);
        turn(m_plot, middle, {0, 60}, {}, {2, 40}, Qt::ScrollUpdate);
        QVERIFY(m_chart->visibleRange().bars() < start.bars());
        QVERIFY(std::abs(barAt(middle) - under) < 1e-6);
        const auto before = m_chart->visibleRange();
        QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(),
            2, middle, middle, m_plot->mapToGlobal(QPointF(middle)), -0.2, {});
        QCoreApplication::sendEvent(m_plot, &pinch);
        QVERIFY(std::abs(m_chart->visibleRange().bars() / before.bars() - std::exp(0.2)) < 1e-6);
        QVERIFY(std::abs(barAt(middle) - under) < 1e-6);
    }

    void aBoxIsZoomedInto()
    {
        m_chart->startBoxZoom();
        const double left = barAt({300, 0});
        const double right = barAt({600, 0});
        drag(m_plot, {300, 100}, {600, 260});
        const auto range = m_chart->visibleRange();
        QVERIFY(std::abs(range.first - left) < 0.01);
        QVERIFY(std::abs(range.last - right) < 0.01);
        QVERIFY(!m_chart->isAutoPriceScale());
        m_chart->refresh();
        const auto prices = m_chart->priceRange();
        drag(m_plot, {500, 100}, {450, 100}); // the next drag pans again
        QVERIFY(m_chart->visibleRange().first > range.first);
        QCOMPARE(m_chart->visibleRange().bars(), range.bars());
        m_chart->resetView();
        QVERIFY(m_chart->isAutoPriceScale());
        QVERIFY(m_chart->isAutoScroll());
        m_chart->refresh();
        QVERIFY(m_chart->priceRange() != prices);
        // The middle button does it without asking, a slip of the hand and Esc do nothing.
        drag(m_plot, {300, 100}, {600, 260}, Qt::MiddleButton);
        QVERIFY(!m_chart->isAutoPriceScale());
        m_chart->resetView();
        const auto usual = m_chart->visibleRange();
        m_chart->startBoxZoom();
        drag(m_plot, {300, 100}, {302, 101});
        QCOMPARE(m_chart->visibleRange(), usual);
        m_chart->startBoxZoom();
        QTest::keyClick(m_chart.get(), Qt::Key_Escape);
        drag(m_plot, {300, 100}, {400, 200});
        QVERIFY(m_chart->isAutoPriceScale());
    }

    void aScaleIsDraggedFixedAndFreed()
    {
        QVERIFY(m_chart->isAutoPriceScale());
        drag(m_plot, scaleColumn, scaleColumn + QPoint(0, 50));
        QVERIFY(!m_chart->isAutoPriceScale());
        m_chart->refresh();
        m_chart->grab(); // draws the mark
        const QRectF plot = m_chart->plotArea();
        const QPoint mark(plot.topRight().toPoint() + QPoint(-9, 10));
        QTest::mouseClick(m_plot, Qt::LeftButton, {}, mark);
        QVERIFY(m_chart->isAutoPriceScale());
        // Ctrl+drag moves freely, and fixes the scale; then Up and Down move it too.
        m_chart->refresh();
        const auto prices = m_chart->priceRange();
        drag(m_plot, middle, middle + QPoint(0, 60), Qt::LeftButton, Qt::ControlModifier);
        QVERIFY(!m_chart->isAutoPriceScale());
        m_chart->refresh();
        const auto lifted = m_chart->priceRange();
        QVERIFY(lifted.first > prices.first && lifted.second > prices.second);
        QTest::keyClick(m_chart.get(), Qt::Key_Down);
        m_chart->refresh();
        QVERIFY(m_chart->priceRange().first < lifted.first);
        QTest::mouseDClick(m_plot, Qt::LeftButton, {}, scaleColumn);
        QVERIFY(m_chart->isAutoPriceScale());
    }

    void anOscillatorIsScaledByHandToo()
    {
        IndicatorSetup rsi;
        rsi.key = "rsi";
        QVERIFY(m_chart->addIndicator(rsi));
        m_chart->refresh();
        const QRectF pane = m_chart->plotArea(1);
        const auto before = m_chart->grab().toImage();
        const QPoint column(scaleColumn.x(), static_cast<int>(pane.center().y()));
        drag(m_plot, column, column + QPoint(0, 30));
        m_chart->refresh();
        QVERIFY(m_chart->grab().toImage() != before);
        QVERIFY(m_chart->isAutoPriceScale()); // that of the price stays as it was
        QTest::mouseDClick(m_plot, Qt::LeftButton, {}, column);
        m_chart->refresh();
        move(m_plot, {-5, -5}, Qt::NoButton);
        QVERIFY(m_chart->grab().toImage() == before);
    }

    void controlArrowsZoom()
    {
        const auto start = m_chart->visibleRange();
        QTest::keyClick(m_chart.get(), Qt::Key_Up, Qt::ControlModifier);
        QVERIFY(m_chart->visibleRange().bars() < start.bars());
        QTest::keyClick(m_chart.get(), Qt::Key_Down, Qt::ControlModifier);
        QVERIFY(std::abs(m_chart->visibleRange().bars() - start.bars()) < 1e-6);
    }

    void aCrosshairIsToldAndShown()
    {
        QSignalSpy moved(m_chart.get(), &PriceChart::crosshairMoved);
        move(m_plot, middle, Qt::NoButton);
        QCOMPARE(moved.size(), 1);
        const auto point = m_chart->crosshair();
        QVERIFY(point && point->price);
        QCOMPARE(
            point->time, m_bars[static_cast<std::size_t>(std::lround(barAt(middle)))].openTime);
        QCOMPARE(m_chart->readBar(), static_cast<std::size_t>(std::lround(barAt(middle))));

        PriceChart other;
        other.setInstrument(euroDollar());
        other.setPeriod(Period::minutes(5));
        other.applyBars({m_bars.data(), 1000}, true);
        other.resize(1000, 500);
        other.show();
        other.refresh();
        const auto without = other.grab().toImage();
        other.setLinkedCrosshair(point);
        other.refresh();
        const auto with = other.grab().toImage();
        QVERIFY(with != without);
        QVERIFY(other.picture().toImage() == other.picture().toImage());
        other.setLinkedCrosshair(std::nullopt);
        other.refresh();
        QVERIFY(other.grab().toImage() == without);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_plot, &leave);
        QVERIFY(!m_chart->crosshair());
        QCOMPARE(m_chart->readBar(), std::optional<std::size_t>(999));
    }

    void theRightMarginIsASetting()
    {
        for (const double share : {0.0, 0.2, 0.5}) {
            m_chart->setRightMargin(share);
            m_chart->scrollToEnd();
            m_chart->refresh();
            const auto range = m_chart->visibleRange();
            QVERIFY(std::abs((range.last - 999.5) / range.bars() - share) < 1e-6);
        }
        m_chart->setRightMargin(3);
        QCOMPARE(m_chart->rightMargin(), 0.5);
    }

    void theStatusIsOnTheScreenOnly()
    {
        const auto plain = m_chart->picture().toImage();
        m_chart->setStatus(QStringLiteral("Live"), StatusTone::Good);
        m_chart->refresh();
        QCOMPARE(m_chart->status(), QStringLiteral("Live"));
        QVERIFY(m_chart->picture().toImage() == plain);
        m_chart->setPaused(true);
        m_chart->refresh();
        QVERIFY(m_chart->picture().toImage() == plain);
        QVERIFY(m_chart->grab().toImage() != plain);
    }

    void isSavedAsLinesAndLetters()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("chart.svg"));
        QVERIFY(m_chart->savePicture(file));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto text = written.readAll();
        QVERIFY(text.contains("<svg"));
        QVERIFY(text.count("<text") > 5); // labels are letters
        QVERIFY(text.contains("EUR/USD"));
        QVERIFY(!text.contains("<image")); // and nothing is a picture of pixels
        QVERIFY(m_chart->savePicture(folder.filePath(QStringLiteral("chart.png")), 2));
        QCOMPARE(QImage(folder.filePath(QStringLiteral("chart.png"))).size(), QSize(2000, 1000));
        const auto refused = m_chart->savePicture(QStringLiteral("/no/such/folder/chart.svg"));
        QVERIFY(!refused
            && refused.error().message.find("/no/such/folder/chart.svg") != std::string::npos);
    }

    void isDrawnOnPaperInOtherColours()
    {
        QImage page(1400, 1400, QImage::Format_RGB32);
        page.fill(Qt::red);
        const auto light = ChartTheme::light();
        QVERIFY(m_chart->draw(page, QRectF(100, 100, 1200, 1200), &light));
        QCOMPARE(page.pixelColor(50, 50), QColor(Qt::red)); // only the target
        QCOMPARE(page.pixelColor(130, 100 + 500), light.background);
        QCOMPARE(m_chart->theme().name, QStringLiteral("dark")); // the screen keeps its own
        QVERIFY(page.pixelColor(700, 100 + 700) == QColor(Qt::red)); // the shape is kept
    }

    void emptyChartsCanBeMovedAround()
    {
        PriceChart empty;
        empty.resize(400, 300);
        empty.show();
        auto *plot = empty.childAt(200, 100);
        turn(plot, {100, 100}, {0, 120}, Qt::ControlModifier);
        drag(plot, {100, 100}, {200, 200}, Qt::MiddleButton);
        drag(plot, {100, 100}, {200, 200}, Qt::LeftButton, Qt::ControlModifier);
        for (const int key :
            {Qt::Key_Home, Qt::Key_End, Qt::Key_Space, Qt::Key_Space, Qt::Key_PageUp})
            QTest::keyClick(&empty, static_cast<Qt::Key>(key));
        empty.resetView();
        QVERIFY(!empty.readBar() && !empty.crosshair());
        QVERIFY(!empty.isPaused());
    }
};

QTEST_MAIN(ChartNavigationTest)
#include "tst_chart_navigation.moc"
