#pragma once

#include <QMenu>

namespace agora::app {

class ChartArea;
class ChartTemplates;

/// Looks of charts: keep that of the chart in front, put another one on it, delete some, choose
/// that of new charts.
class TemplateMenu final : public QMenu {
    Q_OBJECT

public:
    TemplateMenu(ChartArea &charts, const ChartTemplates &templates, QWidget *parent);

private:
    void fill();
    void askForName();
    void save(const QString &name);
    void apply(const QString &name);
    void tell(const std::string &problem);

    ChartArea &m_charts;
    const ChartTemplates &m_templates;
};

} // namespace agora::app
