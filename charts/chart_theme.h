#pragma once

#include <QColor>
#include <QString>
#include <QVector>

namespace agora::charts {

/// Every colour of a chart.
struct ChartTheme {
    QString name; ///< `dark`, `light`
    QColor background;
    QColor grid;
    QColor axis; ///< frame and dividers
    QColor text;
    QColor mutedText;
    QColor up;
    QColor down;
    QColor line; ///< line style of the price, and a bar that closed where it opened
    QColor area; ///< tint below the line in the area style
    QColor volume; ///< tint of the volume columns where they are not coloured by their bar
    QColor bid;
    QColor ask;
    QColor crosshair;
    QColor tagBackground; ///< crosshair tags and banner
    QColor tagText;
    QColor level; ///< horizontal lines of oscillators
    QColor buy;
    QColor sell;
    QColor profit;
    QColor loss;
    QColor warning;
    QColor balance; ///< equity chart
    QColor equity;
    QVector<QColor> palette; ///< indicator lines without a colour of their own

    /// That every colour chosen for a single line must have against the background, 1 to 21; more
    /// than 1 on paper, where a chart is printed that was made for a dark screen.
    double leastContrast = 1;

    static ChartTheme dark();
    static ChartTheme light();
    /// Rising red, falling green: usual in East Asia.
    [[nodiscard]] ChartTheme withSwappedCandles() const;
    /// A chosen colour as it is drawn.
    [[nodiscard]] QColor seen(const QColor &chosen) const;

    bool operator==(const ChartTheme &) const = default;
};

/// `share` (0 to 1) of `color` over `ground`, opaque: Qt blends thousands of transparent rectangles
/// far more slowly.
[[nodiscard]] QColor mixed(const QColor &color, const QColor &ground, double share);

/// Contrast of two colours, 1 to 21 (Web Content Accessibility Guidelines 2.1).
[[nodiscard]] double contrast(const QColor &one, const QColor &other);
/// That colour, made darker or lighter until it has the contrast against the ground.
[[nodiscard]] QColor readable(const QColor &color, const QColor &ground, double leastContrast);

} // namespace agora::charts
