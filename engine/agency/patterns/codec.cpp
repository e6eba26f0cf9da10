#include "engine/agency/patterns/codec.h"

namespace agora::agency {

Result<Bytes> encodeValue(Serializer serializer, const Value &value)
{
    switch (serializer) {
    case Serializer::MessagePack:
        return value.toMessagePack();
    case Serializer::Json:
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
