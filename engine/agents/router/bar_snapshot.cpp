#include "engine/agents/router/bar_snapshot.h"

#include "engine/agents/router/symbol_time.h"
#include "engine/model/span_of_bars.h"
#include "engine/protocol/codec.h"

#include <algorithm>

namespace agora {

namespace {
/// Stored bars that are read at once, in time.
constexpr std::int64_t sourcesARead = 8192;

/// Where bars of a series that are not in memory are to be found: its own, or what it is made of.
Period storedPeriod(Period period) { return sourcePeriod(period).value_or(period); }
} // namespace

const agency::Bytes &EncodedBlocks::block(
    const LiveSeries &series, std::size_t first, std::size_t count, protocol::BarSides sides)
{
    const auto begin = series.completed().begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(count);
    const Key key{begin->openTime, std::prev(end)->openTime, count, sides};
    const auto [at, isNew] = m_blocks.try_emplace(key);
    if (isNew) {
        ++m_encoded;
        at->second
            = protocol::encodeColumns({series.symbol(), series.period(), {begin, end}}, sides);
    }
    return at->second;
}

BarSnapshot::BarSnapshot(
    BarHistory &history, std::shared_ptr<BarMemory> memory, const protocol::BarRequest &request)
    : m_history(history), m_memory(std::move(memory)), m_request(request)
{
    const auto &series = m_memory->series;
    const auto bars = series.completed();
    if (request.updates != protocol::BarUpdates::Completed)
        m_forming = series.forming();
    const std::size_t depth = request.depth;
    const auto first
        = std::min(bars.size() - std::min(depth, bars.size()), series.indexAt(request.since));
    m_memoryFrom = first < bars.size() ? bars[first].openTime : Timestamp::max();
    m_memoryEnd = bars.empty() ? Timestamp::min() : bars.back().openTime;
    m_storedEnd = !bars.empty() ? bars.front().openTime
        : series.forming()      ? series.forming()->openTime
                                : Timestamp::max();
    const bool isDeeper = depth > bars.size() || request.since < m_storedEnd;
    // A memory that is not full holds all there was when its history was loaded.
    if (!isDeeper || bars.size() < LiveSeries::most)
        return;
    m_missing = depth - std::min(depth, bars.size());
    m_stage = Stage::Reach;
}

bool BarSnapshot::isShort() const
{
    const auto &series = m_memory->series;
    return m_stage == Stage::Memory
        && series.size() - std::min(series.size(), series.indexAt(m_memoryFrom)) <= barsABlock;
}

std::vector<agency::Bytes> BarSnapshot::parts()
{
    std::vector<agency::Bytes> all;
    if (auto block = memoryBlock())
        all.push_back(std::move(*block));
    all.push_back(lastPart());
    return all;
}

void BarSnapshot::next(agency::GivePart give)
{
    m_give = std::move(give);
    advance();
}

/// An answer that comes at once must not call deeper and deeper.
void BarSnapshot::advance()
{
    m_hasNews = true;
    if (std::exchange(m_isAdvancing, true))
        return;
    const auto self = shared_from_this(); // the last part ends us
    while (std::exchange(m_hasNews, false) && m_give && (!m_isAsking || m_ahead))
        step();
    m_isAdvancing = false;
}

void BarSnapshot::step()
{
    switch (m_stage) {
    case Stage::Reach:
        if (m_missing == 0)
            return begin(m_request.since);
        return reach(m_missing);
    case Stage::Oldest:
        return reach(SIZE_MAX);
    case Stage::Stored:
        return readOn();
    case Stage::Memory:
        if (m_memory->series.trimmedTo() >= m_memoryFrom)
            return readTrimmed();
        if (auto block = memoryBlock())
            return std::exchange(m_give, {})(agency::SnapshotPart{std::move(*block), false});
        return std::exchange(m_give, {})(agency::SnapshotPart{lastPart(), true});
    }
}

// ---- what is older than the memory

void BarSnapshot::reach(std::size_t bars)
{
    const auto period = m_request.period;
    const auto stored = storedPeriod(period);
    const auto each = std::max<std::int64_t>(period.nominal() / stored.nominal(), 1);
    const bool isOldest = bars == SIZE_MAX;
    m_isAsking = true;
    m_history.reach(m_request.symbol, stored,
        isOldest ? bars : bars * static_cast<std::size_t>(each), m_storedEnd,
        [this, self = weak_from_this(), isOldest](Result<std::optional<Timestamp>> from) {
            const auto alive = self.lock();
            if (!alive)
                return;
            m_isAsking = false;
            if (!from)
                return fail(from.error());
            if (*from)
                begin(std::min(**from, m_request.since));
            else if (isOldest)
                m_stage = Stage::Memory; // nothing is stored
            else
                m_stage = Stage::Oldest;
            advance();
        });
}

void BarSnapshot::begin(Timestamp from)
{
    const auto period = m_request.period;
    const auto stored = storedPeriod(period);
    m_stage = Stage::Stored;
    m_at = period.isClock() ? edgesOf(m_request.symbol, period).at(from).open : from;
    if (stored != period && m_at < m_storedEnd)
        m_resampler.emplace(stored, period, dayAnchorOf(m_request.symbol));
    m_hasNews = true;
}

/// The memory has lost its oldest bars since we began.
void BarSnapshot::readTrimmed()
{
    m_storedEnd = m_memory->series.completed().front().openTime;
    m_resampler.reset();
    begin(std::exchange(m_memoryFrom, m_storedEnd));
}

/// While one block is sent the next is being read.
void BarSnapshot::readOn()
{
    if (m_ahead) {
        auto sources = *std::exchange(m_ahead, std::nullopt);
        const bool isAll = m_at >= m_storedEnd;
        if (!isAll)
            read();
        return take(std::move(sources), isAll);
    }
    if (m_at >= m_storedEnd)
        return giveStored(true);
    read();
}

void BarSnapshot::read()
{
    const auto stored = storedPeriod(m_request.period);
    const auto step = spanOfBars(stored, sourcesARead);
    const auto end = m_storedEnd - m_at > step ? m_at + step : m_storedEnd;
    const TimeRange range{std::exchange(m_at, end), end};
    m_isAsking = true;
    m_history.read(m_request.symbol, stored, range,
        [this, self = weak_from_this()](Result<std::vector<QuoteBar>> sources) {
            const auto alive = self.lock();
            if (!alive)
                return;
            m_isAsking = false;
            m_ahead = std::move(sources);
            advance();
        });
}

void BarSnapshot::take(Result<std::vector<QuoteBar>> sources, bool isAll)
{
    if (!sources)
        return fail(sources.error());
    if (!m_resampler) {
        m_made = std::move(*sources);
        return giveStored(isAll);
    }
    const auto keep = [this](const QuoteBar &bar) {
        if (!m_made.empty() && m_made.back().openTime == bar.openTime)
            m_made.back() = bar;
        else
            m_made.push_back(bar);
    };
    for (const auto &source : *sources) {
        if (const auto taken = m_resampler->update(source, keep); !taken)
            return fail(taken.error());
    }
    if (isAll)
        m_resampler->completeUntil(m_storedEnd, keep);
    giveStored(isAll);
}

/// The last bar may still be made of sources to come, unless all are there.
void BarSnapshot::giveStored(bool isAll)
{
    if (isAll)
        m_stage = Stage::Memory;
    std::optional<QuoteBar> open;
    if (!isAll && m_resampler && !m_made.empty()) {
        open = m_made.back();
        m_made.pop_back();
    }
    const bool hasBars = !m_made.empty();
    agency::SnapshotPart part;
    if (hasBars)
        part.body = protocol::encodeColumns(
            {m_request.symbol, m_request.period, std::move(m_made)}, m_request.sides);
    m_made.clear();
    if (open)
        m_made.push_back(*open);
    m_hasNews = true;
    if (hasBars)
        std::exchange(m_give, {})(std::move(part));
}

void BarSnapshot::fail(const Error &error)
{
    if (auto give = std::exchange(m_give, {}))
        give(Failure<Error>{error});
}

// ---- the memory

std::optional<agency::Bytes> BarSnapshot::memoryBlock()
{
    const auto &series = m_memory->series;
    const auto first = series.indexAt(m_memoryFrom);
    if (first == series.size() || series.completed()[first].openTime > m_memoryEnd)
        return std::nullopt;
    auto end = std::min(series.size(), first + barsABlock);
    while (series.completed()[end - 1].openTime > m_memoryEnd)
        --end; // completed since: that comes behind the snapshot
    m_memoryFrom = series.completed()[end - 1].openTime + Duration(1);
    return m_memory->blocks.block(series, first, end - first, m_request.sides);
}

agency::Bytes BarSnapshot::lastPart() const
{
    BarBatch batch{m_request.symbol, m_request.period, {}};
    if (m_forming)
        batch.bars.push_back(*m_forming);
    return protocol::encodeColumns(batch, m_request.sides);
}

} // namespace agora
