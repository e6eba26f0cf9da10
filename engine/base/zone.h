#pragma once

#include "engine/base/time.h"

#include <memory>
#include <string>

namespace agora {

/// Wall-clock time of some zone, as nanoseconds since 1970-01-01T00:00:00 there.
using LocalTime = std::chrono::local_time<Duration>;

/// A time zone by IANA name (`America/New_York`), from the system's zone database.
class Zone {
public:
    /// Unknown names are errors that name the zone.
    static Result<Zone> find(const std::string &name);
    static Zone utc();

    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] LocalTime toLocal(Timestamp at) const;
    /// R5: wall time that occurs twice → the earlier instant; that does not exist → the instant of
    /// the change.
    [[nodiscard]] Timestamp toUtc(LocalTime local) const;

private:
    std::string m_name;
    const void *m_zone = nullptr; // date::time_zone, owned by the zone database for the whole run
};

} // namespace agora
