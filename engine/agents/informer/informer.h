#pragma once

#include "engine/agents/informer/brain_signals.h"
#include "engine/agents/informer/equity_curve.h"
#include "engine/agents/program/agent_program.h"
#include "engine/store/journal.h"
#include "engine/trading/market_prices.h"
#include "engine/trading/valuation.h"

#include <set>

namespace agora {

/// Says how the account stands: balance, equity and margin at the last prices, the equity curve,
/// conversion rates; and gathers what all brains signal.
class Informer final : public RunningAgent {
public:
    static constexpr Duration accountEvery = std::chrono::milliseconds(250);
    static constexpr Duration pointEvery = std::chrono::seconds(5); ///< real time, live
    static constexpr std::size_t snapshotPoints = 5000;

    struct Settings {
        std::string currency = "USD";
        std::vector<Instrument> instruments;
        /// The error names the instrument.
        [[nodiscard]] static Result<Settings> from(const agency::Value &settings);
    };
    /// `history` keeps the curve over restarts.
    [[nodiscard]] static Result<std::unique_ptr<Informer>> open(
        agency::Bus &bus, Journal history, Settings settings);
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);

    /// Money, positions and prices have been heard of.
    [[nodiscard]] bool isReady() const override { return m_silentTopics.empty(); }

private:
    enum class Keep { OnDisk, InMemory };

    Informer(agency::Bus &bus, Journal history, Settings settings);
    [[nodiscard]] Result<void> restore();
    void connect();
    void offerStreams();
    void subscribe(const std::string &agent, const std::string &topic, agency::OnMessage onMessage);

    void onMoney(const agency::Message &message);
    void onPositions(const agency::Message &message);
    [[nodiscard]] bool isHeld(const Position &position) const;
    void take(Position position);
    void onTicks(const agency::Message &message);
    [[nodiscard]] Valuation valueNow() const;
    void publishAccount();
    void takeDuePoint();
    void livePoint();
    bool addPoint(Timestamp at, Keep keep);

    agency::Bus &m_bus;
    Settings m_settings;
    Journal m_history;
    MarketPrices m_prices;
    BrainSignals m_signals;
    EquityCurve m_curve;
    std::optional<Decimal> m_balance; // empty = not heard of yet
    std::optional<std::map<std::string, Position>> m_positions; // by symbol; empty likewise
    std::vector<Position> m_booked; // by fills whose money has not come yet
    std::set<std::string> m_silentTopics; // subscribed, nothing came yet
    Timestamp m_minute; // of the newest tick
    Duration m_lastPoint{}; // monotonic
    bool m_isPointDue = false; // something was booked; the point waits for what it takes to value
    bool m_isAccountStale = false;
};

} // namespace agora
