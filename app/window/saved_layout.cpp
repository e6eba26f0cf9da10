#include "app/window/saved_layout.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/indicator/catalog_text.h"
#include "app/tables/data_table.h"
#include "app/tables/words.h"
#include "charts/price_chart.h"

#include <QMainWindow>
#include <QSettings>

namespace agora::app {

namespace {

using charts::IndicatorSetup;
using charts::PriceChart;

struct Switch {
    const char *key;
    bool (PriceChart::*get)() const;
    void (PriceChart::*set)(bool);
};
constexpr Switch switches[] = {
    {"grid", &PriceChart::isGridVisible, &PriceChart::setGridVisible},
    {"volume", &PriceChart::isVolumeVisible, &PriceChart::setVolumeVisible},
    {"quoteLines", &PriceChart::areQuoteLinesVisible, &PriceChart::setQuoteLinesVisible},
    {"crosshair", &PriceChart::isCrosshairVisible, &PriceChart::setCrosshairVisible},
};

QVariantMap toMap(const IndicatorSetup &setup)
{
    const auto *info = indicators::findIndicator(setup.key);
    QVariantList colors, widths;
    for (const auto &color : setup.colors)
        colors.append(color.isValid() ? color.name() : QString());
    for (const double width : setup.widths)
        widths.append(width);
    return {{QStringLiteral("key"), toQString(setup.key)},
        {QStringLiteral("values"), info ? valuesOf(*info, setup) : QVariantMap()},
        {QStringLiteral("colors"), colors}, {QStringLiteral("widths"), widths},
        {QStringLiteral("visible"), setup.isVisible}};
}

IndicatorSetup toSetup(const QVariantMap &map)
{
    IndicatorSetup setup;
    setup.key = map.value(QStringLiteral("key")).toString().toStdString();
    if (const auto *info = indicators::findIndicator(setup.key))
        takeValues(setup, *info, map.value(QStringLiteral("values")).toMap());
    for (const auto &color : map.value(QStringLiteral("colors")).toList())
        setup.colors.emplace_back(color.toString());
    for (const auto &width : map.value(QStringLiteral("widths")).toList())
        setup.widths.push_back(width.toDouble());
    setup.isVisible = map.value(QStringLiteral("visible"), true).toBool();
    return setup;
}

void saveChart(QSettings &settings, const ChartPage &page)
{
    const auto &chart = page.chart();
    settings.setValue("symbol", page.symbol());
    settings.setValue("period", toQString(page.period().toString()));
    settings.setValue("style", static_cast<int>(chart.candleStyle()));
    for (const auto &part : switches)
        settings.setValue(part.key, (chart.*part.get)());
    QVariantList indicators;
    for (const auto &setup : chart.indicators())
        indicators.append(toMap(setup));
    settings.setValue("indicators", indicators);
}

void restoreChart(const QSettings &settings, PriceChart &chart)
{
    const int style = settings.value("style").toInt();
    if (style >= 0 && style <= static_cast<int>(charts::CandleStyle::Line))
        chart.setCandleStyle(static_cast<charts::CandleStyle>(style));
    for (const auto &part : switches)
        if (settings.contains(part.key))
            (chart.*part.set)(settings.value(part.key).toBool());
    for (const auto &indicator : settings.value("indicators").toList())
        if (const auto added = chart.addIndicator(toSetup(indicator.toMap())); !added)
            continue; // of another version: the others still come back
}

} // namespace

void saveLayout(QSettings &settings, const QMainWindow &window, const ChartArea &charts)
{
    settings.setValue("window/geometry", window.saveGeometry());
    settings.setValue("window/state", window.saveState());
    settings.remove("charts");
    settings.beginWriteArray("charts", charts.count());
    for (int i = 0; i < charts.count(); ++i) {
        settings.setArrayIndex(i);
        saveChart(settings, *charts.at(i));
    }
    settings.endArray();
    settings.setValue("window/chart", charts.currentIndex());
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
    const int count = settings.beginReadArray("charts");
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const auto period = Period::parse(settings.value("period").toString().toStdString());
        const auto symbol = settings.value("symbol").toString();
        if (period && !symbol.isEmpty())
            restoreChart(settings, charts.open(symbol, *period)->chart());
    }
    settings.endArray();
    charts.setCurrentIndex(settings.value("window/chart").toInt());
    return charts.count() > 0;
}

void forgetWindow(QSettings &settings)
{
    settings.remove("window/geometry");
    settings.remove("window/state");
    settings.remove("columns");
}

} // namespace agora::app
