#pragma once

#include "engine/console/console.h"
#include "engine/console/inbox.h"
#include "engine/store/market_store.h"

#include <memory>

namespace agora::console {

/// Where rows of an import go: the store itself, or the Router of the engine that holds it.
class DataSink {
public:
    virtual ~DataSink() = default;
    /// All ticks of an instant belong into one call.
    [[nodiscard]] virtual Result<PutCounts> put(
        const std::string &symbol, std::span<const Tick> ticks)
        = 0;
    [[nodiscard]] virtual Result<PutCounts> put(
        const std::string &symbol, Period period, std::span<const QuoteBar> bars)
        = 0;
    /// These times are no gaps any more.
    [[nodiscard]] virtual Result<void> cover(
        const std::string &symbol, Period period, std::span<const TimeRange> ranges)
        = 0;
    /// Empty period = ticks.
    [[nodiscard]] virtual Result<std::uint64_t> remove(
        const std::string &symbol, std::optional<Period> period, TimeRange range)
        = 0;
    /// Fills gaps from the venue; nothing where there is none to ask. Gives the number of new bars.
    [[nodiscard]] virtual Result<std::optional<std::uint64_t>> fetch(
        const std::string &symbol, Period period, std::span<const TimeRange> ranges)
        = 0;
    /// On disk is what was put until now.
    [[nodiscard]] virtual Result<void> commit() = 0;
    /// How many rows a call should bring.
    [[nodiscard]] virtual std::size_t rowsAtOnce() const = 0;
    /// Rows that are in no count: their block went to a Router that died, was sent again to the
    /// next one, and they were there by then. The first may have stored them, or somebody before.
    [[nodiscard]] virtual std::uint64_t uncounted() const { return 0; }
};

/// The profile's store where nobody holds it, else the Router of its engine. The error says who
/// holds it and does not answer.
[[nodiscard]] Result<std::unique_ptr<DataSink>> openDataSink(
    const ConsolePorts &ports, const std::string &profile);

/// The store of the replay that an engine of the profile runs, which keeps one of its own beside
/// `market.db`; nothing when none is at work on it.
[[nodiscard]] std::optional<std::filesystem::path> replayStoreFileOf(const std::string &profile);

/// `market.db` of a profile.
[[nodiscard]] Result<std::filesystem::path> storeFileOf(const std::string &profile);

} // namespace agora::console
