#pragma once

#include "engine/model/bar_series.h"

#include <QFile>
#include <QString>
#include <QTest>

#include <cmath>
#include <limits>
#include <map>
#include <vector>

namespace agora::tests {

using Columns = std::map<std::string, std::vector<double>>;

/// Columns of a CSV file by name; an empty cell is NaN.
inline Columns readColumns(const QString &name)
{
    QFile file(QStringLiteral(AGORA_FIXTURES "/indicators/") + name);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        qFatal("cannot open %s", qPrintable(file.fileName()));
    const auto names = QString::fromUtf8(file.readLine()).trimmed().split(QLatin1Char(','));
    Columns columns;
    while (!file.atEnd()) {
        const auto cells = QString::fromUtf8(file.readLine()).trimmed().split(QLatin1Char(','));
        for (qsizetype i = 0; i < names.size(); ++i)
            columns[names[i].toStdString()].push_back(cells[i].isEmpty()
                    ? std::numeric_limits<double>::quiet_NaN()
                    : cells[i].toDouble());
    }
    return columns;
}

inline std::vector<Bar> readBars(const QString &name)
{
    const auto columns = readColumns(name);
    std::vector<Bar> bars;
    for (std::size_t i = 0; i < columns.at("close").size(); ++i)
        bars.push_back({.time = fromNanos(static_cast<std::int64_t>(i) * 3'600'000'000'000),
            .open = columns.at("open")[i],
            .high = columns.at("high")[i],
            .low = columns.at("low")[i],
            .close = columns.at("close")[i],
            .volume = columns.at("volume")[i]});
    return bars;
}

inline QuoteBar toQuoteBar(const Bar &bar, bool isComplete = true)
{
    const Ohlc price{bar.open, bar.high, bar.low, bar.close};
    return {.openTime = bar.time,
        .bid = price,
        .ask = price,
        .mid = price,
        .volume = bar.volume,
        .ticks = 1,
        .revision = 0,
        .flags = static_cast<std::uint8_t>(isComplete ? BarLive | BarComplete : BarLive)};
}

inline BarSeries toSeries(const std::vector<Bar> &bars)
{
    BarSeries series("EUR_USD", Period::hours(1), PriceSide::Mid, bars.size() + 1);
    for (const Bar &bar : bars)
        series.apply(toQuoteBar(bar));
    return series;
}

/// Equal within 1e-9 (relative above 1, absolute below), or both undefined.
inline bool agrees(double got, double wanted)
{
    if (std::isnan(got) || std::isnan(wanted))
        return std::isnan(got) && std::isnan(wanted);
    return std::abs(got - wanted) <= 1e-9 * std::max(1.0, std::abs(wanted));
}

inline std::string different(
    const std::vector<double> &got, const std::vector<double> &wanted, const std::string &what)
{
    if (got.size() != wanted.size())
        return what + ": " + std::to_string(got.size()) + " values, wanted "
            + std::to_string(wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (!agrees(got[i], wanted[i]))
            return what + " at bar " + std::to_string(i) + ": " + std::to_string(got[i])
                + ", wanted " + std::to_string(wanted[i]);
    }
    return {};
}

} // namespace agora::tests
