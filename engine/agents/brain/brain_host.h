#pragma once

#include "brains/sdk/brain_module.h"
#include "brains/sdk/parameter_check.h"
#include "engine/agents/brain/order_desk.h"
#include "engine/agents/brain/plot_book.h"
#include "engine/agents/program/agent_program.h"
#include "engine/model/bar_revisions.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>

namespace agora {

/// What one brain runs with.
struct BrainSettings {
    std::string name;
    std::filesystem::path library;
    std::string symbol;
    Period period;
    PriceSide side = PriceSide::Mid;
    std::size_t depth = 500;
    std::filesystem::path stateFile;
    std::vector<std::string> listensTo;
    ParameterValues parameters; ///< as given; checked against the module
    [[nodiscard]] static Result<BrainSettings> from(const agency::Value &settings);
};

/// One brain in its process: feeds it bars, ticks, signals, fills and timers, and carries out what
/// it asks for. Calls come one at a time; a bar is told once, also across restarts of the Router.
/// An exception out of the brain ends the process.
class BrainHost final : public RunningAgent, private BrainContext {
public:
    BrainHost(agency::Bus &bus, BrainSettings settings, BrainModule module, BrainInstance brain,
        ParameterValues parameters, std::uint64_t run);
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);
    void stop() override;
    [[nodiscard]] bool isReady() const override { return m_isStarted; }
    [[nodiscard]] int exitCode() const override { return m_exitCode; }

private:
    void follow();
    void takeBars(const BarBatch &batch, bool isFirst, bool isLast);
    void takeTicks(const TickBatch &batch);
    void listen(const std::string &other);
    void startWhenReady();
    void guard(const char *where, const std::function<void()> &call);
    void offerPlots();
    void publishPlots();
    void addMethods();

    [[nodiscard]] const std::string &name() const override { return m_settings.name; }
    [[nodiscard]] const std::string &symbol() const override { return m_settings.symbol; }
    [[nodiscard]] Timestamp now() const override { return m_bus.now(); }
    [[nodiscard]] std::int64_t integer(std::string_view key) const override;
    [[nodiscard]] double number(std::string_view key) const override;
    [[nodiscard]] bool flag(std::string_view key) const override;
    [[nodiscard]] const std::string &text(std::string_view key) const override;
    [[nodiscard]] const BarSeries &series() const override { return m_series; }
    [[nodiscard]] std::optional<Tick> lastTick() const override { return m_lastTick; }
    std::string buy(Decimal units, std::string_view comment) override;
    std::string sell(Decimal units, std::string_view comment) override;
    std::string submit(OrderRequest request) override;
    void cancel(const std::string &orderId) override { m_desk.cancel(orderId); }
    [[nodiscard]] Decimal position() const override { return m_desk.position(symbol()); }
    [[nodiscard]] std::vector<Order> workingOrders() const override { return m_desk.working(); }
    void signal(std::string_view name, double value, double price) override;
    void plotAt(Timestamp bar, std::string_view key, double value) override;
    int startTimer(Duration delay) override;
    void log(std::string_view text) override;
    void saveState(std::string_view state) override;
    [[nodiscard]] std::optional<std::string> savedState() const override;

    template <typename T>
    [[nodiscard]] const T &parameter(std::string_view key) const;

    agency::Bus &m_bus;
    BrainSettings m_settings;
    BrainModule m_module; // outlives the brain
    BrainInstance m_brain;
    ParameterValues m_parameters;
    BarSeries m_series;
    BarRevisions m_revisions;
    std::optional<Tick> m_lastTick;
    OrderDesk m_desk;
    PlotBook m_plots;
    std::set<std::string, std::less<>> m_unknownPlots; ///< keys that were complained of
    std::optional<Timestamp> m_lastBar; ///< open time of the last bar that the brain was told
    std::uint64_t m_barsTold = 0;
    std::uint64_t m_ticksTold = 0;
    int m_nextTimer = 1;
    bool m_hasSeries = false;
    bool m_isStarted = false;
    int m_exitCode = 0;
};

/// Loads a module and prints what it declares as one JSON object, for the Overmind's list.
[[nodiscard]] agency::Value describeBrain(const std::filesystem::path &library);

} // namespace agora
