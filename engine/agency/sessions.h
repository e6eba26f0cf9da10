#pragma once

#include "engine/agency/arrivals.h"
#include "engine/agency/kept_messages.h"
#include "engine/agency/message.h"
#include "engine/agency/send_queue.h"
#include "engine/agency/wire.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace agora::agency {

/// The server half of an agent: who is connected to us, what they subscribed, the streams we
/// publish.
///
/// Every subscriber has a window of its own: what it has not yet confirmed. What happens to whoever
/// lags beyond it is its own choice (FlowPolicy), within the publisher's limits: memory stays
/// bounded and nobody loses anything without being told.
class Sessions {
public:
    static constexpr Duration silence = std::chrono::seconds(10); ///< without a beat = gone

    explicit Sessions(Wire &wire) : m_wire(wire) {}

    void offer(std::string prefix, OnSubscribe onSubscribe, OfferLimits limits);
    void onGone(std::function<void(const Subscriber &)> hook) { m_onGone = std::move(hook); }
    void accept(std::uint64_t subscriber, const std::vector<Bytes> &snapshot);
    void acceptInParts(std::uint64_t subscriber, NextPart next);
    /// Some snapshot could go on now.
    [[nodiscard]] bool hasPartsToAsk() const { return !m_readyForPart.empty(); }
    /// Asks for parts, in turn, for about a millisecond; says how many.
    int askParts();
    void breakStream(const std::string &topic);
    void resume(std::uint64_t subscriber);
    void refuse(std::uint64_t subscriber, const std::string &sentence);
    /// Subscribers with policy Block that have no room are sent away: see `hasRoom`.
    void publish(const std::string &topic, const Bytes &body);
    /// False, and nothing done, when a subscriber with policy Block has no room.
    [[nodiscard]] bool tryPublish(const std::string &topic, const Bytes &body);
    [[nodiscard]] StreamId streamId(const std::string &topic);
    [[nodiscard]] bool tryPublish(StreamId stream, const Bytes &body);
    [[nodiscard]] const std::string &topicOf(StreamId stream) const;
    /// What is published goes to somebody, or is kept for who comes back.
    [[nodiscard]] bool isHeard(std::string_view topic) const;
    /// No subscriber with policy Block would hold up a publication.
    [[nodiscard]] bool hasRoom(std::string_view topic) const;
    /// How long to wait for room.
    [[nodiscard]] Duration blockAtMost(std::string_view topic) const;
    [[nodiscard]] std::size_t subscribers(std::string_view topic) const;
    /// To a client that is connected to us, by name; false when it is not.
    bool sendTo(const std::string &agent, Frame &frame);

    /// A client must say who it is before all else. True when it did; otherwise the frame waits for
    /// that (or for its refusal).
    [[nodiscard]] bool isKnown(PeerRef from, Frame &frame);
    /// What waited for the hello that was handled last.
    [[nodiscard]] std::vector<Frame> takeEarly(PeerRef from);
    /// Lives of `agent` older than this are refused from now on.
    void refuseOlder(const std::string &agent, std::uint64_t epoch);
    [[nodiscard]] std::uint64_t refusedCount() const { return m_refused; }

    /// Hello, Goodbye, Subscribe, Unsubscribe, Credit.
    void handle(PeerRef from, const Frame &frame);
    /// A frame came, whenever it will be handled: compared with what its client says it sent.
    void heard(PeerRef from, const FrameHeader &header);
    /// The agent behind a session; empty when it never said hello.
    [[nodiscard]] std::string_view nameOf(PeerRef session) const;
    void dropSilent(Duration now);
    [[nodiscard]] std::uint64_t laggedCount() const { return m_lagged; }
    [[nodiscard]] std::uint64_t droppedCount() const { return m_dropped; }
    /// Pushes and requests that clients sent and that a cut link swallowed.
    [[nodiscard]] std::uint64_t lostCount() const { return m_lost; }
    [[nodiscard]] Value describe() const;

private:
    enum class Phase { Asked, Snapshot, Live, Lagging };
    /// A snapshot that is given in parts, and how far it is.
    struct LongSnapshot {
        std::shared_ptr<NextPart> next; // shared with its call under way, in which it may end
        std::uint64_t number = 0; ///< tells a part that comes late whose it was
        std::uint64_t sequence = 0; ///< of the stream when it began
        std::uint64_t sentBefore = 0;
        bool hasBegun = false;
        bool isWaiting = false; ///< for a part that was asked for
        bool isReady = false; ///< stands in m_readyForPart
        std::shared_ptr<void> instant; ///< holds a replay's instant open
    };
    struct Session;
    struct Subscription {
        Subscriber who;
        PeerRef session;
        Session *owner = nullptr; ///< lives longer
        std::uint64_t correlation = 0;
        std::uint64_t resumeSequence = 0;
        Phase phase = Phase::Asked;
        bool isResync = false;
        std::uint64_t sent = 0;
        std::uint64_t confirmed = 0;
        std::uint64_t window = 0; ///< of policy Resync
        std::uint64_t lastSequence = 0; ///< sent
        std::optional<SendQueue> queue{}; ///< of all other policies
        std::optional<LongSnapshot> snapshot{};

        [[nodiscard]] std::uint64_t unconfirmed() const { return sent - confirmed; }
    };
    struct Session {
        std::string agent;
        std::uint64_t epoch = 0;
        std::uint64_t generation = 0; ///< tells a client that we forgot it meanwhile
        Duration lastHello{};
        std::uint64_t published = 0; ///< frames that we sent it
        std::map<std::uint64_t, std::uint64_t> subscriptions; ///< correlation → subscriber id
    };
    struct Stream {
        std::uint64_t sequence = 0;
        std::vector<Subscription *> live; ///< by id
        StreamId id{};
        KeptMessages kept;
        std::size_t keep = 0;
        std::size_t blocking = 0; ///< subscribers with policy Block
        std::size_t inSnapshot = 0; ///< subscribers whose long snapshot is under way
        /// What was published since the first of these began: kept once for all of them.
        std::deque<std::pair<std::uint64_t, Bytes>> held;
        std::size_t mostHeld = OfferLimits().mostBehind;
    };
    struct TopicHash { // to look for a topic that is not a std::string
        using is_transparent = void;
        std::size_t operator()(std::string_view topic) const
        {
            return std::hash<std::string_view>()(topic);
        }
    };
    struct Offer {
        OnSubscribe onSubscribe;
        OfferLimits limits;
    };

    struct Early {
        std::vector<Frame> frames;
        Duration since{};
    };
    void hello(PeerRef from, const Frame &frame);
    void refuseLife(PeerRef from);
    void dropOlder(const std::string &agent, std::uint64_t epoch);
    void subscribe(PeerRef from, const Frame &frame);
    void credit(PeerRef from, const Frame &frame);
    void ask(Subscription &subscription);
    void removeSubscription(std::uint64_t id);
    void dropSession(PeerRef session);
    void limitFlow(Subscription &subscription, std::uint64_t wish);
    bool sendPublish(Subscription &to, Frame &frame);
    void sendMessage(Subscription &to, std::uint64_t sequence, const Bytes &body);
    /// False when the subscriber has to go: too slow.
    bool publishTo(Subscription &to, std::uint64_t sequence, const Bytes &body);
    void pump(Subscription &to, const Stream &stream);
    void goLive(Subscription &subscription, Stream &stream);
    void publishOn(Stream &stream, const Bytes &body);
    [[nodiscard]] static bool hasRoom(const Stream &stream);
    bool tryPublishOn(Stream &stream, const Bytes &body);
    static bool enlist(Stream &stream, Subscription &subscription);
    static bool dismiss(Stream &stream, const Subscription &subscription);
    void lag(Subscription &subscription, Stream &stream);
    void hold(Stream &stream, const Bytes &body);
    void askPart(std::uint64_t id);
    void takePart(std::uint64_t id, std::uint64_t number, Result<SnapshotPart> part);
    void readyForPart(Subscription &subscription);
    void endSnapshot(std::uint64_t id);
    void dropSnapshot(Subscription &subscription);
    Frame frameFor(const Subscription &to, std::uint64_t sequence, std::uint16_t flags) const;
    Stream &streamOf(const std::string &topic);
    [[nodiscard]] const Offer *offerFor(std::string_view topic) const;

    Wire &m_wire;
    std::map<std::string, Offer, std::less<>> m_offers; ///< by prefix
    std::map<PeerRef, Session> m_sessions;
    Arrivals m_arrivals;
    std::unordered_map<std::uint64_t, Subscription> m_subscriptions;
    std::unordered_map<std::string, Stream, TopicHash, std::equal_to<>> m_streams;
    std::vector<std::pair<const std::string, Stream> *> m_streamsById;
    std::deque<std::uint64_t> m_readyForPart;
    std::uint64_t m_nextSnapshot = 1;
    std::shared_ptr<int> m_alive = std::make_shared<int>(); ///< parts that come late look at it
    std::function<void(const Subscriber &)> m_onGone;
    std::uint64_t m_nextSubscriber = 1;
    std::uint64_t m_nextGeneration = 1;
    std::uint64_t m_lagged = 0;
    std::uint64_t m_dropped = 0;
    std::uint64_t m_lost = 0;
    std::map<PeerRef, Early> m_early; ///< frames of clients that did not say hello yet
    std::uint64_t m_refused = 0; ///< frames of older lives
};

} // namespace agora::agency
