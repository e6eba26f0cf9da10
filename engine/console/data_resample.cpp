// The part of DataSession that makes longer bars: of a file, or of what is stored.
#include "engine/base/text.h"
#include "engine/console/data_session.h"
#include "engine/console/hours_meant.h"
#include "engine/market/activity_bars.h"
#include "engine/market/bar_builder.h"
#include "engine/market/bar_resampler.h"
#include "engine/market/csv_writer.h"
#include "engine/market/gap_fill.h"
#include "engine/model/instrument.h"

#include <array>
#include <map>
#include <ostream>

namespace agora::console {

namespace {

constexpr std::size_t rowsAtOnce = 65'536;
constexpr std::array<const char *, 7> weekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/// Bars that a file was made into, with how many rows of it each has.
struct Made {
    std::vector<QuoteBar> bars;
    std::map<Timestamp, std::uint64_t> sources;

    void keep(const QuoteBar &bar)
    {
        if (!bars.empty() && bars.back().openTime == bar.openTime)
            bars.back() = bar;
        else
            bars.push_back(bar);
    }
};

Result<void> readTicks(CsvReader &reader, BarBuilder &builder, BarEdges edges, Made &made)
{
    std::vector<Tick> ticks;
    do {
        ticks.clear();
        if (const auto read = reader.readTicks(rowsAtOnce, ticks); !read)
            return read;
        for (const auto &tick : ticks) {
            builder.update(tick, [&](const QuoteBar &bar) {
                if (bar.isComplete())
                    made.keep(bar);
            });
            ++made.sources[edges.at(tick.time).open];
        }
    } while (ticks.size() == rowsAtOnce);
    if (builder.forming())
        made.keep(*builder.forming());
    return {};
}

Result<void> readBars(CsvReader &reader, BarResampler &resampler, BarEdges edges, Made &made)
{
    std::vector<QuoteBar> bars;
    do {
        bars.clear();
        if (const auto read = reader.readBars(rowsAtOnce, bars); !read)
            return read;
        for (const auto &bar : bars) {
            const auto taken
                = resampler.update(bar, [&](const QuoteBar &target) { made.keep(target); });
            if (!taken)
                return taken;
            ++made.sources[edges.at(bar.openTime).open];
        }
    } while (bars.size() == rowsAtOnce);
    return {};
}

} // namespace

Result<DayAnchor> DataSession::anchor() const
{
    const auto own = dayAnchorOf(m_data.symbol);
    const auto hour = m_data.anchor.value_or(own.hour());
    const auto zone = m_data.zone.empty() ? own.zone().name() : m_data.zone;
    if (m_data.weekStart.empty())
        return DayAnchor::make(hour, zone, own.weekStart());
    std::string start;
    for (const char c : m_data.weekStart.substr(0, 3))
        start += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    for (unsigned i = 0; i < weekdays.size(); ++i) {
        if (start == weekdays[i])
            return DayAnchor::make(hour, zone, std::chrono::weekday{i});
    }
    return fail("--week-start takes a day such as fri, not “" + m_data.weekStart + "”"
        + suggestion(m_data.weekStart, {weekdays.begin(), weekdays.end()}));
}

Outcome DataSession::checkMaking() const
{
    if (m_data.gaps != "skip" && m_data.gaps != "fill")
        return usage("--gaps takes skip or fill, not “" + m_data.gaps + "”");
    if (!m_data.hours.empty()) {
        if (const auto hours = hoursMeant(m_data.hours, m_data.zone); !hours)
            return usage("--hours: " + hours.error().message);
    }
    if (const auto day = anchor(); !day)
        return usage(day.error().message);
    const auto length = period();
    if (!length)
        return length.failure();
    if (*length && !(*length)->isClock() && m_data.gaps == "fill")
        return usage(
            "--gaps fill needs bars of the clock, which " + (*length)->toString() + " are not");
    return {};
}

Outcome DataSession::resampleAny()
{
    if (m_data.period.empty())
        return usage("say --period");
    if (const auto known = checkMaking(); !known)
        return known;
    if (m_data.in.empty() && m_data.symbol.empty())
        return usage("say --in for a file, or --symbol for what is stored");
    if (m_data.in.empty())
        return resampleStored();
    return written([this](std::ostream &out) { return resampleFile(out); });
}

Outcome DataSession::resampleFile(std::ostream &out)
{
    auto options = csvOptions(m_data.in);
    const auto target = period();
    const auto which = side();
    if (!options || !target || !which)
        return !options ? options.failure() : !target ? target.failure() : which.failure();
    const auto day = *anchor();
    options->anchor = day;
    auto reader = CsvReader::open(m_data.in, *options);
    if (!reader)
        return refuse(reader.error().message);
    if (!(*target)->isClock())
        return resampleActivity(*reader, **target, out);
    Made made;
    const BarEdges edges(**target, day);
    Result<void> read;
    if (reader->isTicks()) {
        BarBuilder builder(**target, day);
        read = readTicks(*reader, builder, edges, made);
    } else {
        BarResampler resampler(reader->period(), **target, day);
        read = readBars(*reader, resampler, edges, made);
    }
    if (!read)
        return refuse(read.error().message);
    if (m_data.gaps == "fill")
        made.bars = fillGaps(made.bars, **target, hoursOf(m_data.symbol), day);
    CsvWriter writer(out);
    writer.sideHeader();
    auto spans = edges;
    for (const auto &bar : made.bars) {
        const auto sources = made.sources.find(bar.openTime);
        writer.side(bar, spans.at(bar.openTime).close, *which,
            sources == made.sources.end() ? 0 : sources->second);
    }
    tellBadLines(*reader);
    return {};
}

void DataSession::tellBadLines(const CsvReader &reader) const
{
    if (reader.badLines() > 0)
        m_ports.err << "agoractl: " << reader.badLines() << " bad lines passed over ("
                    << reader.firstBad() << ")\n";
}

Outcome DataSession::resampleActivity(CsvReader &reader, Period target, std::ostream &out) const
{
    if (!reader.isTicks())
        return refuse(
            m_data.in + ": holds bars, and " + target.toString() + " bars are made of ticks alone");
    const auto symbol
        = m_data.symbol.empty() ? symbolFromFileName(m_data.in).valueOr("") : m_data.symbol;
    const auto *instrument = findInstrument(symbol);
    if (instrument == nullptr && target.unit() == Period::Unit::Range)
        return usage("say --symbol: a range is counted in points of an instrument");
    ActivityBarBuilder builder(target, instrument != nullptr ? instrument->point() : 1, *anchor());
    CsvWriter writer(out);
    writer.sideHeader();
    const auto write = [&](const QuoteBar &bar) {
        if (bar.isComplete())
            writer.side(bar, builder.endOf(bar), *side(), bar.ticks);
    };
    std::vector<Tick> ticks;
    do {
        ticks.clear();
        if (const auto read = reader.readTicks(rowsAtOnce, ticks); !read)
            return refuse(read.error().message);
        for (const auto &tick : ticks)
            builder.update(tick, write);
    } while (ticks.size() == rowsAtOnce);
    if (builder.forming())
        writer.side(*builder.forming(), builder.endOf(*builder.forming()), *side(),
            builder.forming()->ticks);
    tellBadLines(reader);
    return {};
}

Outcome DataSession::resampleStored()
{
    const auto target = period();
    if (!target)
        return target.failure();
    if (const auto own = dayAnchorOf(m_data.symbol); !(*anchor() == own))
        return usage("bars that are stored hang on " + std::to_string(own.hour()) + ":00 "
            + own.zone().name() + "; another anchor is for files");
    std::vector<QuoteBar> bars;
    {
        auto store = storeToRead();
        if (!store)
            return store.failure();
        const auto made = madeBars(
            *store, **target, [&](const QuoteBar &bar, Timestamp, std::uint64_t) -> Result<void> {
                if (bar.isComplete())
                    bars.push_back(bar);
                return {};
            });
        if (!made)
            return made;
    }
    const auto sink = openDataSink(m_ports, m_command.profile);
    if (!sink)
        return refuse(sink.error().message);
    PutCounts counts;
    for (std::size_t at = 0; at < bars.size(); at += (*sink)->rowsAtOnce()) {
        const auto part = std::span<const QuoteBar>(bars).subspan(
            at, std::min((*sink)->rowsAtOnce(), bars.size() - at));
        const auto put = (*sink)->put(m_data.symbol, **target, part);
        const auto committed = put ? (*sink)->commit() : Result<void>(put.failure());
        if (!committed)
            return refuse(committed.error().message);
        counts.added += put->added;
        counts.replaced += put->replaced;
    }
    if (m_command.json)
        print(agency::Value(agency::Value::Object{{"ok", true}, {"added", counts.added},
            {"replaced", counts.replaced}, {"uncounted", (*sink)->uncounted()}}));
    else
        m_ports.out << counts.added << " new, " << counts.replaced << " replaced "
                    << (*target)->toString() << " bars of " << m_data.symbol << '\n';
    return {};
}

} // namespace agora::console
