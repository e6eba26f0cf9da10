#include "engine/client/engine_worker.h"

#include "engine/agency/zmq_transport.h"
#include "engine/base/process.h"
#include "engine/client/engine_values.h"
#include "engine/protocol/codec.h"

namespace agora::client {

namespace {
constexpr Duration callLimit = std::chrono::seconds(15);
const std::string overmind = "nameserver"; // the Overmind's bus is the name server too

std::atomic<int> clientCount = 0; // names of several clients in one process must differ
} // namespace

EngineClient::Worker::Worker(Paths paths, EngineListener &listener)
    : m_paths(std::move(paths)), m_listener(listener)
{
    const auto name
        = "client-" + std::to_string(currentPid()) + "-" + std::to_string(++clientCount);
    m_bus = std::make_unique<agency::Bus>(
        agency::BusSetup{.name = name,
            .epoch = static_cast<std::uint64_t>(toNanos(m_clock.now())),
            .endpoints = {},
            .nameServer = agency::ipcEndpoint(m_paths.runtime.string(), overmind),
            .clock = &m_clock,
            .clockMaster = {}},
        agency::makeZmqTransport());
    m_bus->onPeer(
        [this](const std::string &agent, agency::PeerState state) { peer(agent, state); });
    subscribeAll();
    m_thread = std::thread([this] {
        m_listener.onConnection(m_connection, "looking for the engine");
        m_bus->run();
        m_bus->goodbye();
    });
}

EngineClient::Worker::~Worker()
{
    m_bus->stop();
    m_thread.join();
}

void EngineClient::Worker::peer(const std::string &agent, agency::PeerState state)
{
    if (agent != overmind)
        return;
    if (state == agency::PeerState::Up) {
        m_connection = Connection::Connected;
        m_listener.onConnection(m_connection, "connected");
    } else if (state == agency::PeerState::Lost && m_connection == Connection::Connected) {
        m_connection = Connection::Lost;
        m_listener.onConnection(m_connection, "the engine does not answer");
    }
}

template <typename Batch, typename Hand>
void EngineClient::Worker::follow(const std::string &agent, const std::string &topic, Hand hand)
{
    m_bus->subscribe(agent, topic,
        {.arguments = {},
            .onMessage =
                [hand](const agency::Message &message) {
                    const bool isSnapshot = message.has(agency::FlagSnapshotBegin);
                    if (message.body.empty())
                        return hand(Batch{}, isSnapshot);
                    auto batch = protocol::decode<Batch>(message.body);
                    if (batch)
                        hand(*batch, isSnapshot);
                },
            .onProblem = {},
            .isObserver = true});
}

void EngineClient::Worker::followControl(
    const std::string &topic, std::function<void(const agency::Value &)> hand)
{
    m_bus->subscribe(overmind, topic,
        {.arguments = {},
            .onMessage =
                [hand = std::move(hand)](const agency::Message &message) {
                    if (const auto value = agency::Value::fromMessagePack(message.body))
                        hand(*value);
                },
            .onProblem = {},
            .isObserver = true});
}

void EngineClient::Worker::subscribeAll()
{
    using namespace protocol;
    followControl("engine", [this](const auto &value) { m_listener.onEngine(engineFrom(value)); });
    followControl("agents", [this](const auto &value) { m_listener.onAgents(agentsFrom(value)); });
    followControl("brains", [this](const auto &value) { m_listener.onBrains(brainsFrom(value)); });
    follow<OrderBatch>("trader", topics::orders, [this](const OrderBatch &batch, bool snapshot) {
        m_listener.onOrders(batch.orders, snapshot);
    });
    follow<FillBatch>("trader", topics::fills, [this](const FillBatch &batch, bool snapshot) {
        m_listener.onFills(batch.fills, snapshot);
    });
    follow<TradeBatch>("trader", topics::trades, [this](const TradeBatch &batch, bool snapshot) {
        m_listener.onTrades(batch.trades, snapshot);
    });
    follow<PositionBatch>(
        "trader", topics::positions, [this](const PositionBatch &batch, bool snapshot) {
            m_listener.onPositions(batch.positions, snapshot);
        });
    follow<Account>("informer", topics::account,
        [this](const Account &account, bool) { m_listener.onAccount(account); });
    follow<EquityBatch>(
        "informer", topics::equity, [this](const EquityBatch &batch, bool snapshot) {
            m_listener.onEquity(batch.points, snapshot);
        });
    follow<SignalBatch>(
        "informer", topics::allSignals, [this](const SignalBatch &batch, bool snapshot) {
            m_listener.onSignals(batch.items, snapshot);
        });
    follow<LogBatch>("logger", topics::log, [this](const LogBatch &batch, bool snapshot) {
        m_listener.onLog(batch.records, snapshot);
    });
}

void EngineClient::Worker::subscribeBars(SeriesId id, const protocol::BarRequest &request)
{
    m_series[id].subscription = m_bus->subscribe("router", protocol::topics::of(request),
        {.arguments = [request] { return protocol::encode(request); },
            .onMessage = [this, id](const agency::Message &message) { takeBars(id, message); },
            .onProblem
            = [this, id](const std::string &sentence) { m_listener.onSeriesProblem(id, sentence); },
            .isObserver = true});
}

void EngineClient::Worker::takeBars(SeriesId id, const agency::Message &message)
{
    auto batch = protocol::decode<BarBatch>(message.body);
    if (!batch)
        return m_listener.onSeriesProblem(id, batch.error().message);
    const bool isFirst = message.has(agency::FlagSnapshotBegin);
    auto &revisions = m_series.at(id).revisions;
    if (isFirst)
        revisions.clear();
    std::erase_if(batch->bars, [&](const QuoteBar &bar) { return !revisions.admit(bar); });
    if (isFirst || !batch->bars.empty())
        m_listener.onBars(id, *batch, isFirst);
    if (message.has(agency::FlagSnapshotEnd))
        m_listener.onSnapshotEnd(id);
}

void EngineClient::Worker::unsubscribeBars(SeriesId id)
{
    if (const auto found = m_series.find(id); found != m_series.end()) {
        m_bus->unsubscribe(found->second.subscription);
        m_series.erase(found);
    }
}

void EngineClient::Worker::subscribeTicks(const std::string &symbol)
{
    using namespace protocol;
    if (m_ticks.contains(symbol))
        return;
    m_ticks[symbol] = m_bus->subscribe("router", topics::ticks(symbol),
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    if (const auto batch = decode<TickBatch>(message.body))
                        m_listener.onTicks(*batch);
                },
            .onProblem = {},
            .isObserver = true});
}

void EngineClient::Worker::unsubscribeTicks(const std::string &symbol)
{
    if (const auto found = m_ticks.find(symbol); found != m_ticks.end()) {
        m_bus->unsubscribe(found->second);
        m_ticks.erase(found);
    }
}

void EngineClient::Worker::subscribePlots(const std::string &brain)
{
    if (m_plots.contains(brain))
        return;
    m_plots[brain] = m_bus->subscribe(brain, protocol::topics::plots(brain),
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    if (const auto batch = protocol::decode<PlotBatch>(message.body))
                        m_listener.onPlots(*batch, message.has(agency::FlagSnapshotBegin));
                },
            .onProblem = {},
            .isObserver = true});
}

void EngineClient::Worker::unsubscribePlots(const std::string &brain)
{
    if (const auto found = m_plots.find(brain); found != m_plots.end()) {
        m_bus->unsubscribe(found->second);
        m_plots.erase(found);
    }
}

void EngineClient::Worker::call(const std::string &agent, const std::string &method,
    const agency::Value &arguments, ValueDone done)
{
    m_bus->call(
        agent == "overmind" ? overmind : agent, method, arguments, callLimit, std::move(done));
}

} // namespace agora::client
