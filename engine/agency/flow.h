#pragma once

#include "engine/base/time.h"

#include <cstdint>
#include <string_view>

namespace agora::agency {

/// What happens to a publication for a subscriber that has not confirmed enough of the earlier
/// ones. Nothing is lost without being told: see StreamGap.
enum class FlowPolicy : std::uint8_t {
    Resync, ///< it gets nothing more until it has caught up, then a new snapshot, marked as such
    Block, ///< the publisher waits (see OfferLimits), then sends it away as DisconnectSlow does
    DropOldest, ///< of those that wait for it
    DropNewest, ///< this one
    DisconnectSlow ///< its subscription ends with a sentence (onProblem)
};
[[nodiscard]] std::string_view toString(FlowPolicy policy); ///< resync, block, drop-oldest, …

/// What a subscriber asks for.
struct Flow {
    FlowPolicy policy = FlowPolicy::Resync;
    /// Messages that it may be behind, at least 2: half of them on their way without being
    /// confirmed, the others waiting at the publisher. 0 = as many as the publisher allows.
    std::uint32_t limit = 0;
};

/// What a publisher grants.
struct OfferLimits {
    std::size_t keep = 0; ///< the last messages of each topic, for resuming
    std::uint32_t mostBehind = 20'000; ///< the longest queue of a subscriber, in messages
    /// `publish` waits this long for a subscriber with policy Block.
    Duration blockAtMost = std::chrono::seconds(1);
};

/// Messages of a topic that a subscriber did not get, told between those around them.
struct StreamGap {
    std::string_view topic;
    std::uint64_t after = 0; ///< sequence of the last message before it
    std::uint64_t missing = 0; ///< number of messages
    /// They were lost on the way (a cut link) and what is missing is asked for again: the messages
    /// themselves where the publisher keeps them, else a snapshot.
    bool isBeingMended = false;
};

} // namespace agora::agency
