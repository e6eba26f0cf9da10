#include "engine/base/paths.h"
#include "engine/base/process.h"

#include <algorithm>
#include <cstdio>

/// `agora` of a build without the window: `agora --no-gui` works on a server as well, by becoming
/// `agorad`.
int main(int argc, char *argv[])
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto isGiven
        = [&](const char *option) { return std::ranges::count(arguments, option) > 0; };
    if (!isGiven("--no-gui") && !isGiven("--help") && !isGiven("--version")) {
        std::fprintf(
            stderr, "agora: this build has no window (AGORA_GUI=OFF); start it with --no-gui\n");
        return 2;
    }
    const auto failure = agora::replaceProcess(agora::programFolder() / "agorad", arguments);
    std::fprintf(stderr, "agora: %s\n", failure.message.c_str());
    return 1;
}
