#include "app/window/saved_layout.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/chart/chart_state.h"
#include "app/chart/chart_window.h"
#include "app/tables/data_table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMainWindow>
#include <QSettings>

namespace agora::app {

namespace {

const QString chartsKey = QStringLiteral("window/charts");

QJsonObject stateOf(const ChartArea &charts)
{
    QJsonArray tabs, windows;
    for (int i = 0; i < charts.count(); ++i)
        tabs.append(stateOf(*charts.at(i)));
    for (const auto *window : charts.windows())
        windows.append(QJsonObject{{QStringLiteral("chart"), stateOf(*window->page())},
            {QStringLiteral("geometry"), QString::fromLatin1(window->saveGeometry().toBase64())}});
    return {{QStringLiteral("tabs"), tabs}, {QStringLiteral("windows"), windows},
        {QStringLiteral("current"), charts.currentIndex()},
        {QStringLiteral("wheel"), static_cast<int>(charts.wheelAction())},
        {QStringLiteral("linkCrosshair"), charts.isCrosshairLinked()}};
}

/// Null when the state names no chart.
ChartPage *openChart(ChartArea &charts, const QJsonObject &state)
{
    const auto series = seriesOf(state);
    if (!series)
        return nullptr;
    auto *page = charts.open(series->first, series->second);
    if (const auto applied = applyState(*page, state); !applied)
        emit charts.said(QString::fromStdString(applied.error().message));
    return page;
}

} // namespace

void saveLayout(QSettings &settings, const QMainWindow &window, const ChartArea &charts)
{
    settings.setValue("window/geometry", window.saveGeometry());
    settings.setValue("window/state", window.saveState());
    settings.setValue(chartsKey,
        QString::fromUtf8(QJsonDocument(stateOf(charts)).toJson(QJsonDocument::Compact)));
    for (const auto *table : window.findChildren<DataTable *>())
        if (const auto columns = table->columns(); !columns.isEmpty())
            settings.setValue(QStringLiteral("columns/") + table->objectName(), columns);
}

bool restoreWindow(const QSettings &settings, QMainWindow &window)
{
    for (auto *table : window.findChildren<DataTable *>())
        table->restoreColumns(
            settings.value(QStringLiteral("columns/") + table->objectName()).toByteArray());
    return window.restoreGeometry(settings.value("window/geometry").toByteArray())
        && window.restoreState(settings.value("window/state").toByteArray());
}

bool restoreCharts(QSettings &settings, ChartArea &charts)
{
    const auto text = settings.value(chartsKey).toString().toUtf8();
    const auto kept = QJsonDocument::fromJson(text).object();
    const int wheel = kept.value(QStringLiteral("wheel")).toInt();
    if (wheel >= 0 && wheel <= static_cast<int>(charts::WheelAction::Scroll))
        charts.setWheelAction(static_cast<charts::WheelAction>(wheel));
    charts.setCrosshairLinked(kept.value(QStringLiteral("linkCrosshair")).toBool(true));
    for (const auto &tab : kept.value(QStringLiteral("tabs")).toArray())
        openChart(charts, tab.toObject());
    for (const auto &item : kept.value(QStringLiteral("windows")).toArray()) {
        const auto state = item.toObject();
        auto *page = openChart(charts, state.value(QStringLiteral("chart")).toObject());
        if (!page)
            continue;
        const auto geometry = state.value(QStringLiteral("geometry")).toString().toLatin1();
        charts.detach(*page)->restoreGeometry(QByteArray::fromBase64(geometry));
    }
    charts.setCurrentIndex(kept.value(QStringLiteral("current")).toInt());
    return !charts.pages().isEmpty();
}

void forgetWindow(QSettings &settings)
{
    settings.remove("window/geometry");
    settings.remove("window/state");
    settings.remove("columns");
}

} // namespace agora::app
