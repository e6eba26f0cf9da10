#include "indicators/catalog.h"
#include "indicators/formula.h"

#include "tests/indicators/law_series.h"

using namespace agora;
using namespace agora::indicators;
using namespace agora::tests;

namespace {

const Bar oneBar{.time = {}, .open = 2, .high = 8, .low = 1, .close = 5, .volume = 100};

std::vector<double> computed(std::string_view text, const BarTable &bars)
{
    const auto formula = makeFormula(text);
    if (!formula)
        qFatal("%s", toString(formula.error()).c_str());
    return (*formula)->compute(bars.columns())[0];
}

std::string different(const std::vector<double> &got, const std::vector<double> &wanted)
{
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!agree(got[i], wanted[i], scaleOf(wanted)))
            return "bar " + std::to_string(i) + ": " + formatDouble(got[i]) + ", wanted "
                + formatDouble(wanted[i]);
    }
    return {};
}

} // namespace

/// Expressions as indicators.
class TestFormula : public QObject {
    Q_OBJECT

private:
    BarTable m_bars = barsOf(Kind::Gaps, 4711, 300);

    std::vector<double> column(const char *key, const ParameterValues &parameters,
        Inputs inputs = {}, std::size_t output = 0)
    {
        return (*make(key, parameters, std::move(inputs)))->compute(m_bars.columns())[output];
    }

private slots:
    void arithmeticFollowsTheUsualRules_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        const auto row = [](const char *text, double value) {
            QTest::newRow(text) << QString::fromLatin1(text) << value;
        };
        row("1 + 2 * 3", 7);
        row("(1 + 2) * 3", 9);
        row("10 - 4 - 3", 3);
        row("24 / 4 / 2", 3);
        row("7 % 4", 3);
        row("2 ^ 3 ^ 2", 512);
        row("-2 ^ 2", -4);
        row("2 ^ -1", 0.5);
        row("--3", 3);
        row(".5 + 1e-1 + 2.", 2.6);
        row("open + high + low + close + volume", 116);
        row("median", 4.5);
        row("typical * 3", 14);
        row("weighted * 4", 19);
        row("close > open", 1);
        row("close <= open", 0);
        row("1 < 2 && 2 < 1 || 1 == 1", 1);
        row("!(close != 5)", 1);
        row("close > open ? high : low", 8);
        row("0 ? 1 : 0 ? 2 : 3", 3);
        row("min(close, open) + max(high, low)", 10);
        row("abs(-3) + sqrt(16) + sign(-9)", 6);
        row("log(exp(2)) + pow(2, 3)", 10);
        row("floor(-1.5) + ceil(1.2) + round(2.5)", 3);
        row("close[0]", 5);
        row("sma(1)", 5);
        row("sma(high, 1) - sma(1)", 3);
        row("(1 / 0 > 0) ? 1 : 2", 1);
        row("0 ? log(-1) : 4", 4);
    }
    void arithmeticFollowsTheUsualRules()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const auto formula = makeFormula(text.toStdString());
        QVERIFY2(formula, formula ? "" : toString(formula.error()).c_str());
        QVERIFY(std::abs((*formula)->preview(oneBar)[0] - value) < 1e-12);
        QVERIFY(std::abs((*formula)->update(oneBar)[0] - value) < 1e-12);
    }

    void whatIsNotANumberIsUndefined()
    {
        for (const char *text : {"1 / 0", "0 / 0", "log(-1)", "close / (open - 2)", "close % 0",
                 "log(-1) > 0", "log(-1) ? 1 : 2", "!log(-1)", "1 && log(-1)"})
            QVERIFY2(std::isnan((*makeFormula(text))->update(oneBar)[0]), text);
    }

    void mistakesAreShownWhereTheyAre_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *text, int column, const char *words) {
            QTest::newRow(text) << QString::fromUtf8(text) << column << QString::fromUtf8(words);
        };
        row("", 1, "too early");
        row("   ", 4, "too early");
        row("1 +", 4, "too early");
        row("1 + * 2", 5, "missing before \"*\"");
        row("(1 + 2", 7, "\")\" is missing");
        row("1 + 2)", 6, "does not belong");
        row("close close", 7, "does not belong");
        row("close $ 2", 7, "\"$\" has no meaning");
        row("2 × close", 3, "no meaning");
        row("1e999", 1, "cannot be read");
        row("1 ? 2", 6, "\":\" is missing");
        row("emma(12)", 1, "did you mean “ema”?");
        row("1 + clsoe", 5, "did you mean “close”?");
        row("ema(close, 12", 14, "\")\" is missing");
        row("ema(close, 0)", 12, "\"period\" is 0");
        row("ema(close, 2.5)", 12, "whole number");
        row("ema(close, 12, mt5, 13)", 21, "no more than 2 ");
        row("ema(12, close)", 9, "before its parameters");
        row("ema(close, open)", 12, "one input");
        row("ema(perod = 12)", 5, "did you mean “period”?");
        row("ema(period = 12, period = 13)", 27, "given twice");
        row("ema(period = close)", 14, "must be a number");
        row("ema(period = )", 14, "missing before \")\"");
        row("macd(26, 12, 9)", 1, "shorter");
        row("1 + macd(12, 26, 9).sginal", 21, "did you mean “signal”?");
        row("close[-1]", 7, "from 0 to 10000");
        row("close[1.5]", 7, "whole number");
        row("close[open]", 7, "whole number");
        row("close[1", 8, "\"]\" is missing");
        row("ask.hihg", 5, "did you mean “high”?");
        row("min(1)", 6, "two values");
        row("abs(1, 2)", 6, "one value");
        row("rsi(ema(clse, 5), 14)", 9, "did you mean “close”?");
    }
    void mistakesAreShownWhereTheyAre()
    {
        QFETCH(QString, text);
        QFETCH(int, column);
        QFETCH(QString, words);
        const auto formula = makeFormula(text.toStdString());
        QVERIFY(!formula);
        const auto message = QString::fromStdString(toString(formula.error()));
        QVERIFY2(message.contains(words), qPrintable(message));
        QVERIFY2(message.endsWith(u'.') || message.endsWith(u'?'), qPrintable(message));
        QCOMPARE(static_cast<int>(formula.error().column), column);
    }

    void whatItMayCostIsBounded()
    {
        const auto refused = [](const std::string &text, const char *words) {
            const auto formula = makeFormula(text);
            return !formula && formula.error().message.find(words) != std::string::npos;
        };
        const auto repeated = [](const std::string &text, int times) {
            std::string all;
            for (int i = 0; i < times; ++i)
                all += text;
            return all;
        };
        QVERIFY(refused(std::string(2'001, ' ') + "1", "longer than 2000"));
        QVERIFY(makeFormula(repeated("(", 31) + "1" + repeated(")", 31)));
        QVERIFY(refused(repeated("(", 32) + "1" + repeated(")", 32), "deeper"));
        QVERIFY(refused(repeated("-", 40) + "1", "deeper"));
        QVERIFY(refused(repeated("2^", 40) + "1", "deeper"));
        QVERIFY(refused(repeated("1?1:", 40) + "1", "deeper"));
        QVERIFY(refused(repeated("ema(", 40), "deeper"));
        QVERIFY(refused(repeated("1+", 200) + "1", "parts"));
        QVERIFY(refused(repeated("close[10000]+", 11) + "1", "100000 bars"));
        QVERIFY(refused("sma(9999)" + repeated("+sma(10000)[1]+sma(9998)[2]", 8)
                + repeated("+ema(sma(9997),9996)", 3) + repeated("+close[9999]", 10),
            "100000 bars"));
    }

    void aFormulaIsWhatItsPartsGive()
    {
        const auto fast = column("ema", {{"period", 12}});
        const auto slow = column("ema", {{"period", 26}});
        const auto range = column("atr", {{"period", 14}});
        std::vector<double> wanted(m_bars.size(), undefined);
        for (std::size_t i = 25; i < wanted.size(); ++i)
            wanted[i] = (fast[i] - slow[i]) / range[i];
        const char *const text = "(ema(close,12) - ema(close,26)) / atr(14)";
        const auto problem = different(computed(text, m_bars), wanted);
        QVERIFY2(problem.empty(), problem.c_str());
        QCOMPARE((*makeFormula(text))->warmUp(), 26);
    }

    void earlierBarsCanBeRead()
    {
        const auto average = column("sma", {{"period", 5}});
        std::vector<double> wanted(m_bars.size(), undefined);
        for (std::size_t i = 7; i < wanted.size(); ++i)
            wanted[i] = m_bars.close[i - 2] - average[i - 3];
        const char *const text = "close[2] - sma(5)[3]";
        const auto problem = different(computed(text, m_bars), wanted);
        QVERIFY2(problem.empty(), problem.c_str());
        QCOMPARE((*makeFormula(text))->warmUp(), 8);
    }

    void indicatorsOfIndicatorsToAnyDepth()
    {
        const auto ema = [](int period, Inputs inputs) {
            return make("ema", {{"period", period}}, std::move(inputs));
        };
        auto chain = *ema(3, PriceInput::High);
        for (int period = 4; period < 14; ++period)
            chain = *ema(period, Source(std::move(chain), 0));
        std::string text = "ema(high, 3)";
        for (int period = 4; period < 14; ++period)
            text = "ema(" + text + ", " + std::to_string(period) + ")";
        const auto wanted = chain->compute(m_bars.columns())[0];
        const auto problem = different(computed(text, m_bars), wanted);
        QVERIFY2(problem.empty(), problem.c_str());
        QCOMPARE((*makeFormula(text))->warmUp(), chain->warmUp());
        QVERIFY(std::isfinite(wanted.back()));
    }

    void allWaysToNameAnOutputAgree()
    {
        const auto wanted = column("bollinger", {{"period", 10}, {"width", 2.5}}, {}, 2);
        for (const char *text :
            {"bollinger(10, 2.5).lower", "bollinger(width = 2.5, period = 10).lower",
                "bollinger(close, 10, width = 5 / 2).lower", "bb_10_2.5_lower",
                "bollinger(input = close, 10, 2.5).lower"}) {
            const auto problem = different(computed(text, m_bars), wanted);
            QVERIFY2(problem.empty(), (text + (": " + problem)).c_str());
        }
        QVERIFY(different(computed("rsi", m_bars), column("rsi", {})).empty());
        QVERIFY(different(computed("macd.signal", m_bars), column("macd", {}, {}, 1)).empty());
    }

    void anExpressionCanBeAnInput()
    {
        std::vector<double> body;
        for (std::size_t i = 0; i < m_bars.size(); ++i)
            body.push_back(m_bars.close[i] - m_bars.open[i]);
        BarTable bodies = m_bars;
        bodies.close = body;
        const auto wanted = (*make("ema", {{"period", 7}}))->compute(bodies.columns())[0];
        const auto problem = different(computed("ema(close - open, 7)", m_bars), wanted);
        QVERIFY2(problem.empty(), problem.c_str());
    }

    void bidAndAskStandBesideTheBar()
    {
        const QuoteBar quotes{.openTime = {},
            .bid = {1, 4, 0.5, 2},
            .ask = {2, 5, 1.5, 3},
            .mid = {1.5, 4.5, 1, 2.5},
            .volume = 9};
        const Bar bar{{}, 1.5, 4.5, 1, 2.5, 9};
        const BarInput both(bar, quotes);
        QCOMPARE((*makeFormula("ask - bid"))->update(both)[0], 1.0);
        QCOMPARE((*makeFormula("ask.high - bid.low + mid.open"))->update(both)[0], 6.0);
        QCOMPARE((*make("sma", {{"period", 1}}, Source(PriceSide::Ask, PriceInput::High)))
                     ->update(both)[0],
            5.0);
        QCOMPARE((*makeFormula("atr(input = bid, 1)"))->warmUp(), 2);
        QVERIFY(std::isnan((*makeFormula("ask - bid"))->update(bar)[0])); // not known
    }

    void sidesAreReadFromParallelSeries()
    {
        const auto asks = barsOf(Kind::Random, 99, m_bars.size());
        auto columns = m_bars.columns();
        columns.sides[static_cast<std::size_t>(PriceSide::Bid)]
            = {m_bars.open, m_bars.high, m_bars.low, m_bars.close};
        columns.sides[static_cast<std::size_t>(PriceSide::Ask)]
            = {asks.open, asks.high, asks.low, asks.close};
        const auto formula = *makeFormula("sma(ask.close - bid.close, 5) + atr(bid, 3)");
        const auto batch = formula->compute(columns)[0];
        std::vector<double> stream;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Bar bar = columns[i];
            const QuoteBar quotes = columns.quotes(i);
            stream.push_back(formula->update(BarInput(bar, quotes))[0]);
        }
        QVERIFY(std::isfinite(stream.back()));
        const auto problem = different(batch, stream);
        QVERIFY2(problem.empty(), problem.c_str());
    }

    void aPriceAloneIsTakenWithoutDetour()
    {
        QVERIFY(!parseSource("high")->isIndicator());
        QVERIFY(!parseSource("ask.low")->isIndicator());
        QVERIFY(parseSource("ema(5)")->isIndicator());
        QCOMPARE(parseSource("macd(12, 26, 9).signal")->warmUp(), 34);
        QVERIFY(!parseSource("ema("));
    }

    void aCallGivesAllOutputs()
    {
        const auto call = parseCall("macd(high, 5, 10, 3)");
        QVERIFY(call);
        QCOMPARE(call->info, findIndicator("macd"));
        QCOMPARE(call->instance->outputCount(), std::size_t(3));
        QVERIFY(!parseCall("macd(5, 10, 3) + 1"));
        QVERIFY(!parseCall("close"));
        QVERIFY(!parseCall("macd(10, 5, 3)"));
    }

    void anIndicatorCanBeWrittenAsAFormula()
    {
        const auto text = [](const char *key, const ParameterValues &parameters, std::size_t output,
                              const char *input = "") {
            return callText(*findIndicator(key), parameters, output, input);
        };
        QCOMPARE(text("rsi", {}, 0), std::string("rsi"));
        QCOMPARE(text("macd", {{"slow", std::int64_t(30)}}, 1, "high"),
            std::string("macd(input = high, slow = 30).signal"));
        for (const auto &variant : variants()) {
            if (!variant.formula.empty())
                continue;
            const std::size_t last = variant.info->outputs.size() - 1;
            const auto written = callText(*variant.info, variant.parameters, last);
            const auto formula = makeFormula(written);
            QVERIFY2(formula, written.c_str());
            const auto problem = different((*formula)->compute(m_bars.columns())[0],
                variant.make()->compute(m_bars.columns())[last]);
            QVERIFY2(problem.empty(), (written + ": " + problem).c_str());
        }
    }

    /// Whatever is typed ends in an indicator or in an error within the text.
    void noTextDoesHarm()
    {
        const std::vector<std::string> words{"close", "ask", ".", "high", "ema", "macd", "rsi",
            "bollinger", "momentum", "form", "ratio", "(", ")", "(", ")", ",", "[", "]", "=",
            "==", "+", "-", "*", "/", "^", "!", "?", ":", "<", "&&", "1", "2", "14", "0.5", "1e9",
            "min", "abs", "signal", "period", " ", "sma_5", "atr_", "#", "\xff"};
        const std::uint64_t seed = 815;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        int accepted = 0;
        for (int round = 0; round < 5'000; ++round) {
            std::string text;
            for (auto left = random.below(12); left > 0; --left)
                text += words[random.below(words.size())];
            const auto formula = makeFormula(text);
            if (!formula) {
                QVERIFY2(formula.error().column >= 1 && formula.error().column <= text.size() + 1,
                    text.c_str());
                continue;
            }
            ++accepted;
            const double value = (*formula)->update(oneBar)[0];
            QVERIFY2(!std::isinf(value), text.c_str());
            QVERIFY2((*formula)->warmUp() == 1 || std::isnan(value), text.c_str());
        }
        QVERIFY(accepted > 25);
    }
};

QTEST_APPLESS_MAIN(TestFormula)
#include "tst_formula.moc"
