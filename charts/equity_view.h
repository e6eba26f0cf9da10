#pragma once

#include "charts/axes_painter.h"
#include "charts/chart_theme.h"

#include "engine/base/zone.h"
#include "engine/model/trading.h"

#include <QtCharts/QAreaSeries>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <vector>

namespace agora::charts {

/// Qt Charts draws the lines; grid, scale and words are those of the price chart, so that both look
/// alike.
class EquityView final : public QChartView {
public:
    struct Look {
        ChartTheme theme = ChartTheme::dark();
        Zone zone = Zone::utc();
        QString currency;
        QString emptyText;
    } look;

    explicit EquityView(QWidget *parent);

    std::vector<EquityPoint> points; ///< ascending by time

    /// Shows the points and the look as they are now.
    void layOut();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    void frameValues();
    void style();
    void fillSeries();
    [[nodiscard]] QString money(double value, int decimals) const;
    void paintLegendOf(QPainter &painter) const;

    QLineSeries *m_balance; // the series and axes belong to the chart
    QLineSeries *m_equity;
    QLineSeries *m_edge; ///< of the area
    QAreaSeries *m_area;
    QValueAxis *m_time;
    QValueAxis *m_value;
    PaneFrame m_frame; ///< bars are milliseconds here
    std::vector<InstantLabel> m_labels;
};

} // namespace agora::charts
