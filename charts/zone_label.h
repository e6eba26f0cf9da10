#pragma once

#include "engine/base/zone.h"

#include <QString>
#include <QStringList>

namespace agora::charts {

/// `UTC+1`, `UTC−3:30`; `UTC` where the clocks show it.
[[nodiscard]] QString zoneOffsetText(const Zone &zone, Timestamp at);
/// `New York UTC−4`: the zone and what its clocks show at that instant, which changes with daylight
/// saving; `UTC` alone for that zone.
[[nodiscard]] QString zoneLabel(const Zone &zone, Timestamp at);
/// The same, from the fullest to the shortest, for where room is scarce.
[[nodiscard]] QStringList zoneLabels(const Zone &zone, Timestamp at);

} // namespace agora::charts
