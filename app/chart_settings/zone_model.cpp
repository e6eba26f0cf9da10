#include "app/chart_settings/zone_model.h"

#include "charts/axes_painter.h"
#include "charts/zone_label.h"

#include <QFile>
#include <QHash>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace agora::app {

namespace {

using Kind = ZoneChoice::Kind;

/// Country of every zone that has one, by the list that comes with the zone database: Qt gives the
/// same, but takes 60 ms for it. Without the list no countries are shown.
const QHash<QString, QString> &countries()
{
    static const auto made = [] {
        QHash<QString, QString> all;
        QFile file(QStringLiteral("/usr/share/zoneinfo/zone.tab"));
        if (!file.open(QIODevice::ReadOnly))
            return all;
        const auto text = QString::fromUtf8(file.readAll());
        for (const auto &line : QStringView(text).split(QLatin1Char('\n'))) {
            const auto cells = line.split(QLatin1Char('\t')); // code, coordinates, zone, comment
            if (line.startsWith(QLatin1Char('#')) || cells.size() < 3)
                continue;
            const auto territory = QLocale::codeToTerritory(cells[0]);
            all.insert(cells[2].toString(), QLocale::territoryToString(territory));
        }
        return all;
    }();
    return made;
}

/// Qt offers fixed offsets and some more that the zone database does not have.
bool isOfDatabase(const QString &name)
{
    return !name.startsWith(QLatin1String("UTC")) && !name.startsWith(QLatin1String("posix"))
        && !name.startsWith(QLatin1String("right"));
}

} // namespace

ZoneModel::ZoneModel(const Instrument &instrument, std::optional<Timestamp> at, QObject *parent)
    : QAbstractTableModel(parent), m_instrument(instrument), m_at(at)
{
    for (const auto kind : {Kind::Exchange, Kind::Local, Kind::Utc}) {
        const auto zone = findZone({kind}, instrument);
        const bool isSaid = zone && kind != Kind::Utc;
        m_rows.push_back({{kind}, isSaid ? charts::zoneTitle(*zone) : QString(), std::nullopt});
    }
    QStringList names;
    for (const auto &id : QTimeZone::availableTimeZoneIds())
        if (const auto name = QString::fromLatin1(id); isOfDatabase(name))
            names.append(name);
    // Cities first: what has no continent is an old name or a fixed offset.
    std::ranges::sort(names, [](const QString &a, const QString &b) {
        const auto isOdd = [](const QString &name) {
            return !name.contains(QLatin1Char('/')) || name.startsWith(QLatin1String("Etc/"));
        };
        return std::pair(isOdd(a), a) < std::pair(isOdd(b), b);
    });
    for (const auto &name : names)
        m_rows.push_back({{Kind::Named, name}, countries().value(name), std::nullopt});
}

const ZoneChoice &ZoneModel::choice(int row) const
{
    return m_rows.at(static_cast<std::size_t>(row)).choice;
}

int ZoneModel::rowOf(const ZoneChoice &choice)
{
    const auto found = std::ranges::find(m_rows, choice, &Row::choice);
    if (found != m_rows.end())
        return static_cast<int>(found - m_rows.begin());
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rows.push_back({choice, {}, std::nullopt});
    endInsertRows();
    return row;
}

int ZoneModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ZoneModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountOfAll;
}

QString ZoneModel::offsetOf(const Row &row) const
{
    if (!row.offset) {
        const auto zone = findZone(row.choice, m_instrument);
        row.offset = zone && m_at ? charts::zoneOffsetText(*zone, *m_at) : QString();
    }
    return *row.offset;
}

QVariant ZoneModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(at.row())];
    if (role == SearchRole)
        return row.choice.kind == Kind::Named // New York is a zone, not the exchange there
            ? QStringLiteral("%1 %2 %3").arg(zoneTitle(row.choice), row.choice.name, row.country)
            : zoneTitle(row.choice);
    if (role == Qt::TextAlignmentRole)
        return QVariant(static_cast<int>(
            Qt::AlignVCenter | (at.column() == Offset ? Qt::AlignRight : Qt::AlignLeft)));
    if (role == Qt::ToolTipRole) // for what the columns cut
        return row.country.isEmpty()
            ? zoneTitle(row.choice)
            : QStringLiteral("%1 – %2").arg(zoneTitle(row.choice), row.country);
    if (role != Qt::DisplayRole)
        return {};
    switch (at.column()) {
    case Name:
        return zoneTitle(row.choice);
    case Country:
        return row.country;
    default:
        return offsetOf(row);
    }
}

} // namespace agora::app
