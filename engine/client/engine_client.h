#pragma once

#include "engine/agency/call_error.h"
#include "engine/agency/value.h"
#include "engine/base/log.h"
#include "engine/base/paths.h"
#include "engine/model/instrument.h"
#include "engine/model/market_data.h"
#include "engine/model/plots.h"
#include "engine/model/trading.h"
#include "engine/protocol/messages.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace agora::client {

enum class Connection { Connecting, Connected, Lost };

/// The engine as a whole.
struct EngineInfo {
    std::string profile;
    std::string version;
    int pid = 0;
    std::string venue; ///< "simulated" or "replay FILE"
    bool isReplay = false;
    bool replayFinished = false;
    /// "connected", "connecting", "stale" (connected, but prices that should come do not), "market
    /// closed", "disconnected"
    std::string feedState;
    std::string feedReason; ///< what went wrong, where something did
    std::vector<std::string> staleSymbols; ///< silent for too long while their market is open
    Timestamp time; ///< market time when this was said
    Duration clockOffset{}; ///< market time − system time while no replay runs
    std::vector<Instrument> instruments;
    std::string accountCurrency;
};

enum class AgentPhase { Starting, Running, Restarting, Stopped, Parked };

/// One agent as its Overmind sees it.
struct AgentInfo {
    std::string name;
    std::string kind; ///< venue, feeder, router, brain, trader, informer, logger
    AgentPhase phase = AgentPhase::Starting;
    int pid = 0;
    int restarts = 0;
    std::int64_t epoch = 0;
    double heartbeatAgeMs = 0;
    double memoryMiB = 0; ///< resident
    double cpuPercent = 0; ///< of one core, since the last look
    std::string note; ///< why it is parked, last end …
    bool operator==(const AgentInfo &) const = default;
};

/// A brain that the system knows.
struct BrainInfo {
    std::string name;
    std::string module; ///< sma_cross
    std::string symbol;
    Period period;
    bool enabled = true; ///< false = stopped by the user
    agency::Value parameters; ///< object: key → value
    std::string moduleTitle;
    bool operator==(const BrainInfo &) const = default;
};

/// A parameter that a brain module declares.
struct BrainParameterInfo {
    std::string key, title, description;
    std::string type; ///< "integer", "number", "flag", "text"
    agency::Value defaultValue;
    double min = 0, max = 0, step = 1;
    std::vector<std::string> choices;
};

/// A brain module that can be added.
struct BrainModuleInfo {
    std::string key, title, description;
    std::vector<BrainParameterInfo> parameters;
    std::string problem; ///< why it cannot be used (other API version …); empty = fine
};

/// What a user fills in to add a brain.
struct NewBrain {
    std::string name; ///< empty = made from the module's
    std::string module;
    std::string symbol;
    Period period;
    agency::Value parameters;
};

using SeriesId = std::uint64_t;

/// Hears everything the engine says. Every call comes from the client's own thread: hand it on, do
/// not work here. `snapshot` = forget what you had of this kind, then take these.
class EngineListener {
public:
    virtual ~EngineListener() = default;
    virtual void onConnection(Connection, const std::string & /*sentence*/) {}
    virtual void onEngine(const EngineInfo &) {}
    virtual void onAgents(const std::vector<AgentInfo> &) {} ///< always all of them
    virtual void onBrains(const std::vector<BrainInfo> &) {} ///< always all of them
    /// Bars of one subscription, ascending. A long snapshot comes in several calls, of which the
    /// first is marked. A completed bar that is known is a correction: it replaces that one.
    virtual void onBars(SeriesId, const BarBatch &, bool /*snapshot*/) {}
    virtual void onSnapshotEnd(SeriesId) {} ///< all of it was told
    /// The subscription cannot be served (unknown symbol …).
    virtual void onSeriesProblem(SeriesId, const std::string & /*sentence*/) {}
    virtual void onTicks(const TickBatch &) {} ///< of subscribed symbols
    virtual void onOrders(const std::vector<Order> &, bool /*snapshot*/) {}
    virtual void onFills(const std::vector<Fill> &, bool /*snapshot*/) {}
    virtual void onTrades(const std::vector<Trade> &, bool /*snapshot*/) {}
    /// Key is symbol; an entry with units 0 has been closed.
    virtual void onPositions(const std::vector<Position> &, bool /*snapshot*/) {}
    virtual void onAccount(const Account &) {}
    virtual void onEquity(const std::vector<EquityPoint> &, bool /*snapshot*/) {}
    virtual void onSignals(const std::vector<Signal> &, bool /*snapshot*/) {}
    /// Lines that a brain draws, of subscribed brains. A snapshot may come in several calls: only
    /// the first, the one with the lines, is marked.
    virtual void onPlots(const PlotBatch &, bool /*snapshot*/) {}
    virtual void onLog(const std::vector<LogRecord> &, bool /*snapshot*/) {}
};

/// A sentence for the user, or nothing when it worked.
using Done = std::function<void(const std::optional<std::string> &problem)>;
using ValueDone = std::function<void(const Result<agency::Value> &)>;
/// These tell of which kind an error is: a refusal, or nobody who answered.
using CallDone = std::function<void(const agency::CallResult<agency::Value> &)>;
using BytesDone = std::function<void(const agency::CallResult<std::vector<std::byte>> &)>;

/// One window's or console's line to the engine. Thread-safe: calls queue and return at once;
/// answers come in the client's thread. Reconnects and resumes by itself for as long as it lives.
class EngineClient {
public:
    /// `listener` must outlive the client.
    EngineClient(Paths paths, EngineListener &listener);
    ~EngineClient(); ///< ends the thread; does not touch the engine
    EngineClient(const EngineClient &) = delete;
    EngineClient &operator=(const EngineClient &) = delete;

    /// Snapshot of the last `depth` bars, then updates of the forming bar and new bars. On
    /// reconnect a new snapshot comes.
    SeriesId subscribeBars(const std::string &symbol, Period period, int depth);
    /// The same with a choice of sides and of how often the forming bar is told. What was missed
    /// during a short cut is told bar by bar; after a longer one comes a new snapshot.
    SeriesId subscribeBars(const protocol::BarRequest &request);
    void unsubscribeBars(SeriesId series);
    void subscribeTicks(const std::string &symbol);
    void unsubscribeTicks(const std::string &symbol);

    /// What a brain draws; until it runs nothing comes. Asking twice is asking once.
    void subscribePlots(const std::string &brain);
    void unsubscribePlots(const std::string &brain);

    void addBrain(const NewBrain &brain, Done done);
    void removeBrain(const std::string &name, Done done);
    void startBrain(const std::string &name, Done done);
    void stopBrain(const std::string &name, Done done);
    void listBrainModules(std::function<void(const Result<std::vector<BrainModuleInfo>> &)> done);

    /// A market order of the user's own; owner is "manual".
    void placeOrder(const OrderRequest &request, Done done);
    void closePosition(const std::string &symbol, Done done);
    void cancelOrder(const std::string &orderId, Done done);
    /// Other prices of a working order. Done = it was asked of the venue; that it has them comes as
    /// an order.
    void modifyOrder(const ModifyRequest &change, Done done);

    /// Ends every agent, then the engine.
    void shutDownEngine(Done done);
    /// Any remote method of any agent.
    void call(const std::string &agent, const std::string &method, const agency::Value &arguments,
        ValueDone done);
    /// The same for what may take its time.
    void call(const std::string &agent, const std::string &method, const agency::Value &arguments,
        Duration limit, CallDone done);
    /// A request of the data plane: bytes that protocol has encoded (a block of an import).
    void request(const std::string &agent, const std::string &name, std::vector<std::byte> body,
        BytesDone done);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace agora::client
