#include "engine/market/quote_line.h"

#include "engine/base/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cmath>

namespace agora {

namespace {

struct Named {
    QuoteFormat format;
    std::string_view name;
};
constexpr std::array<Named, 3> names{{{QuoteFormat::HistData, "histdata"},
    {QuoteFormat::TrueFx, "truefx"}, {QuoteFormat::Generic, "generic"}}};

constexpr std::size_t mostFields = 4;

struct Fields {
    std::array<std::string_view, mostFields> text;
    std::size_t count = 0; // may be larger than what is held
};

Fields fieldsOf(std::string_view line)
{
    Fields fields;
    while (true) {
        const auto comma = line.find(',');
        if (fields.count < mostFields)
            fields.text[fields.count] = trimmed(line.substr(0, comma));
        ++fields.count;
        if (comma == std::string_view::npos)
            return fields;
        line.remove_prefix(comma + 1);
    }
}

std::string quoted(std::string_view text)
{
    constexpr std::size_t shown = 60;
    std::string clean(text.substr(0, shown));
    for (char &c : clean) {
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E)
            c = '?';
    }
    return "“" + clean + (text.size() > shown ? "…”" : "”");
}

bool isDigits(std::string_view text)
{
    return !text.empty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `YYYYMMDD HHMMSSmmm`
bool isHistDataTime(std::string_view text)
{
    return text.size() == 18 && text[8] == ' ' && isDigits(text.substr(0, 8))
        && isDigits(text.substr(9));
}

Result<Timestamp> histDataTime(std::string_view text)
{
    using namespace std::chrono;
    const auto number = [&](std::size_t from, std::size_t length) {
        int value = 0;
        for (const char c : text.substr(from, length))
            value = value * 10 + (c - '0');
        return value;
    };
    if (!isHistDataTime(text))
        return fail("the time " + quoted(text) + " is not of the form YYYYMMDD HHMMSSmmm");
    const year_month_day date{year{number(0, 4)}, month{static_cast<unsigned>(number(4, 2))},
        day{static_cast<unsigned>(number(6, 2))}};
    const int hour = number(9, 2);
    const int minute = number(11, 2);
    const int second = number(13, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 59 || date.year() < year{1970})
        return fail("the time " + quoted(text) + " does not exist");
    constexpr hours utcMinusLocal{5}; // EST all year: the provider does not follow daylight saving
    return Timestamp{sys_days{date}} + hours{hour} + utcMinusLocal + minutes{minute}
    + seconds{second} + milliseconds{number(15, 3)};
}

Result<Timestamp> epochMilliseconds(std::string_view text)
{
    constexpr std::int64_t earliest = 100'000'000'000; // 1973; smaller numbers are seconds
    constexpr std::int64_t latest = 9'000'000'000'000; // 2255
    const auto number = parseInteger(text);
    if (!number || *number < earliest || *number > latest)
        return fail(
            "the time " + quoted(text) + " is not in milliseconds since 1970 (years 1973 to 2255)");
    return Timestamp{std::chrono::milliseconds{*number}};
}

Result<double> positivePrice(std::string_view name, std::string_view text)
{
    const auto value = parseDouble(text);
    if (!value)
        return fail("the " + std::string(name) + " " + quoted(text) + " is not a number");
    if (!std::isfinite(*value) || *value <= 0)
        return fail("the " + std::string(name) + " " + quoted(text) + " is not a positive price");
    return *value;
}

} // namespace

std::string_view toString(QuoteFormat format)
{
    return std::find_if(names.begin(), names.end(), [&](const Named &n) {
        return n.format == format;
    })->name;
}

Result<QuoteFormat> parseQuoteFormat(std::string_view text)
{
    for (const auto &known : names) {
        if (known.name == text)
            return known.format;
    }
    return fail("the quote format " + quoted(text)
        + " is unknown: it must be auto, histdata, truefx or generic");
}

bool isQuoteHeader(std::string_view line)
{
    const auto is = [](std::string_view text, std::string_view word) {
        return std::equal(text.begin(), text.end(), word.begin(), word.end(),
            [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
    };
    const auto fields = fieldsOf(line);
    const auto time = fields.text[0];
    return (is(time, "time") || is(time, "timestamp") || is(time, "date") || is(time, "datetime"))
        && is(fields.text[1], "bid") && is(fields.text[2], "ask");
}

Result<QuoteFormat> recogniseQuotes(std::string_view first, std::string_view second)
{
    if (isQuoteHeader(first)) {
        const bool isIso = !isDigits(fieldsOf(second).text[0]);
        return isIso && trimmed(first) == "timestamp,bid,ask" ? QuoteFormat::TrueFx
                                                              : QuoteFormat::Generic;
    }
    const auto fields = fieldsOf(first);
    if (isHistDataTime(fields.text[0]))
        return QuoteFormat::HistData;
    const auto time = fields.text[0];
    const bool isTable = fields.count == 3 || fields.count == 4;
    if (isTable && !time.empty() && isDigits(time.substr(0, 1)))
        return QuoteFormat::Generic;
    return fail(
        "no known format of quotes (histdata, truefx, generic) begins with " + quoted(first));
}

Result<Timestamp> QuoteLineParser::time(std::string_view field) const
{
    if (m_format == QuoteFormat::HistData)
        return histDataTime(field);
    if (m_format == QuoteFormat::Generic && isDigits(field))
        return epochMilliseconds(field);
    return parseIso(field);
}

Result<void> QuoteLineParser::checkFieldCount(std::size_t count)
{
    const bool isRight = m_format == QuoteFormat::HistData ? count == 4
        : m_format == QuoteFormat::TrueFx                  ? count == 3
        : m_fieldCount != 0                                ? count == m_fieldCount
                                                           : count == 3 || count == 4;
    if (isRight) {
        m_fieldCount = count;
        return {};
    }
    const std::string expected = m_format == QuoteFormat::HistData ? "4 (time, bid, ask, volume)"
        : m_format == QuoteFormat::TrueFx                          ? "3 (timestamp, bid, ask)"
        : m_fieldCount != 0 ? std::to_string(m_fieldCount) + " as in the first line"
                            : "3 or 4 (time, bid, ask, volume)";
    return fail(std::to_string(count) + " fields instead of " + expected);
}

Result<Tick> QuoteLineParser::parse(std::string_view line)
{
    const auto fields = fieldsOf(line);
    if (const auto counted = checkFieldCount(fields.count); !counted)
        return counted.failure();
    const auto at = time(fields.text[0]);
    if (!at)
        return at.failure();
    const auto bid = positivePrice("bid", fields.text[1]);
    if (!bid)
        return bid.failure();
    const auto ask = positivePrice("ask", fields.text[2]);
    if (!ask)
        return ask.failure();
    Tick tick{.time = *at, .bid = *bid, .ask = *ask};
    if (fields.count == mostFields) {
        const auto volume = parseDouble(fields.text[3]);
        if (!volume || !std::isfinite(*volume) || *volume < 0)
            return fail("the volume " + quoted(fields.text[3]) + " is not a number of 0 or more");
        tick.volume = *volume;
    }
    if (tick.bid > tick.ask)
        tick.flags |= TickCrossed;
    return tick;
}

} // namespace agora
