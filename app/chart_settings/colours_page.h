#pragma once

#include "app/chart_settings/settings_page.h"

#include <vector>

class QCheckBox;
class QPushButton;

namespace agora::app {

class ChartPage;
class ColorChoice;

/// The theme of a chart, and colours of its own.
class ColoursPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit ColoursPage(const ChartPage &page, QWidget *parent = nullptr);

    void edit(const ChartSettings &settings) override;
    void take(ChartSettings &settings) const override;

private:
    void show();
    void forgetOwn();

    const ChartPage &m_page;
    ChartColours m_colours;
    QComboBox *m_base;
    QCheckBox *m_upRed;
    std::vector<ColorChoice *> m_own; ///< in the order of `ownColours`
    QPushButton *m_forget;
};

} // namespace agora::app
