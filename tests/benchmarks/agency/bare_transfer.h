#pragma once

#include "engine/base/time.h"

#include <string>
#include <vector>

namespace agora::bench {

/// Time in which messages of these sizes (bytes) go from one thread to another over `endpoint`,
/// with libzmq alone: PUSH to PULL, every byte copied once at each end.
[[nodiscard]] Duration bareTransfer(
    const std::string &endpoint, const std::vector<std::size_t> &sizes);

} // namespace agora::bench
