#include "app/chart_settings/chart_settings.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <span>

// Chart settings in files: one line a field.
namespace agora::app {

namespace {

using charts::CandleStyle;
using charts::ScaleKind;
using charts::SessionBreaks;
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
constexpr Word<SessionBreaks> breaks[] = {
    {SessionBreaks::TradingDays, "trading-days"}, {SessionBreaks::CalendarDays, "calendar-days"}};
constexpr Word<ChartColours::Base> bases[] = {{ChartColours::Base::Window, "window"},
    {ChartColours::Base::Dark, "dark"}, {ChartColours::Base::Light, "light"}};

template <typename T, std::size_t n>
QJsonValue toWord(const Word<T> (&words)[n], T value)
{
    for (const auto &word : words)
        if (word.value == value)
            return QString::fromLatin1(word.text);
    return {};
}

template <typename T, std::size_t n>
bool readWord(const Word<T> (&words)[n], const QJsonValue &value, T &target)
{
    for (const auto &word : words)
        if (value.isString() && value.toString() == QLatin1String(word.text)) {
            target = word.value;
            return true;
        }
    return false;
}

bool readSwitch(const QJsonValue &value, bool &target)
{
    if (value.isBool())
        target = value.toBool();
    return value.isBool();
}

struct Field {
    const char *key;
    QJsonValue (*write)(const ChartSettings &);
    /// False when the value cannot be used: then it has changed nothing.
    bool (*read)(const QJsonValue &, ChartSettings &);
};

template <bool ChartSettings::*member>
constexpr Field switchField(const char *key)
{
    return {key, [](const ChartSettings &from) -> QJsonValue { return from.*member; },
        [](const QJsonValue &value, ChartSettings &to) { return readSwitch(value, to.*member); }};
}

template <auto member, auto &words>
constexpr Field wordField(const char *key)
{
    return {key, [](const ChartSettings &from) { return toWord(words, from.*member); },
        [](const QJsonValue &value, ChartSettings &to) {
            return readWord(words, value, to.*member);
        }};
}

bool readMargin(const QJsonValue &value, ChartSettings &to)
{
    const double share = value.toDouble(-1);
    if (share < 0 || share > 0.5)
        return false;
    to.rightMargin = share;
    return true;
}

bool readZone(const QJsonValue &value, ChartSettings &to)
{
    const auto zone = zoneOfKey(value.toString());
    if (zone)
        to.zone = *zone;
    return zone.has_value();
}

constexpr Field fields[] = {
    wordField<&ChartSettings::style, styles>("style"),
    wordField<&ChartSettings::side, sides>("side"),
    switchField<&ChartSettings::isGridVisible>("grid"),
    switchField<&ChartSettings::isVolumeVisible>("volume"),
    wordField<&ChartSettings::volumePlace, places>("volumePlace"),
    switchField<&ChartSettings::areQuoteLinesVisible>("quoteLines"),
    switchField<&ChartSettings::isLastPriceVisible>("lastPrice"),
    switchField<&ChartSettings::isCountdownVisible>("countdown"),
    switchField<&ChartSettings::isLegendVisible>("legend"),
    switchField<&ChartSettings::isCrosshairVisible>("crosshair"),
    wordField<&ChartSettings::scale, scales>("scale"),
    switchField<&ChartSettings::isInverted>("inverted"),
    {"zone", [](const ChartSettings &from) -> QJsonValue { return zoneKey(from.zone); }, readZone},
    switchField<&ChartSettings::areSessionBreaksVisible>("sessionBreaks"),
    wordField<&ChartSettings::sessionBreaks, breaks>("sessionBreaksAt"),
    {"rightMargin", [](const ChartSettings &from) -> QJsonValue { return from.rightMargin; },
        readMargin},
    switchField<&ChartSettings::areOrdersVisible>("orders"),
    switchField<&ChartSettings::areTradesVisible>("trades"),
    switchField<&ChartSettings::areSignalsVisible>("signals"),
};

const QString coloursKey = QStringLiteral("colours");

QJsonObject writeColours(const ChartColours &colours)
{
    QJsonObject own;
    for (const auto &[key, color] : ownColours)
        if ((colours.own.*color).isValid())
            own.insert(QLatin1String(key), (colours.own.*color).name());
    QJsonObject json{{QStringLiteral("base"), toWord(bases, colours.base)},
        {QStringLiteral("upRed"), colours.isUpRed}};
    if (!own.isEmpty())
        json.insert(QStringLiteral("own"), own);
    return json;
}

/// A colour that is not named is the theme's own; one that is none leaves what was there.
void readOwn(const QJsonObject &json, ChartColours &colours, QStringList &problems)
{
    for (const auto &[key, color] : ownColours) {
        const auto value = json.value(QLatin1String(key));
        const QColor read = value.isString() ? QColor(value.toString()) : QColor();
        if (value.isUndefined())
            colours.own.*color = QColor();
        else if (read.isValid())
            colours.own.*color = read;
        else
            problems.append(
                unusableValue(QStringLiteral("colours.own.") + QLatin1String(key), value));
    }
}

void readColours(const QJsonValue &value, ChartColours &colours, QStringList &problems)
{
    if (!value.isObject()) {
        problems.append(unusableValue(coloursKey, value));
        return;
    }
    const auto json = value.toObject();
    const auto base = json.value(QStringLiteral("base"));
    if (!base.isUndefined() && !readWord(bases, base, colours.base))
        problems.append(unusableValue(QStringLiteral("colours.base"), base));
    const auto upRed = json.value(QStringLiteral("upRed"));
    if (!upRed.isUndefined() && !readSwitch(upRed, colours.isUpRed))
        problems.append(unusableValue(QStringLiteral("colours.upRed"), upRed));
    const auto own = json.value(QStringLiteral("own"));
    if (!own.isUndefined() && !own.isObject())
        problems.append(unusableValue(QStringLiteral("colours.own"), own));
    else
        readOwn(own.toObject(), colours, problems);
}

/// As it stands in the file.
QString asWritten(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QByteArray array
        = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact); // values alone are none
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

} // namespace

QString unusableValue(const QString &field, const QJsonValue &value)
{
    return QCoreApplication::translate(
        "agora::app::ChartSettings", "A chart's “%1” cannot be “%2”.")
        .arg(field, asWritten(value));
}

QJsonObject toJson(const ChartSettings &settings)
{
    QJsonObject json;
    for (const auto &field : fields)
        json.insert(QLatin1String(field.key), field.write(settings));
    json.insert(coloursKey, writeColours(settings.colours));
    return json;
}

QStringList readSettings(const QJsonObject &json, ChartSettings &settings)
{
    QStringList problems;
    for (const auto &field : fields) {
        const auto value = json.value(QLatin1String(field.key));
        if (!value.isUndefined() && !field.read(value, settings))
            problems.append(unusableValue(QLatin1String(field.key), value));
    }
    if (const auto colours = json.value(coloursKey); !colours.isUndefined())
        readColours(colours, settings.colours, problems);
    return problems;
}

} // namespace agora::app
