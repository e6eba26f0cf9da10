#include "engine/base/decimal.h"
#include "engine/base/process.h"
#include "engine/base/random.h"

#include <QTest>

#include <csignal>
#include <limits>

using namespace agora;

namespace {

__extension__ typedef unsigned __int128 UInt128;

constexpr std::uint64_t seed = 20240310;
constexpr Int128 largest = static_cast<Int128>(~UInt128{0} >> 1);

Decimal dec(std::string_view text) { return Decimal::parse(text).value(); }

/// Of any size up to `bits`, so that small and large numbers are equally likely.
Int128 randomRaw(Random &random, int bits)
{
    const UInt128 wide = static_cast<UInt128>(random.next()) << 64 | random.next();
    const auto shift = 128 - 1 - static_cast<int>(random.below(static_cast<std::uint64_t>(bits)));
    const auto value = static_cast<Int128>(wide >> shift);
    return (random.next() & 1) != 0 ? value : -value;
}

/// Exact modulo 2^128, which is enough to recognise a remainder that must be small.
Int128 remainderOf(Int128 a, Int128 b, Int128 quotient, Int128 divisor)
{
    return static_cast<Int128>(static_cast<UInt128>(a) * static_cast<UInt128>(b)
        - static_cast<UInt128>(quotient) * static_cast<UInt128>(divisor));
}

bool isHalfEven(Int128 remainder, Int128 divisor, Int128 quotient)
{
    const Int128 twice = (remainder < 0 ? -remainder : remainder) * 2;
    const Int128 size = divisor < 0 ? -divisor : divisor;
    return twice < size || (twice == size && quotient % 2 == 0);
}

int bitsOf(Int128 value)
{
    int bits = 0;
    for (auto size = static_cast<UInt128>(value < 0 ? -value : value); size != 0; size >>= 1)
        ++bits;
    return bits;
}

} // namespace

class TestDecimal : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { qInfo("seed %llu", static_cast<unsigned long long>(seed)); }

    void textsAreReadExactly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("price") << "-1.10456"
                               << "-1.10456";
        QTest::newRow("whole") << "1000"
                               << "1000";
        QTest::newRow("plus") << "+0.5"
                              << "0.5";
        QTest::newRow("exponent") << "1e-3"
                                  << "0.001";
        QTest::newRow("large exponent") << "1.5E+6"
                                        << "1500000";
        QTest::newRow("smallest") << "-0.000000001"
                                  << "-0.000000001";
        QTest::newRow("zeros behind the ninth decimal") << "1.50000000000000"
                                                        << "1.5";
        QTest::newRow("negative zero") << "-0.0"
                                       << "0";
        QTest::newRow("zero with any exponent") << "0e500"
                                                << "0";
        QTest::newRow("largest") << "170141183460469231731687303715.884105727"
                                 << "170141183460469231731687303715.884105727";
    }
    void textsAreReadExactly()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(dec(text.toStdString()).toString()), expected);
    }

    void wrongTextsAreRefusedByName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        for (const auto *text : {"", "-", ".", "1.", ".5", "1,5", " 1", "1 ", "1e", "1e+-3", "--1",
                 "0x10", "nan", "inf", "1.2.3", "1e99999999999999999999"})
            QTest::newRow(*text ? text : "empty") << text << "is not a decimal number";
        QTest::newRow("ten decimals") << "0.1234567891"
                                      << "more than nine decimals";
        QTest::newRow("tiny") << "1e-10"
                              << "more than nine decimals";
        QTest::newRow("too large") << "170141183460469231731687303715.884105728"
                                   << "too large";
        QTest::newRow("huge") << "1e900"
                              << "too large";
    }
    void wrongTextsAreRefusedByName()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto result = Decimal::parse(text.toStdString());
        QVERIFY(!result);
        const auto message = QString::fromStdString(result.error().message);
        QVERIFY2(message.contains(reason), qPrintable(message));
        QVERIFY2(message.contains("“" + text + "”"), qPrintable(message));
    }

    void writtenTextsReadBackTheSame()
    {
        Random random(seed);
        for (int i = 0; i < 5000; ++i) {
            const auto value = Decimal::fromRaw(randomRaw(random, 127));
            QVERIFY(dec(value.toString()) == value);
            QVERIFY(dec(value.toFixed(9)) == value);
        }
    }

    void fixedFormRoundsHalfAwayFromZero()
    {
        QCOMPARE(dec("1.005").toFixed(2), std::string("1.01"));
        QCOMPARE(dec("-1.005").toFixed(2), std::string("-1.01"));
        QCOMPARE(dec("2.5").toFixed(0), std::string("3"));
        QCOMPARE(dec("-0.004").toFixed(2), std::string("0.00"));
        QCOMPARE(dec("7").toFixed(3), std::string("7.000"));
    }

    void roundingModes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected"); // half even, half away, toward zero, down, up
        QTest::newRow("half, even below") << "2.5" << QStringList{"2", "3", "2", "2", "3"};
        QTest::newRow("half, odd below") << "3.5" << QStringList{"4", "4", "3", "3", "4"};
        QTest::newRow("negative half") << "-2.5" << QStringList{"-2", "-3", "-2", "-3", "-2"};
        QTest::newRow("above half") << "2.500000001" << QStringList{"3", "3", "2", "2", "3"};
        QTest::newRow("below half") << "-2.499999999" << QStringList{"-2", "-2", "-2", "-3", "-2"};
        QTest::newRow("exact") << "-7" << QStringList{"-7", "-7", "-7", "-7", "-7"};
    }
    void roundingModes()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, expected);
        const auto value = dec(text.toStdString());
        const std::vector modes{Rounding::HalfEven, Rounding::HalfAwayFromZero,
            Rounding::TowardZero, Rounding::Down, Rounding::Up};
        for (std::size_t i = 0; i < modes.size(); ++i) {
            const auto rounded = value.rounded(0, modes[i]);
            const auto &want = expected[static_cast<qsizetype>(i)];
            QCOMPARE(QString::fromStdString(rounded.toString()), want);
            // The same decision in the ninth decimal of a product and of a quotient.
            const auto billionth = Decimal::fromRaw(1);
            const auto wanted = rounded.raw() / Decimal::scale;
            QVERIFY(Decimal::multiply(value, billionth, modes[i]).raw() == wanted);
            const auto billion = Decimal::fromWhole(Decimal::scale);
            QVERIFY(Decimal::divide(value, billion, modes[i]).raw() == wanted);
        }
    }

    void productsAreNearestAndTiesGoToEven()
    {
        Random random(seed + 1);
        int wide = 0;
        for (int i = 0; i < 20000; ++i) {
            const auto a = randomRaw(random, 110);
            const auto b = randomRaw(random, 110);
            if (bitsOf(a) + bitsOf(b) > 127 + 29) // may not fit
                continue;
            wide += bitsOf(a) + bitsOf(b) > 128;
            const auto product = (Decimal::fromRaw(a) * Decimal::fromRaw(b)).raw();
            QVERIFY(
                isHalfEven(remainderOf(a, b, product, Decimal::scale), Decimal::scale, product));
        }
        QVERIFY(wide > 500);
    }

    void quotientsAreNearestAndTiesGoToEven()
    {
        Random random(seed + 2);
        int wide = 0;
        for (int i = 0; i < 20000; ++i) {
            const auto a = randomRaw(random, 127);
            const auto b = randomRaw(random, 90);
            if (b == 0 || bitsOf(a) + 30 - bitsOf(b) > 126)
                continue;
            wide += bitsOf(a) + 30 > 128;
            const auto quotient = (Decimal::fromRaw(a) / Decimal::fromRaw(b)).raw();
            QVERIFY(isHalfEven(remainderOf(a, Decimal::scale, quotient, b), b, quotient));
        }
        QVERIFY(wide > 500);
    }

    void sumsAndOrderAreThoseOfWholeNumbers()
    {
        Random random(seed + 3);
        for (int i = 0; i < 5000; ++i) {
            const auto a = randomRaw(random, 126);
            const auto b = randomRaw(random, 126);
            const auto x = Decimal::fromRaw(a);
            const auto y = Decimal::fromRaw(b);
            QVERIFY((x + y).raw() == a + b);
            QVERIFY((x - y).raw() == a - b);
            QVERIFY((-x).raw() == -a);
            QVERIFY(x.abs().raw() == (a < 0 ? -a : a));
            QCOMPARE(x < y, a < b);
            QCOMPARE(x.sign(), a < 0 ? -1 : a > 0 ? 1 : 0);
        }
    }

    /// A double carries fifteen digits, so decimals of fifteen come back.
    void doublesBecomeTheNearestDecimal()
    {
        QVERIFY(Decimal::fromDouble(1.1) == dec("1.1"));
        QVERIFY(Decimal::fromDouble(-0.000000001) == dec("-0.000000001"));
        QVERIFY(Decimal::fromDouble(1e-300).isZero());
        QVERIFY(Decimal::fromDouble(-0.0).isZero());
        QVERIFY(Decimal::fromDouble(0x1.0p-10) == dec("0.000976562")); // …5625: a tie goes to even
        QVERIFY(Decimal::fromDouble(1e29) == dec("99999999999999991433150857216"));
        Random random(seed + 4);
        for (int i = 0; i < 20000; ++i) {
            const auto price = static_cast<std::int64_t>(random.below(1'000'000'000'000'000));
            const auto value = Decimal::fromRaw(price);
            QVERIFY(Decimal::fromDouble(value.toDouble()) == value);
        }
    }

    void overflowEndsTheProcess_data()
    {
        QTest::addColumn<QString>("operation");
        for (const auto *operation : {"add", "negate", "multiply", "divide", "zero", "double"})
            QTest::newRow(operation) << operation;
    }
    void overflowEndsTheProcess()
    {
        QFETCH(QString, operation);
        auto child
            = Process::start({.program = QCoreApplication::applicationFilePath().toStdString(),
                .arguments = {"--overflow", operation.toStdString()},
                .environment = {},
                .output = {}});
        QVERIFY(child);
        const auto end = child->wait(std::chrono::seconds{30});
        QVERIFY(end);
        QCOMPARE(end->signal, SIGABRT);
    }
};

namespace {

Decimal overflow(std::string_view operation)
{
    const auto most = Decimal::fromRaw(largest);
    if (operation == "add")
        return most + Decimal::fromRaw(1);
    if (operation == "negate")
        return -Decimal::fromRaw(-largest - 1);
    if (operation == "multiply")
        return most * Decimal(2);
    if (operation == "divide")
        return most / Decimal::fromRaw(Decimal::scale / 2);
    if (operation == "zero")
        return most / Decimal(0);
    return Decimal::fromDouble(2e29);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--overflow")
        return overflow(argv[2]).isZero() ? 1 : 0;
    QCoreApplication application(argc, argv);
    TestDecimal test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_decimal.moc"
