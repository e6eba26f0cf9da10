#pragma once

namespace agora::app {

class ChartArea;
class ChartControls;
class ChartTemplates;

/// The properties of a chart, its time zone (in the menus, and where the time axis names it), and
/// switches of what it shows. The templates outlive the controls.
void addSettingsActions(
    ChartControls &controls, ChartArea &charts, const ChartTemplates &templates);

} // namespace agora::app
