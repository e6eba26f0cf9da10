#include "engine/base/clock.h"
#include "engine/base/crc32c.h"
#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/base/thread_time.h"
#include "engine/base/zone.h"

#include <QTest>

#include <limits>
#include <thread>

using namespace agora;
using namespace std::chrono_literals;

namespace {

Timestamp at(std::string_view text) { return parseIso(text).value(); }

LocalTime wall(std::string_view text) { return LocalTime{at(text).time_since_epoch()}; }

std::uint32_t crcOf(std::string_view text, std::uint32_t seed = 0)
{
    return crc32c(std::as_bytes(std::span(text)), seed);
}

} // namespace

class TestBaseValues : public QObject {
    Q_OBJECT
private slots:
    void instantsAreReadInAllTheirForms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto *evening = "2020-01-01T22:00:00.065000000Z";
        QTest::newRow("iso") << "2020-01-01T22:00:00.065Z" << evening;
        QTest::newRow("offset") << "2020-01-01 22:00:00.065+00:00" << evening;
        QTest::newRow("east") << "2020-01-02T03:30:00.065+05:30" << evening;
        QTest::newRow("west") << "2020-01-01T17:00:00.065-0500" << evening;
        QTest::newRow("short offset") << "2020-01-01T23:00:00.065+01" << evening;
        QTest::newRow("no zone is UTC") << "2020-01-01 22:00:00.065" << evening;
        QTest::newRow("date") << "2020-01-01"
                              << "2020-01-01T00:00:00.000000000Z";
        QTest::newRow("minutes") << "2020-01-01T22:01"
                                 << "2020-01-01T22:01:00.000000000Z";
        QTest::newRow("nanoseconds") << "2019-05-19T23:35:12.855623032Z"
                                     << "2019-05-19T23:35:12.855623032Z";
        QTest::newRow("leap day") << "2024-02-29T00:00:00Z"
                                  << "2024-02-29T00:00:00.000000000Z";
        QTest::newRow("before 1970") << "1969-12-31T23:59:59.999999999Z"
                                     << "1969-12-31T23:59:59.999999999Z";
    }
    void instantsAreReadInAllTheirForms()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(formatIso(at(text.toStdString()), 9)), expected);
    }

    void wrongInstantsAreRefusedByName_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto *text : {"", "2020", "2020-13-01", "2020-02-30", "2023-02-29", "2020-1-1",
                 "2020-01-01T", "2020-01-01T24:00:00Z", "2020-01-01T22:60:00Z",
                 "2020-01-01T22:00:60Z", "2020-01-01T22:00:00.Z", "2020-01-01T22:00:00.1234567890Z",
                 "2020-01-01T22:00:00Zx", "2020-01-01T22:00:00+", "2020-01-01T22:00:00+25:00",
                 "2020-01-01X22:00:00", "1500-01-01", "2020-01-01T22:00:00 Z", "-020-01-01"})
            QTest::newRow(*text ? text : "empty") << text;
    }
    void wrongInstantsAreRefusedByName()
    {
        QFETCH(QString, text);
        const auto result = parseIso(text.toStdString());
        QVERIFY(!result);
        QVERIFY(QString::fromStdString(result.error().message).contains("“" + text + "”"));
    }

    void instantsAreWrittenWithTheDecimalsAskedFor()
    {
        const auto moment = at("2020-01-01T22:00:00.0659999Z");
        QCOMPARE(formatIso(moment), std::string("2020-01-01T22:00:00.065Z"));
        QCOMPARE(formatIso(moment, 0), std::string("2020-01-01T22:00:00Z"));
        QCOMPARE(formatIso(moment, 6), std::string("2020-01-01T22:00:00.065999Z"));
    }

    void everyInstantReadsBackTheSame()
    {
        constexpr std::uint64_t seed = 7;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int i = 0; i < 5000; ++i) {
            const auto nanos = static_cast<std::int64_t>(random.next()) / 100 * 99;
            QVERIFY(at(formatIso(fromNanos(nanos), 9)) == fromNanos(nanos));
        }
    }

    void lengthsOfTimeAreRead()
    {
        QVERIFY(parseDuration("90s").value() == 90s);
        QVERIFY(parseDuration("5m").value() == 5min);
        QVERIFY(parseDuration("250ms").value() == 250ms);
        QVERIFY(parseDuration("1h").value() == 1h);
        QVERIFY(parseDuration("2d").value() == 48h);
        QVERIFY(parseDuration("1.5s").value() == 1500ms);
        QVERIFY(parseDuration("0s").value() == 0s);
        for (const auto *text : {"", "5", "s", "5 s", "-5s", "5x", "1.s", "1h30m", "200000d"}) {
            const auto result = parseDuration(text);
            QVERIFY2(!result, text);
            QVERIFY(
                result.error().message.find("“" + std::string(text) + "”") != std::string::npos);
        }
    }

    void wallTimeFollowsTheZone()
    {
        const auto newYork = Zone::find("America/New_York").value();
        QVERIFY(newYork.toUtc(wall("2018-10-14T17:00")) == at("2018-10-14T21:00Z"));
        QVERIFY(newYork.toUtc(wall("2018-11-11T17:00")) == at("2018-11-11T22:00Z"));
        QVERIFY(newYork.toLocal(at("2018-11-11T22:00Z")) == wall("2018-11-11T17:00"));
        QCOMPARE(newYork.name(), std::string("America/New_York"));
        QVERIFY(Zone::utc().toUtc(wall("2018-11-11T17:00")) == at("2018-11-11T17:00Z"));
        QVERIFY(Zone::utc().toLocal(at("2018-11-11T17:00Z")) == wall("2018-11-11T17:00"));
    }

    void aWallTimeThatOccursTwiceIsTheEarlier()
    {
        const auto newYork = Zone::find("America/New_York").value();
        QVERIFY(newYork.toUtc(wall("2024-11-03T01:30")) == at("2024-11-03T05:30Z"));
        QVERIFY(newYork.toUtc(wall("2024-11-03T00:59:59")) == at("2024-11-03T04:59:59Z"));
        QVERIFY(newYork.toUtc(wall("2024-11-03T02:00")) == at("2024-11-03T07:00Z"));
        const auto berlin = Zone::find("Europe/Berlin").value();
        QVERIFY(berlin.toUtc(wall("2024-10-27T02:30")) == at("2024-10-27T00:30Z"));
    }

    void aWallTimeThatDoesNotExistIsTheInstantOfTheChange()
    {
        const auto newYork = Zone::find("America/New_York").value();
        for (const auto *text : {"2024-03-10T02:00", "2024-03-10T02:30", "2024-03-10T02:59:59"})
            QVERIFY(newYork.toUtc(wall(text)) == at("2024-03-10T07:00Z"));
        QVERIFY(newYork.toUtc(wall("2024-03-10T03:00")) == at("2024-03-10T07:00Z"));
        QVERIFY(newYork.toUtc(wall("2024-03-10T01:59:59")) == at("2024-03-10T06:59:59Z"));
    }

    void anUnknownZoneIsNamed()
    {
        const auto zone = Zone::find("America/Atlantis");
        QVERIFY(!zone);
        QVERIFY(zone.error().message.find("America/Atlantis") != std::string::npos);
    }

    void crc32cEqualsThePublishedVectors()
    {
        QCOMPARE(crcOf("123456789"), 0xE3069283U);
        QCOMPARE(crcOf(""), 0U);
        QCOMPARE(crcOf(std::string(32, '\0')), 0x8A9136AAU); // RFC 3720, B.4
        QCOMPARE(crcOf(std::string(32, '\xFF')), 0x62A8AB43U);
        QCOMPARE(crcOf("6789", crcOf("12345")), 0xE3069283U);
    }

    void textsAreCutIntoParts()
    {
        using Parts = std::vector<std::string_view>;
        QVERIFY(split("a,b,,c", ',') == (Parts{"a", "b", "", "c"}));
        QVERIFY(split("", ',') == Parts{""});
        QVERIFY(split("a,", ',') == (Parts{"a", ""}));
        QVERIFY(trimmed(" \t a b\r\n") == "a b");
        QVERIFY(trimmed(" \n").empty());
    }

    void numbersAreReadWholeOrNotAtAll()
    {
        QVERIFY(parseDouble("1.5") == 1.5);
        QVERIFY(parseDouble("-2e-3") == -0.002);
        QVERIFY(parseInteger("-42") == -42);
        QVERIFY(parseInteger("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
        for (const auto *text : {"", " 1", "1 ", "1,5", "abc", "1x", "inf", "nan", "1e999"})
            QVERIFY2(!parseDouble(text), text);
        for (const auto *text : {"", "1.0", " 1", "9223372036854775808", "0x1"})
            QVERIFY2(!parseInteger(text), text);
    }

    void numbersAreWritten()
    {
        QCOMPARE(formatDouble(0.1), std::string("0.1"));
        QCOMPARE(formatFixed(1.10456, 5), std::string("1.10456"));
        QCOMPARE(formatFixed(2.0, 0), std::string("2"));
        QCOMPARE(formatFixed(-0.001, 2), std::string("0.00"));
        QCOMPARE(formatFixed(-0.01, 2), std::string("-0.01"));
        QCOMPARE(formatFixed(1e300, 2).size(), std::size_t{304});
        QVERIFY(parseDouble(formatDouble(1.0 / 3.0)) == 1.0 / 3.0);
    }

    void typosAreRecognised()
    {
        const std::vector<std::string> known{"port", "profile", "EUR_USD", "EUR_GBP"};
        QVERIFY(nearest("prot", known) == "port");
        QVERIFY(nearest("Profil", known) == "profile");
        QVERIFY(nearest("EURUSD", known) == "EUR_USD");
        QVERIFY(nearest("eur_usd", known) == "EUR_USD");
        QVERIFY(!nearest("colour", known));
        QVERIFY(!nearest("x", {}));
        QCOMPARE(suggestion("prot", known), std::string(", did you mean “port”?"));
        QCOMPARE(suggestion("colour", known), std::string());
    }

    void clocksDoWhatTheyAreTold()
    {
        ManualClock manual(at("2020-01-01"));
        manual.advanceTo(at("2020-01-02"));
        manual.advanceTo(at("2020-01-01T12:00Z")); // never back
        QVERIFY(manual.now() == at("2020-01-02"));
        const auto today = SystemClock().now();
        QVERIFY(today > at("2020-01-01"));
        QVERIFY(SystemClock(-48h).now() < today - 24h);
        const auto before = steadyNow();
        QVERIFY(steadyNow() >= before);
    }

    void aThreadsOwnTimeIsWhatItWorks()
    {
        const auto began = threadCpuNow();
        const auto steady = steadyNow();
        while (threadCpuNow() - began < 20ms) {}
        const auto worked = threadCpuNow();
        QVERIFY(steadyNow() - steady >= 19ms); // never faster than the world
        std::this_thread::sleep_for(60ms);
        QVERIFY(threadCpuNow() - worked < 40ms); // what sleeps does not work
        for (const auto &[thread, queued] : threadsQueuedNow())
            QVERIFY(thread > 0 && queued >= Duration{});
    }
};

QTEST_APPLESS_MAIN(TestBaseValues)
#include "tst_base_values.moc"
