#pragma once

#include "charts/axes_painter.h"
#include "charts/chart_data.h"

namespace agora::charts {

/// A line of an order as it is drawn now, with its tag.
struct ShownLine {
    double price = 0;
    QString text; ///< `buy limit 10 000`
    QString figure; ///< what it means: `−24.00 USD`, or why it cannot be there
    QColor color;
    QColor figureColor;
    Qt::PenStyle style = Qt::DashLine;
    bool isStrong = false; ///< under the mouse, or being dragged
    bool isFaint = false; ///< where it was before a change that is not confirmed yet
    bool hasCross = false; ///< can be cancelled
    bool hasTag = true;
    double away = 0; ///< from the newest price: where there is no room for all, the nearest keep
                     ///< their tags
};

/// Where a tag was put; empty boxes = no room, or no tag.
struct TagPlace {
    QRectF box;
    QRectF cross;
};

/// Red for a stop, green for a target, else the colour of its side.
[[nodiscard]] QColor colorOf(const PriceLine &line, const ChartTheme &theme);
/// Tags at the right end of their lines, moved apart where they would cover one another; a narrow
/// chart leaves the figures out, a low one the tags of lines far from the price, until the mouse is
/// there. In the order of `lines`.
[[nodiscard]] std::vector<TagPlace> placeOrderTags(const std::vector<ShownLine> &lines,
    const PaneFrame &frame, const QFont &font, QPaintDevice *device);
/// `places` as `placeOrderTags` gave them. `hoveredCross` is the index of the one under the mouse,
/// or −1.
void paintOrderLines(QPainter &painter, const PaneFrame &frame, const std::vector<ShownLine> &lines,
    const std::vector<TagPlace> &places, int hoveredCross, const QFont &font,
    const ChartTheme &theme);
/// A box with lines of text beside a point, kept inside the pane.
void paintNote(QPainter &painter, const QRectF &area, const QPointF &at, const QStringList &lines,
    const QFont &font, const ChartTheme &theme);

} // namespace agora::charts
