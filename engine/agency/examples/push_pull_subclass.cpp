#include "engine/agency/agency.h"
using namespace agora;
using namespace agora::agency;
struct Bob : Agent {
    using Agent::Agent;
    Result<void> onInit() override
    {
        const auto hear = [this](const Delivery &it) { log().info(it.value.asText()); };
        return withoutValue(bind(Pattern::Pull, "in", {.handlers = Handler(hear)}));
    }
};
struct Alice : Agent {
    using Agent::Agent;
    Result<void> onInit() override { return withoutValue(connect("bob", "in", "out")); }
    Result<void> beforeLoop() override { return send("out", "Hello, Bob!"); }
};
int main(int argc, char *argv[])
{
    const Kinds kinds{{"alice", Agent::maker<Alice>()}, {"bob", Agent::maker<Bob>()}};
    return runSystem(argc, argv, kinds, [](System &system) {
        for (const auto *who : {"bob", "alice"})
            orExit(system.spawn({.name = who, .kind = who}));
        std::this_thread::sleep_for(std::chrono::seconds(2));
    });
}
