#pragma once

#include "engine/base/result.h"
#include "engine/model/period.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <utility>

namespace agora::app {

class ChartPage;

/// How a chart looks, whatever it shows: style, scales, colours, indicators, panes. What a template
/// keeps.
[[nodiscard]] QJsonObject lookOf(const ChartPage &page);
/// What is missing stays as it is; what cannot be used is left out, value by value, and told in a
/// sentence each.
Result<void> applyLook(ChartPage &page, const QJsonObject &look);

/// All of a chart, for the layout of the window: its look, what it shows, whom it is linked to.
[[nodiscard]] QJsonObject stateOf(const ChartPage &page);
/// Symbol and period of a state; nothing when they cannot be read.
[[nodiscard]] std::optional<std::pair<QString, Period>> seriesOf(const QJsonObject &state);
/// Everything but symbol and period.
Result<void> applyState(ChartPage &page, const QJsonObject &state);

} // namespace agora::app
