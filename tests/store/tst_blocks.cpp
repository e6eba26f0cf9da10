// Blocks of bars and ticks give back what went in, bit by bit, and take any bytes without a crash.
#include "engine/store/bar_block.h"
#include "engine/store/number_text.h"
#include "engine/store/tick_block.h"
#include "tests/store/random_market.h"

#include <QTest>

#include <cstring>

using namespace agora;
using std::chrono::minutes;

namespace {

const Timestamp start = parseIso("2024-05-06T10:00:00Z").value();

/// A block that owns its texts, so that one can be bent.
struct OwnedBlock {
    explicit OwnedBlock(const BarBlock &from) : block(from)
    {
        for (std::size_t i = 0; i < texts.size(); ++i)
            texts[i] = std::string(from.columns[i]);
        point();
    }
    void point()
    {
        for (std::size_t i = 0; i < texts.size(); ++i)
            block.columns[i] = texts[i];
    }
    BarBlock block;
    std::array<std::string, bar_column::Count> texts;
};

std::size_t bytesOf(const BarBlock &block)
{
    std::size_t bytes = 0;
    for (const auto text : block.columns)
        bytes += text.size();
    return bytes;
}

std::vector<QuoteBar> roundTrip(std::span<const QuoteBar> bars, bool *isPlain = nullptr)
{
    BarBlockEncoder encoder;
    const auto &block = encoder.encode(bars);
    if (isPlain)
        *isPlain = block.digits == BarBlock::plain;
    auto decoded = decodeBars(block);
    if (!decoded)
        qFatal("%s", decoded.error().message.c_str());
    return std::move(*decoded);
}

bool isBitEqual(const std::vector<Tick> &a, const std::vector<Tick> &b)
{
    return a == b; // neither NaN nor −0 goes in
}

} // namespace

class TestBlocks : public QObject {
    Q_OBJECT

private slots:
    void numbersOfEverySizeComeBack()
    {
        std::vector<std::uint32_t> numbers;
        for (const std::uint32_t around : {0U, 126U, 127U, 2046U, 2047U, 0xD7FDU, 0xD7FEU, 0xD7FFU,
                 0xE000U, 0xFFFEU, 0x10000U, number_text::largest - 2}) {
            for (std::uint32_t i = 0; i < 3; ++i)
                numbers.push_back(around + i);
        }
        for (const std::size_t zeros : {0U, 1U, 9U}) {
            std::vector<std::uint32_t> padded(numbers);
            padded.insert(padded.end(), zeros, 0U);
            const auto text = number_text::encode(padded);
            std::vector<std::uint32_t> back(padded.size(), 7U);
            QVERIFY(number_text::decode(text, back));
            QVERIFY(back == padded);
            QVERIFY(!number_text::decode(text, std::span(back).first(numbers.size() - 1)));
        }
        QVERIFY(number_text::encode(std::vector<std::uint32_t>(1000, 0U)).empty());
        std::vector<std::uint32_t> room(4);
        for (const auto &bad : {std::string("\0", 1), std::string("\x80"), std::string("\xC3"),
                 std::string("\xED\xA0\x80"), std::string("\xF4\x90\x80\x80"),
                 std::string("\xE2\x82"), std::string("\xC0\x80"), std::string("\xFF")})
            QVERIFY(!number_text::decode(bad, room));
        for (const std::int64_t value : {0, -1, 1, -70'000, 70'000})
            QCOMPARE(std::int64_t(number_text::unfolded(
                         static_cast<std::uint32_t>(number_text::folded(value)))),
                value);
    }

    void barsOfAMarketComeBackBitByBitAndAreSmall()
    {
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            const int digits = static_cast<int>(seed % 6);
            test::RandomMarket market(seed, digits, seed % 3 == 0 ? 15'000 : 4'000'000);
            const auto bars = market.bars(
                1 + static_cast<std::size_t>(market.upTo(1023)), start, minutes(1 + seed % 7));
            bool isPlain = true;
            QVERIFY2(roundTrip(bars, &isPlain) == bars, qPrintable(QString::number(seed)));
            QVERIFY2(!isPlain, qPrintable(QString::number(seed)));
        }
        test::RandomMarket market(99);
        BarBlockEncoder encoder;
        const auto bytes = bytesOf(encoder.encode(market.bars(1024, start, minutes(1), 60)));
        qInfo("%.1f bytes a minute bar", double(bytes) / 1024);
        QVERIFY(bytes < 1024 * 20);
    }

    void whatIsNoDecimalComesBackToo()
    {
        const auto check = [](std::vector<QuoteBar> bars, bool expectPlain, const char *name) {
            bool isPlain = false;
            QVERIFY2(roundTrip(bars, &isPlain) == bars, name);
            QVERIFY2(isPlain == expectPlain, name);
        };
        test::RandomMarket market(7);
        const auto good = market.bars(300, start, minutes(1));
        auto bars = good;
        bars[17].bid.low = 1.0 / 3;
        check(bars, true, "a price of endless decimals");
        bars = good;
        bars[200].ask.high = 12'000;
        check(bars, true, "a wild price");
        bars = good;
        bars[5].bid.high = bars[5].bid.close - 0.001;
        check(bars, true, "a high below its close");
        bars = good;
        bars[5].mid.open += 1e-9;
        check(bars, true, "a mid that is none");
        bars = good;
        bars[0].volume = -1;
        check(bars, true, "a negative volume");
        bars = good;
        bars[9].volume = 3'059'278.25;
        bars[9].ticks = 4'000'000;
        check(bars, true, "many ticks");
        bars[9].ticks = 400'000;
        check(bars, false, "much volume");
        bars = good;
        for (auto &bar : bars)
            bar.revision = static_cast<std::uint16_t>(bar.volume), bar.flags = BarSynthetic;
        bars[3].flags = BarComplete | BarMidApproximate;
        bars[4].revision = UINT16_MAX;
        check(bars, false, "revisions and flags");
        bars = good;
        bars[299].openTime += std::chrono::hours(24 * 365 * 20);
        check(bars, true, "a gap of twenty years");
        bars = good;
        for (auto &bar : bars)
            bar.openTime -= std::chrono::hours(24 * 365 * 60);
        check(bars, false, "before 1970");
    }

    void oneSideAloneIsTheSame()
    {
        test::RandomMarket market(11);
        auto bars = market.bars(700, start, minutes(5));
        for (const bool isPlain : {false, true}) {
            if (isPlain)
                bars[3].bid.low = 1.0 / 3;
            BarBlockEncoder encoder;
            const auto &block = encoder.encode(bars);
            for (const auto side : {PriceSide::Bid, PriceSide::Ask, PriceSide::Mid}) {
                std::vector<std::int64_t> times(bars.size());
                std::array<std::vector<double>, 5> v;
                for (auto &column : v)
                    column.resize(bars.size());
                QVERIFY(decodeSide(block, side,
                    {times.data(), v[0].data(), v[1].data(), v[2].data(), v[3].data(),
                        v[4].data()}));
                for (std::size_t i = 0; i < bars.size(); ++i) {
                    const Ohlc read{v[0][i], v[1][i], v[2][i], v[3][i]};
                    QVERIFY(read == bars[i].side(side));
                    QVERIFY(v[4][i] == bars[i].volume && times[i] == toNanos(bars[i].openTime));
                }
            }
        }
    }

    void ticksComeBackBitByBitAndAreSmall()
    {
        TickBlockEncoder encoder;
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            test::RandomMarket market(seed, static_cast<int>(seed % 6));
            auto ticks = market.ticks(1 + static_cast<std::size_t>(market.upTo(1500)), start);
            if (seed % 3 == 0) {
                for (auto &tick : ticks)
                    tick.volume = double(market.upTo(1000)) / 100,
                    tick.time += Duration(market.upTo(3)) * 0;
                ticks.back().time += Duration(1);
            }
            if (seed % 5 == 0)
                ticks[0].bid = 1.0 / 3;
            if (seed % 7 == 0)
                ticks.back().flags = TickCrossed | TickHistory, ticks.back().number = UINT64_MAX;
            const auto back = decodeTicks(encoder.encode(ticks));
            QVERIFY2(back, qPrintable(QString::number(seed)));
            QVERIFY2(isBitEqual(*back, ticks), qPrintable(QString::number(seed)));
        }
        test::RandomMarket market(99);
        const auto bytes = encoder.encode(market.ticks(1024, start)).data.size();
        qInfo("%.1f bytes a tick", double(bytes) / 1024);
        QVERIFY(bytes < 1024 * 8);
    }

    void everyChangedByteIsFound()
    {
        test::RandomMarket market(5);
        BarBlockEncoder barEncoder;
        const OwnedBlock good(barEncoder.encode(market.bars(200, start, minutes(1))));
        for (std::size_t column = 0; column < good.texts.size(); ++column) {
            for (std::size_t at = 0; at < good.texts[column].size(); at += 7) {
                OwnedBlock bent(good.block);
                bent.texts[column][at] = static_cast<char>(bent.texts[column][at] ^ 1);
                bent.point();
                QVERIFY(!decodeBars(bent.block));
            }
        }
        OwnedBlock head(good.block);
        head.block.base += 1;
        QVERIFY(!decodeBars(head.block));
        TickBlockEncoder tickEncoder;
        const auto &ticks = tickEncoder.encode(market.ticks(200, start));
        std::vector<std::byte> data(ticks.data.begin(), ticks.data.end());
        for (auto &byte : data) {
            byte ^= std::byte{4};
            auto bent = ticks;
            bent.data = data;
            QVERIFY(!decodeTicks(bent));
            byte ^= std::byte{4};
        }
    }

    void anyBytesAreTakenWithoutACrash()
    {
        constexpr std::uint64_t seed = 20'240'506;
        std::mt19937_64 random(seed);
        test::RandomMarket market(3);
        BarBlockEncoder barEncoder;
        TickBlockEncoder tickEncoder;
        const auto bars = market.bars(300, start, minutes(1));
        for (int round = 0; round < 3000; ++round) {
            OwnedBlock bent(barEncoder.encode(bars));
            auto &text = bent.texts[random() % bent.texts.size()];
            for (int i = 0; i < 3 && !text.empty(); ++i)
                text[random() % text.size()] = static_cast<char>(random());
            if (round % 3 == 0)
                bent.block.rows = static_cast<std::int64_t>(random() % 1100);
            if (round % 5 == 0)
                bent.block.digits = static_cast<std::int64_t>(random() % 12) - 2;
            bent.point();
            bent.block.checks = checksOf(bent.block); // as if it had been written like that
            static_cast<void>(decodeBars(bent.block));
        }
        const auto ticks = market.ticks(300, start);
        for (int round = 0; round < 3000; ++round) {
            auto block = tickEncoder.encode(ticks);
            std::vector<std::byte> data(block.data.begin(), block.data.end());
            for (int i = 0; i < 3; ++i)
                data[random() % data.size()] = static_cast<std::byte>(random());
            block.data = data;
            block.check = checkOf(block);
            static_cast<void>(decodeTicks(block));
        }
    }
};

QTEST_APPLESS_MAIN(TestBlocks)
#include "tst_blocks.moc"
