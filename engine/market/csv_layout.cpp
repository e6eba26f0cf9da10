#include "engine/market/csv_layout.h"

#include "engine/base/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace agora {

namespace {

constexpr std::array<std::string_view, 6> formats{
    "histdata", "truefx", "dukascopy", "metatrader", "fxcm", "generic"};

struct Named {
    std::string_view name;
    CsvRole role;
};
/// Column names without case, blanks, `_` and `<>`; the first of a role is its own name.
constexpr std::array names{Named{"-", CsvRole::Ignore}, Named{"symbol", CsvRole::Symbol},
    Named{"instrument", CsvRole::Symbol}, Named{"ticker", CsvRole::Symbol},
    Named{"time", CsvRole::Time}, Named{"timestamp", CsvRole::Time},
    Named{"datetime", CsvRole::Time}, Named{"gmttime", CsvRole::Time},
    Named{"localtime", CsvRole::Time}, Named{"opentime", CsvRole::Time}, Named{"", CsvRole::Time},
    Named{"closetime", CsvRole::CloseTime}, Named{"complete", CsvRole::Complete},
    Named{"date", CsvRole::Date}, Named{"clock", CsvRole::Clock}, Named{"bid", CsvRole::Bid},
    Named{"bidprice", CsvRole::Bid}, Named{"ask", CsvRole::Ask}, Named{"askprice", CsvRole::Ask},
    Named{"volume", CsvRole::Volume}, Named{"vol", CsvRole::Volume}, Named{"size", CsvRole::Volume},
    Named{"tickvol", CsvRole::Volume}, Named{"tickvolume", CsvRole::Volume},
    Named{"bidvolume", CsvRole::BidVolume}, Named{"bidvol", CsvRole::BidVolume},
    Named{"bidsize", CsvRole::BidVolume}, Named{"askvolume", CsvRole::AskVolume},
    Named{"askvol", CsvRole::AskVolume}, Named{"asksize", CsvRole::AskVolume},
    Named{"ticks", CsvRole::Ticks}, Named{"spread", CsvRole::Spread}, Named{"open", CsvRole::Open},
    Named{"high", CsvRole::High}, Named{"low", CsvRole::Low}, Named{"close", CsvRole::Close},
    Named{"bidopen", CsvRole::BidOpen}, Named{"openbid", CsvRole::BidOpen},
    Named{"bidhigh", CsvRole::BidHigh}, Named{"highbid", CsvRole::BidHigh},
    Named{"bidlow", CsvRole::BidLow}, Named{"lowbid", CsvRole::BidLow},
    Named{"bidclose", CsvRole::BidClose}, Named{"closebid", CsvRole::BidClose},
    Named{"askopen", CsvRole::AskOpen}, Named{"openask", CsvRole::AskOpen},
    Named{"askhigh", CsvRole::AskHigh}, Named{"highask", CsvRole::AskHigh},
    Named{"asklow", CsvRole::AskLow}, Named{"lowask", CsvRole::AskLow},
    Named{"askclose", CsvRole::AskClose}, Named{"closeask", CsvRole::AskClose}};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// `9` for digits, `a` for letters, the rest as it is.
std::string shapeOf(std::string_view text)
{
    std::string shape(text);
    for (char &c : shape)
        c = isDigit(c) ? '9' : isLetter(c) ? 'a' : c;
    return shape;
}

std::string plainName(std::string_view text)
{
    std::string plain;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return plain;
}

std::optional<CsvRole> roleNamed(std::string_view name)
{
    const auto found = std::find_if(
        names.begin(), names.end(), [name](const Named &one) { return one.name == name; });
    return found == names.end() ? std::nullopt : std::optional(found->role);
}

/// `Time (EET)`: Dukascopy's newer tables say their zone in the column's name.
std::optional<std::string> zoneInName(std::string_view field)
{
    const auto open = field.find('(');
    const auto close = field.find(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open
        || plainName(field.substr(0, open)) != "time")
        return std::nullopt;
    const auto name = plainName(field.substr(open + 1, close - open - 1));
    return name == "utc" || name == "gmt" ? "Etc/UTC" : name == "eet" ? "EET" : "";
}

std::vector<std::string_view> fieldsOf(std::string_view line, char separator)
{
    auto fields = split(line, separator);
    for (auto &field : fields)
        field = trimmed(field);
    return fields;
}

/// A header's second field is a name; of a data line at most the first is one (`EUR/USD`).
bool isHeader(const std::vector<std::string_view> &fields)
{
    if (fields.size() < 2)
        return false;
    const auto begins = [](std::string_view field) {
        return !field.empty() && (isLetter(field[0]) || field[0] == '<' || field[0] == '"');
    };
    return begins(fields[1]) && (fields[0].empty() || begins(fields[0]));
}

bool beginsLikeTrueFx(std::string_view data)
{
    return shapeOf(data.substr(0, 20)) == "9999-99-99 99:99:99.";
}

/// The first column of a kind counts; of a Date that stands beside a Clock, or alone.
CsvLayout layoutOfHeader(const std::vector<std::string_view> &fields, std::string_view second)
{
    CsvLayout layout{.format = "generic", .hasHeader = true, .columns = {}, .zone = "Etc/UTC"};
    const bool isMetaTrader = fields[0].starts_with('<');
    for (const auto &field : fields) {
        auto role = zoneInName(field) ? CsvRole::Time
                                      : roleNamed(plainName(field)).value_or(CsvRole::Ignore);
        // MetaTrader 5 writes <DATE> <TIME> and both <TICKVOL> and <VOL>, others `Date,Time`.
        if (role == CsvRole::Time && layout.has(CsvRole::Date))
            role = CsvRole::Clock;
        if (role != CsvRole::Ignore && layout.has(role))
            role = CsvRole::Ignore;
        layout.columns.push_back(role);
    }
    if (!layout.has(CsvRole::Clock) && !layout.has(CsvRole::Time))
        std::replace(layout.columns.begin(), layout.columns.end(), CsvRole::Date, CsvRole::Time);
    const auto first = plainName(fields[0]);
    if (isMetaTrader) {
        layout.format = "metatrader";
        layout.zone.clear();
    } else if (first == "gmttime" || first == "localtime") {
        layout.format = "dukascopy";
        layout.zone = first == "gmttime" ? "Etc/UTC" : "";
    } else if (const auto zone = zoneInName(fields[0])) {
        layout.format = "dukascopy";
        layout.zone = *zone;
    } else if (layout.has(CsvRole::BidOpen) && !layout.has(CsvRole::Open)) {
        layout.format = "fxcm";
    } else if (fields.size() == 3 && first == "timestamp" && fields[1] == "bid"
        && beginsLikeTrueFx(second)) {
        layout.format = "truefx";
    }
    return layout;
}

std::optional<CsvLayout> layoutOfData(const std::vector<std::string_view> &fields)
{
    using enum CsvRole;
    const auto first = shapeOf(fields[0]);
    const auto count = fields.size();
    const std::vector<CsvRole> bars{Time, Open, High, Low, Close, Volume};
    const std::vector<CsvRole> ticks{Time, Bid, Ask, Volume};
    const auto front = [count](const std::vector<CsvRole> &roles) {
        return std::vector(roles.begin(),
            roles.begin() + static_cast<std::ptrdiff_t>(std::min(count, roles.size())));
    };
    if (first == "99999999 999999999")
        return CsvLayout{.format = "histdata", .columns = ticks, .zone = "Etc/GMT+5"};
    if (first == "99999999 999999")
        return CsvLayout{.format = "histdata", .columns = bars, .zone = "Etc/GMT+5"};
    if (first == "9999.99.99" && count > 5 && shapeOf(fields[1]).starts_with("99:99"))
        return CsvLayout{.format = "metatrader",
            .columns = {Date, Clock, Open, High, Low, Close, Volume},
            .zone = {}};
    if (first == "aaa/aaa" && count >= 4)
        return CsvLayout{
            .format = "truefx", .columns = {Symbol, Time, Bid, Ask}, .zone = "Etc/UTC"};
    if (!first.starts_with('9') || count < 3 || count > 6)
        return std::nullopt;
    return CsvLayout{
        .format = "generic", .columns = count <= 4 ? front(ticks) : front(bars), .zone = "Etc/UTC"};
}

} // namespace

char csvSeparator(std::string_view line)
{
    if (line.find('\t') != std::string_view::npos)
        return '\t';
    return line.find(';') != std::string_view::npos ? ';' : ',';
}

bool CsvLayout::has(CsvRole role) const
{
    return std::find(columns.begin(), columns.end(), role) != columns.end();
}

std::span<const std::string_view> csvFormats() { return formats; }

std::string csvFormatList()
{
    std::string all;
    for (const auto format : formats)
        all += (all.empty() ? "" : ", ") + std::string(format);
    return all;
}

std::string quotedCsv(std::string_view text)
{
    constexpr std::size_t shown = 60;
    std::string clean(text.substr(0, shown));
    for (char &c : clean) {
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E)
            c = '?';
    }
    return "“" + clean + (text.size() > shown ? "…”" : "”");
}

Result<CsvLayout> recogniseCsv(std::string_view first, std::string_view second)
{
    const char separator = csvSeparator(first);
    const auto fields = fieldsOf(first, separator);
    auto layout = isHeader(fields) ? std::optional(layoutOfHeader(fields, trimmed(second)))
                                   : layoutOfData(fields);
    if (!layout || !checkCsvColumns(layout->columns)) {
        return fail(
            "no known format of prices (" + csvFormatList() + ") begins with " + quotedCsv(first));
    }
    layout->separator = separator;
    return *layout;
}

std::string_view toString(CsvRole role)
{
    const auto found = std::find_if(
        names.begin(), names.end(), [role](const Named &one) { return one.role == role; });
    return found == names.end() ? "?" : found->name;
}

Result<std::vector<CsvRole>> parseCsvColumns(std::string_view map)
{
    std::vector<CsvRole> columns;
    for (const auto word : fieldsOf(map, ',')) {
        const auto role = word == "-" ? std::optional(CsvRole::Ignore) : roleNamed(plainName(word));
        if (!role || word.empty()) {
            std::vector<std::string> known;
            for (const auto &one : names)
                known.emplace_back(one.name);
            return fail("there is no column “" + std::string(word) + "”"
                + suggestion(std::string(word), known));
        }
        columns.push_back(*role);
    }
    if (const auto checked = checkCsvColumns(columns); !checked)
        return checked.failure();
    return columns;
}

Result<void> checkCsvColumns(std::span<const CsvRole> columns)
{
    using enum CsvRole;
    const auto has = [columns](std::initializer_list<CsvRole> roles) {
        return std::all_of(roles.begin(), roles.end(), [columns](CsvRole role) {
            return std::find(columns.begin(), columns.end(), role) != columns.end();
        });
    };
    if (!has({Time}) && !has({Date, Clock}))
        return fail("there is no column of the time (time, or date and clock)");
    if (has({Bid, Ask}) || has({Open, High, Low, Close})
        || (has({BidOpen, BidHigh, BidLow, BidClose}) && has({AskOpen, AskHigh, AskLow, AskClose})))
        return {};
    return fail("there are neither bid and ask, nor open, high, low and close, nor those of both "
                "sides");
}

} // namespace agora
