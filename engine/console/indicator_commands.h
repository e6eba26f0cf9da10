#pragma once

#include "engine/console/command.h"

#include <iosfwd>

namespace agora::console {

/// `indicator list`, `describe` and `compute`, which ask no engine.
[[nodiscard]] Result<void, Refusal> runIndicators(const Command &command, std::ostream &out);

} // namespace agora::console
