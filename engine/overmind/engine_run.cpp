#include "engine/overmind/engine_run.h"

#include "engine/agency/security/key_file.h"
#include "engine/agency/zmq_transport.h"
#include "engine/base/log.h"
#include "engine/model/instrument_file.h"
#include "engine/overmind/engine_arguments.h"
#include "engine/overmind/overmind.h"
#include "engine/overmind/version.h"
#include "engine/protocol/codec.h"

#include <cstdio>

namespace agora {

namespace {
constexpr Duration stopLimit
    = std::chrono::milliseconds(2700); ///< all is over within 3 s of Ctrl-C
constexpr Duration day = std::chrono::hours(24);

int refuse(const std::string &sentence, int code)
{
    std::fprintf(stderr, "agorad: %s\n", sentence.c_str());
    return code;
}

/// One of these trades at this time; markets that never close do not count, where there are others.
bool isAnyOpen(const std::vector<std::string> &symbols, Timestamp at)
{
    bool hasHours = false;
    for (const auto &symbol : symbols) {
        const auto *instrument = findInstrument(symbol);
        if (instrument == nullptr || instrument->hours.isAlwaysOpen())
            continue;
        hasHours = true;
        if (isOpen(instrument->hours, at))
            return true;
    }
    return !hasHours;
}

/// The simulated market runs on the machine's time, unless that is closed: then on the next day
/// that trades at this hour (of a year; else it stays closed), and never earlier than where this
/// profile's market has been already. A configured start is taken as it is.
Duration simulatedOffset(const SystemDescription &system, const std::filesystem::path &lastSeen)
{
    const auto now = SystemClock().now();
    if (system.simulatedStart)
        return *system.simulatedStart - now;
    Timestamp reached{};
    if (const auto text = readFile(lastSeen)) {
        if (const auto at = parseIso(*text))
            reached = *at;
    }
    Duration offset{};
    while (now + offset < reached)
        offset += day;
    for (int days = 0; days < 366; ++days) {
        if (isAnyOpen(system.instruments, now + offset + day * days))
            return offset + day * days;
    }
    return offset;
}

/// Sockets and lists that killed processes left; only for the holder of the engine's lock.
void cleanRuntimeFolder(const std::filesystem::path &folder)
{
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(folder, ignored)) {
        const auto extension = entry.path().extension();
        if (extension == ".sock" || extension == ".json")
            std::filesystem::remove(entry.path(), ignored);
    }
}

/// A run of the engine, assembled step by step; each step may refuse with a sentence.
class EngineRun {
public:
    Result<void> prepare(const EngineArguments &arguments)
    {
        auto paths = Paths::forProfile(arguments.profile);
        if (!paths)
            return paths.failure();
        m_setup.paths = std::move(*paths);
        if (const auto ready = m_setup.paths.prepare(); !ready)
            return ready;
        auto lock = FileLock::acquire(m_setup.paths.runtime / "engine.lock");
        if (!lock)
            return fail("an engine runs already for profile “" + arguments.profile
                + "”: " + lock.error().message);
        m_lock = std::make_unique<FileLock>(std::move(*lock));
        auto instruments = loadInstruments(m_setup.paths.config / "instruments.toml");
        if (!instruments)
            return instruments.failure();
        useInstruments(*std::move(instruments));
        auto system = loadSystem(arguments.config.value_or(m_setup.paths.config / "agora.toml"));
        if (!system)
            return system.failure();
        if (arguments.config && !std::filesystem::exists(*arguments.config))
            return fail("there is no configuration file " + arguments.config->string());
        m_setup.system = std::move(*system);
        m_setup.system.replay = arguments.replay;
        return prepareData();
    }

    Result<void> open()
    {
        const auto &runtime = m_setup.paths.runtime;
        const auto endpoint = agency::ipcEndpoint(runtime.string(), "nameserver");
        std::vector<std::string> endpoints{endpoint};
        agency::SecurityRef keys;
        if (!m_setup.system.listen.empty()) {
            endpoints.push_back(m_setup.system.listen);
            auto loaded = agency::loadOrMakeKeys(m_setup.paths.config / "keys" / "engine.json");
            if (!loaded)
                return loaded.failure();
            keys = *std::move(loaded);
        }
        m_bus = std::make_unique<agency::Bus>(
            agency::BusSetup{.name = "nameserver",
                .epoch = static_cast<std::uint64_t>(toNanos(m_clock.now())),
                .endpoints = std::move(endpoints),
                .nameServer = endpoint,
                .clock = &m_clock,
                .clockMaster = {}},
            agency::makeZmqTransport(keys));
        if (const auto opened = m_bus->open(); !opened)
            return opened;
        m_names = std::make_unique<agency::NameServer>(*m_bus,
            agency::NameServer::Options{.file = runtime / "names.json", .endpoint = endpoint});
        auto brains = BrainRegistry::load(m_setup.system.brains,
            m_setup.paths.data / (isReplay() ? "replay-brains.json" : "brains.json"));
        if (!brains)
            return brains.failure();
        m_setup.programs = programFolder();
        m_setup.supervision.common = {.name = {},
            .kind = {},
            .runtimeFolder = runtime,
            .nameServer = endpoint,
            .supervisor = "nameserver",
            .logFile = {},
            .clockOffset = m_setup.clockOffset,
            .clockMaster = isReplay() ? "venue" : "",
            .faults = m_setup.system.faults};
        m_setup.supervision.logFolder = m_setup.paths.data / "logs";
        m_setup.supervision.parkAfterDeaths = static_cast<int>(m_setup.system.parkAfterDeaths);
        m_overmind = std::make_unique<Overmind>(*m_bus, *m_names, m_setup, std::move(*brains));
        m_overmind->onShutdownRequest([this] { m_bus->stop(); });
        m_overmind->onFailure([this](const std::string &sentence) {
            if (m_failure.empty())
                m_failure = sentence;
            m_bus->stop();
        });
        return {};
    }

    int run(const StopSignals &stopSignals)
    {
        // What the Overmind says stands in the system's log too, beside the agents' lines.
        setLogSink([this](const LogRecord &record) {
            m_bus->pushQuietly(
                "logger", protocol::topics::log, protocol::encode(protocol::LogBatch{{record}}));
        });
        m_overmind->start();
        if (!isReplay())
            m_bus->every(std::chrono::seconds(10), [this] { rememberTime(); });
        std::printf("agorad %s: profile “%s”, %s. Ctrl-C ends it.\n", agoraVersion,
            m_setup.paths.profile.c_str(),
            isReplay() ? ("replay of " + m_setup.system.replay->file.string()).c_str()
                       : "simulated venue");
        std::fflush(stdout);
        while (!m_bus->isStopped() && !stopSignals.received())
            m_bus->turn(std::chrono::milliseconds(100));
        const auto killed = m_overmind->stopAll(stopLimit);
        setLogSink({});
        for (const auto &name : killed)
            std::fprintf(stderr, "agorad: “%s” had to be killed\n", name.c_str());
        if (!isReplay())
            rememberTime();
        m_overmind.reset();
        m_names->forgetFile();
        m_names.reset();
        m_bus.reset();
        cleanRuntimeFolder(m_setup.paths.runtime);
        if (!m_failure.empty())
            return refuse(m_failure, 1);
        return killed.empty() ? 0 : 1;
    }

private:
    [[nodiscard]] bool isReplay() const { return m_setup.system.replay.has_value(); }

    Result<void> prepareData()
    {
        std::error_code error;
        if (isReplay()) {
            auto &replay = *m_setup.system.replay;
            if (!std::filesystem::exists(replay.file))
                return fail("there is no recording " + replay.file.string());
            if (replay.symbol.empty()) {
                const auto symbol = symbolFromFileName(replay.file);
                if (!symbol)
                    return symbol.failure();
                replay.symbol = *symbol;
            }
            if (findInstrument(replay.symbol) == nullptr)
                return fail("unknown instrument “" + replay.symbol + "”");
            // A paper account begins anew with each replay: the same file gives the same orders.
            m_setup.marketFolder = m_setup.paths.data / "replay";
            std::filesystem::remove_all(m_setup.marketFolder, error);
        } else {
            m_setup.marketFolder
                = m_setup.paths.data / ("simulated-" + std::to_string(m_setup.system.seed));
            m_setup.clockOffset = leftOverOffset().value_or(
                simulatedOffset(m_setup.system, m_setup.marketFolder / "market-time"));
        }
        std::filesystem::create_directories(m_setup.marketFolder / "brains", error);
        if (!error)
            std::filesystem::create_directories(m_setup.paths.data / "logs", error);
        if (error)
            return fail("cannot make " + m_setup.marketFolder.string() + ": " + error.message());
        return isReplay() ? Result<void>() : linkStore();
    }

    /// The profile's `market.db` is that of the market which runs or ran last; what was imported
    /// before the first one is taken over by it.
    [[nodiscard]] Result<void> linkStore() const
    {
        namespace fs = std::filesystem;
        const auto link = m_setup.paths.data / "market.db";
        const auto file = m_setup.marketFolder / "market.db";
        std::error_code error;
        if (fs::is_regular_file(fs::symlink_status(link, error))) {
            auto to = file;
            if (fs::exists(file, error)) {
                to = m_setup.paths.data / "imported-market.db";
                logWarning(link.string() + " is not the store of this market; it is " + to.string()
                    + " from now on");
            }
            for (const auto *suffix : {"-wal", "-shm", ""}) {
                if (fs::exists(link.string() + suffix, error))
                    fs::rename(link.string() + suffix, to.string() + suffix, error);
                if (error)
                    return fail("cannot move " + link.string() + suffix + " to " + to.string()
                        + suffix + ": " + error.message());
            }
        }
        // In one step: who looks meanwhile (an import, another terminal) must not find nothing
        // there.
        const auto next = m_setup.paths.data / "market.db.new";
        fs::remove(next, error);
        fs::create_symlink(file.lexically_relative(m_setup.paths.data), next, error);
        if (!error)
            fs::rename(next, link, error);
        if (error)
            return fail("cannot make the link " + link.string() + ": " + error.message());
        return {};
    }

    /// Agents that a killed engine left behind go on with the market time they have.
    [[nodiscard]] std::optional<Duration> leftOverOffset() const
    {
        const auto text = readFile(m_setup.paths.runtime / "agents.json");
        const auto state = text ? agency::Value::parseJson(*text) : Result<agency::Value>(fail(""));
        if (!state || (*state)["isReplay"].asBool())
            return std::nullopt;
        return Duration((*state)["clockOffsetNs"].asInteger());
    }

    void rememberTime() const
    {
        const auto at = m_clock.now() + m_setup.clockOffset;
        if (const auto kept
            = writeFileAtomically(m_setup.marketFolder / "market-time", formatIso(at));
            !kept)
            logWarning(kept.error().message);
    }

    SystemClock m_clock;
    std::string m_failure; ///< why the engine could not come up
    Overmind::Setup m_setup;
    std::unique_ptr<FileLock> m_lock;
    std::unique_ptr<agency::Bus> m_bus;
    std::unique_ptr<agency::NameServer> m_names;
    std::unique_ptr<Overmind> m_overmind;
};

} // namespace

int runEngine(const std::vector<std::string> &arguments)
{
    const auto parsed = parseEngineArguments(arguments);
    if (!parsed)
        return refuse(parsed.error().message, 2);
    if (parsed->isHelp || parsed->isVersion) {
        std::printf("%s",
            parsed->isHelp ? engineUsage()
                           : (std::string("agorad ") + agoraVersion + "\n").c_str());
        return 0;
    }
    const StopSignals stopSignals;
    EngineRun engine;
    if (const auto prepared = engine.prepare(*parsed); !prepared)
        return refuse(prepared.error().message, 1);
    setUpLog({.agent = "overmind", .file = {}, .alsoStderr = true, .now = {}, .sink = {}});
    if (const auto opened = engine.open(); !opened)
        return refuse(opened.error().message, 1);
    return engine.run(stopSignals);
}

} // namespace agora
