#pragma once

#include "app/link/engine_port.h"

#include <QStringList>

#include <map>

class QMenu;

namespace agora::app {

class ChartPage;

/// What brains draw: asks the engine for it as long as some chart shows the brain's symbol, keeps
/// it, and hands it to those charts.
class ChartPlots final : public QObject {
    Q_OBJECT

public:
    explicit ChartPlots(EnginePort &port, QObject *parent = nullptr);

    /// From now on until it goes the chart shows what the brains of its symbol draw.
    void attach(ChartPage &page);
    /// One entry a brain that draws on this chart: shown or not.
    void fillMenu(QMenu &menu, ChartPage &page) const;

private:
    struct Drawn {
        PlotBatch head; ///< without points
        std::vector<std::map<Timestamp, double>> lines; ///< by line, the newest bars
        [[nodiscard]] PlotBatch whole() const;
    };

    void takeBrains(const std::vector<client::BrainInfo> &brains);
    void takePlots(const PlotBatch &batch, bool snapshot);
    void follow();
    void showAll(ChartPage &page);
    void forget(const QString &brain);
    [[nodiscard]] std::vector<ChartPage *> pagesOf(const std::string &symbol) const;

    EnginePort &m_port;
    std::vector<ChartPage *> m_pages;
    std::map<QString, std::string> m_symbols; ///< of the brains, by name
    std::map<QString, Drawn> m_plots; ///< by brain, of those that are followed
    QStringList m_followed;
};

} // namespace agora::app
