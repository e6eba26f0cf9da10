#include "app/chart_settings/zone_choice.h"

#include "app/tables/cell_format.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace agora::app {

namespace {

struct ZoneWords {
    Q_DECLARE_TR_FUNCTIONS(agora::app::ZoneChoice)
};

using Kind = ZoneChoice::Kind;

} // namespace

QString zoneKey(const ZoneChoice &choice)
{
    switch (choice.kind) {
    case Kind::Utc:
        return QStringLiteral("utc");
    case Kind::Exchange:
        return QStringLiteral("exchange");
    case Kind::Local:
        return QStringLiteral("local");
    case Kind::Named:
        break;
    }
    return choice.name;
}

std::optional<ZoneChoice> zoneOfKey(const QString &key)
{
    for (const auto kind : {Kind::Utc, Kind::Exchange, Kind::Local})
        if (key == zoneKey({kind}))
            return ZoneChoice{kind};
    if (!Zone::find(key.toStdString()))
        return std::nullopt;
    return ZoneChoice{Kind::Named, key};
}

Result<Zone> findZone(const ZoneChoice &choice, const Instrument &instrument)
{
    switch (choice.kind) {
    case Kind::Utc:
        return Zone::utc();
    case Kind::Exchange:
        return instrument.dayAnchor.zone();
    case Kind::Local:
        return Zone::find(QTimeZone::systemTimeZoneId().toStdString());
    case Kind::Named:
        break;
    }
    return Zone::find(choice.name.toStdString());
}

QString zoneTitle(const ZoneChoice &choice)
{
    switch (choice.kind) {
    case Kind::Utc:
        return QStringLiteral("UTC");
    case Kind::Exchange:
        return ZoneWords::tr("Exchange");
    case Kind::Local:
        return ZoneWords::tr("This computer");
    case Kind::Named:
        break;
    }
    return QString(choice.name).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString formatTime(Timestamp at, const Zone &zone)
{
    return formatTime(Timestamp(zone.toLocal(at).time_since_epoch()));
}

} // namespace agora::app
