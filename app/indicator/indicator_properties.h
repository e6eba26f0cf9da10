#pragma once

#include "charts/chart_types.h"

#include <QScrollArea>

class QCheckBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;

namespace agora::app {

class ColorButton;
class ParameterForm;

/// Editors for one indicator: parameters, input price, colour and width of every line.
class IndicatorProperties final : public QScrollArea {
    Q_OBJECT

public:
    explicit IndicatorProperties(QWidget *parent = nullptr);

    /// `colors` are what the chart draws when the setup names none; `others` are the indicators
    /// beside it, which it can be applied to.
    void edit(const charts::IndicatorSetup &setup, const std::vector<QColor> &colors,
        const std::vector<charts::IndicatorSetup> &others);
    void clear();
    [[nodiscard]] charts::IndicatorSetup setup() const;

signals:
    void changed();

private:
    void addLines(const indicators::IndicatorInfo &info);

    charts::IndicatorSetup m_setup;
    std::vector<QColor>
        m_shownColors; ///< a line that keeps its shown colour goes on following the theme
    QLabel *m_title = nullptr;
    QLabel *m_description = nullptr;
    ParameterForm *m_parameters = nullptr;
    QWidget *m_lines = nullptr;
    QFormLayout *m_lineRows = nullptr;
    QCheckBox *m_isVisible = nullptr;
    std::vector<ColorButton *> m_colors;
    std::vector<QDoubleSpinBox *> m_widths;
};

} // namespace agora::app
