#pragma once

#include "indicators/bar_input.h"

#include "engine/base/text.h"
#include "engine/market/text_lines.h"

#include <QDate>
#include <QDir>
#include <QFile>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace agora::tests {

/// The folder of the reference values: `indicators` under $AGORA_FIXTURES, or under the one of the
/// repository.
inline QString fixtureFolder()
{
    const QString chosen = qEnvironmentVariable("AGORA_FIXTURES");
    return (chosen.isEmpty() ? QStringLiteral(AGORA_FIXTURES) : chosen)
        + QStringLiteral("/indicators/");
}

/// A CSV file, plain or `.gz`, as text by column.
struct Table {
    std::vector<std::string> names;
    std::map<std::string, std::vector<std::string>> cells;

    [[nodiscard]] std::size_t rows() const { return cells.at(names.front()).size(); }
    /// An empty cell is NaN.
    [[nodiscard]] std::vector<double> numbers(const std::string &name) const
    {
        std::vector<double> values;
        for (const auto &cell : cells.at(name))
            values.push_back(
                cell.empty() ? std::numeric_limits<double>::quiet_NaN() : *parseDouble(cell));
        return values;
    }
};

inline bool hasTable(const QString &name)
{
    const QString file = fixtureFolder() + name;
    return QFile::exists(file) || QFile::exists(file + QStringLiteral(".gz"));
}

/// `name` without `.gz`; whichever of the two is there.
inline Table readTable(const QString &name)
{
    QString file = fixtureFolder() + name;
    if (!QFile::exists(file))
        file += QStringLiteral(".gz");
    auto lines = TextLines::open(file.toStdString());
    if (!lines)
        qFatal("%s", lines.error().message.c_str());
    Table table;
    for (;;) {
        const auto line = lines->next();
        if (!line)
            qFatal("%s", line.error().message.c_str());
        if (!*line)
            return table;
        const auto fields = split(**line, ',');
        if (lines->number() == 1) {
            table.names.assign(fields.begin(), fields.end());
            continue;
        }
        if (fields.size() != table.names.size())
            qFatal("%s", lines->complain("another number of fields").error.message.c_str());
        for (std::size_t i = 0; i < fields.size(); ++i)
            table.cells[table.names[i]].emplace_back(fields[i]);
    }
}

/// Bars in columns of their own.
struct BarTable {
    std::vector<std::int64_t> times;
    std::vector<double> open, high, low, close, volume;

    [[nodiscard]] indicators::BarColumns columns() const
    {
        return {.times = times,
            .open = open,
            .high = high,
            .low = low,
            .close = close,
            .volume = volume};
    }
    [[nodiscard]] Bar bar(std::size_t i) const { return columns()[i]; }
    [[nodiscard]] std::size_t size() const { return close.size(); }
    void append(const Bar &bar)
    {
        times.push_back(toNanos(bar.time));
        open.push_back(bar.open);
        high.push_back(bar.high);
        low.push_back(bar.low);
        close.push_back(bar.close);
        volume.push_back(bar.volume);
    }
};

/// Dates are days in UTC, on which the bars stand hour by hour; what is no date counts hours only.
inline BarTable readBarTable(const QString &name)
{
    constexpr std::int64_t hour = 3'600'000'000'000;
    const Table table = readTable(name);
    BarTable bars{.times = {},
        .open = table.numbers("open"),
        .high = table.numbers("high"),
        .low = table.numbers("low"),
        .close = table.numbers("close"),
        .volume = table.numbers("volume")};
    const auto &dates = table.cells.at("date");
    std::int64_t next = 0;
    for (std::size_t i = 0; i < dates.size(); ++i) {
        const QDate date = QDate::fromString(QString::fromStdString(dates[i]), Qt::ISODate);
        if (date.isValid() && (i == 0 || dates[i] != dates[i - 1]))
            next = date.startOfDay(Qt::UTC).toSecsSinceEpoch() * 1'000'000'000;
        bars.times.push_back(next);
        next += hour;
    }
    return bars;
}

} // namespace agora::tests
