#include "app/chart/chart_state.h"

#include "app/chart/chart_page.h"
#include "app/chart/compared_symbols.h"
#include "app/chart/indicator_state.h"
#include "app/chart_settings/chart_settings.h"
#include "app/tables/words.h"
#include "charts/price_chart.h"

#include <QJsonArray>

#include <cmath>
#include <span>

namespace agora::app {

namespace {

/// One field of a look or a state. What it cannot use it tells, one sentence a value.
struct Part {
    const char *key;
    QJsonValue (*save)(const ChartPage &);
    void (*restore)(ChartPage &, const QJsonValue &, QStringList &problems);
};

void note(const Result<void> &done, QStringList &problems)
{
    if (!done)
        problems.append(toQString(done.error().message));
}

void restoreIndicatorList(ChartPage &page, const QJsonValue &value, QStringList &problems)
{
    note(restoreIndicators(page, value), problems);
}

QJsonValue savePanes(const ChartPage &page)
{
    QJsonArray panes;
    for (const auto &pane : page.chart().paneLayout())
        panes.append(QJsonObject{
            {QStringLiteral("name"), pane.name}, {QStringLiteral("share"), pane.share}});
    return panes;
}
void restorePanes(ChartPage &page, const QJsonValue &value, QStringList &problems)
{
    if (!value.isArray()) {
        problems.append(unusableValue(QStringLiteral("panes"), value));
        return;
    }
    std::vector<charts::PaneShare> layout;
    for (const auto &item : value.toArray()) {
        const auto pane = item.toObject();
        const double share = pane.value(QStringLiteral("share")).toDouble();
        if (share > 0)
            layout.push_back({pane.value(QStringLiteral("name")).toString(), share});
        else
            problems.append(unusableValue(QStringLiteral("panes"), item));
    }
    page.chart().setPaneLayout(layout);
}

/// Beside the settings, in the order in which they are applied.
constexpr Part lookParts[] = {
    {"indicators", saveIndicators, restoreIndicatorList},
    {"panes", savePanes, restorePanes},
};

QJsonValue saveLook(const ChartPage &page) { return lookOf(page); }
void restoreLook(ChartPage &page, const QJsonValue &value, QStringList &problems)
{
    note(applyLook(page, value.toObject()), problems);
}

QJsonValue saveGroup(const ChartPage &page) { return page.linkGroup(); }
void restoreGroup(ChartPage &page, const QJsonValue &value, QStringList &problems)
{
    if (const int group = value.toInt(-1); group >= 0 && group <= ChartPage::linkGroups)
        page.setLinkGroup(group);
    else
        problems.append(unusableValue(QStringLiteral("linkGroup"), value));
}

QJsonValue saveCompared(const ChartPage &page) { return page.compared().save(); }
void restoreCompared(ChartPage &page, const QJsonValue &value, QStringList &problems)
{
    note(page.compared().restore(value), problems);
}

/// Null while the scale is automatic.
QJsonValue savePrices(const ChartPage &page)
{
    const auto prices = settingsOf(page).freePrices;
    return prices ? QJsonValue(QJsonArray{prices->first, prices->second}) : QJsonValue();
}
void restorePrices(ChartPage &page, const QJsonValue &value, QStringList &problems)
{
    if (value.isNull())
        return page.chart().setAutoPriceScale(true);
    const auto prices = value.toArray();
    const double low = prices.at(0).toDouble(NAN), high = prices.at(1).toDouble(NAN);
    if (prices.size() == 2 && low < high)
        page.chart().setPriceRange(low, high);
    else
        problems.append(unusableValue(QStringLiteral("freePrices"), value));
}

/// What is a chart's own, and in no template. The look comes after the compared symbols: comparing
/// changes the scale; and the prices after the look, which says of what kind the scale is.
constexpr Part stateParts[] = {
    {"linkGroup", saveGroup, restoreGroup},
    {"compared", saveCompared, restoreCompared},
    {"look", saveLook, restoreLook},
    {"freePrices", savePrices, restorePrices},
};

void save(std::span<const Part> parts, const ChartPage &page, QJsonObject &object)
{
    for (const auto &part : parts)
        object.insert(QString::fromLatin1(part.key), part.save(page));
}

void restore(
    std::span<const Part> parts, ChartPage &page, const QJsonObject &object, QStringList &problems)
{
    for (const auto &part : parts) {
        const auto value = object.value(QString::fromLatin1(part.key));
        if (!value.isUndefined())
            part.restore(page, value, problems);
    }
}

Result<void> told(const QStringList &problems)
{
    if (problems.isEmpty())
        return {};
    return fail(problems.join(QLatin1Char(' ')).toStdString());
}

} // namespace

QJsonObject lookOf(const ChartPage &page)
{
    auto look = toJson(settingsOf(page));
    save(lookParts, page, look);
    return look;
}

Result<void> applyLook(ChartPage &page, const QJsonObject &look)
{
    auto settings = settingsOf(page);
    auto problems = readSettings(look, settings);
    applySettings(page, settings);
    restore(lookParts, page, look, problems);
    return told(problems);
}

QJsonObject stateOf(const ChartPage &page)
{
    QJsonObject state;
    save(stateParts, page, state);
    state.insert(QStringLiteral("symbol"), page.symbol());
    state.insert(QStringLiteral("period"), toQString(page.period().toString()));
    return state;
}

std::optional<std::pair<QString, Period>> seriesOf(const QJsonObject &state)
{
    const auto symbol = state.value(QStringLiteral("symbol")).toString();
    const auto period
        = Period::parse(state.value(QStringLiteral("period")).toString().toStdString());
    if (symbol.isEmpty() || !period)
        return std::nullopt;
    return std::pair(symbol, *period);
}

Result<void> applyState(ChartPage &page, const QJsonObject &state)
{
    QStringList problems;
    restore(stateParts, page, state, problems);
    return told(problems);
}

} // namespace agora::app
