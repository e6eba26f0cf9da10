#include "engine/console/instrument_commands.h"

#include "engine/base/clock.h"
#include "engine/base/paths.h"
#include "engine/base/text.h"
#include "engine/console/table.h"
#include "engine/model/instrument_file.h"

#include <algorithm>
#include <ostream>

namespace agora::console {

namespace {

using agency::Value;

Failure<Refusal> refuse(const std::string &sentence)
{
    return failWith(Refusal{Exit::Failed, sentence});
}

Result<std::filesystem::path, Refusal> fileOf(const std::string &profile)
{
    const auto paths = Paths::forProfile(profile);
    if (!paths)
        return failWith(Refusal{Exit::Usage, paths.error().message});
    return paths->config / "instruments.toml";
}

/// `17:00 America/New_York`
std::string anchorText(const DayAnchor &anchor)
{
    return (anchor.hour() < 10 ? "0" : "") + std::to_string(anchor.hour()) + ":00 "
        + anchor.zone().name();
}

std::string percent(Decimal rate) { return formatDouble(rate.toDouble() * 100) + " %"; }

Value toDocument(const Instrument &one)
{
    return Value::Object{{"symbol", one.symbol}, {"name", one.name}, {"base", one.base},
        {"quote", one.quote}, {"precision", one.precision}, {"pip_location", one.pipLocation},
        {"units_precision", one.unitsPrecision}, {"minimum_units", one.minimumUnits.toString()},
        {"lot_units", one.lotUnits.toString()}, {"margin_rate", one.marginRate.toString()},
        {"hours", one.hours.name()}, {"day_anchor", anchorText(one.dayAnchor)}};
}

template <typename Rows>
std::vector<std::string> textsOf(const Rows &rows)
{
    std::vector<std::string> texts;
    for (const auto &row : rows)
        texts.push_back(toText(row));
    return texts;
}

void list(const std::vector<Instrument> &instruments, bool json, std::ostream &out)
{
    Value document = Value::Array{};
    Table table({{"SYMBOL"}, {"NAME"}, {"DECIMALS", Align::Right}, {"PIP", Align::Right},
        {"LOT", Align::Right}, {"LEAST", Align::Right}, {"MARGIN", Align::Right}, {"HOURS"},
        {"DAY BEGINS"}});
    for (const auto &one : instruments) {
        document.append(toDocument(one));
        table.add({one.symbol, one.name, std::to_string(one.precision),
            formatFixed(one.pip(), std::max(0, -one.pipLocation)), one.lotUnits.toString(),
            one.minimumUnits.toString(), formatFixed(one.marginRate.toDouble() * 100, 2) + " %",
            one.hours.name(), anchorText(one.dayAnchor)});
    }
    if (json)
        out << document.toJson(2) << '\n';
    else
        table.print(out);
}

std::string timeOrNever(Timestamp at)
{
    return at == Timestamp::max() ? std::string("never") : formatIso(at, 0);
}

void printInstrument(const Instrument &one, Timestamp at, std::ostream &out)
{
    const auto line = [&](const std::string &key, const std::string &value) {
        out << key << std::string(18 - std::min<std::size_t>(key.size(), 17), ' ') << value << '\n';
    };
    line("symbol", one.symbol);
    line("name", one.name);
    line("base, quote", one.base + ", " + one.quote);
    line("price",
        std::to_string(one.precision) + " decimals; a pip is "
            + formatFixed(one.pip(), std::max(0, -one.pipLocation)));
    line("size",
        "at least " + one.minimumUnits.toString() + ", " + std::to_string(one.unitsPrecision)
            + " decimals; a lot is " + one.lotUnits.toString());
    line("margin", percent(one.marginRate));
    line("day begins", anchorText(one.dayAnchor));
    const auto &schedule = one.hours.schedule();
    line("hours", schedule.name + ", " + schedule.zone);
    for (const auto &session : textsOf(schedule.sessions))
        line("", session);
    const auto holidays = textsOf(schedule.closures);
    for (std::size_t i = 0; i < holidays.size(); ++i)
        line(i == 0 ? "closed" : "", holidays[i]);
    const bool open = isOpen(one.hours, at);
    line(formatIso(at, 0).substr(0, 10), open ? "open" : "closed");
    line(open ? "next close" : "next open",
        timeOrNever(open ? nextClose(one.hours, at) : nextOpen(one.hours, at)));
}

Result<void, Refusal> describe(
    const std::vector<Instrument> &instruments, const Command &command, std::ostream &out)
{
    const auto &symbol = command.instruments.symbol;
    const auto found = std::find_if(instruments.begin(), instruments.end(),
        [&](const Instrument &one) { return one.symbol == symbol; });
    if (found == instruments.end()) {
        std::vector<std::string> symbols;
        for (const auto &one : instruments)
            symbols.push_back(one.symbol);
        return refuse("there is no instrument “" + symbol + "”" + suggestion(symbol, symbols));
    }
    auto at = SystemClock().now();
    if (!command.instruments.at.empty()) {
        const auto asked = parseIso(command.instruments.at);
        if (!asked)
            return failWith(Refusal{Exit::Usage, "--at: " + asked.error().message});
        at = *asked;
    }
    if (!command.json) {
        printInstrument(*found, at, out);
        return {};
    }
    auto document = toDocument(*found);
    const auto &schedule = found->hours.schedule();
    const auto sessions = textsOf(schedule.sessions);
    const auto holidays = textsOf(schedule.closures);
    document.set("schedule",
        Value::Object{{"zone", schedule.zone},
            {"sessions", Value::Array(sessions.begin(), sessions.end())},
            {"holidays", Value::Array(holidays.begin(), holidays.end())}});
    const auto time = [](Timestamp when) {
        return when == Timestamp::max() ? Value() : Value(formatIso(when, 9));
    };
    document.set("at", formatIso(at, 9));
    document.set("is_open", isOpen(found->hours, at));
    document.set("next_open", time(nextOpen(found->hours, at)));
    document.set("next_close", time(nextClose(found->hours, at)));
    out << document.toJson(2) << '\n';
    return {};
}

} // namespace

Result<void, Refusal> runInstruments(const Command &command, std::ostream &out)
{
    auto file = fileOf(command.profile);
    if (!file)
        return file.failure();
    const auto &given = command.instruments.file;
    if (!given.empty())
        *file = given;
    std::error_code ignored;
    if (command.verb == Verb::InstrumentCheck && !std::filesystem::exists(*file, ignored))
        return refuse("there is no file " + file->string());
    const auto instruments = loadInstruments(*file);
    if (!instruments)
        return refuse(instruments.error().message);
    if (command.verb == Verb::InstrumentDescribe)
        return describe(*instruments, command, out);
    if (command.verb == Verb::InstrumentList) {
        list(*instruments, command.json, out);
        return {};
    }
    if (command.json)
        out << Value(Value::Object{{"ok", true}, {"file", file->string()},
                         {"instruments", static_cast<std::uint64_t>(instruments->size())}})
                   .toJson(2)
            << '\n';
    else
        out << file->string() << " is right: " << instruments->size() << " instruments\n";
    return {};
}

Result<void, Refusal> useProfilesInstruments(const std::string &profile)
{
    const auto file = fileOf(profile);
    if (!file)
        return file.failure();
    auto instruments = loadInstruments(*file);
    if (!instruments)
        return refuse(instruments.error().message);
    useInstruments(*std::move(instruments));
    return {};
}

} // namespace agora::console
