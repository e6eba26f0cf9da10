#include "app/indicator/catalog_model.h"

#include "app/indicator/catalog_text.h"

#include <QFont>

namespace agora::app {
namespace {

constexpr quintptr groupId = 0; // of an index; entries have the number of their group + 1

/// `Simple Moving Average (SMA)`.
QString nameOf(const indicators::IndicatorInfo &info)
{
    const QString name = catalogText(info.name);
    const auto shortName = QString::fromStdString(info.shortName);
    return name.compare(shortName, Qt::CaseInsensitive) == 0 || info.name == info.shortName
        ? name
        : QStringLiteral("%1 (%2)").arg(name, shortName);
}

QString titleOf(const SearchHit &hit)
{
    return hit.setup == usualSetup(*hit.info)
        ? nameOf(*hit.info)
        : QStringLiteral("%1: %2").arg(charts::titleOf(hit.setup), catalogText(hit.info->name));
}

} // namespace

CatalogModel::CatalogModel(QObject *parent) : QAbstractItemModel(parent) { rebuild(); }

void CatalogModel::setMarked(QStringList favourites, QStringList recent)
{
    m_favourites = std::move(favourites);
    m_recent = std::move(recent);
    rebuild();
}

void CatalogModel::search(const QString &text)
{
    m_text = text.trimmed();
    rebuild();
}

void CatalogModel::rebuild()
{
    beginResetModel();
    m_groups.clear();
    if (isSearching()) {
        auto hits = searchCatalog(m_text);
        if (!hits.empty())
            m_groups.push_back({tr("Found"), std::move(hits)});
    } else {
        addMarked(tr("Favourites"), m_favourites);
        addMarked(tr("Used last"), m_recent);
        for (const auto &group : indicators::groups()) {
            Group all{catalogText(group), {}};
            for (const auto &info : indicators::catalog())
                if (info.group == group)
                    all.hits.push_back({&info, usualSetup(info)});
            m_groups.push_back(std::move(all));
        }
    }
    endResetModel();
}

void CatalogModel::addMarked(const QString &title, const QStringList &keys)
{
    Group marked{title, {}};
    for (const QString &key : keys)
        if (const auto *info = indicators::findIndicator(key.toStdString()))
            marked.hits.push_back({info, usualSetup(*info)});
    if (!marked.hits.empty())
        m_groups.push_back(std::move(marked));
}

const SearchHit *CatalogModel::hitAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupId)
        return nullptr;
    return &m_groups[index.internalId() - 1].hits[static_cast<std::size_t>(index.row())];
}

std::optional<charts::IndicatorSetup> CatalogModel::setupAt(const QModelIndex &index) const
{
    const auto *hit = hitAt(index);
    return hit ? std::optional(hit->setup) : std::nullopt;
}

QModelIndex CatalogModel::first() const
{
    return m_groups.empty() ? QModelIndex() : index(0, 0, index(0, 0));
}

int CatalogModel::hits() const
{
    return isSearching() && !m_groups.empty() ? static_cast<int>(m_groups.front().hits.size()) : 0;
}

QModelIndex CatalogModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(
        row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : groupId);
}

QModelIndex CatalogModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == groupId)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, groupId);
}

int CatalogModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != groupId || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].hits.size());
}

int CatalogModel::columnCount(const QModelIndex &) const { return 2; }

QVariant CatalogModel::data(const QModelIndex &index, int role) const
{
    const auto *hit = hitAt(index);
    if (!hit) {
        if (!index.isValid() || index.column() != 0)
            return {};
        const auto &group = m_groups[static_cast<std::size_t>(index.row())];
        if (role == Qt::DisplayRole)
            return QStringLiteral("%1 (%2)").arg(group.title).arg(group.hits.size());
        return role == IsGroupRole ? QVariant(true) : QVariant();
    }
    const auto key = QString::fromStdString(hit->info->key);
    const bool isFavourite = m_favourites.contains(key);
    if (role == KeyRole)
        return key;
    if (index.column() == 0) {
        if (role == Qt::DisplayRole)
            return titleOf(*hit);
        if (role == Qt::ToolTipRole)
            return QStringLiteral("<p><b>%1</b></p><p>%2</p>")
                .arg(nameOf(*hit->info).toHtmlEscaped(),
                    catalogText(hit->info->description).toHtmlEscaped());
        return {};
    }
    if (role == Qt::DisplayRole)
        return isFavourite ? QStringLiteral("★") : QStringLiteral("☆");
    if (role == Qt::ToolTipRole)
        return isFavourite ? tr("Take from the favourites") : tr("Add to the favourites");
    return role == Qt::TextAlignmentRole ? QVariant(Qt::AlignCenter) : QVariant();
}

Qt::ItemFlags CatalogModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return hitAt(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                        : Qt::ItemFlags(Qt::ItemIsEnabled);
}

} // namespace agora::app
