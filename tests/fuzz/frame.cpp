// Whatever arrives at a port: a message of one frame or several. Nothing may crash, be read beyond
// its end, or come out other than it went in.
#include "engine/agency/frame.h"

using namespace agora::agency;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::span<const std::byte> rest(reinterpret_cast<const std::byte *>(data), size);
    Frame frame;
    while (!rest.empty()) {
        const auto used = decodeFrame(rest, frame);
        if (used == 0)
            return 0;
        const auto again = encodeFrame(frame);
        AGORA_ENSURE(used <= rest.size() && again.size() == used);
        AGORA_ENSURE(std::equal(again.begin(), again.end(), rest.begin()));
        rest = rest.subspan(used);
    }
    return 0;
}
