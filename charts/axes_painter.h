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
    double percentBase = 0; ///< price that is 0 %; 0 = the axis shows the values themselves

    /// A value as the axis writes it: a price, or `+1.25 %`.
    [[nodiscard]] QString text(double value, int moreDecimals = 0) const;
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
/// A label of an axis: its place, counted as the map counts, and its words.
struct AxisText {
    double at = 0;
    QString text;
    bool isMajor = false;
};
/// In the scale column; a label that would be cut, or run into one of `taken`, is left out.
void paintValueTexts(QPainter &painter, const PaneFrame &frame, const std::vector<AxisText> &texts,
    const std::vector<QRectF> &taken, const QFont &font, const ChartTheme &theme);
/// `strip` is the room below the lowest pane, `corner` the text at its right end.
void paintTimeTexts(QPainter &painter, const PaneMap &map, const QRectF &strip,
    const std::vector<AxisText> &texts, const QString &corner, const QFont &font,
    const ChartTheme &theme);
/// Fixed decimals, with a true minus sign.
[[nodiscard]] QString numberText(double value, int decimals);
/// `New York` of `America/New_York`.
[[nodiscard]] QString zoneTitle(const Zone &zone);

/// A filled label in the scale column at the height of a value; its first line names the value.
struct AxisTag {
    double value = 0;
    QStringList lines;
    QColor fill;
};
/// Places for tags, the most important first: the others give way to it, and all keep the order of
/// their values. Empty for a value out of view.
[[nodiscard]] std::vector<QRectF> placedTags(
    const PaneFrame &frame, const std::vector<AxisTag> &tags, const AxisSizes &sizes);
void paintTag(QPainter &painter, const QRectF &place, const AxisTag &tag, const QFont &font);

/// Black or white, whichever stands out.
[[nodiscard]] QColor textOn(const QColor &fill);

/// A crisp line of one device-independent pixel.
void paintHorizontal(QPainter &painter, const PaneMap &map, double value, const QColor &color,
    Qt::PenStyle style = Qt::SolidLine);
void paintVertical(QPainter &painter, const PaneMap &map, double bar, const QColor &color,
    Qt::PenStyle style = Qt::SolidLine);

} // namespace agora::charts
