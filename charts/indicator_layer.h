#pragma once

#include "charts/chart_theme.h"
#include "charts/chart_types.h"
#include "charts/indicator_values.h"

#include "engine/model/bar_series.h"

#include <optional>
#include <vector>

namespace agora::charts {

/// Where an indicator is drawn, as its place among the others makes it.
struct LayerPlace {
    QString pane; ///< id of the indicator that the pane is called after; empty = the price
    bool isShown = true; ///< neither hidden nor for other periods only
    /// Its values are no prices though it lies over them: it has a scale of its own.
    bool hasOwnScale = false;

    bool operator==(const LayerPlace &) const = default;
};

/// One indicator of a chart: its values and how they are drawn.
class IndicatorLayer {
public:
    /// An unknown key or a bad parameter is an error.
    static Result<IndicatorLayer> make(IndicatorSetup setup, int paletteIndex);
    /// Another setup of the same indicator. Where it is to be computed anew, the picture of before
    /// stays until that is done; what only looks different is so at once.
    Result<void> change(IndicatorSetup setup);

    /// The bars have changed from bar `from` on; 0 = all is new. Returns the first bar of whose
    /// values some are others now.
    std::size_t update(
        const indicators::BarColumns &bars, std::size_t from, const MayGoOn &mayGoOn = {});
    [[nodiscard]] bool isCalculating() const { return m_next || !m_values.isComplete(); }
    [[nodiscard]] double progress() const
    {
        return m_next ? m_next->progress() : m_values.progress();
    }

    [[nodiscard]] const IndicatorSetup &setup() const { return m_setup; }
    [[nodiscard]] const indicators::IndicatorInfo &info() const { return *m_info; }
    [[nodiscard]] int paletteIndex() const { return m_paletteIndex; }
    /// Whether its values are prices, or need a scale of their own.
    [[nodiscard]] bool hasOwnPane() const;
    [[nodiscard]] const LayerPlace &place() const { return m_place; }
    void setPlace(LayerPlace place) { m_place = std::move(place); }
    [[nodiscard]] QString title() const { return titleOf(m_setup); }
    [[nodiscard]] std::size_t bars() const { return m_values.bars(); }
    [[nodiscard]] int warmUp() const { return m_values.warmUp(); }
    /// What is drawn at this bar: an output that is drawn shifted was known earlier, or later.
    [[nodiscard]] std::vector<double> valuesAt(std::size_t bar) const;
    [[nodiscard]] std::vector<QColor> colors(const ChartTheme &theme) const;
    /// Colour of an output's value in read-outs, as it is drawn.
    [[nodiscard]] QColor colorOf(std::size_t output, double value, const ChartTheme &theme) const;
    /// Whether the output is drawn at all.
    [[nodiscard]] bool isDrawn(std::size_t output) const;
    [[nodiscard]] std::vector<double> levelValues() const;
    /// Of what it adds to the scale of its pane.
    [[nodiscard]] Extent extent(std::size_t begin, std::size_t end) const;

    /// Of what is in view, for an indicator that has a scale of its own over the price.
    [[nodiscard]] Extent ownExtent(const PaneMap &map) const;

    void paint(QPainter &painter, const PaneMap &map, const BarSeries &series,
        const ChartTheme &theme) const;
    /// Distance in pixels from a point to the nearest of its lines and marks.
    [[nodiscard]] double distance(
        const QPointF &point, const PaneMap &map, const BarSeries &series) const;
    /// What the mark at this point says; empty where there is none.
    [[nodiscard]] QString markText(
        const QPointF &point, const PaneMap &map, const BarSeries &series) const;

private:
    IndicatorLayer(IndicatorSetup setup, const indicators::IndicatorInfo &info,
        IndicatorValues values, int paletteIndex);

    /// What the output is drawn as, after the user's choice.
    [[nodiscard]] OutputStyle plotOf(std::size_t output) const;
    [[nodiscard]] bool isMark(std::size_t output) const;
    [[nodiscard]] bool isColorChosen(std::size_t output) const;
    [[nodiscard]] double widthOf(std::size_t output) const;
    /// Two edges and perhaps a middle, and nothing else.
    [[nodiscard]] bool isBand() const;
    /// First and last edge.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> edges() const;
    [[nodiscard]] PaneMap mapOf(const PaneMap &map) const;
    [[nodiscard]] QColor fallingColor(std::size_t output, const ChartTheme &theme) const;

    void paintFills(QPainter &painter, const PaneMap &map, const std::vector<QColor> &all,
        const ChartTheme &theme) const;
    void paintLevels(QPainter &painter, const PaneMap &map, const ChartTheme &theme) const;
    void paintColumns(QPainter &painter, const PaneMap &map, const std::vector<QColor> &all,
        const ChartTheme &theme) const;
    void paintCandles(QPainter &painter, const PaneMap &map, const ChartTheme &theme) const;
    void paintCurve(QPainter &painter, const PaneMap &map, std::size_t output, const QColor &color,
        const ChartTheme &theme) const;
    void paintMark(QPainter &painter, const PaneMap &map, const BarSeries &series,
        std::size_t output, const QColor &color, const ChartTheme &theme) const;
    [[nodiscard]] double distanceTo(std::size_t output, const QPointF &point, const PaneMap &map,
        const BarSeries &series) const;

    IndicatorSetup m_setup;
    const indicators::IndicatorInfo *m_info; // stands in the catalogue
    int m_paletteIndex = 0;
    LayerPlace m_place;
    IndicatorValues m_values;
    std::optional<IndicatorValues> m_next; ///< of a change, until it is computed
};

} // namespace agora::charts
