#pragma once

namespace agora {

/// Called at named places of every write (`begin`, `rows`, `block`, `seal`, `commit`, `committed`),
/// so that a test can end the process right there. Nobody listens in a program.
using FailPointHandler = void (*)(const char *place);
void setFailPointHandler(FailPointHandler handler);
void failPoint(const char *place);

} // namespace agora
