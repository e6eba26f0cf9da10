#pragma once

#include "charts/pane_map.h"
#include "charts/trading/label_placer.h"

#include "engine/model/bar_series.h"

#include <QColor>
#include <QFont>
#include <QLineF>
#include <QString>

namespace agora::charts {

/// What is to stand beside a mark.
struct MarkLabel {
    QString text;
    QString shortText; ///< when there is no room for the whole
    QPointF mark; ///< tip of the mark it belongs to
    double away = 1; ///< −1 above the mark, +1 below
    double weight = 0; ///< the greatest find their places first
    QColor color;
    bool mayStandApart = true; ///< and be joined with its mark by a line, where there is no room
};

/// The texts of one frame's marks: off the bars and all that `placer` knows to be taken, so that
/// none covers anything. What finds no place is left out: its mark still tells it to the mouse.
class MarkTexts {
public:
    /// `markSize` is the height of an arrow, device-independent pixels.
    MarkTexts(const PaneMap &map, const BarSeries &series, double markSize, LabelPlacer &placer)
        : m_map(map), m_series(series), m_markSize(markSize), m_placer(placer)
    {}

    void place(std::vector<MarkLabel> labels, const QFont &font, QPaintDevice *device);
    void paint(QPainter &painter, const QFont &font, const QColor &background) const;
    [[nodiscard]] std::vector<QRectF> boxes() const;

private:
    struct Text {
        QRectF box;
        QLineF leader; ///< to its mark; null = it stands beside it
        QString text;
        QColor color;
    };

    bool tryPlaces(const MarkLabel &label, const QString &text, const QSizeF &size,
        std::vector<QPointF> places);
    [[nodiscard]] std::vector<QPointF> placesNear(const MarkLabel &label, const QSizeF &size) const;
    [[nodiscard]] std::vector<QPointF> placesBeyondBars(
        const MarkLabel &label, const QSizeF &size) const;
    [[nodiscard]] std::pair<std::size_t, std::size_t> barsUnder(double middle, double width) const;
    [[nodiscard]] std::pair<double, double> rowsOf(std::size_t bar) const;
    [[nodiscard]] std::pair<double, double> reachOfBars(double middle, double width) const;
    [[nodiscard]] bool coversBars(const QPointF &middle, const QSizeF &size) const;
    [[nodiscard]] QLineF leaderOf(const QRectF &box, const QPointF &mark) const;
    [[nodiscard]] bool isCrossed(const QRectF &box, const QLineF &leader) const;

    const PaneMap &m_map;
    const BarSeries &m_series;
    double m_markSize;
    LabelPlacer &m_placer;
    std::vector<Text> m_texts;
};

} // namespace agora::charts
