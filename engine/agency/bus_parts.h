#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/links.h"
#include "engine/agency/sessions.h"
#include "engine/base/random.h"

#include <deque>
#include <mutex>

namespace agora::agency {

/// What a bus is made of; seen by the sources of Bus alone.
struct Bus::Parts {
    Parts(BusSetup given, std::unique_ptr<Transport> transport)
        : setup(std::move(given))
        , wire(std::move(transport), setup.name, setup.epoch, *setup.clock)
        , sessions(wire)
        , links(wire, setup.nameServer)
        , chance(setup.faults.seed)
    {}

    BusSetup setup;
    PortRef mainPort{};
    Wire wire;
    Sessions sessions;
    Links links;
    Random chance;
    std::map<std::string, OnMessage, std::less<>> pushes;
    std::map<std::string, OnRequest, std::less<>> requests;
    MethodTable methods;
    const MethodTable *threadSafeMethods = nullptr; ///< of the agent whose control thread this is
    std::string threadSafeAgent;
    HandlerErrors errors;
    Timers<Duration> timers;
    Timers<Timestamp> marketTimers;
    std::map<std::uint64_t, std::function<void()>> wakes; ///< of a replay, by id
    std::uint64_t nextWake = 1;
    std::function<void()> onQuiet;
    std::function<void(const std::string &, Timestamp, std::uint64_t)> onWakeRequest;
    std::mutex postLock; // post() comes from any thread
    std::vector<std::function<void()>> posted;
    std::atomic<bool> hasPosted = false; ///< spares the lock
    std::atomic<bool> stopped = false;
    std::map<PeerRef, OnFrame> connectionFrames;
    std::function<bool(PeerRef, Frame &)> onForeignFrame;
    std::map<std::string, std::function<Value()>, std::less<>> descriptions;
    std::mutex innerLock; // interrupt() comes from any thread
    Bus *inner = nullptr; ///< whose turns a handler of ours waits in
    bool isServing = true;
    bool isPaused = false;
    std::vector<std::pair<PeerRef, Frame>> waiting; ///< for the end of the pause
    std::function<void()> onTurn;
    std::vector<std::pair<PeerRef, Frame>> early; ///< asked for before the service began
    /// Came while `publish` waited for room; the next turn's first work.
    std::deque<std::pair<PeerRef, Frame>> deferred;
    bool isAwaitingRoom = false;
    Duration lastSweep{};
    Duration lastMalformedTold{};
    std::uint64_t malformedTold = 0;
    std::uint64_t handled = 0;
    Duration lastFrame{}; ///< steady; zero = none yet
    std::shared_ptr<int> alive
        = std::make_shared<int>(); ///< answers that are kept elsewhere look at it
};

} // namespace agora::agency
