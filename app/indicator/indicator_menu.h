#pragma once

#include <QString>

#include <functional>

class QMenu;

namespace agora::charts {
class PriceChart;
}

namespace agora::app {

/// What can be done with one indicator of a chart, for the menu that opens over its line, mark or
/// name: properties, hide or show, duplicate, move to another pane, remove.
void addIndicatorActions(QMenu &menu, charts::PriceChart &chart, const QString &id,
    std::function<void()> openProperties);

} // namespace agora::app
