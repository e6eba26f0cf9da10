#pragma once

#include "charts/axes_painter.h"
#include "charts/chart_canvas.h"
#include "charts/chart_data.h"
#include "charts/chart_navigation.h"
#include "charts/legend.h"
#include "charts/pane_stack.h"
#include "charts/price_chart.h"
#include "charts/shown_marks.h"
#include "charts/trading/brain_plots.h"
#include "charts/view_window.h"

#include <QPointF>
#include <QTimer>

#include <functional>
#include <memory>

namespace agora::charts {

/// The picture of a PriceChart: lays out panes and draws them layer by layer on its canvas, once
/// for any number of changes, and only the newest bars when nothing else has moved.
class ChartScene {
public:
    explicit ChartScene(PriceChart &chart);
    ~ChartScene();
    ChartScene(const ChartScene &) = delete;
    ChartScene &operator=(const ChartScene &) = delete;

    ChartData data;
    ViewWindow view;
    ChartNavigation navigation;
    BrainPlots plots;
    ChartTheme theme = ChartTheme::dark();
    ChartState state = ChartState::NoData;
    QString stateWords;
    QString stateAction; ///< what a click on them asks for; empty = nothing
    bool isGridVisible = true;
    bool isVolumeVisible = false;
    VolumePlace volumePlace = VolumePlace::Overlay;
    bool areQuoteLinesVisible = true;
    bool areSessionBreaksVisible = false;
    SessionBreaks sessionBreaks = SessionBreaks::TradingDays;
    ShownMarks shown;
    bool isLegendVisible = true;
    ScaleKind kindBeforeComparison = ScaleKind::Linear;
    bool isCrosshairVisible = true;

    /// What the user has drawn, between the bars and the read-outs: painted, and its tags in the
    /// scale of prices.
    struct Drawings {
        std::function<void(QPainter &)> paint;
        std::function<void(std::vector<AxisTag> &)> addTags;
    };
    Drawings drawings;

    /// Hover: only what lies on top, such as read-outs and quotes. Bars: the newest bars, or their
    /// values. All: anything.
    enum class Change { Hover, Bars, All };
    void mark(Change change);
    void refresh();
    void applyTheme() { mark(Change::All); }
    [[nodiscard]] QPixmap picture(double scale);
    /// Draws the whole chart at its own size, whatever the painter draws on.
    void render(QPainter &painter);

    /// Where the mouse is; nothing when it is elsewhere.
    void setHover(std::optional<QPointF> at);
    [[nodiscard]] std::optional<QPointF> hover() const { return m_hover; }
    void replaceHover(std::optional<QPointF> at) { m_hover = at; } ///< tells nobody
    /// Bar that the legends and read-outs are about: under the mouse, else the newest.
    [[nodiscard]] std::optional<std::size_t> readBar() const;
    [[nodiscard]] QFont font() const { return m_chart.font(); }
    /// Of axes and tags: kept, as a font that is made anew looks for its letters anew.
    [[nodiscard]] const QFont &smallFont() const;

    [[nodiscard]] QWidget &plotWidget() { return m_canvas->widget(); }
    [[nodiscard]] QPaintDevice *device() const { return &m_canvas->widget(); }
    [[nodiscard]] PaneStack &stack() { return m_stack; }
    [[nodiscard]] const PaneStack &stack() const { return m_stack; }
    [[nodiscard]] PaneFrame frame(std::size_t pane) const;
    [[nodiscard]] const std::vector<TimeLabel> &labels() const { return m_labels; }
    [[nodiscard]] const std::vector<std::size_t> &breaks() const { return m_breaks; }
    [[nodiscard]] QStringList legendText() const;
    /// Indicator whose name or line lies at that point.
    [[nodiscard]] QString indicatorAt(const QPointF &at) const;
    /// Symbol whose legend or line lies at that point.
    [[nodiscard]] QString comparisonAt(const QPointF &at) const;
    [[nodiscard]] QColor colorOf(const Comparison &comparison) const;
    /// The map of the price pane as the compared symbol lies in it.
    [[nodiscard]] PaneMap mapOf(const Comparison &comparison) const;
    /// The zone as the corner of the time axis names it: `New York UTC−4`, shorter where that does
    /// not fit. Its offset is that of the newest bar in view.
    [[nodiscard]] QString zoneText() const;
    [[nodiscard]] QRectF zoneArea() const;
    /// What an event mark of an indicator, or the zone, at that point says.
    [[nodiscard]] QString hintAt(const QPointF &at) const;

private:
    /// What all of the picture hangs on; where it stays, new prices change the newest bars only.
    struct Framing {
        QSize size;
        VisibleRange range;
        double scaleWidth = 0;
        std::vector<QRectF> areas;
        std::vector<PriceScale> scales;
        std::vector<double> percentBases; ///< of the panes, then of compared symbols
        std::vector<Extent> ownScales; ///< of indicators that have their own over the price
        double greatestVolume = 0;
        bool operator==(const Framing &) const = default;
    };

    void finishCalculations();
    QRectF update();
    void layOut();
    void prepare();
    void prepareScale(std::size_t pane, std::size_t begin, std::size_t end, bool isSteady);
    void preparePercent(std::size_t begin, std::size_t end);
    [[nodiscard]] double factorOf(std::size_t comparison) const;
    void prepareTicks(std::size_t pane);
    [[nodiscard]] Framing framing() const;
    [[nodiscard]] double neededScaleWidth() const;
    [[nodiscard]] std::vector<const IndicatorLayer *> layersOf(std::size_t pane) const;
    [[nodiscard]] std::vector<LegendRow> legendRows(std::size_t pane) const;
    [[nodiscard]] QRectF legendArea(std::size_t pane) const;
    /// Of the price pane: where its legend and its status are, so that marks put no texts there.
    [[nodiscard]] std::vector<QRectF> wordsOfPrice() const;
    [[nodiscard]] std::optional<LegendSpot> legendAt(const QPointF &at) const;
    [[nodiscard]] QString hoverText() const;

    /// In the image, within `m_clip`.
    void paintStill(QPainter &painter, const QRectF &part);
    void paintBack(QPainter &painter);
    void paintData(QPainter &painter);
    void paintMarks(QPainter &painter);
    void paintBreaks(QPainter &painter);
    void paintComparisons(QPainter &painter);
    void paintTimeAxis(QPainter &painter);
    /// On top of it, with every frame.
    void paintMoving(QPainter &painter);
    void paintValueAxes(QPainter &painter);
    void paintHover(QPainter &painter);
    void paintLegends(QPainter &painter);
    void paintCrosshair(QPainter &painter);
    void announce();
    void announceHover();

    PriceChart &m_chart;
    std::unique_ptr<ChartCanvas> m_canvas;
    PaneStack m_stack;
    QTimer m_timer;
    std::optional<Change> m_pending;
    std::optional<QPointF> m_hover;
    std::vector<TimeLabel> m_labels;
    std::vector<std::size_t> m_breaks; ///< bars that open a session
    std::vector<double> m_comparisonBases; ///< prices that are 0 %, one a comparison
    QRectF m_clip; ///< part of the image that is being drawn; empty = all
    Framing m_framing; ///< of the image
    VisibleRange m_framedRange; ///< range for which the scales were framed
    VisibleRange m_announcedRange;
    bool m_announcedAutoScroll = true;
    QString m_announcedHover;
    double m_scaleWidth = 0;
    mutable QFont m_usualFont;
    mutable std::optional<QFont> m_smallFont; ///< made of the usual one
};

} // namespace agora::charts
