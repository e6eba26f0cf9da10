#pragma once

#include "engine/agency/patterns/streams.h"
#include "engine/agency/transport.h"

#include <set>
#include <string>

namespace agora::agency {

/// The other end of a link, as a socket knows it.
struct Peer {
    Peer(PeerRef given, const QueueLimits &limits, QueuePolicy policy)
        : ref(given), out(limits, policy)
    {}

    PeerRef ref;
    std::string endpoint; ///< of a server
    std::string agent; ///< empty until it said who it is
    std::uint64_t epoch = 0; ///< of its life
    std::uint64_t generation = 0; ///< of the server's memory of its client; 0 = none yet
    std::uint64_t window = 0; ///< of its stream to us
    bool isUp = false;
    bool hasLeft = false; ///< said goodbye; it may come back at the same place
    bool wasUp = false; ///< ever: what was published in between is lost
    std::string refusal; ///< the server's sentence
    int unanswered = 0; ///< greetings
    Duration lastHeard{};
    Duration lastHello{};

    OutStream out;
    InStream in;
    std::set<std::string, std::less<>> topics; ///< it wants
    std::uint64_t topicsTold = 0; ///< changes of our topics that we told it
    std::uint64_t topicsHeard = 0; ///< … and that it confirmed

    /// We talked to each other; when it is silent now, it may be busy and is served on.
    [[nodiscard]] bool isKnown() const { return generation != 0 && refusal.empty(); }

    [[nodiscard]] Value describe() const
    {
        Value row;
        row.set("agent", agent);
        row.set("up", isUp);
        row.set("out", out.describe());
        row.set("received", in.count());
        row.set("missed", in.missed());
        if (!endpoint.empty())
            row.set("endpoint", endpoint);
        if (!refusal.empty())
            row.set("refusal", refusal);
        if (!topics.empty())
            row.set("topics", static_cast<std::uint64_t>(topics.size()));
        return row;
    }
};

} // namespace agora::agency
