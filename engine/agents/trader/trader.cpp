#include "engine/agents/trader/trader.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/protocol/codec.h"
#include "engine/trading/order_rules.h"
#include "engine/trading/plausible.h"

namespace agora {

namespace {
constexpr Duration watchEvery = std::chrono::milliseconds(500);
constexpr Duration positionsEvery = std::chrono::milliseconds(500);
} // namespace

Trader::Trader(agency::Bus &bus, Journal journal, TraderSettings settings)
    : m_bus(bus)
    , m_settings(std::move(settings))
    , m_journal(std::move(journal), bus.isReplay())
    , m_gate(m_settings.limits)
    , m_prices(m_settings.currency, m_settings.instruments)
    , m_streams(bus, m_record, m_prices)
    , m_reconciliation(bus)
    , m_started(steadyNow())
{}

Result<std::unique_ptr<Trader>> Trader::open(
    agency::Bus &bus, Journal journal, TraderSettings settings)
{
    std::unique_ptr<Trader> trader(new Trader(bus, std::move(journal), std::move(settings)));
    if (const auto restored = trader->restore(); !restored)
        return restored.failure();
    trader->connect();
    return trader;
}

Result<std::unique_ptr<RunningAgent>> Trader::make(
    agency::AgentLife &runtime, const agency::Value &settings)
{
    auto read = TraderSettings::from(settings);
    if (!read)
        return read.failure();
    auto journal = Journal::open(read->dataFolder / "journal.log");
    if (!journal)
        return journal.failure();
    if (const auto &found = journal->recovery(); found.cutBytes > 0)
        logWarning(journal->file().string() + ": a torn record of " + std::to_string(found.cutBytes)
            + " bytes at its end was moved to " + found.keptIn.string());
    auto trader = open(runtime.bus(), std::move(*journal), std::move(*read));
    if (!trader)
        return trader.failure();
    return std::unique_ptr<RunningAgent>(std::move(*trader));
}

Result<void> Trader::restore()
{
    if (m_journal.isNew()) {
        if (const auto kept = m_journal.deposit(m_settings.balance, m_bus.now()); !kept)
            return kept;
    }
    if (const auto restored = m_journal.restore(m_record, m_gate); !restored)
        return restored;
    const auto deposits = m_record.account().ledger().deposits();
    if (deposits != m_settings.balance)
        logInfo("the account was opened with " + deposits.toString() + " " + m_settings.currency
            + ": the balance of " + m_settings.balance.toString()
            + " in the configuration is not used");
    m_reconciliation.begin(m_record.orders());
    return {};
}

void Trader::connect()
{
    for (const auto &instrument : m_settings.instruments)
        subscribe("router", protocol::topics::ticks(instrument.symbol),
            [this](const agency::Message &message) { onTicks(message); });
    subscribe("venue", protocol::topics::reports,
        [this](const agency::Message &message) { onReports(message); });
    addOrderMethods();
    addMethods();
    m_bus.every(watchEvery, [this] { watch(); });
    m_bus.every(positionsEvery, [this] {
        if (std::exchange(m_havePricesMoved, false))
            m_streams.publishPositions();
    });
}

void Trader::subscribe(
    const std::string &agent, const std::string &topic, agency::OnMessage onMessage)
{
    m_silentTopics.insert(topic);
    m_bus.subscribe(agent, topic,
        {.arguments = {},
            .onMessage =
                [this, topic, onMessage = std::move(onMessage)](const agency::Message &message) {
                    m_silentTopics.erase(topic);
                    onMessage(message);
                },
            .onProblem =
                [this, topic](const std::string &sentence) {
                    m_silentTopics.erase(topic);
                    logWarning("“" + topic + "” cannot be had: " + sentence);
                }});
}

bool Trader::isReady() const
{
    const bool isVenueSilent = m_silentTopics.contains(protocol::topics::reports);
    const bool arePricesSilent = m_silentTopics.size() > (isVenueSilent ? 1 : 0);
    return !arePricesSilent && (!isVenueSilent || steadyNow() - m_started >= venuePatience);
}

void Trader::stop()
{
    if (const auto synced = m_journal.sync(); !synced)
        logError(synced.error().message);
}

// ---- orders

void Trader::submit(OrderRequest request, Done done)
{
    if (!m_bus.isInInstant())
        return done(take(request));
    auto id = request.id;
    m_held.hold(HeldRequests::Kind::Submit, std::move(id),
        [this, request = std::move(request), done = std::move(done)] { done(take(request)); });
    askForRelease();
}

Result<void> Trader::take(const OrderRequest &request)
{
    if (request.id.empty())
        return fail("an order for “" + request.symbol + "” has no id");
    if (const auto *known = m_record.orders().find(request.id))
        return answerRepeat(*known, request);
    const auto now = m_bus.now();
    if (const auto reason = reasonAgainst(request)) {
        if (const auto kept = m_journal.refusal(request, *reason, now); !kept)
            logError(kept.error().message);
        return refuse(request, *reason);
    }
    if (const auto kept = m_journal.request(request, now); !kept)
        return refuse(request, kept.error().message);
    const auto order = m_record.accept(request, now);
    if (!order)
        return order.failure();
    m_bus.push("venue", "order.submit", protocol::encode(request));
    m_streams.add(*order);
    m_streams.flush();
    return {};
}

Result<void> Trader::answerRepeat(const Order &known, const OrderRequest &request) const
{
    if (known.request != request)
        return fail(
            "order “" + request.id + "” exists already and is another one: an id is used once");
    if (const auto *refusal = m_record.refusalOf(request.id))
        return fail(*refusal);
    return {};
}

std::optional<std::string> Trader::reasonAgainst(const OrderRequest &request)
{
    if (!m_reconciliation.isDone())
        return "the Trader is still reconciling with the venue";
    if (!m_bus.isReplay() && !m_bus.isUp("venue"))
        return "the venue is not connected";
    if (const auto implausible = implausibleNumber(request))
        return "request: order “" + request.id + "”: " + *implausible;
    if (isAttachedExitId(request.id)) // the risk rules trust exits to close only
        return "request: order “" + request.id + "”: the id is that of an attached exit";
    if (const auto refusal = m_gate.judge(request,
            {.orders = m_record.orders(),
                .account = m_record.account(),
                .prices = m_prices,
                .now = m_bus.now()}))
        return refusal->sentence;
    return std::nullopt;
}

Result<void> Trader::refuse(const OrderRequest &request, const std::string &reason)
{
    const auto order = m_record.refuse(request, reason, m_bus.now());
    if (!order)
        return order.failure();
    m_streams.add(*order);
    m_streams.flush();
    return fail(reason);
}

void Trader::cancel(const std::string &orderId, Done done)
{
    if (!m_bus.isInInstant())
        return done(takeCancel(orderId));
    m_held.hold(HeldRequests::Kind::Cancel, orderId,
        [this, orderId, done = std::move(done)] { done(takeCancel(orderId)); });
    askForRelease();
}

Result<void> Trader::takeCancel(const std::string &orderId)
{
    const auto *order = m_record.orders().find(orderId);
    if (order == nullptr)
        return fail("order “" + orderId + "” is not known");
    if (isFinal(order->state))
        return fail("order “" + orderId + "” is " + std::string(toString(order->state))
            + ": there is nothing to cancel");
    m_bus.push("venue", "order.cancel", agency::toBytes(orderId));
    return {};
}

void Trader::modify(ModifyRequest change, Done done)
{
    if (!m_bus.isInInstant())
        return done(takeModify(change));
    auto id = change.orderId;
    m_held.hold(HeldRequests::Kind::Modify, std::move(id),
        [this, change = std::move(change), done = std::move(done)] { done(takeModify(change)); });
    askForRelease();
}

/// Nothing is written down here: until the venue confirms, the order is what it was, and what it
/// confirms is in the journal as its report. A change that gets lost changes nothing.
Result<void> Trader::takeModify(const ModifyRequest &change)
{
    const auto *order = m_record.orders().find(change.orderId);
    if (order == nullptr)
        return fail("order “" + change.orderId + "” is not known");
    if (isFinal(order->state))
        return fail("order “" + change.orderId + "” is " + std::string(toString(order->state))
            + ": there is nothing to change");
    if (!m_bus.isReplay() && !m_bus.isUp("venue"))
        return fail("the venue is not connected");
    auto changed = order->request;
    changed.price = change.terms.price;
    changed.stopLoss = change.terms.stopLoss;
    changed.takeProfit = change.terms.takeProfit;
    if (const auto implausible = implausibleNumber(changed))
        return fail("request: order “" + change.orderId + "”: " + *implausible);
    if (const auto valid = withTerms(order->request, change.terms); !valid)
        return valid.failure();
    const auto *instrument = m_prices.instrument(changed.symbol);
    if (const auto refusal = judgeInstrument(changed, instrument, m_bus.now()))
        return fail(refusal->sentence);
    m_bus.push("venue", "order.modify", protocol::encode(change));
    return {};
}

// ---- prices and reports

void Trader::onTicks(const agency::Message &message)
{
    if (message.body.empty())
        return; // a snapshot without a price
    const auto batch = protocol::decode<TickBatch>(message.body);
    if (!batch)
        return logWarning(batch.error().message);
    if (batch->ticks.empty())
        return;
    m_prices.update(batch->symbol, batch->ticks.back());
    m_havePricesMoved = true;
    if (!m_reports.empty())
        workReportsSoon();
}

void Trader::onReports(const agency::Message &message)
{
    if (message.has(agency::FlagSnapshotBegin)) { // what came before it may have passed us by
        m_reconciliation.begin(m_record.orders());
        m_reconciliation.ask();
    }
    if (message.body.empty())
        return;
    const auto batch = protocol::decode<protocol::ReportBatch>(message.body);
    if (!batch)
        return logWarning(batch.error().message);
    m_reports.insert(m_reports.end(), batch->reports.begin(), batch->reports.end());
    workReportsSoon();
}

void Trader::workReportsSoon()
{
    if (m_bus.isInInstant())
        askForRelease(); // all prices of this instant are known then
    else
        workReports();
}

void Trader::workReports()
{
    std::set<std::string> waitingSymbols;
    for (auto &report : std::exchange(m_reports, {})) {
        if (!takeReport(report, waitingSymbols))
            m_reports.push_back(std::move(report));
    }
    m_streams.flush();
}

/// False when the report has to wait: for a rate to book its fill with, or behind one that waits.
bool Trader::takeReport(const ExecutionReport &report, std::set<std::string> &waitingSymbols)
{
    const auto *order = m_record.orders().find(report.orderId);
    if (order == nullptr && !waitingSymbols.empty())
        return false; // an exit, perhaps, of an entry that waits
    const auto symbol = order == nullptr ? std::string() : order->request.symbol;
    if (waitingSymbols.contains(symbol))
        return false;
    auto rate = Result<Decimal>(Decimal());
    if (report.fill && order != nullptr && !m_record.orders().hasFill(report.fill->id)) {
        if (const auto implausible = implausibleNumber(*report.fill)) {
            logError("fill “" + report.fill->id + "” is ignored: " + *implausible);
            return true;
        }
        rate = bookingRate(symbol);
        if (!rate) {
            waitingSymbols.insert(symbol);
            return false;
        }
    }
    const auto change = m_record.apply(report, *rate);
    m_reconciliation.answered(report.orderId);
    if (!change) {
        logWarning("a report of the venue is not believed: " + change.error().message);
        return true;
    }
    if (change->isRepeat)
        return true;
    if (!change->anomaly.empty())
        logWarning(change->anomaly);
    if (const auto kept = m_journal.report(report, *rate); !kept)
        logError(kept.error().message); // asked of the venue again after a restart
    m_streams.add(*change);
    return true;
}

Result<Decimal> Trader::bookingRate(const std::string &symbol) const
{
    const auto *instrument = findInstrument(symbol); // also one that is no longer traded here
    if (instrument == nullptr)
        return fail("unknown instrument “" + symbol + "”");
    return m_prices.rates().bookingRate(instrument->quote);
}

// ---- time

void Trader::askForRelease()
{
    if (std::exchange(m_isReleaseAsked, true))
        return;
    m_bus.at(m_bus.now(), [this] { release(); });
}

void Trader::release()
{
    m_isReleaseAsked = false;
    workReports();
    m_held.takeAll();
}

void Trader::watch()
{
    m_reconciliation.ask();
    if (m_bus.isReplay())
        return; // the virtual clock waits for the venue, so nothing goes unanswered
    for (const auto &order : m_record.markUnanswered(m_bus.now(), answerLimit)) {
        logWarning(
            "the venue did not answer for order “" + order.request.id + "”: it is looked up");
        m_streams.add(order);
    }
    m_streams.flush();
    if (!m_bus.isUp("venue"))
        return;
    for (const auto &order : m_record.orders().working()) {
        if (order.state == OrderState::Unknown)
            m_reconciliation.lookUp(order.request.id);
    }
}

} // namespace agora
