#include "engine/market/csv_reader.h"

#include "engine/base/text.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace agora {

namespace {

constexpr std::size_t looked = 1000; ///< bars that tell the period

bool isVolume(CsvRole role) { return role >= CsvRole::Volume && role <= CsvRole::Spread; }

/// Without blanks and quotation marks around it.
std::string_view bare(std::string_view field)
{
    const auto isAround = [](char c) { return c == ' ' || c == '"' || c == '\t'; };
    while (!field.empty() && isAround(field.front()))
        field.remove_prefix(1);
    while (!field.empty() && isAround(field.back()))
        field.remove_suffix(1);
    return field;
}

std::optional<Period> periodOf(Duration distance)
{
    using std::chrono::hours;
    using std::chrono::seconds;
    if (distance > Duration{} && distance <= hours(12) && distance % seconds(1) == Duration{}) {
        if (const auto period
            = Period::make(Period::Unit::Second, static_cast<int>(distance / seconds(1))))
            return *period;
    }
    const auto isBetween
        = [distance](auto from, auto to) { return distance >= from && distance <= to; };
    if (isBetween(hours(23), hours(25)))
        return Period::day();
    if (isBetween(hours(7 * 24 - 1), hours(7 * 24 + 1)))
        return Period::week();
    return isBetween(hours(27 * 24), hours(32 * 24)) ? std::optional(Period::month())
                                                     : std::nullopt;
}

Ohlc moved(const Ohlc &side, double by)
{
    return {side.open + by, side.high + by, side.low + by, side.close + by};
}

/// Nothing, or why these four are no bar.
std::optional<std::string> problemOf(const Ohlc &side)
{
    if (side.high < std::max({side.open, side.low, side.close}))
        return "the high " + formatDouble(side.high) + " is not the highest price of its bar";
    if (side.low > std::min(side.open, side.close))
        return "the low " + formatDouble(side.low) + " is not the lowest price of its bar";
    return std::nullopt;
}

/// A header is a line whose time has no digit.
bool isHeader(std::string_view line, char separator, std::span<const CsvRole> columns)
{
    const auto fields = split(line, separator);
    for (std::size_t i = 0; i < std::min(fields.size(), columns.size()); ++i) {
        if (columns[i] == CsvRole::Time || columns[i] == CsvRole::Date)
            return fields[i].find_first_of("0123456789") == std::string_view::npos;
    }
    return false;
}

/// What the first lines of a file tell.
Result<CsvLayout> readLayout(const std::filesystem::path &file, const CsvOptions &options)
{
    auto lines = TextLines::open(file);
    if (!lines)
        return lines.failure();
    std::array<std::string, 2> first;
    for (auto &line : first) {
        const auto next = lines->next();
        if (!next)
            return next.failure();
        line = *next ? std::string(**next) : std::string();
    }
    if (lines->number() == 0)
        return fail(file.string() + ": the file is empty");
    const auto place = file.string() + ": line 1: ";
    auto layout = recogniseCsv(first[0], first[1]);
    if (!options.columns.empty()) {
        const auto columns = parseCsvColumns(options.columns);
        if (!columns)
            return fail(file.string() + ": columns: " + columns.error().message);
        auto given = layout ? *layout
                            : CsvLayout{.format = "generic",
                                .separator = csvSeparator(first[0]),
                                .columns = {},
                                .zone = "Etc/UTC"};
        given.hasHeader = isHeader(first[0], given.separator, *columns);
        given.columns = *columns;
        layout = given;
    }
    if (!layout)
        return fail(place + layout.error().message);
    if (options.format != "auto" && options.format != layout->format
        && !(options.format == "generic" && layout->hasHeader)) {
        std::vector<std::string> known(csvFormats().begin(), csvFormats().end());
        if (std::find(known.begin(), known.end(), options.format) == known.end())
            return fail("there is no format “" + options.format + "”, only " + csvFormatList()
                + suggestion(options.format, known));
        return fail(place + "this is " + layout->format + ", not " + options.format);
    }
    return layout;
}

} // namespace

CsvReader::CsvReader(TextLines lines, const CsvOptions &options, CsvLayout layout, Zone zone)
    : m_lines(std::move(lines))
    , m_options(options)
    , m_layout(std::move(layout))
    , m_zone(zone)
    , m_times(std::move(zone))
{}

Result<CsvReader> CsvReader::open(const std::filesystem::path &file, const CsvOptions &options)
{
    auto layout = readLayout(file, options);
    if (!layout)
        return layout.failure();
    const auto &zoneName = options.zone.empty() ? layout->zone : options.zone;
    if (zoneName.empty())
        return fail(file.string() + ": a file of " + layout->format
            + " does not tell its time zone: name it, such as Europe/Helsinki or UTC");
    auto zone = Zone::find(zoneName);
    if (!zone)
        return zone.failure();
    const auto begun = [&]() -> Result<CsvReader> {
        auto lines = TextLines::open(file);
        if (!lines)
            return lines.failure();
        CsvReader reader(*std::move(lines), options, *layout, *zone);
        if (layout->hasHeader) {
            if (const auto header = reader.m_lines.next(); !header)
                return header.failure();
        }
        return reader;
    };
    auto reader = begun();
    if (!reader || reader->isTicks())
        return reader;
    const auto period
        = options.period ? Result<Period>(*options.period) : std::move(*reader).findPeriod();
    if (!period)
        return period.failure();
    auto again = begun();
    if (again)
        again->m_edges = BarEdges(*period, options.anchor);
    return again;
}

Result<Period> CsvReader::findPeriod()
{
    std::map<Duration, int> lengths; // that the closing times tell
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < looked; ++i) {
        const auto line = nextLine();
        if (!line)
            return line.failure();
        if (!*line)
            break;
        if (readFields(**line))
            continue; // told when it is read in earnest
        const auto close = m_closeTime.empty() ? std::nullopt : m_times.read(m_closeTime);
        // Some makers write the last millisecond of the bar.
        if (close && *close > m_time)
            ++lengths[std::chrono::ceil<std::chrono::seconds>(Duration{*close - m_time})];
        if (times.empty() || m_time > times.back())
            times.push_back(m_time);
    }
    const auto usual = std::max_element(lengths.begin(), lengths.end(),
        [](const auto &a, const auto &b) { return a.second < b.second; });
    if (const auto period = usual == lengths.end() ? std::nullopt : periodOf(usual->first))
        return *period;
    if (const auto period = periodOfOpens(times))
        return *period;
    if (times.empty())
        return fail(m_lines.file().string() + ": there is no bar in it");
    return fail(m_lines.file().string()
        + ": the bars do not tell their period: name it, such as M1, H4 or D");
}

std::optional<Period> CsvReader::periodOfOpens(const std::vector<std::int64_t> &times) const
{
    Duration smallest = Duration::max();
    for (std::size_t i = 1; i < times.size(); ++i)
        smallest = std::min(smallest, Duration{times[i] - times[i - 1]});
    for (const int hours : {12, 8, 6, 4, 3, 2}) {
        BarEdges edges(Period::make(Period::Unit::Hour, hours).value(), m_options.anchor);
        const Duration before{m_options.isStampAtEnd ? 1 : 0};
        const auto spanOf = [&](std::int64_t time) { return edges.at(fromNanos(time) - before); };
        const auto isOnEdge = [&](std::int64_t time) {
            const auto span = spanOf(time);
            return (m_options.isStampAtEnd ? span.close : span.open) == fromNanos(time);
        };
        bool areTouching = false;
        for (std::size_t i = 1; i < times.size() && !areTouching; ++i)
            areTouching = spanOf(times[i - 1]).close == spanOf(times[i]).open;
        if (areTouching && std::all_of(times.begin(), times.end(), isOnEdge))
            return edges.period();
    }
    return periodOf(smallest);
}

Result<std::optional<std::string_view>> CsvReader::nextLine()
{
    bool isAfterBlank = false;
    while (true) {
        const auto line = m_lines.next();
        if (!line || !*line)
            return line;
        if ((*line)->empty() || trimmed(**line).empty()) {
            isAfterBlank = true;
            continue;
        }
        if (isAfterBlank && !m_options.isSkippingBad)
            return m_lines.complain("there is an empty line before it");
        return line;
    }
}

std::optional<std::string> CsvReader::readFields(std::string_view line)
{
    m_closeTime = {};
    m_isComplete = true;
    if (m_layout.separator != ',' && line.find(',') != std::string_view::npos) {
        m_ownLine = line;
        std::replace(m_ownLine.begin(), m_ownLine.end(), ',', '.');
        line = m_ownLine;
    }
    std::string_view date;
    std::string_view clock;
    std::size_t column = 0;
    const char *at = line.data();
    const char *end = at + line.size();
    for (bool isLast = false; !isLast; ++column) {
        const auto *found = static_cast<const char *>(
            std::memchr(at, m_layout.separator, static_cast<std::size_t>(end - at)));
        isLast = found == nullptr;
        const auto field = bare({at, static_cast<std::size_t>((isLast ? end : found) - at)});
        at = isLast ? end : found + 1;
        if (column >= m_layout.columns.size())
            continue; // only counted
        const auto role = m_layout.columns[column];
        if (role == CsvRole::Time || role == CsvRole::Date)
            date = field;
        else if (role == CsvRole::Clock)
            clock = field;
        else if (role == CsvRole::CloseTime)
            m_closeTime = field;
        else if (role == CsvRole::Complete) {
            if (auto problem = readComplete(field))
                return problem;
        } else if (role > CsvRole::Symbol) {
            if (auto problem = readNumber(role, field))
                return problem;
        }
    }
    if (column != m_layout.columns.size())
        return std::to_string(column) + " fields instead of "
            + std::to_string(m_layout.columns.size());
    const auto time = clock.data() == nullptr ? m_times.read(date) : m_times.read(date, clock);
    if (!time)
        return CsvTimeReader::explain(
            clock.empty() ? std::string(date) : std::string(date) + " " + std::string(clock));
    m_time = *time;
    return std::nullopt;
}

std::optional<std::string> CsvReader::readComplete(std::string_view field)
{
    const bool isTrue = field == "true" || field == "True" || field == "1";
    if (!isTrue && field != "false" && field != "False" && field != "0")
        return "the complete " + quotedCsv(field) + " is neither true nor false";
    m_isComplete = isTrue;
    return std::nullopt;
}

std::optional<std::string> CsvReader::readNumber(CsvRole role, std::string_view field)
{
    auto &place = m_values[static_cast<std::size_t>(role)];
    // MetaTrader leaves out the side of a tick that did not change.
    if (field.empty() && m_layout.format == "metatrader" && m_layout.isTicks()
        && (place > 0 || isVolume(role)))
        return std::nullopt;
    const auto number = parseDecimal(field);
    const bool isGood = number && (isVolume(role) ? *number >= 0 : *number > 0);
    if (!isGood)
        return "the " + std::string(toString(role)) + " " + quotedCsv(field) + " is not a "
            + (isVolume(role) ? "number of 0 or more" : "positive number");
    place = *number;
    return std::nullopt;
}

std::optional<std::string> CsvReader::take(std::string_view line, Tick &tick)
{
    if (auto problem = readFields(line))
        return problem;
    if (m_time < m_last)
        return "the time runs back from " + formatIso(fromNanos(m_last)) + " to "
            + formatIso(fromNanos(m_time));
    m_last = m_time;
    const unsigned crossed = value(CsvRole::Bid) > value(CsvRole::Ask) ? TickCrossed : 0;
    tick = {.time = fromNanos(m_time),
        .bid = value(CsvRole::Bid),
        .ask = value(CsvRole::Ask),
        .volume = volume(),
        .flags = static_cast<std::uint8_t>(TickHistory | crossed)};
    return std::nullopt;
}

std::optional<std::string> CsvReader::takeTime(QuoteBar &bar)
{
    const auto at = fromNanos(m_time) - Duration{m_options.isStampAtEnd ? 1 : 0};
    bar.openTime = m_edges.at(at).open;
    const bool isDayOrMore = m_edges.period().nominal() >= std::chrono::hours(24);
    const auto edge = m_options.isStampAtEnd ? m_edges.at(at).close : bar.openTime;
    if (!isDayOrMore && edge != fromNanos(m_time))
        return "the time " + formatIso(fromNanos(m_time)) + " is not an edge of "
            + m_edges.period().toString() + ": the bar there opens at " + formatIso(bar.openTime);
    if (toNanos(bar.openTime) <= m_last)
        return toNanos(bar.openTime) == m_last
            ? "the bar of " + formatIso(bar.openTime) + " is there already"
            : "the time runs back from " + formatIso(fromNanos(m_last)) + " to "
                + formatIso(bar.openTime);
    return std::nullopt;
}

void CsvReader::takeSides(QuoteBar &bar) const
{
    const auto four = [this](CsvRole first) {
        const auto at = static_cast<std::size_t>(first);
        return Ohlc{m_values[at], m_values[at + 1], m_values[at + 2], m_values[at + 3]};
    };
    if (m_layout.has(CsvRole::BidOpen)) {
        bar.bid = four(CsvRole::BidOpen);
        bar.ask = four(CsvRole::AskOpen);
    } else {
        const double spread = m_layout.has(CsvRole::Spread)
            ? value(CsvRole::Spread) * m_options.point
            : m_options.spread;
        // X1: the side that is missing is made by the spread.
        const auto given = four(CsvRole::Open);
        const double below = m_options.side == PriceSide::Bid ? 0
            : m_options.side == PriceSide::Ask                ? spread
                                                              : spread / 2;
        bar.bid = below == 0 ? given : moved(given, -below);
        bar.ask = spread - below == 0 ? given : moved(given, spread - below);
    }
    const auto mean = [](double a, double b) { return (a + b) / 2; };
    bar.mid = {mean(bar.bid.open, bar.ask.open), mean(bar.bid.high, bar.ask.high),
        mean(bar.bid.low, bar.ask.low), mean(bar.bid.close, bar.ask.close)};
}

std::optional<std::string> CsvReader::take(std::string_view line, QuoteBar &bar)
{
    if (auto problem = readFields(line))
        return problem;
    bar = {};
    if (auto problem = takeTime(bar))
        return problem;
    takeSides(bar);
    for (const auto *side : {&bar.bid, &bar.ask}) {
        if (auto problem = problemOf(*side))
            return problem;
    }
    bar.volume = volume();
    const bool isTickVolume = m_layout.format == "metatrader" && bar.volume < 1e9;
    const double ticks = isTickVolume ? bar.volume : value(CsvRole::Ticks);
    bar.ticks = static_cast<std::uint32_t>(std::min(ticks, 4e9));
    bar.flags = static_cast<std::uint8_t>(
        BarBackfilled | BarMidApproximate | (m_isComplete ? unsigned{BarComplete} : 0U));
    m_last = toNanos(bar.openTime);
    return std::nullopt;
}

template <typename Row>
Result<void> CsvReader::read(std::size_t count, std::vector<Row> &rows)
{
    Row row;
    while (count > 0) {
        const auto line = nextLine();
        if (!line)
            return line.failure();
        if (!*line)
            return {};
        const auto problem = take(**line, row);
        if (!problem) {
            rows.push_back(row);
            --count;
            continue;
        }
        const auto told = m_lines.complain(*problem);
        if (!m_options.isSkippingBad)
            return told;
        if (m_bad++ == 0)
            m_firstBad = told.error.message;
    }
    return {};
}

Result<void> CsvReader::readTicks(std::size_t count, std::vector<Tick> &ticks)
{
    AGORA_ENSURE(isTicks());
    return read(count, ticks);
}

Result<void> CsvReader::readBars(std::size_t count, std::vector<QuoteBar> &bars)
{
    AGORA_ENSURE(!isTicks());
    return read(count, bars);
}

} // namespace agora
