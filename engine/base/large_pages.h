#pragma once

#include <cstddef>

namespace agora {

/// Tells the system that this memory, not yet used, will soon be filled as a whole: a page of 2 MiB
/// then comes at the price of a few small ones. Only a wish; nothing happens for less than 8 MiB
/// and where the system knows no such pages.
void wishLargePages(void *memory, std::size_t bytes);

} // namespace agora
