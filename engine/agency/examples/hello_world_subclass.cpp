#include "engine/agency/agency.h"

using namespace agora;
using namespace agora::agency;

struct Example : Agent {
    using Agent::Agent;
    Result<void> beforeLoop() override
    {
        every(std::chrono::milliseconds(200), [this] { log().info("Hello, world!"); });
        return {};
    }
};

int main(int argc, char *argv[])
{
    const Kinds kinds{{"example", Agent::maker<Example>()}};
    return runSystem(argc, argv, kinds, [](System &system) {
        orExit(system.spawn({.name = "example", .kind = "example"}));
        std::this_thread::sleep_for(std::chrono::seconds(1));
    });
}
