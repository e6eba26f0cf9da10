#include "engine/agency/agency.h"

using namespace agora::agency;

int main(int argc, char *argv[])
{
    const Kinds kinds{{"agent", Agent::maker<Agent>()}};
    return runSystem(argc, argv, kinds, [](System &system) {
        orExit(system.spawn({.name = "example"}));
        const Value::Array words{"Hello, world!"};
        orExit(Proxy("example").call("agent.every", Value::Array{"200ms", "agent.log", words}));
        std::this_thread::sleep_for(std::chrono::seconds(1));
    });
}
