#pragma once

#include "charts/column_painter.h"
#include "charts/legend.h"

#include "engine/model/bar_series.h"
#include "engine/model/plots.h"

#include <QStringList>

#include <map>
#include <string>

namespace agora::charts {

/// The lines that brains draw: over the price, or in panes of their own, each value at the bar that
/// holds its time. On bars longer than the brain's the last value within a bar counts; on shorter
/// ones a line runs straight from value to value, as long as the brain's bars follow one another.
class BrainPlots {
public:
    /// Replaces what is known of the brain; `points` as PlotBatch has them.
    void set(const PlotBatch &batch);
    /// More points; a brain that is not known is ignored.
    void add(const PlotBatch &batch);
    void remove(const QString &brain);
    void clear() { m_brains.clear(); }
    [[nodiscard]] QStringList brains() const;
    void setVisible(const QString &brain, bool isVisible);
    [[nodiscard]] bool isVisible(const QString &brain) const;

    /// Values of a line, one a bar (NaN = none), after `update`; empty when there is none.
    [[nodiscard]] std::vector<double> values(const QString &brain, const std::string &key) const;

    // ---- for the scene
    /// The bars have changed from `from` on.
    void update(const BarSeries &series, const DayAnchor &anchor, std::size_t from);
    [[nodiscard]] QStringList ownPanes() const;
    /// `pane` = one of `ownPanes`, or empty for the price.
    [[nodiscard]] Extent extent(const QString &pane, std::size_t begin, std::size_t end) const;
    void paint(
        QPainter &painter, const PaneMap &map, const QString &pane, const ChartTheme &theme) const;
    /// A row a brain, with its values at a bar.
    [[nodiscard]] std::vector<LegendRow> legend(const QString &pane, const ChartData &data,
        std::optional<std::size_t> bar, const ChartTheme &theme) const;

private:
    struct Line {
        PlotLine info;
        QString pane; ///< empty = the price
        int paletteIndex = 0;
        std::map<std::int64_t, double> points; ///< by open time of the brain's bar, ns
        std::int64_t changedFrom = 0; ///< points from this time on are not in the column yet
        std::vector<double> values;
        ExtremaPyramid pyramid;
    };
    struct BrainLines {
        Period period;
        bool isVisible = true;
        std::vector<Line> lines;
    };

    static void take(BrainLines &brain, const std::vector<PlotPoint> &points);
    static void fill(
        Line &line, const BarSeries &series, Timestamp end, std::size_t from, Period period);
    [[nodiscard]] QColor colorOf(const Line &line, const ChartTheme &theme) const;
    template <typename Visit>
    void forEachLine(const QString &pane, Visit visit) const;

    std::map<QString, BrainLines> m_brains;
    std::map<QString, bool> m_visibility; ///< as the user chose, also while a brain is gone
};

} // namespace agora::charts
