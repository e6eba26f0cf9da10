#pragma once

#include "engine/agency/raw_sockets.h"

namespace agora::agency {

/// The half of the ZeroMQ transport that has to do with plain sockets and with waking.
class RawTransport : public Transport {
public:
    explicit RawTransport(SecurityRef security) : m_security(std::move(security)) {}

    Result<RawRef> openRaw(
        RawKind kind, RawRole role, const std::string &endpoint, const RawOptions &options) override
    {
        return m_raw.open(
            kind, role, endpoint, options, options.security ? options.security : m_security);
    }
    using Transport::endpointOf;
    std::string endpointOf(RawRef socket) const override { return m_raw.endpointOf(socket); }
    Result<void> sendRaw(RawRef socket, std::span<const Bytes> parts, Duration limit) override
    {
        m_rawTouched = true;
        return m_raw.send(socket, parts, limit);
    }
    Result<RawParts> receiveRaw(RawRef socket, Duration limit) override
    {
        m_rawTouched = true;
        return m_raw.receive(socket, limit);
    }
    void onRaw(RawRef socket, OnRaw handler) override
    {
        m_raw.handleWith(socket, std::move(handler));
        m_pollStale = true;
    }
    Result<void> subscribeRaw(RawRef socket, std::span<const std::byte> prefix) override
    {
        m_rawTouched = true;
        return m_raw.subscribe(socket, prefix);
    }
    Result<void> unsubscribeRaw(RawRef socket, std::span<const std::byte> prefix) override
    {
        m_rawTouched = true;
        return m_raw.unsubscribe(socket, prefix);
    }
    void closeRaw(RawRef socket, std::optional<Duration> linger) override
    {
        m_raw.close(socket, linger);
        m_pollStale = true;
    }

    void wake() override { m_waker.wake(); }
    void interrupt() override { m_waker.interrupt(); }
    bool isInterrupted() const override { return m_waker.isInterrupted(); }

protected:
    SecurityRef m_security;
    Waker m_waker;
    RawSockets m_raw{m_waker};
    bool m_rawTouched = true; ///< a plain socket may have input that its descriptor does not show
    bool m_pollStale = true; ///< other sockets are there now
};

} // namespace agora::agency
