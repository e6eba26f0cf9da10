#pragma once

#include "engine/model/trading.h"

#include <QList>
#include <QPointF>

#include <span>

namespace agora::charts {

/// A curve with at most four points for each of `columns` stretches of time: first, lowest,
/// highest, last, so that no peak is lost. x in milliseconds since 1970.
[[nodiscard]] QList<QPointF> reducedPoints(
    std::span<const EquityPoint> points, double EquityPoint::*value, std::size_t columns);
/// The same curve with level lines and upright steps.
[[nodiscard]] QList<QPointF> asSteps(const QList<QPointF> &points);

} // namespace agora::charts
