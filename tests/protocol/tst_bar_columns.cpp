#include "engine/base/random.h"
#include "engine/protocol/bar_columns.h"
#include "engine/protocol/codec.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace agora;
using namespace agora::protocol;

namespace {

constexpr std::array<BarSides, 4> everySides{
    BarSides::Bid, BarSides::Ask, BarSides::Mid, BarSides::All};

/// Bars as ticks make them: bid and ask are whole points, mid the mean of two doubles.
std::vector<QuoteBar> marketBars(Random &random, std::size_t count, int digits)
{
    const double scale = std::pow(10, digits);
    auto price = static_cast<std::int64_t>(113'000 + random.below(1000));
    auto time = parseIso("2024-03-04T10:00:00Z").value();
    std::vector<QuoteBar> bars;
    for (std::size_t n = 0; n < count; ++n) {
        QuoteBar bar;
        const auto ticks = 1 + random.below(6);
        for (std::uint64_t i = 0; i < ticks; ++i) {
            price += static_cast<std::int64_t>(random.below(41)) - 20;
            const auto spread = 8 + static_cast<std::int64_t>(random.below(9));
            const double bid = static_cast<double>(price) / scale;
            const double ask = static_cast<double>(price + spread) / scale;
            const auto include = [&](Ohlc &side, double value) {
                side = i == 0
                    ? Ohlc{value, value, value, value}
                    : Ohlc{side.open, std::max(side.high, value), std::min(side.low, value), value};
            };
            include(bar.bid, bid);
            include(bar.ask, ask);
            include(bar.mid, (bid + ask) / 2);
        }
        bar.openTime = time;
        bar.ticks = static_cast<std::uint32_t>(ticks);
        bar.volume = static_cast<double>(ticks);
        bar.revision = random.below(50) == 0 ? 2 : 0;
        bar.flags = BarComplete | BarLive | (random.below(30) == 0 ? BarCorrected : 0);
        bars.push_back(bar);
        time += std::chrono::minutes(random.below(20) == 0 ? 1 + random.below(3000) : 1);
    }
    return bars;
}

bool isSame(const Ohlc &a, const Ohlc &b)
{
    const auto same = [](double x, double y) {
        return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
    };
    return same(a.open, b.open) && same(a.high, b.high) && same(a.low, b.low)
        && same(a.close, b.close);
}

bool isAbsent(const Ohlc &prices)
{
    return std::isnan(prices.open) && std::isnan(prices.high) && std::isnan(prices.low)
        && std::isnan(prices.close);
}

/// Every bit of what was asked for is there, and nothing else.
bool isSame(const QuoteBar &a, const QuoteBar &b, BarSides sides)
{
    const auto side = [&](const Ohlc &sent, const Ohlc &come, BarSides which) {
        return sides == BarSides::All || sides == which ? isSame(sent, come) : isAbsent(come);
    };
    return a.openTime == b.openTime && a.volume == b.volume && a.ticks == b.ticks
        && a.revision == b.revision && a.flags == b.flags && side(a.bid, b.bid, BarSides::Bid)
        && side(a.ask, b.ask, BarSides::Ask) && side(a.mid, b.mid, BarSides::Mid);
}

void check(const std::vector<QuoteBar> &bars, BarSides sides, Period period = Period::minutes(1))
{
    const BarBatch batch{"EUR_USD", period, bars};
    const auto decoded = decode<BarBatch>(encodeColumns(batch, sides));
    QVERIFY2(decoded, decoded ? "" : decoded.error().message.c_str());
    QCOMPARE(decoded->symbol, batch.symbol);
    QVERIFY(decoded->period == period);
    QCOMPARE(decoded->bars.size(), bars.size());
    for (std::size_t i = 0; i < bars.size(); ++i)
        QVERIFY2(isSame(bars[i], decoded->bars[i], sides), std::to_string(i).c_str());
}

} // namespace

class TestBarColumns : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_seed = qEnvironmentVariableIsSet("AGORA_TEST_SEED")
            ? qgetenv("AGORA_TEST_SEED").toULongLong()
            : (std::uint64_t{std::random_device{}()} << 32 | std::random_device{}());
        qInfo("seed: AGORA_TEST_SEED=%llu", static_cast<unsigned long long>(m_seed));
    }

    void everyBitOfMarketBarsComesBack()
    {
        Random random(m_seed);
        for (int round = 0; round < 60; ++round) {
            const auto digits = static_cast<int>(random.below(7));
            const auto bars = marketBars(random, random.below(700), digits);
            for (const auto sides : everySides)
                check(bars, sides);
        }
    }

    /// What no number of decimals can say is written bit by bit.
    void everyBitOfAnyFiniteNumberComesBack()
    {
        Random random(m_seed);
        const auto number = [&]() -> double {
            constexpr std::array<double, 6> odd{0.0, -0.0, 1e-310, -1e300,
                std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min()};
            while (random.below(3) != 0) {
                const auto any = std::bit_cast<double>(random.next());
                if (std::isfinite(any))
                    return any;
            }
            return odd[random.below(odd.size())];
        };
        for (int round = 0; round < 60; ++round) {
            auto bars = marketBars(random, 1 + random.below(300), 5);
            auto &one = bars[random.below(bars.size())];
            one.mid.high = number();
            if (round % 3 == 0)
                one.volume = number();
            if (round % 4 == 0)
                one.bid = {number(), number(), number(), number()};
            if (round % 5 == 0)
                one.ask.close = number();
            bars.back().ticks = UINT32_MAX;
            bars.front().revision = UINT16_MAX;
            bars.front().flags = UINT8_MAX;
            for (const auto sides : everySides)
                check(bars, sides);
        }
    }

    void openTimesOfAnyDistanceComeBack()
    {
        Random random(m_seed);
        auto bars = marketBars(random, 5, 5);
        const std::array<std::int64_t, 5> times{INT64_MIN, INT64_MIN + 1, -7, -6, -5};
        for (std::size_t i = 0; i < bars.size(); ++i)
            bars[i].openTime = fromNanos(times[i]);
        check(bars, BarSides::All);
        check(bars, BarSides::Mid, Period::ticks(20));
        check({bars.begin() + 1, bars.begin() + 2}, BarSides::All);
        check({}, BarSides::All);
    }

    /// Bars that columns cannot say travel as rows, and nobody notices.
    void whatIsNoSeriesTravelsAsRows()
    {
        Random random(m_seed);
        auto bars = marketBars(random, 10, 5);
        std::swap(bars[3], bars[4]);
        const BarBatch shuffled{"EUR_USD", Period::minutes(1), bars};
        QVERIFY(!packBars(bars, shuffled.period, BarSides::All));
        QVERIFY(decode<BarBatch>(encodeColumns(shuffled)).value() == shuffled);
        bars = marketBars(random, 3, 5);
        bars[1].ask.low = std::numeric_limits<double>::infinity();
        QVERIFY(!packBars(bars, shuffled.period, BarSides::Ask));
        QVERIFY(packBars(bars, shuffled.period, BarSides::Bid).has_value());
        const BarBatch infinite{"EUR_USD", Period::minutes(1), bars};
        QVERIFY(decode<BarBatch>(encodeColumns(infinite)).value() == infinite);
    }

    void aMinuteBarNeedsFewBytes()
    {
        Random random(1);
        const auto bars = marketBars(random, 8192, 5);
        const auto rows = encode(BarBatch{"EUR_USD", Period::minutes(1), bars}).size();
        const auto all = encodeColumns({"EUR_USD", Period::minutes(1), bars}).size();
        const auto bid = encodeColumns({"EUR_USD", Period::minutes(1), bars}, BarSides::Bid).size();
        qInfo("bytes a bar: rows %.1f, columns %.1f, bid alone %.1f", double(rows) / 8192,
            double(all) / 8192, double(bid) / 8192);
        QVERIFY(all * 5 < rows);
        QVERIFY(bid * 10 < all * 6);
    }

    void aMidThatIsTheMeanOfBidAndAskCostsNothing()
    {
        Random random(m_seed);
        auto bars = marketBars(random, 3000, 5);
        for (auto &bar : bars) {
            for (const auto price : {&Ohlc::open, &Ohlc::high, &Ohlc::low, &Ohlc::close}) {
                bar.ask.*price = std::round((bar.bid.*price + 9e-5) * 1e5) / 1e5;
                bar.mid.*price = (bar.bid.*price + bar.ask.*price) / 2;
            }
        }
        check(bars, BarSides::All);
        const auto bid = packBars(bars, Period::minutes(1), BarSides::Bid)->columns.size();
        const auto all = packBars(bars, Period::minutes(1), BarSides::All)->columns.size();
        QVERIFY2(all < bid + bars.size() / 10, std::to_string(all - bid).c_str());
        // Of numbers so large the mean is none.
        constexpr auto most = std::numeric_limits<double>::max();
        bars[7].bid = bars[7].ask = bars[7].mid = {most, most, most, most};
        check(bars, BarSides::All);
    }

    void cutBytesAreRefused()
    {
        Random random(m_seed);
        for (const auto sides : everySides) {
            const auto bytes
                = encodeColumns({"EUR_USD", Period::minutes(1), marketBars(random, 150, 5)}, sides);
            for (std::size_t length = 0; length < bytes.size(); ++length) {
                // A buffer of its own, so that a sanitizer sees a read behind its end.
                const Bytes cut(bytes.begin(), bytes.begin() + static_cast<long>(length));
                const auto decoded = decode<BarBatch>(cut);
                QVERIFY(length * 2 > bytes.size() || !decoded);
                QVERIFY(decoded
                    || QByteArray::fromStdString(decoded.error().message).startsWith("BarBatch: "));
            }
        }
        const auto packed
            = packBars(marketBars(random, 300, 5), Period::minutes(1), BarSides::All).value();
        for (std::size_t length = 0; length < packed.columns.size(); ++length) {
            const std::vector<std::uint8_t> cut(
                packed.columns.begin(), packed.columns.begin() + static_cast<long>(length));
            QVERIFY(!unpackBars(packed, cut));
        }
        auto longer = packed.columns;
        longer.push_back(0);
        QCOMPARE(QByteArray::fromStdString(unpackBars(packed, longer).error().message),
            QByteArray("the column of end is damaged"));
    }

    /// Whatever the bytes are: an error, or bars that ascend and have finite prices.
    void damagedBytesGiveBarsInOrderOrAnError()
    {
        Random random(m_seed);
        int refused = 0;
        for (int round = 0; round < 4000; ++round) {
            const auto sides = everySides[random.below(4)];
            auto bars = marketBars(random, 1 + random.below(200), 5);
            if (round % 3 == 0)
                bars.front().mid.high = 1.0 / 3;
            auto packed = packBars(bars, Period::minutes(1), sides).value();
            for (auto left = 1 + random.below(3); left > 0; --left)
                packed.columns[random.below(packed.columns.size())]
                    ^= static_cast<std::uint8_t>(1U << random.below(8));
            if (round % 5 == 0)
                packed.firstTime = static_cast<std::int64_t>(random.next());
            if (round % 7 == 0)
                packed.unit = static_cast<std::int64_t>(random.next());
            if (round % 11 == 0)
                packed.digits = static_cast<std::uint8_t>(random.next());
            const auto unpacked = unpackBars(packed, packed.columns);
            if (!unpacked) {
                ++refused;
                QVERIFY(!unpacked.error().message.empty());
                continue;
            }
            for (std::size_t i = 0; i < unpacked->size(); ++i) {
                const auto &bar = (*unpacked)[i];
                QVERIFY(i == 0 || bar.openTime > (*unpacked)[i - 1].openTime);
                QVERIFY(std::isfinite(bar.volume));
                const auto &side = sides == BarSides::Ask ? bar.ask
                    : sides == BarSides::Mid              ? bar.mid
                                                          : bar.bid;
                QVERIFY(std::isfinite(side.open) && std::isfinite(side.high)
                    && std::isfinite(side.low) && std::isfinite(side.close));
            }
        }
        QVERIFY(refused > 400);
    }

    void anImpossibleHeadIsRefused()
    {
        Random random(m_seed);
        const auto good
            = packBars(marketBars(random, 200, 5), Period::minutes(1), BarSides::All).value();
        const auto problem = [&](auto change) {
            auto packed = good;
            change(packed);
            const auto unpacked = unpackBars(packed, packed.columns);
            return unpacked ? QByteArray() : QByteArray::fromStdString(unpacked.error().message);
        };
        QCOMPARE(problem([](auto &x) { x.rows = 65'537; }),
            QByteArray("65537 rows are more than a block may have"));
        QCOMPARE(
            problem([](auto &x) { x.rows = 60'000; }), QByteArray("the columns are cut short"));
        QCOMPARE(problem([](auto &x) { x.digits = 10; }),
            QByteArray("the number of decimals does not exist"));
        QCOMPARE(
            problem([](auto &x) { x.unit = 0; }), QByteArray("the unit of time is not positive"));
        QCOMPARE(problem([](auto &x) { x.unit = INT64_MAX / 2; }),
            QByteArray("the column of times is damaged"));
        QCOMPARE(problem([](auto &x) { x.columns[0] = 3; }),
            QByteArray("the column of times is damaged"));
    }

    void requestsAreHeldAgainstTheirLimits()
    {
        BarRequest request{"EUR_USD", Period::minutes(1), 100};
        QVERIFY(!problemWith(request));
        request.depth = BarRequest::mostDepth + 1;
        QVERIFY(problemWith(request)->find("20000001 bars") != std::string::npos);
        request.depth = 1;
        request.paceMs = 250;
        QVERIFY(problemWith(request)->find("250 ms") != std::string::npos);
        request.updates = BarUpdates::Paced;
        QVERIFY(!problemWith(request));
        QCOMPARE(topics::of(request), std::string("paced/EUR_USD/M1/250"));
        request.paceMs = 9;
        QVERIFY(problemWith(request)->find("9 ms") != std::string::npos);
    }

private:
    std::uint64_t m_seed = 0;
};

QTEST_APPLESS_MAIN(TestBarColumns)
#include "tst_bar_columns.moc"
