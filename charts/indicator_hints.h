#pragma once

#include <QObject>

namespace agora::charts {

class ChartScene;
class PriceChart;

/// Tooltips over the marks that indicators set (candlestick patterns, fractals). Belongs to the
/// chart.
class IndicatorHints final : public QObject {
public:
    IndicatorHints(PriceChart &chart, ChartScene &scene);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ChartScene &m_scene;
};

} // namespace agora::charts
