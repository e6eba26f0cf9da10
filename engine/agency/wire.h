#pragma once

#include "engine/agency/causality.h"
#include "engine/agency/frame.h"
#include "engine/agency/newest_lives.h"
#include "engine/base/clock.h"

#include <memory>
#include <optional>
#include <string>

namespace agora::agency {

/// The transport together with what every sent frame carries: our epoch, the market's time, a hop
/// stamp, the causal mark.
class Wire {
public:
    Wire(std::unique_ptr<Transport> transport, std::string name, std::uint64_t epoch,
        const Clock &clock)
        : m_transport(std::move(transport)), m_name(std::move(name)), m_epoch(epoch), m_clock(clock)
    {}

    [[nodiscard]] Transport &transport() { return *m_transport; }
    [[nodiscard]] Causality &causality() { return m_causality; }
    [[nodiscard]] NewestLives &lives() { return m_lives; }
    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] std::uint64_t epoch() const { return m_epoch; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }

    /// Part of what the agents do: inside an instant of a replay it is counted.
    bool send(PeerRef to, Frame &frame) { return send(to, frame.header, frame.topic, frame.body); }
    bool send(PeerRef to, FrameHeader &header, std::string_view topic, const Bytes &body)
    {
        const bool causal = m_causality.isActive();
        if (causal)
            header.flags |= FlagCausal;
        const bool sent = sendQuietly(to, header, topic, body);
        if (causal && sent)
            m_causality.sent(to);
        return sent;
    }
    /// The runtime's own housekeeping, and what observers get.
    bool sendQuietly(PeerRef to, Frame &frame)
    {
        return sendQuietly(to, frame.header, frame.topic, frame.body);
    }
    bool sendQuietly(PeerRef to, FrameHeader &header, std::string_view topic, const Bytes &body)
    {
        header.epoch = m_epoch;
        if (m_moments > 0 && header.kind == FrameKind::Publish && header.hops.count == 0) {
            if (!m_moment)
                m_moment.emplace(Moment{m_clock.now(), currentHops()});
            header.marketTime = m_moment->marketTime;
            header.hops = m_moment->hops;
            return m_transport->send(to, header, topic, body);
        }
        header.marketTime = header.kind == FrameKind::Wake ? header.marketTime : m_clock.now();
        if (header.hops.count == 0)
            header.hops = currentHops();
        return m_transport->send(to, header, topic, body);
    }
    /// Publications until the last `endMoment` are of one moment: the clocks are read with the
    /// first of them.
    void beginMoment() { ++m_moments; }
    void endMoment()
    {
        if (--m_moments == 0)
            m_moment.reset();
    }
    /// Time has passed: the next publication reads the clocks.
    void renewMoment() { m_moment.reset(); }
    /// Frames published while a message is being handled go on with that message's stamps: the hop
    /// clock.
    void beginHandling(const HopStamps &hops) { m_forward = hops; }
    void endHandling() { m_forward = {}; }
    /// Stamps to start a new frame with.
    [[nodiscard]] HopStamps currentHops() const // empty + now outside of a handler
    {
        auto hops = m_forward;
        hops.stamp(steadyNow());
        return hops;
    }

private:
    struct Moment {
        Timestamp marketTime;
        HopStamps hops;
    };
    std::unique_ptr<Transport> m_transport;
    std::string m_name;
    std::uint64_t m_epoch;
    const Clock &m_clock;
    Causality m_causality;
    NewestLives m_lives;
    HopStamps m_forward;
    int m_moments = 0;
    std::optional<Moment> m_moment;
};

} // namespace agora::agency
