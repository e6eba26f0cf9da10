#pragma once

#include "charts/drawing/bar_axis.h"
#include "charts/drawing/drawing.h"
#include "charts/pane_map.h"

#include <QFont>

class QPaintDevice;

namespace agora::charts {

class DrawingTexts;

/// One pane as drawings see it: between instants and prices, and points of the screen.
struct DrawingSpace {
    PaneMap map;
    BarAxis bars;
    QString pane; ///< its name: id of the indicator; empty = the price
    bool isVolume = false;
    Instrument instrument;
    int decimals = 5; ///< of a value in this pane
    QFont font;
    double lineHeight = 14; ///< of that font, device-independent pixels
    QPaintDevice *device = nullptr;
    DrawingTexts *texts = nullptr; ///< those already laid out for the screen; null = none are kept

    /// Kept within what a painter can count with, also for values that the scale cannot show.
    [[nodiscard]] QPointF point(const DrawingAnchor &anchor) const;
    /// Between bars where the point is.
    [[nodiscard]] DrawingAnchor anchorAt(const QPointF &point) const;
    /// At the nearest bar, with the price on a whole point of the instrument.
    [[nodiscard]] DrawingAnchor barAnchorAt(const QPointF &point) const;
    /// Moved by whole bars and by pixels up.
    [[nodiscard]] DrawingAnchor moved(
        const DrawingAnchor &anchor, double bars, double pixels) const;
    [[nodiscard]] double roundedValue(double value) const;
    [[nodiscard]] QString valueText(double value) const;
    /// How near is near enough for the mouse.
    [[nodiscard]] double tolerance() const { return std::max(5.0, lineHeight * 0.4); }
};

/// What lies between two anchors.
struct MeasureFacts {
    double change = 0; ///< of the price
    double pips = 0;
    double percent = 0; ///< of the first price; not a number when that is 0
    std::int64_t bars = 0;
    Duration time{};
};
[[nodiscard]] MeasureFacts measure(
    const DrawingSpace &space, const DrawingAnchor &from, const DrawingAnchor &to);
/// `+0.00123 (+12.3 pips, +0.11 %)` and `24 bars, 2h 00m`; without pips and percent in the pane of
/// an indicator.
[[nodiscard]] QString measureText(const DrawingSpace &space, const MeasureFacts &facts);
/// `3d 04h`, `2h 05m`, `12m`, `30s`; with a minus sign when negative.
[[nodiscard]] QString spanText(Duration time);

} // namespace agora::charts
