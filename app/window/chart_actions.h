#pragma once

namespace agora::app {

class ChartArea;
class ChartControls;

/// Moving around in a chart: box zoom, pause, dates, margin, wheel.
void addNavigationActions(ChartControls &controls, ChartArea &charts);
/// What is drawn, and how: side, scale, colours.
void addLookActions(ChartControls &controls);
/// Other symbols over the price.
void addCompareActions(ChartControls &controls);
/// Pictures and paper.
void addPictureActions(ChartControls &controls);
/// Groups of charts, and windows of their own.
void addWindowActions(ChartControls &controls, ChartArea &charts);

} // namespace agora::app
