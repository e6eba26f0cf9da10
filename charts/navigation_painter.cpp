#include "charts/navigation_painter.h"

#include "charts/banner.h"
#include "charts/chart_scene.h"
#include "charts/chart_text.h"

#include <QFontMetricsF>

#include <algorithm>

namespace agora::charts {
namespace {

using Target = ChartNavigation::Target;

QColor toneColor(StatusTone tone, const ChartTheme &theme)
{
    switch (tone) {
    case StatusTone::Good:
        return theme.profit;
    case StatusTone::Warning:
        return theme.warning;
    case StatusTone::Bad:
        return theme.loss;
    case StatusTone::Quiet:
        break;
    }
    return theme.mutedText;
}

void paintLinked(QPainter &painter, const ChartScene &scene)
{
    const auto &linked = scene.navigation.linked;
    if (!linked || scene.hover() || !scene.isCrosshairVisible)
        return;
    const auto bar = scene.data.barAt(linked->time);
    if (!bar)
        return;
    painter.save();
    painter.setPen(QPen(scene.theme.crosshair, 1, Qt::DotLine));
    for (const auto pane : scene.stack().shown()) {
        const PaneMap map = scene.frame(pane).map;
        painter.setClipRect(map.rect, Qt::IntersectClip);
        const double x = std::round(map.x(static_cast<double>(*bar))) + 0.5;
        painter.drawLine(QPointF(x, map.rect.top()), QPointF(x, map.rect.bottom()));
        if (pane == 0 && linked->price) {
            const double y = std::round(map.y(*linked->price)) + 0.5;
            painter.drawLine(QPointF(map.rect.left(), y), QPointF(map.rect.right(), y));
        }
    }
    painter.restore();
}

void paintBox(QPainter &painter, const ChartScene &scene)
{
    const auto &box = scene.navigation.box;
    if (!box)
        return;
    QColor fill = scene.theme.crosshair;
    fill.setAlpha(40);
    painter.save();
    painter.setPen(QPen(scene.theme.crosshair, 1));
    painter.setBrush(fill);
    painter.drawRect(*box);
    painter.restore();
}

/// A small "F" beside a scale that stands where the user put it.
void paintFixedMarks(QPainter &painter, ChartScene &scene, const QFont &font)
{
    const auto &panes = scene.stack().panes();
    if (std::ranges::all_of(panes, [](const auto &pane) { return pane.scale.isAutomatic(); }))
        return;
    QFont strong = font;
    strong.setBold(true);
    const QFontMetricsF metrics(strong, painter.device());
    const double side = std::ceil(metrics.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setFont(strong);
    for (const auto pane : scene.stack().shown()) {
        if (scene.stack().panes()[pane].scale.isAutomatic())
            continue;
        const QRectF plot = scene.stack().plotArea(pane); // the numbers of the scale stay free
        const QRectF box(plot.right() - side - 3, plot.top() + 3, side, side);
        painter.setPen(Qt::NoPen);
        painter.setBrush(scene.theme.warning);
        painter.drawRoundedRect(box, 3, 3);
        painter.setPen(textOn(scene.theme.warning));
        painter.drawText(box, Qt::AlignCenter, ChartText::tr("F", "scale is fixed"));
        scene.navigation.spots.push_back({box, Target::FreeScale, pane});
    }
    painter.restore();
}

/// Room that the mark takes from the status beside it.
double fixedMarkWidth(const ChartScene &scene, QPaintDevice *device)
{
    const auto top = scene.stack().shown().front();
    const bool isFixed = !scene.stack().panes()[top].scale.isAutomatic();
    return isFixed ? QFontMetricsF(scene.smallFont(), device).height() + 8 : 0;
}

double wordsWidth(const ChartScene &scene, const QFontMetricsF &metrics)
{
    return std::ceil(metrics.horizontalAdvance(scene.navigation.status) + metrics.height() * 1.3);
}

void paintStatus(QPainter &painter, const ChartScene &scene, const QFont &font)
{
    const auto &navigation = scene.navigation;
    if (navigation.status.isEmpty())
        return;
    const QFontMetricsF metrics(font, painter.device());
    const QRectF plot = scene.frame(scene.stack().shown().front()).map.rect;
    const double width = wordsWidth(scene, metrics);
    const double dot = std::round(metrics.height() * 0.45);
    const QRectF line(plot.right() - width - fixedMarkWidth(scene, painter.device()),
        plot.top() + metrics.height() * 0.2, width, std::ceil(metrics.height() * 1.15));
    QColor shade = scene.theme.background;
    shade.setAlpha(190);
    painter.save();
    painter.fillRect(line, shade);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColor(navigation.tone, scene.theme));
    painter.drawEllipse(QPointF(line.left() + dot, line.center().y()), dot / 2, dot / 2);
    painter.setFont(font);
    const bool isLoud
        = navigation.tone == StatusTone::Warning || navigation.tone == StatusTone::Bad;
    painter.setPen(isLoud ? scene.theme.text : scene.theme.mutedText);
    painter.drawText(line.adjusted(dot * 2, 0, 0, 0),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, navigation.status);
    painter.restore();
}

void paintBanners(QPainter &painter, ChartScene &scene, const QFont &font)
{
    QRectF area = scene.frame(scene.stack().shown().front()).map.rect;
    if (scene.navigation.isPaused) {
        const auto &series = scene.data.series();
        const auto newest
            = series.empty() ? std::nullopt : std::optional(fromNanos(series.times().back()));
        const auto waiting = static_cast<int>(scene.navigation.heldBars(newest));
        const QString words = waiting == 0
            ? ChartText::tr("Paused – click or press Space to go live")
            : ChartText::tr(
                "Paused, %n new bar(s) – click or press Space to go live", nullptr, waiting);
        const QRectF box = paintBanner(painter, area, scene.theme.warning, words, font);
        scene.navigation.spots.push_back({box, Target::GoLive, 0});
        area.setBottom(box.top());
    }
    if (scene.state == ChartState::Ready)
        return;
    QString words = scene.stateWords.isEmpty() ? stateText(scene.state) : scene.stateWords;
    if (!scene.stateAction.isEmpty())
        words += QStringLiteral(" – ") + scene.stateAction;
    const QRectF box
        = paintBanner(painter, area, bannerColor(scene.state, scene.theme), words, font);
    if (!scene.stateAction.isEmpty())
        scene.navigation.spots.push_back({box, Target::StateAction, 0});
}

} // namespace

double statusWidth(const ChartScene &scene, const QFont &font, QPaintDevice *device)
{
    if (scene.navigation.isPicture)
        return 0;
    const double mark = fixedMarkWidth(scene, device);
    return scene.navigation.status.isEmpty()
        ? mark
        : mark + wordsWidth(scene, QFontMetricsF(font, device));
}

void paintNavigation(QPainter &painter, ChartScene &scene)
{
    auto &navigation = scene.navigation;
    navigation.spots.clear();
    if (navigation.isPicture)
        return;
    const QFont font = scene.font();
    paintLinked(painter, scene);
    paintBox(painter, scene);
    paintFixedMarks(painter, scene, scene.smallFont());
    paintStatus(painter, scene, font);
    paintBanners(painter, scene, font);
    navigation.spots.push_back({scene.zoneArea(), Target::Zone, 0});
}

} // namespace agora::charts
