#include "engine/agency/frame.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace agora::agency {

namespace {
constexpr std::uint32_t magic = 0x32524741; // "AGR2"
constexpr std::uint8_t version = 2;

template <typename T>
T littleEndian(T value)
{
    if constexpr (std::endian::native == std::endian::little || sizeof(T) == 1) {
        return value;
    } else {
        auto bytes = std::bit_cast<std::array<std::byte, sizeof(T)>>(value);
        std::ranges::reverse(bytes);
        return std::bit_cast<T>(bytes);
    }
}

template <typename T>
void put(std::byte *&at, T value)
{
    value = littleEndian(value);
    std::memcpy(at, &value, sizeof(T));
    at += sizeof(T);
}

template <typename T>
T take(const std::byte *&at)
{
    T value;
    std::memcpy(&value, at, sizeof(T));
    at += sizeof(T);
    return littleEndian(value);
}

void putBytes(std::byte *&at, const void *from, std::size_t size)
{
    if (size > 0)
        std::memcpy(at, from, size);
    at += size;
}
} // namespace

void HopStamps::stamp(Duration steady)
{
    if (count < capacity)
        at[count++] = steady.count();
}

void encodeFrame(const FrameHeader &header, std::string_view topic, std::span<const std::byte> body,
    std::byte *out)
{
    AGORA_ENSURE(topic.size() <= longestTopic && body.size() <= longestBody);
    put(out, magic);
    put(out, version);
    put(out, static_cast<std::uint8_t>(header.kind));
    put(out, header.flags);
    put(out, static_cast<std::uint16_t>(topic.size()));
    put(out, header.hops.count);
    put(out, std::uint8_t{0});
    put(out, static_cast<std::uint32_t>(body.size()));
    put(out, header.epoch);
    put(out, header.sequence);
    put(out, header.correlation);
    put(out, toNanos(header.marketTime));
    for (std::size_t i = 0; i < header.hops.count; ++i)
        put(out, header.hops.at[i]);
    putBytes(out, topic.data(), topic.size());
    putBytes(out, body.data(), body.size());
}

Bytes encodeFrame(const Frame &frame)
{
    Bytes bytes(encodedSize(frame.header, frame.topic, frame.body));
    encodeFrame(frame.header, frame.topic, frame.body, bytes.data());
    return bytes;
}

std::size_t decodeFrame(std::span<const std::byte> message, Frame &frame)
{
    if (message.size() < frameHeaderSize)
        return 0;
    const auto *in = message.data();
    if (take<std::uint32_t>(in) != magic || take<std::uint8_t>(in) != version)
        return 0;
    const auto kind = take<std::uint8_t>(in);
    if (kind < static_cast<std::uint8_t>(FrameKind::Hello)
        || kind > static_cast<std::uint8_t>(FrameKind::Goodbye))
        return 0;
    auto &header = frame.header;
    header.kind = static_cast<FrameKind>(kind);
    header.flags = take<std::uint16_t>(in);
    const std::size_t topicSize = take<std::uint16_t>(in);
    header.hops = {};
    header.hops.count = take<std::uint8_t>(in);
    const auto zero = take<std::uint8_t>(in);
    const std::size_t bodySize = take<std::uint32_t>(in);
    if (header.hops.count > HopStamps::capacity || zero != 0 || bodySize > longestBody)
        return 0;
    const auto size
        = frameHeaderSize + sizeof(std::int64_t) * header.hops.count + topicSize + bodySize;
    if (size > message.size())
        return 0;
    header.epoch = take<std::uint64_t>(in);
    header.sequence = take<std::uint64_t>(in);
    header.correlation = take<std::uint64_t>(in);
    header.marketTime = fromNanos(take<std::int64_t>(in));
    for (std::size_t i = 0; i < header.hops.count; ++i)
        header.hops.at[i] = take<std::int64_t>(in);
    frame.topic.assign(reinterpret_cast<const char *>(in), topicSize);
    in += topicSize;
    frame.body.assign(in, in + bodySize);
    return size;
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
