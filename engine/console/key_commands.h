#pragma once

#include "engine/console/command.h"

#include <iosfwd>

namespace agora::console {

/// `keys new`, `list` and `allow`: the CURVE keys of this profile's configuration, one file each in
/// `keys/` beside agora.toml (see engine/agency/security/key_file.h). They ask no engine; one that
/// runs reads its own, `engine`, when it starts.
[[nodiscard]] Result<void, Refusal> runKeys(const Command &command, std::ostream &out);

} // namespace agora::console
