#include "charts/pane_map.h"

namespace agora::charts {
namespace {

PaneMap scaled(PaneMap map, double scale)
{
    map.rect = QRectF(map.rect.topLeft() * scale, map.rect.size() * scale);
    return map;
}

} // namespace

DevicePixels::DevicePixels(QPainter &painter, const PaneMap &map)
    : m_painter(painter), m_scale(painter.deviceTransform().m11()), m_map(scaled(map, m_scale))
{
    m_painter.save();
    m_painter.setClipRect(map.rect);
    m_painter.scale(1 / m_scale, 1 / m_scale);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

int DevicePixels::y(double value) const
{
    // A value far outside must not overflow; the clip hides it anyway.
    const double farAway = 10'000;
    return static_cast<int>(std::lround(
        std::clamp(m_map.y(value), m_map.rect.top() - farAway, m_map.rect.bottom() + farAway)));
}

std::pair<std::size_t, std::size_t> DevicePixels::barsInView(std::size_t count) const
{
    const auto most = static_cast<double>(count);
    const double begin = std::clamp(std::floor(m_map.firstBar) - 1, 0.0, most);
    const double end = std::clamp(std::ceil(m_map.lastBar) + 2, 0.0, most);
    return {static_cast<std::size_t>(begin), static_cast<std::size_t>(std::max(begin, end))};
}

std::size_t DevicePixels::firstBarOf(int column, std::size_t count) const
{
    const double bar = std::ceil(m_map.barAt(column));
    return static_cast<std::size_t>(std::clamp(bar, 0.0, static_cast<double>(count)));
}

} // namespace agora::charts
