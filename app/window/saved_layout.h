#pragma once

class QMainWindow;
class QSettings;

namespace agora::app {

class ChartArea;

/// Where docks stand, how wide columns are and what the charts show, kept from one run to the next.
void saveLayout(QSettings &settings, const QMainWindow &window, const ChartArea &charts);
/// False when nothing (usable) was kept.
bool restoreWindow(const QSettings &settings, QMainWindow &window);
/// Opens the charts that were open; false when there were none.
bool restoreCharts(QSettings &settings, ChartArea &charts);
void forgetWindow(QSettings &settings);

} // namespace agora::app
