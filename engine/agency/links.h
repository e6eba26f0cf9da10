#pragma once

#include "engine/agency/call_error.h"
#include "engine/agency/flow.h"
#include "engine/agency/message.h"
#include "engine/agency/wire.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace agora::agency {

using SubscriptionId = std::uint64_t;

/// How to subscribe.
struct SubscribeOptions {
    /// Asked again each time we have to subscribe anew (the publisher was restarted), so that it
    /// can say what we have by now.
    std::function<Bytes()> arguments;
    OnMessage onMessage;
    std::function<void(const std::string &sentence)> onProblem;
    bool isObserver = false; ///< a screen: a replay does not wait for it
    Flow flow{}; ///< what happens when we are too slow
    std::function<void(const StreamGap &)> onGap{}; ///< each one, also one that is being mended
};

/// The client half of an agent: its links to the agents it talks to, what it subscribed there, its
/// requests under way. Links search, connect, beat and reconnect by themselves; a restarted
/// publisher is subscribed anew.
class Links {
public:
    static constexpr Duration beat = std::chrono::milliseconds(250);
    static constexpr Duration lostAfter = std::chrono::milliseconds(1500);
    /// A lost link that nothing waits for is dropped: its descriptors are free again.
    static constexpr Duration keptLost = std::chrono::seconds(3);

    Links(Wire &wire, std::string nameServer);

    /// A fixed endpoint: the name server is not asked.
    void know(const std::string &agent, const std::string &endpoint);
    /// Closes the link; requests under way get no answer, subscriptions connect anew.
    void forget(const std::string &agent);
    void onPeer(std::function<void(const std::string &agent, PeerState)> hook)
    {
        m_onPeer = std::move(hook);
    }

    SubscriptionId subscribe(
        const std::string &agent, const std::string &topic, SubscribeOptions how);
    void unsubscribe(SubscriptionId id);
    void askSnapshot(SubscriptionId id);
    void push(const std::string &agent, const std::string &topic, Bytes body, bool quietly);
    /// `limit` counts real time. The error says what went wrong: refused (the agent's own words),
    /// no answer, restarted.
    using OnReply = std::function<void(CallResult<Bytes>)>;
    void request(const std::string &agent, const std::string &method, Bytes body,
        std::uint16_t flags, Duration limit, OnReply onReply);
    /// A request of the control plane that nobody answers.
    void tell(const std::string &agent, const std::string &method, Bytes body);
    void askToWake(const std::string &master, Timestamp at, std::uint64_t id);

    /// Welcome, Refused, Publish, SubscriptionProblem, Credit, Reply.
    void handle(PeerRef from, const Frame &frame);
    [[nodiscard]] std::string_view nameOf(PeerRef connection) const;
    void turn(Duration now);
    [[nodiscard]] Duration nextTurn() const { return m_nextTurn; }
    void goodbye();
    [[nodiscard]] bool isUp(const std::string &agent) const;
    [[nodiscard]] std::uint64_t gapCount() const { return m_gaps; }
    [[nodiscard]] bool wasRefused() const { return m_refused; }
    [[nodiscard]] Value describe() const;

private:
    struct Subscription {
        std::string agent;
        std::string topic;
        std::shared_ptr<const SubscribeOptions> how; // a handler may end its own subscription
        std::uint64_t correlation = 0;
        std::uint64_t publisherEpoch = 0;
        std::uint64_t lastSequence = 0;
        std::uint64_t granted = 0; ///< messages that we may be behind
        std::uint64_t handled = 0;
        std::uint64_t credited = 0;
        bool isLive = false;
        bool inSnapshot = false;
    };
    struct Request {
        std::string agent;
        std::string method;
        Duration deadline{};
        OnReply onReply;
    };
    struct Link {
        std::string agent;
        PeerState state = PeerState::Searching;
        std::string endpoint;
        std::optional<PeerRef> connection;
        std::uint64_t epoch = 0;
        std::uint64_t generation = 0;
        std::uint64_t asked = 0; ///< pushes and requests sent
        std::uint64_t subscribed = 0; ///< subscriptions sent over this connection
        Duration lastAnew{}; ///< when a welcome made us subscribe again
        std::uint64_t published = 0; ///< publications received
        Duration lastWelcome{};
        Duration lastSearch{};
        bool searching = false;
        bool isFixed = false; ///< its endpoint was given, nobody can be asked for it again
        std::deque<Frame> waiting; ///< until the endpoint is known
    };

    Link &linkTo(const std::string &agent);
    void search(Link &link, Duration now);
    void connect(Link &link, const std::string &endpoint);
    void hello(Link &link);
    bool sendOn(Link &link, Frame frame, bool quietly);
    void sendSubscribe(Subscription &subscription);
    void welcome(Link &link, const Frame &frame);
    void restarted(Link &link);
    void published(const Frame &frame);
    void confirm(Subscription &subscription);
    bool isInOrder(Subscription &subscription, const Frame &frame);
    void subscribeAnew(const std::string &agent);
    void replied(const Frame &frame);
    void expireRequests(Duration now);
    void keepUp(Link &link, Duration now);
    void dropUnneeded(Duration now);
    [[nodiscard]] bool isNeeded(const Link &link) const;
    Link *linkOf(PeerRef connection);

    Wire &m_wire;
    std::string m_nameServer;
    std::map<std::string, Link> m_links;
    std::map<SubscriptionId, Subscription> m_subscriptions;
    std::unordered_map<std::uint64_t, SubscriptionId> m_byCorrelation;
    std::unordered_map<std::uint64_t, Request> m_requests;
    std::function<void(const std::string &, PeerState)> m_onPeer;
    std::uint64_t m_nextCorrelation = 1;
    SubscriptionId m_nextSubscription = 1;
    std::uint64_t m_gaps = 0;
    Duration m_nextTurn{};
    bool m_refused = false;
};

} // namespace agora::agency
