#include "engine/agents/feeder/feeder.h"
#include "engine/agents/trader/trader.h"
#include "engine/agents/venue/venue.h"

int main(int argc, char *argv[])
{
    constexpr agora::AgentKind kinds[] = {{"venue", agora::Venue::make},
        {"feeder", agora::Feeder::make}, {"trader", agora::Trader::make}};
    return agora::runAgentProgram({argv + 1, argv + argc}, kinds);
}
