#pragma once

#include "engine/agents/program/agent_program.h"
#include "engine/agents/trader/held_requests.h"
#include "engine/agents/trader/reconciliation.h"
#include "engine/agents/trader/trader_journal.h"
#include "engine/agents/trader/trader_settings.h"
#include "engine/agents/trader/trader_streams.h"

#include <deque>
#include <set>

namespace agora {

/// Holds order requests against the risk limits, journals them, sends them to the venue, keeps the
/// record of what became of them, and tells everybody. An order is in the journal before it leaves;
/// it leaves once.
///
/// In a replay all that reaches it within an instant, requests and reports, waits until everybody
/// has come to rest there, and is then taken in an order that no delay can change.
class Trader final : public RunningAgent {
public:
    static constexpr Duration answerLimit = std::chrono::seconds(3); ///< then an order is Unknown
    static constexpr Duration venuePatience = std::chrono::seconds(5); ///< of readiness

    /// Restores the record from the journal; a new one gets the balance as its first deposit.
    [[nodiscard]] static Result<std::unique_ptr<Trader>> open(
        agency::Bus &bus, Journal journal, TraderSettings settings);
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);

    void stop() override;
    /// Prices and reports flow; for the venue's reports it does not wait for ever.
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] const TraderRecord &record() const { return m_record; }

private:
    using Done = std::function<void(Result<void>)>;

    Trader(agency::Bus &bus, Journal journal, TraderSettings settings);
    [[nodiscard]] Result<void> restore();
    void connect();
    void subscribe(const std::string &agent, const std::string &topic, agency::OnMessage onMessage);
    void addMethods();
    void addOrderMethods();

    void submit(OrderRequest request, Done done);
    [[nodiscard]] Result<void> take(const OrderRequest &request);
    [[nodiscard]] Result<void> answerRepeat(const Order &known, const OrderRequest &request) const;
    [[nodiscard]] std::optional<std::string> reasonAgainst(const OrderRequest &request);
    [[nodiscard]] Result<void> refuse(const OrderRequest &request, const std::string &reason);
    void cancel(const std::string &orderId, Done done);
    [[nodiscard]] Result<void> takeCancel(const std::string &orderId);
    void modify(ModifyRequest change, Done done);
    [[nodiscard]] Result<void> takeModify(const ModifyRequest &change);
    [[nodiscard]] Result<OrderRequest> closingOrder(const std::string &symbol);

    void onTicks(const agency::Message &message);
    void onReports(const agency::Message &message);
    void workReportsSoon();
    void workReports();
    [[nodiscard]] bool takeReport(
        const ExecutionReport &report, std::set<std::string> &waitingSymbols);
    [[nodiscard]] Result<Decimal> bookingRate(const std::string &symbol) const;
    void askForRelease();
    void release();
    void watch();
    [[nodiscard]] agency::Value status() const;

    agency::Bus &m_bus;
    TraderSettings m_settings;
    TraderJournal m_journal;
    TraderRecord m_record;
    RiskGate m_gate;
    MarketPrices m_prices;
    TraderStreams m_streams;
    Reconciliation m_reconciliation;
    HeldRequests m_held;
    std::deque<ExecutionReport> m_reports; // not applied yet, in the order of their arrival
    std::set<std::string> m_silentTopics; // subscribed, nothing came yet
    Duration m_started; // monotonic
    std::uint64_t m_closings = 0;
    bool m_isReleaseAsked = false;
    bool m_havePricesMoved = false;
};

} // namespace agora
