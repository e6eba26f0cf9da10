#include "engine/agents/feeder/bus_feed.h"
#include "engine/agents/feeder/feed_plugin.h"
#include "engine/base/text.h"

#include <array>

namespace agora {

std::span<const FeedKind> feedTable()
{
    static constexpr std::array kinds{
        FeedKind{"simulated", makeBusFeed},
    };
    return kinds;
}

Result<FeedPlugin> makeFeed(const std::string &kind, const agency::Value &settings)
{
    std::vector<std::string> names;
    for (const auto &one : feedTable()) {
        if (one.name == kind)
            return one.make(settings);
        names.emplace_back(one.name);
    }
    return fail("no venue is called “" + kind + "”" + suggestion(kind, names));
}

} // namespace agora
