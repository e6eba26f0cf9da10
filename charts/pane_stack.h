#pragma once

#include "charts/price_scale.h"

#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace agora::charts {

/// One pane of a chart: the price, its volume, or an indicator with a scale of its own.
struct ChartPane {
    QString indicatorId; ///< of an indicator's; empty for the price and the volume
    bool isVolume = false;
    double share = 1; ///< of the height, beside those of the others
    PriceScale scale;
    double percentBase = 0; ///< price that is 0 %; 0 = the scale does not count in percent
    std::vector<double> ticks;
    int decimals = 2;
    QRectF area; ///< of the plot

    /// Name under which its height and place are kept: empty for the price.
    [[nodiscard]] QString name() const;
};

/// Room around and between panes, in device-independent pixels.
struct PaneRoom {
    QSizeF size; ///< of the chart
    double scaleWidth = 60;
    double timeAxisHeight = 20;
    double dividerHeight = 5;
    double smallestPane = 40;
};

/// Panes below one another with the scale column to their right and the time axis below. Pane 0 is
/// the price, wherever it stands; heights, order and the one that fills the chart are the user's.
/// A pane that another one hides lies far above the chart, so that who paints need not know.
class PaneStack {
public:
    PaneStack();

    /// The panes besides that of the price; those that stay keep their scale, and those that come
    /// back their height.
    void setOwnPanes(bool hasVolume, const QStringList &indicatorIds);
    void setRoom(const PaneRoom &room);

    [[nodiscard]] std::vector<ChartPane> &panes() { return m_panes; }
    [[nodiscard]] const std::vector<ChartPane> &panes() const { return m_panes; }
    [[nodiscard]] QRectF plotArea(std::size_t pane) const { return m_panes[pane].area; }
    [[nodiscard]] QRectF scaleArea(std::size_t pane) const;
    [[nodiscard]] QRectF timeArea() const; ///< along the whole width of the chart
    [[nodiscard]] bool isShown(std::size_t pane) const;
    [[nodiscard]] std::optional<std::size_t> paneAt(double y) const;
    /// Panes that are shown, from the top.
    [[nodiscard]] std::vector<std::size_t> shown() const;
    /// The pane above the divider.
    [[nodiscard]] std::optional<std::size_t> dividerAt(double y) const;
    /// Moves the lower edge of `pane` down by that many pixels, at the cost of the pane below.
    void dragDivider(std::size_t pane, double pixels);
    void resetHeights();

    /// From the top; the price has no name. Also of panes that are not there now.
    [[nodiscard]] std::vector<PaneShare> shares() const;
    void setShares(const std::vector<PaneShare> &shares);
    /// Exchanges the pane with its neighbour above (`down` false) or below; false at the end.
    bool move(std::size_t pane, bool down);
    /// This pane alone fills the chart; nothing shows all again.
    void maximize(std::optional<std::size_t> pane);
    [[nodiscard]] std::optional<std::size_t> maximized() const;

private:
    void layOut();
    [[nodiscard]] std::optional<std::size_t> find(const QString &name) const;

    std::vector<ChartPane> m_panes;
    QStringList m_order; ///< names from the top; may hold some that are gone
    std::map<QString, double> m_kept; ///< shares of panes that are not there now
    std::optional<QString> m_maximized;
    PaneRoom m_room;
};

} // namespace agora::charts
