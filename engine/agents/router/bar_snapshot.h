#pragma once

#include "engine/agency/message.h"
#include "engine/agents/router/bar_history.h"
#include "engine/agents/router/live_series.h"
#include "engine/market/bar_resampler.h"
#include "engine/protocol/messages.h"

#include <map>
#include <memory>
#include <optional>
#include <tuple>

namespace agora {

/// Blocks of completed bars as they were last encoded, for all subscribers who need the same.
class EncodedBlocks {
public:
    /// `count` completed bars from position `first` on.
    const agency::Bytes &block(
        const LiveSeries &series, std::size_t first, std::size_t count, protocol::BarSides sides);
    void clear() { m_blocks.clear(); }
    /// How often something had to be encoded.
    [[nodiscard]] std::uint64_t encoded() const { return m_encoded; }

private:
    using Key = std::tuple<Timestamp, Timestamp, std::size_t, protocol::BarSides>;
    std::map<Key, agency::Bytes> m_blocks;
    std::uint64_t m_encoded = 0;
};

/// The memory of a series, shared by its stream and the snapshots that are under way, which may
/// outlive it.
struct BarMemory {
    BarMemory(const std::string &symbol, Period period) : series(symbol, period) {}
    LiveSeries series;
    EncodedBlocks blocks;
};

/// A snapshot for one subscriber, block by block: what is older than the memory out of the store,
/// resampled as it is read, then the memory, and last the forming bar as it was in the beginning.
/// Holds two blocks at a time.
class BarSnapshot : public std::enable_shared_from_this<BarSnapshot> {
public:
    static constexpr std::size_t barsABlock = 8192;

    BarSnapshot(BarHistory &history, std::shared_ptr<BarMemory> memory,
        const protocol::BarRequest &request);

    /// All of it is in memory and in one block.
    [[nodiscard]] bool isShort() const;
    /// Of a short one: everything.
    [[nodiscard]] std::vector<agency::Bytes> parts();
    /// To be asked by Bus::acceptInParts.
    void next(agency::GivePart give);

private:
    enum class Stage { Reach, Oldest, Stored, Memory };
    void advance();
    void step();
    void reach(std::size_t count);
    void begin(Timestamp from);
    void readOn();
    void read();
    void readTrimmed();
    void take(Result<std::vector<QuoteBar>> sources, bool isAll);
    void fail(const Error &error);
    void giveStored(bool isAll);
    [[nodiscard]] agency::Bytes lastPart() const;
    [[nodiscard]] std::optional<agency::Bytes> memoryBlock();

    BarHistory &m_history;
    std::shared_ptr<BarMemory> m_memory; // shared with the stream: the subscriber may be slower
    protocol::BarRequest m_request;
    std::optional<QuoteBar> m_forming;
    Timestamp m_memoryFrom; ///< the next bar to be sent of the memory opens at or after this
    Timestamp m_memoryEnd; ///< bars that open later came after the beginning
    // Of what is older.
    std::optional<Period> m_source;
    Timestamp m_storedEnd;
    std::size_t m_missing = 0;
    std::optional<BarResampler> m_resampler;
    Timestamp m_at; ///< read up to here
    std::optional<Result<std::vector<QuoteBar>>> m_ahead; ///< the next sources
    std::vector<QuoteBar> m_made;
    Stage m_stage = Stage::Memory;
    agency::GivePart m_give;
    bool m_isAdvancing = false;
    bool m_hasNews = false;
    bool m_isAsking = false;
};

} // namespace agora
