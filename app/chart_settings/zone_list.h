#pragma once

#include "app/chart_settings/zone_choice.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace agora::app {

class ZoneModel;

/// All zones, with a search; the arrow keys of the search walk through the list.
class ZoneList final : public QWidget {
    Q_OBJECT

public:
    ZoneList(const Instrument &instrument, std::optional<Timestamp> at, QWidget *parent = nullptr);

    /// Tells nothing.
    void setChoice(const ZoneChoice &choice);
    [[nodiscard]] const ZoneChoice &choice() const { return m_choice; }
    void focusSearch();

signals:
    void chosen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeView();
    void filter(const QString &text);
    void showChoice();
    void take(const QModelIndex &index);

    ZoneModel *m_model;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_search;
    QTreeView *m_view;
    ZoneChoice m_choice;
    bool m_isShowing = false; ///< what is selected now is no choice of the user's
};

} // namespace agora::app
