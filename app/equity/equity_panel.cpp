#include "app/equity/equity_panel.h"

#include "app/link/engine_port.h"
#include "app/look/chart_look.h"
#include "app/look/look.h"
#include "app/tables/words.h"
#include "charts/equity_chart.h"

#include <QVBoxLayout>

namespace agora::app {

EquityPanel::EquityPanel(const PanelContext &context, QWidget *parent)
    : QWidget(parent), m_chart(new charts::EquityChart(this))
{
    m_chart->setObjectName(QStringLiteral("equity.chart"));
    m_chart->setEmptyText(tr("The equity curve begins with the first fill."));
    m_chart->setTheme(chartTheme(context.look.theme()));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chart);
    connect(&context.look, &Look::changed, m_chart,
        [this, &look = context.look] { m_chart->setTheme(chartTheme(look.theme())); });
    connect(&context.port, &EnginePort::equityChanged, m_chart,
        [this](const std::vector<EquityPoint> &points, bool snapshot) {
            m_chart->applyPoints(points, snapshot);
        });
    connect(&context.port, &EnginePort::engineChanged, m_chart,
        [this](const client::EngineInfo &engine) {
            m_chart->setCurrency(toQString(engine.accountCurrency));
        });
}

} // namespace agora::app
