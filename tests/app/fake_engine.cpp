#include "tests/app/fake_engine.h"

#include "engine/base/clock.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace agora::app {

namespace {

using namespace std::chrono_literals;

client::BrainModuleInfo smaCross()
{
    const auto whole = [](const char *key, const char *title, int value, double min, double max) {
        return client::BrainParameterInfo{.key = key,
            .title = title,
            .description = {},
            .type = "integer",
            .defaultValue = value,
            .min = min,
            .max = max,
            .step = 1,
            .choices = {}};
    };
    return {.key = "sma_cross",
        .title = "Moving average cross",
        .description = "Long while the fast average is above the slow one, short below.",
        .parameters
        = {whole("fast", "Fast period", 10, 1, 500), whole("slow", "Slow period", 30, 2, 1000),
            {.key = "units",
                .title = "Units",
                .description = "Size of each order",
                .type = "number",
                .defaultValue = 10'000.0,
                .min = 1,
                .max = 1e7,
                .step = 1000,
                .choices = {}},
            {.key = "reverse",
                .title = "Reverse signals",
                .description = {},
                .type = "flag",
                .defaultValue = false,
                .choices = {}}},
        .problem = {}};
}

client::BrainModuleInfo oldModule()
{
    return {.key = "old_one",
        .title = "Old one",
        .description = {},
        .parameters = {},
        .problem = "The brain module old_one was built for API version 0, this engine has 1."};
}

void later(QObject *context, std::function<void()> action)
{
    QTimer::singleShot(0, context, std::move(action));
}

} // namespace

void FakeEngine::reply(QObject *context, const Answer &answer, std::function<void()> effect)
{
    const auto sentence = std::exchange(refusal, {});
    later(context, [sentence, answer, effect] {
        if (sentence.isEmpty() && effect)
            effect();
        answer(sentence.isEmpty() ? std::nullopt : std::optional(sentence));
    });
}

SeriesId FakeEngine::subscribeBars(const QString &symbol, Period period, int depth)
{
    const auto id = ++m_lastSeries;
    series.insert(id, {symbol, period, depth});
    if (isConnected)
        later(this, [this, id] { serve(id); });
    return id;
}

void FakeEngine::unsubscribeBars(SeriesId id)
{
    series.remove(id);
    m_forming.erase(id);
}

void FakeEngine::subscribeTicks(const QString &symbol) { tickSymbols.append(symbol); }

void FakeEngine::addBrain(const client::NewBrain &brain, QObject *context, Answer answer)
{
    reply(context, answer, [this, brain] {
        addedBrains.push_back(brain);
        client::BrainInfo added;
        added.name = brain.name.empty() ? brain.module : brain.name;
        added.module = brain.module;
        added.symbol = brain.symbol;
        added.period = brain.period;
        added.parameters = brain.parameters;
        brains.push_back(added);
        emit brainsChanged(brains);
        sayAgents();
    });
}

void FakeEngine::removeBrain(const QString &name, QObject *context, Answer answer)
{
    commands.append(QStringLiteral("remove ") + name);
    reply(context, answer, [this, name] {
        std::erase_if(brains, [&](const auto &known) { return known.name == name.toStdString(); });
        emit brainsChanged(brains);
        sayAgents();
    });
}

void FakeEngine::startBrain(const QString &name, QObject *context, Answer answer)
{
    commands.append(QStringLiteral("start ") + name);
    reply(context, answer, [this, name] {
        for (auto &known : brains)
            known.enabled = known.enabled || known.name == name.toStdString();
        emit brainsChanged(brains);
        sayAgents();
    });
}

void FakeEngine::stopBrain(const QString &name, QObject *context, Answer answer)
{
    commands.append(QStringLiteral("stop ") + name);
    reply(context, answer, [this, name] {
        for (auto &known : brains)
            known.enabled = known.enabled && known.name != name.toStdString();
        emit brainsChanged(brains);
        sayAgents();
    });
}

void FakeEngine::listBrainModules(QObject *context, ModulesAnswer answer)
{
    later(context, [answer] {
        answer(std::vector<client::BrainModuleInfo>{smaCross(), oldModule()});
    });
}

void FakeEngine::placeOrder(const OrderRequest &request, QObject *context, Answer answer)
{
    reply(context, answer, [this, request] { placedOrders.push_back(request); });
}

void FakeEngine::closePosition(const QString &symbol, QObject *context, Answer answer)
{
    commands.append(QStringLiteral("close ") + symbol);
    reply(context, answer, [this, symbol] {
        Position closed;
        closed.symbol = symbol.toStdString();
        emit positionsChanged({closed}, false);
    });
}

void FakeEngine::cancelOrder(const QString &orderId, QObject *context, Answer answer)
{
    commands.append(QStringLiteral("cancel ") + orderId);
    reply(context, answer);
}

void FakeEngine::modifyOrder(const ModifyRequest &change, QObject *context, Answer answer)
{
    reply(context, answer, [this, change] { changedOrders.push_back(change); });
}

void FakeEngine::shutDownEngine(QObject *context, Answer answer)
{
    commands.append(QStringLiteral("shutdown"));
    reply(context, answer);
}

void FakeEngine::start()
{
    now = *parseIso("2026-01-15T13:05:20Z");
    for (const auto &instrument : builtInInstruments())
        m_mid[instrument.symbol] = instrument.typicalPrice;
    isConnected = true;
    emit connectionChanged(Connection::Connected, QStringLiteral("connected"));
    sayEngine();
    emit brainsChanged(brains);
    sayAgents();
    Account account;
    account.balance = 100'000;
    account.equity = 100'000;
    account.marginFree = 100'000;
    account.updated = now;
    emit accountChanged(account);
    for (const auto id : series.keys())
        serve(id);
    tick();
}

void FakeEngine::lose()
{
    isConnected = false;
    emit connectionChanged(Connection::Lost, QStringLiteral("the engine does not answer"));
}

void FakeEngine::sayEngine()
{
    info.profile = "default";
    info.version = "0.1.0";
    info.venue = info.venue.empty() ? "simulated" : info.venue;
    info.feedState = "connected";
    info.time = now;
    info.clockOffset = now - SystemClock().now();
    info.instruments = builtInInstruments();
    info.accountCurrency = "USD";
    emit engineChanged(info);
}

void FakeEngine::sayAgents()
{
    std::vector<client::AgentInfo> agents;
    int pid = 4200;
    const auto add = [&](const std::string &name, const std::string &kind) {
        client::AgentInfo agent;
        agent.name = name;
        agent.kind = kind;
        agent.phase = client::AgentPhase::Running;
        agent.pid = ++pid;
        agent.heartbeatAgeMs = 40 + m_random.uniform() * 200;
        agent.memoryMiB = 9 + m_random.uniform() * 12;
        agent.cpuPercent = m_random.uniform() * 4;
        agents.push_back(agent);
    };
    for (const auto *name : {"venue", "feeder", "router", "trader", "informer", "logger"})
        add(name, name);
    for (const auto &brain : brains) {
        add(brain.name, "brain");
        if (!brain.enabled) {
            agents.back().phase = client::AgentPhase::Stopped;
            agents.back().pid = 0;
            agents.back().note = "stopped by the user";
        }
    }
    emit agentsChanged(agents);
}

QuoteBar FakeEngine::makeBar(const Instrument &instrument, Timestamp open, double from)
{
    const double size = from * 0.00018;
    const auto step = [&] { return (m_random.uniform() + m_random.uniform() - 1) * size; };
    QuoteBar bar;
    bar.openTime = open;
    bar.mid.open = from;
    const double minutes = static_cast<double>(toNanos(open)) / 60e9;
    const double level = instrument.typicalPrice
        * (1 + 0.0011 * std::sin(minutes / 41) + 0.0006 * std::sin(minutes / 13));
    bar.mid.close = from + step() + (level - from) * 0.12;
    bar.mid.high = std::max(bar.mid.open, bar.mid.close) + m_random.uniform() * size / 2;
    bar.mid.low = std::min(bar.mid.open, bar.mid.close) - m_random.uniform() * size / 2;
    const double half = instrument.typicalSpreadPips * instrument.pip() / 2;
    bar.bid = {bar.mid.open - half, bar.mid.high - half, bar.mid.low - half, bar.mid.close - half};
    bar.ask = {bar.mid.open + half, bar.mid.high + half, bar.mid.low + half, bar.mid.close + half};
    bar.volume = 40 + std::floor(m_random.uniform() * 160);
    bar.flags = BarBackfilled | BarComplete;
    return bar;
}

void FakeEngine::serve(SeriesId id)
{
    if (!series.contains(id))
        return;
    const auto wanted = series.value(id);
    const auto *instrument = findInstrument(wanted.symbol.toStdString());
    if (!instrument) {
        emit seriesRefused(id, QStringLiteral("Unknown symbol %1.").arg(wanted.symbol));
        return;
    }
    const bool isTooDeep = deepestHistory > 0 && wanted.depth > deepestHistory;
    if (refusedHistories > 0 || isTooDeep) {
        refusedHistories = std::max(0, refusedHistories - 1);
        emit seriesRefused(id, QStringLiteral("The history took too long."));
        return;
    }
    const auto known = m_prepared.find({wanted.symbol, wanted.period.toString()});
    SharedBatch batch = known == m_prepared.end() ? nullptr : known->second;
    if (!batch)
        batch = std::make_shared<BarBatch>(BarBatch{.symbol = instrument->symbol,
            .period = wanted.period,
            .bars = history(wanted, std::min(wanted.depth, historyBars))});
    m_mid[instrument->symbol] = batch->bars.back().mid.close;
    const auto depth = std::min(batch->bars.size(), static_cast<std::size_t>(wanted.depth));
    send(id, batch, batch->bars.size() - depth, true);
}

std::vector<QuoteBar> FakeEngine::history(const Series &wanted, int count)
{
    const auto &instrument = *findInstrument(wanted.symbol.toStdString());
    std::vector<QuoteBar> bars;
    bars.reserve(static_cast<std::size_t>(count));
    const auto length = wanted.period.nominal();
    const auto last = fromNanos(toNanos(now) / length.count() * length.count());
    double price = instrument.typicalPrice;
    for (int i = count - 1; i >= 0; --i) {
        bars.push_back(makeBar(instrument, last - i * length, price));
        price = bars.back().mid.close;
        if (wanted.symbol == QLatin1String("EUR_USD"))
            m_closes[bars.back().openTime] = price;
    }
    bars.back().flags = BarLive;
    return bars;
}

void FakeEngine::prepare(const QString &symbol, Period period, int count)
{
    m_prepared[{symbol, period.toString()}]
        = std::make_shared<BarBatch>(BarBatch{.symbol = symbol.toStdString(),
            .period = period,
            .bars = history({symbol, period, count}, count)});
}

void FakeEngine::send(SeriesId id, const SharedBatch &all, std::size_t from, bool isFirst)
{
    if (!series.contains(id))
        return;
    const auto left = all->bars.size() - from;
    const auto count = partBars > 0 ? std::min(left, static_cast<std::size_t>(partBars)) : left;
    if (count == left) // what is live follows behind the history
        m_forming[id] = all->bars.back();
    if (count == all->bars.size()) {
        emit barsChanged(id, *all, true);
        return;
    }
    const auto begin = all->bars.begin() + static_cast<std::ptrdiff_t>(from);
    emit barsChanged(id,
        {.symbol = all->symbol,
            .period = all->period,
            .bars = {begin, begin + static_cast<std::ptrdiff_t>(count)}},
        isFirst);
    if (count < left)
        QTimer::singleShot(
            2, this, [this, id, all, next = from + count] { send(id, all, next, false); });
}

void FakeEngine::tick()
{
    now += 1s;
    Quotes quotes;
    for (const auto &instrument : builtInInstruments()) {
        auto &mid = m_mid[instrument.symbol];
        mid += (m_random.uniform() - 0.5) * mid * 0.00004;
        const double half
            = instrument.typicalSpreadPips * instrument.pip() * (0.4 + m_random.uniform() * 0.3);
        Tick quote;
        quote.time = now;
        quote.bid = instrument.roundPrice(mid - half);
        quote.ask = instrument.roundPrice(mid + half);
        quotes[instrument.symbol] = quote;
    }
    emit quotesChanged(quotes);
    for (const auto id : series.keys()) {
        const auto forming = m_forming.find(id);
        if (forming == m_forming.end())
            continue;
        auto &bar = forming->second;
        const double mid = m_mid[series[id].symbol.toStdString()];
        bar.mid.close = mid;
        bar.mid.high = std::max(bar.mid.high, mid);
        bar.mid.low = std::min(bar.mid.low, mid);
        bar.volume += 1;
        emit barsChanged(id,
            {.symbol = series[id].symbol.toStdString(), .period = series[id].period, .bars = {bar}},
            false);
    }
}

void FakeEngine::trade()
{
    std::vector<Order> orders;
    std::vector<Fill> fills;
    std::vector<Trade> trades;
    std::vector<EquityPoint> equity;
    const auto *euro = findInstrument("EUR_USD");
    double balance = 100'000;
    auto side = OrderSide::Buy;
    for (int i = 0; i < 9; ++i, side = opposite(side)) {
        Order order;
        order.request.id = "sma_cross.1." + std::to_string(i + 1);
        order.request.owner = "sma_cross";
        order.request.symbol = "EUR_USD";
        order.request.side = side;
        order.request.units = i == 0 ? 10'000 : 20'000;
        order.request.time = now - (9 - i) * 11min;
        order.state = OrderState::Filled;
        order.filledUnits = order.request.units;
        const auto at = m_closes.lower_bound(order.request.time);
        const double price = euro->roundPrice(at == m_closes.end() ? m_mid["EUR_USD"] : at->second);
        order.averagePrice = Decimal::fromDouble(price);
        order.updated = order.request.time + 40ms;
        Fill fill;
        fill.id = "f" + std::to_string(i + 1);
        fill.orderId = order.request.id;
        fill.owner = "sma_cross";
        fill.symbol = "EUR_USD";
        fill.side = side;
        fill.units = order.request.units;
        fill.price = order.averagePrice;
        fill.time = order.updated;
        if (i > 0) {
            Trade trade;
            trade.id = "t" + std::to_string(i);
            trade.owner = "sma_cross";
            trade.symbol = "EUR_USD";
            trade.side = opposite(side);
            trade.units = 10'000;
            trade.entryPrice = fills.back().price;
            trade.entryTime = fills.back().time;
            trade.exitPrice = fill.price;
            trade.exitTime = fill.time;
            const double points
                = (price - trade.entryPrice.toDouble()) * (trade.side == OrderSide::Buy ? 1 : -1);
            trade.profit = Decimal::fromDouble(points * 10'000).rounded(2);
            balance += trade.profit.toDouble();
            trades.push_back(trade);
        }
        for (int k = 0; k < 11; ++k)
            equity.push_back({.time = fill.time + k * 1min,
                .balance = balance,
                .equity = balance + (m_random.uniform() - 0.45) * 9});
        orders.push_back(order);
        fills.push_back(fill);
    }
    Order refused = orders.back();
    refused.request.id = "manual.1.1";
    refused.request.owner = "manual";
    refused.request.units = 5'000'000;
    refused.state = OrderState::Rejected;
    refused.filledUnits = 0;
    refused.averagePrice = 0;
    refused.reason = "Risk rule \"largest position\": 5,000,000 units exceed 1,000,000.";
    orders.push_back(refused);
    Position position;
    position.symbol = "EUR_USD";
    position.units = 10'000;
    position.averagePrice = fills.back().price;
    position.unrealized = (m_mid["EUR_USD"] - position.averagePrice.toDouble()) * 10'000;
    position.realized = Decimal::fromDouble(balance - 100'000).rounded(2);
    position.updated = now;
    Account account;
    account.balance = Decimal::fromDouble(balance).rounded(2);
    account.unrealized = position.unrealized;
    account.equity = balance + position.unrealized;
    account.marginUsed = 361.52;
    account.marginFree = account.equity - account.marginUsed;
    account.updated = now;
    emit ordersChanged(orders, true);
    emit fillsChanged(fills, true);
    emit tradesChanged(trades, true);
    emit positionsChanged({position}, true);
    emit accountChanged(account);
    emit equityChanged(equity, true);
}

void FakeEngine::say(LogLevel level, const std::string &agent, const std::string &text)
{
    emit logChanged({{.time = now, .level = level, .agent = agent, .text = text}}, false);
}

} // namespace agora::app
