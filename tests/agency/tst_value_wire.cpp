#include "engine/agency/frame.h"
#include "engine/agency/value.h"
#include "engine/base/random.h"

#include <QTest>

using namespace agora;
using namespace agora::agency;

namespace {
Value randomValue(Random &random, int depth)
{
    switch (random.below(depth > 0 ? 7 : 5)) {
    case 0:
        return {};
    case 1:
        return random.below(2) == 0;
    case 2:
        return static_cast<std::int64_t>(random.next()) >> random.below(64);
    case 3:
        return static_cast<double>(random.next()) / 1e9;
    case 4:
        return std::string(random.below(40), static_cast<char>(random.below(256)));
    case 5: {
        Value::Array array;
        for (auto i = random.below(20); i > 0; --i)
            array.push_back(randomValue(random, depth - 1));
        return array;
    }
    default: {
        Value::Object object;
        for (auto i = random.below(20); i > 0; --i)
            object["key " + std::to_string(i)] = randomValue(random, depth - 1);
        return object;
    }
    }
}

} // namespace

class TestValueWire : public QObject {
    Q_OBJECT
private slots:
    void valuesHaveTheirSmallestMessagePackForm_data();
    void valuesHaveTheirSmallestMessagePackForm();
    void randomValuesSurviveTheWire();
    void damagedMessagePackIsRefusedAndNeverCrashes();
    void whatIsNestedTooDeeplyIsRefused();
};

void TestValueWire::valuesHaveTheirSmallestMessagePackForm_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QByteArray>("hex"); // github.com/msgpack/msgpack/blob/master/spec.md
    QTest::newRow("null") << "null" << QByteArray("c0");
    QTest::newRow("true") << "true" << QByteArray("c3");
    QTest::newRow("127") << "127" << QByteArray("7f");
    QTest::newRow("128") << "128" << QByteArray("cc80");
    QTest::newRow("256") << "256" << QByteArray("cd0100");
    QTest::newRow("65536") << "65536" << QByteArray("ce00010000");
    QTest::newRow("2^32") << "4294967296" << QByteArray("cf0000000100000000");
    QTest::newRow("-1") << "-1" << QByteArray("ff");
    QTest::newRow("-32") << "-32" << QByteArray("e0");
    QTest::newRow("-33") << "-33" << QByteArray("d0df");
    QTest::newRow("-129") << "-129" << QByteArray("d1ff7f");
    QTest::newRow("-32769") << "-32769" << QByteArray("d2ffff7fff");
    QTest::newRow("-2^31-1") << "-2147483649" << QByteArray("d3ffffffff7fffffff");
    QTest::newRow("0.5") << "0.5" << QByteArray("cb3fe0000000000000");
    QTest::newRow("text") << "\"abc\"" << QByteArray("a3616263");
    QTest::newRow("long text") << "\"" + QString(32, 'x') + "\""
                               << "d920" + QByteArray(32, 'x').toHex();
    QTest::newRow("array") << "[1,[]]" << QByteArray("920190");
    QTest::newRow("object") << "{\"a\":null,\"b\":{}}" << QByteArray("82a161c0a16280");
}

void TestValueWire::valuesHaveTheirSmallestMessagePackForm()
{
    QFETCH(QString, json);
    QFETCH(QByteArray, hex);
    const auto value = Value::parseJson(json.toStdString());
    QVERIFY(value);
    const auto packed = value->toMessagePack();
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(packed.data()),
                 static_cast<qsizetype>(packed.size()))
                 .toHex(),
        hex);
    const auto read = Value::fromMessagePack(packed);
    QVERIFY(read);
    QVERIFY(*read == *value);
}

void TestValueWire::randomValuesSurviveTheWire()
{
    const std::uint64_t seed = 77;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    for (int round = 0; round < 500; ++round) {
        const auto value = randomValue(random, 4);
        const auto read = Value::fromMessagePack(value.toMessagePack());
        QVERIFY(read);
        QVERIFY2(*read == value, value.toJson().c_str());
    }
    for (const std::size_t size : {15U, 16U, 31U, 32U, 255U, 256U, 65535U, 65536U}) {
        const Value text(std::string(size, '\xEB')); // any bytes
        const Value array(Value::Array(size, Value(true)));
        QVERIFY(*Value::fromMessagePack(text.toMessagePack()) == text);
        QVERIFY(*Value::fromMessagePack(array.toMessagePack()) == array);
    }
}

void TestValueWire::damagedMessagePackIsRefusedAndNeverCrashes()
{
    const std::uint64_t seed = 78;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    for (int round = 0; round < 500; ++round) {
        auto bytes = randomValue(random, 4).toMessagePack();
        for (std::size_t length = 0; length + 1 < bytes.size(); length += 1 + bytes.size() / 20)
            QVERIFY(!Value::fromMessagePack(std::span(bytes).first(length)));
        bytes.push_back(std::byte{0xC0});
        QVERIFY(!Value::fromMessagePack(bytes));
        for (auto &byte : bytes)
            byte = random.below(8) == 0 ? static_cast<std::byte>(random.next() & 0xFF) : byte;
        (void)Value::fromMessagePack(bytes);
    }
    // Lengths of four milliards with nothing behind them take no memory.
    for (const auto *huge : {"\xDD\xFF\xFF\xFF\xFF\xC0", "\xDF\xFF\xFF\xFF\xFF\xA0\xC0",
             "\xDB\xFF\xFF\xFF\xFFx", "\xC1", "\xD4\x01\x01", "\x81\x01\x01"})
        QVERIFY(!Value::fromMessagePack(toBytes(huge)));
}

void TestValueWire::whatIsNestedTooDeeplyIsRefused()
{
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[')
            + std::string(static_cast<std::size_t>(depth), ']');
    };
    const auto fine = Value::parseJson(nested(Value::mostDepth));
    QVERIFY(fine);
    QVERIFY(Value::fromMessagePack(fine->toMessagePack()));
    QVERIFY(!Value::parseJson(nested(Value::mostDepth + 2)));
    QVERIFY(!Value::parseJson(nested(1'000'000)));
    const Bytes deep(1'000'000, std::byte{0x91}); // would exhaust the stack
    const auto read = Value::fromMessagePack(deep);
    QVERIFY(!read);
    QVERIFY(read.error().message.find("nested too deeply") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestValueWire)
#include "tst_value_wire.moc"
