#include "engine/agency/agency.h"

using namespace agora::agency;

int main(int argc, char *argv[])
{
    const Kinds kinds{{"agent", Agent::maker<Agent>()}};
    return runSystem(argc, argv, kinds, [](System &system) {
        orExit(system.spawn({.name = "alice"}));
        orExit(system.spawn({.name = "bob"}));
        const Proxy alice("alice"), bob("bob");
        const auto address = orExit(alice.call("agent.bind", Value::Array{"PUSH", "main"}));
        orExit(bob.call("agent.connect", Value::Array{address, "in", "agent.log"}));
        orExit(alice.call("agent.send", Value::Array{"main", Value::Array{"Hello, Bob!"}}));
        std::this_thread::sleep_for(std::chrono::seconds(2));
    });
}
