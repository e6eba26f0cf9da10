#include "charts/equity_chart.h"

#include "charts/axes_painter.h"
#include "charts/banner.h"
#include "charts/equity_view.h"

#include <QTimer>
#include <QVBoxLayout>

namespace agora::charts {

/// The view, and a timer that gathers changes.
class EquityChart::Scene {
public:
    explicit Scene(EquityChart &chart) : view(new EquityView(&chart))
    {
        auto *layout = new QVBoxLayout(&chart);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(view);
        m_timer.setSingleShot(true);
        m_timer.setInterval(100);
        QObject::connect(&m_timer, &QTimer::timeout, &chart, [this] { refresh(); });
    }
    void mark()
    {
        if (!m_timer.isActive())
            m_timer.start();
    }
    void refresh()
    {
        m_timer.stop();
        view->layOut();
    }

    EquityView *view; // child of the chart

private:
    QTimer m_timer;
};

EquityChart::EquityChart(QWidget *parent) : QWidget(parent), m_scene(std::make_unique<Scene>(*this))
{
    m_scene->view->look.emptyText = tr("No equity yet");
}

EquityChart::~EquityChart() = default;

void EquityChart::applyPoints(std::span<const EquityPoint> points, bool snapshot)
{
    if (snapshot)
        m_scene->view->points.clear();
    auto &all = m_scene->view->points;
    all.insert(all.end(), points.begin(), points.end());
    m_scene->mark();
}

void EquityChart::clear()
{
    m_scene->view->points.clear();
    m_scene->mark();
}

std::size_t EquityChart::pointCount() const { return m_scene->view->points.size(); }

void EquityChart::setCurrency(const QString &currency)
{
    m_scene->view->look.currency = currency;
    m_scene->mark();
}

void EquityChart::setZone(const Zone &zone)
{
    m_scene->view->look.zone = zone;
    m_scene->mark();
}

void EquityChart::setTheme(const ChartTheme &theme)
{
    m_scene->view->look.theme = theme;
    m_scene->mark();
}

void EquityChart::setEmptyText(const QString &text)
{
    m_scene->view->look.emptyText = text;
    m_scene->mark();
}

void EquityChart::refresh() { m_scene->refresh(); }

QSize EquityChart::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.averageCharWidth() * 80, metrics.height() * 14};
}

} // namespace agora::charts
