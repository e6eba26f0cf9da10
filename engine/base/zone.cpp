#include "engine/base/zone.h"

#include <date/tz.h>

#include <stdexcept>

namespace agora {

namespace {

const date::time_zone &databaseZone(const void *zone)
{
    return *static_cast<const date::time_zone *>(zone);
}

} // namespace

Result<Zone> Zone::find(const std::string &name)
{
    try {
        Zone zone;
        zone.m_zone = date::locate_zone(name);
        zone.m_name = name;
        return zone;
    } catch (const std::runtime_error &) {
        return fail("time zone “" + name + "” is not in the system's zone database");
    }
}

Zone Zone::utc()
{
    Zone zone;
    zone.m_name = "UTC";
    return zone;
}

LocalTime Zone::toLocal(Timestamp at) const
{
    const Duration offset = m_zone ? databaseZone(m_zone).get_info(at).offset : Duration{0};
    return LocalTime{at.time_since_epoch() + offset};
}

Timestamp Zone::toUtc(LocalTime local) const
{
    const Timestamp asIfUtc{local.time_since_epoch()};
    if (!m_zone)
        return asIfUtc;
    // date's local_time is not std's: qualified here, and handed over by its count.
    const auto info
        = databaseZone(m_zone).get_info(date::local_time<Duration>{local.time_since_epoch()});
    if (info.result == date::local_info::nonexistent)
        return info.first.end;
    return asIfUtc - info.first.offset; // of two, `first` is the earlier
}

} // namespace agora
