#pragma once

#include "charts/chart_types.h"

#include <QWidget>

class QLabel;
class QTabWidget;

namespace agora::app {

class LevelsPage;
class ParameterForm;
class PlacePage;
class StylePage;

/// What the properties are shown with besides the setup itself.
struct PropertiesContext {
    std::vector<QColor> usualColors; ///< one an output: drawn where none is chosen
    QColor levelColor, upColor, downColor;
    std::vector<charts::IndicatorSetup> others; ///< beside it on the chart
};

/// Editors for one indicator: what it is, its parameters and input, its lines, levels, and where
/// and when it is shown.
class IndicatorProperties final : public QWidget {
    Q_OBJECT

public:
    explicit IndicatorProperties(QWidget *parent = nullptr);

    void edit(const charts::IndicatorSetup &setup, const PropertiesContext &context);
    void clear();
    [[nodiscard]] charts::IndicatorSetup setup() const;
    /// Why it cannot be drawn so; empty when it can.
    [[nodiscard]] QString problem() const;

signals:
    void changed();

private:
    QWidget *addPage(QWidget *page, const QString &title, const char *name);
    void showSummary();

    charts::IndicatorSetup m_setup;
    std::vector<charts::IndicatorSetup> m_others;
    QLabel *m_title;
    QLabel *m_description;
    QLabel *m_formula;
    QTabWidget *m_pages;
    ParameterForm *m_parameters;
    StylePage *m_style;
    LevelsPage *m_levels;
    PlacePage *m_place;
    QLabel *m_noParameters;
};

} // namespace agora::app
