#include "engine/overmind/engine_arguments.h"

#include "engine/base/text.h"

namespace agora {

namespace {
const std::vector<std::string> knownOptions{"--profile", "--config", "--replay", "--speed",
    "--format", "--symbol", "--help", "--version", "--no-gui"};

Result<double> parseSpeed(const std::string &text)
{
    if (text == "max")
        return 0.0;
    const auto speed = parseDouble(text);
    if (!speed || !(*speed > 0) || *speed > 1e6)
        return fail(
            "--speed “" + text + "”: expected “max” or a factor between 0 and 1000000, such as 10");
    return *speed;
}
} // namespace

const char *engineUsage()
{
    return "usage: agorad [--profile NAME] [--config FILE] [--replay FILE [--speed N|max] "
           "[--format FORMAT]\n"
           "              [--symbol EUR_USD]]\n"
           "Runs the trading engine until Ctrl-C. Formats: auto, histdata, truefx, generic.\n";
}

Result<EngineArguments> parseEngineArguments(const std::vector<std::string> &arguments)
{
    EngineArguments parsed;
    ReplaySpec replay;
    std::string replayOption;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto &key = arguments[i];
        if (key == "--help" || key == "--version" || key == "--no-gui") {
            parsed.isHelp = parsed.isHelp || key == "--help";
            parsed.isVersion = parsed.isVersion || key == "--version";
            continue;
        }
        if (std::find(knownOptions.begin(), knownOptions.end(), key) == knownOptions.end())
            return fail("unknown option “" + key + "”" + suggestion(key, knownOptions));
        if (i + 1 == arguments.size())
            return fail("option “" + key + "” needs a value");
        const auto &value = arguments[++i];
        if (key == "--profile") {
            parsed.profile = value;
        } else if (key == "--config") {
            parsed.config = value;
        } else if (key == "--replay") {
            replay.file = std::filesystem::absolute(value);
        } else {
            replayOption = key;
            if (key == "--format")
                replay.format = value;
            if (key == "--symbol")
                replay.symbol = value;
            if (key == "--speed") {
                const auto speed = parseSpeed(value);
                if (!speed)
                    return speed.failure();
                replay.speed = *speed;
            }
        }
    }
    if (!replay.file.empty())
        parsed.replay = replay;
    else if (!replayOption.empty())
        return fail("option “" + replayOption + "” goes with --replay FILE");
    return parsed;
}

} // namespace agora
