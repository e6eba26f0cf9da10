#include "charts/pane_map.h"

namespace agora::charts {
namespace {

QRectF scaled(const QRectF &rect, double scale)
{
    return {rect.topLeft() * scale, rect.size() * scale};
}

PaneMap scaled(PaneMap map, double scale)
{
    map.rect = scaled(map.rect, scale);
    return map;
}

} // namespace

DevicePixels::DevicePixels(QPainter &painter, const PaneMap &map)
    : m_painter(painter), m_scale(painter.deviceTransform().m11()), m_map(scaled(map, m_scale))
{
    m_painter.save();
    QRectF view = map.rect;
    if (!map.clip.isEmpty()) {
        m_painter.setClipRect(map.rect.intersected(map.clip), Qt::IntersectClip);
        // A column more on each side: lines reach over to their neighbours.
        view = map.rect.intersected(map.clip.adjusted(-2, 0, 2, 0));
    } else {
        m_painter.setClipRect(map.rect, Qt::IntersectClip);
    }
    m_view = scaled(view, m_scale);
    m_painter.scale(1 / m_scale, 1 / m_scale);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

double DevicePixels::exactY(double value) const
{
    const double farAway = 10'000; // the clip hides it
    const double lowest = m_map.rect.bottom() + farAway;
    const double y = m_map.y(value);
    return std::isnan(y) ? lowest : std::clamp(y, m_map.rect.top() - farAway, lowest);
}

std::pair<int, int> DevicePixels::rows(double one, double other, int thickness) const
{
    const auto [top, bottom] = std::minmax({y(one), y(other)});
    return {top, std::max(top + thickness, bottom)};
}

std::pair<std::size_t, std::size_t> DevicePixels::barsInView(std::size_t count) const
{
    const auto most = static_cast<double>(count);
    const double begin = std::clamp(std::floor(m_map.barAt(m_view.left())) - 1, 0.0, most);
    const double end = std::clamp(std::ceil(m_map.barAt(m_view.right())) + 2, 0.0, most);
    return {static_cast<std::size_t>(begin), static_cast<std::size_t>(std::max(begin, end))};
}

std::size_t DevicePixels::firstBarOf(int column, std::size_t count) const
{
    const double bar = std::ceil(m_map.barAt(column));
    return static_cast<std::size_t>(std::clamp(bar, 0.0, static_cast<double>(count)));
}

} // namespace agora::charts
