#pragma once

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/tables/data_table.h"
#include "charts/price_chart.h"

#include <QAction>

namespace agora::app {

/// Finds what a user sees of a window by the names of its widgets and actions.
struct WindowEyes {
    QWidget &seen;

    template <typename T>
    T *find(const char *name) const
    {
        auto *found = seen.findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qWarning("no widget of that type is called %s", name);
        return found;
    }
    void trigger(const char *action) const { find<QAction>(action)->trigger(); }
    ChartPage &page() const { return *find<ChartArea>("charts")->current(); }
    charts::PriceChart &chart() const { return page().chart(); }
    DataTable &table(const char *name) const { return *find<DataTable>(name); }
    /// As the user reads it.
    QString cell(const char *name, int row, const char *title) const
    {
        auto &shown = table(name);
        const auto &rows = *shown.model();
        for (int column = 0; column < rows.columnCount(); ++column)
            if (rows.headerData(column, Qt::Horizontal).toString() == QLatin1String(title))
                return shown.cellText(rows.index(row, column));
        return QStringLiteral("no column ") + QLatin1String(title);
    }
};

} // namespace agora::app
