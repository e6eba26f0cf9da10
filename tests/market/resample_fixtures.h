#pragma once

#include "engine/market/bar_edges.h"
#include "engine/model/market_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace agora::test {

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

inline DayAnchor anchorOf(const QJsonObject &object)
{
    return DayAnchor::make(
        object["alignment_hour"].toInt(), object["timezone"].toString().toStdString())
        .value();
}

inline bool isNear(double a, double b) { return std::abs(a - b) < 1e-9; }

inline bool isNear(const Ohlc &a, const Ohlc &b)
{
    return isNear(a.open, b.open) && isNear(a.high, b.high) && isNear(a.low, b.low)
        && isNear(a.close, b.close);
}

} // namespace agora::test
