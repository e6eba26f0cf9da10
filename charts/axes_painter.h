#pragma once

#include "charts/chart_theme.h"
#include "charts/pane_map.h"
#include "charts/time_labels.h"

#include <QFont>
#include <QStringList>

#include <vector>

namespace agora::charts {

/// A pane with its scale column to the right.
struct PaneFrame {
    PaneMap map;
    QRectF axis; ///< column of the price labels
    std::vector<double> ticks;
    int decimals = 2;
};

/// Sizes that follow from the font, in device-independent pixels: nothing is counted in fixed
/// pixels.
struct AxisSizes {
    AxisSizes(const QFont &font, QPaintDevice *device);
    double lineHeight;
    double characterWidth;
    double padding;
    double tagHeight;
    double timeAxisHeight;
};

/// The font of axes: a little smaller than the text.
[[nodiscard]] QFont axisFont(const QFont &font);

void paintGrid(QPainter &painter, const PaneFrame &frame, const std::vector<TimeLabel> &labels,
    const ChartTheme &theme);
void paintLevels(QPainter &painter, const PaneFrame &frame, const std::vector<double> &levels,
    const ChartTheme &theme);
void paintPriceAxis(
    QPainter &painter, const PaneFrame &frame, const QFont &font, const ChartTheme &theme);
/// `strip` is the room below the lowest pane, `corner` the text at its right end.
void paintTimeAxis(QPainter &painter, const PaneMap &map, const QRectF &strip,
    const std::vector<TimeLabel> &labels, const QString &corner, const QFont &font,
    const ChartTheme &theme);

/// A filled label in the scale column at the height of a value; nothing when the value is out of
/// view.
void paintAxisTag(QPainter &painter, const PaneFrame &frame, double value, const QStringList &lines,
    const QColor &fill, const QFont &font);
/// Black or white, whichever stands out.
[[nodiscard]] QColor textOn(const QColor &fill);

/// A crisp line of one device-independent pixel.
void paintHorizontal(QPainter &painter, const PaneMap &map, double value, const QColor &color,
    Qt::PenStyle style = Qt::SolidLine);
void paintVertical(QPainter &painter, const PaneMap &map, double bar, const QColor &color,
    Qt::PenStyle style = Qt::SolidLine);

} // namespace agora::charts
