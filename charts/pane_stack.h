#pragma once

#include "charts/price_scale.h"

#include <QRectF>
#include <QStringList>

#include <optional>
#include <vector>

class QCPAxisRect;
class QCustomPlot;

namespace agora::charts {

/// One pane of a chart: the price, or an indicator with a scale of its own.
struct ChartPane {
    QString indicatorId; ///< empty for the price
    QCPAxisRect *place = nullptr; ///< owned by the plot's layout
    PriceScale scale;
    std::vector<double> ticks;
    int decimals = 2;
};

/// Panes below one another with the scale column to their right and the time axis below; dividers
/// can be dragged.
class PaneStack {
public:
    explicit PaneStack(QCustomPlot &plot);

    /// One pane an id below that of the price; panes that stay keep their height and scale.
    void setOwnPanes(const QStringList &ids);
    /// In device-independent pixels.
    void setRoom(
        double scaleWidth, double timeAxisHeight, double dividerHeight, double smallestPane);

    [[nodiscard]] std::vector<ChartPane> &panes() { return m_panes; }
    [[nodiscard]] const std::vector<ChartPane> &panes() const { return m_panes; }
    [[nodiscard]] QRectF plotArea(std::size_t pane) const;
    [[nodiscard]] QRectF scaleArea(std::size_t pane) const;
    [[nodiscard]] QRectF timeArea() const; ///< along the whole width of the chart
    [[nodiscard]] std::optional<std::size_t> paneAt(double y) const;
    /// The pane above the divider.
    [[nodiscard]] std::optional<std::size_t> dividerAt(double y) const;
    /// Moves the lower edge of `pane` down by that many pixels, at the cost of the pane below.
    void dragDivider(std::size_t pane, double pixels);
    /// Heights from the top, as shares of their sum.
    [[nodiscard]] std::vector<double> shares() const;
    void setShares(const std::vector<double> &shares);

private:
    void addPane(const QString &indicatorId, double share);
    void applySmallest();

    QCustomPlot &m_plot;
    std::vector<ChartPane> m_panes;
    double m_scaleWidth = 60;
    double m_timeAxisHeight = 20;
    double m_dividerHeight = 5;
    double m_smallestPane = 40;
};

} // namespace agora::charts
