#include "charts/reduced_points.h"

#include <algorithm>
#include <array>

namespace agora::charts {
namespace {

double millis(const EquityPoint &point) { return static_cast<double>(toNanos(point.time)) / 1e6; }

} // namespace

QList<QPointF> reducedPoints(
    std::span<const EquityPoint> points, double EquityPoint::*value, std::size_t columns)
{
    QList<QPointF> result;
    const auto add = [&](std::size_t i) { result.append({millis(points[i]), points[i].*value}); };
    if (points.size() <= 4 * columns || columns == 0) {
        for (std::size_t i = 0; i < points.size(); ++i)
            add(i);
        return result;
    }
    const double start = millis(points.front());
    const double width
        = std::max(1.0, millis(points.back()) - start) / static_cast<double>(columns);
    const auto columnOf = [&](std::size_t i) {
        return static_cast<std::size_t>((millis(points[i]) - start) / width);
    };
    for (std::size_t begin = 0; begin < points.size();) {
        std::size_t lowest = begin;
        std::size_t highest = begin;
        std::size_t end = begin;
        for (; end < points.size() && columnOf(end) == columnOf(begin); ++end) {
            if (points[end].*value < points[lowest].*value)
                lowest = end;
            if (points[end].*value > points[highest].*value)
                highest = end;
        }
        std::array kept{begin, std::min(lowest, highest), std::max(lowest, highest), end - 1};
        const auto last = std::unique(kept.begin(), kept.end());
        std::for_each(kept.begin(), last, add);
        begin = end;
    }
    return result;
}

QList<QPointF> asSteps(const QList<QPointF> &points)
{
    QList<QPointF> steps;
    for (const QPointF &point : points) {
        if (!steps.isEmpty() && steps.last().y() != point.y())
            steps.append({point.x(), steps.last().y()});
        steps.append(point);
    }
    return steps;
}

} // namespace agora::charts
