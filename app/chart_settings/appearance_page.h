#pragma once

#include "app/chart_settings/settings_page.h"

#include <utility>
#include <vector>

class QCheckBox;

namespace agora::app {

/// How the price is drawn, and what stands around it.
class AppearancePage final : public SettingsPage {
    Q_OBJECT

public:
    explicit AppearancePage(QWidget *parent = nullptr);

    void edit(const ChartSettings &settings) override;
    void take(ChartSettings &settings) const override;

private:
    QCheckBox *addSwitch(const QString &text, const char *name, bool ChartSettings::*value);
    void enable();

    QComboBox *m_style;
    QComboBox *m_volume;
    std::vector<std::pair<QCheckBox *, bool ChartSettings::*>> m_switches;
    QCheckBox *m_lastPrice;
    QCheckBox *m_countdown;
    charts::VolumePlace m_place = charts::VolumePlace::Overlay;
};

} // namespace agora::app
