#include "indicators/regression.h"

#include "tests/indicators/law_series.h"

using namespace agora;
using namespace agora::indicators;
using namespace agora::tests;

namespace {

constexpr std::uint64_t seed = 515;

std::vector<double> column(
    const std::string &key, const BarTable &bars, const ParameterValues &parameters = {})
{
    const auto indicator = make(key, parameters);
    if (!indicator)
        qFatal("%s", indicator.error().message.c_str());
    return (*indicator)->compute(bars.columns()).front();
}

/// Bars that are all alike.
BarTable same(double open, double high, double low, double close, double volume)
{
    BarTable bars;
    for (std::int64_t i = 0; i < 120; ++i)
        bars.append({fromNanos(i * 3'600'000'000'000), open, high, low, close, volume});
    return bars;
}

double last(const std::string &key, const BarTable &bars, const ParameterValues &parameters = {})
{
    return column(key, bars, parameters).back();
}

} // namespace

/// What the reference files cannot show: 0/0 in every family, parameters that only change a rare
/// case, numbers where naive formulas lose their digits.
class TestConventions : public QObject {
    Q_OBJECT

private slots:
    void withoutMovementThereIsANeutralValue_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("neutral");
        for (const auto &[key, neutral] :
            std::initializer_list<std::pair<const char *, double>>{{"adx", 0}, {"adxr", 0},
                {"dx", 0}, {"adx_wilder", 0}, {"dm", 0}, {"aroon_oscillator", 0}, {"vortex", 1},
                {"trix", 0}, {"tsi", 0}, {"kst", 0}, {"coppock", 0}, {"dpo", 0}, {"ultimate", 50},
                {"bop", 0}, {"imi", 50}, {"demarker", 0.5}, {"rvi", 0}, {"fisher", 0}, {"bulls", 0},
                {"bears", 0}, {"force", 0}, {"obv", 0}, {"ad", 0}, {"chaikin_oscillator", 0},
                {"cmf", 0}, {"mfi", 50}, {"eom", 0}, {"pvt", 0}, {"bwmfi", 0}, {"ao", 0}, {"ac", 0},
                {"atr", 0}, {"natr", 0}, {"trange", 0}, {"hv", 0}, {"chaikin_volatility", 0},
                {"mass_index", 25}, {"chop", 100}, {"ulcer", 0}, {"stddev", 0}, {"var", 0},
                {"linearreg", 1.1}, {"linearreg_slope", 0}, {"linearreg_angle", 0}, {"tsf", 1.1},
                {"correl", 0}, {"cdldoji", 100}, {"cdlengulfing", 0}})
            QTest::newRow(key) << QString::fromLatin1(key) << neutral;
    }
    void withoutMovementThereIsANeutralValue()
    {
        QFETCH(QString, key);
        QFETCH(double, neutral);
        const auto still = same(1.1, 1.1, 1.1, 1.1, 0);
        const auto *info = findIndicator(key.toStdString());
        QVERIFY(info);
        const bool hasConvention = std::ranges::any_of(
            info->parameters, [](const auto &parameter) { return parameter.key == "convention"; });
        QCOMPARE(last(info->key, still), neutral);
        if (hasConvention)
            QCOMPARE(last(info->key, still, {{"convention", "mt5"}}),
                info->key == "mfi" ? 100.0 : neutral);
    }

    /// The limits of bars that lie exactly on top of one another.
    void barsOnTopOfOneAnotherGiveTheSameAsNoRange()
    {
        const auto bars = same(1.1, 1.2, 1.0, 1.1, 10);
        QVERIFY(qAbs(last("chop", bars) - 100) < 1e-9);
        QVERIFY(qAbs(last("vortex", bars) - 1) < 1e-9);
        QVERIFY(qAbs(last("mass_index", bars) - 25) < 1e-9);
    }

    void startsCanBeChosen()
    {
        const auto bars = barsOf(Kind::Random, seed, 60);
        const auto usual = column("obv", bars);
        const auto fromZero = column("obv", bars, {{"start", "zero"}});
        QCOMPARE(usual[0], bars.volume[0]);
        QCOMPARE(fromZero[0], 0.0);
        QCOMPARE(fromZero[59], usual[59] - bars.volume[0]);

        QVERIFY(std::isnan(column("trange", bars)[0]));
        QCOMPARE(column("trange", bars, {{"first", "high_low"}})[0], bars.high[0] - bars.low[0]);
    }

    void anOwnSmoothingOfTheAdxIsUsed()
    {
        const auto bars = barsOf(Kind::Random, seed, 200);
        const auto five = make("adx", {{"period", 5}});
        QCOMPARE((*five)->warmUp(), 10);
        const auto slower = make("adx", {{"period", 5}, {"averaging", 20}});
        QCOMPARE((*slower)->warmUp(), 25);
        QCOMPARE(last("adx", bars, {{"period", 5}}),
            last("adx", bars, {{"period", 5}, {"averaging", 5}}));
    }

    /// How deep the last candle must come back into the first body.
    void penetrationMovesTheThreshold()
    {
        BarTable bars;
        const auto add = [&bars](double open, double high, double low, double close) {
            bars.append(
                {fromNanos(static_cast<std::int64_t>(bars.size())), open, high, low, close, 1});
        };
        for (int i = 0; i < 12; ++i)
            add(100, 101, 99, i % 2 == 0 ? 100.5 : 99.5);
        add(100, 104.5, 99.5, 104); // a long white candle
        add(105, 105.5, 101, 101.9); // opens above its high and closes past its middle
        QCOMPARE(last("cdldarkcloudcover", bars), -100.0);
        QCOMPARE(last("cdldarkcloudcover", bars, {{"penetration", 0.5}}), -100.0);
        QCOMPARE(last("cdldarkcloudcover", bars, {{"penetration", 0.55}}), 0.0);
    }

    void aPriceThatIsNotPositiveHasNoReturn()
    {
        auto bars = barsOf(Kind::Random, seed, 80);
        bars.close[30] = bars.open[30] = bars.high[30] = bars.low[30] = -1;
        const auto values = column("hv", bars, {{"period", 10}});
        QVERIFY(!std::isnan(values[29]));
        for (std::size_t i = 30; i < 41; ++i)
            QVERIFY(std::isnan(values[i]));
        QVERIFY(!std::isnan(values[41])); // ten returns after the one from the bad price
    }

    void aVolatilityThatRisesFromNothingIsUndefined()
    {
        auto bars = same(1.1, 1.1, 1.1, 1.1, 1);
        bars.append({fromNanos(1), 1.1, 1.2, 1.0, 1.1, 1});
        QVERIFY(std::isnan(last("chaikin_volatility", bars)));
    }

    /// A straight line and its noise on top of a price that is a million times as high.
    void regressionsKeepTheirDigits()
    {
        Random random(seed);
        Regression regression(50);
        Correlation correlation(50);
        std::vector<double> low;
        std::vector<double> high;
        std::optional<Regression::Output> line;
        std::optional<double> together;
        for (int i = 0; i < 500; ++i) {
            const double noise = random.uniform() - 0.5;
            low.push_back(i * 0.01 + noise);
            high.push_back(2 * low.back() + 0.1 * random.uniform());
            line = regression.update(1e6 + low.back());
            together = correlation.update({1e6 + low.back(), 1e6 + high.back()});
        }
        long double sx = 0, sy = 0, sxy = 0, sxx = 0, syy = 0, st = 0, sty = 0;
        for (std::size_t i = 450; i < 500; ++i) {
            const long double y = low[i];
            const long double z = high[i];
            const long double t = static_cast<long double>(i) - 450;
            sx += y;
            sy += z;
            sxy += y * z;
            sxx += y * y;
            syy += z * z;
            st += t;
            sty += t * y;
        }
        const long double slope = (sty - st * sx / 50) / (50.0L * (50.0L * 50 - 1) / 12);
        const long double wanted
            = (sxy - sx * sy / 50) / std::sqrt((sxx - sx * sx / 50) * (syy - sy * sy / 50));
        QVERIFY(qAbs(line->slope - static_cast<double>(slope)) < 1e-11);
        QVERIFY(qAbs(line->next - line->value - line->slope) < 1e-9);
        QVERIFY(qAbs(*together - static_cast<double>(wanted)) < 1e-8);
    }

    /// Of a rising price every fisher value but the first has the one before as its trigger.
    void linesThatLagAreTheLinesThemselves()
    {
        const auto bars = barsOf(Kind::Gaps, seed, 100);
        const auto lines = (*make("fisher"))->compute(bars.columns());
        for (std::size_t i = 9; i < 100; ++i)
            QCOMPARE(lines[1][i], lines[0][i - 1]);
        const auto aroon = (*make("aroon"))->compute(bars.columns());
        const auto distance = column("aroon_oscillator", bars);
        for (std::size_t i = 14; i < 100; ++i)
            QCOMPARE(distance[i], aroon[0][i] - aroon[1][i]);
    }
};

QTEST_APPLESS_MAIN(TestConventions)
#include "tst_conventions.moc"
