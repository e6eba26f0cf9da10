#pragma once

#include "tests/charts/drawing_hand.h"

#include <QObject>

#include <memory>

namespace agora::tests {

/// A test of drawings: every function begins with a new chart that has the focus, and a hand on it.
class DrawingTest : public QObject {
protected:
    void openChart()
    {
        m_chart = drawingChart();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
        m_chart->setFocus();
        m_hand = std::make_unique<DrawingHand>(*m_chart);
    }
    void closeChart()
    {
        m_hand.reset();
        m_chart.reset();
    }
    [[nodiscard]] charts::DrawingBoard &board() const { return m_chart->drawings(); }
    [[nodiscard]] const std::vector<charts::Drawing> &all() const { return board().set().all(); }
    /// A horizontal line at that height of the chart.
    [[maybe_unused]] QString horizontal(int y) const
    {
        return board().add(
            drawingOf(charts::DrawingKind::HorizontalLine, {m_hand->under({300, y})}));
    }

    std::unique_ptr<charts::PriceChart> m_chart;
    std::unique_ptr<DrawingHand> m_hand;
};

} // namespace agora::tests
