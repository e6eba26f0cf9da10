#include "app/chart/indicator_state.h"

#include "app/chart/chart_page.h"
#include "app/indicator/catalog_text.h"
#include "app/tables/words.h"
#include "charts/price_chart.h"

#include <QJsonArray>
#include <QJsonObject>

namespace agora::app {

namespace {

using charts::IndicatorSetup;

QJsonObject toJson(const IndicatorSetup &setup)
{
    const auto *info = indicators::findIndicator(setup.key);
    QJsonArray colors, widths;
    for (const auto &color : setup.colors)
        colors.append(color.isValid() ? color.name() : QString());
    for (const double width : setup.widths)
        widths.append(width);
    return {{QStringLiteral("id"), setup.id}, {QStringLiteral("key"), toQString(setup.key)},
        {QStringLiteral("values"),
            QJsonObject::fromVariantMap(info ? valuesOf(*info, setup) : QVariantMap())},
        {QStringLiteral("colors"), colors}, {QStringLiteral("widths"), widths},
        {QStringLiteral("visible"), setup.isVisible}};
}

IndicatorSetup toSetup(const QJsonObject &json)
{
    IndicatorSetup setup;
    setup.id = json.value(QStringLiteral("id")).toString();
    setup.key = json.value(QStringLiteral("key")).toString().toStdString();
    if (const auto *info = indicators::findIndicator(setup.key))
        takeValues(setup, *info, json.value(QStringLiteral("values")).toObject().toVariantMap());
    for (const auto &color : json.value(QStringLiteral("colors")).toArray())
        setup.colors.emplace_back(color.toString());
    for (const auto &width : json.value(QStringLiteral("widths")).toArray())
        setup.widths.push_back(width.toDouble());
    setup.isVisible = json.value(QStringLiteral("visible")).toBool(true);
    return setup;
}

} // namespace

QJsonValue saveIndicators(const ChartPage &page)
{
    QJsonArray all;
    for (const auto &setup : page.chart().indicators())
        all.append(toJson(setup));
    return all;
}

Result<void> restoreIndicators(ChartPage &page, const QJsonValue &value)
{
    page.chart().clearIndicators();
    Result<void> first;
    for (const auto &item : value.toArray())
        if (const auto added = page.chart().addIndicator(toSetup(item.toObject())); !added && first)
            first = added.failure();
    return first;
}

} // namespace agora::app
