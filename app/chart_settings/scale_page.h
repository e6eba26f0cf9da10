#pragma once

#include "app/chart_settings/settings_page.h"

class QCheckBox;
class QDoubleSpinBox;
class QRadioButton;

namespace agora::app {

class ChartPage;

/// Which prices are drawn, and how they lie on their axis.
class ScalePage final : public SettingsPage {
    Q_OBJECT

public:
    explicit ScalePage(const ChartPage &page, QWidget *parent = nullptr);

    void edit(const ChartSettings &settings) override;
    void take(ChartSettings &settings) const override;
    [[nodiscard]] QString problem() const override;

private:
    QDoubleSpinBox *makePrice(const char *name, const QString &hint);
    void showPrices();
    void setFree(bool isFree);

    const ChartPage &m_page;
    QComboBox *m_side;
    QComboBox *m_kind;
    QCheckBox *m_inverted;
    QRadioButton *m_automatic;
    QRadioButton *m_free;
    QDoubleSpinBox *m_low;
    QDoubleSpinBox *m_high;
    std::pair<double, double> m_prices; ///< not rounded, until the user types others
};

} // namespace agora::app
