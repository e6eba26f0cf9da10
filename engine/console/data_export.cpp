// The part of DataSession that writes what is stored.
#include "engine/console/data_session.h"
#include "engine/market/activity_bars.h"
#include "engine/market/bar_builder.h"
#include "engine/market/bar_resampler.h"
#include "engine/market/csv_writer.h"
#include "engine/market/gap_fill.h"
#include "engine/model/instrument.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <ostream>

namespace agora::console {

namespace {

/// Stored history is read in pieces, so that memory stays small.
constexpr Duration ticksAtOnce = std::chrono::hours(24);
constexpr std::int64_t barsAtOnce = 50'000;

/// Calls `take(piece)` for the pieces of a range that has both ends.
template <typename Take>
Result<void> inPieces(TimeRange range, Duration length, Take take)
{
    for (auto at = range.from; at < range.to; at += length) {
        if (const auto taken = take(TimeRange{at, std::min(at + length, range.to)}); !taken)
            return taken;
        if (range.to - at <= length)
            break;
    }
    return {};
}

std::optional<StoredSeries> find(
    const std::vector<StoredSeries> &all, const std::string &symbol, std::optional<Period> period)
{
    const auto found = std::find_if(all.begin(), all.end(),
        [&](const StoredSeries &one) { return one.symbol == symbol && one.period == period; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

TimeRange within(TimeRange range, const StoredSeries &series)
{
    return {std::max(range.from, series.first), std::min(range.to, series.last + Duration{1})};
}

/// Stored bars that can make those of `period`, longest first.
std::vector<StoredSeries> sourcesOf(
    const std::vector<StoredSeries> &all, const std::string &symbol, Period period)
{
    std::vector<StoredSeries> sources;
    for (const auto &series : all) {
        if (series.symbol != symbol || !series.period)
            continue;
        const auto length = series.period->nominal();
        const bool divides = period.isIntraHour() ? period.nominal() % length == Duration{}
            : series.period->isIntraHour()        ? true
            : period.unit() == Period::Unit::Hour
            ? period.nominal() % length == Duration{}
            : series.period->nominal() <= std::chrono::hours(24);
        if (length <= period.nominal() && divides)
            sources.push_back(series);
    }
    std::sort(sources.begin(), sources.end(), [](const StoredSeries &a, const StoredSeries &b) {
        return a.period->nominal() > b.period->nominal();
    });
    return sources;
}

/// How much of the range is known not to be missing.
Result<Duration> coveredOf(MarketStore &store, const StoredSeries &series, TimeRange range)
{
    const auto end = series.last + Duration{1};
    const TimeRange looked{std::max(range.from, series.first), std::min(range.to, end)};
    if (looked.from >= looked.to)
        return Duration{};
    const auto missing = store.missing(series.symbol, *series.period, looked);
    if (!missing)
        return missing.failure();
    auto covered = looked.to - looked.from;
    for (const auto &gap : *missing)
        covered -= gap.to - gap.from;
    return covered;
}

/// The longest of the sources that know about as much as the best of them: a few bars that were
/// made live are no source where there are years of shorter ones.
Result<StoredSeries> bestOf(
    MarketStore &store, const std::vector<StoredSeries> &sources, TimeRange range)
{
    std::vector<double> known;
    for (const auto &series : sources) {
        const auto covered = coveredOf(store, series, range);
        if (!covered)
            return covered.failure();
        known.push_back(std::chrono::duration<double>(*covered).count());
    }
    constexpr double about = 0.99;
    const double most = *std::max_element(known.begin(), known.end());
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (most > 0 && known[i] >= most * about)
            return sources[i];
    }
    return *std::max_element(
        sources.begin(), sources.end(), [](const StoredSeries &a, const StoredSeries &b) {
            return a.period->nominal() * static_cast<std::int64_t>(a.rows)
                < b.period->nominal() * static_cast<std::int64_t>(b.rows);
        });
}

} // namespace

Outcome DataSession::written(const std::function<Outcome(std::ostream &)> &write) const
{
    if (m_data.out.empty())
        return write(m_ports.out);
    std::ofstream file(m_data.out, std::ios::binary | std::ios::trunc);
    if (!file)
        return refuse(m_data.out + ": cannot be written");
    const auto done = write(file);
    file.flush();
    if (done && !file)
        return refuse(m_data.out + ": could not be written to its end (is the disk full?)");
    return done;
}

Outcome DataSession::exportRows()
{
    if (m_data.isTicks && !m_data.period.empty())
        return usage("--ticks and --period exclude each other");
    if (!m_data.isTicks && m_data.period.empty())
        return usage("say --period, or --ticks");
    if (const auto length = period(); !length)
        return length.failure();
    if (const auto known = checkMaking(); !known)
        return known;
    auto store = storeToRead();
    if (!store)
        return store.failure();
    return written([&](std::ostream &out) {
        return m_data.isTicks ? exportTicks(*store, out) : exportBars(*store, out);
    });
}

Outcome DataSession::exportTicks(MarketStore &store, std::ostream &out)
{
    const auto when = range();
    const auto all = store.series();
    if (!when || !all)
        return when ? refuse(all.error().message) : when.failure();
    const auto series = find(*all, m_data.symbol, {});
    if (!series)
        return refuse("no ticks of “" + m_data.symbol + "” are stored");
    CsvWriter writer(out);
    writer.ticksHeader();
    const auto done
        = inPieces(within(*when, *series), ticksAtOnce, [&](TimeRange piece) -> Result<void> {
              if (m_ports.interrupted)
                  return fail("interrupted");
              const auto ticks = store.ticks(m_data.symbol, piece);
              if (!ticks)
                  return ticks.failure();
              writer.ticks(*ticks);
              return {};
          });
    return done ? Outcome() : refuse(done.error().message);
}

Outcome DataSession::exportBars(MarketStore &store, std::ostream &out)
{
    const auto length = period();
    const auto which = side();
    if (!length || !which)
        return length ? which.failure() : length.failure();
    CsvWriter writer(out);
    const bool isOneSide = !m_data.side.empty();
    isOneSide ? writer.sideHeader() : writer.barsHeader();
    const TakeBar write
        = [&](const QuoteBar &bar, Timestamp close, std::uint64_t sources) -> Result<void> {
        if (m_ports.interrupted)
            return fail("interrupted");
        isOneSide ? writer.side(bar, close, *which, sources) : writer.bars(std::span(&bar, 1));
        return {};
    };
    return madeBars(store, **length, m_data.gaps == "fill" ? filling(**length, write) : write);
}

DataSession::TakeBar DataSession::filling(Period period, TakeBar take) const
{
    return
        [this, period, day = *anchor(), take = std::move(take), last = std::optional<QuoteBar>()](
            const QuoteBar &bar, Timestamp close, std::uint64_t sources) mutable -> Result<void> {
            const bool isTouching
                = !last || BarEdges(period, day).at(last->openTime).close >= bar.openTime;
            if (!isTouching) {
                BarEdges edges(period, day);
                const std::array both{*last, bar};
                for (const auto &flat : fillGaps(both, period, hoursOf(m_data.symbol), day)) {
                    if (flat.openTime <= last->openTime || flat.openTime >= bar.openTime)
                        continue;
                    if (auto taken = take(flat, edges.at(flat.openTime).close, 0); !taken)
                        return taken;
                }
            }
            last = bar;
            return take(bar, close, sources);
        };
}

Outcome DataSession::madeOfActivity(MarketStore &store, Period period, const TakeBar &take)
{
    const auto when = range();
    const auto all = store.series();
    if (!when || !all)
        return when ? refuse(all.error().message) : when.failure();
    const auto &symbol = m_data.symbol;
    const auto ticks = find(*all, symbol, {});
    if (!ticks)
        return refuse("no ticks of “" + symbol + "” are stored, and " + period.toString()
            + " bars are made of nothing else");
    const auto *instrument = findInstrument(symbol);
    ActivityBarBuilder builder(
        period, instrument != nullptr ? instrument->point() : 1e-5, *anchor());
    Result<void> done;
    Timestamp last;
    const auto hand = [&](const QuoteBar &bar) {
        if (done && bar.isComplete())
            done = take(bar, last, bar.ticks);
    };
    const auto read
        = inPieces(within(*when, *ticks), ticksAtOnce, [&](TimeRange piece) -> Result<void> {
              const auto rows = store.ticks(symbol, piece);
              if (!rows)
                  return rows.failure();
              for (const auto &tick : *rows) {
                  builder.completeUntil(tick.time, hand); // of the day before, without this tick
                  last = tick.time;
                  builder.update(tick, hand);
                  if (!done)
                      return done;
              }
              return {};
          });
    if (done)
        done = read;
    if (done && builder.forming())
        done = take(*builder.forming(), last, builder.forming()->ticks);
    return done ? Outcome() : refuse(done.error().message);
}

namespace {

/// Hands each bar on when it is known to change no more, with how many rows it was made of.
template <typename Take>
class LastStates {
public:
    LastStates(BarEdges edges, const Take &take) : m_edges(std::move(edges)), m_take(take) {}

    void bar(const QuoteBar &bar)
    {
        if (m_last && m_last->openTime != bar.openTime)
            handOver();
        m_last = bar;
    }
    [[nodiscard]] const Result<void> &countSource()
    {
        ++m_sources;
        return m_done;
    }
    [[nodiscard]] Result<void> finish(const Result<void> &read)
    {
        if (m_done)
            m_done = read;
        if (m_last)
            handOver();
        return m_done;
    }

private:
    void handOver()
    {
        if (m_done)
            m_done = m_take(*m_last, m_edges.at(m_last->openTime).close, m_sources);
        m_sources = 0;
    }

    BarEdges m_edges;
    const Take &m_take;
    std::optional<QuoteBar> m_last;
    std::uint64_t m_sources = 0;
    Result<void> m_done;
};

} // namespace

Outcome DataSession::madeBars(MarketStore &store, Period period, const TakeBar &take)
{
    if (!period.isClock())
        return madeOfActivity(store, period, take);
    const auto when = range();
    const auto all = store.series();
    if (!when || !all)
        return when ? refuse(all.error().message) : when.failure();
    const auto from = sourcesOf(*all, m_data.symbol, period);
    if (!from.empty()) {
        const auto best = bestOf(store, from, *when);
        if (!best)
            return refuse(best.error().message);
        return madeOfBars(store, *best, period, take);
    }
    if (const auto ticks = find(*all, m_data.symbol, {}))
        return madeOfTicks(store, *ticks, period, take);
    return refuse("nothing of “" + m_data.symbol + "” is stored that " + period.toString()
        + " bars could be made of");
}

Outcome DataSession::madeOfBars(
    MarketStore &store, const StoredSeries &series, Period period, const TakeBar &take)
{
    const auto source = *series.period;
    const auto day = *anchor();
    BarResampler resampler(source, period, day);
    LastStates states(BarEdges(period, day), take);
    const auto handle = [&](const QuoteBar &bar) { states.bar(bar); };
    const auto read = inPieces(within(*range(), series), source.nominal() * barsAtOnce,
        [&](TimeRange piece) -> Result<void> {
            const auto bars = store.bars(m_data.symbol, source, piece);
            if (!bars)
                return bars.failure();
            for (const auto &bar : *bars) {
                if (source == period)
                    handle(bar);
                else if (const auto made = resampler.update(bar, handle); !made)
                    return made;
                if (const auto &done = states.countSource(); !done)
                    return done;
            }
            return {};
        });
    const auto done = states.finish(read);
    return done ? Outcome() : refuse(done.error().message);
}

Outcome DataSession::madeOfTicks(
    MarketStore &store, const StoredSeries &series, Period period, const TakeBar &take)
{
    const auto day = *anchor();
    BarBuilder builder(period, day);
    LastStates states(BarEdges(period, day), take);
    const auto read
        = inPieces(within(*range(), series), ticksAtOnce, [&](TimeRange piece) -> Result<void> {
              const auto rows = store.ticks(m_data.symbol, piece);
              if (!rows)
                  return rows.failure();
              for (const auto &tick : *rows) {
                  builder.update(tick, [&](const QuoteBar &bar) { states.bar(bar); });
                  if (const auto &done = states.countSource(); !done)
                      return done;
              }
              return {};
          });
    const auto done = states.finish(read);
    return done ? Outcome() : refuse(done.error().message);
}

} // namespace agora::console
