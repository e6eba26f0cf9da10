#pragma once

#include "brains/sdk/brain.h"
#include "engine/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace agora {

using ParameterValues = std::map<std::string, ParameterValue>;

/// The values that a brain runs with: what was given, and the default of everything else. A key
/// that the brain does not declare, a value of the wrong type, out of range or not among the
/// choices is an error that names it. A whole number will do for a real one.
[[nodiscard]] Result<ParameterValues> checkParameters(
    const BrainDescription &description, const ParameterValues &given);

/// Reads one value as a person types it: `20`, `0.5`, `true`/`yes`/`on`/`1` and their opposites, or
/// a text. Range and choices are checked too.
[[nodiscard]] Result<ParameterValue> parseParameter(
    const Parameter &parameter, std::string_view text);
/// `checkParameters` for typed values: `fast=20` on a command line.
[[nodiscard]] Result<ParameterValues> parseParameters(
    const BrainDescription &description, const std::map<std::string, std::string> &given);

/// The value as `parseParameter` reads it back.
[[nodiscard]] std::string toString(const ParameterValue &value);

/// Is what a module says of itself usable: a key, parameters and plots
/// named once, each default within its own range, colours that are ones?
[[nodiscard]] Result<void> checkDescription(const BrainDescription &description);

} // namespace agora
