#include "engine/agents/brain/brain_host.h"
#include "engine/agents/informer/informer.h"
#include "engine/agents/logger/logger.h"
#include "engine/agents/router/router.h"
#include "engine/base/paths.h"

#include <cstdio>

namespace {
/// `--describe-brain LIBRARY --output FILE`: what the Overmind runs to learn about a module.
int describe(const std::string &library, const std::string &output)
{
    const auto written = agora::writeFileAtomically(output, agora::describeBrain(library).toJson());
    if (!written)
        std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return written ? 0 : 1;
}
} // namespace

int main(int argc, char *argv[])
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() == 4 && arguments[0] == "--describe-brain" && arguments[2] == "--output")
        return describe(arguments[1], arguments[3]);
    constexpr agora::AgentKind kinds[]
        = {{"router", agora::Router::make}, {"brain", agora::BrainHost::make},
            {"informer", agora::Informer::make}, {"logger", agora::Logger::make}};
    return agora::runAgentProgram(arguments, kinds);
}
