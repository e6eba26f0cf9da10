#pragma once

#include "charts/axes_painter.h"
#include "charts/chart_data.h"
#include "charts/legend.h"
#include "charts/pane_stack.h"
#include "charts/price_chart.h"
#include "charts/view_window.h"

#include <QPointF>
#include <QTimer>

class QCustomPlot;

namespace agora::charts {

/// The picture of a PriceChart: lays out panes and draws them layer by layer inside a QCustomPlot,
/// once for any number of changes.
class ChartScene {
public:
    explicit ChartScene(PriceChart &chart);
    ~ChartScene();
    ChartScene(const ChartScene &) = delete;
    ChartScene &operator=(const ChartScene &) = delete;

    ChartData data;
    ViewWindow view;
    ChartTheme theme = ChartTheme::dark();
    ChartState state = ChartState::NoData;
    QString stateWords;
    bool isGridVisible = true;
    bool isVolumeVisible = false;
    bool areQuoteLinesVisible = true;
    bool isCrosshairVisible = true;

    enum class Change { Hover, All };
    void mark(Change change);
    void refresh();
    void applyTheme();
    [[nodiscard]] QPixmap picture(double scale);

    /// Where the mouse is; nothing when it is elsewhere.
    void setHover(std::optional<QPointF> at);

    [[nodiscard]] QWidget &plotWidget();
    [[nodiscard]] PaneStack &stack() { return *m_stack; }
    [[nodiscard]] PaneFrame frame(std::size_t pane) const;
    [[nodiscard]] const std::vector<TimeLabel> &labels() const { return m_labels; }
    [[nodiscard]] QStringList legendText() const;
    /// Indicator whose name or line lies at that point.
    [[nodiscard]] QString indicatorAt(const QPointF &at) const;
    /// What an event mark of an indicator at that point says.
    [[nodiscard]] QString hintAt(const QPointF &at) const;

private:
    void addLayers();
    void layOut();
    void prepare();
    void prepareScale(std::size_t pane, std::size_t begin, std::size_t end, bool isSteady);
    void prepareTicks(std::size_t pane);
    [[nodiscard]] double neededScaleWidth() const;
    [[nodiscard]] std::vector<const IndicatorLayer *> layersOf(std::size_t pane) const;
    [[nodiscard]] std::optional<std::size_t> readBar() const;
    [[nodiscard]] std::vector<LegendRow> legendRows(std::size_t pane) const;
    [[nodiscard]] QString hoverText() const;

    void paintBack(QPainter &painter);
    void paintData(QPainter &painter);
    void paintMarks(QPainter &painter);
    void paintAxes(QPainter &painter);
    void paintHover(QPainter &painter);
    void paintLegends(QPainter &painter);
    void paintCrosshair(QPainter &painter);
    void announce();

    PriceChart &m_chart;
    QCustomPlot *m_plot; // child of the chart
    std::unique_ptr<PaneStack> m_stack;
    QTimer m_timer;
    std::optional<Change> m_pending;
    std::optional<QPointF> m_hover;
    std::vector<TimeLabel> m_labels;
    std::vector<LegendSpot> m_legendSpots;
    VisibleRange m_framedRange; ///< range for which the scales were framed
    VisibleRange m_announcedRange;
    bool m_announcedAutoScroll = true;
    double m_scaleWidth = 0;
};

} // namespace agora::charts
