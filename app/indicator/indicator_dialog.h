#pragma once

#include "charts/chart_types.h"

#include <QDialog>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTreeWidget;

namespace agora::charts {
class PriceChart;
}

namespace agora::app {

class IndicatorProperties;

/// Available, configured and properties side by side. The chart changes with Apply or OK, never
/// before.
class IndicatorDialog final : public QDialog {
    Q_OBJECT

public:
    explicit IndicatorDialog(charts::PriceChart &chart, QWidget *parent = nullptr);

    /// Adds one with its defaults and shows its properties.
    void add(const std::string &key);
    /// Shows the properties of one that is on the chart.
    void select(const QString &id);
    /// False, with a sentence shown, when a value is refused; then nothing after it was applied.
    bool apply();

private:
    void fillAvailable();
    void fillConfigured();
    void search(const QString &text);
    void showProperties(int row);
    void removeCurrent();
    void updateDraft();
    QWidget *makeAvailable();
    QWidget *makeConfigured();

    charts::PriceChart &m_chart;
    std::vector<charts::IndicatorSetup> m_drafts; ///< new ones have no id yet
    QLineEdit *m_search = nullptr;
    QTreeWidget *m_available = nullptr;
    QListWidget *m_configured = nullptr;
    QPushButton *m_remove = nullptr;
    IndicatorProperties *m_properties = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace agora::app
