#pragma once

#include "app/link/engine_port.h"
#include "app/link/news_queue.h"

#include <QTimer>

namespace agora::app {

/// The real port: carries the client's calls from its thread into the GUI thread, one batch a
/// frame.
class EngineLink final : public EnginePort {
    Q_OBJECT

public:
    explicit EngineLink(const Paths &paths, QObject *parent = nullptr);

    [[nodiscard]] SeriesId subscribeBars(const QString &symbol, Period period, int depth) override;
    void unsubscribeBars(SeriesId series) override;
    void subscribeTicks(const QString &symbol) override;
    void subscribePlots(const QString &brain) override;
    void unsubscribePlots(const QString &brain) override;
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

private:
    [[nodiscard]] client::Done carried(QObject *context, Answer answer);
    void wake();
    void deliver();

    QTimer m_frame;
    NewsQueue m_news;
    client::EngineClient m_client; // last: its thread ends before the queue goes
};

} // namespace agora::app
