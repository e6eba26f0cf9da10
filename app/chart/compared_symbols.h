#pragma once

#include "app/chart/bar_feed.h"
#include "app/panel_context.h"

#include <QJsonValue>

#include <map>
#include <memory>

namespace agora::charts {
class PriceChart;
}

namespace agora::app {

/// The symbols that a chart compares with its own: a subscription each, as deep as the chart's.
class ComparedSymbols final : public QObject {
    Q_OBJECT

public:
    ComparedSymbols(const PanelContext &context, charts::PriceChart &chart, QObject *parent);
    ~ComparedSymbols() override;

    /// An error for a symbol that nobody knows; nothing happens for one that is there.
    Result<void> add(const QString &symbol);
    void remove(const QString &symbol);
    void clear();
    [[nodiscard]] QStringList symbols() const;
    /// The chart has another period or side, or reaches further back.
    void follow(Period period, int depth);

    [[nodiscard]] QJsonValue save() const;
    Result<void> restore(const QJsonValue &value);

signals:
    void changed();
    void refused(const QString &sentence);

private:
    void open(const QString &symbol, BarFeed &feed);

    const PanelContext m_context;
    charts::PriceChart &m_chart;
    std::map<QString, std::unique_ptr<BarFeed>> m_feeds;
    Period m_period;
    int m_depth = 0; ///< 0 = the usual
};

} // namespace agora::app
