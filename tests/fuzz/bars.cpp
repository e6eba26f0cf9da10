// Bars as a Router sends them, in rows or columns. Whatever the bytes are: an error, or bars that
// are written and read again as they are.
#include "engine/base/ensure.h"
#include "engine/protocol/codec.h"

using namespace agora;
using namespace agora::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto batch = decode<BarBatch>({reinterpret_cast<const std::byte *>(data), size});
    if (!batch)
        return 0;
    const auto again = decode<BarBatch>(encodeColumns(*batch));
    AGORA_ENSURE(again.hasValue());
    AGORA_ENSURE(encode(*again) == encode(*batch)); // bit by bit: a price may be no number
    return 0;
}
