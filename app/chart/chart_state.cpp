#include "app/chart/chart_state.h"

#include "app/chart/chart_page.h"
#include "app/chart/compared_symbols.h"
#include "app/chart/indicator_state.h"
#include "app/tables/words.h"
#include "charts/price_chart.h"

#include <QJsonArray>

#include <span>

namespace agora::app {

namespace {

using charts::CandleStyle;
using charts::PriceChart;
using charts::ScaleKind;
using charts::VolumePlace;

/// A value of an enumeration and the word that stands for it in files.
template <typename T>
struct Word {
    T value;
    const char *text;
};
constexpr Word<CandleStyle> styles[]
    = {{CandleStyle::Candles, "candles"}, {CandleStyle::HollowCandles, "hollow"},
        {CandleStyle::Bars, "bars"}, {CandleStyle::Line, "line"}, {CandleStyle::Area, "area"},
        {CandleStyle::HeikinAshi, "heikin-ashi"}};
constexpr Word<ScaleKind> scales[] = {{ScaleKind::Linear, "linear"},
    {ScaleKind::Logarithmic, "logarithmic"}, {ScaleKind::Percent, "percent"}};
constexpr Word<VolumePlace> places[]
    = {{VolumePlace::Overlay, "overlay"}, {VolumePlace::Pane, "pane"}};
constexpr Word<PriceSide> sides[]
    = {{PriceSide::Bid, "bid"}, {PriceSide::Ask, "ask"}, {PriceSide::Mid, "mid"}};
constexpr Word<ChartColours::Base> bases[] = {{ChartColours::Base::Window, "window"},
    {ChartColours::Base::Dark, "dark"}, {ChartColours::Base::Light, "light"}};

template <typename T>
QJsonValue toWord(std::span<const Word<T>> words, T value)
{
    for (const auto &word : words)
        if (word.value == value)
            return QString::fromLatin1(word.text);
    return {};
}

Failure<Error> unusable(const QString &field, const QJsonValue &value)
{
    const auto said = value.isString() ? value.toString() : value.toVariant().toString();
    return fail(QStringLiteral("A chart's “%1” cannot be “%2”.").arg(field, said).toStdString());
}

template <typename T, std::size_t n, typename Set>
Result<void> takeWord(
    const Word<T> (&words)[n], const QString &field, const QJsonValue &value, Set &&set)
{
    for (const auto &word : words)
        if (value.toString() == QLatin1String(word.text)) {
            set(word.value);
            return {};
        }
    return unusable(field, value);
}

/// One field of a look.
struct Part {
    const char *key;
    QJsonValue (*save)(const ChartPage &);
    Result<void> (*restore)(ChartPage &, const QJsonValue &);
};

template <bool (PriceChart::*get)() const>
QJsonValue saveSwitch(const ChartPage &page)
{
    return (page.chart().*get)();
}
template <void (PriceChart::*set)(bool)>
Result<void> restoreSwitch(ChartPage &page, const QJsonValue &value)
{
    if (!value.isBool())
        return unusable(QStringLiteral("switch"), value);
    (page.chart().*set)(value.toBool());
    return {};
}

QJsonValue saveStyle(const ChartPage &page)
{
    return toWord<CandleStyle>(styles, page.chart().candleStyle());
}
Result<void> restoreStyle(ChartPage &page, const QJsonValue &value)
{
    return takeWord(styles, QStringLiteral("style"), value,
        [&](CandleStyle style) { page.chart().setCandleStyle(style); });
}

QJsonValue saveSide(const ChartPage &page)
{
    return toWord<PriceSide>(sides, page.chart().priceSide());
}
Result<void> restoreSide(ChartPage &page, const QJsonValue &value)
{
    return takeWord(sides, QStringLiteral("side"), value,
        [&](PriceSide side) { page.chart().setPriceSide(side); });
}

QJsonValue saveScale(const ChartPage &page)
{
    return toWord<ScaleKind>(scales, page.chart().scaleKind());
}
Result<void> restoreScale(ChartPage &page, const QJsonValue &value)
{
    return takeWord(scales, QStringLiteral("scale"), value,
        [&](ScaleKind kind) { page.chart().setScaleKind(kind); });
}

QJsonValue saveInverted(const ChartPage &page) { return page.chart().isScaleInverted(); }
Result<void> restoreInverted(ChartPage &page, const QJsonValue &value)
{
    page.chart().setScaleInverted(value.toBool());
    return {};
}

QJsonValue saveVolumePlace(const ChartPage &page)
{
    return toWord<VolumePlace>(places, page.chart().volumePlace());
}
Result<void> restoreVolumePlace(ChartPage &page, const QJsonValue &value)
{
    return takeWord(places, QStringLiteral("volumePlace"), value,
        [&](VolumePlace place) { page.chart().setVolumePlace(place); });
}

QJsonValue saveMargin(const ChartPage &page) { return page.chart().rightMargin(); }
Result<void> restoreMargin(ChartPage &page, const QJsonValue &value)
{
    if (!value.isDouble() || value.toDouble() < 0 || value.toDouble() > 0.5)
        return unusable(QStringLiteral("rightMargin"), value);
    page.chart().setRightMargin(value.toDouble());
    return {};
}

QJsonValue saveColours(const ChartPage &page)
{
    return QJsonObject{
        {QStringLiteral("base"), toWord<ChartColours::Base>(bases, page.colours().base)},
        {QStringLiteral("upRed"), page.colours().isUpRed}};
}
Result<void> restoreColours(ChartPage &page, const QJsonValue &value)
{
    const auto object = value.toObject();
    return takeWord(bases, QStringLiteral("colours"), object.value(QStringLiteral("base")),
        [&](ChartColours::Base base) {
            page.setColours(
                {.base = base, .isUpRed = object.value(QStringLiteral("upRed")).toBool()});
        });
}

QJsonValue savePanes(const ChartPage &page)
{
    QJsonArray panes;
    for (const auto &pane : page.chart().paneLayout())
        panes.append(QJsonObject{
            {QStringLiteral("name"), pane.name}, {QStringLiteral("share"), pane.share}});
    return panes;
}
Result<void> restorePanes(ChartPage &page, const QJsonValue &value)
{
    std::vector<charts::PaneShare> layout;
    for (const auto &item : value.toArray()) {
        const auto pane = item.toObject();
        const double share = pane.value(QStringLiteral("share")).toDouble();
        if (!(share > 0))
            return unusable(QStringLiteral("panes"), item);
        layout.push_back({pane.value(QStringLiteral("name")).toString(), share});
    }
    page.chart().setPaneLayout(layout);
    return {};
}

/// In the order in which they are applied. Whoever brings something new to a chart adds its line.
constexpr Part lookParts[] = {
    {"style", saveStyle, restoreStyle},
    {"side", saveSide, restoreSide},
    {"colours", saveColours, restoreColours},
    {"grid", saveSwitch<&PriceChart::isGridVisible>, restoreSwitch<&PriceChart::setGridVisible>},
    {"volume", saveSwitch<&PriceChart::isVolumeVisible>,
        restoreSwitch<&PriceChart::setVolumeVisible>},
    {"volumePlace", saveVolumePlace, restoreVolumePlace},
    {"quoteLines", saveSwitch<&PriceChart::areQuoteLinesVisible>,
        restoreSwitch<&PriceChart::setQuoteLinesVisible>},
    {"crosshair", saveSwitch<&PriceChart::isCrosshairVisible>,
        restoreSwitch<&PriceChart::setCrosshairVisible>},
    {"sessionBreaks", saveSwitch<&PriceChart::areSessionBreaksVisible>,
        restoreSwitch<&PriceChart::setSessionBreaksVisible>},
    {"scale", saveScale, restoreScale},
    {"inverted", saveInverted, restoreInverted},
    {"rightMargin", saveMargin, restoreMargin},
    {"indicators", saveIndicators, restoreIndicators},
    {"panes", savePanes, restorePanes},
};

QJsonValue saveLook(const ChartPage &page) { return lookOf(page); }
Result<void> restoreLook(ChartPage &page, const QJsonValue &value)
{
    return applyLook(page, value.toObject());
}

QJsonValue saveGroup(const ChartPage &page) { return page.linkGroup(); }
Result<void> restoreGroup(ChartPage &page, const QJsonValue &value)
{
    page.setLinkGroup(value.toInt());
    return {};
}

QJsonValue saveCompared(const ChartPage &page) { return page.compared().save(); }
Result<void> restoreCompared(ChartPage &page, const QJsonValue &value)
{
    return page.compared().restore(value);
}

/// What is a chart's own, and in no template. The look comes last: comparing changes the scale.
constexpr Part stateParts[] = {
    {"linkGroup", saveGroup, restoreGroup},
    {"compared", saveCompared, restoreCompared},
    {"look", saveLook, restoreLook},
};

QJsonObject save(std::span<const Part> parts, const ChartPage &page)
{
    QJsonObject object;
    for (const auto &part : parts)
        object.insert(QString::fromLatin1(part.key), part.save(page));
    return object;
}

/// Applies what it can and returns the first problem.
Result<void> restore(std::span<const Part> parts, ChartPage &page, const QJsonObject &object)
{
    Result<void> first;
    for (const auto &part : parts) {
        const auto value = object.value(QString::fromLatin1(part.key));
        if (value.isUndefined())
            continue;
        if (auto done = part.restore(page, value); !done && first)
            first = done;
    }
    return first;
}

} // namespace

QJsonObject lookOf(const ChartPage &page) { return save(lookParts, page); }

Result<void> applyLook(ChartPage &page, const QJsonObject &look)
{
    return restore(lookParts, page, look);
}

QJsonObject stateOf(const ChartPage &page)
{
    auto state = save(stateParts, page);
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
    return restore(stateParts, page, state);
}

} // namespace agora::app
