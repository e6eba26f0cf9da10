// The part of DataSession that stores files.
#include "engine/base/clock.h"
#include "engine/base/text.h"
#include "engine/console/data_session.h"
#include "engine/market/csv_day_edges.h"
#include "engine/market/gap_map.h"
#include "engine/model/instrument.h"

#include <algorithm>
#include <cctype>
#include <ostream>

namespace agora::console {

/// One file on its way in.
struct DataSession::Import {
    Import(CsvReader open, std::string of) : reader(std::move(open)), symbol(std::move(of)) {}

    CsvReader reader; ///< of ticks, or of bars whose sides are together
    std::optional<CsvSideJoin> join; ///< then `reader` only tells what the bids' file is like
    std::string symbol;
    std::filesystem::path file;
    std::uint64_t size = 0; ///< bytes of the file
    Duration hole{};
    Duration begun = steadyNow();
    Duration shown{};
    std::uint64_t rows = 0;
    PutCounts counts;
    std::uint64_t crossed = 0;
    std::uint64_t uncounted = 0; ///< see DataSink
    std::uint64_t unfinished = 0; ///< bars that the file says are not complete
    std::vector<TimeRange> covered;

    [[nodiscard]] const CsvReader &first() const { return join ? join->bids() : reader; }
    [[nodiscard]] std::uint64_t badLines() const
    {
        return first().badLines() + (join ? join->asks().badLines() : 0);
    }
    [[nodiscard]] const std::string &firstBad() const
    {
        return first().badLines() > 0 || !join ? first().firstBad() : join->asks().firstBad();
    }
};

namespace {

/// Where the ticks of the last instant begin: more of them may come.
std::size_t lastInstant(const std::vector<Tick> &ticks)
{
    auto at = ticks.size();
    while (at > 0 && ticks[at - 1].time == ticks.back().time)
        --at;
    return at;
}

/// The bars go on where the last ones ended, but for a silence no longer than `hole` while the
/// market is open.
bool isSilence(TimeRange between, Duration hole, const TradingHours &hours)
{
    if (between.to - between.from <= hole)
        return true;
    const auto open = openParts({between.from, between.to}, hours);
    return std::all_of(open.begin(), open.end(),
        [hole](const BarSpan &part) { return part.close - part.open <= hole; });
}

void cover(std::vector<TimeRange> &covered, std::span<const QuoteBar> bars, BarEdges edges,
    Duration hole, const TradingHours &hours)
{
    const auto length = edges.period().nominal();
    for (const auto &bar : bars) {
        const TimeRange own{bar.openTime, edges.at(bar.openTime).close};
        if (!covered.empty()
            && isSilence({covered.back().to, own.from}, std::max(hole, length), hours))
            covered.back().to = std::max(covered.back().to, own.to);
        else
            covered.push_back(own);
    }
}

std::uint64_t crossedOf(std::span<const Tick> ticks)
{
    const auto isCrossed = [](const Tick &tick) { return (tick.flags & TickCrossed) != 0; };
    return static_cast<std::uint64_t>(std::count_if(ticks.begin(), ticks.end(), isCrossed));
}

std::uint64_t crossedOf(std::span<const QuoteBar> bars)
{
    const auto isCrossed = [](const QuoteBar &bar) { return bar.bid.close > bar.ask.close; };
    return static_cast<std::uint64_t>(std::count_if(bars.begin(), bars.end(), isCrossed));
}

void add(PutCounts &to, const PutCounts &counts)
{
    to.added += counts.added;
    to.replaced += counts.replaced;
}

/// Stored, it would pass for a whole one.
bool isUnfinished(const QuoteBar &bar) { return !bar.isComplete(); }

} // namespace

Result<CsvOptions, Refusal> DataSession::csvOptions(const std::filesystem::path &file)
{
    const auto which = side();
    const auto length
        = m_data.verb == DataVerb::Resample ? periodOf(m_data.inPeriod, "--in-period") : period();
    if (!which || !length)
        return which ? length.failure() : which.failure();
    if (!m_data.stamps.empty() && m_data.stamps != "start" && m_data.stamps != "end")
        return usage("--stamps takes start or end, not “" + m_data.stamps + "”");
    if (m_data.spread < 0)
        return usage("--spread must be 0 points or more");
    CsvOptions options{.format = m_data.format,
        .columns = m_data.columns,
        .zone = m_data.verb == DataVerb::Resample ? m_data.inZone : m_data.zone,
        .isStampAtEnd = m_data.stamps == "end",
        .period = *length,
        .anchor = {},
        .side = *which,
        .isSkippingBad = m_data.isSkippingBad};
    const auto symbol
        = m_data.symbol.empty() ? symbolFromFileName(file).valueOr("") : m_data.symbol;
    options.anchor = dayAnchorOf(symbol);
    const auto *instrument = findInstrument(symbol);
    options.point = instrument != nullptr ? instrument->point() : 0.00001;
    options.spread = m_data.spread * options.point;
    if (m_ports.in == nullptr)
        return options;
    // A person can be asked what the file does not tell.
    auto told = CsvReader::open(file, options);
    if (!told && options.zone.empty()
        && told.error().message.find("time zone") != std::string::npos) {
        options.zone = ask(
            "time zone of " + file.filename().string() + " (such as UTC or Europe/Helsinki): ");
        told = CsvReader::open(file, options);
    }
    if (told && !told->isTicks() && m_data.stamps.empty() && told->layout().format == "generic")
        options.isStampAtEnd
            = ask("do its times mark the start or the end of a bar? [start]: ") == "end";
    return options;
}

Outcome DataSession::importFiles()
{
    const auto isPart = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-';
    };
    if (!std::all_of(m_data.symbol.begin(), m_data.symbol.end(), isPart))
        return usage(
            "--symbol takes letters, digits, “_”, “.” and “-”, not “" + m_data.symbol + "”");
    if (!m_data.ask.empty() && (m_data.files.size() != 1 || !m_data.side.empty()))
        return usage(
            "--ask joins one file of bids with one of asks; it takes neither more files nor "
            "--side");
    const auto sink = openDataSink(m_ports, m_command.profile);
    if (!sink)
        return refuse(sink.error().message);
    for (const auto &file : m_data.files) {
        if (const auto done = importFile(**sink, file); !done)
            return done;
    }
    return {};
}

Outcome DataSession::importFile(DataSink &sink, const std::filesystem::path &file)
{
    const auto options = csvOptions(file);
    if (!options)
        return options.failure();
    const auto hole = parseDuration(m_data.hole);
    if (!hole)
        return usage("--hole: " + hole.error().message);
    auto reader = CsvReader::open(file, *options);
    if (!reader)
        return refuse(reader.error().message);
    const auto symbol = m_data.symbol.empty() ? symbolFromFileName(file) : m_data.symbol;
    if (!symbol)
        return refuse(symbol.error().message);
    if (const auto checked = checkEdges(file, *options, *symbol); !checked)
        return checked;
    Import import(*std::move(reader), *symbol);
    import.file = file;
    import.hole = *hole;
    if (!m_data.ask.empty()) {
        auto join = joinAsks(import, *options);
        if (!join)
            return join;
    }
    std::error_code ignored;
    import.size = std::filesystem::file_size(file, ignored);
    const auto uncounted = sink.uncounted();
    auto done = import.reader.isTicks() ? importTicks(sink, import) : importBars(sink, import);
    // What came before the end, whatever it was, is whole and stays.
    auto kept = import.reader.isTicks()
        ? Result<void>()
        : sink.cover(import.symbol, import.reader.period(), import.covered);
    if (kept)
        kept = sink.commit();
    showProgress(import, true);
    const auto stored = "; the " + std::to_string(import.rows) + " rows before it are stored";
    if (!done)
        return refuse(done.error().sentence + stored);
    if (!kept)
        return refuse(kept.error().message + stored);
    import.uncounted = sink.uncounted() - uncounted;
    tellImported(import);
    return {};
}

Outcome DataSession::checkEdges(
    const std::filesystem::path &file, const CsvOptions &options, const std::string &symbol) const
{
    if (m_data.isByDate || findInstrument(symbol) == nullptr)
        return {}; // nobody knows when its days begin
    for (const auto &each : {file, std::filesystem::path(m_data.ask)}) {
        const auto checked
            = each.empty() ? Result<void>() : checkDayEdges(each, options, hoursOf(symbol));
        if (!checked)
            return refuse(
                checked.error().message + "; --by-date takes each for the one that holds its time");
    }
    return {};
}

Outcome DataSession::joinAsks(Import &import, CsvOptions options) const
{
    auto bids = CsvReader::open(import.file, options);
    options.side = PriceSide::Ask;
    auto asks = CsvReader::open(m_data.ask, options);
    if (!bids || !asks)
        return refuse(bids ? asks.error().message : bids.error().message);
    auto join = CsvSideJoin::make(*std::move(bids), *std::move(asks));
    if (!join)
        return refuse(join.error().message);
    import.join.emplace(*std::move(join));
    return {};
}

Outcome DataSession::importTicks(DataSink &sink, Import &import)
{
    std::vector<Tick> ticks;
    while (!m_ports.interrupted) {
        const auto before = ticks.size();
        const auto read = import.reader.readTicks(sink.rowsAtOnce(), ticks);
        const bool isEnd = !read || ticks.size() - before < sink.rowsAtOnce();
        const auto count = isEnd ? ticks.size() : lastInstant(ticks);
        const auto whole = std::span<const Tick>(ticks).first(count);
        const auto put = sink.put(import.symbol, whole);
        const auto committed = put ? sink.commit() : Result<void>(put.failure());
        if (!committed)
            return refuse(committed.error().message);
        add(import.counts, *put);
        import.rows += count;
        import.crossed += crossedOf(whole);
        ticks.erase(ticks.begin(), ticks.begin() + static_cast<std::ptrdiff_t>(count));
        showProgress(import, false);
        if (!read)
            return refuse(read.error().message);
        if (isEnd)
            return {}; // whole, also when Ctrl-C comes now
    }
    return refuse("interrupted");
}

Outcome DataSession::importBars(DataSink &sink, Import &import)
{
    std::vector<QuoteBar> bars;
    const auto period = import.reader.period();
    const BarEdges edges(period, dayAnchorOf(import.symbol));
    while (!m_ports.interrupted) {
        bars.clear();
        const auto read = import.join ? import.join->readBars(sink.rowsAtOnce(), bars)
                                      : import.reader.readBars(sink.rowsAtOnce(), bars);
        const bool isEnd = bars.size() < sink.rowsAtOnce();
        import.unfinished += std::erase_if(bars, isUnfinished);
        const auto put = sink.put(import.symbol, period, bars);
        const auto committed = put ? sink.commit() : Result<void>(put.failure());
        if (!committed)
            return refuse(committed.error().message);
        add(import.counts, *put);
        import.rows += bars.size();
        import.crossed += crossedOf(bars);
        cover(import.covered, bars, edges, import.hole, hoursOf(import.symbol));
        showProgress(import, false);
        if (!read)
            return refuse(read.error().message);
        if (isEnd)
            return {}; // whole, also when Ctrl-C comes now
    }
    return refuse("interrupted");
}

void DataSession::showProgress(Import &import, bool isLast) const
{
    if (!m_ports.showsProgress)
        return;
    constexpr Duration often = std::chrono::milliseconds(200);
    const auto now = steadyNow();
    if (isLast) {
        m_ports.err << (import.shown == Duration{} ? "" : "\n");
        return;
    }
    if (now - import.shown < often)
        return;
    import.shown = now;
    const double seconds
        = std::max(1e-3, std::chrono::duration<double>(now - import.begun).count());
    const double share = import.size == 0
        ? 1
        : std::min(
            1.0, static_cast<double>(import.first().position()) / static_cast<double>(import.size));
    constexpr int width = 30;
    const auto full = static_cast<int>(share * width);
    const double left = share > 0 ? seconds / share - seconds : 0;
    m_ports.err << '\r' << import.file.filename().string() << " ["
                << std::string(static_cast<std::size_t>(full), '#')
                << std::string(static_cast<std::size_t>(width - full), ' ') << "] "
                << static_cast<int>(share * 100) << " %  "
                << formatFixed(static_cast<double>(import.rows) / seconds / 1e6, 2) << " M rows/s  "
                << static_cast<int>(left + 0.5) << " s left   " << std::flush;
}

void DataSession::tellImported(const Import &import) const
{
    const auto &reader = import.reader;
    if (m_command.json) {
        agency::Value document;
        document.set("ok", true);
        document.set("file", import.file.string());
        document.set("symbol", import.symbol);
        document.set("format", reader.layout().format);
        document.set("period",
            reader.isTicks() ? agency::Value() : agency::Value(reader.period().toString()));
        document.set("rows", import.rows);
        document.set("added", import.counts.added);
        document.set("replaced", import.counts.replaced);
        document.set("uncounted", import.uncounted);
        document.set("bad_lines", import.badLines());
        document.set("crossed", import.crossed);
        document.set("unfinished", import.unfinished);
        if (import.join)
            document.set("lonely", import.join->lonely());
        return print(document);
    }
    m_ports.out << import.file.string() << ": " << import.rows << ' '
                << (reader.isTicks() ? "ticks" : reader.period().toString() + " bars") << " of "
                << import.symbol << " (" << reader.layout().format << "), " << import.counts.added
                << " new, " << import.counts.replaced << " replaced";
    if (import.uncounted > 0)
        m_ports.out << ", " << import.uncounted
                    << " that were there when their block was sent again, as a Router had died";
    if (import.crossed > 0)
        m_ports.out << ", " << import.crossed << " crossed";
    if (import.unfinished > 0)
        m_ports.out << ", " << import.unfinished << " not complete passed over";
    if (import.join && import.join->lonely() > 0)
        m_ports.out << ", " << import.join->lonely() << " that only one file has passed over ("
                    << import.join->firstLonely() << ')';
    if (import.badLines() > 0)
        m_ports.out << ", " << import.badLines() << " bad lines passed over (" << import.firstBad()
                    << ')';
    m_ports.out << '\n';
}

} // namespace agora::console
