#pragma once

#include "engine/base/result.h"

#include <QJsonValue>

namespace agora::app {

class ChartPage;

/// The indicators of a chart, in their order.
[[nodiscard]] QJsonValue saveIndicators(const ChartPage &page);
/// Replaces those that are there. One that cannot be made is left out and told.
Result<void> restoreIndicators(ChartPage &page, const QJsonValue &value);

} // namespace agora::app
