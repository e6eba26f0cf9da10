// The part of DataSession that writes what is stored.
#include "engine/console/data_session.h"
#include "engine/market/activity_bars.h"
#include "engine/market/bar_builder.h"
#include "engine/market/bar_resampler.h"
#include "engine/market/csv_writer.h"
#include "engine/market/gap_fill.h"
#include "engine/model/instrument.h"
#include "engine/model/span_of_bars.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <ostream>
#include <utility>

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

/// What bars by activity are made of: they begin anew with each trading day (R13).
TimeRange wholeDays(TimeRange range, const StoredSeries &series, BarEdges days)
{
    const auto rows = within(range, series);
    if (rows.from >= rows.to)
        return rows;
    return {range.from > series.first ? days.at(rows.from).open : rows.from,
        range.to <= series.last ? days.at(rows.to - Duration{1}).close : rows.to};
}

/// The rows of which the bars are made that open within the range: each bar is whole.
TimeRange wholeBars(TimeRange range, const StoredSeries &series, BarEdges edges)
{
    const auto rows = within(range, series);
    if (rows.from >= rows.to)
        return rows;
    const bool isCut = range.from > edges.at(series.first).open; // else all are asked for
    return {isCut ? std::max(rows.from, edges.firstEdge(range.from)) : rows.from,
        range.to <= series.last ? edges.firstEdge(rows.to) : rows.to};
}

/// `own` is the anchor on which stored bars hang.
bool canMake(Period source, Period target, const DayAnchor &own, const DayAnchor &wanted)
{
    if (source.isIntraHour())
        return !target.isIntraHour() || target.nominal() % source.nominal() == Duration{};
    const bool isSameDay = own.hour() == wanted.hour() && own.zone().name() == wanted.zone().name();
    if (!isSameDay)
        return false; // their edges lie within the bars that are wanted (R11)
    if (source == target)
        return target.unit() != Period::Unit::Week || own == wanted;
    constexpr Duration day = std::chrono::hours(24);
    return target.nominal() < day ? target.nominal() % source.nominal() == Duration{}
                                  : source.nominal() <= day && source.nominal() < target.nominal();
}

/// Stored bars that can make those of `period` and have rows in the range, longest first.
std::vector<StoredSeries> sourcesOf(const std::vector<StoredSeries> &all, const std::string &symbol,
    Period period, TimeRange range, const DayAnchor &own, const DayAnchor &wanted)
{
    std::vector<StoredSeries> sources;
    for (const auto &series : all) {
        const auto rows = within(range, series);
        if (series.symbol == symbol && series.period && rows.from < rows.to
            && canMake(*series.period, period, own, wanted))
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
    // What stands there, which may be what is read, is replaced by a whole file or not at all.
    std::error_code problem;
    const auto out = std::filesystem::weakly_canonical(m_data.out, problem);
    const bool isFile = !problem
        && (!std::filesystem::exists(out, problem)
            || std::filesystem::is_regular_file(out, problem));
    const auto part = isFile ? std::filesystem::path(out.string() + ".part")
                             : std::filesystem::path(m_data.out);
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    if (!file)
        return refuse(m_data.out + ": cannot be written");
    auto done = write(file);
    file.close();
    if (done && !file)
        done = refuse(m_data.out + ": could not be written to its end (is the disk full?)");
    if (!isFile)
        return done;
    if (done)
        std::filesystem::rename(part, out, problem);
    if (done && problem)
        done = refuse(m_data.out + ": cannot be written: " + problem.message());
    if (!done)
        std::filesystem::remove(part, problem);
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
    bool isBegun = false; // a refusal comes without a header
    const auto begin = [&] {
        if (!std::exchange(isBegun, true))
            isOneSide ? writer.sideHeader() : writer.barsHeader();
    };
    const TakeBar write
        = [&](const QuoteBar &bar, Timestamp close, std::uint64_t sources) -> Result<void> {
        if (m_ports.interrupted)
            return fail("interrupted");
        begin();
        isOneSide ? writer.side(bar, close, *which, sources) : writer.bars(std::span(&bar, 1));
        return {};
    };
    const auto done
        = madeBars(store, **length, m_data.gaps == "fill" ? filling(**length, write) : write);
    if (done)
        begin();
    return done;
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
    const BarEdges days(Period::day(), *anchor());
    Result<void> done;
    const auto hand = [&](const QuoteBar &bar) {
        const bool isWanted = when->from <= bar.openTime && bar.openTime < when->to;
        if (done && isWanted && bar.isComplete())
            done = take(bar, builder.endOf(bar), bar.ticks);
    };
    const auto read = inPieces(
        wholeDays(*when, *ticks, days), ticksAtOnce, [&](TimeRange piece) -> Result<void> {
            const auto rows = store.ticks(symbol, piece);
            if (!rows)
                return rows.failure();
            for (const auto &tick : *rows) {
                builder.update(tick, hand);
                if (!done)
                    return done;
            }
            return {};
        });
    if (done)
        done = read;
    if (done && builder.forming() && builder.forming()->openTime < when->to)
        done
            = take(*builder.forming(), builder.endOf(*builder.forming()), builder.forming()->ticks);
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
    const auto own = dayAnchorOf(m_data.symbol);
    const auto wanted = *anchor();
    const auto from = sourcesOf(*all, m_data.symbol, period, *when, own, wanted);
    if (!from.empty())
        return madeOfSources(store, from, period, *when, take);
    if (const auto ticks = find(*all, m_data.symbol, {}))
        return madeOfTicks(store, *ticks, period, take);
    return refuse("nothing of “" + m_data.symbol + "” is stored that " + period.toString()
        + " bars "
        + (own == wanted ? std::string()
                         : "of days from " + std::to_string(wanted.hour()) + ":00 "
                    + wanted.zone().name() + " ")
        + "could be made of"
        + (when->from == allTime.from && when->to == allTime.to ? "" : " in that time"));
}

Outcome DataSession::madeOfSources(MarketStore &store, std::vector<StoredSeries> from,
    Period period, TimeRange range, const TakeBar &take)
{
    const auto best = bestOf(store, from, range);
    if (!best)
        return refuse(best.error().message);
    const auto day = *anchor();
    const auto endOf
        = [&](const StoredSeries &one) { return BarEdges(*one.period, day).at(one.last).close; };
    const auto end = endOf(*best);
    std::erase_if(from, [&](const StoredSeries &one) { return endOf(one) <= end; });
    if (from.empty() || range.to <= end)
        return madeOfBars(store, *best, period, range, take);
    // Shorter bars know more of the newest time: they make the last bar too where they reach so
    // far.
    BarEdges edges(period, day);
    const auto last = edges.at(end).open;
    const auto reaches = [last](const StoredSeries &one) { return one.first <= last; };
    const bool areReaching = std::any_of(from.begin(), from.end(), reaches);
    if (areReaching)
        std::erase_if(from, std::not_fn(reaches));
    const auto split = std::max(range.from, areReaching ? last : edges.firstEdge(end));
    if (range.from < split) {
        const auto made = madeOfBars(store, *best, period, {range.from, split}, take);
        if (!made)
            return made;
    }
    return range.to <= split ? Outcome()
                             : madeOfSources(store, from, period, {split, range.to}, take);
}

Outcome DataSession::madeOfBars(MarketStore &store, const StoredSeries &series, Period period,
    TimeRange range, const TakeBar &take)
{
    const auto source = *series.period;
    const auto day = *anchor();
    const auto rows = wholeBars(range, series, BarEdges(period, day));
    BarResampler resampler(source, period, day);
    LastStates states(BarEdges(period, day), take);
    const auto handle = [&](const QuoteBar &bar) { states.bar(bar); };
    const auto read
        = inPieces(rows, spanOfBars(source, barsAtOnce), [&](TimeRange piece) -> Result<void> {
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
    if (rows.to <= series.last && source != period) // what comes after it is known
        resampler.completeUntil(rows.to, handle);
    const auto done = states.finish(read);
    return done ? Outcome() : refuse(done.error().message);
}

Outcome DataSession::madeOfTicks(
    MarketStore &store, const StoredSeries &series, Period period, const TakeBar &take)
{
    const auto day = *anchor();
    const auto rows = wholeBars(*range(), series, BarEdges(period, day));
    BarBuilder builder(period, day);
    LastStates states(BarEdges(period, day), take);
    const auto handle = [&](const QuoteBar &bar) { states.bar(bar); };
    const auto read = inPieces(rows, ticksAtOnce, [&](TimeRange piece) -> Result<void> {
        const auto ticks = store.ticks(m_data.symbol, piece);
        if (!ticks)
            return ticks.failure();
        for (const auto &tick : *ticks) {
            builder.update(tick, handle);
            if (const auto &done = states.countSource(); !done)
                return done;
        }
        return {};
    });
    if (rows.to <= series.last)
        builder.completeUntil(rows.to, handle);
    const auto done = states.finish(read);
    return done ? Outcome() : refuse(done.error().message);
}

} // namespace agora::console
