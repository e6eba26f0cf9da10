#pragma once

#include "engine/base/zone.h"
#include "engine/model/instrument.h"

#include <QString>

#include <optional>

namespace agora::app {

/// The zone of a chart: one by name, or one that follows the instrument or the machine.
struct ZoneChoice {
    enum class Kind { Utc, Exchange, Local, Named };
    Kind kind = Kind::Utc;
    QString name = {}; ///< of Named: `Europe/Madrid`

    bool operator==(const ZoneChoice &) const = default;
};

/// The word for files: `utc`, `exchange`, `local`, or the zone's name.
[[nodiscard]] QString zoneKey(const ZoneChoice &choice);
/// Nothing for a zone that the system's database does not know.
[[nodiscard]] std::optional<ZoneChoice> zoneOfKey(const QString &key);
/// The exchange's zone is that in which the instrument's trading days are counted. The machine's
/// own zone may be one that the database lacks: an error that names it.
[[nodiscard]] Result<Zone> findZone(const ZoneChoice &choice, const Instrument &instrument);
/// As menus and lists call it: `Exchange`, `Europe/Madrid`.
[[nodiscard]] QString zoneTitle(const ZoneChoice &choice);

/// `2026-01-15 13:05:07` by the clocks of that zone.
[[nodiscard]] QString formatTime(Timestamp at, const Zone &zone);

} // namespace agora::app
