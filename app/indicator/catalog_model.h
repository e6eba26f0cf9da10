#pragma once

#include "app/indicator/indicator_search.h"

#include <QAbstractItemModel>
#include <QStringList>

namespace agora::app {

/// The catalogue as a tree of groups, the user's favourites and what was used last first; or, while
/// something is searched for, what fits it, the best first. Column 0 is the name, column 1 the
/// star of a favourite.
class CatalogModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole, IsGroupRole };

    explicit CatalogModel(QObject *parent = nullptr);

    void setMarked(QStringList favourites, QStringList recent);
    void search(const QString &text);
    /// What adding this row adds; nothing for a group.
    [[nodiscard]] std::optional<charts::IndicatorSetup> setupAt(const QModelIndex &index) const;
    /// The best hit, or the first of all.
    [[nodiscard]] QModelIndex first() const;
    [[nodiscard]] int hits() const;
    [[nodiscard]] bool isSearching() const { return !m_text.isEmpty(); }

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Group {
        QString title;
        std::vector<SearchHit> hits;
    };
    void rebuild();
    void addMarked(const QString &title, const QStringList &keys);
    [[nodiscard]] const SearchHit *hitAt(const QModelIndex &index) const;

    std::vector<Group> m_groups;
    QStringList m_favourites, m_recent;
    QString m_text;
};

} // namespace agora::app
