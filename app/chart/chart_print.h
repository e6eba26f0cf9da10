#pragma once

#include "engine/base/result.h"

class QPrinter;

namespace agora::app {

class ChartPage;

/// Asks for a printer, then prints the chart in light colours, as large as the page allows.
void printChart(ChartPage &page);
/// Shows how it would come out.
void previewChart(ChartPage &page);
/// The error says which printer, or which file, took nothing.
[[nodiscard]] Result<void> drawOnPage(ChartPage &page, QPrinter &printer);

} // namespace agora::app
