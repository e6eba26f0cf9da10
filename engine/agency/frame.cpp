#include "engine/agency/frame.h"

#include <cstring>

namespace agora::agency {

namespace {
constexpr std::uint32_t magic = 0x31524741; // "AGR1"
constexpr std::uint8_t version = 1;

class Writer {
public:
    explicit Writer(std::array<std::byte, frameHeaderSize> &out) : m_out(out) {}
    template <typename T>
    void put(T value)
    {
        for (std::size_t i = 0; i < sizeof(T); ++i)
            m_out[m_at++] = static_cast<std::byte>(
                (static_cast<std::uint64_t>(value) >> (8 * i)) & 0xFF); // little endian everywhere
    }

private:
    std::array<std::byte, frameHeaderSize> &m_out;
    std::size_t m_at = 0;
};

class Reader {
public:
    explicit Reader(std::span<const std::byte> in) : m_in(in) {}
    template <typename T>
    T take()
    {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i)
            value |= std::to_integer<std::uint64_t>(m_in[m_at++]) << (8 * i);
        return static_cast<T>(value);
    }

private:
    std::span<const std::byte> m_in;
    std::size_t m_at = 0;
};
} // namespace

void HopStamps::stamp(Duration steady)
{
    if (count < capacity)
        at[count++] = steady.count();
}

std::array<std::byte, frameHeaderSize> encodeHeader(const FrameHeader &header)
{
    std::array<std::byte, frameHeaderSize> bytes{};
    Writer out(bytes);
    out.put(magic);
    out.put(version);
    out.put(static_cast<std::uint8_t>(header.kind));
    out.put(header.flags);
    out.put(header.epoch);
    out.put(header.sequence);
    out.put(header.correlation);
    out.put(toNanos(header.marketTime));
    out.put(static_cast<std::uint64_t>(header.hops.count));
    for (const auto stamp : header.hops.at)
        out.put(stamp);
    return bytes;
}

std::optional<FrameHeader> decodeHeader(std::span<const std::byte> bytes)
{
    if (bytes.size() != frameHeaderSize)
        return std::nullopt;
    Reader in(bytes);
    if (in.take<std::uint32_t>() != magic || in.take<std::uint8_t>() != version)
        return std::nullopt;
    FrameHeader header;
    const auto kind = in.take<std::uint8_t>();
    if (kind < static_cast<std::uint8_t>(FrameKind::Hello)
        || kind > static_cast<std::uint8_t>(FrameKind::Goodbye))
        return std::nullopt;
    header.kind = static_cast<FrameKind>(kind);
    header.flags = in.take<std::uint16_t>();
    header.epoch = in.take<std::uint64_t>();
    header.sequence = in.take<std::uint64_t>();
    header.correlation = in.take<std::uint64_t>();
    header.marketTime = fromNanos(in.take<std::int64_t>());
    const auto count = in.take<std::uint64_t>();
    if (count > HopStamps::capacity)
        return std::nullopt;
    header.hops.count = static_cast<std::uint8_t>(count);
    for (auto &stamp : header.hops.at)
        stamp = in.take<std::int64_t>();
    return header;
}

Bytes toBytes(std::string_view text)
{
    Bytes bytes(text.size());
    if (!text.empty())
        std::memcpy(bytes.data(), text.data(), text.size());
    return bytes;
}

std::string toText(std::span<const std::byte> bytes)
{
    return bytes.empty() ? std::string()
                         : std::string(reinterpret_cast<const char *>(bytes.data()), bytes.size());
}

} // namespace agora::agency
