#include "engine/base/paths.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

/// `agora` of a build without the window: `agora --no-gui` works on a server as well, by becoming
/// `agorad`.
int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto isGiven
        = [&](const char *option) { return std::ranges::count(arguments, option) > 0; };
    if (!isGiven("--no-gui") && !isGiven("--help") && !isGiven("--version")) {
        std::cerr << "agora: this build has no window (AGORA_GUI=OFF); start it with --no-gui\n";
        return 2;
    }
    const auto program = (agora::programFolder() / "agorad").string();
    argv[0] = const_cast<char *>(program.c_str()); // execv takes no const; it writes nothing
    ::execv(program.c_str(), argv);
    std::cerr << "agora: cannot start " << program << ": " << std::strerror(errno) << '\n';
    return 1;
}
