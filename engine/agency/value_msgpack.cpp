#include "engine/agency/value.h"

#include <array>
#include <bit>
#include <limits>

namespace agora::agency {

// MessagePack as github.com/msgpack/msgpack/blob/master/spec.md has it, without extension types.
// What comes from outside is bounded: by the bytes that are there, and in depth, because a value is
// built and destroyed by recursion.

namespace {
using Bytes = std::vector<std::byte>;

class Writer {
public:
    void write(const Value &value)
    {
        if (value.isNull())
            byte(0xC0);
        else if (value.isBool())
            byte(value.asBool() ? 0xC3 : 0xC2);
        else if (value.isInteger())
            integer(value.asInteger());
        else if (value.isNumber())
            number(value.asNumber());
        else if (value.isText())
            text(value.asText());
        else if (value.isArray())
            array(value.asArray());
        else
            object(value.asObject());
    }
    [[nodiscard]] Bytes take() { return std::move(m_out); }

private:
    void byte(unsigned value) { m_out.push_back(static_cast<std::byte>(value)); }
    void bigEndian(std::uint64_t value, int size)
    {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
            byte(static_cast<unsigned>(value >> shift) & 0xFFU);
    }
    void integer(std::int64_t value)
    {
        const auto bits = static_cast<std::uint64_t>(value);
        if (value >= -32 && value <= 127)
            return byte(static_cast<unsigned>(bits & 0xFFU));
        if (value >= 0) {
            const int size = bits <= 0xFF ? 1 : bits <= 0xFFFF ? 2 : bits <= 0xFFFFFFFF ? 4 : 8;
            byte(size == 1 ? 0xCC : size == 2 ? 0xCD : size == 4 ? 0xCE : 0xCF);
            return bigEndian(bits, size);
        }
        const int size = value >= std::numeric_limits<std::int8_t>::min() ? 1
            : value >= std::numeric_limits<std::int16_t>::min()           ? 2
            : value >= std::numeric_limits<std::int32_t>::min()           ? 4
                                                                          : 8;
        byte(size == 1 ? 0xD0 : size == 2 ? 0xD1 : size == 4 ? 0xD2 : 0xD3);
        bigEndian(bits, size);
    }
    void number(double value)
    {
        byte(0xCB);
        bigEndian(std::bit_cast<std::uint64_t>(value), 8);
    }
    /// `fix` = the form with the length in its first byte, below `fixLimit`; then 16 and 32 bits.
    void length(std::size_t size, unsigned fix, std::size_t fixLimit, unsigned wide)
    {
        if (size < fixLimit)
            return byte(fix | static_cast<unsigned>(size));
        const bool isLong = size > 0xFFFF;
        byte(wide + (isLong ? 1 : 0));
        bigEndian(size, isLong ? 4 : 2);
    }
    void text(const std::string &value)
    {
        if (value.size() >= 32 && value.size() <= 0xFF) {
            byte(0xD9);
            byte(static_cast<unsigned>(value.size()));
        } else {
            length(value.size(), 0xA0, 32, 0xDA);
        }
        const auto *data = reinterpret_cast<const std::byte *>(value.data());
        m_out.insert(m_out.end(), data, data + value.size());
    }
    void array(const Value::Array &value)
    {
        length(value.size(), 0x90, 16, 0xDC);
        for (const auto &element : value)
            write(element);
    }
    void object(const Value::Object &value)
    {
        length(value.size(), 0x80, 16, 0xDE);
        for (const auto &[key, member] : value) {
            text(key);
            write(member);
        }
    }

    Bytes m_out;
};

class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    Result<Value> readAll()
    {
        auto value = read(0);
        if (m_problem == nullptr && m_at != m_bytes.size())
            m_problem = "something follows the value";
        if (m_problem != nullptr)
            return fail("not MessagePack: at byte " + std::to_string(m_at) + ": " + m_problem);
        return value;
    }

private:
    Value wrong(const char *problem)
    {
        if (m_problem == nullptr)
            m_problem = problem;
        return {};
    }
    std::uint64_t bigEndian(std::size_t size)
    {
        if (m_bytes.size() - m_at < size) {
            (void)wrong("it ends too early");
            return 0;
        }
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8U | std::to_integer<std::uint64_t>(m_bytes[m_at++]);
        return value;
    }
    template <typename Signed>
    Value signedInteger()
    {
        return static_cast<std::int64_t>(static_cast<Signed>(bigEndian(sizeof(Signed))));
    }

    Value read(int depth)
    {
        if (depth > Value::mostDepth)
            return wrong("it is nested too deeply");
        const auto head = static_cast<unsigned>(bigEndian(1));
        if (m_problem != nullptr)
            return {};
        if (head <= 0x7F)
            return static_cast<std::int64_t>(head);
        if (head >= 0xE0)
            return static_cast<std::int64_t>(static_cast<std::int8_t>(head));
        if (head <= 0x8F)
            return object(head & 0x0FU, depth);
        if (head <= 0x9F)
            return array(head & 0x0FU, depth);
        if (head <= 0xBF)
            return text(head & 0x1FU);
        return readLong(head, depth);
    }
    Value readLong(unsigned head, int depth)
    {
        switch (head) {
        case 0xC0:
            return {};
        case 0xC2:
            return false;
        case 0xC3:
            return true;
        case 0xC4: // binary data: a text holds any bytes
        case 0xD9:
            return text(bigEndian(1));
        case 0xC5:
        case 0xDA:
            return text(bigEndian(2));
        case 0xC6:
        case 0xDB:
            return text(bigEndian(4));
        case 0xDC:
            return array(bigEndian(2), depth);
        case 0xDD:
            return array(bigEndian(4), depth);
        case 0xDE:
            return object(bigEndian(2), depth);
        case 0xDF:
            return object(bigEndian(4), depth);
        default:
            return readNumber(head);
        }
    }
    Value readNumber(unsigned head)
    {
        switch (head) {
        case 0xCA:
            return static_cast<double>(
                std::bit_cast<float>(static_cast<std::uint32_t>(bigEndian(4))));
        case 0xCB:
            return std::bit_cast<double>(bigEndian(8));
        case 0xCC:
        case 0xCD:
        case 0xCE:
        case 0xCF: // above 2^63 it wraps, as Value(std::uint64_t) does
            return bigEndian(std::size_t(1) << (head - 0xCCU));
        case 0xD0:
            return signedInteger<std::int8_t>();
        case 0xD1:
            return signedInteger<std::int16_t>();
        case 0xD2:
            return signedInteger<std::int32_t>();
        case 0xD3:
            return signedInteger<std::int64_t>();
        default:
            return wrong("a type that a value cannot hold");
        }
    }
    Value text(std::uint64_t size)
    {
        if (size > m_bytes.size() - m_at)
            return wrong("it ends too early");
        const auto *data = reinterpret_cast<const char *>(m_bytes.data() + m_at);
        m_at += size;
        return std::string(data, size);
    }
    Value array(std::uint64_t size, int depth)
    {
        if (size > m_bytes.size() - m_at) // an element has at least one byte
            return wrong("it ends too early");
        Value::Array all;
        for (std::uint64_t i = 0; i < size && m_problem == nullptr; ++i)
            all.push_back(read(depth + 1));
        return all;
    }
    Value object(std::uint64_t size, int depth)
    {
        if (size > m_bytes.size() - m_at)
            return wrong("it ends too early");
        Value::Object all;
        for (std::uint64_t i = 0; i < size && m_problem == nullptr; ++i) {
            const auto key = read(depth + 1);
            if (!key.isText())
                return wrong("a key that is no text");
            all.insert_or_assign(key.asText(), read(depth + 1));
        }
        return all;
    }

    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
    const char *m_problem = nullptr;
};
} // namespace

Result<Value> Value::fromMessagePack(std::span<const std::byte> bytes)
{
    return Reader(bytes).readAll();
}

std::vector<std::byte> Value::toMessagePack() const
{
    Writer writer;
    writer.write(*this);
    return writer.take();
}

} // namespace agora::agency
