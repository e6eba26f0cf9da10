#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace agora {

/// A value of a parameter: whole number, real number, yes/no, or text (one of `choices` where these
/// are given).
using ParameterValue = std::variant<std::int64_t, double, bool, std::string>;

/// A declared parameter: it feeds the dialog and, later, the optimiser.
struct Parameter {
    std::string key; ///< `fast`
    std::string title; ///< `Fast period`
    std::string description; ///< one sentence
    ParameterValue defaultValue;
    double min = 0; ///< numbers only
    double max = 0;
    double step = 1;
    std::vector<std::string> choices; ///< texts only; empty = any text
};

} // namespace agora
