#pragma once

// Private to this folder: Decimal on the wire, shared by the codecs of orders.fbs.

#include "engine/protocol/wire.h"

#include <orders_generated.h>

namespace agora::protocol {

static_assert(sizeof(wire::Decimal) == 16);

inline wire::Decimal toWire(Decimal value)
{
    const auto raw = value.raw();
    return {static_cast<std::uint64_t>(raw), static_cast<std::int64_t>(raw >> 64)};
}

inline std::optional<wire::Decimal> toWire(const std::optional<Decimal> &value)
{
    return value ? std::optional(toWire(*value)) : std::nullopt;
}

/// FlatBuffers leaves a null struct out.
inline const wire::Decimal *pointerTo(const std::optional<wire::Decimal> &value)
{
    return value ? &*value : nullptr;
}

inline Decimal decimalFrom(const wire::Decimal &value)
{
    constexpr auto highUnit = static_cast<Int128>(1) << 64;
    return Decimal::fromRaw(static_cast<Int128>(value.high()) * highUnit + value.low());
}

inline std::optional<Decimal> decimalFrom(const wire::Decimal *value)
{
    return value ? std::optional(decimalFrom(*value)) : std::nullopt;
}

} // namespace agora::protocol
