#pragma once

#include "app/chart_settings/zone_choice.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace agora::app {

/// All zones that can be chosen: what follows the exchange or the machine first, then UTC, then all
/// of the system's database by name, each with its country and with what its clocks show.
class ZoneModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Country, Offset, columnCountOfAll };
    enum Role { SearchRole = Qt::UserRole + 1 };

    /// Offsets are those of `at`; none are shown without it.
    ZoneModel(const Instrument &instrument, std::optional<Timestamp> at, QObject *parent = nullptr);

    [[nodiscard]] const ZoneChoice &choice(int row) const;
    /// A zone that is not in the list is added to it, so that whatever a chart has can be shown.
    int rowOf(const ZoneChoice &choice);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &at, int role) const override;

private:
    struct Row {
        ZoneChoice choice;
        QString country;
        mutable std::optional<QString> offset; ///< looked up when it comes into view
    };
    [[nodiscard]] QString offsetOf(const Row &row) const;

    Instrument m_instrument;
    std::optional<Timestamp> m_at;
    std::vector<Row> m_rows;
};

} // namespace agora::app
