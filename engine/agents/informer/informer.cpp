#include "engine/agents/informer/informer.h"

#include "engine/base/log.h"
#include "engine/protocol/codec.h"
#include "engine/trading/plausible.h"

namespace agora {

namespace topics = protocol::topics;

namespace {

constexpr std::uint32_t pointsRecord = 1; ///< of the history: an EquityBatch
constexpr Duration livePointLook = std::chrono::milliseconds(500);

Timestamp minuteOf(Timestamp at)
{
    return Timestamp(std::chrono::floor<std::chrono::minutes>(at.time_since_epoch()));
}

} // namespace

Result<Informer::Settings> Informer::Settings::from(const agency::Value &settings)
{
    Settings read;
    if (settings["currency"].isText())
        read.currency = settings["currency"].asText();
    for (const auto &symbol : settings["symbols"].asArray()) {
        const auto *instrument = findInstrument(symbol.asText());
        if (instrument == nullptr)
            return fail("the Informer's setting “symbols” names the unknown instrument “"
                + symbol.asText() + "”");
        read.instruments.push_back(*instrument);
    }
    return read;
}

Informer::Informer(agency::Bus &bus, Journal history, Settings settings)
    : m_bus(bus)
    , m_settings(std::move(settings))
    , m_history(std::move(history))
    , m_prices(m_settings.currency, m_settings.instruments)
    , m_signals(bus)
{}

Result<std::unique_ptr<Informer>> Informer::open(
    agency::Bus &bus, Journal history, Settings settings)
{
    std::unique_ptr<Informer> informer(new Informer(bus, std::move(history), std::move(settings)));
    if (const auto restored = informer->restore(); !restored)
        return restored.failure();
    informer->connect();
    return informer;
}

Result<std::unique_ptr<RunningAgent>> Informer::make(
    agency::AgentLife &runtime, const agency::Value &settings)
{
    auto read = Settings::from(settings);
    if (!read)
        return read.failure();
    auto history
        = Journal::open(std::filesystem::path(settings["dataFolder"].asText()) / "equity.log");
    if (!history)
        return history.failure();
    auto informer = open(runtime.bus(), std::move(*history), std::move(*read));
    if (!informer)
        return informer.failure();
    return std::unique_ptr<RunningAgent>(std::move(*informer));
}

Result<void> Informer::restore()
{
    return m_history.replay([this](const JournalRecord &record) -> Result<void> {
        const auto batch = protocol::decode<protocol::EquityBatch>(record.payload);
        if (!batch)
            return fail(m_history.file().string() + ": record " + std::to_string(record.sequence)
                + ": " + batch.error().message);
        for (const auto &point : batch->points)
            m_curve.add(point);
        return {};
    });
}

void Informer::connect()
{
    offerStreams();
    subscribe("trader", topics::positions,
        [this](const agency::Message &message) { onPositions(message); });
    subscribe("trader", "money", [this](const agency::Message &message) { onMoney(message); });
    for (const auto &instrument : m_settings.instruments)
        subscribe("router", topics::ticks(instrument.symbol),
            [this](const agency::Message &message) { onTicks(message); });
    m_bus.method("rates.get",
        "How much of the account's currency one unit of another is worth: {from}.",
        [this](const agency::Value &arguments, agency::Answer answer) {
            const auto &from = arguments["from"].asText();
            const auto rate = m_prices.rates().rate(from);
            if (!rate)
                return answer(rate.failure());
            agency::Value reply;
            reply.set("from", from);
            reply.set("to", m_settings.currency);
            reply.set("rate", *rate);
            answer.value(std::move(reply));
        });
    m_bus.every(accountEvery, [this] {
        if (m_isAccountStale)
            publishAccount();
    });
    if (!m_bus.isReplay())
        m_bus.every(livePointLook, [this] { livePoint(); });
}

void Informer::offerStreams()
{
    m_bus.offer(topics::account, [this](const agency::Subscriber &who) {
        if (!m_balance || !m_positions)
            return m_bus.accept(who.id, {}); // comes as soon as it is known
        m_bus.accept(who.id, {protocol::encode(valueNow().account)});
    });
    m_bus.offer(topics::equity, [this](const agency::Subscriber &who) {
        m_bus.accept(
            who.id, {protocol::encode(protocol::EquityBatch{m_curve.thinned(snapshotPoints)})});
    });
}

void Informer::subscribe(
    const std::string &agent, const std::string &topic, agency::OnMessage onMessage)
{
    m_silentTopics.insert(topic);
    m_bus.subscribe(agent, topic,
        {.arguments = {},
            .onMessage =
                [this, topic, onMessage = std::move(onMessage)](const agency::Message &message) {
                    m_silentTopics.erase(topic);
                    if (!message.body.empty())
                        onMessage(message);
                },
            .onProblem =
                [this, topic](const std::string &sentence) {
                    m_silentTopics.erase(topic);
                    logWarning("“" + topic + "” cannot be had: " + sentence);
                }});
}

// ---- what comes in

void Informer::onMoney(const agency::Message &message)
{
    const auto money = agency::Value::fromMessagePack(message.body);
    const auto balance
        = money ? Decimal::parse((*money)["balance"].asText()) : Result<Decimal>(money.failure());
    if (!balance)
        return logWarning("the Trader's money cannot be read: " + balance.error().message);
    const bool isNew = m_balance != *balance;
    // What a fill changed in positions comes before its money; only together are they true.
    if (m_positions) {
        for (auto &position : std::exchange(m_booked, {}))
            take(std::move(position));
    }
    m_balance = *balance;
    // Outside of a snapshot, money is sent when a fill was booked.
    m_isPointDue = m_isPointDue || !message.isSnapshot() || m_curve.isEmpty()
        || m_curve.last().balance != balance->toDouble();
    takeDuePoint();
    if (isNew)
        publishAccount();
    else
        m_isAccountStale = true;
}

void Informer::onPositions(const agency::Message &message)
{
    auto batch = protocol::decode<protocol::PositionBatch>(message.body);
    if (!batch)
        return logWarning(batch.error().message);
    if (!m_positions || message.has(agency::FlagSnapshotBegin)) {
        m_positions.emplace();
        m_booked.clear();
    }
    for (auto &position : batch->positions) {
        if (const auto implausible = implausibleNumber(position))
            logWarning("the position in “" + position.symbol + "” is ignored: " + *implausible);
        else if (message.isSnapshot() || isHeld(position))
            take(std::move(position));
        else
            m_booked.push_back(std::move(position));
    }
    m_isAccountStale = true;
    if (message.isSnapshot())
        takeDuePoint();
}

/// The same holding at other prices.
bool Informer::isHeld(const Position &position) const
{
    const auto known = m_positions->find(position.symbol);
    return known != m_positions->end() && known->second.units == position.units
        && known->second.averagePrice == position.averagePrice;
}

void Informer::take(Position position)
{
    if (position.units.isZero())
        m_positions->erase(position.symbol);
    else
        (*m_positions)[position.symbol] = std::move(position);
}

void Informer::onTicks(const agency::Message &message)
{
    const auto batch = protocol::decode<TickBatch>(message.body);
    if (!batch)
        return logWarning(batch.error().message);
    if (batch->ticks.empty())
        return;
    const auto minute = minuteOf(batch->ticks.back().time);
    if (m_minute != Timestamp{} && minute > m_minute)
        addPoint(minute, Keep::OnDisk); // a minute's end, at the prices that it ended with
    m_minute = std::max(m_minute, minute);
    m_prices.update(batch->symbol, batch->ticks.back());
    m_isAccountStale = true;
    takeDuePoint();
}

// ---- what goes out

Valuation Informer::valueNow() const
{
    std::vector<Position> open;
    if (m_positions) {
        for (const auto &[symbol, position] : *m_positions)
            open.push_back(position);
    }
    return evaluate(m_balance.value_or(Decimal()), std::move(open), m_prices, m_bus.now());
}

void Informer::publishAccount()
{
    if (!m_balance || !m_positions)
        return;
    m_isAccountStale = false;
    m_bus.publish(topics::account, protocol::encode(valueNow().account));
}

void Informer::takeDuePoint()
{
    if (m_isPointDue && addPoint(m_bus.now(), Keep::OnDisk))
        m_isPointDue = false;
}

void Informer::livePoint()
{
    const auto steady = steadyNow();
    if (steady - m_lastPoint + livePointLook >= pointEvery)
        addPoint(m_bus.now(), Keep::InMemory);
}

/// False while the account cannot be valued: a curve must not show what is not so.
bool Informer::addPoint(Timestamp at, Keep keep)
{
    if (!m_balance || !m_positions || at == Timestamp{}) // a replay's clock has not started
        return false;
    const auto value = valueNow();
    if (!value.missing.empty())
        return false;
    EquityPoint point{
        .time = at, .balance = value.account.balance.toDouble(), .equity = value.account.equity};
    if (!m_curve.isEmpty())
        point.time = std::max(point.time, m_curve.last().time);
    m_curve.add(point);
    m_lastPoint = steadyNow();
    const auto bytes = protocol::encode(protocol::EquityBatch{{point}});
    m_bus.publish(topics::equity, bytes);
    if (keep == Keep::InMemory)
        return true;
    if (const auto kept = m_history.append(pointsRecord, bytes, Durability::Buffered); !kept)
        logError(kept.error().message);
    return true;
}

} // namespace agora
