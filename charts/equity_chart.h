#pragma once

#include "charts/chart_theme.h"

#include "engine/base/zone.h"
#include "engine/model/trading.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <span>

namespace agora::charts {

/// Balance and equity of an account over time.
class EquityChart final : public QWidget {
    Q_OBJECT

public:
    explicit EquityChart(QWidget *parent = nullptr);
    ~EquityChart() override;

    /// Ascending by time. With `snapshot` all points so far are forgotten first.
    void applyPoints(std::span<const EquityPoint> points, bool snapshot);
    void clear();
    [[nodiscard]] std::size_t pointCount() const;

    void setCurrency(const QString &currency);
    /// Zone of the time axis; UTC at first.
    void setZone(const Zone &zone);
    void setTheme(const ChartTheme &theme);
    /// Shown while there are no points.
    void setEmptyText(const QString &text);

    /// Draws now whatever has changed; otherwise it follows within 100 ms.
    void refresh();

    [[nodiscard]] QSize sizeHint() const override;

private:
    class Scene;
    std::unique_ptr<Scene> m_scene; // hides Qt Charts
};

} // namespace agora::charts
