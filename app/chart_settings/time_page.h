#pragma once

#include "app/chart_settings/settings_page.h"

class QLabel;
class QSpinBox;

namespace agora::app {

class ChartPage;
class ZoneList;

/// The zone in which a chart tells the time, session breaks, and the room to the right.
class TimePage final : public SettingsPage {
    Q_OBJECT

public:
    explicit TimePage(const ChartPage &page, QWidget *parent = nullptr);

    void edit(const ChartSettings &settings) override;
    void take(ChartSettings &settings) const override;
    [[nodiscard]] QString problem() const override;
    void focusZones();

private:
    void makeBreaks();
    void showExample();
    [[nodiscard]] Result<Zone> zone() const;

    const ChartPage &m_page;
    ZoneList *m_zones;
    QLabel *m_example;
    QComboBox *m_breaks;
    QSpinBox *m_margin;
    charts::SessionBreaks m_kind = charts::SessionBreaks::TradingDays;
    double m_share = 0; ///< not rounded, until the user chooses another
};

} // namespace agora::app
