#include "engine/agents/brain/brain_host.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/base/paths.h"
#include "engine/base/text.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
constexpr std::size_t mostState = 1024 * 1024;
constexpr std::size_t mostBars = 100'000; ///< the oldest of a long life are forgotten
constexpr std::size_t keptPlots = 64; ///< messages that a reader who was away can resume from
constexpr int brainFailed = 70; ///< EX_SOFTWARE of sysexits.h

protocol::BarSides sidesOf(PriceSide side)
{
    return side == PriceSide::Bid ? protocol::BarSides::Bid
        : side == PriceSide::Ask  ? protocol::BarSides::Ask
                                  : protocol::BarSides::Mid;
}

/// Counts this brain's lives, so that the order ids of two lives never meet.
Result<std::uint64_t> nextRun(const std::filesystem::path &stateFile)
{
    const auto file = stateFile.string() + ".run";
    std::uint64_t run = 1;
    if (std::filesystem::exists(file)) {
        const auto text = readFile(file);
        const auto last = text ? parseInteger(trimmed(*text)) : std::nullopt;
        if (!last || *last < 1)
            return fail(file + " does not hold the number of the brain's last run");
        run = static_cast<std::uint64_t>(*last) + 1;
    }
    if (const auto kept = writeFileAtomically(file, std::to_string(run)); !kept)
        return kept.failure();
    return run;
}
} // namespace

BrainHost::BrainHost(agency::Bus &bus, BrainSettings settings, BrainModule module,
    BrainInstance brain, ParameterValues parameters, std::uint64_t run)
    : m_bus(bus)
    , m_settings(std::move(settings))
    , m_module(std::move(module))
    , m_brain(std::move(brain))
    , m_parameters(std::move(parameters))
    , m_series(m_settings.symbol, m_settings.period, m_settings.side)
    , m_desk(bus, m_settings.name, run,
          {.onOrder =
                  [this](const Order &order) {
                      if (m_isStarted)
                          guard("onOrder", [&] { m_brain->onOrder(*this, order); });
                  },
              .onFill =
                  [this](const Fill &fill) {
                      if (m_isStarted)
                          guard("onFill", [&] { m_brain->onFill(*this, fill); });
                  }})
    , m_plots(m_module.description().plots)
{
    bus.offer(protocol::topics::signalsOf(m_settings.name),
        [this](const agency::Subscriber &who) { m_bus.accept(who.id, {}); });
    offerPlots();
    addMethods();
    follow();
    for (const auto &other : m_settings.listensTo)
        listen(other);
}

Result<std::unique_ptr<RunningAgent>> BrainHost::make(
    agency::AgentLife &runtime, const agency::Value &values)
{
    auto settings = BrainSettings::from(values);
    if (!settings)
        return settings.failure();
    auto module = BrainModule::load(settings->library);
    if (!module)
        return module.failure();
    auto parameters = checkParameters(module->description(), settings->parameters);
    if (!parameters)
        return parameters.failure();
    const auto run = nextRun(settings->stateFile);
    if (!run)
        return run.failure();
    auto brain = module->create();
    if (!brain)
        return brain.failure();
    return std::unique_ptr<RunningAgent>(std::make_unique<BrainHost>(runtime.bus(),
        std::move(*settings), std::move(*module), std::move(*brain), std::move(*parameters), *run));
}

void BrainHost::guard(const char *where, const std::function<void()> &call)
{
    if (m_exitCode != 0)
        return; // it failed; nothing more is told to it
    std::string reason;
    try {
        call();
        return publishPlots();
    } catch (const std::exception &exception) {
        reason = exception.what();
    } catch (...) {
        reason = "an exception of unknown type";
    }
    // A brain in an unknown state must not trade on: this life ends, the Overmind starts the next.
    logError(std::string("the brain failed in ") + where + ": " + reason);
    m_exitCode = brainFailed;
    m_bus.stop();
}

// ---- what the brain is told

void BrainHost::follow()
{
    using namespace protocol;
    const BarRequest request{.symbol = m_settings.symbol,
        .period = m_settings.period,
        .depth = static_cast<std::uint32_t>(m_settings.depth),
        .sides = sidesOf(m_settings.side),
        .updates = BarUpdates::Completed};
    m_bus.subscribe("router", topics::of(request),
        {.arguments =
                [this, request] {
                    auto now = request; // after a long absence all that was missed, however deep
                    if (m_lastBar)
                        now.since = *m_lastBar;
                    return encode(now);
                },
            .onMessage =
                [this](const agency::Message &message) {
                    const auto batch = decode<BarBatch>(message.body);
                    if (!batch)
                        return logError("bars could not be read: " + batch.error().message);
                    takeBars(*batch, message.has(agency::FlagSnapshotBegin),
                        !message.isSnapshot() || message.has(agency::FlagSnapshotEnd));
                },
            .onProblem = [](const std::string &sentence) { logError("no bars: " + sentence); }});
    m_bus.subscribe("router", topics::ticks(request.symbol),
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    if (message.body.empty())
                        return;
                    const auto batch = decode<TickBatch>(message.body);
                    if (batch)
                        takeTicks(*batch);
                },
            .onProblem = [](const std::string &sentence) { logError("no prices: " + sentence); }});
}

void BrainHost::takeBars(const BarBatch &batch, bool isFirst, bool isLast)
{
    if (isFirst && !m_isStarted)
        m_series.clear();
    if (isFirst)
        m_revisions.clear();
    for (const auto &bar : batch.bars) {
        if (!m_revisions.admit(bar))
            continue;
        if (m_lastBar && bar.openTime <= *m_lastBar) {
            m_series.apply(bar); // a correction, or known from before the Router's restart
            continue;
        }
        m_series.apply(bar);
        m_lastBar = bar.openTime;
        if (!m_isStarted)
            continue;
        ++m_barsTold;
        guard("onBar", [&] { m_brain->onBar(*this, m_series[0]); });
    }
    if (m_series.size() > mostBars)
        m_series.keepLast(mostBars / 2);
    if (isLast && !std::exchange(m_hasSeries, true))
        startWhenReady();
}

void BrainHost::takeTicks(const TickBatch &batch)
{
    for (const auto &tick : batch.ticks) {
        m_lastTick = tick;
        if (!m_isStarted)
            continue;
        ++m_ticksTold;
        guard("onTick", [&] { m_brain->onTick(*this, tick); });
    }
}

void BrainHost::listen(const std::string &other)
{
    m_bus.subscribe(other, protocol::topics::signalsOf(other),
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    if (message.body.empty() || !m_isStarted)
                        return;
                    const auto batch = protocol::decode<protocol::SignalBatch>(message.body);
                    if (!batch)
                        return;
                    for (const auto &signal : batch->items)
                        guard("onSignal", [&] { m_brain->onSignal(*this, signal); });
                },
            .onProblem = {}});
}

void BrainHost::startWhenReady()
{
    if (!m_desk.isReady()) {
        m_bus.after(std::chrono::milliseconds(5), [this] { startWhenReady(); });
        return;
    }
    m_isStarted = true;
    guard("onStart", [this] { m_brain->onStart(*this); });
}

void BrainHost::stop()
{
    if (m_isStarted && m_exitCode == 0)
        guard("onStop", [this] { m_brain->onStop(*this); });
}

// ---- what the brain asks for

template <typename T>
const T &BrainHost::parameter(std::string_view key) const
{
    const auto found = m_parameters.find(std::string(key));
    AGORA_ENSURE(found != m_parameters.end()); // a key that the module declares
    const auto *value = std::get_if<T>(&found->second);
    AGORA_ENSURE(value != nullptr); // with its declared type
    return *value;
}

std::int64_t BrainHost::integer(std::string_view key) const { return parameter<std::int64_t>(key); }
double BrainHost::number(std::string_view key) const { return parameter<double>(key); }
bool BrainHost::flag(std::string_view key) const { return parameter<bool>(key); }
const std::string &BrainHost::text(std::string_view key) const
{
    return parameter<std::string>(key);
}

std::string BrainHost::buy(Decimal units, std::string_view comment)
{
    return submit({.side = OrderSide::Buy, .units = units, .comment = std::string(comment)});
}

std::string BrainHost::sell(Decimal units, std::string_view comment)
{
    return submit({.side = OrderSide::Sell, .units = units, .comment = std::string(comment)});
}

std::string BrainHost::submit(OrderRequest request)
{
    if (request.symbol.empty())
        request.symbol = symbol();
    return m_desk.submit(std::move(request));
}

void BrainHost::signal(std::string_view name, double value, double price)
{
    const auto marker = price != 0 ? price : m_lastTick ? m_lastTick->mid() : 0.0;
    const Signal signal{.brain = m_settings.name,
        .symbol = symbol(),
        .name = std::string(name),
        .value = value,
        .price = marker,
        .time = now()};
    m_bus.publish(protocol::topics::signalsOf(m_settings.name),
        protocol::encode(protocol::SignalBatch{{signal}}));
}

void BrainHost::plotAt(Timestamp bar, std::string_view key, double value)
{
    if (!m_plots.set(key, bar, value) && m_unknownPlots.emplace(key).second)
        logWarning("plot “" + std::string(key) + "” is not declared: it is not drawn");
}

int BrainHost::startTimer(Duration delay)
{
    const auto id = m_nextTimer++;
    m_bus.at(now() + delay,
        [this, id] { guard("onTimer", [this, id] { m_brain->onTimer(*this, id); }); });
    return id;
}

void BrainHost::log(std::string_view text) { logInfo(text); }

void BrainHost::saveState(std::string_view state)
{
    if (state.size() > mostState)
        return logError("the brain's state is larger than 1 MiB and was not kept");
    if (const auto kept = writeFileAtomically(m_settings.stateFile, state); !kept)
        logError(kept.error().message);
}

std::optional<std::string> BrainHost::savedState() const
{
    if (!std::filesystem::exists(m_settings.stateFile))
        return std::nullopt;
    const auto state = readFile(m_settings.stateFile);
    return state ? std::optional(*state) : std::nullopt;
}

// ---- what it draws

void BrainHost::offerPlots()
{
    m_bus.offer(
        protocol::topics::plots(m_settings.name),
        [this](const agency::Subscriber &who) {
            if (who.canResume)
                return m_bus.resume(who.id);
            PlotBatch batch{.brain = m_settings.name,
                .symbol = m_settings.symbol,
                .period = m_settings.period,
                .lines = m_plots.lines(),
                .points = {}};
            std::vector<agency::Bytes> blocks;
            for (auto &points : m_plots.snapshot()) {
                batch.points = std::move(points);
                blocks.push_back(protocol::encode(batch));
                batch.lines.clear(); // told in the first block
            }
            m_bus.accept(who.id, blocks);
        },
        keptPlots);
}

void BrainHost::publishPlots()
{
    const auto points = m_plots.takeNews();
    for (std::size_t from = 0; from < points.size(); from += PlotBook::blockPoints) {
        const auto begin = points.begin() + static_cast<std::ptrdiff_t>(from);
        const auto count = std::min(PlotBook::blockPoints, points.size() - from);
        m_bus.publish(protocol::topics::plots(m_settings.name),
            protocol::encode(PlotBatch{.brain = m_settings.name,
                .symbol = m_settings.symbol,
                .period = m_settings.period,
                .lines = {},
                .points = {begin, begin + static_cast<std::ptrdiff_t>(count)}}));
    }
}

void BrainHost::addMethods()
{
    m_bus.method("brain.status", "What the brain was told so far, and its position.",
        [this](const agency::Value &, agency::Answer answer) {
            agency::Value status;
            status.set("started", m_isStarted);
            status.set("bars", static_cast<std::uint64_t>(m_series.size()));
            status.set("barsTold", m_barsTold);
            status.set("ticksTold", m_ticksTold);
            status.set("position", position().toString());
            answer.value(std::move(status));
        });
    m_bus.method("brain.series", "Open times (ns) and closes of the brain's bars, oldest first.",
        [this](const agency::Value &, agency::Answer answer) {
            agency::Value times = agency::Value::Array{};
            agency::Value closes = agency::Value::Array{};
            for (const auto time : m_series.times())
                times.append(time);
            for (const auto close : m_series.close())
                closes.append(close);
            agency::Value series;
            series.set("times", std::move(times));
            series.set("closes", std::move(closes));
            answer.value(std::move(series));
        });
}

} // namespace agora
