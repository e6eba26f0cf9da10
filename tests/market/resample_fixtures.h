#pragma once

#include "engine/model/bar_edges.h"
#include "engine/model/market_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace agora::test {

/// $AGORA_FIXTURES when it is set, so that other vectors of the same form can be tried; else our
/// own.
inline QString fixturesFolder()
{
    const auto other = qEnvironmentVariable("AGORA_FIXTURES");
    return other.isEmpty() ? QStringLiteral(AGORA_FIXTURES) : other;
}

inline QJsonObject resampleFixture(const QString &name)
{
    QFile file(QStringLiteral(AGORA_FIXTURES "/resample/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

inline Timestamp timeOf(const QJsonValue &value)
{
    return parseIso(value.toString().toStdString()).value();
}

inline Timestamp at(const char *text) { return parseIso(text).value(); }

inline Period periodOf(const QJsonValue &value)
{
    return Period::parse(value.toString().toStdString()).value();
}

/// The default anchor where a case names none.
inline DayAnchor anchorOf(const QJsonObject &object)
{
    if (!object.contains("timezone"))
        return {};
    auto weekStart = std::chrono::Friday;
    const char *const days[]
        = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    for (unsigned day = 0; day < 7; ++day) {
        if (object["week_start"].toString() == days[day])
            weekStart = std::chrono::weekday(day);
    }
    return DayAnchor::make(
        object["alignment_hour"].toInt(), object["timezone"].toString().toStdString(), weekStart)
        .value();
}

inline bool isNear(double a, double b) { return std::abs(a - b) < 1e-9; }

inline bool isNear(const Ohlc &a, const Ohlc &b)
{
    return isNear(a.open, b.open) && isNear(a.high, b.high) && isNear(a.low, b.low)
        && isNear(a.close, b.close);
}

} // namespace agora::test
