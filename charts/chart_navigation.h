#pragma once

#include "charts/chart_data.h"
#include "charts/navigation_types.h"

#include <QRectF>

namespace agora::charts {

/// What came while a chart is paused, merged: the newest version of each bar, the newest quote.
class HeldNews {
public:
    void hold(std::span<const QuoteBar> bars);
    void clear() { *this = {}; }

    std::vector<QuoteBar> bars; ///< ascending by time
    std::optional<Quote> quote;
    std::optional<Timestamp> now;
};

/// What a chart knows about being moved around: pause, box zoom, the crosshair of another chart,
/// and the places of the picture that can be clicked.
struct ChartNavigation {
    enum class Target { GoLive, FreeScale, Zone, StateAction };
    struct Spot {
        QRectF area;
        Target target = Target::GoLive;
        std::size_t pane = 0; ///< of FreeScale
    };

    /// The spot under a point; empty when there is none.
    [[nodiscard]] std::optional<Spot> spotAt(const QPointF &at) const;
    /// Bars that came in the pause and are newer than `newestShown`.
    [[nodiscard]] std::size_t heldBars(std::optional<Timestamp> newestShown) const;

    WheelAction wheel = WheelAction::Zoom;
    bool isPaused = false;
    std::optional<QuoteBar> newest; ///< as it was last applied, with all its sides
    HeldNews held;
    /// Of a snapshot that comes while the chart is paused: the newest bar that is shown, whether it
    /// comes back as it stood, and what is newer.
    std::optional<Timestamp> stageLimit;
    bool isNewestKept = false;
    HeldNews stagedLater;
    bool isBoxArmed = false; ///< the next drag draws a box to zoom into
    std::optional<QRectF> box;
    std::optional<CrosshairPoint> linked;
    QString status; ///< empty = none is shown
    StatusTone tone = StatusTone::Quiet;
    bool isPicture = false; ///< drawn for a file or paper: without what belongs to the screen
    std::vector<Spot> spots; ///< as last drawn
};

} // namespace agora::charts
