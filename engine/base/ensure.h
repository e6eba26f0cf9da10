#pragma once

namespace agora {

/// Prints the broken assumption and ends the process; the supervisor starts it again.
[[noreturn]] void ensureFailed(const char *condition, const char *file, int line);

} // namespace agora

/// Checked in every build: a false condition is a bug, and a wrong number is worse than none.
#define AGORA_ENSURE(condition)                                                                    \
    (static_cast<bool>(condition) ? static_cast<void>(0)                                           \
                                  : ::agora::ensureFailed(#condition, __FILE__, __LINE__))
