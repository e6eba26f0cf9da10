#pragma once

namespace agora {

/// Called at named places of every write (`begin`, `rows`, `block`, `seal`, `commit`, `committed`)
/// and in the middle of a read (`read`), so that a test can end the process right there or let
/// others write. Nobody listens in a program.
using FailPointHandler = void (*)(const char *place);
void setFailPointHandler(FailPointHandler handler);
void failPoint(const char *place);

} // namespace agora
