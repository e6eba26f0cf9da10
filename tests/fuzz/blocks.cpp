#include "engine/base/ensure.h"
#include "engine/store/bar_block.h"
#include "engine/store/tick_block.h"

#include <cstdint>
#include <cstring>
#include <string_view>

using namespace agora;

namespace {

/// Takes numbers and texts off the front of the input.
struct Input {
    const std::uint8_t *at;
    std::size_t left;

    std::int64_t number(std::size_t bytes = 8)
    {
        std::int64_t value = 0;
        const auto taken = std::min(bytes, left);
        std::memcpy(&value, at, taken);
        at += taken;
        left -= taken;
        return value;
    }
    std::string_view text(std::size_t size)
    {
        size = std::min(size, left);
        const std::string_view taken(reinterpret_cast<const char *>(at), size);
        at += size;
        left -= size;
        return taken;
    }
};

void decodeAsBars(Input input)
{
    BarBlock block;
    block.rows = input.number(2);
    block.digits = input.number(1) % 12 - 1;
    block.volumeDigits = input.number(1) % 12;
    block.unit = input.number();
    block.firstTime = input.number();
    block.lastTime = input.number();
    block.base = input.number(4);
    block.spread = input.number(2);
    block.flagsBase = input.number(1);
    block.ticksAreVolume = input.number(1) & 1;
    for (auto &column : block.columns)
        column = input.text(static_cast<std::size_t>(input.number(1)));
    block.checks = checksOf(block); // as if it had been written like that
    const auto bars = decodeBars(block);
    AGORA_ENSURE(bars ? bars->size() == static_cast<std::size_t>(block.rows)
                      : !bars.error().message.empty());
}

void decodeAsTicks(Input input)
{
    TickBlock block;
    block.rows = input.number(2);
    block.firstTime = input.number();
    block.lastTime = input.number();
    const auto data = input.text(input.left);
    block.data = std::as_bytes(std::span(data));
    block.check = checkOf(block);
    const auto ticks = decodeTicks(block);
    AGORA_ENSURE(ticks ? ticks->size() == static_cast<std::size_t>(block.rows)
                       : !ticks.error().message.empty());
}

} // namespace

/// Whatever the bytes: as many rows as the block says, or an error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    const Input input{bytes + 1, size - 1};
    bytes[0] % 2 == 0 ? decodeAsBars(input) : decodeAsTicks(input);
    return 0;
}
