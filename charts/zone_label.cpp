#include "charts/zone_label.h"

#include "charts/axes_painter.h"
#include "charts/chart_scene.h"

#include <QFontMetricsF>

#include <cstdlib>

namespace agora::charts {

QString zoneOffsetText(const Zone &zone, Timestamp at)
{
    using namespace std::chrono;
    const auto offset
        = duration_cast<minutes>(zone.toLocal(at).time_since_epoch() - at.time_since_epoch())
              .count();
    if (offset == 0)
        return QStringLiteral("UTC");
    const auto size = std::abs(offset);
    const QString sign = offset < 0 ? QStringLiteral("\u2212") : QStringLiteral("+");
    const QString part = size % 60 == 0
        ? QString()
        : QStringLiteral(":%1").arg(size % 60, 2, 10, QLatin1Char('0'));
    return QStringLiteral("UTC%1%2%3").arg(sign).arg(size / 60).arg(part);
}

QStringList zoneLabels(const Zone &zone, Timestamp at)
{
    const QString title = zoneTitle(zone);
    const QString offset = zoneOffsetText(zone, at);
    if (title == QLatin1String("UTC") || title == offset)
        return {offset};
    return {title + QLatin1Char(' ') + offset, offset};
}

QString zoneLabel(const Zone &zone, Timestamp at) { return zoneLabels(zone, at).front(); }

QRectF ChartScene::zoneArea() const
{
    const QRectF strip = m_stack.timeArea();
    const double left = m_stack.plotArea(m_stack.shown().front()).right() + 1;
    return data.series().empty()
        ? QRectF()
        : QRectF(left, strip.top() + 1, strip.right() - left, strip.height() - 1);
}

QString ChartScene::zoneText() const
{
    if (data.series().empty())
        return {};
    const auto times = data.series().times();
    const double newest = static_cast<double>(times.size() - 1);
    const auto bar = static_cast<std::size_t>(std::clamp(view.range().last, 0.0, newest));
    const QFont &font = smallFont();
    const QFontMetricsF metrics(font, device());
    const double room = zoneArea().width() - AxisSizes(font, device()).padding * 1.5;
    const auto labels = zoneLabels(data.zone, fromNanos(times[bar]));
    for (const auto &label : labels)
        if (metrics.horizontalAdvance(label) <= room)
            return label;
    return labels.back();
}

} // namespace agora::charts
