#include "engine/agency/life/run_system.h"

#include <cstdio>

namespace agora::agency {

int runSystem(
    int argc, char *argv[], const Kinds &kinds, const std::function<void(System &)> &program)
{
    if (const auto code = runAsAgent(argc, argv, kinds))
        return *code;
    const auto system = System::start();
    if (!system) {
        std::fprintf(stderr, "%s\n", system.error().message.c_str());
        return 1;
    }
    program(**system);
    const auto ended = (*system)->shutdown();
    if (!ended)
        std::fprintf(stderr, "%s\n", ended.error().message.c_str());
    return ended ? 0 : 1;
}

} // namespace agora::agency
