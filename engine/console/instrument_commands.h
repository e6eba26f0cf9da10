#pragma once

#include "engine/console/command.h"

#include <iosfwd>

namespace agora::console {

/// `instruments list`, `describe` and `check`: what the profile's instruments.toml makes of the
/// built-in list. They ask no engine.
[[nodiscard]] Result<void, Refusal> runInstruments(const Command &command, std::ostream &out);

/// From here on this process works with the profile's list.
[[nodiscard]] Result<void, Refusal> useProfilesInstruments(const std::string &profile);

} // namespace agora::console
