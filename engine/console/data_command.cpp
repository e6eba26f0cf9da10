#include "engine/console/data_command.h"

#include <CLI/CLI.hpp>

namespace agora::console {

namespace {

class DataGrammar {
public:
    DataGrammar(CLI::App &data, DataArguments &arguments, const std::function<void()> &chosen)
        : m_data(data), m_arguments(arguments), m_chosen(chosen)
    {}

    CLI::App &add(DataVerb verb, const char *name, const char *meaning)
    {
        auto *command = m_data.add_subcommand(name, meaning);
        command->callback([&arguments = m_arguments, chosen = m_chosen, verb] {
            arguments.verb = verb;
            chosen();
        });
        return *command;
    }

    void symbol(CLI::App &command, bool isRequired)
    {
        auto *option = command.add_option("symbol", m_arguments.symbol, "Instrument, EUR_USD");
        option->required(isRequired);
    }

    void period(CLI::App &command, const char *meaning)
    {
        command.add_option("--period", m_arguments.period, meaning)->type_name("PERIOD");
    }

    void range(CLI::App &command)
    {
        command.add_option("--from", m_arguments.from, "First time, 2024-01-31 or with a time")
            ->type_name("TIME");
        command.add_option("--to", m_arguments.to, "Time behind the last one")->type_name("TIME");
    }

    void file(CLI::App &command)
    {
        auto &a = m_arguments;
        command
            .add_option(
                "--format", a.format, "histdata, truefx, dukascopy, metatrader, fxcm, generic")
            ->type_name("NAME")
            ->capture_default_str();
        command.add_option("--columns", a.columns, "What the columns are: time,bid,ask,volume")
            ->type_name("MAP");
        command.add_option("--stamps", a.stamps, "A bar's time is its: start, end")
            ->type_name("WHICH");
        command.add_option("--spread", a.spread, "Points between the side given and the other")
            ->type_name("POINTS");
        command.add_flag("--skip-bad", a.isSkippingBad, "Count bad lines and go on");
    }

    void anchor(CLI::App &command)
    {
        auto &a = m_arguments;
        command.add_option("--anchor", a.anchor, "Hour at which a day begins; 17 when absent")
            ->type_name("HOUR");
        command
            .add_option(
                "--week-start", a.weekStart, "Day whose anchor opens a week; fri when absent")
            ->type_name("DAY");
        command.add_option("--gaps", a.gaps, "Periods without a price: skip, fill")
            ->type_name("WHICH")
            ->capture_default_str();
        command
            .add_option("--hours", a.hours,
                "When it trades; closed hours are not filled: a name (fx, fx-week, us-futures, "
                "always, or of instruments.toml), an instrument (XAU_USD), or sessions in the "
                "zone of --zone (\"Mon-Fri 09:00-17:30\")")
            ->type_name("WHICH");
    }

    void side(CLI::App &command, const char *meaning)
    {
        command.add_option("--side", m_arguments.side, meaning)->type_name("SIDE");
    }

private:
    CLI::App &m_data;
    DataArguments &m_arguments;
    const std::function<void()> &m_chosen;
};

void addFiles(DataGrammar &grammar, DataArguments &a)
{
    auto &in = grammar.add(DataVerb::Import, "import", "Store ticks or bars of files");
    in.add_option("files", a.files, "CSV, plain, gzip or zstd")->required()->type_name("FILE");
    in.add_option("--symbol", a.symbol, "Instrument; else the file's name tells it");
    grammar.period(in, "Length of the file's bars; else they tell it");
    grammar.file(in);
    in.add_option("--zone", a.zone, "Time zone of times that do not say it")->type_name("ZONE");
    grammar.side(in, "Which prices they are: bid, ask, mid");
    in.add_option("--ask", a.ask, "File of the asks, where FILE holds the bids alone")
        ->type_name("FILE");
    in.add_flag("--by-date", a.isByDate,
        "Days and weeks that begin at other times than the instrument's: the day or week "
        "that holds their time");
    in.add_option("--hole", a.hole, "Longest silence in the file that is no gap")
        ->type_name("DURATION")
        ->capture_default_str();

    auto &out = grammar.add(DataVerb::Export, "export", "Write ticks or bars as CSV");
    grammar.symbol(out, true);
    grammar.period(out, "Length of the bars; any that what is stored can be made into");
    out.add_flag("--ticks", a.isTicks, "Ticks instead of bars");
    grammar.side(out, "bid, ask, mid; both when absent");
    grammar.range(out);
    out.add_option("--zone", a.zone, "Time zone of the day's anchor")->type_name("ZONE");
    grammar.anchor(out);
    out.add_option("-o,--out", a.out, "File; standard output when absent")->type_name("FILE");

    auto &make = grammar.add(
        DataVerb::Resample, "resample", "Make longer bars, of a file or of what is stored");
    make.add_option("--in", a.in, "File of ticks or bars; else what is stored")->type_name("FILE");
    make.add_option("--out", a.out, "File; standard output when absent")->type_name("FILE");
    make.add_option("--symbol", a.symbol, "Instrument of what is stored, whose bars are kept");
    grammar.period(make, "Length of the bars to make");
    make.add_option("--zone", a.zone, "Time zone of the day's anchor")->type_name("ZONE");
    grammar.anchor(make);
    grammar.file(make);
    make.add_option("--in-period", a.inPeriod, "Length of the file's bars; else they tell it")
        ->type_name("PERIOD");
    make.add_option("--in-zone", a.inZone, "Time zone of the file's times")->type_name("ZONE");
    grammar.side(make, "bid, ask, mid");
}

void addStore(DataGrammar &grammar, DataArguments &a)
{
    grammar.add(DataVerb::List, "list", "What is stored");
    auto &gaps = grammar.add(DataVerb::Gaps, "gaps", "What is missing, by trading day");
    grammar.symbol(gaps, false);
    grammar.period(gaps, "Only these bars");
    grammar.range(gaps);
    auto &repair = grammar.add(DataVerb::Repair, "repair",
        "Drop what is damaged, fill gaps of what is at hand or the venue has");
    grammar.symbol(repair, false);
    grammar.period(repair, "Only these bars");
    grammar.range(repair);
    grammar.add(DataVerb::Check, "check", "Read everything and tell what is damaged");
    auto &forget = grammar.add(DataVerb::Delete, "delete", "Forget ticks or bars");
    grammar.symbol(forget, true);
    grammar.period(forget, "Only these bars");
    forget.add_flag("--ticks", a.isTicks, "Only the ticks");
    grammar.range(forget);
    forget.add_flag("--yes", a.isSure, "Without asking");
}

} // namespace

CLI::App *addDataCommands(CLI::App &app, DataArguments &data, const std::function<void()> &chosen)
{
    auto *commands = app.add_subcommand("data", "History: import, export, list, gaps, …");
    DataGrammar grammar(*commands, data, chosen);
    addFiles(grammar, data);
    addStore(grammar, data);
    return commands;
}

} // namespace agora::console
