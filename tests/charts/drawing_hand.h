#pragma once

#include "charts/drawing/drawing_board.h"
#include "charts/price_chart.h"
#include "tests/charts/samples.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>

namespace agora::tests {

/// A hand on the mouse and on the keys of a chart.
class DrawingHand {
public:
    explicit DrawingHand(charts::PriceChart &chart) : m_chart(chart) {}

    [[nodiscard]] QWidget &canvas() const { return *m_chart.childAt(10, 10); }
    void press(const QPoint &at, Qt::KeyboardModifiers keys = {}) const
    {
        send(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton, keys);
    }
    void release(const QPoint &at, Qt::KeyboardModifiers keys = {}) const
    {
        send(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton, keys);
    }
    void move(const QPoint &at, Qt::KeyboardModifiers keys = {}, bool isHeld = false) const
    {
        send(QEvent::MouseMove, at, Qt::NoButton, isHeld ? Qt::LeftButton : Qt::NoButton, keys);
    }
    void click(const QPoint &at, Qt::KeyboardModifiers keys = {}) const
    {
        move(at, keys);
        press(at, keys);
        release(at, keys);
    }
    void doubleClick(const QPoint &at) const
    {
        click(at);
        send(QEvent::MouseButtonDblClick, at, Qt::LeftButton, Qt::LeftButton, {});
        release(at);
    }
    void rightClick(const QPoint &at) const
    {
        send(QEvent::MouseButtonPress, at, Qt::RightButton, Qt::RightButton, {});
        send(QEvent::MouseButtonRelease, at, Qt::RightButton, Qt::NoButton, {});
    }
    void drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers keys = {}) const
    {
        move(from, keys);
        press(from, keys);
        for (int step = 1; step <= 4; ++step)
            move(from + (to - from) * step / 4, keys, true);
        release(to, keys);
    }
    void key(int key, Qt::KeyboardModifiers keys = {}) const
    {
        QTest::keyClick(&m_chart, static_cast<Qt::Key>(key), keys);
    }
    /// What the crosshair reads there: the bar's time and the price, as the user sees them.
    [[nodiscard]] charts::DrawingAnchor under(const QPoint &at) const
    {
        move(at);
        const auto read = m_chart.crosshair();
        if (!read || !read->price)
            return {};
        return {read->time, m_chart.instrument().roundPrice(*read->price)};
    }

private:
    void send(QEvent::Type type, const QPoint &at, Qt::MouseButton button, Qt::MouseButtons held,
        Qt::KeyboardModifiers keys) const
    {
        QWidget &widget = canvas();
        QMouseEvent event(type, at, widget.mapToGlobal(at), button, held, keys);
        QApplication::sendEvent(&widget, &event);
    }

    charts::PriceChart &m_chart;
};

/// EUR/USD, five minutes, 400 bars of which 150 are in view.
inline std::unique_ptr<charts::PriceChart> drawingChart(Period period = Period::minutes(5))
{
    auto chart = std::make_unique<charts::PriceChart>();
    chart->resize(1000, 600);
    chart->setInstrument(euroDollar());
    chart->setPeriod(period);
    chart->applyBars(sampleBars(1, 400, period), true);
    chart->show();
    chart->setVisibleRange({269.5, 419.5});
    chart->refresh();
    return chart;
}

inline charts::Drawing drawingOf(
    charts::DrawingKind kind, std::vector<charts::DrawingAnchor> anchors)
{
    charts::Drawing drawing;
    drawing.kind = kind;
    drawing.style = charts::usualStyle(kind);
    drawing.anchors = std::move(anchors);
    return drawing;
}

inline QByteArray describe(const charts::DrawingAnchor &anchor)
{
    return QByteArray::fromStdString(formatIso(anchor.time, 9)) + ' '
        + QByteArray::number(anchor.price, 'g', 12);
}

#define COMPARE_ANCHORS(actual, expected) QCOMPARE(describe(actual), describe(expected))

} // namespace agora::tests
