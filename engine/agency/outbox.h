#pragma once

#include "engine/agency/frame.h"
#include "engine/base/clock.h"

#include <deque>

namespace agora::agency {

/// What waits for one session, gathered into messages of several frames. Internal to the transport.
class Outbox {
public:
    /// Is a burst going on? Counts this frame; the first of a burst are not to be held back.
    [[nodiscard]] bool isInBurst(Duration now)
    {
        constexpr Duration burstGap = std::chrono::microseconds(20);
        constexpr int freeFrames = 8;
        m_burst = now - m_lastFrame < burstGap ? m_burst + 1 : 0;
        m_lastFrame = now;
        return m_burst >= freeFrames;
    }
    [[nodiscard]] bool isEmpty() const { return m_frames == 0; }
    [[nodiscard]] std::uint64_t frames() const { return m_frames; }
    /// Enough has been gathered, or it waits too long already.
    [[nodiscard]] bool isDue(Duration now) const
    {
        constexpr Duration patience = std::chrono::microseconds(200);
        return m_messages.size() > 1 || m_messages.front().size() >= messageSize
            || now - m_since > patience;
    }

    void append(const FrameHeader &header, std::string_view topic, std::span<const std::byte> body,
        Duration now)
    {
        if (m_frames == 0)
            m_since = now;
        ++m_frames;
        if (m_messages.empty() || m_messages.back().size() >= messageSize)
            m_messages.push_back(std::exchange(m_spare, {}));
        auto &message = m_messages.back();
        const auto before = message.size();
        message.resize(before + encodedSize(header, topic, body));
        encodeFrame(header, topic, body, message.data() + before);
    }
    [[nodiscard]] const Bytes &first() const { return m_messages.front(); }
    /// The first message is gone.
    void removeFirst()
    {
        m_spare = std::move(m_messages.front()); // its memory serves the next one
        m_spare.clear();
        m_messages.pop_front();
        if (m_messages.empty())
            m_frames = 0;
    }

private:
    static constexpr std::size_t messageSize = 8192; ///< bytes: what ZeroMQ writes at once
    std::deque<Bytes> m_messages;
    Bytes m_spare;
    std::uint64_t m_frames = 0; ///< since it was last empty
    Duration m_since{};
    Duration m_lastFrame{};
    int m_burst = 0;
};

} // namespace agora::agency
