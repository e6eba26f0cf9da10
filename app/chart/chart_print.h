#pragma once

class QPrinter;

namespace agora::app {

class ChartPage;

/// Asks for a printer, then prints the chart in light colours, as large as the page allows.
void printChart(ChartPage &page);
/// Shows how it would come out.
void previewChart(ChartPage &page);
void drawOnPage(ChartPage &page, QPrinter &printer);

} // namespace agora::app
