#include "engine/agency/patterns/codec.h"

#include <algorithm>

namespace agora::agency {

namespace {

/// Length of the UTF-8 sequence that begins here; 0 when none does (RFC 3629).
std::size_t sequenceLength(std::string_view text)
{
    const auto at = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto first = at(0);
    const std::size_t length = first < 0x80 ? 1
        : first >= 0xC2 && first < 0xE0     ? 2
        : first >= 0xE0 && first < 0xF0     ? 3
        : first >= 0xF0 && first < 0xF5     ? 4
                                            : 0;
    if (length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xC0U) != 0x80)
            return 0;
    }
    const bool isOverlong = (first == 0xE0 && at(1) < 0xA0) || (first == 0xF0 && at(1) < 0x90);
    const bool isBeyond = (first == 0xED && at(1) >= 0xA0) || (first == 0xF4 && at(1) >= 0x90);
    return isOverlong || isBeyond ? 0 : length;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const auto length = sequenceLength(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

/// JSON has no bytes: what is not UTF-8 would arrive changed.
bool fitsJson(const Value &value)
{
    const auto &array = value.asArray();
    const auto &object = value.asObject();
    return isUtf8(value.asText()) && std::all_of(array.begin(), array.end(), fitsJson)
        && std::all_of(object.begin(), object.end(),
            [](const auto &member) { return isUtf8(member.first) && fitsJson(member.second); });
}

} // namespace

Result<Bytes> encodeValue(Serializer serializer, const Value &value)
{
    switch (serializer) {
    case Serializer::MessagePack:
        return value.toMessagePack();
    case Serializer::Json:
        if (!fitsJson(value))
            return fail("JSON carries UTF-8 only, not " + value.toJson());
        return toBytes(value.toJson());
    case Serializer::Raw:
        break;
    }
    if (!value.isText())
        return fail("a raw socket sends texts (of any bytes), not " + value.toJson());
    return toBytes(value.asText());
}

Result<Value> decodeValue(Serializer serializer, std::span<const std::byte> bytes)
{
    switch (serializer) {
    case Serializer::MessagePack:
        return Value::fromMessagePack(bytes);
    case Serializer::Json:
        return Value::parseJson(toText(bytes));
    case Serializer::Raw:
        break;
    }
    return Value(toText(bytes));
}

} // namespace agora::agency
