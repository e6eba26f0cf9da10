#pragma once

#include "charts/indicator_setup.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QRadioButton;

namespace agora::app {

/// Where and when an indicator is shown: visible at all, its pane, its name, and on which periods.
class PlacePage final : public QWidget {
    Q_OBJECT

public:
    explicit PlacePage(QWidget *parent = nullptr);

    /// `others` are those whose pane it can share.
    void edit(const charts::IndicatorSetup &setup, const indicators::IndicatorInfo &info,
        const std::vector<charts::IndicatorSetup> &others);
    void take(charts::IndicatorSetup &setup) const;

signals:
    void changed();

private:
    QWidget *makePeriods();
    void showPeriods(const charts::PeriodChoice &periods);
    void enablePeriods();

    QCheckBox *m_isVisible;
    QLineEdit *m_name;
    QComboBox *m_pane;
    QRadioButton *m_always = nullptr;
    QRadioButton *m_range = nullptr;
    QRadioButton *m_list = nullptr;
    QComboBox *m_from = nullptr;
    QComboBox *m_to = nullptr;
    QWidget *m_ends = nullptr;
    QWidget *m_boxes = nullptr;
    std::vector<std::pair<Period, QCheckBox *>> m_only;
    std::vector<Period> m_own; ///< chosen ones that have no box
};

} // namespace agora::app
