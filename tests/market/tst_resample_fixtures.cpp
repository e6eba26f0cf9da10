// Every vector of the folder `resample` of $AGORA_FIXTURES (else of tests/fixtures): edges of bars,
// bars from bars, bars from ticks. What a file holds is told by the fields of its cases, so further
// files of the same form are taken as they are.
#include "engine/market/bar_builder.h"
#include "engine/market/bar_resampler.h"
#include "engine/market/gap_fill.h"
#include "tests/market/resample_fixtures.h"

#include <QDir>

using namespace agora;
using namespace agora::test;

namespace {

Ohlc ohlcOf(const QJsonObject &bar)
{
    return {bar["open"].toDouble(), bar["high"].toDouble(), bar["low"].toDouble(),
        bar["close"].toDouble()};
}

Ohlc sideOf(const QJsonArray &four)
{
    return {four[0].toDouble(), four[1].toDouble(), four[2].toDouble(), four[3].toDouble()};
}

std::string text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::vector<Tick> ticksOf(const QJsonArray &rows)
{
    std::vector<Tick> ticks;
    for (const auto &row : rows) {
        const auto t = row.toArray();
        ticks.push_back({.time = timeOf(t[0]),
            .bid = t[1].toDouble(),
            .ask = t[2].toDouble(),
            .volume = t[3].toDouble()});
    }
    return ticks;
}

std::vector<QuoteBar> sourcesOf(const QJsonArray &rows)
{
    std::vector<QuoteBar> bars;
    for (const auto &row : rows) {
        const auto ohlc = ohlcOf(row.toObject());
        bars.push_back({.openTime = timeOf(row.toObject()["open_time"]),
            .bid = ohlc,
            .ask = ohlc,
            .mid = ohlc,
            .volume = row.toObject()["volume"].toDouble(),
            .ticks = 1, // so that a target's ticks are its number of sources
            .flags = BarLive | BarComplete});
    }
    return bars;
}

std::vector<QuoteBar> built(const std::vector<Tick> &ticks, const QJsonObject &one)
{
    const auto period = periodOf(one["frame"]);
    BarBuilder builder(period, anchorOf(one));
    std::vector<QuoteBar> bars;
    std::optional<QuoteBar> forming;
    const auto take = [&](const QuoteBar &bar) {
        forming.reset();
        if (bar.isComplete())
            bars.push_back(bar);
        else
            forming = bar;
    };
    for (const auto &tick : ticks)
        builder.update(tick, take);
    if (one.contains("clock_at_end"))
        builder.completeUntil(timeOf(one["clock_at_end"]), take);
    if (forming)
        bars.push_back(*forming);
    if (one["gap_policy"].toString() == "fill")
        return fillGaps(bars, period, TradingHours::FxWeek, anchorOf(one));
    return bars;
}

} // namespace

class TestResampleFixtures : public QObject {
    Q_OBJECT

private slots:
    void everyVectorOfTheFolder_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(fixturesFolder() + "/resample");
        for (const auto &name : folder.entryList({"*.json"}, QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }

    void everyVectorOfTheFolder()
    {
        QFETCH(QString, file);
        QFile content(file);
        QVERIFY(content.open(QIODevice::ReadOnly));
        QJsonParseError error;
        const auto all = QJsonDocument::fromJson(content.readAll(), &error).object();
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
        const auto cases = all["cases"].toArray();
        QVERIFY2(!cases.isEmpty(), "a file without a case shows nothing");
        for (const auto &value : cases) {
            auto one = value.toObject();
            if (one.contains("time"))
                checkEdges(one);
            else if (one.contains("source"))
                checkBars(one);
            else if (one.contains("ticks") || all.contains("ticks"))
                checkTicks(one, (one.contains("ticks") ? one : all)["ticks"].toArray());
            else
                QFAIL(("a case of no known form: " + text(one)).c_str());
            if (QTest::currentTestFailed())
                return;
        }
    }

    void theFoldersOwnFilesAreThere()
    {
        const QDir folder(fixturesFolder() + "/resample");
        QVERIFY2(!folder.entryList({"*.json"}, QDir::Files).isEmpty(), qPrintable(folder.path()));
    }

private:
    static void checkEdges(const QJsonObject &one)
    {
        const auto anchor = anchorOf(one);
        const auto span = BarEdges(periodOf(one["frame"]), anchor).at(timeOf(one["time"]));
        const BarSpan expected{timeOf(one["open_time"]), timeOf(one["close_time"])};
        QVERIFY2(span == expected,
            (text(one) + " gave " + formatIso(span.open) + " " + formatIso(span.close)).c_str());
        if (!one.contains("trading_date"))
            return;
        const auto date = anchor.tradingDate(timeOf(one["time"]));
        const auto told = QString::asprintf(
            "%04d-%02u-%02u", int(date.year()), unsigned(date.month()), unsigned(date.day()));
        QCOMPARE(told, one["trading_date"].toString());
    }

    static void checkBars(const QJsonObject &one)
    {
        std::optional<Timestamp> known;
        if (one.contains("clock_at_end"))
            known = timeOf(one["clock_at_end"]);
        const auto bars = resample(sourcesOf(one["source"].toArray()),
            periodOf(one["source_frame"]), periodOf(one["target_frame"]), anchorOf(one), known);
        if (one["error"].toBool() || one["expected"].isNull()) {
            QVERIFY(!bars.hasValue());
            return;
        }
        QVERIFY2(bars.hasValue(), bars.hasValue() ? "" : bars.error().message.c_str());
        const auto expected = one["expected"].toArray();
        QCOMPARE(bars->size(), std::size_t(expected.size()));
        BarEdges edges(periodOf(one["target_frame"]), anchorOf(one));
        for (int i = 0; i < expected.size(); ++i) {
            const auto want = expected[i].toObject();
            const auto &bar = (*bars)[std::size_t(i)];
            const auto told = one["name"].toString().toStdString() + ": " + text(want);
            QVERIFY2(bar.openTime == timeOf(want["open_time"]), told.c_str());
            if (want.contains("close_time"))
                QVERIFY2(edges.at(bar.openTime).close == timeOf(want["close_time"]), told.c_str());
            QVERIFY2(isNear(bar.bid, ohlcOf(want)) && isNear(bar.ask, ohlcOf(want)), told.c_str());
            QVERIFY2(isNear(bar.volume, want["volume"].toDouble()), told.c_str());
            if (want.contains("sources"))
                QCOMPARE(int(bar.ticks), want["sources"].toInt());
            if (want.contains("complete"))
                QCOMPARE(bar.isComplete(), want["complete"].toBool());
        }
    }

    static void checkTicks(const QJsonObject &one, const QJsonArray &ticks)
    {
        const auto bars = built(ticksOf(ticks), one);
        const auto expected = one["expected"].toArray();
        QCOMPARE(bars.size(), std::size_t(expected.size()));
        BarEdges edges(periodOf(one["frame"]), anchorOf(one));
        for (int i = 0; i < expected.size(); ++i) {
            const auto want = expected[i].toObject();
            const auto &bar = bars[std::size_t(i)];
            const auto told = one["name"].toString().toStdString() + ": " + text(want);
            QVERIFY2(bar.openTime == timeOf(want["open_time"]), told.c_str());
            QVERIFY2(edges.at(bar.openTime).close == timeOf(want["close_time"]), told.c_str());
            QVERIFY2(isNear(bar.bid, sideOf(want["bid"].toArray()))
                    && isNear(bar.ask, sideOf(want["ask"].toArray()))
                    && isNear(bar.mid, sideOf(want["mid"].toArray())),
                told.c_str());
            QCOMPARE(int(bar.ticks), want["ticks"].toInt());
            QVERIFY2(isNear(bar.volume, want["volume"].toDouble()), told.c_str());
            QCOMPARE(bar.isComplete(), want["complete"].toBool());
            QCOMPARE((bar.flags & BarSynthetic) != 0, want["synthetic"].toBool());
        }
    }
};

QTEST_GUILESS_MAIN(TestResampleFixtures)
#include "tst_resample_fixtures.moc"
