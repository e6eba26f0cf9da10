#include "engine/base/large_pages.h"

#ifdef __linux__
#include <cstdint>
#include <sys/mman.h>
#endif

namespace agora {

void wishLargePages([[maybe_unused]] void *memory, [[maybe_unused]] std::size_t bytes)
{
#ifdef __linux__
    constexpr std::size_t large = 2U << 20U;
    if (bytes < 4 * large)
        return;
    const auto begin = reinterpret_cast<std::uintptr_t>(memory);
    const auto first = (begin + large - 1) / large * large;
    const auto end = (begin + bytes) / large * large;
    if (first < end)
        ::madvise(reinterpret_cast<void *>(first), end - first, MADV_HUGEPAGE);
#endif
}

} // namespace agora
