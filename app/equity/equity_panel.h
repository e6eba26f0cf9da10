#pragma once

#include "app/panel_context.h"

#include <QWidget>

namespace agora::charts {
class EquityChart;
}

namespace agora::app {

/// Balance and equity over time.
class EquityPanel final : public QWidget {
    Q_OBJECT

public:
    explicit EquityPanel(const PanelContext &context, QWidget *parent = nullptr);
    [[nodiscard]] charts::EquityChart &chart() { return *m_chart; }

private:
    charts::EquityChart *m_chart;
};

} // namespace agora::app
