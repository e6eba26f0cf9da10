#pragma once

#include "charts/price_chart.h"

#include <QDir>
#include <QImage>

#include <cmath>
#include <cstring>

namespace agora::tests {

/// Gives the plot areas of the chart exactly these sizes with these bars in view, whatever the
/// fonts of the machine make of axes and dividers.
inline void fitPlots(charts::PriceChart &chart, int width, const std::vector<int> &heights,
    charts::VisibleRange range)
{
    std::vector<charts::PaneShare> layout;
    int wanted = 0;
    const auto now = chart.paneLayout();
    for (std::size_t pane = 0; pane < heights.size(); ++pane) {
        layout.push_back({now.at(pane).name, static_cast<double>(heights[pane])});
        wanted += heights[pane];
    }
    chart.setPaneLayout(layout);
    for (int round = 0; round < 5; ++round) { // the scale's width follows its prices
        chart.setVisibleRange(range);
        chart.refresh();
        int present = 0;
        for (const int height : chart.paneHeights())
            present += height;
        const int wider = width - qRound(chart.plotArea().width());
        if (wider == 0 && wanted == present)
            return;
        chart.resize(chart.size() + QSize(wider, wanted - present));
    }
}

/// The plots of the chart below one another, without axes and dividers.
inline QImage plotsOf(charts::PriceChart &chart)
{
    const QImage all = chart.picture().toImage().convertToFormat(QImage::Format_RGB32);
    const int width = qRound(chart.plotArea().width());
    QImage plots;
    for (int pane = 0; pane < chart.paneCount(); ++pane) {
        const QImage plot = all.copy(chart.plotArea(pane).toRect());
        QImage longer(width, plots.height() + plot.height(), QImage::Format_RGB32);
        for (int y = 0; y < longer.height(); ++y) {
            const bool isOld = y < plots.height();
            const QImage &from = isOld ? plots : plot;
            std::memcpy(longer.scanLine(y), from.constScanLine(isOld ? y : y - plots.height()),
                static_cast<std::size_t>(longer.bytesPerLine()));
        }
        plots = longer;
    }
    return plots;
}

/// Share of the pixels that differ by more than a shade; 1 when the sizes do.
inline double difference(const QImage &one, const QImage &other)
{
    if (one.size() != other.size() || one.isNull())
        return 1;
    const auto isOther = [](QRgb a, QRgb b) {
        constexpr int shade = 40;
        return std::abs(qRed(a) - qRed(b)) > shade || std::abs(qGreen(a) - qGreen(b)) > shade
            || std::abs(qBlue(a) - qBlue(b)) > shade;
    };
    int different = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x)
            different += isOther(one.pixel(x, y), other.pixel(x, y)) ? 1 : 0;
    }
    return static_cast<double>(different) / (one.width() * one.height());
}

inline QString goldenFile(const QString &name)
{
    return QStringLiteral(AGORA_FIXTURES "/charts/%1.png").arg(name);
}

/// Empty when the picture is the golden one; else says where the one that was drawn lies. With
/// AGORA_UPDATE_GOLDEN set it becomes the golden one: look at it before it is committed.
inline QString comparedToGolden(const QImage &drawn, const QString &name)
{
    constexpr double tolerance = 0.004; // edges of lines fall a little differently elsewhere
    if (qEnvironmentVariableIsSet("AGORA_UPDATE_GOLDEN")) {
        QDir().mkpath(QStringLiteral(AGORA_FIXTURES "/charts"));
        return drawn.save(goldenFile(name)) ? QString() : QStringLiteral("cannot be written");
    }
    const QImage golden = QImage(goldenFile(name)).convertToFormat(QImage::Format_RGB32);
    const double share = difference(drawn, golden);
    if (share <= tolerance)
        return {};
    const QString file = QStringLiteral(AGORA_BINARY_DIR "/chart-samples/%1-drawn.png").arg(name);
    QDir().mkpath(QStringLiteral(AGORA_BINARY_DIR "/chart-samples"));
    drawn.save(file);
    return QStringLiteral("%1: %2 % of the pixels differ; drawn: %3")
        .arg(name)
        .arg(100 * share, 0, 'f', 2)
        .arg(file);
}

} // namespace agora::tests
