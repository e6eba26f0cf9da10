#include "engine/client/engine_client.h"

#include "engine/client/engine_values.h"
#include "engine/client/engine_worker.h"
#include "engine/protocol/codec.h"

namespace agora::client {

namespace {
const std::string overmind = "nameserver";
constexpr Duration orderLimit = std::chrono::seconds(10);
constexpr Duration importLimit = std::chrono::seconds(60); // a block that waits for a disk

ValueDone toSentence(Done done)
{
    return [done = std::move(done)](const Result<agency::Value> &reply) {
        if (done)
            done(reply ? std::nullopt : std::optional(reply.error().message));
    };
}

agency::Value named(const std::string &name)
{
    agency::Value value;
    value.set("name", name);
    return value;
}
} // namespace

EngineClient::EngineClient(Paths paths, EngineListener &listener)
    : m_worker(std::make_unique<Worker>(std::move(paths), listener))
{}

EngineClient::~EngineClient() = default;

SeriesId EngineClient::subscribeBars(const std::string &symbol, Period period, int depth)
{
    return subscribeBars({.symbol = symbol,
        .period = period,
        .depth = static_cast<std::uint32_t>(std::max(depth, 1))});
}

SeriesId EngineClient::subscribeBars(const protocol::BarRequest &request)
{
    const auto id = m_worker->nextSeries();
    m_worker->post([worker = m_worker.get(), id, request] { worker->subscribeBars(id, request); });
    return id;
}

void EngineClient::unsubscribeBars(SeriesId series)
{
    m_worker->post([worker = m_worker.get(), series] { worker->unsubscribeBars(series); });
}

void EngineClient::subscribeTicks(const std::string &symbol)
{
    m_worker->post([worker = m_worker.get(), symbol] { worker->subscribeTicks(symbol); });
}

void EngineClient::unsubscribeTicks(const std::string &symbol)
{
    m_worker->post([worker = m_worker.get(), symbol] { worker->unsubscribeTicks(symbol); });
}

void EngineClient::subscribePlots(const std::string &brain)
{
    m_worker->post([worker = m_worker.get(), brain] { worker->subscribePlots(brain); });
}

void EngineClient::unsubscribePlots(const std::string &brain)
{
    m_worker->post([worker = m_worker.get(), brain] { worker->unsubscribePlots(brain); });
}

void EngineClient::addBrain(const NewBrain &brain, Done done)
{
    agency::Value value;
    if (!brain.name.empty())
        value.set("name", brain.name);
    value.set("module", brain.module);
    value.set("symbol", brain.symbol);
    value.set("period", brain.period.toString());
    value.set("parameters", brain.parameters);
    call(overmind, "brain.add", value, toSentence(std::move(done)));
}

void EngineClient::removeBrain(const std::string &name, Done done)
{
    call(overmind, "brain.remove", named(name), toSentence(std::move(done)));
}

void EngineClient::startBrain(const std::string &name, Done done)
{
    call(overmind, "brain.start", named(name), toSentence(std::move(done)));
}

void EngineClient::stopBrain(const std::string &name, Done done)
{
    call(overmind, "brain.stop", named(name), toSentence(std::move(done)));
}

void EngineClient::listBrainModules(
    std::function<void(const Result<std::vector<BrainModuleInfo>> &)> done)
{
    call(overmind, "brain.modules", {},
        [done = std::move(done)](const Result<agency::Value> &reply) {
            if (!reply)
                return done(reply.failure());
            done(modulesFrom(*reply));
        });
}

void EngineClient::placeOrder(const OrderRequest &request, Done done)
{
    m_worker->post([worker = m_worker.get(), request, done = std::move(done)] {
        worker->bus().request("trader", "order.submit", protocol::encode(request), orderLimit,
            [done](const Result<agency::Bytes> &reply) {
                if (done)
                    done(reply ? std::nullopt : std::optional(reply.error().message));
            });
    });
}

void EngineClient::closePosition(const std::string &symbol, Done done)
{
    agency::Value value;
    value.set("symbol", symbol);
    call("trader", "position.close", value, toSentence(std::move(done)));
}

void EngineClient::cancelOrder(const std::string &orderId, Done done)
{
    agency::Value value;
    value.set("id", orderId);
    call("trader", "order.cancel", value, toSentence(std::move(done)));
}

void EngineClient::modifyOrder(const ModifyRequest &change, Done done)
{
    agency::Value value;
    value.set("id", change.orderId);
    if (change.terms.price)
        value.set("price", change.terms.price->toString());
    if (change.terms.stopLoss)
        value.set("stopLoss", change.terms.stopLoss->toString());
    if (change.terms.takeProfit)
        value.set("takeProfit", change.terms.takeProfit->toString());
    call("trader", "order.modify", value, toSentence(std::move(done)));
}

void EngineClient::shutDownEngine(Done done)
{
    call(overmind, "overmind.shutdown", {}, toSentence(std::move(done)));
}

void EngineClient::call(const std::string &agent, const std::string &method,
    const agency::Value &arguments, ValueDone done)
{
    m_worker->post([worker = m_worker.get(), agent, method, arguments, done = std::move(done)] {
        worker->call(agent, method, arguments, done);
    });
}

void EngineClient::call(const std::string &agent, const std::string &method,
    const agency::Value &arguments, Duration limit, CallDone done)
{
    m_worker->post(
        [worker = m_worker.get(), agent, method, arguments, limit, done = std::move(done)] {
            worker->bus().call(agent, method, arguments, {.limit = limit}, done);
        });
}

void EngineClient::request(
    const std::string &agent, const std::string &name, std::vector<std::byte> body, BytesDone done)
{
    m_worker->post(
        [worker = m_worker.get(), agent, name, body = std::move(body), done = std::move(done)] {
            worker->bus().ask(agent, name, body, importLimit, done);
        });
}

} // namespace agora::client
