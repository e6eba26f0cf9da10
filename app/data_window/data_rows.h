#pragma once

#include "app/data_window/data_window_model.h"

namespace agora::app {

class ChartPage;

/// All that is known of the bar under the mouse, or of the newest.
[[nodiscard]] QList<DataRow> dataRows(const ChartPage &page);

} // namespace agora::app
