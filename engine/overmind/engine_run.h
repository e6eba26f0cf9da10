#pragma once

#include <string>
#include <vector>

namespace agora {

/// The whole of `agorad`: reads its arguments, becomes the Overmind of a profile, runs until
/// Ctrl-C, SIGTERM or a request. Every refusal is one sentence on stderr and a non-zero exit code
/// (2 = arguments, 1 = anything else).
[[nodiscard]] int runEngine(const std::vector<std::string> &arguments);

} // namespace agora
