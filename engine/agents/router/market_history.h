#pragma once

#include "engine/agents/router/bar_history.h"
#include "engine/agents/router/corrections.h"
#include "engine/agents/router/gap_repair.h"
#include "engine/agents/router/market_import.h"

namespace agora {

/// How patient the Router's store side is; tests are less so.
struct HistoryPace {
    RepairPace repair{};
    CorrectionPace corrections{};
};

/// The Router's store side: what was is kept, loaded, imported, repaired and corrected here, all in
/// the store's thread; what is live goes on meanwhile.
class MarketHistory final : public BarHistory {
public:
    MarketHistory(agency::Bus &bus, StoreAccess access, const std::vector<std::string> &symbols,
        SeriesRebuild::Live live, HistoryPace pace = {});

    /// The newest that was stored when we started.
    [[nodiscard]] std::optional<Tick> lastTick(const std::string &symbol) const;
    void append(const std::string &symbol, std::span<const Tick> ticks);
    [[nodiscard]] StoreWorker &store() { return m_store; }
    /// Writes what is left.
    void stop();

    void load(const HistoryWish &wish, Loaded done) override;
    void read(const std::string &symbol, Period period, TimeRange range, Read done) override;
    void reach(const std::string &symbol, Period period, std::size_t count, Timestamp before,
        Reached done) override;
    void keep(const std::string &symbol, Period period, const std::vector<QuoteBar> &bars) override;

private:
    [[nodiscard]] static std::map<std::string, Tick> lastTicks(
        MarketStore &store, const std::vector<std::string> &symbols);

    std::map<std::string, Tick> m_lastTicks;
    StoreWorker m_store;
    SeriesRebuild m_rebuild;
    VenueHistory m_venue;
    HistoryLoader m_loader;
    Corrections m_corrections;
    GapRepair m_repair;
    MarketImport m_import;
};

} // namespace agora
