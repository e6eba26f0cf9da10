#pragma once

#include "charts/chart_theme.h"
#include "charts/chart_types.h"
#include "charts/column_painter.h"
#include "charts/extrema_pyramid.h"

#include "engine/model/bar_series.h"
#include "indicators/bar_input.h"

#include <memory>
#include <optional>
#include <vector>

namespace agora::charts {

/// One indicator with its values for every bar of a series, kept up to date bar by bar: completed
/// bars are taken in once, the newest is a preview that is thrown away when it changes.
class IndicatorLayer {
public:
    /// An unknown key or a bad parameter is an error.
    static Result<IndicatorLayer> make(IndicatorSetup setup, int paletteIndex);

    /// The bars have changed from bar `from` on; 0 = all is new.
    void update(const indicators::BarColumns &bars, std::size_t from);

    [[nodiscard]] const IndicatorSetup &setup() const { return m_setup; }
    [[nodiscard]] const indicators::IndicatorInfo &info() const { return *m_info; }
    [[nodiscard]] int paletteIndex() const { return m_paletteIndex; }
    [[nodiscard]] bool hasOwnPane() const;
    [[nodiscard]] QString title() const;
    /// What is drawn at this bar: an output that is drawn shifted was known earlier, or later.
    [[nodiscard]] std::vector<double> valuesAt(std::size_t bar) const;
    [[nodiscard]] std::vector<QColor> colors(const ChartTheme &theme) const;
    [[nodiscard]] Extent extent(std::size_t begin, std::size_t end) const;

    void paint(QPainter &painter, const PaneMap &map, const BarSeries &series,
        const ChartTheme &theme) const;
    /// Distance in pixels from a point to the nearest of its lines, at the bar under the point.
    [[nodiscard]] double distance(const QPointF &point, const PaneMap &map) const;

private:
    struct Column {
        std::vector<double> values;
        ExtremaPyramid pyramid;
        [[nodiscard]] ColumnView view() const { return {values, pyramid}; }
    };

    IndicatorLayer() = default;
    void write(std::size_t bar, std::span<const double> values);
    void resize(std::size_t bars);
    [[nodiscard]] double widthOf(std::size_t output) const;
    /// Whether its values are heights in the pane, not events or numbers for others to read.
    [[nodiscard]] bool isCurve(std::size_t output) const;
    /// Two edges and perhaps a middle, and nothing else.
    [[nodiscard]] bool isBand() const;
    [[nodiscard]] std::optional<std::size_t> find(indicators::LineStyle style) const;
    void paintHistograms(QPainter &painter, const PaneMap &map, const std::vector<QColor> &all,
        const ChartTheme &theme) const;
    void paintCurve(QPainter &painter, const PaneMap &map, std::size_t output, const QColor &color,
        const ChartTheme &theme) const;
    void paintMark(QPainter &painter, const PaneMap &map, const BarSeries &series,
        std::size_t output, const QColor &color, const ChartTheme &theme) const;

    IndicatorSetup m_setup;
    const indicators::IndicatorInfo *m_info = nullptr; // stands in the catalogue
    int m_paletteIndex = 0;
    std::unique_ptr<indicators::IndicatorInstance> m_fresh;
    std::unique_ptr<indicators::IndicatorInstance> m_instance;
    std::size_t m_count = 0; ///< bars
    std::size_t m_taken = 0; ///< bars that the instance has taken in
    std::vector<Column> m_columns;
};

} // namespace agora::charts
