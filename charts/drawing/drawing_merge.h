#pragma once

#include "charts/drawing/drawing.h"

#include <map>

namespace agora::charts {

/// What becomes of drawings that two have changed since both had `base`, in the order of their z:
/// what I have as it was there is as the others have it, all else as I do. Mine that bear an id
/// which the others have given to something else meanwhile are left out: they need another id.
[[nodiscard]] std::vector<Drawing> merged(const std::vector<Drawing> &base,
    const std::vector<Drawing> &mine, const std::vector<Drawing> &theirs);

using DrawingStyles = std::map<DrawingKind, DrawingStyle>;

/// The same for the looks of new drawings, kind by kind: a look that I have changed or taken away
/// since both had `base` is as I have it, all others are as the others have them.
[[nodiscard]] DrawingStyles mergedStyles(
    const DrawingStyles &base, const DrawingStyles &mine, const DrawingStyles &theirs);

} // namespace agora::charts
