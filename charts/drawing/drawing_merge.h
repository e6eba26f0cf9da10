#pragma once

#include "charts/drawing/drawing.h"

namespace agora::charts {

/// What becomes of drawings that two have changed since both had `base`, in the order of their z:
/// what I have as it was there is as the others have it, all else as I do. Mine that bear an id
/// which the others have given to something else meanwhile are left out: they need another id.
[[nodiscard]] std::vector<Drawing> merged(const std::vector<Drawing> &base,
    const std::vector<Drawing> &mine, const std::vector<Drawing> &theirs);

} // namespace agora::charts
