#include "engine/base/paths.h"
#include "engine/base/process.h"
#include "engine/overmind/version.h"

#include <algorithm>
#include <cstdio>

/// `agora` on a server, built without the window: `--no-gui` becomes agorad.
int main(int argc, char *argv[])
{
    std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments == std::vector<std::string>{"--version"}) {
        std::printf("agora %s (without a window)\n", agora::agoraVersion);
        return 0;
    }
    if (std::erase(arguments, "--no-gui") == 0) {
        std::fprintf(stderr, "agora: this build has no window; run `agora --no-gui`\n");
        return 2;
    }
    const auto failure = agora::replaceProcess(agora::programFolder() / "agorad", arguments);
    std::fprintf(stderr, "agora: %s\n", failure.message.c_str());
    return 1;
}
