#include "indicators/catalog.h"
#include "indicators/column_name.h"

#include "tests/indicators/fixture_files.h"

#include <set>

using namespace agora;
using namespace agora::indicators;
using namespace agora::tests;

/// What the catalogue says of itself, and what it refuses.
class TestCatalog : public QObject {
    Q_OBJECT

private slots:
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
        row("choice as number", "momentum", "convention", 1, {"convention", "standard", "mt5"});
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
        QCOMPARE(
            describe(*findIndicator("sma"), {{"period", 50}}, "high"), std::string("SMA 50 high"));
        QCOMPARE(describe(*findIndicator("bollinger"), {{"width", 2.5}}), std::string("BB 20 2.5"));
        QCOMPARE(describe(*findIndicator("momentum"), {{"convention", "mt5"}}),
            std::string("Mom 10 mt5"));
    }

    void leftOutParametersGetTheirDefaults()
    {
        const auto all = *completed("macd", {{"slow", 30.0}});
        QCOMPARE(std::get<std::int64_t>(all.at("slow")), 30);
        QCOMPARE(std::get<std::int64_t>(all.at("fast")), 12);
        QCOMPARE(all.size(), std::size_t(4));
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
            QVERIFY(std::ranges::find(groups(), info.group) != groups().end());
        }
        QVERIFY(findIndicator("nothing") == nullptr);
    }

    void everyParameterIsHeldToItsBounds()
    {
        for (const auto &info : catalog()) {
            for (const auto &parameter : info.parameters) {
                std::vector<ParameterValue> bad{ParameterValue("no such thing")};
                if (parameter.type == ParameterType::Integer
                    || parameter.type == ParameterType::Real) {
                    QVERIFY2(parameter.min < parameter.max && parameter.step > 0, info.key.c_str());
                    for (const double value : {parameter.min - 1, parameter.max + 1, std::nan(""),
                             std::numeric_limits<double>::infinity()})
                        bad.emplace_back(value);
                }
                if (parameter.type == ParameterType::Integer)
                    bad.emplace_back(parameter.min + 0.5);
                for (const auto &value : bad) {
                    const auto made = make(info.key, {{parameter.key, value}});
                    QVERIFY2(!made, info.key.c_str());
                    const auto &message = made.error().message;
                    QVERIFY2(message.find(info.shortName) != std::string::npos
                            && message.find('"' + parameter.key + '"') != std::string::npos,
                        message.c_str());
                }
            }
        }
    }

    void columnNamesLeadBack()
    {
        for (const auto &info : catalog()) {
            for (const auto &form : info.shortForms) {
                const auto hasOutput
                    = std::ranges::count(info.outputs, form.output, &OutputInfo::key) == 1;
                QVERIFY2(hasOutput, form.pattern.c_str());
                for (const auto &[key, value] : form.fixed)
                    QVERIFY2(completed(info.key, {{key, value}}), form.pattern.c_str());
            }
        }
        std::set<std::string> names;
        for (const auto &name : exampleColumnNames()) {
            QVERIFY2(name.find_first_of("{} ") == std::string::npos, name.c_str());
            QVERIFY2(names.insert(name).second, name.c_str());
            const auto request = parseColumnName(name);
            QVERIFY2(request, name.c_str());
            QVERIFY2(make(request->key, request->parameters), name.c_str());
        }
    }

    void columnNamesCarryTheParameters()
    {
        const auto request = parseColumnName("bb_50_2.5_lower");
        QVERIFY(request);
        QCOMPARE(request->key, std::string("bollinger"));
        QVERIFY(std::get<double>(request->parameters.at("period")) == 50);
        QVERIFY(std::get<double>(request->parameters.at("width")) == 2.5);
        QCOMPARE(request->output, std::size_t(2));
        const char *const unknown[]
            = {"", "rsi", "rsi_", "rsi_14x", "xrsi_14", "rsi_1.5", "bb_20_2", "bb_20_2_middl"};
        for (const char *name : unknown)
            QVERIFY2(!parseColumnName(name), name);
        // Out of bounds is not unknown: the entry says what is wrong with it.
        QVERIFY(parseColumnName("rsi_99999999999999999999"));
    }

    void bandsOfAFlatSeriesAreExactlyEqual()
    {
        auto bands = *make("bollinger");
        auto bars = readBarTable(QStringLiteral("ohlcv.csv"));
        for (int i = 0; i < 25; ++i)
            bars.append(
                {.time = {}, .open = 1.3, .high = 1.3, .low = 1.3, .close = 1.3, .volume = 0});
        std::vector<double> last;
        for (std::size_t i = 0; i < bars.size(); ++i) {
            const auto values = bands->update(bars.bar(i));
            last.assign(values.begin(), values.end());
        }
        QCOMPARE(last[0], last[1]);
        QCOMPARE(last[2], last[1]);
    }
};

QTEST_APPLESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
