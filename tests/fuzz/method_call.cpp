// The arguments of a remote call (MessagePack): nothing may crash, and what was read must be the
// same after it was written and read again.
#include "engine/agency/value.h"

using namespace agora::agency;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::span<const std::byte> bytes(reinterpret_cast<const std::byte *>(data), size);
    const auto value = Value::fromMessagePack(bytes);
    if (!value)
        return 0;
    const auto written = value->toMessagePack();
    const auto again = Value::fromMessagePack(written);
    AGORA_ENSURE(again.hasValue());
    AGORA_ENSURE(again->toMessagePack() == written);
    return 0;
}
