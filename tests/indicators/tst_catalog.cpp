#include "indicators/catalog.h"

#include "tests/indicators/reference.h"

#include "engine/base/random.h"

#include <set>

using namespace agora;
using namespace agora::indicators;
using namespace agora::tests;

namespace {

struct Reference {
    const char *key;
    ParameterValues parameters;
    std::vector<const char *> columns; // one an output
};

const std::vector<Reference> &references()
{
    static const std::vector<Reference> list{
        {"sma", {{"period", 20}}, {"sma_20"}},
        {"ema", {{"period", 20}}, {"ema_20"}},
        {"smma", {{"period", 14}}, {"rma_14"}},
        {"bollinger", {}, {"bb_20_2_upper", "bb_20_2_middle", "bb_20_2_lower"}},
        {"rsi", {}, {"rsi_14"}},
        {"atr", {}, {"atr_14"}},
        {"macd", {}, {"macd_tv_12_26_9", "macd_tv_12_26_9_signal", "macd_tv_12_26_9_hist"}},
        {"stochastic", {}, {"stoch_14_3_3_k", "stoch_14_3_3_d"}},
        {"momentum", {{"period", 10}}, {"mom_10"}},
        {"momentum", {{"period", 14}, {"form", "ratio"}}, {"mt5_momentum_14"}},
        {"roc", {}, {"roc_10"}},
    };
    return list;
}

std::vector<Bar> randomBars(std::uint64_t seed, int count)
{
    Random random(seed);
    std::vector<Bar> bars;
    double price = 1.1;
    for (int i = 0; i < count; ++i) {
        Bar bar;
        bar.time = fromNanos(static_cast<std::int64_t>(i) * 60'000'000'000);
        bar.open = price;
        if (random.below(4) != 0) // now and then a bar without any movement
            price += (random.uniform() - 0.5) * 0.002;
        bar.close = price;
        bar.high = std::max(bar.open, bar.close) + random.uniform() * 0.0005;
        bar.low = std::min(bar.open, bar.close) - random.uniform() * 0.0005;
        bar.volume = static_cast<double>(random.below(1000));
        bars.push_back(bar);
    }
    return bars;
}

std::vector<double> copied(std::span<const double> values)
{
    return {values.begin(), values.end()};
}

} // namespace

/// Laws that hold for every indicator of the catalogue, and the values of references.
class TestCatalog : public QObject {
    Q_OBJECT

private slots:
    void everyIndicatorHasReferenceValues()
    {
        std::set<std::string> covered;
        for (const auto &reference : references())
            covered.insert(reference.key);
        for (const auto &info : catalog())
            QVERIFY2(covered.contains(info.key), info.key.c_str());
    }

    void valuesEqualTheReference()
    {
        const auto series = toSeries(readBars("ohlcv.csv"));
        const auto expected = readColumns("expected.csv");
        for (const auto &reference : references()) {
            const auto instance = make(reference.key, reference.parameters);
            QVERIFY2(instance.hasValue(), reference.key);
            const auto columns = (*instance)->compute(series);
            QCOMPARE(columns.size(), reference.columns.size());
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const auto problem = different(
                    columns[i], expected.at(reference.columns[i]), reference.columns[i]);
                QVERIFY2(problem.empty(), problem.c_str());
            }
        }
    }

    void barsWithoutMovementGiveNeutralValues()
    {
        const auto series = toSeries(readBars("edge_flat.csv"));
        const auto expected = readColumns("edge_flat_expected.csv");
        for (const auto &reference : references()) {
            const auto columns = (*make(reference.key, reference.parameters))->compute(series);
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const auto wanted = expected.find(reference.columns[i]);
                if (wanted == expected.end())
                    continue;
                const auto problem = different(columns[i], wanted->second, reference.columns[i]);
                QVERIFY2(problem.empty(), problem.c_str());
            }
        }
    }

    void bandsOfAFlatSeriesAreExactlyEqual()
    {
        auto bands = *make("bollinger");
        std::vector<Bar> bars = randomBars(7, 50);
        for (int i = 0; i < 25; ++i)
            bars.push_back(
                {.time = {}, .open = 1.3, .high = 1.3, .low = 1.3, .close = 1.3, .volume = 0});
        std::vector<double> last;
        for (const Bar &bar : bars)
            last = copied(bands->update(bar));
        QCOMPARE(last[0], last[1]);
        QCOMPARE(last[2], last[1]);
    }

    void batchEqualsStream()
    {
        const std::uint64_t seed = 20260115;
        const auto bars = randomBars(seed, 700);
        const auto series = toSeries(bars);
        for (const auto &info : catalog()) {
            const auto instance = *make(info.key);
            std::vector<std::vector<double>> streamed(info.outputs.size());
            for (const Bar &bar : bars) {
                const auto values = instance->update(bar);
                QCOMPARE(values.size(), info.outputs.size());
                for (std::size_t i = 0; i < values.size(); ++i)
                    streamed[i].push_back(values[i]);
            }
            const auto batch = instance->compute(series); // fresh, although the stream has run
            for (std::size_t i = 0; i < streamed.size(); ++i) {
                const auto problem = different(batch[i], streamed[i], info.key);
                QVERIFY2(problem.empty(), problem.c_str());
            }
        }
    }

    void previewsOfTheFormingBarLeaveNoTrace()
    {
        const auto bars = randomBars(99, 200);
        for (const auto &info : catalog()) {
            const auto plain = *make(info.key);
            const auto previewed = *make(info.key);
            for (const Bar &bar : bars) {
                Bar forming = bar;
                forming.close = forming.low;
                previewed->preview(forming);
                const auto last = copied(previewed->preview(bar));
                const auto wanted = copied(plain->update(bar));
                QVERIFY2(different(last, wanted, info.key).empty(), info.key.c_str());
                previewed->update(bar);
            }
        }
    }

    void aCloneGoesItsOwnWay()
    {
        const auto bars = randomBars(5, 120);
        for (const auto &info : catalog()) {
            const auto original = *make(info.key);
            const auto reference = *make(info.key);
            for (std::size_t i = 0; i < 60; ++i) {
                original->update(bars[i]);
                reference->update(bars[i]);
            }
            const auto clone = original->clone();
            for (std::size_t i = 0; i < 40; ++i)
                clone->update(bars[i]);
            for (std::size_t i = 60; i < bars.size(); ++i) {
                const auto got = copied(original->update(bars[i]));
                const auto wanted = copied(reference->update(bars[i]));
                QVERIFY2(different(got, wanted, info.key).empty(), info.key.c_str());
            }
        }
    }

    void theClaimedWarmUpIsTrue()
    {
        const auto bars = randomBars(11, 200);
        for (const auto &info : catalog()) {
            const auto instance = *make(info.key);
            for (int seen = 1; seen <= 100; ++seen) {
                const auto values = instance->update(bars[static_cast<std::size_t>(seen) - 1]);
                const bool isComplete
                    = std::ranges::none_of(values, [](double value) { return std::isnan(value); });
                QVERIFY2(isComplete == (seen >= instance->warmUp()), info.key.c_str());
            }
        }
    }

    void aBarThatIsNotANumberIsLeftOut()
    {
        const auto bars = randomBars(3, 100);
        Bar bad = bars[0];
        bad.high = std::numeric_limits<double>::quiet_NaN();
        for (const auto &info : catalog()) {
            const auto clean = *make(info.key);
            const auto disturbed = *make(info.key);
            for (const Bar &bar : bars) {
                QVERIFY(std::isnan(disturbed->update(bad)[0]));
                const auto got = copied(disturbed->update(bar));
                const auto wanted = copied(clean->update(bar));
                QVERIFY2(different(got, wanted, info.key).empty(), info.key.c_str());
            }
        }
    }

    void theChosenPriceIsUsed()
    {
        const Bar bar{.time = {}, .open = 2, .high = 8, .low = 1, .close = 5, .volume = 0};
        const std::map<PriceInput, double> wanted{{PriceInput::Open, 2}, {PriceInput::High, 8},
            {PriceInput::Low, 1}, {PriceInput::Close, 5}, {PriceInput::Median, 4.5},
            {PriceInput::Typical, 14.0 / 3}, {PriceInput::Weighted, 19.0 / 4}};
        for (const auto input : allPriceInputs) {
            const auto average = *make("sma", {{"period", 1}}, input);
            QCOMPARE(average->update(bar)[0], wanted.at(input));
            QVERIFY(*parsePriceInput(toString(input)) == input);
        }
        QVERIFY(parsePriceInput("mediann").error().message.find("median") != std::string::npos);
    }

    void badRequestsNameWhatIsWrong_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<double>("value");
        QTest::addColumn<QStringList>("words");
        const auto row
            = [](const char *name, const char *key, const char *parameter, double value,
                  QStringList words) { QTest::newRow(name) << key << parameter << value << words; };
        row("unknown indicator", "rssi", "period", 14, {"rssi", "rsi"});
        row("unknown parameter", "rsi", "perod", 14, {"RSI", "perod", "period"});
        row("too small", "rsi", "period", 0, {"RSI", "period", "0", "1 to 10000"});
        row("not whole", "rsi", "period", 2.5, {"period", "2.5", "whole"});
        row("not a number", "bollinger", "width", std::nan(""), {"BB", "width"});
        row("choice as number", "momentum", "form", 1, {"form", "difference", "ratio"});
        row("fast not faster", "macd", "fast", 26, {"fast", "26", "slow"});
    }
    void badRequestsNameWhatIsWrong()
    {
        QFETCH(QString, key);
        QFETCH(QString, parameter);
        QFETCH(double, value);
        QFETCH(QStringList, words);
        const auto made = make(key.toStdString(), {{parameter.toStdString(), value}});
        QVERIFY(!made);
        const auto message = QString::fromStdString(made.error().message);
        for (const auto &word : words)
            QVERIFY2(message.contains(word), qPrintable(message));
    }

    void descriptionsReadLikeALegend()
    {
        QCOMPARE(describe(*findIndicator("rsi"), {}), std::string("RSI 14"));
        QCOMPARE(describe(*findIndicator("macd"), {{"fast", 5}}), std::string("MACD 5 26 9"));
        QCOMPARE(describe(*findIndicator("sma"), {{"period", 50}}, PriceInput::High),
            std::string("SMA 50 high"));
        QCOMPARE(describe(*findIndicator("bollinger"), {{"width", 2.5}}), std::string("BB 20 2.5"));
        QCOMPARE(
            describe(*findIndicator("momentum"), {{"form", "ratio"}}), std::string("Mom 10 ratio"));
    }

    void leftOutParametersGetTheirDefaults()
    {
        const auto all = *completed("macd", {{"slow", 30.0}});
        QCOMPARE(std::get<std::int64_t>(all.at("slow")), 30);
        QCOMPARE(std::get<std::int64_t>(all.at("fast")), 12);
        QCOMPARE(all.size(), std::size_t(3));
    }

    void theListIsFitForMenus()
    {
        std::set<std::string> keys;
        for (const auto &info : catalog()) {
            QVERIFY(keys.insert(info.key).second);
            QVERIFY(!info.name.empty() && !info.shortName.empty() && !info.group.empty());
            QVERIFY(info.description.ends_with('.'));
            QCOMPARE(info.outputs.size(), (*make(info.key))->outputCount());
            QVERIFY(findIndicator(info.key) == &info);
        }
        QVERIFY(findIndicator("nothing") == nullptr);
    }
};

QTEST_APPLESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
