#include "engine/market/market_feed.h"

namespace agora {

std::string_view toString(FeedState state)
{
    switch (state) {
    case FeedState::Disconnected:
        return "disconnected";
    case FeedState::Connecting:
        return "connecting";
    case FeedState::Connected:
        return "connected";
    case FeedState::PriceLost:
        return "price lost";
    }
    return "unknown";
}

} // namespace agora
