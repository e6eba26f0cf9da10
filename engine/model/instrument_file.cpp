#include "engine/model/instrument_file.h"

#include "engine/base/config.h"
#include "engine/base/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace agora {

namespace {

constexpr std::array<const char *, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr double mostTicks = 10'000'000;

/// Reads one file over a list; the first mistake ends it.
class InstrumentReader {
public:
    explicit InstrumentReader(std::vector<Instrument> base) : m_list(std::move(base)) {}

    Result<std::vector<Instrument>> read(const ConfigNode &root)
    {
        if (const auto known = root.refuseUnknown({"hours", "instrument"}); !known)
            return known.failure();
        if (const auto hours = each(root, "hours", &InstrumentReader::readHours); !hours)
            return hours.failure();
        if (const auto read = each(root, "instrument", &InstrumentReader::readInstrument); !read)
            return read.failure();
        if (m_list.empty())
            return root.complain("no instrument is left");
        return m_list;
    }

private:
    Result<void> each(const ConfigNode &root, const char *key,
        Result<void> (InstrumentReader::*take)(const ConfigNode &))
    {
        const auto *rows = root.find(key);
        if (rows == nullptr)
            return {};
        if (!rows->isArray())
            return rows->complain(
                std::string("“") + key + "” must be a list, written [[" + key + "]]");
        for (const auto &row : rows->array()) {
            if (!row.isTable())
                return row.complain(std::string("“") + key + "” must be written [[" + key + "]]");
            if (const auto taken = (this->*take)(row); !taken)
                return taken;
        }
        return {};
    }

    Result<void> readHours(const ConfigNode &row);
    Result<void> readInstrument(const ConfigNode &row);
    Result<Instrument *> target(const ConfigNode &row, const std::string &symbol);
    Result<void> readForm(const ConfigNode &row, Instrument &into);
    Result<void> readSizes(const ConfigNode &row, Instrument &into);
    Result<void> readTimes(const ConfigNode &row, Instrument &into);
    Result<void> readPrices(const ConfigNode &row, Instrument &into);

    std::vector<Instrument> m_list;
    std::map<std::string, TradingHours> m_hours;
    std::set<std::string> m_seen;
    bool m_isNew = false; ///< the row that is being read
};

/// The node of a key, or the row where it is absent: where a complaint points to.
const ConfigNode &placeOf(const ConfigNode &row, const char *key)
{
    const auto *node = row.find(key);
    return node == nullptr ? row : *node;
}

template <typename T, typename U>
Result<void> put(Result<T> given, U &into)
{
    if (!given)
        return given.failure();
    into = static_cast<U>(*std::move(given));
    return {};
}

Result<Decimal> decimal(const ConfigNode &row, const char *key, Decimal fallback)
{
    const auto *node = row.find(key);
    if (node == nullptr)
        return fallback;
    const auto value = node->decimal();
    if (!value || !(*value > Decimal()))
        return node->complain(std::string("“") + key + "” must be a positive number");
    return value;
}

bool isAsset(std::string_view text)
{
    return text.size() <= 12
        && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.")
        == std::string_view::npos;
}

bool isSymbol(std::string_view text)
{
    return !text.empty() && text.size() <= 24
        && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.")
        == std::string_view::npos
        && text.find('_') != 0 && text.find('_') != std::string_view::npos && text.back() != '_';
}

Result<void> InstrumentReader::readHours(const ConfigNode &row)
{
    if (const auto known = row.refuseUnknown({"name", "zone", "sessions", "holidays"}); !known)
        return known;
    TradingSchedule schedule{.name = {}, .zone = {}, .sessions = {}, .closures = {}};
    const auto name = row.text("name", "");
    const auto zone = row.text("zone", "America/New_York");
    const auto sessions = row.texts("sessions", {});
    const auto holidays = row.texts("holidays", {});
    for (const auto *given : {&name, &zone}) {
        if (!*given)
            return given->failure();
    }
    if (!sessions || !holidays)
        return sessions ? holidays.failure() : sessions.failure();
    schedule.name = *name;
    schedule.zone = *zone;
    if (name->empty())
        return row.complain("these hours need a “name”");
    if (TradingHours::find(*name) != nullptr || m_hours.contains(*name))
        return placeOf(row, "name").complain("there are hours called “" + *name + "” already");
    for (const auto &text : *sessions) {
        const auto parsed = parseSessions(text);
        if (!parsed)
            return placeOf(row, "sessions").complain(parsed.error().message);
        schedule.sessions.insert(schedule.sessions.end(), parsed->begin(), parsed->end());
    }
    for (const auto &text : *holidays) {
        const auto parsed = parseClosure(text);
        if (!parsed)
            return placeOf(row, "holidays").complain(parsed.error().message);
        schedule.closures.push_back(*parsed);
    }
    const auto made = TradingHours::make(std::move(schedule));
    if (!made)
        return row.complain(made.error().message);
    m_hours.emplace(*name, *made);
    return {};
}

Result<Instrument *> InstrumentReader::target(const ConfigNode &row, const std::string &symbol)
{
    if (!isSymbol(symbol))
        return placeOf(row, "symbol")
            .complain("“symbol” must be base and quote in capitals, such as “EUR_USD”, not “"
                + symbol + "”");
    if (!m_seen.insert(symbol).second)
        return placeOf(row, "symbol").complain("“" + symbol + "” stands in this file twice");
    const auto found = std::find_if(
        m_list.begin(), m_list.end(), [&](const Instrument &one) { return one.symbol == symbol; });
    m_isNew = found == m_list.end();
    if (!m_isNew)
        return &*found;
    Instrument made;
    const auto bar = symbol.rfind('_');
    made.symbol = symbol;
    made.name = symbol;
    made.base = symbol.substr(0, bar);
    made.quote = symbol.substr(bar + 1);
    m_list.push_back(std::move(made));
    return &m_list.back();
}

Result<void> InstrumentReader::readInstrument(const ConfigNode &row)
{
    if (const auto known = row.refuseUnknown({"symbol", "name", "base", "quote", "precision",
            "pip_location", "units_precision", "minimum_units", "lot_units", "margin_rate", "hours",
            "day_anchor", "day_zone", "week_start", "typical_price", "typical_spread_pips",
            "annual_volatility", "daily_ticks", "remove"});
        !known)
        return known;
    const auto symbol = row.text("symbol", "");
    const auto isRemoved = row.boolean("remove", false);
    if (!symbol || !isRemoved)
        return symbol ? isRemoved.failure() : symbol.failure();
    const auto size = m_list.size();
    const auto into = target(row, *symbol);
    if (!into)
        return into.failure();
    if (*isRemoved) {
        if (m_list.size() > size)
            return placeOf(row, "symbol").complain("“" + *symbol + "” is not in the list");
        std::erase_if(m_list, [&](const Instrument &one) { return one.symbol == *symbol; });
        return {};
    }
    for (const auto part : {&InstrumentReader::readForm, &InstrumentReader::readSizes,
             &InstrumentReader::readTimes, &InstrumentReader::readPrices}) {
        if (const auto taken = (this->*part)(row, **into); !taken)
            return taken;
    }
    return {};
}

Result<void> InstrumentReader::readForm(const ConfigNode &row, Instrument &into)
{
    const std::pair<const char *, std::string *> texts[]
        = {{"name", &into.name}, {"base", &into.base}, {"quote", &into.quote}};
    for (const auto &[key, text] : texts) {
        if (const auto taken = put(row.text(key, *text), *text); !taken)
            return taken;
        if (text->empty())
            return placeOf(row, key).complain(std::string("“") + key + "” must not be empty");
        if (text != &into.name && !isAsset(*text)) // conversion rates are found by it
            return placeOf(row, key).complain(std::string("“") + key
                + "” must be capitals and digits, such as “EUR”, not “" + *text + "”");
    }
    if (const auto taken = put(row.integer("precision", into.precision, 0, 9), into.precision);
        !taken)
        return taken;
    if (m_isNew) // the last decimal but one
        into.pipLocation = std::min(0, 1 - into.precision);
    if (const auto taken
        = put(row.integer("pip_location", into.pipLocation, -9, 4), into.pipLocation);
        !taken)
        return taken;
    if (into.pipLocation < -into.precision)
        return placeOf(row, "pip_location")
            .complain("a pip of 10^" + std::to_string(into.pipLocation)
                + " is smaller than a price's " + std::to_string(into.precision)
                + " decimals can show");
    return {};
}

Result<void> InstrumentReader::readSizes(const ConfigNode &row, Instrument &into)
{
    if (const auto taken
        = put(row.integer("units_precision", into.unitsPrecision, 0, 9), into.unitsPrecision);
        !taken)
        return taken;
    const std::pair<const char *, Decimal *> sizes[] = {{"minimum_units", &into.minimumUnits},
        {"lot_units", &into.lotUnits}, {"margin_rate", &into.marginRate}};
    for (const auto &[key, size] : sizes) {
        if (const auto taken = put(decimal(row, key, *size), *size); !taken)
            return taken;
    }
    if (into.marginRate > Decimal(1))
        return placeOf(row, "margin_rate")
            .complain("“margin_rate” is a share of 1, not " + into.marginRate.toString());
    if (Decimal::parse(into.minimumUnits.toFixed(into.unitsPrecision)).valueOr({})
        != into.minimumUnits)
        return placeOf(row, "minimum_units")
            .complain("“minimum_units” " + into.minimumUnits.toString() + " has more than the "
                + std::to_string(into.unitsPrecision) + " decimals of “units_precision”");
    return {};
}

Result<void> InstrumentReader::readTimes(const ConfigNode &row, Instrument &into)
{
    const auto hours = row.text("hours", "");
    const auto zone = row.text("day_zone", into.dayAnchor.zone().name());
    const auto weekStart
        = row.text("week_start", weekdays[into.dayAnchor.weekStart().c_encoding()]);
    const auto hour = row.integer("day_anchor", into.dayAnchor.hour(), 0, 23);
    for (const auto *given : {&hours, &zone, &weekStart}) {
        if (!*given)
            return given->failure();
    }
    if (!hour)
        return hour.failure();
    if (row.find("hours") != nullptr) {
        const auto own = m_hours.find(*hours);
        const auto *built = TradingHours::find(*hours);
        if (own == m_hours.end() && built == nullptr) {
            auto names = TradingHours::builtInNames();
            for (const auto &[name, ignored] : m_hours)
                names.push_back(name);
            return placeOf(row, "hours")
                .complain("there are no hours called “" + *hours + "”" + suggestion(*hours, names));
        }
        into.hours = own != m_hours.end() ? own->second : *built;
    }
    const auto day = std::find(weekdays.begin(), weekdays.end(), *weekStart);
    if (day == weekdays.end())
        return placeOf(row, "week_start")
            .complain("“week_start” must be one of Mon, Tue, Wed, Thu, Fri, Sat, Sun, not “"
                + *weekStart + "”");
    const auto anchor = DayAnchor::make(static_cast<int>(*hour), *zone,
        std::chrono::weekday(static_cast<unsigned>(day - weekdays.begin())));
    if (!anchor)
        return placeOf(row, "day_zone").complain(anchor.error().message);
    into.dayAnchor = *anchor;
    return {};
}

Result<void> InstrumentReader::readPrices(const ConfigNode &row, Instrument &into)
{
    if (const auto taken
        = put(row.number("typical_price", into.typicalPrice, into.point(), 1e9), into.typicalPrice);
        !taken)
        return taken;
    if (const auto taken = put(row.number("typical_spread_pips", into.typicalSpreadPips, 0.0, 1e6),
            into.typicalSpreadPips);
        !taken)
        return taken;
    if (const auto taken = put(row.number("annual_volatility", into.annualVolatility, 0.0, 10.0),
            into.annualVolatility);
        !taken)
        return taken;
    return put(row.number("daily_ticks", into.dailyTicks, 1.0, mostTicks), into.dailyTicks);
}

std::string inQuotes(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + '"';
}

template <typename Rows>
std::string listInQuotes(const Rows &rows)
{
    std::string text = "[";
    for (const auto &row : rows)
        text += (text.size() == 1 ? "" : ", ") + inQuotes(toText(row));
    return text + "]";
}

} // namespace

Result<std::vector<Instrument>> parseInstruments(
    std::string_view text, const std::string &fileName, std::vector<Instrument> base)
{
    const auto root = parseConfig(text, fileName);
    if (!root)
        return root.failure();
    return InstrumentReader(std::move(base)).read(*root);
}

Result<std::vector<Instrument>> loadInstruments(const std::filesystem::path &file)
{
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return builtInInstruments();
    const auto root = loadConfig(file);
    if (!root)
        return root.failure();
    return InstrumentReader(builtInInstruments()).read(*root);
}

std::string toText(const std::vector<Instrument> &instruments)
{
    std::string text;
    std::set<std::string> written;
    for (const auto &one : instruments) {
        const auto &schedule = one.hours.schedule();
        if (TradingHours::find(schedule.name) != nullptr || !written.insert(schedule.name).second)
            continue;
        text += "[[hours]]\nname = " + inQuotes(schedule.name) + "\nzone = "
            + inQuotes(schedule.zone) + "\nsessions = " + listInQuotes(schedule.sessions)
            + "\nholidays = " + listInQuotes(schedule.closures) + "\n";
    }
    for (const auto &one : instruments) {
        text += "[[instrument]]\nsymbol = " + inQuotes(one.symbol)
            + "\nname = " + inQuotes(one.name) + "\nbase = " + inQuotes(one.base)
            + "\nquote = " + inQuotes(one.quote) + "\nprecision = " + std::to_string(one.precision)
            + "\npip_location = " + std::to_string(one.pipLocation)
            + "\nunits_precision = " + std::to_string(one.unitsPrecision)
            + "\nminimum_units = " + inQuotes(one.minimumUnits.toString())
            + "\nlot_units = " + inQuotes(one.lotUnits.toString()) + "\nmargin_rate = "
            + inQuotes(one.marginRate.toString()) + "\nhours = " + inQuotes(one.hours.name())
            + "\nday_anchor = " + std::to_string(one.dayAnchor.hour())
            + "\nday_zone = " + inQuotes(one.dayAnchor.zone().name())
            + "\nweek_start = " + inQuotes(weekdays[one.dayAnchor.weekStart().c_encoding()]);
        const std::pair<const char *, double> numbers[]
            = {{"typical_price", one.typicalPrice}, {"typical_spread_pips", one.typicalSpreadPips},
                {"annual_volatility", one.annualVolatility}, {"daily_ticks", one.dailyTicks}};
        for (const auto &[key, number] : numbers) {
            auto digits = formatDouble(number);
            if (digits.find_first_of(".e") == std::string::npos)
                digits += ".0";
            text += std::string("\n") + key + " = " + digits;
        }
        text += "\n";
    }
    return text;
}

} // namespace agora
