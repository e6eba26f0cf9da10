#pragma once

#include "app/chart_settings/settings_page.h"

class QCheckBox;

namespace agora::app {

/// Which marks of trading a chart shows.
class TradingPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit TradingPage(QWidget *parent = nullptr);

    void edit(const ChartSettings &settings) override;
    void take(ChartSettings &settings) const override;

private:
    QCheckBox *m_orders;
    QCheckBox *m_trades;
    QCheckBox *m_signals;
};

} // namespace agora::app
