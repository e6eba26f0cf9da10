#pragma once

#include "engine/agency/bus.h"
#include "engine/agents/router/bar_snapshot.h"
#include "engine/protocol/codec.h"

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace agora {

/// One series and everybody who follows it. Each update mode is a topic of its own (a channel), so
/// that all who share one share every encoded message; a channel that nobody wants is closed.
class BarStream {
public:
    BarStream(agency::Bus &bus, BarHistory &history, const std::string &symbol, Period period);

    [[nodiscard]] const LiveSeries &series() const { return m_memory->series; }
    [[nodiscard]] bool isLoading() const { return m_isLoading; }
    /// The history reaches back so many bars, or as far as there is any.
    [[nodiscard]] std::size_t loadedDepth() const { return m_loadedDepth; }
    void loading(std::size_t depth);
    /// The first history, or deeper one, for which live updates were not interrupted.
    void loaded(LoadedHistory history);
    /// Whoever waited is refused.
    void notLoaded(const std::string &sentence);

    /// Waits for the history as long as it is loading.
    void subscribe(const agency::Subscriber &who, const protocol::BarRequest &request);
    /// Everybody who waited gets a snapshot, or the messages that it missed.
    void serve();
    /// The deepest of what is waited for.
    [[nodiscard]] std::size_t wantedDepth(Timestamp now) const;

    void take(std::span<const Tick> ticks);
    void completeUntil(Timestamp now);
    /// Another bar is forming than when this was asked last.
    [[nodiscard]] bool hasNewBar()
    {
        const auto &forming = series().forming();
        return forming && std::exchange(m_plannedBar, forming->openTime) != forming->openTime;
    }
    void correct(std::span<const QuoteBar> bars);

    /// Closes channels that had no subscriber at the last sweep either. False when nobody is left.
    [[nodiscard]] bool sweep();
    [[nodiscard]] agency::Value describe() const;

private:
    struct Channel {
        std::string topic;
        agency::StreamId stream{};
        protocol::BarUpdates updates{};
        std::uint32_t paceMs = 0;
        Timestamp paced{}; ///< last time that the forming bar was told
        bool isPending = false; ///< it has changed since
        bool isPlanned = false; ///< a timer runs
        bool wasIdle = false;
    };
    struct Waiting {
        agency::Subscriber who;
        protocol::BarRequest request;
    };

    Channel &channelFor(const protocol::BarRequest &request);
    void accept(const Waiting &waiting);
    void changed(std::span<const QuoteBar> bars);
    void publish(Channel &channel, std::span<const QuoteBar> bars);
    void publishPaced(Channel &channel, std::span<const QuoteBar> bars);
    void plan(Channel &channel);
    void paceIsOver(const std::string &topic);

    agency::Bus &m_bus;
    BarHistory &m_history;
    std::shared_ptr<BarMemory> m_memory; // shared with snapshots under way
    std::vector<Channel> m_channels;
    std::vector<Waiting> m_waiting;
    std::size_t m_loadedDepth = 0;
    bool m_isLoading = false;
    protocol::BarBatchWriter m_writer;
    std::vector<QuoteBar> m_changed; ///< of the ticks at hand; its memory is used again
    Timestamp m_plannedBar = Timestamp::min();
    std::uint64_t m_encoded = 0; ///< updates
    std::shared_ptr<int> m_alive = std::make_shared<int>(); ///< timers look at it
};

} // namespace agora
