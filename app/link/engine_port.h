#pragma once

#include "engine/client/engine_client.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace agora::app {

using client::Connection;
using client::SeriesId;

/// Newest quote of each symbol that moved in a frame.
using Quotes = std::map<std::string, Tick>;

/// All that the window knows of the engine: commands that return at once, news that come in the GUI
/// thread, once a frame. In signals `snapshot` means: forget what you had of this kind, then take
/// these.
class EnginePort : public QObject {
    Q_OBJECT

public:
    /// Nothing when it worked, else a sentence for the user.
    using Answer = std::function<void(const std::optional<QString> &problem)>;
    using Modules = Result<std::vector<client::BrainModuleInfo>>;
    using ModulesAnswer = std::function<void(const Modules &)>;

    using QObject::QObject;

    [[nodiscard]] virtual SeriesId subscribeBars(const QString &symbol, Period period, int depth)
        = 0;
    virtual void unsubscribeBars(SeriesId series) = 0;
    virtual void subscribeTicks(const QString &symbol) = 0;
    /// Lines that a brain draws; nothing comes while it does not run.
    virtual void subscribePlots(const QString &brain) = 0;
    virtual void unsubscribePlots(const QString &brain) = 0;

    /// Answers come later, in the GUI thread, and are dropped when `context` is gone.
    virtual void addBrain(const client::NewBrain &brain, QObject *context, Answer answer) = 0;
    virtual void removeBrain(const QString &name, QObject *context, Answer answer) = 0;
    virtual void startBrain(const QString &name, QObject *context, Answer answer) = 0;
    virtual void stopBrain(const QString &name, QObject *context, Answer answer) = 0;
    virtual void listBrainModules(QObject *context, ModulesAnswer answer) = 0;
    virtual void placeOrder(const OrderRequest &request, QObject *context, Answer answer) = 0;
    virtual void closePosition(const QString &symbol, QObject *context, Answer answer) = 0;
    virtual void cancelOrder(const QString &orderId, QObject *context, Answer answer) = 0;
    /// Other prices for a working order. The answer says that it was asked for; the change itself
    /// comes as `ordersChanged`.
    virtual void modifyOrder(const ModifyRequest &change, QObject *context, Answer answer) = 0;
    virtual void shutDownEngine(QObject *context, Answer answer) = 0;

signals:
    void connectionChanged(agora::client::Connection connection, const QString &sentence);
    void engineChanged(const agora::client::EngineInfo &engine);
    void agentsChanged(const std::vector<agora::client::AgentInfo> &all);
    void brainsChanged(const std::vector<agora::client::BrainInfo> &all);
    void barsChanged(agora::client::SeriesId series, const agora::BarBatch &bars, bool snapshot);
    void seriesRefused(agora::client::SeriesId series, const QString &sentence);
    void quotesChanged(const agora::app::Quotes &quotes);
    void ordersChanged(const std::vector<agora::Order> &orders, bool snapshot);
    void fillsChanged(const std::vector<agora::Fill> &fills, bool snapshot);
    void tradesChanged(const std::vector<agora::Trade> &trades, bool snapshot);
    void positionsChanged(const std::vector<agora::Position> &positions, bool snapshot);
    void accountChanged(const agora::Account &account);
    void equityChanged(const std::vector<agora::EquityPoint> &points, bool snapshot);
    void signalsChanged(const std::vector<agora::Signal> &signs, bool snapshot);
    /// With `snapshot` the batch has the brain's lines and replaces all that was known of it.
    void plotsChanged(const agora::PlotBatch &plots, bool snapshot);
    void logChanged(const std::vector<agora::LogRecord> &records, bool snapshot);
};

} // namespace agora::app
