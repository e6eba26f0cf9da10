#include "app/start/command_line.h"

#include "engine/base/paths.h"
#include "engine/base/process.h"
#include "engine/base/text.h"

#include <algorithm>
#include <filesystem>

namespace agora::app {

namespace {

const std::vector<std::string> knownOptions{"--no-gui", "--profile", "--replay", "--speed",
    "--format", "--config", "--symbol", "--theme", "--version", "--help"};

Result<void> checkSpeed(const std::string &text)
{
    const auto factor = parseDouble(text);
    if (text == "max" || (factor && *factor > 0))
        return {};
    return fail("--speed takes a factor above 0 or \"max\", not \"" + text + "\".");
}

Result<void> checkFile(const std::string &option, const std::string &file)
{
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file, ignored))
        return {};
    return fail(option + ": there is no file \"" + file + "\".");
}

Result<void> checkTheme(const std::string &text)
{
    if (text == "dark" || text == "light")
        return {};
    return fail("--theme takes \"dark\" or \"light\", not \"" + text + "\".");
}

/// Takes one option with its value.
Result<void> take(CommandLine &line, const std::string &option, const std::string &value)
{
    auto checked = option == "--speed"                 ? checkSpeed(value)
        : option == "--theme"                          ? checkTheme(value)
        : option == "--replay" || option == "--config" ? checkFile(option, value)
                                                       : Result<void>();
    if (!checked)
        return checked;
    if (option == "--symbol")
        line.symbol = value;
    else if (option == "--theme")
        line.theme = value;
    else
        line.engineArguments.insert(line.engineArguments.end(), {option, value});
    if (option == "--profile")
        line.profile = value;
    line.isReplay = line.isReplay || option == "--replay";
    line.wantsOwnEngine = line.wantsOwnEngine || option == "--replay" || option == "--speed"
        || option == "--config" || option == "--format";
    return {};
}

Failure<Error> unknownOption(const std::string &argument, const std::string &option)
{
    const auto hint = suggestion(option, knownOptions);
    return fail("Unknown option \"" + argument + "\"" + (hint.empty() ? "." : hint)
        + " Try \"agora --help\".");
}

CommandLine engineInstead(const std::vector<std::string> &arguments)
{
    CommandLine line;
    line.task = CommandLine::Task::BecomeEngine;
    std::ranges::copy_if(arguments, std::back_inserter(line.engineArguments),
        [](const std::string &argument) { return argument != "--no-gui"; });
    return line;
}

} // namespace

Result<CommandLine> parseCommandLine(const std::vector<std::string> &arguments)
{
    if (std::ranges::find(arguments, "--no-gui") != arguments.end())
        return engineInstead(arguments);
    CommandLine line;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto equals = arguments[i].find('=');
        const auto option = arguments[i].substr(0, equals);
        if (std::ranges::find(knownOptions, option) == knownOptions.end())
            return unknownOption(arguments[i], option);
        if (option == "--help" || option == "--version") {
            line.task = option == "--help" ? CommandLine::Task::PrintHelp
                                           : CommandLine::Task::PrintVersion;
            return line;
        }
        if (equals == std::string::npos && i + 1 == arguments.size())
            return fail("Option \"" + option + "\" needs a value. Try \"agora --help\".");
        const auto value
            = equals == std::string::npos ? arguments[++i] : arguments[i].substr(equals + 1);
        if (const auto taken = take(line, option, value); !taken)
            return taken.failure();
    }
    if (line.isReplay && line.symbol) // whose quotes they are, where the file does not say
        line.engineArguments.insert(line.engineArguments.end(), {"--symbol", *line.symbol});
    return line;
}

std::string helpText()
{
    return "Usage: agora [options]\n"
           "The window of the Agora trading terminal. Starts the engine when none runs.\n"
           "\n"
           "  --no-gui          run the engine alone, without a screen; other options go to "
           "agorad\n"
           "  --profile NAME    settings, data and engine of that name (default: \"default\")\n"
           "  --replay FILE     recorded quotes instead of the simulated market (.csv, .csv.gz)\n"
           "  --speed N|max     replay N times as fast, or as fast as it goes\n"
           "  --format FORMAT   of the replay: auto, histdata, truefx or generic\n"
           "  --config FILE     system description instead of the profile's agora.toml\n"
           "  --symbol SYMBOL   first chart (default: EUR_USD); with --replay, what the quotes are "
           "of\n"
           "  --theme NAME      dark or light\n"
           "  --version         print the version and end\n"
           "  --help            print this and end\n";
}

Error becomeEngine(const std::vector<std::string> &arguments)
{
    return replaceProcess(programFolder() / "agorad", arguments);
}

} // namespace agora::app
