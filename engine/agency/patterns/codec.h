#pragma once

#include "engine/agency/address.h"
#include "engine/agency/frame.h"

namespace agora::agency {

/// A value as bytes. Raw takes texts only (a text may hold any bytes); the error names the value.
[[nodiscard]] Result<Bytes> encodeValue(Serializer serializer, const Value &value);
/// The error says what is wrong with the bytes.
[[nodiscard]] Result<Value> decodeValue(Serializer serializer, std::span<const std::byte> bytes);

} // namespace agora::agency
