#include "charts/trading/brain_plots.h"

#include "charts/axes_painter.h"
#include "charts/output_painter.h"
#include "charts/session_breaks.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace agora::charts {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t mostPoints = 20'000; ///< of a line, the newest
constexpr std::int64_t nothingNew = std::numeric_limits<std::int64_t>::max();

QString paneOf(const QString &brain, const PlotLine &line)
{
    return line.pane.empty()
        ? QString()
        : QStringLiteral("plots/%1/%2").arg(brain, QString::fromStdString(line.pane));
}

QString titleOf(const PlotLine &line)
{
    return QString::fromStdString(line.title.empty() ? line.key : line.title);
}

} // namespace

void BrainPlots::set(const PlotBatch &batch)
{
    const QString name = QString::fromStdString(batch.brain);
    int paletteIndex = 0;
    for (const auto &[other, brain] : m_brains)
        paletteIndex += other == name ? 0 : static_cast<int>(brain.lines.size());
    BrainLines brain{.period = batch.period, .isVisible = isVisible(name), .lines = {}};
    for (const auto &line : batch.lines)
        brain.lines.push_back({.info = line,
            .pane = paneOf(name, line),
            .paletteIndex = paletteIndex++,
            .points = {},
            .changedFrom = 0,
            .values = {},
            .pyramid = {}});
    take(brain, batch.points);
    m_brains[name] = std::move(brain);
}

void BrainPlots::add(const PlotBatch &batch)
{
    const auto found = m_brains.find(QString::fromStdString(batch.brain));
    if (found != m_brains.end())
        take(found->second, batch.points);
}

void BrainPlots::take(BrainLines &brain, const std::vector<PlotPoint> &points)
{
    for (const auto &point : points) {
        if (point.line >= brain.lines.size())
            continue; // of a brain that declares more now than it did
        auto &line = brain.lines[point.line];
        const auto time = toNanos(point.time);
        line.points[time] = point.value;
        line.changedFrom = std::min(line.changedFrom, time);
        if (line.points.size() > mostPoints)
            line.points.erase(line.points.begin());
    }
}

void BrainPlots::remove(const QString &brain) { m_brains.erase(brain); }

QStringList BrainPlots::brains() const
{
    QStringList names;
    for (const auto &[name, brain] : m_brains)
        names.append(name);
    return names;
}

void BrainPlots::setVisible(const QString &brain, bool isVisible)
{
    m_visibility[brain] = isVisible;
    if (const auto found = m_brains.find(brain); found != m_brains.end())
        found->second.isVisible = isVisible;
}

bool BrainPlots::isVisible(const QString &brain) const
{
    const auto found = m_visibility.find(brain);
    return found == m_visibility.end() || found->second;
}

std::vector<double> BrainPlots::values(const QString &brain, const std::string &key) const
{
    const auto found = m_brains.find(brain);
    if (found == m_brains.end())
        return {};
    for (const auto &line : found->second.lines) {
        if (line.info.key == key)
            return line.values;
    }
    return {};
}

void BrainPlots::update(const BarSeries &series, const DayAnchor &anchor, std::size_t from)
{
    const auto times = series.times();
    const auto end
        = times.empty() ? std::nullopt : barClose(fromNanos(times.back()), series.period(), anchor);
    for (auto &[name, brain] : m_brains) {
        for (auto &line : brain.lines) {
            std::size_t first = std::min(from, line.values.size());
            if (line.changedFrom != nothingNew) {
                const auto at = std::ranges::upper_bound(times, line.changedFrom) - times.begin();
                first = std::min(
                    first, static_cast<std::size_t>(std::max<std::ptrdiff_t>(at, 1)) - 1);
            }
            if (first >= series.size() && line.values.size() == series.size())
                continue;
            fill(line, series, end.value_or(Timestamp::max()), first, brain.period);
            line.changedFrom = nothingNew;
        }
    }
}

/// Bars from `from` on get their values anew; those that join over from an earlier value, too.
void BrainPlots::fill(
    Line &line, const BarSeries &series, Timestamp end, std::size_t from, Period period)
{
    const auto times = series.times();
    line.values.resize(series.size(), none);
    std::fill(line.values.begin() + static_cast<std::ptrdiff_t>(from), line.values.end(), none);
    const std::int64_t length = period.nominal().count();
    const bool isJoined = line.info.style == PlotStyle::Line || line.info.style == PlotStyle::Steps;
    const auto barOf = [&](std::int64_t time) {
        return static_cast<std::size_t>(std::ranges::upper_bound(times, time) - times.begin()) - 1;
    };
    if (times.empty())
        return line.pyramid.clear();
    auto point = line.points.lower_bound(times[from < times.size() ? from : times.size() - 1]);
    if (point != line.points.begin())
        --point;
    for (; point != line.points.end() && point->first < toNanos(end); ++point) {
        if (point->first < times.front())
            continue;
        const std::size_t bar = barOf(point->first);
        line.values[bar] = point->second;
        const auto next = std::next(point);
        if (!isJoined || next == line.points.end() || next->first < times.front())
            continue;
        const std::size_t nextBar = barOf(next->first);
        const bool isNeighbour = nextBar > bar + 1 && next->first < toNanos(end)
            && times[nextBar - 1] < point->first + length;
        const double step = line.info.style == PlotStyle::Steps
            ? 0
            : (next->second - point->second) / static_cast<double>(nextBar - bar);
        for (std::size_t i = bar + 1; isNeighbour && i < nextBar; ++i)
            line.values[i] = point->second + step * static_cast<double>(i - bar);
    }
    line.pyramid.update(line.values, line.values, from);
}

template <typename Visit>
void BrainPlots::forEachLine(const QString &pane, Visit visit) const
{
    for (const auto &[name, brain] : m_brains) {
        for (const auto &line : brain.lines) {
            if (brain.isVisible && line.pane == pane)
                visit(line);
        }
    }
}

QStringList BrainPlots::ownPanes() const
{
    QStringList panes;
    for (const auto &[name, brain] : m_brains) {
        for (const auto &line : brain.lines) {
            if (brain.isVisible && !line.pane.isEmpty() && !panes.contains(line.pane))
                panes.append(line.pane);
        }
    }
    return panes;
}

Extent BrainPlots::extent(const QString &pane, std::size_t begin, std::size_t end) const
{
    Extent extent;
    forEachLine(pane, [&](const Line &line) {
        const auto stop = std::min(end, line.values.size());
        if (begin < stop)
            extent.include(line.pyramid.extent(line.values, line.values, begin, stop));
        if (pane.isEmpty())
            return;
        for (const double level : line.info.levels)
            extent.include(level);
        if (line.info.style == PlotStyle::Histogram)
            extent.include(0);
    });
    return extent;
}

QColor BrainPlots::colorOf(const Line &line, const ChartTheme &theme) const
{
    const QColor own(QString::fromStdString(line.info.color));
    return own.isValid() ? theme.seen(own)
                         : theme.palette[line.paletteIndex % theme.palette.size()];
}

void BrainPlots::paint(
    QPainter &painter, const PaneMap &map, const QString &pane, const ChartTheme &theme) const
{
    forEachLine(pane, [&](const Line &line) {
        const ColumnView column{line.values, line.pyramid};
        const QColor color = colorOf(line, theme);
        const QColor dense = mixed(color, theme.background, 0.55);
        for (const double level : line.info.levels)
            paintHorizontal(painter, map, level, theme.level, Qt::DashLine);
        switch (line.info.style) {
        case PlotStyle::Line:
            return paintLine(painter, map, column, color, dense, line.info.width);
        case PlotStyle::Dots:
            return paintDots(painter, map, column, color, dense, line.info.width);
        case PlotStyle::Steps:
            return paintSteps(painter, map, column, {color, dense, line.info.width});
        case PlotStyle::Histogram:
            return paintHistogram(painter, map, column, {color, color, color, color});
        }
    });
}

std::vector<LegendRow> BrainPlots::legend(const QString &pane, const ChartData &data,
    std::optional<std::size_t> bar, const ChartTheme &theme) const
{
    std::vector<LegendRow> rows;
    for (const auto &[name, brain] : m_brains) {
        LegendRow row;
        row.spans.push_back({name, theme.text});
        for (const auto &line : brain.lines) {
            if (!brain.isVisible || line.pane != pane)
                continue;
            const bool isKnown
                = bar && *bar < line.values.size() && std::isfinite(line.values[*bar]);
            const QString value = !isKnown ? QStringLiteral("–")
                : pane.isEmpty()           ? data.priceText(line.values[*bar])
                                           : numberText(line.values[*bar], 4);
            row.spans.push_back({titleOf(line.info), theme.mutedText});
            row.spans.push_back({value, colorOf(line, theme)});
        }
        if (row.spans.size() > 1)
            rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace agora::charts
