#include "charts/indicator_hints.h"

#include "charts/chart_scene.h"
#include "charts/chart_text.h"
#include "charts/zone_label.h"

#include <QHelpEvent>
#include <QToolTip>

namespace agora::charts {

IndicatorHints::IndicatorHints(PriceChart &chart, ChartScene &scene)
    : QObject(&chart), m_scene(scene)
{
    scene.plotWidget().installEventFilter(this);
}

bool IndicatorHints::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QObject::eventFilter(watched, event);
    const auto &help = static_cast<const QHelpEvent &>(*event);
    const QString text = m_scene.hintAt(help.pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help.globalPos(), text, &m_scene.plotWidget());
    return !text.isEmpty();
}

namespace {

QString zoneHint(const ChartData &data)
{
    const auto name = QString::fromStdString(data.zone.name());
    const auto offset = zoneOffsetText(data.zone, data.series()[0].time);
    return ChartText::tr("Time zone: %1. Click to change it.")
        .arg(name == offset ? name : QStringLiteral("%1 (%2)").arg(name, offset));
}

} // namespace

QString ChartScene::hintAt(const QPointF &at) const
{
    if (zoneArea().contains(at))
        return zoneHint(data);
    const auto pane = m_stack.paneAt(at.y());
    if (!pane)
        return {};
    QStringList texts;
    for (const auto *layer : layersOf(*pane))
        if (const QString text = layer->markText(at, frame(*pane).map, data.series());
            !text.isEmpty())
            texts.append(text);
    return texts.join(QLatin1Char('\n'));
}

} // namespace agora::charts
