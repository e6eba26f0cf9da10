#include "engine/console/command.h"

#include "engine/agency/security/security.h"
#include "engine/base/text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace agora::console {

namespace {

/// Texts as they were typed; what they mean is looked at when the line as a whole is understood.
struct Typed {
    double timeoutSeconds = 10;
    std::string period = "M1";
    std::vector<std::string> parameters;
    std::string level = "debug";
    std::string lastLines = "50";
    std::string since;
    std::string json;
};

/// The commands of one command line, each with its verb.
class Grammar {
public:
    Grammar() : m_app("Looks after a running Agora engine.", "agoractl")
    {
        m_app.allow_extras(); // told apart below, with a suggestion; inherited by every command
        m_app.fallthrough(); // so that `agoractl positions --json` works
        m_app.set_version_flag("--version", "agoractl " AGORA_VERSION);
        m_app.add_option("--profile", m_command.profile, "Profile whose engine is meant")
            ->type_name("NAME")
            ->capture_default_str();
        m_app.add_option("--timeout", m_typed.timeoutSeconds, "Longest wait for an answer")
            ->type_name("SECONDS")
            ->capture_default_str();
        m_app.add_flag("--json", m_command.json, "Print one JSON document");
        addLooks();
        addAgentCommands();
        addBrainCommands();
        addIndicatorCommands();
        addKeyCommands();
        addInstrumentCommands();
        m_data = addDataCommands(m_app, m_command.data, [this] { m_verb = Verb::Data; });
        addDeeds();
    }

    Result<ParsedLine, Refusal> parse(std::span<const std::string> arguments)
    {
        auto reversed = withKeysLast(arguments);
        std::reverse(reversed.begin(), reversed.end());
        try {
            m_app.parse(std::move(reversed));
        } catch (const CLI::CallForHelp &) {
            return ParsedLine{.command = {}, .text = m_app.help()};
        } catch (const CLI::CallForVersion &) {
            return ParsedLine{.command = {}, .text = m_app.version() + "\n"};
        } catch (const CLI::ParseError &error) {
            return usage(error.what());
        }
        return understood();
    }

private:
    using Line = Result<ParsedLine, Refusal>;

    /// One key in 85 begins with “-”: it goes behind “--”, so that nobody takes it for an option.
    static std::vector<std::string> withKeysLast(std::span<const std::string> arguments)
    {
        std::vector<std::string> words(arguments.begin(), arguments.end());
        const std::array<std::string, 2> allow{"keys", "allow"};
        const auto command = std::ranges::search(words, allow);
        if (command.empty() || std::ranges::find(words, "--") != words.end())
            return words;
        const auto isPlain = [](const std::string &word) {
            const bool isOption = word.starts_with("--for=") || word.starts_with("--profile=")
                || word.starts_with("--timeout=");
            return !word.starts_with('-') || isOption || !agency::isKey(word);
        };
        const auto keys = std::stable_partition(command.end(), words.end(), isPlain);
        if (keys != words.end())
            words.insert(keys, "--");
        return words;
    }

    static Failure<Refusal> usage(std::string sentence)
    {
        return failWith(Refusal{Exit::Usage, std::move(sentence)});
    }

    CLI::App *add(CLI::App &parent, Verb verb, const char *name, const char *meaning)
    {
        auto *command = parent.add_subcommand(name, meaning);
        command->callback([this, verb] { m_verb = verb; });
        return command;
    }

    void addLooks()
    {
        add(m_app, Verb::Status, "status", "The engine as a whole");
        add(m_app, Verb::Agents, "agents", "Every agent: phase, process, restarts, load");
        add(m_app, Verb::Positions, "positions", "Open positions");
        add(m_app, Verb::Orders, "orders", "Orders and what became of them")
            ->add_flag("--open", m_command.openOrdersOnly, "Only those that may still fill");
        add(m_app, Verb::Trades, "trades", "Closed trades");
        add(m_app, Verb::Account, "account", "Balance, equity and margin");
        auto *logs = add(m_app, Verb::Logs, "logs", "The log of all agents");
        logs->add_flag("-f,--follow", m_command.logs.follow, "Go on until Ctrl-C");
        logs->add_option("-n,--last", m_typed.lastLines, "How many of the newest lines")
            ->type_name("N")
            ->capture_default_str();
        logs->add_option("--level", m_typed.level, "Lowest level shown")->type_name("LEVEL");
        logs->add_option("--agent", m_command.logs.agent, "Only of this agent")->type_name("NAME");
        logs->add_option("--text", m_command.logs.text, "Only lines that contain it")
            ->type_name("TEXT");
        logs->add_option("--since", m_typed.since, "Only from this time on, UTC")
            ->type_name("TIME");
    }

    void addAgentCommands()
    {
        m_agent = m_app.add_subcommand("agent", "One agent: inspect");
        add(*m_agent, Verb::AgentInspect, "inspect",
            "What it says of itself: methods, links, timers, queues, counters")
            ->add_option("name", m_command.call.agent, "Its name")
            ->required();
    }

    void addBrainCommands()
    {
        m_brain = m_app.add_subcommand("brain", "Brains: list, modules, add, remove, …");
        add(*m_brain, Verb::BrainList, "list", "Every brain of the system");
        add(*m_brain, Verb::BrainModules, "modules", "What can be added");
        auto &brain = m_command.brain;
        auto *adding = add(*m_brain, Verb::BrainAdd, "add", "Add a brain and start it");
        adding->add_option("module", brain.module, "Its module")->required();
        adding->add_option("--symbol", brain.symbol, "Instrument it trades")->required();
        adding->add_option("--period", m_typed.period, "Length of its bars")->capture_default_str();
        adding->add_option("--name", brain.name, "Its name; made from the module's if absent");
        adding->add_option("-p,--parameter", m_typed.parameters, "One parameter, KEY=VALUE")
            ->type_name("KEY=VALUE")
            ->allow_extra_args(false);
        const auto named = [&](Verb verb, const char *name, const char *meaning) {
            add(*m_brain, verb, name, meaning)
                ->add_option("name", brain.name, "Its name")
                ->required();
        };
        named(Verb::BrainRemove, "remove", "Stop a brain and forget it");
        named(Verb::BrainStart, "start", "Start a stopped brain");
        named(Verb::BrainStop, "stop", "Stop a brain; its orders stay");
    }

    void addIndicatorCommands()
    {
        m_indicator
            = m_app.add_subcommand("indicator", "Indicators: list, describe, compute; no engine");
        auto &chosen = m_command.indicators;
        add(*m_indicator, Verb::IndicatorList, "list", "Every indicator of the catalogue");
        add(*m_indicator, Verb::IndicatorDescribe, "describe", "One of them in full")
            ->add_option("name", chosen.names, "Its key, or the name of one of its columns")
            ->required()
            ->expected(1);
        auto *compute = add(*m_indicator, Verb::IndicatorCompute, "compute",
            "Compute indicators over the bars of a CSV file");
        compute->add_option("name", chosen.names,
            "Columns (rsi_14), indicators (macd:12,26,9), formulas (spread=high - low)");
        compute->add_option("--in", chosen.in, "CSV file with the bars, plain or gzip")
            ->type_name("FILE")
            ->required();
        compute->add_option("--out", chosen.out, "CSV file to write; standard output if absent")
            ->type_name("FILE");
        compute
            ->add_option("--input", chosen.columns,
                "Columns of the file: open,high,low,close[,volume], or one price alone")
            ->type_name("COLUMNS")
            ->delimiter(',')
            ->allow_extra_args(false);
        compute->add_flag("--all-columns", chosen.allColumns, "Every column with reference values");
    }

    void addKeyCommands()
    {
        m_keys = m_app.add_subcommand("keys", "Keys for tcp: new, list, allow; no engine");
        auto &keys = m_command.keys;
        add(*m_keys, Verb::KeysNew, "new", "Make keys and show the public one")
            ->add_option("name", keys.name, "Their name; “engine” are those of the engine")
            ->required();
        add(*m_keys, Verb::KeysList, "list", "All keys, without their secrets");
        auto *allow = add(*m_keys, Verb::KeysAllow, "allow", "Let somebody connect over tcp");
        allow
            ->add_option(
                "public-key", keys.publicKey, "Who: 40 characters of Z85, in single quotes")
            ->required();
        keys.name = "engine";
        allow->add_option("--for", keys.name, "To whom")->type_name("NAME")->capture_default_str();
    }

    void addInstrumentCommands()
    {
        m_instruments = m_app.add_subcommand(
            "instruments", "What can be traded: list, describe, check; no engine");
        auto &chosen = m_command.instruments;
        add(*m_instruments, Verb::InstrumentList, "list", "The built-in list with your changes");
        auto *describe = add(*m_instruments, Verb::InstrumentDescribe, "describe",
            "One of them in full, with its trading hours");
        describe->add_option("symbol", chosen.symbol, "Its symbol, such as EUR_USD")->required();
        describe->add_option("--at", chosen.at, "Time for which it tells what is open; else now")
            ->type_name("TIME");
        add(*m_instruments, Verb::InstrumentCheck, "check",
            "Is a file of instruments right? Names the first mistake")
            ->add_option("file", chosen.file, "The file; else the profile's instruments.toml");
    }

    void addDeeds()
    {
        auto *call = add(m_app, Verb::Call, "call", "Call any method of any agent");
        call->add_option("agent", m_command.call.agent, "Name of the agent")->required();
        call->add_option("method", m_command.call.method, "Name of the method")->required();
        call->add_option("json", m_typed.json, "Its argument as JSON; null if absent");
        add(m_app, Verb::Shutdown, "shutdown", "End every agent, then the engine");
    }

    Line understood()
    {
        const auto extra = m_app.remaining(true); // with the “--” that told arguments from options
        const auto first
            = std::ranges::find_if(extra, [](const auto &word) { return word != "--"; });
        if (first != extra.end())
            return usage(unknown(*first));
        if (!m_verb)
            return usage(missingCommand());
        m_command.verb = *m_verb;
        if (!std::isfinite(m_typed.timeoutSeconds) || m_typed.timeoutSeconds <= 0
            || m_typed.timeoutSeconds > 86'400)
            return usage("--timeout takes more than 0 and at most 86400 seconds");
        m_command.timeout = std::chrono::milliseconds(std::llround(m_typed.timeoutSeconds * 1000));
        if (const auto problem = readTyped())
            return usage(*problem);
        return ParsedLine{.command = m_command, .text = {}};
    }

    std::string missingCommand() const
    {
        for (const auto *group : {m_agent, m_brain, m_indicator, m_keys, m_instruments, m_data}) {
            if (group->parsed())
                return "a command is missing after “" + group->get_name() + "”: one of "
                    + joined(commandNames(*group));
        }
        return "a command is missing: one of " + joined(commandNames(m_app));
    }

    /// The problem, if there is one.
    std::optional<std::string> readTyped()
    {
        const auto &columns = m_command.indicators.columns;
        if (columns.size() > 5 || columns.size() == 2 || columns.size() == 3)
            return "--input takes one column, or open, high, low, close and perhaps volume";
        if (m_command.verb == Verb::IndicatorCompute && m_command.indicators.names.empty()
            && !m_command.indicators.allColumns)
            return "what to compute is missing: a name, or --all-columns";
        const auto period = Period::parse(m_typed.period);
        if (!period)
            return "--period: " + period.error().message;
        m_command.brain.period = *period;
        const auto level = parseLogLevel(m_typed.level);
        if (!level)
            return "--level: there is no level “" + m_typed.level + "”"
                + suggestion(m_typed.level, {"debug", "info", "warning", "error"});
        m_command.logs.minimum = *level;
        if (!m_typed.since.empty()) {
            const auto since = parseIso(m_typed.since);
            if (!since)
                return "--since: " + since.error().message;
            m_command.logs.since = *since;
        }
        const auto lines = parseInteger(m_typed.lastLines);
        if (!lines || *lines < 0)
            return "-n takes a number of lines, not “" + m_typed.lastLines + "”";
        m_command.logs.last = static_cast<std::size_t>(*lines);
        for (const auto &parameter : m_typed.parameters) {
            const auto equals = parameter.find('=');
            if (equals == std::string::npos || equals == 0)
                return "-p takes KEY=VALUE, not “" + parameter + "”";
            m_command.brain.parameters.emplace_back(
                parameter.substr(0, equals), parameter.substr(equals + 1));
        }
        if (m_typed.json.empty())
            return std::nullopt;
        auto value = agency::Value::parseJson(m_typed.json);
        if (!value)
            return "the argument of call is no JSON: " + value.error().message;
        m_command.call.value = std::move(*value);
        return std::nullopt;
    }

    static std::vector<std::string> commandNames(const CLI::App &app)
    {
        std::vector<std::string> names;
        for (const auto *command : app.get_subcommands([](const CLI::App *) { return true; }))
            names.push_back(command->get_name());
        return names;
    }

    /// Of the command that was recognised and of those above it.
    std::vector<std::string> optionNames() const
    {
        std::vector<std::string> names;
        const CLI::App *app = &m_app;
        while (app != nullptr) {
            for (const auto *option : app->get_options()) {
                for (const auto &name : option->get_lnames())
                    names.push_back("--" + name);
            }
            const auto chosen = app->get_subcommands();
            app = chosen.empty() ? nullptr : chosen.front();
        }
        return names;
    }

    static std::string joined(const std::vector<std::string> &names)
    {
        std::string text;
        for (const auto &name : names)
            text += (text.empty() ? "" : ", ") + name;
        return text;
    }

    std::string unknownOption(const std::string &word) const
    {
        const auto meant = suggestion(word, optionNames());
        return "unknown option “" + word + "”"
            + (meant.empty() ? "; behind “--” it would be an argument" : meant);
    }

    std::string unknown(const std::string &word) const
    {
        const bool isKey = m_keys->parsed() && agency::isKey(word);
        if (word.starts_with("-") && !isKey)
            return unknownOption(word);
        if (m_verb)
            return "“" + word + "” is one argument too many";
        for (const auto *group : {m_agent, m_brain, m_indicator, m_keys, m_instruments, m_data}) {
            if (group->parsed())
                return "unknown command “" + group->get_name() + " " + word + "”"
                    + suggestion(word, commandNames(*group));
        }
        return "unknown command “" + word + "”" + suggestion(word, commandNames(m_app));
    }

    CLI::App m_app;
    CLI::App *m_agent = nullptr;
    CLI::App *m_brain = nullptr; // owned by m_app
    CLI::App *m_indicator = nullptr; // owned by m_app
    CLI::App *m_keys = nullptr; // owned by m_app
    CLI::App *m_instruments = nullptr; // owned by m_app
    Command m_command;
    Typed m_typed;
    CLI::App *m_data = nullptr; // owned by m_app
    std::optional<Verb> m_verb;
};

} // namespace

Result<ParsedLine, Refusal> parseLine(std::span<const std::string> arguments)
{
    return Grammar().parse(arguments);
}

} // namespace agora::console
