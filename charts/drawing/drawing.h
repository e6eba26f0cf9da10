#pragma once

#include "engine/base/time.h"
#include "engine/model/period.h"

#include <QColor>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace agora::charts {

enum class DrawingKind {
    TrendLine,
    Ray,
    ExtendedLine,
    HorizontalLine,
    VerticalLine,
    Channel,
    Rectangle,
    FibRetracement,
    FibExtension,
    Measure,
    Text,
    Arrow
};

inline constexpr std::array drawingKinds{DrawingKind::TrendLine, DrawingKind::Ray,
    DrawingKind::ExtendedLine, DrawingKind::HorizontalLine, DrawingKind::VerticalLine,
    DrawingKind::Channel, DrawingKind::Rectangle, DrawingKind::FibRetracement,
    DrawingKind::FibExtension, DrawingKind::Measure, DrawingKind::Text, DrawingKind::Arrow};

/// A point that a drawing hangs on: the same on every period, zoom and scale.
struct DrawingAnchor {
    Timestamp time;
    double price = 0; ///< or the value of an indicator's pane

    bool operator==(const DrawingAnchor &) const = default;
};

/// One line of a Fibonacci drawing.
struct FibLevel {
    double value = 0; ///< 0.618 = 61.8 %
    QString label; ///< empty = the value in percent
    QColor color; ///< invalid = one of the theme's
    bool isOn = true;

    bool operator==(const FibLevel &) const = default;
};

struct DrawingStyle {
    QColor color; ///< invalid = the theme's
    double width = 1.5; ///< device-independent pixels
    Qt::PenStyle dash = Qt::SolidLine;
    bool isFilled = false;
    QColor fill; ///< invalid = the colour of the line
    double opacity = 0.15; ///< of the fill, 0 to 1
    double fontSize = 0; ///< points; 0 = the chart's
    bool extendsRight = false; ///< Fibonacci, channel, rectangle: on to the edge of the chart
    std::vector<FibLevel> levels;

    bool operator==(const DrawingStyle &) const = default;
};

/// One object that the user has drawn on the charts of a symbol.
struct Drawing {
    QString id; ///< unique among those of its symbol
    DrawingKind kind = DrawingKind::TrendLine;
    QString name; ///< given by the user; empty = that of the kind
    QString pane; ///< id of the indicator whose pane it lies in; empty = the price
    std::vector<DrawingAnchor> anchors;
    DrawingStyle style;
    QString text;
    bool isVisible = true;
    bool isLocked = false;
    std::vector<Period> periods; ///< shown on these only; empty = on all
    std::int64_t z = 0; ///< higher lies in front

    bool operator==(const Drawing &) const = default;
};

[[nodiscard]] int anchorCount(DrawingKind kind);
[[nodiscard]] QString kindKey(DrawingKind kind); ///< `trend_line`: in files, ids and icon names
[[nodiscard]] std::optional<DrawingKind> kindOf(const QString &key);
[[nodiscard]] QString kindTitle(DrawingKind kind); ///< translated: `Trend Line`
[[nodiscard]] bool hasLevels(DrawingKind kind);
[[nodiscard]] bool canBeFilled(DrawingKind kind);
[[nodiscard]] bool canExtendRight(DrawingKind kind);
[[nodiscard]] QString title(const Drawing &drawing); ///< its name, or that of its kind
/// `61.8 %`, or the label that it was given.
[[nodiscard]] QString levelLabel(const FibLevel &level);

/// As a drawing of that kind looks at first.
[[nodiscard]] DrawingStyle usualStyle(DrawingKind kind);
[[nodiscard]] bool isShownOn(const Drawing &drawing, Period period);
/// From 1900 to 2150, so that differences of times can be counted with.
[[nodiscard]] bool isSoundTime(Timestamp at);
/// Has an id, the anchors of its kind, and only sound times and numbers.
[[nodiscard]] bool isSound(const Drawing &drawing);

} // namespace agora::charts
