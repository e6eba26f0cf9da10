#pragma once

// Private to this folder: what the codecs share. Nothing of FlatBuffers leaves engine/protocol.

#include "engine/protocol/codec.h"

#include <flatbuffers/flatbuffers.h>

#include <cstring>
#include <optional>

namespace agora::protocol {

using Builder = flatbuffers::FlatBufferBuilder;
template <typename T>
using Offset = flatbuffers::Offset<T>;

/// Reads verified bytes as model values and remembers the first value that the model does not have.
class Reading {
public:
    /// Enumerators count from 0 on both sides; `last` is the highest that exists.
    template <typename Enum, typename WireEnum>
    Enum oneOf(WireEnum value, Enum last, const char *field)
    {
        const auto number = static_cast<int>(value);
        if (number <= static_cast<int>(last))
            return static_cast<Enum>(number);
        refuse(std::string(field) + " " + std::to_string(number) + " does not exist");
        return last;
    }

    template <typename WirePeriod>
    Period period(const WirePeriod &wire)
    {
        const auto unit = oneOf(wire.unit(), Period::Unit::Range, "period unit");
        if (wire.count() == 0 || wire.count() > 1'000'000) {
            refuse("a period of " + std::to_string(wire.count()) + " units does not exist");
            return {};
        }
        const auto period = Period::make(unit, static_cast<int>(wire.count()));
        if (!period) {
            refuse(period.error().message);
            return {};
        }
        return *period;
    }

    [[nodiscard]] const std::optional<std::string> &problem() const { return m_problem; }
    void refuse(std::string sentence)
    {
        if (!m_problem)
            m_problem = std::move(sentence);
    }

private:
    std::optional<std::string> m_problem;
};

/// For each message: `Table`, its `name` for errors, its four-letter `identifier`, and `read(table,
/// reading)`.
template <typename Message>
struct Wire;

/// Gives every part of a batch to `write` and the offsets to FlatBuffers.
template <typename Rows, typename Write>
auto writeTables(Builder &builder, const Rows &rows, Write write)
{
    std::vector<decltype(write(builder, rows.front()))> offsets;
    offsets.reserve(rows.size());
    for (const auto &row : rows)
        offsets.push_back(write(builder, row));
    return builder.CreateVector(offsets);
}

/// Rows of fixed layout, filled in place.
template <typename Row, typename Rows, typename Convert>
auto writeRows(Builder &builder, const Rows &rows, Convert convert)
{
    Row *to = nullptr;
    const auto offset = builder.CreateUninitializedVectorOfStructs<Row>(rows.size(), &to);
    for (const auto &row : rows)
        *to++ = convert(row);
    return offset;
}

template <typename Value, typename Tables, typename Read>
std::vector<Value> readTables(const Tables &tables, Read read)
{
    std::vector<Value> values;
    values.reserve(tables.size());
    for (const auto *table : tables)
        values.push_back(read(*table));
    return values;
}

/// Rows are copied out before they are read, because the verifier does not check where an array of
/// structs is aligned.
template <typename Value, typename Row, typename Convert>
std::vector<Value> readRows(const flatbuffers::Vector<const Row *> &rows, Convert convert)
{
    std::vector<Value> values;
    values.reserve(rows.size());
    for (flatbuffers::uoffset_t i = 0; i < rows.size(); ++i) {
        Row row;
        std::memcpy(&row, rows.Data() + i * sizeof(Row), sizeof(Row));
        values.push_back(convert(row));
    }
    return values;
}

/// As `readRows`, for plain numbers.
template <typename Number>
std::vector<Number> readNumbers(const flatbuffers::Vector<Number> &numbers)
{
    std::vector<Number> values(numbers.size());
    if (!values.empty())
        std::memcpy(values.data(), numbers.Data(), values.size() * sizeof(Number));
    return values;
}

template <typename Message, typename Table>
Bytes finished(Builder &builder, Offset<Table> root)
{
    builder.Finish(root, Wire<Message>::identifier);
    const auto *first = reinterpret_cast<const std::byte *>(builder.GetBufferPointer());
    return {first, first + builder.GetSize()};
}

/// The sentence that says what is wrong with `bytes`, or nothing when they are a sound `Message`.
template <typename Message>
std::optional<std::string> defect(const std::uint8_t *data, std::size_t size)
{
    using flatbuffers::uoffset_t;
    constexpr std::size_t smallest = sizeof(uoffset_t) + flatbuffers::kFileIdentifierLength;
    if (size < smallest)
        return "only " + std::to_string(size) + " bytes";
    if (size >= FLATBUFFERS_MAX_BUFFER_SIZE)
        return "more than 2 GiB";
    if (!flatbuffers::BufferHasIdentifier(data, Wire<Message>::identifier))
        return "the bytes are no " + std::string(Wire<Message>::name);
    constexpr uoffset_t depth = 16;
    flatbuffers::Verifier verifier(data, size, depth, static_cast<uoffset_t>(size));
    if (!verifier.VerifyBuffer<typename Wire<Message>::Table>(Wire<Message>::identifier))
        return "the bytes are damaged or cut short";
    return std::nullopt;
}

/// `Message` is a tag of which `Wire` tells how it is read, mostly the message itself.
template <typename Message>
auto decodeTable(std::span<const std::byte> bytes)
{
    using Value = decltype(Wire<Message>::read(
        std::declval<const typename Wire<Message>::Table &>(), std::declval<Reading &>()));
    const auto *data = reinterpret_cast<const std::uint8_t *>(bytes.data());
    std::vector<std::uint64_t> aligned; // a transport may hand over bytes at an odd address
    if (reinterpret_cast<std::uintptr_t>(data) % alignof(std::uint64_t) != 0) {
        aligned.resize(bytes.size() / sizeof(std::uint64_t) + 1);
        std::memcpy(aligned.data(), bytes.data(), bytes.size());
        data = reinterpret_cast<const std::uint8_t *>(aligned.data());
    }
    const std::string name = Wire<Message>::name;
    if (const auto wrong = defect<Message>(data, bytes.size()))
        return Result<Value>(fail(name + ": " + *wrong));
    Reading reading;
    auto message
        = Wire<Message>::read(*flatbuffers::GetRoot<typename Wire<Message>::Table>(data), reading);
    if (reading.problem())
        return Result<Value>(fail(name + ": " + *reading.problem()));
    return Result<Value>(std::move(message));
}

template <typename Message>
Result<Message> decode(std::span<const std::byte> bytes)
{
    return decodeTable<Message>(bytes);
}

} // namespace agora::protocol
