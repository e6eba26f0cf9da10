#include "engine/console/data_session.h"

#include "engine/base/text.h"
#include "engine/console/hours_meant.h"
#include "engine/console/inbox.h"
#include "engine/console/instrument_commands.h"
#include "engine/console/table.h"
#include "engine/market/gap_map.h"
#include "engine/model/instrument.h"

#include <algorithm>
#include <cctype>
#include <istream>
#include <ostream>

namespace agora::console {

namespace {

std::string nameOf(const std::optional<Period> &period)
{
    return period ? period->toString() : "ticks";
}

std::string megabytes(std::uint64_t bytes)
{
    return formatFixed(static_cast<double>(bytes) / 1e6, 2);
}

std::string dayText(std::chrono::year_month_day day)
{
    return formatIso(Timestamp{std::chrono::sys_days{day}}, 0).substr(0, 10);
}

std::string minutesText(Duration duration)
{
    return std::to_string(std::chrono::duration_cast<std::chrono::minutes>(duration).count());
}

/// `eurusd` and `EUR/USD` are EUR_USD; what the list does not know stays.
std::string asListed(const std::string &symbol)
{
    const auto plain = [](const std::string &text) {
        std::string letters;
        for (const char c : text) {
            if (std::isalnum(static_cast<unsigned char>(c)) != 0)
                letters += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        }
        return letters;
    };
    if (findInstrument(symbol) != nullptr)
        return symbol;
    for (const auto &one : knownInstruments()) {
        if (plain(one.symbol) == plain(symbol))
            return one.symbol;
    }
    return symbol;
}

} // namespace

Outcome DataSession::run()
{
    if (const auto read = useProfilesInstruments(m_command.profile); !read)
        return read.failure();
    m_data.symbol = asListed(m_data.symbol);
    switch (m_data.verb) {
    case DataVerb::Import:
        return importFiles();
    case DataVerb::Export:
        return exportRows();
    case DataVerb::List:
        return list();
    case DataVerb::Gaps:
        return gaps();
    case DataVerb::Repair:
        return repair();
    case DataVerb::Resample:
        return resampleAny();
    case DataVerb::Check:
        return check();
    case DataVerb::Delete:
        return forget();
    }
    return refuse("this command is unknown");
}

Failure<Refusal> DataSession::refuse(std::string sentence) const
{
    return failWith(Refusal{Exit::Failed, std::move(sentence)});
}

Failure<Refusal> DataSession::usage(std::string sentence)
{
    return failWith(Refusal{Exit::Usage, std::move(sentence)});
}

void DataSession::print(const agency::Value &document) const
{
    m_ports.out << document.toJson(2) << '\n';
}

Result<MarketStore, Refusal> DataSession::storeToRead() const
{
    const auto file = storeFileOf(m_command.profile);
    if (!file)
        return usage(file.error().message);
    return storeToRead(*file);
}

Result<MarketStore, Refusal> DataSession::storeToRead(const std::filesystem::path &file) const
{
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return refuse("nothing is stored yet for profile “" + m_command.profile + "” ("
            + file.string() + ")");
    auto store = MarketStore::open(file, MarketStore::Mode::ReadOnly);
    if (!store)
        return refuse(store.error().message);
    return *std::move(store);
}

Result<MarketStore, Refusal> DataSession::storeToList() const
{
    const auto replay = replayStoreFileOf(m_command.profile);
    if (!replay)
        return storeToRead();
    Inbox inbox; // outlives the line
    const auto link = m_ports.open(m_command.profile, inbox);
    const bool isThere = link && inbox.wait(m_ports.connectLimit, [](const Inbox::State &state) {
        return state.connection == client::Connection::Connected && state.engine;
    });
    if (!isThere || !inbox.state().engine->isReplay)
        return storeToRead();
    m_ports.err << "agoractl: a replay runs; this is its own store, " << replay->string()
                << std::endl;
    return storeToRead(*replay);
}

Result<TimeRange, Refusal> DataSession::range() const
{
    auto range = allTime;
    const auto read = [](const std::string &text, Timestamp &to) -> std::optional<std::string> {
        if (text.empty())
            return std::nullopt;
        const auto time = parseIso(text);
        if (!time)
            return time.error().message;
        to = *time;
        return std::nullopt;
    };
    if (const auto problem = read(m_data.from, range.from))
        return usage("--from: " + *problem);
    if (const auto problem = read(m_data.to, range.to))
        return usage("--to: " + *problem);
    if (range.from >= range.to)
        return usage("--from must be before --to");
    return range;
}

Result<std::optional<Period>, Refusal> DataSession::period() const
{
    return periodOf(m_data.period, "--period");
}

Result<std::optional<Period>, Refusal> DataSession::periodOf(std::string text, const char *option)
{
    if (text.empty())
        return std::optional<Period>();
    for (char &c : text) // as people say it: 4H, 15m
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const auto digits = text.find_first_not_of("0123456789");
    if (digits != 0 && digits != std::string::npos)
        text = text.substr(digits) + text.substr(0, digits);
    const auto period = Period::parse(text);
    if (!period)
        return usage(std::string(option) + ": " + period.error().message);
    return std::optional(*period);
}

Result<PriceSide, Refusal> DataSession::side() const
{
    if (m_data.side.empty())
        return PriceSide::Bid;
    const auto side = parsePriceSide(m_data.side);
    if (!side)
        return usage("--side: " + side.error().message);
    return *side;
}

TradingHours DataSession::hoursOf(const std::string &symbol) const
{
    if (!m_data.hours.empty())
        return hoursMeant(m_data.hours, m_data.zone).valueOr(TradingHours::FxWeek);
    const auto *instrument = findInstrument(symbol);
    return instrument != nullptr ? instrument->hours : TradingHours::FxWeek;
}

DayAnchor DataSession::dayAnchorOf(const std::string &symbol)
{
    const auto *instrument = findInstrument(symbol);
    return instrument != nullptr ? instrument->dayAnchor : DayAnchor();
}

Outcome DataSession::list()
{
    auto store = storeToList();
    if (!store)
        return store.failure();
    const auto all = store->series();
    if (!all)
        return refuse(all.error().message);
    Table table({{"SYMBOL"}, {"PERIOD"}, {"ROWS", Align::Right}, {"FIRST"}, {"LAST"},
        {"MB", Align::Right}});
    agency::Value document = agency::Value::Array{};
    for (const auto &series : *all) {
        table.add({series.symbol, nameOf(series.period), std::to_string(series.rows),
            formatIso(series.first, 0), formatIso(series.last, 0), megabytes(series.bytes)});
        agency::Value row;
        row.set("symbol", series.symbol);
        row.set(
            "period", series.period ? agency::Value(series.period->toString()) : agency::Value());
        row.set("rows", series.rows);
        row.set("first", formatIso(series.first, 9));
        row.set("last", formatIso(series.last, 9));
        row.set("bytes", series.bytes);
        document.append(std::move(row));
    }
    if (m_command.json)
        print(document);
    else if (all->empty())
        m_ports.out << "nothing is stored\n";
    else
        table.print(m_ports.out);
    return {};
}

Result<std::vector<DataSession::SeriesGaps>, Refusal> DataSession::findGaps()
{
    const auto wanted = period();
    const auto when = range();
    if (!wanted || !when)
        return wanted ? when.failure() : wanted.failure();
    auto store = storeToRead();
    if (!store)
        return store.failure();
    const auto all = store->series();
    if (!all)
        return refuse(all.error().message);
    std::vector<SeriesGaps> found;
    for (const auto &series : *all) {
        if (!series.period || (!m_data.symbol.empty() && series.symbol != m_data.symbol)
            || (*wanted && series.period != *wanted))
            continue;
        const TimeRange looked{std::max(when->from, series.first),
            std::min(when->to,
                BarEdges(*series.period, dayAnchorOf(series.symbol)).at(series.last).close)};
        const auto missing = store->missing(series.symbol, *series.period, looked);
        if (!missing)
            return refuse(missing.error().message);
        // Nobody ever said that it is whole: the Router made it live, of bars that are looked at.
        const bool isMade = missing->size() == 1 && missing->front() == looked
            && series.period != Period::minutes(1);
        if (isMade && wanted->value_or(Period::minutes(1)) != *series.period)
            continue;
        std::vector<BarSpan> spans;
        for (const auto &one : *missing)
            spans.push_back({one.from, one.to});
        SeriesGaps entry{
            .series = series, .missing = {}, .days = agency::Value::Array{}, .rows = {}};
        for (const auto &day : gapMap(spans, {looked.from, looked.to}, hoursOf(series.symbol),
                 dayAnchorOf(series.symbol))) {
            for (const auto &gap : day.gaps)
                entry.missing.push_back({gap.open, gap.close});
            entry.rows.push_back({series.symbol, series.period->toString(), dayText(day.day),
                minutesText(day.missing), minutesText(day.open),
                formatIso(day.gaps.front().open, 0), formatIso(day.gaps.back().close, 0)});
            agency::Value row;
            row.set("symbol", series.symbol);
            row.set("period", series.period->toString());
            row.set("day", dayText(day.day));
            row.set("missing_minutes",
                std::chrono::duration_cast<std::chrono::minutes>(day.missing).count());
            row.set(
                "open_minutes", std::chrono::duration_cast<std::chrono::minutes>(day.open).count());
            row.set("from", formatIso(day.gaps.front().open, 9));
            row.set("to", formatIso(day.gaps.back().close, 9));
            entry.days.append(std::move(row));
        }
        found.push_back(std::move(entry));
    }
    if (found.empty() && !m_data.symbol.empty())
        return refuse("no bars of “" + m_data.symbol + "”"
            + (m_data.period.empty() ? "" : " " + m_data.period) + " are stored");
    return found;
}

Outcome DataSession::gaps()
{
    const auto found = findGaps();
    if (!found)
        return found.failure();
    Table table({{"SYMBOL"}, {"PERIOD"}, {"DAY"}, {"MISSING MIN", Align::Right},
        {"OF", Align::Right}, {"FROM"}, {"TO"}});
    agency::Value document = agency::Value::Array{};
    bool isAny = false;
    for (const auto &entry : *found) {
        for (const auto &row : entry.rows)
            table.add(row);
        for (const auto &day : entry.days.asArray())
            document.append(day);
        isAny = isAny || !entry.rows.empty();
    }
    if (m_command.json)
        print(document);
    else if (!isAny)
        m_ports.out << "no gaps\n";
    else
        table.print(m_ports.out);
    return {};
}

Outcome DataSession::repair()
{
    std::size_t dropped = 0;
    const auto file = storeFileOf(m_command.profile);
    if (!file)
        return usage(file.error().message);
    // Damaged blocks go first, so that what they held counts as missing. That needs the store
    // itself; with an engine the Router holds it, and has told of the damage when it read.
    if (auto store = MarketStore::open(*file, MarketStore::Mode::ReadWrite)) {
        const auto damages = store->dropDamaged();
        const auto flushed = damages ? store->flush() : Result<void>(damages.failure());
        if (!flushed)
            return refuse(flushed.error().message);
        dropped = damages->size();
    }
    const auto found = findGaps();
    if (!found)
        return found.failure();
    const auto sink = openDataSink(m_ports, m_command.profile);
    if (!sink)
        return refuse(sink.error().message);
    std::uint64_t added = 0;
    std::size_t left = 0;
    std::string problem;
    for (const auto &entry : *found) {
        const auto fetched
            = (*sink)->fetch(entry.series.symbol, *entry.series.period, entry.missing);
        if (fetched) {
            added += fetched->value_or(0);
            left += *fetched ? 0 : entry.missing.size();
            continue;
        }
        left += entry.missing.size();
        if (problem.empty())
            problem = entry.series.symbol + " " + entry.series.period->toString() + ": "
                + fetched.error().message;
    }
    if (!problem.empty())
        return refuse(problem + "; " + std::to_string(added) + " bars were added before, "
            + std::to_string(left) + " gaps are left");
    if (m_command.json) {
        agency::Value document;
        document.set("ok", true);
        document.set("dropped_blocks", static_cast<std::uint64_t>(dropped));
        document.set("added", added);
        document.set("gaps_left", static_cast<std::uint64_t>(left));
        print(document);
        return {};
    }
    m_ports.out << dropped << " damaged blocks dropped, " << added << " bars added";
    if (left > 0)
        m_ports.out << ", " << left
                    << " gaps left: start the engine and repair again, so that the venue is asked";
    m_ports.out << '\n';
    return {};
}

Outcome DataSession::check()
{
    auto store = storeToRead();
    if (!store)
        return store.failure();
    const auto damages = store->damages();
    if (!damages)
        return refuse(damages.error().message);
    for (const auto &damage : *damages)
        m_ports.err << damage.symbol << ' ' << nameOf(damage.period) << ": " << damage.what << '\n';
    if (!damages->empty())
        return refuse(std::to_string(damages->size())
            + " blocks are damaged; “data repair” drops them and fills what can be filled");
    if (const auto whole = store->checkIntegrity(); !whole)
        return refuse(whole.error().message);
    if (m_command.json)
        print(agency::Value(agency::Value::Object{{"ok", true}}));
    else
        m_ports.out << "everything is whole\n";
    return {};
}

Outcome DataSession::forget()
{
    const auto wanted = period();
    const auto when = range();
    if (!wanted || !when)
        return wanted ? when.failure() : wanted.failure();
    if (m_data.isTicks && *wanted)
        return usage("--ticks and --period exclude each other");
    std::vector<std::optional<Period>> which;
    {
        auto store = storeToRead();
        if (!store)
            return store.failure();
        const auto all = store->series();
        if (!all)
            return refuse(all.error().message);
        for (const auto &series : *all) {
            const bool isMeant = m_data.isTicks ? !series.period
                : *wanted                       ? series.period == *wanted
                                                : true;
            if (series.symbol == m_data.symbol && isMeant)
                which.push_back(series.period);
        }
    }
    if (which.empty())
        return refuse("nothing of “" + m_data.symbol + "” is stored that could be deleted");
    if (!m_data.isSure) {
        std::string names;
        for (const auto &one : which)
            names += (names.empty() ? "" : ", ") + nameOf(one);
        const auto answer = ask("delete " + m_data.symbol + " (" + names + ")? yes or no: ");
        if (answer != "yes" && answer != "y")
            return refuse("nothing was deleted; say --yes to delete without being asked");
    }
    const auto sink = openDataSink(m_ports, m_command.profile);
    if (!sink)
        return refuse(sink.error().message);
    std::uint64_t removed = 0;
    for (const auto &one : which) {
        const auto gone = (*sink)->remove(m_data.symbol, one, *when);
        if (!gone)
            return refuse(gone.error().message);
        removed += *gone;
    }
    if (const auto committed = (*sink)->commit(); !committed)
        return refuse(committed.error().message);
    if (m_command.json)
        print(agency::Value(agency::Value::Object{{"ok", true}, {"removed", removed}}));
    else
        m_ports.out << removed << " rows deleted\n";
    return {};
}

std::string DataSession::ask(const std::string &question) const
{
    if (m_ports.in == nullptr)
        return {};
    m_ports.err << question << std::flush;
    std::string answer;
    std::getline(*m_ports.in, answer);
    return std::string(trimmed(answer));
}

} // namespace agora::console
