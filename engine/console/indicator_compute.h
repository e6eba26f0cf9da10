#pragma once

#include "engine/console/command.h"
#include "indicators/catalog.h"

#include <iosfwd>

namespace agora::console {

/// By its key or by the name of one of its columns; the error suggests the nearest name.
[[nodiscard]] Result<const indicators::IndicatorInfo *> findAnyIndicator(const std::string &name);

/// Columns of values for the bars of a file. Nothing is written unless all names are good.
[[nodiscard]] Result<void, Refusal> computeIndicators(const Command &command, std::ostream &out);

} // namespace agora::console
