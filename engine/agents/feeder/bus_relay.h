#pragma once

#include "engine/agents/feeder/feed_plugin.h"

#include <deque>
#include <map>
#include <optional>

namespace agora {

/// What BusRelay and BusFeed call their messages.
namespace relaynote {
inline constexpr const char *up = "up";
inline constexpr const char *down = "down";
inline constexpr const char *snapshot = "snapshot"; ///< bytes: TickBatch, missed ones
inline constexpr const char *frame = "frame"; ///< bytes: TickBatch
inline const std::string ask = "ask/"; ///< + number / name of the request
// … whose answer ends with its number, as one that was given up may be answered late:
inline const std::string reply = "reply/";
inline const std::string refusal = "refusal/"; ///< bytes: a sentence
inline const std::string noReply = "no reply/"; ///< bytes: a sentence
inline constexpr const char *problem = "problem"; ///< bytes: a sentence for the log
} // namespace relaynote

/// BusFeed's part in the agent's thread: subscribes to the venue's ticks and sends its requests. In
/// a replay each frame keeps its instant open until its ticks have gone on.
class BusRelay final : public FeedRelay {
public:
    BusRelay(agency::Bus &bus, std::string venue, FeedPlugin::Tell tell);
    ~BusRelay() override;
    BusRelay(const BusRelay &) = delete;
    BusRelay &operator=(const BusRelay &) = delete;

    void follow(const std::string &symbol, Since since) override;
    void onMessage(VenueThread from, FeedMessage message) override;
    void onTicks(const std::function<void()> &take) override;
    void onThreadEnd(VenueThread which) override;
    [[nodiscard]] bool isFinished() const override { return m_say["finished"].asBool(); }
    [[nodiscard]] Timestamp replayTime() const override
    {
        return fromNanos(m_say["timeNs"].asInteger());
    }
    void onChange(std::function<void()> hook) override { m_onChange = std::move(hook); }

private:
    struct Line {
        Since since;
        std::optional<agency::SubscriptionId> subscription;
    };
    void open(const std::string &symbol);
    void close(const std::string &symbol);
    void reopenLater(const std::string &symbol);
    void pass(const std::string &symbol, const agency::Message &message);
    void tellState();
    void ask(const std::string &number, const std::string &name, std::vector<std::byte> body);

    agency::Bus &m_bus;
    std::string m_venue;
    FeedPlugin::Tell m_tell;
    std::map<std::string, Line> m_lines;
    agency::Value m_say; ///< the venue's own
    std::optional<agency::SubscriptionId> m_saying;
    std::function<void()> m_onChange;
    std::optional<bool> m_toldUp; ///< what the stream knows
    struct Frame {
        agency::HopStamps hops;
        std::shared_ptr<void> instant; ///< of a replay, held open
    };
    std::deque<Frame> m_frames; ///< that the stream has, in order
    agency::TimerId m_watch{};
    std::shared_ptr<int> m_alive = std::make_shared<int>(); // replies and timers look at it
};

} // namespace agora
