#include "indicators/deviation.h"
#include "indicators/extreme.h"
#include "indicators/rsi.h"
#include "indicators/sma.h"
#include "indicators/wma.h"

#include "engine/base/random.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace agora;
using namespace agora::indicators;

/// The building blocks against published values and against the definition, computed naively.
class TestBuildingBlocks : public QObject {
    Q_OBJECT

private slots:
    void rsiGivesThePublishedValues()
    {
        // StockCharts' worked example of the RSI, period 14.
        const std::vector<double> closes{44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264,
            45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328, 45.6140, 46.2820, 46.2820,
            46.0028, 46.0328, 46.4116};
        const auto outputs = replay(Rsi(14), std::span<const double>(closes));
        QVERIFY(!outputs[13]);
        QCOMPARE(qRound(*outputs[14] * 100), 7053);
        QCOMPARE(qRound(*outputs[15] * 100), 6632);
        QCOMPARE(qRound(*outputs[16] * 100), 6655);
        QCOMPARE(qRound(*outputs[17] * 100), 6941);
    }

    void extremesEqualANaiveScan()
    {
        const std::uint64_t seed = 424242;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int round = 0; round < 200; ++round) {
            const auto period = 1 + random.below(12);
            Highest highest(static_cast<int>(period));
            Lowest lowest(static_cast<int>(period));
            std::vector<double> seen;
            for (int i = 0; i < 60; ++i) {
                seen.push_back(static_cast<double>(random.below(8))); // many ties
                const auto high = highest.update(seen.back());
                const auto low = lowest.update(seen.back());
                QCOMPARE(high.has_value(), seen.size() >= period);
                if (!high)
                    continue;
                const auto begin = seen.end() - static_cast<std::ptrdiff_t>(period);
                QCOMPARE(*high, *std::max_element(begin, seen.end()));
                QCOMPARE(*low, *std::min_element(begin, seen.end()));
            }
        }
    }

    void longStreamsDoNotDrift()
    {
        Sma average(50);
        Deviation deviation(50);
        Random random(31);
        std::vector<double> last(50);
        double mean = 0;
        double spread = 0;
        for (std::size_t i = 0; i < 1'000'000; ++i) {
            // A burst of huge values first: what it leaves behind must go away with it.
            const double value = (i < 1000 ? 1e9 : 1.0) + random.uniform() * 1e-3;
            last[i % last.size()] = value;
            mean = average.update(value).value_or(0);
            spread = deviation.update(value).value_or(Deviation::Output{}).deviation;
        }
        const double wanted = std::accumulate(last.begin(), last.end(), 0.0) / 50;
        double squares = 0;
        for (const double value : last)
            squares += (value - wanted) * (value - wanted);
        QVERIFY(std::abs(mean - wanted) < 1e-13);
        QVERIFY(std::abs(spread - std::sqrt(squares / 50)) < 1e-13);
    }

    void rollingSumsEqualPlainLoops()
    {
        Random random(77);
        for (int period = 1; period <= 12; ++period) {
            RollingSum sum(period);
            WeightedSum weighted(period);
            Variance variance(period);
            std::vector<double> seen;
            for (int i = 0; i < 60; ++i) {
                seen.push_back(random.uniform() - 0.3);
                const auto plain = sum.update(seen.back());
                const auto both = weighted.update(seen.back());
                const auto spread = variance.update(seen.back());
                QCOMPARE(plain.has_value(), static_cast<int>(seen.size()) >= period);
                QCOMPARE(both.has_value(), plain.has_value());
                QCOMPARE(spread.has_value(), plain.has_value());
                if (!plain)
                    continue;
                const std::vector<double> window(seen.end() - period, seen.end());
                double total = 0;
                double byAge = 0;
                for (std::size_t place = 0; place < window.size(); ++place) {
                    total += window[place];
                    byAge += static_cast<double>(place + 1) * window[place];
                }
                double squares = 0;
                for (const double value : window)
                    squares += (value - total / period) * (value - total / period);
                QVERIFY(std::abs(*plain - total) < 1e-13);
                QVERIFY(std::abs(both->sum - total) < 1e-13);
                QVERIFY(std::abs(both->weighted - byAge) < 1e-12);
                QVERIFY(std::abs(spread->mean - total / period) < 1e-13);
                QVERIFY(std::abs(spread->variance - squares / period) < 1e-13);
            }
        }
    }

    void averagesThatFadeReachZero()
    {
        WilderAverage average(2);
        double value = 1;
        for (int i = 0; i < 3000; ++i)
            value = average.update(i < 2 ? 1.0 : 0.0).value_or(1.0);
        QCOMPARE(value, 0.0); // not a denormal, which would make each step slow
    }
};

QTEST_APPLESS_MAIN(TestBuildingBlocks)
#include "tst_building_blocks.moc"
