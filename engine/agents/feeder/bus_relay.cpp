#include "engine/agents/feeder/bus_relay.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/protocol/codec.h"

namespace agora {

namespace {
constexpr Duration watchEvery = std::chrono::milliseconds(100);
constexpr Duration againAfter = std::chrono::milliseconds(200);
constexpr Duration replyLimit = std::chrono::seconds(25); ///< a little less than the thread waits
} // namespace

BusRelay::BusRelay(agency::Bus &bus, std::string venue, FeedPlugin::Tell tell)
    : m_bus(bus), m_venue(std::move(venue)), m_tell(std::move(tell))
{
    m_saying = bus.subscribe(m_venue, "venue",
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    auto value = agency::Value::fromMessagePack(message.body);
                    if (!value)
                        return;
                    const bool wasFinished = isFinished();
                    m_say = *std::move(value);
                    if (isFinished() != wasFinished && m_onChange)
                        m_onChange();
                },
            .onProblem = {},
            .isObserver = true});
    m_watch = bus.every(watchEvery, [this] { tellState(); });
}

BusRelay::~BusRelay()
{
    m_alive.reset();
    m_bus.stopTimer(m_watch);
    if (m_saying)
        m_bus.unsubscribe(*m_saying);
    for (const auto &[symbol, line] : m_lines) {
        if (line.subscription)
            m_bus.unsubscribe(*line.subscription);
    }
}

void BusRelay::tellState()
{
    const bool isUp = m_bus.isUp(m_venue);
    if (m_toldUp == isUp || (!isUp && !m_toldUp)) // it begins as connecting
        return;
    if (m_tell(VenueThread::Stream, {isUp ? relaynote::up : relaynote::down}))
        m_toldUp = isUp;
}

void BusRelay::follow(const std::string &symbol, Since since)
{
    m_lines[symbol].since = std::move(since);
    open(symbol);
}

void BusRelay::open(const std::string &symbol)
{
    auto &line = m_lines.at(symbol);
    if (line.subscription)
        return;
    line.subscription = m_bus.subscribe(m_venue, protocol::topics::ticks(symbol),
        {.arguments = [this, symbol] { return protocol::encode(m_lines.at(symbol).since()); },
            .onMessage = [this, symbol](const agency::Message &message) { pass(symbol, message); },
            .onProblem =
                [symbol](const std::string &sentence) {
                    logError("no prices of " + symbol + ": " + sentence);
                }});
}

void BusRelay::pass(const std::string &symbol, const agency::Message &message)
{
    if (message.body.empty())
        return;
    const auto *topic = message.isSnapshot() ? relaynote::snapshot : relaynote::frame;
    if (!m_tell(VenueThread::Stream, {topic, {message.body.begin(), message.body.end()}}))
        return reopenLater(symbol); // it is too far behind; from what we have then
    m_frames.push_back({message.hops, m_bus.isReplay() ? m_bus.holdInstant() : nullptr});
}

void BusRelay::reopenLater(const std::string &symbol)
{
    close(symbol);
    m_bus.after(againAfter, [this, symbol, alive = std::weak_ptr(m_alive)] {
        if (alive.expired())
            return;
        if (m_frames.empty()) // what it had is passed on: “since” is right
            open(symbol);
        else
            reopenLater(symbol);
    });
}

void BusRelay::close(const std::string &symbol)
{
    auto &line = m_lines.at(symbol);
    if (const auto id = std::exchange(line.subscription, std::nullopt))
        m_bus.unsubscribe(*id);
}

void BusRelay::onTicks(const std::function<void()> &take)
{
    if (m_frames.empty())
        return take();
    const auto frame = std::move(m_frames.front());
    m_frames.pop_front();
    m_bus.goOnFrom(frame.hops, take); // the instant may close when this frame is gone
}

void BusRelay::onThreadEnd(VenueThread which)
{
    if (which != VenueThread::Stream)
        return;
    m_frames.clear();
    m_toldUp.reset();
    for (const auto &[symbol, line] : m_lines)
        reopenLater(symbol);
}

void BusRelay::onMessage(VenueThread, FeedMessage message)
{
    if (message.topic.starts_with(relaynote::ask)) {
        const auto asked = message.topic.substr(relaynote::ask.size());
        const auto end = asked.find('/');
        ask(asked.substr(0, end), asked.substr(end + 1), std::move(message.bytes));
    } else if (message.topic == relaynote::problem) {
        logWarning(agency::toText(message.bytes));
    }
}

void BusRelay::ask(const std::string &number, const std::string &name, std::vector<std::byte> body)
{
    m_bus.request(m_venue, name, std::move(body), replyLimit,
        [this, number, alive = std::weak_ptr(m_alive)](Result<agency::Bytes> reply) {
            if (alive.expired())
                return;
            FeedMessage message;
            if (reply)
                message = {relaynote::reply + number, *std::move(reply)};
            else
                message = {(m_bus.isUp(m_venue) ? relaynote::refusal : relaynote::noReply) + number,
                    agency::toBytes(reply.error().message)};
            (void)m_tell(VenueThread::Requests, std::move(message));
        });
}

} // namespace agora
