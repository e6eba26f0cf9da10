#pragma once

#include "charts/chart_theme.h"
#include "charts/chart_types.h"

#include <QFont>
#include <QPainter>
#include <QRectF>

namespace agora::charts {

/// The usual words of a state; empty for Ready.
[[nodiscard]] QString stateText(ChartState state);

[[nodiscard]] QColor bannerColor(ChartState state, const ChartTheme &theme);
/// A banner along the lower edge of the pane, for a state that lasts while bars are in view.
/// Returns where it stands.
QRectF paintBanner(QPainter &painter, const QRectF &area, const QColor &fill, const QString &text,
    const QFont &font);
/// The whole area, for a chart without bars: a sketch of candles, the state and what is waited for.
/// Returns where the button of that name stands; empty without one.
QRectF paintEmpty(QPainter &painter, const QRectF &area, const QString &text, const QString &detail,
    const QFont &font, const ChartTheme &theme, const QString &action = {});

} // namespace agora::charts
