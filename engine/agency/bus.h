#pragma once

#include "engine/agency/flow.h"
#include "engine/agency/handler_errors.h"
#include "engine/agency/message.h"
#include "engine/agency/method_table.h"
#include "engine/agency/timers.h"
#include "engine/agency/transport.h"
#include "engine/base/clock.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace agora::agency {

struct SubscribeOptions;
using SubscriptionId = std::uint64_t;

/// Disturbance on purpose, for tests and fire drills: each message is handled after a random delay.
struct Faults {
    Duration maxDelay{};
    std::uint64_t seed = 0;
};

/// How to call a remote method.
struct CallOptions {
    Duration limit = std::chrono::seconds(3);
    bool isOneWay = false; ///< no answer comes; an error is only logged, at the agent
};
using OnCalled = std::function<void(CallResult<Value>)>;
using OnAnswered = std::function<void(CallResult<Bytes>)>;

/// What is known of a timer.
struct TimerInfo {
    Duration period{}; ///< zero for one that runs once, and for one that runs every turn
    bool isRepeating = false;
    Duration due{}; ///< monotonic
    std::uint64_t ticks = 0;
    std::uint64_t dropped = 0; ///< ticks that were missed because the thread was busy
};

/// Who this agent is and how it is connected.
struct BusSetup {
    std::string name;
    std::uint64_t epoch = 0; ///< of this life; a later life of the same name has a greater one
    std::vector<std::string> endpoints; ///< where it listens; empty for one that only calls
    std::string nameServer; ///< endpoint; empty for the name server itself and in small tests
    const Clock *clock = nullptr; ///< the market's time; must outlive the bus
    ManualClock *replayClock
        = nullptr; ///< not null in a replay: follows the clock's master (then `clock` is this one)
    std::string clockMaster; ///< in a replay: the agent that releases the instants
    Faults faults{};
};

/// An agent's port to all others. Everything is called and calls back in the agent's one thread,
/// one at a time, but for `post`. Nothing here waits: answers and messages come to handlers.
/// Patterns:
///   publish–subscribe  offer / accept / publish   ↔ subscribe   (snapshot, then stream, one
///   ordered channel, no gap, no double) push–pull          onPush                     ↔ push
///   request–reply      onRequest / method         ↔ request / call
class Bus {
public:
    Bus(BusSetup setup, std::unique_ptr<Transport> transport);
    ~Bus();
    Bus(const Bus &) = delete;
    Bus &operator=(const Bus &) = delete;

    [[nodiscard]] Result<void> open();
    /// What others connect to (the first of `endpoints`, its real port); empty before `open`.
    [[nodiscard]] std::string endpoint() const;
    [[nodiscard]] const std::string &name() const;
    [[nodiscard]] std::uint64_t epoch() const;
    [[nodiscard]] Timestamp now() const; ///< market time
    [[nodiscard]] bool isReplay() const;
    /// What we do now was set going by an instant of a replay, and the clock waits for it.
    [[nodiscard]] bool isInInstant() const;
    /// For tests: a fixed endpoint, no name server needed.
    void know(const std::string &agent, const std::string &endpoint);
    /// Closes the link to an agent; talking to it again opens a new one.
    void forget(const std::string &agent);
    [[nodiscard]] const std::string &nameServer() const; ///< endpoint; may be empty

    /// Until `beginService` what others ask for waits: an agent that is still being built must not
    /// refuse anybody.
    void delayService();
    void beginService();
    /// The agent left its loop but not the system: links stay up, messages and timers wait, calls
    /// are refused as NotRunning, until `resume`.
    void pause();
    void resume();
    /// Called in each turn between the wait and what is then handled: the last moment to find out
    /// that we must not act any more.
    void onTurn(std::function<void()> hook);

    // ---- the loop
    void run(); ///< until `stop`
    void stop();
    [[nodiscard]] bool isStopped() const;
    /// One round: waits at most `limit`, handles what came, runs due timers. Says how many frames,
    /// posted bodies and timers that were; 0 = an idle round.
    int turn(Duration limit);
    /// For somebody who waits inside a handler: frames of other users of the loop are handed to
    /// them, all else that comes is kept for the next turn, in its order.
    void attend(Duration limit);
    /// The bus whose turn this thread is in, that is whose handler is running; null outside of
    /// handlers.
    [[nodiscard]] static Bus *current();
    /// From any thread: `body` runs in the agent's thread.
    void post(std::function<void()> body);
    /// From any thread: what blocks in this agent's thread (a Proxy's call) gives up at once with
    /// an error, now and from now on. For ending the agent; `stop` alone waits for the handler.
    void interrupt();
    [[nodiscard]] bool isInterrupted() const;
    /// A handler of ours waits in that bus's turns (null = no longer): `interrupt` reaches it too.
    void waitIn(Bus *inner);
    /// Tells everybody that we leave; call before the end.
    void goodbye();

    // ---- publish–subscribe
    /// Topics that start with `prefix` can be subscribed here. The last `keep` messages of each are
    /// kept for resuming.
    void offer(std::string prefix, OnSubscribe onSubscribe, std::size_t keep = 0);
    void offer(std::string prefix, OnSubscribe onSubscribe, OfferLimits limits);
    void onSubscriberGone(std::function<void(const Subscriber &)> hook);
    void accept(std::uint64_t subscriber, const std::vector<Bytes> &snapshot);
    /// A long snapshot, of the stream as it is now. Its parts go out between other work, a few at a
    /// time on their way; what is published meanwhile follows behind it, in order. Of that at most
    /// `OfferLimits::mostBehind` messages wait; beyond, the subscriber gets a new snapshot, marked
    /// as resync.
    void acceptInParts(std::uint64_t subscriber, NextPart next);
    void resume(std::uint64_t subscriber);
    /// Nobody can resume from what was published of this topic so far: the publisher left something
    /// out of the stream.
    void breakStream(const std::string &topic);
    void refuse(std::uint64_t subscriber, const std::string &sentence);
    /// Waits for a subscriber with policy Block that has no room, as long as the offer says; then
    /// that subscription ends. What others send meanwhile is handled in the next turn, in order.
    void publish(const std::string &topic, const Bytes &body);
    [[nodiscard]] StreamId streamOf(const std::string &topic);
    void publish(StreamId stream, const Bytes &body); ///< the same, and faster
    /// The same for what is dear to make: `body` is asked only when the message goes to somebody or
    /// is kept, the stream goes on in any case.
    void publishIfHeard(const std::string &topic, const std::function<Bytes()> &body);
    /// What `body` publishes is of one moment: the clocks are read once for all of it. For many
    /// publications in a row without long work between them.
    template <typename Body>
    void inOneMoment(Body &&body)
    {
        const OneMoment moment(*this);
        body();
    }
    /// False, and nothing done, when `publish` would have to wait.
    [[nodiscard]] bool tryPublish(const std::string &topic, const Bytes &body);
    [[nodiscard]] std::size_t subscribers(std::string_view topic) const;
    SubscriptionId subscribe(
        const std::string &agent, const std::string &topic, SubscribeOptions how);
    void unsubscribe(SubscriptionId id);
    /// A new snapshot, then the stream goes on behind it: after a gap, or for one who joined late.
    void askSnapshot(SubscriptionId id);

    // ---- push–pull
    void onPush(std::string topic, OnMessage handler);
    void push(const std::string &agent, const std::string &topic, Bytes body);
    /// A replay does not wait for what this sets going (log lines).
    void pushQuietly(const std::string &agent, const std::string &topic, Bytes body);

    // ---- request–reply
    void onRequest(std::string name, OnRequest handler);
    void request(const std::string &agent, const std::string &name, Bytes body, Duration limit,
        OnBytes onReply);
    /// The same with the kind of an error.
    void ask(const std::string &agent, const std::string &name, Bytes body, Duration limit,
        OnAnswered onAnswered);
    /// A named method of the control plane. A call that fails never stops the agent. Of the same
    /// name: takes the place of the former one, also while the agent runs.
    void method(std::string name, std::string summary, OnMethod handler);
    void method(std::string name, MethodSpec spec, OnMethod handler);
    [[nodiscard]] MethodTable &methods();
    /// For a control thread's bus: it also answers the calls of those methods of `agent` that are
    /// declared thread-safe. The table must outlive this bus.
    void serveThreadSafeMethods(const std::string &agent, const MethodTable &methods);
    void call(const std::string &agent, const std::string &method, Value arguments, Duration limit,
        OnValue onReply);
    /// The same with the kind of an error, and one-way calls (`onCalled` may then be empty).
    void call(const std::string &agent, const std::string &method, Value arguments,
        CallOptions options, OnCalled onCalled);

    // ---- errors
    /// Every handler, timer, posted body and method runs inside: what it throws (std::exception) is
    /// logged with its context, counted, answered to a waiting caller; then the policy acts.
    [[nodiscard]] HandlerErrors &errors();
    /// Runs `body` so; false when it threw. For what calls handlers itself (pattern sockets).
    template <typename Body>
    bool contain(std::string_view context, Body &&body)
    {
        try {
            body();
            return true;
        } catch (const std::exception &error) {
            errors().report(std::string(context), error.what());
            return false;
        }
    }

    // ---- time
    /// Real time, periods from start to start. The first tick comes in the next turn, before this
    /// period has passed; ticks that a busy thread missed are dropped. A period of zero ticks once
    /// a turn.
    TimerId every(Duration period, std::function<void()> body);
    TimerId after(Duration delay, std::function<void()> body); ///< real time; zero = the next turn
    bool stopTimer(TimerId id); ///< false when it is over already
    [[nodiscard]] std::optional<TimerInfo> timer(TimerId id) const;
    /// Market time: in a replay the master wakes us before it goes on.
    TimerId at(Timestamp due, std::function<void()> body);
    void stopMarketTimer(TimerId id);

    // ---- peers
    void onPeer(std::function<void(const std::string &agent, PeerState)> hook);
    [[nodiscard]] bool isUp(const std::string &agent) const;
    /// From now on nothing of lives of `agent` older than `epoch` is taken.
    void refuseOlder(const std::string &agent, std::uint64_t epoch);
    /// A newer life of this agent is known to others: end at once.
    [[nodiscard]] bool isOutdated() const;
    [[nodiscard]] Value describe() const; ///< links, subscribers, counters, methods

    // ---- for what else lives on this agent's one poll loop (pattern sockets, introspection)
    using OnFrame = std::function<void(PeerRef from, Frame &frame)>;
    [[nodiscard]] Transport &transport();
    /// Frames of a connection that was opened at `transport()` go to this handler and nowhere else,
    /// also before `beginService`. An empty handler ends that.
    void onConnectionFrame(PeerRef connection, OnFrame handler);
    /// Asked first about every frame that a client sent; true = it was taken, also before
    /// `beginService`. One hook; the port tells whose frame it is.
    void onForeignFrame(std::function<bool(PeerRef from, Frame &frame)> hook);
    /// Adds a section to `describe`, asked anew each time, in the agent's thread. An empty function
    /// takes it away.
    void describeWith(const std::string &section, std::function<Value()> describe);

    // ---- for the clock's master of a replay
    /// The clock moves on to `at` (never back) and an instant starts: all that is sent until the
    /// next turn belongs to it.
    void beginInstant(Timestamp at);
    /// Called when everything that the instant set going has come to rest.
    void onQuiet(std::function<void()> hook);
    /// Somebody asked to be woken; the master calls `wake` at that time.
    void onWakeRequest(
        std::function<void(const std::string &agent, Timestamp, std::uint64_t id)> hook);
    void wake(const std::string &agent, Timestamp at, std::uint64_t id);
    /// Keeps the instant open (or the frame that engaged us unacknowledged) until the holder is
    /// gone.
    [[nodiscard]] std::shared_ptr<void> holdInstant();
    /// For work that a message set going and that comes back from a thread: what `body` sends goes
    /// on with that message's stamps.
    void goOnFrom(const HopStamps &hops, const std::function<void()> &body);

private:
    struct Parts;
    class OneMoment {
    public:
        explicit OneMoment(Bus &bus) : m_bus(bus) { m_bus.beginMoment(); }
        ~OneMoment() { m_bus.endMoment(); }
        OneMoment(const OneMoment &) = delete;
        OneMoment &operator=(const OneMoment &) = delete;

    private:
        Bus &m_bus;
    };
    void beginMoment();
    void endMoment();
    void arrived(PeerRef from, const Frame &frame);
    void dispatch(PeerRef from, Frame &frame);
    void dispatchNow(PeerRef from, Frame &frame);
    void dispatchDeferred();
    void awaitRoom(const std::string &topic);
    [[nodiscard]] bool waitsForResume(PeerRef from, Frame &frame);
    [[nodiscard]] bool isTakenByOthers(PeerRef from, Frame &frame);
    int runPosted();
    void handle(PeerRef from, Frame &frame);
    void answerRequest(PeerRef from, const Frame &frame, const Message &message);
    void answerCall(PeerRef from, const Frame &frame);
    [[nodiscard]] Answer answerTo(PeerRef from, const Frame &frame);
    void refuseCall(PeerRef from, const Frame &frame, const CallError &error);
    void tellMalformed(Duration now);
    void settle();
    void wokenAt(const Frame &frame);
    [[nodiscard]] Duration untilNextTimer() const;
    void addStandardMethods();

    std::unique_ptr<Parts> m_parts;
};

} // namespace agora::agency
