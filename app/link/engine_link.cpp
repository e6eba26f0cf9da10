#include "app/link/engine_link.h"

#include <QPointer>

#include <chrono>
#include <utility>

namespace agora::app {

namespace {
constexpr auto frameTime = std::chrono::milliseconds(40);
}

EngineLink::EngineLink(const Paths &paths, QObject *parent)
    : EnginePort(parent), m_news([this] { wake(); }), m_client(paths, m_news)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameTime);
    connect(&m_frame, &QTimer::timeout, this, &EngineLink::deliver);
}

void EngineLink::wake()
{
    QMetaObject::invokeMethod(
        this, [this] { m_frame.start(); }, Qt::QueuedConnection);
}

void EngineLink::deliver() { announce(m_news.take(), *this); }

client::Done EngineLink::carried(QObject *context, Answer answer)
{
    // The guard is made and read in the GUI thread; the client's thread only carries the closure.
    auto deliverAnswer = [guard = QPointer<QObject>(context), answer = std::move(answer)](
                             const std::optional<QString> &problem) {
        if (guard && answer)
            answer(problem);
    };
    return [this, deliverAnswer = std::move(deliverAnswer)](
               const std::optional<std::string> &problem) {
        const auto text = problem ? std::optional(QString::fromStdString(*problem)) : std::nullopt;
        m_news.answer([deliverAnswer, text] { deliverAnswer(text); });
    };
}

SeriesId EngineLink::subscribeBars(const QString &symbol, Period period, int depth)
{
    return m_client.subscribeBars(symbol.toStdString(), period, depth);
}

void EngineLink::unsubscribeBars(SeriesId series) { m_client.unsubscribeBars(series); }

void EngineLink::subscribeTicks(const QString &symbol)
{
    m_client.subscribeTicks(symbol.toStdString());
}

void EngineLink::subscribePlots(const QString &brain)
{
    m_client.subscribePlots(brain.toStdString());
}

void EngineLink::unsubscribePlots(const QString &brain)
{
    m_client.unsubscribePlots(brain.toStdString());
}

void EngineLink::addBrain(const client::NewBrain &brain, QObject *context, Answer answer)
{
    m_client.addBrain(brain, carried(context, std::move(answer)));
}

void EngineLink::removeBrain(const QString &name, QObject *context, Answer answer)
{
    m_client.removeBrain(name.toStdString(), carried(context, std::move(answer)));
}

void EngineLink::startBrain(const QString &name, QObject *context, Answer answer)
{
    m_client.startBrain(name.toStdString(), carried(context, std::move(answer)));
}

void EngineLink::stopBrain(const QString &name, QObject *context, Answer answer)
{
    m_client.stopBrain(name.toStdString(), carried(context, std::move(answer)));
}

void EngineLink::listBrainModules(QObject *context, ModulesAnswer answer)
{
    m_client.listBrainModules([this, guard = QPointer<QObject>(context),
                                  answer = std::move(answer)](const Modules &modules) {
        m_news.answer([guard, answer, modules] {
            if (guard)
                answer(modules);
        });
    });
}

void EngineLink::placeOrder(const OrderRequest &request, QObject *context, Answer answer)
{
    m_client.placeOrder(request, carried(context, std::move(answer)));
}

void EngineLink::closePosition(const QString &symbol, QObject *context, Answer answer)
{
    m_client.closePosition(symbol.toStdString(), carried(context, std::move(answer)));
}

void EngineLink::cancelOrder(const QString &orderId, QObject *context, Answer answer)
{
    m_client.cancelOrder(orderId.toStdString(), carried(context, std::move(answer)));
}

void EngineLink::modifyOrder(const ModifyRequest &change, QObject *context, Answer answer)
{
    m_client.modifyOrder(change, carried(context, std::move(answer)));
}

void EngineLink::shutDownEngine(QObject *context, Answer answer)
{
    m_client.shutDownEngine(carried(context, std::move(answer)));
}

} // namespace agora::app
