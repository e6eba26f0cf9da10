#include "engine/overmind/overmind.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/base/process_usage.h"
#include "engine/base/text.h"
#include "engine/model/instrument_file.h"
#include "engine/overmind/version.h"

namespace agora {

namespace {
constexpr Duration frame = std::chrono::milliseconds(100); ///< how often state goes out at most
constexpr Duration stateEvery = std::chrono::seconds(1); ///< ages and market time move on
constexpr Duration callLimit = std::chrono::seconds(3);

/// Name, kind: one of each, in the order of their start.
constexpr std::pair<const char *, const char *> coreAgents[]
    = {{"logger", "logger"}, {"venue", "venue"}, {"feeder", "feeder"}, {"router", "router"},
        {"trader", "trader"}, {"informer", "informer"}};

std::vector<std::filesystem::path> moduleFolders(
    const std::vector<std::filesystem::path> &configured, const std::filesystem::path &programs)
{
    auto folders = configured;
    folders.push_back(programs / ".." / "brains"); // in a build tree
    folders.push_back(programs / ".." / "lib" / "agora" / "brains"); // installed
    return folders;
}
std::string instrumentText(const agency::Value &symbols)
{
    std::vector<Instrument> instruments;
    for (const auto &symbol : symbols.asArray()) {
        if (const auto *instrument = findInstrument(symbol.asText()))
            instruments.push_back(*instrument);
    }
    return toText(instruments);
}
void endLeftover(const std::string &name, int pid)
{
    auto process = Process::adopt(pid);
    if (!process)
        return; // it ended by itself meanwhile
    logInfo("ended “" + name + "” (pid " + std::to_string(pid)
        + "), left by an engine with another market");
    process->kill();
    (void)process->wait(std::chrono::seconds(1));
}
} // namespace

Overmind::Overmind(agency::Bus &bus, agency::NameServer &names, Setup setup, BrainRegistry brains)
    : m_bus(bus)
    , m_setup(std::move(setup))
    , m_brains(std::move(brains))
    , m_modules(bus, m_setup.programs / "agora-agent",
          moduleFolders(m_setup.system.brainFolders, m_setup.programs), m_setup.paths.runtime)
    , m_supervisor(bus, names, m_setup.supervision)
{
    m_supervisor.onChange([this] { m_isChanged = true; });
    offerStreams();
    addMethods();
    addBrainMethods();
    m_bus.every(frame, [this] {
        if (std::exchange(m_isChanged, false))
            publishState();
        playWhenReady();
    });
    m_bus.every(stateEvery, [this] { m_bus.publish("engine", engineState().toMessagePack()); });
    watchFeed();
}

std::filesystem::path Overmind::programFor(const std::string &kind) const
{
    const bool isGateway = kind == "venue" || kind == "feeder" || kind == "trader";
    return m_setup.programs / (isGateway ? "agora-gateway" : "agora-agent");
}

void Overmind::start()
{
    adoptLeftovers();
    for (const auto &[name, kind] : coreAgents) {
        if (!m_supervisor.agents().contains(name))
            m_supervisor.start(name, kind, programFor(kind),
                [this, agent = std::string(name)](const Result<void> &started) {
                    if (!started && m_onFailure)
                        m_onFailure("the " + agent + " cannot start: " + started.error().message);
                });
    }
    for (const auto &spec : m_brains.all()) {
        if (spec.enabled && !m_supervisor.agents().contains(spec.name))
            startBrain(spec, [name = spec.name](const Result<void> &started) {
                if (!started)
                    logError("brain “" + name + "” was not started: " + started.error().message);
            });
    }
    saveState();
}

std::vector<std::string> Overmind::stopAll(Duration limit)
{
    auto killed = m_supervisor.stopAll(limit, "logger");
    std::error_code ignored;
    std::filesystem::remove(m_setup.paths.runtime / "agents.json", ignored);
    return killed;
}

void Overmind::adoptLeftovers()
{
    const auto text = readFile(m_setup.paths.runtime / "agents.json");
    const auto saved = text ? agency::Value::parseJson(*text) : Result<agency::Value>(fail(""));
    if (!saved)
        return; // nobody was there before us
    // Agents of a replay, or of another market, cannot go on in this engine.
    const bool canGoOn = !m_setup.system.replay && !(*saved)["isReplay"].asBool()
        && (*saved)["marketFolder"].asText() == m_setup.marketFolder.string();
    for (const auto &row : (*saved)["agents"].asArray()) {
        const auto pid = static_cast<int>(row["pid"].asInteger());
        const auto &name = row["name"].asText();
        const auto epoch = static_cast<std::uint64_t>(row["epoch"].asInteger());
        // A reused pid would belong to another program, which does not carry this epoch.
        if (pid <= 0 || commandLineOf(pid).find(std::to_string(epoch)) == std::string::npos)
            continue;
        if (!canGoOn)
            endLeftover(name, pid);
        else if (m_supervisor.adopt(
                     name, row["kind"].asText(), programFor(row["kind"].asText()), pid, epoch))
            logInfo("took over “" + name + "” (pid " + std::to_string(pid) + ")");
    }
}

void Overmind::saveState()
{
    // Only who runs matters to a successor, not how old the beats are: a file a second would be for
    // nothing.
    std::string who;
    for (const auto &[name, agent] : m_supervisor.agents())
        who += name + " " + std::to_string(agent.pid) + " " + std::to_string(agent.epoch) + "\n";
    if (who == m_savedWho)
        return;
    agency::Value state;
    state.set("clockOffsetNs", m_setup.clockOffset.count());
    state.set("isReplay", m_setup.system.replay.has_value());
    state.set("marketFolder", m_setup.marketFolder.string());
    state.set("agents", agentStates());
    if (const auto saved
        = writeFileAtomically(m_setup.paths.runtime / "agents.json", state.toJson());
        saved)
        m_savedWho = std::move(who);
    else
        logWarning(saved.error().message);
}

// ---- what others see

agency::Value Overmind::symbolList() const
{
    agency::Value symbols = agency::Value::Array{};
    if (m_setup.system.replay) {
        symbols.append(m_setup.system.replay->symbol);
        return symbols;
    }
    for (const auto &symbol : m_setup.system.instruments)
        symbols.append(symbol);
    return symbols;
}

agency::Value Overmind::engineState() const
{
    const auto &replay = m_setup.system.replay;
    agency::Value state;
    state.set("profile", m_setup.paths.profile);
    state.set("version", agoraVersion);
    state.set("pid", currentPid());
    state.set("venue", replay ? "replay of " + replay->file.filename().string() : "simulated");
    state.set("isReplay", replay.has_value());
    state.set("replayFinished", m_feed["finished"].asBool());
    state.set("instrumentList", instrumentText(symbolList()));
    state.set("stale", m_feed["stale"]);
    state.set("feedReason", m_feed["reason"]);
    state.set("feedState", m_feed["state"].isText() ? m_feed["state"].asText() : "connecting");
    const auto marketTime
        = replay ? m_feed["timeNs"].asInteger() : toNanos(SystemClock(m_setup.clockOffset).now());
    state.set("timeNs", marketTime);
    state.set("clockOffsetNs", m_setup.clockOffset.count());
    state.set("instruments", symbolList());
    state.set("currency", m_setup.system.currency);
    state.set("isReady",
        std::all_of(std::begin(coreAgents), std::end(coreAgents),
            [this](const auto &agent) { return m_supervisor.isReady(agent.first); }));
    return state;
}

agency::Value Overmind::agentStates() const
{
    agency::Value rows = agency::Value::Array{};
    for (const auto &[name, agent] : m_supervisor.agents()) {
        agency::Value row;
        row.set("name", name);
        row.set("kind", agent.kind);
        row.set("phase", toString(agent.phase));
        row.set("pid", agent.pid);
        row.set("restarts", agent.restarts);
        row.set("epoch", agent.epoch);
        row.set("note", agent.note);
        row.set("memoryMiB", agent.memoryMiB);
        row.set("cpuPercent", agent.cpuPercent);
        if (agent.lastBeat > Duration::zero())
            row.set("heartbeatAgeMs",
                static_cast<double>((steadyNow() - agent.lastBeat).count()) / 1e6);
        rows.append(std::move(row));
    }
    return rows;
}

agency::Value Overmind::brainStates() const
{
    agency::Value rows = agency::Value::Array{};
    for (const auto &spec : m_brains.all()) {
        auto row = toValue(spec);
        row.set("title", spec.module);
        const auto agent = m_supervisor.agents().find(spec.name);
        row.set("phase",
            agent == m_supervisor.agents().end() ? "stopped" : toString(agent->second.phase));
        rows.append(std::move(row));
    }
    return rows;
}

void Overmind::offerStreams()
{
    const auto offer = [this](const char *topic, agency::Value (Overmind::*state)() const) {
        m_bus.offer(topic, [this, state](const agency::Subscriber &subscriber) {
            m_bus.accept(subscriber.id, {(this->*state)().toMessagePack()});
        });
    };
    offer("engine", &Overmind::engineState);
    offer("agents", &Overmind::agentStates);
    offer("brains", &Overmind::brainStates);
}

void Overmind::publishState()
{
    m_bus.publish("engine", engineState().toMessagePack());
    m_bus.publish("agents", agentStates().toMessagePack());
    m_bus.publish("brains", brainStates().toMessagePack());
    saveState();
}

void Overmind::watchFeed()
{
    m_bus.subscribe("feeder", "feed",
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    if (auto value = agency::Value::fromMessagePack(message.body)) {
                        m_isChanged = m_isChanged || (*value)["state"] != m_feed["state"]
                            || (*value)["stale"] != m_feed["stale"]
                            || (*value)["finished"] != m_feed["finished"];
                        m_feed = std::move(*value);
                    }
                },
            .onProblem = {},
            .isObserver = true});
}

void Overmind::playWhenReady()
{
    if (!m_setup.system.replay || m_isPlaying)
        return;
    for (const auto &[name, agent] : m_supervisor.agents()) {
        if (agent.phase == AgentPhase::Starting)
            return;
    }
    m_isPlaying = true;
    m_bus.call("venue", "venue.play", {}, callLimit, [this](const Result<agency::Value> &reply) {
        if (!reply) {
            m_isPlaying = false; // tried again with the next look
            logWarning("the replay did not start: " + reply.error().message);
        }
    });
}

void Overmind::addMethods()
{
    m_bus.method("overmind.settings", "What an agent needs to know to start: {name}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            answer.value(settingsOf(arguments["name"].asText()));
        });
    m_bus.method("overmind.status", "The engine as a whole.",
        [this](const agency::Value &, agency::Answer answer) { answer.value(engineState()); });
    m_bus.method("overmind.agents", "Every agent with its state.",
        [this](const agency::Value &, agency::Answer answer) { answer.value(agentStates()); });
    m_bus.method("overmind.shutdown", "Ends every agent and the engine.",
        [this](const agency::Value &, agency::Answer answer) {
            answer.value(agency::Value(true));
            m_bus.after(std::chrono::milliseconds(20), [this] {
                if (m_onShutdown)
                    m_onShutdown();
            });
        });
}

} // namespace agora
