#pragma once

#include "engine/base/text.h"

namespace agora::indicators {

/// How a sentence about an unknown name ends: with what was probably meant, or just so.
[[nodiscard]] inline std::string ending(
    std::string_view text, const std::vector<std::string> &candidates)
{
    std::string end = suggestion(text, candidates);
    return end.empty() ? "." : end;
}

} // namespace agora::indicators
