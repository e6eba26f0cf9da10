#include "engine/base/random.h"
#include "engine/model/bar_series.h"

#include <QTest>

using namespace agora;

namespace {

constexpr std::uint64_t seed = 4711;

QuoteBar barAt(std::int64_t time, double close, bool isComplete = true)
{
    QuoteBar bar;
    bar.openTime = fromNanos(time);
    bar.mid = {.open = close - 1, .high = close + 2, .low = close - 2, .close = close};
    bar.bid = {.open = close - 1.5, .high = close + 1.5, .low = close - 2.5, .close = close - 0.5};
    bar.ask = {.open = close - 0.5, .high = close + 2.5, .low = close - 1.5, .close = close + 0.5};
    bar.volume = close * 10;
    bar.flags = isComplete ? BarComplete : 0;
    return bar;
}

BarSeries filled(int count, std::size_t capacity = 1024)
{
    BarSeries series("EUR_USD", Period::minutes(1), PriceSide::Mid, capacity);
    for (int i = 0; i < count; ++i)
        series.apply(barAt(i * 10, i));
    return series;
}

/// What a series must be, without any cleverness.
class NaiveSeries {
public:
    explicit NaiveSeries(PriceSide side) : m_side(side) {}

    BarSeries::Change apply(const QuoteBar &bar)
    {
        if (m_bars.empty() || bar.openTime > m_bars.back().openTime) {
            m_bars.push_back(bar);
            return BarSeries::Change::Appended;
        }
        for (auto &known : m_bars) {
            if (known.openTime != bar.openTime)
                continue;
            known = bar;
            return &known == &m_bars.back() ? BarSeries::Change::UpdatedNewest
                                            : BarSeries::Change::CorrectedOlder;
        }
        return BarSeries::Change::Ignored;
    }

    void keepLast(std::size_t count)
    {
        while (m_bars.size() > count)
            m_bars.erase(m_bars.begin());
    }

    void clear() { m_bars.clear(); }
    [[nodiscard]] const std::vector<QuoteBar> &bars() const { return m_bars; }

    [[nodiscard]] bool equals(const BarSeries &series) const
    {
        if (series.size() != m_bars.size() || series.empty() != m_bars.empty())
            return false;
        if (series.isForming() != (!m_bars.empty() && !m_bars.back().isComplete()))
            return false;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            const auto &bar = m_bars[i];
            const auto &prices = bar.side(m_side);
            const Bar expected{.time = bar.openTime,
                .open = prices.open,
                .high = prices.high,
                .low = prices.low,
                .close = prices.close,
                .volume = bar.volume};
            const Bar fromColumns{.time = fromNanos(series.times()[i]),
                .open = series.open()[i],
                .high = series.high()[i],
                .low = series.low()[i],
                .close = series.close()[i],
                .volume = series.volume()[i]};
            if (fromColumns != expected || series[m_bars.size() - 1 - i] != expected)
                return false;
        }
        return true;
    }

private:
    PriceSide m_side;
    std::vector<QuoteBar> m_bars;
};

} // namespace

class TestBarSeries : public QObject {
    Q_OBJECT
private slots:
    void equalsANaiveSeriesUnderRandomWork_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("capacity");
        QTest::newRow("mid, smallest buffer") << static_cast<int>(PriceSide::Mid) << 1;
        QTest::newRow("bid, small buffer") << static_cast<int>(PriceSide::Bid) << 7;
        QTest::newRow("ask, usual buffer") << static_cast<int>(PriceSide::Ask) << 1024;
    }
    void equalsANaiveSeriesUnderRandomWork()
    {
        QFETCH(int, side);
        QFETCH(int, capacity);
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        const auto priceSide = static_cast<PriceSide>(side);
        BarSeries series(
            "EUR_USD", Period::minutes(1), priceSide, static_cast<std::size_t>(capacity));
        NaiveSeries naive(priceSide);
        struct Kept {
            BarSeries view;
            std::vector<std::int64_t> times;
            BarSeries snapshot;
            NaiveSeries naive;
        };
        std::vector<Kept> kept;
        std::int64_t newest = 0;
        for (int step = 0; step < 3000; ++step) {
            const auto choice = random.below(100);
            const bool isComplete = random.below(2) == 0;
            if (choice < 60)
                newest += 1 + static_cast<std::int64_t>(random.below(3));
            if (choice < 95) { // newer, the newest again, or some older one, known or not
                const auto back = choice < 80 ? 0 : static_cast<std::int64_t>(random.below(30));
                const auto bar = barAt(newest - back, random.uniform(), isComplete);
                QCOMPARE(series.apply(bar), naive.apply(bar));
            } else if (choice < 97) {
                const auto count = static_cast<std::size_t>(random.below(60));
                series.keepLast(count);
                naive.keepLast(count);
            } else if (choice < 98 && random.below(4) == 0) {
                series.clear();
                naive.clear();
            } else {
                kept.push_back({.view = series,
                    .times = {series.times().begin(), series.times().end()},
                    .snapshot = series.snapshot(),
                    .naive = naive});
            }
            QVERIFY2(naive.equals(series), qPrintable(QString("step %1").arg(step)));
        }
        for (const auto &[view, times, snapshot, then] : kept) {
            QVERIFY(
                std::equal(view.times().begin(), view.times().end(), times.begin(), times.end()));
            QVERIFY(then.equals(snapshot));
        }
        QVERIFY(kept.size() > 20);
    }

    void appendingMovesNothingUntilTheBufferIsFull()
    {
        auto series = filled(1, 100);
        const auto *closes = series.close().data();
        for (int i = 1; i < 100; ++i) {
            QCOMPARE(series.apply(barAt(i * 10, i)), BarSeries::Change::Appended);
            QCOMPARE(series.close().data(), closes);
        }
        const BarSeries view = series;
        series.apply(barAt(1000, 100));
        QVERIFY(series.close().data() != closes);
        QCOMPARE(view.close().data(), closes); // an old view keeps the old buffer alive
        QCOMPARE(view[0].close, 99.0);
        QCOMPARE(series[1].close, 99.0);
    }

    void aSlidingWindowMovesThroughItsBuffer()
    {
        BarSeries series("EUR_USD", Period::minutes(1), PriceSide::Mid, 64);
        int copies = 0;
        const double *end = nullptr;
        for (int i = 0; i < 6400; ++i) {
            series.apply(barAt(i, i));
            series.keepLast(16);
            copies += end && series.close().data() + series.size() != end + 1;
            end = series.close().data() + series.size();
            QCOMPARE(series[0].close, static_cast<double>(i));
        }
        QVERIFY(copies > 0 && copies <= 6400 / 48 + 1);
    }

    void aViewSeesItsFormingBarChange()
    {
        auto series = filled(5);
        series.apply(barAt(50, 5, false));
        const BarSeries view = series.last(3);
        const BarSeries snapshot = series.snapshot();
        QVERIFY(view.isForming() && snapshot.isForming());
        QCOMPARE(series.apply(barAt(50, 7, false)), BarSeries::Change::UpdatedNewest);
        QCOMPARE(view.size(), std::size_t{3});
        QCOMPARE(view[0].close, 7.0);
        QCOMPARE(snapshot[0].close, 5.0);
        series.apply(barAt(50, 8, true));
        QVERIFY(!view.isForming());
        series.apply(barAt(60, 9, false));
        QVERIFY(series.isForming() && !view.isForming());
        QCOMPARE(view[0].close, 8.0);
        QCOMPARE(view[2].close, 3.0);
    }

    void aViewOutlivesItsOwner()
    {
        BarSeries view;
        {
            auto series = filled(10);
            view = series.last(4);
            series.clear();
            QVERIFY(series.empty());
            series.apply(barAt(5, 1));
        }
        QCOMPARE(view.close().size(), std::size_t{4});
        QCOMPARE(view.close().front(), 6.0);
        QCOMPARE(view.close().back(), 9.0);
    }

    void twoThatAppendPartWays()
    {
        auto first = filled(3);
        auto second = first;
        first.apply(barAt(100, 1));
        second.apply(barAt(100, 2));
        second.apply(barAt(110, 3));
        QCOMPARE(first[0].close, 1.0);
        QCOMPARE(first.size(), std::size_t{4});
        QCOMPARE(second[1].close, 2.0);
        QCOMPARE(second[0].close, 3.0);
        QCOMPARE(second[2].close, 2.0);
    }

    void theBarThatHoldsAnInstantIsFound()
    {
        const auto series = filled(5).last(4); // 10 20 30 40
        QCOMPARE(series.indexOf(fromNanos(9)), series.size());
        QCOMPARE(series.indexOf(fromNanos(10)), std::size_t{0});
        QCOMPARE(series.indexOf(fromNanos(29)), std::size_t{1});
        QCOMPARE(series.indexOf(fromNanos(40)), std::size_t{3});
        QCOMPARE(series.indexOf(fromNanos(4000)), std::size_t{3});
        QCOMPARE(BarSeries().indexOf(fromNanos(0)), std::size_t{0});
    }

    void anEmptySeriesHasEmptyColumns()
    {
        const BarSeries series;
        QVERIFY(series.empty() && !series.isForming());
        QVERIFY(series.times().empty() && series.close().empty() && series.volume().empty());
        QVERIFY(series.snapshot().empty() && series.last(5).empty());
        const BarSeries named("EUR_USD", Period::hours(1), PriceSide::Ask);
        QCOMPARE(named.symbol(), std::string("EUR_USD"));
        QVERIFY(named.period() == Period::hours(1) && named.side() == PriceSide::Ask);
    }
};

QTEST_APPLESS_MAIN(TestBarSeries)
#include "tst_bar_series.moc"
