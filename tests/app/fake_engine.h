#pragma once

#include "app/link/engine_port.h"
#include "engine/base/random.h"

#include <QMap>
#include <QStringList>

#include <map>
#include <memory>
#include <vector>

namespace agora::app {

/// An engine made of a script: it answers like the real one, keeps what it was asked for, and says
/// only what a test has it say.
class FakeEngine final : public EnginePort {
public:
    explicit FakeEngine(std::uint64_t seed = 7) : m_random(seed) {}

    SeriesId subscribeBars(const QString &symbol, Period period, int depth) override;
    void unsubscribeBars(SeriesId series) override;
    void subscribeTicks(const QString &symbol) override;
    void subscribePlots(const QString &brain) override { plottedBrains.append(brain); }
    void unsubscribePlots(const QString &brain) override { plottedBrains.removeAll(brain); }
    void addBrain(const client::NewBrain &brain, QObject *context, Answer answer) override;
    void removeBrain(const QString &name, QObject *context, Answer answer) override;
    void startBrain(const QString &name, QObject *context, Answer answer) override;
    void stopBrain(const QString &name, QObject *context, Answer answer) override;
    void listBrainModules(QObject *context, ModulesAnswer answer) override;
    void placeOrder(const OrderRequest &request, QObject *context, Answer answer) override;
    void closePosition(const QString &symbol, QObject *context, Answer answer) override;
    void cancelOrder(const QString &orderId, QObject *context, Answer answer) override;
    void modifyOrder(const ModifyRequest &change, QObject *context, Answer answer) override;
    void shutDownEngine(QObject *context, Answer answer) override;

    /// Connects, names its instruments and agents, serves every subscription.
    void start();
    void lose();
    /// One more quote for every symbol, and the forming bar of every series.
    void tick();
    /// Orders, fills, trades, a position and an equity curve of a day's work.
    void trade();
    void say(LogLevel level, const std::string &agent, const std::string &text);
    void sayEngine();
    void sayAgents();

    struct Series {
        QString symbol;
        Period period;
        int depth = 0;
    };
    QMap<SeriesId, Series> series; ///< subscribed now
    QStringList tickSymbols;
    QStringList plottedBrains;
    std::vector<ModifyRequest> changedOrders;
    QStringList commands; ///< `stop sma_cross`
    std::vector<client::NewBrain> addedBrains;
    std::vector<OrderRequest> placedOrders;
    QString refusal; ///< the next command is refused with this sentence
    std::vector<client::BrainInfo> brains;
    client::EngineInfo info;
    Timestamp now = *parseIso("2026-01-15T13:05:20Z");
    bool isConnected = false;
    int historyBars = 400; ///< of each series; a deeper wish gets no more
    int refusedHistories = 0; ///< so many of the next wishes for bars take too long
    int deepestHistory = 0; ///< longer ones take too long; 0 = none does
    int partBars = 0; ///< a longer history comes in parts of that many, a turn each; 0 = at once
    /// Makes a long history beforehand, so that serving it costs no more than the real link.
    void prepare(const QString &symbol, Period period, int count);

private:
    void reply(QObject *context, const Answer &answer, std::function<void()> effect = {});
    void serve(SeriesId id);
    using SharedBatch = std::shared_ptr<const BarBatch>; // with the parts that are still to come
    void send(SeriesId id, const SharedBatch &all, std::size_t from, bool isFirst);
    [[nodiscard]] std::vector<QuoteBar> history(const Series &wanted, int count);
    [[nodiscard]] QuoteBar makeBar(const Instrument &instrument, Timestamp open, double from);

    Random m_random;
    SeriesId m_lastSeries = 0;
    std::map<std::string, double> m_mid;
    std::map<SeriesId, QuoteBar> m_forming;
    std::map<std::pair<QString, std::string>, SharedBatch> m_prepared;
    std::map<Timestamp, double> m_closes; ///< of EUR_USD: what is traded is traded on the chart
};

} // namespace agora::app
