#pragma once

#include "charts/indicator_layer.h"

#include <QStringList>

namespace agora::charts {

/// The indicators of one chart in their order, and the panes that they make.
class IndicatorSet {
public:
    /// Each of these changes nothing when it returns an error.
    Result<QString> add(IndicatorSetup setup);
    Result<void> modify(const IndicatorSetup &setup);
    /// All at once: what has the id of one that is there is changed in its place, so that its pane
    /// and scale stay. Ids that are missing are given.
    Result<void> replace(std::vector<IndicatorSetup> setups);
    /// Those that it fed go on with what they were fed by.
    bool remove(const QString &id);

    [[nodiscard]] const std::vector<IndicatorLayer> &layers() const { return m_layers; }
    [[nodiscard]] std::vector<IndicatorSetup> setups() const;
    [[nodiscard]] const IndicatorLayer *find(const QString &id) const;

    /// What its outputs are drawn with where it names no colour; it need not be one of these.
    [[nodiscard]] std::vector<QColor> usualColors(
        const IndicatorSetup &setup, const ChartTheme &theme) const;

    /// The first colour that nothing on the chart has, and that is not `besides`.
    [[nodiscard]] int freePaletteIndex(int besides = -1) const;
    /// Others on the chart have these colours.
    void reservePalette(std::vector<int> indices) { m_reservedPalette = std::move(indices); }

    /// As IndicatorLayer::update. The period decides which are shown.
    std::size_t update(const indicators::BarColumns &bars, Period period, std::size_t from,
        const MayGoOn &mayGoOn = {});
    [[nodiscard]] bool isCalculating() const;

    /// Panes besides that of the price, in their order: each bears the id of the first indicator
    /// that it belongs to.
    [[nodiscard]] QStringList panes() const;
    /// Those drawn in a pane, in the order of drawing; empty = the price.
    [[nodiscard]] std::vector<const IndicatorLayer *> drawnIn(const QString &pane) const;
    /// Those named in the legend of a pane: hidden ones too, in that of the price when their own
    /// pane is not there.
    [[nodiscard]] std::vector<const IndicatorLayer *> namedIn(const QString &pane) const;

private:
    [[nodiscard]] QString paneOf(const IndicatorLayer &layer, int depth) const;
    void arrange();

    std::vector<IndicatorLayer> m_layers;
    std::vector<int> m_reservedPalette;
    Period m_period;
};

} // namespace agora::charts
