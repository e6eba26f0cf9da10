// agoractl instruments, and what a user's list does to the other commands.
#include "tests/console/console_run.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace agora;
using namespace agora::console;

namespace {

Ran run(FakeEngine &engine, const std::vector<std::string> &arguments)
{
    return runWith(engine, arguments);
}
Ran run(const std::vector<std::string> &arguments)
{
    FakeEngine engine;
    return run(engine, arguments);
}

agency::Value json(const Ran &ran) { return agency::Value::parseJson(ran.out).valueOr({}); }
bool has(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestInstrumentCommands : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    void write(const std::string &text) const
    {
        std::ofstream(folder() / "instruments.toml") << text;
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("AGORA_CONFIG_DIR", m_folder->path().toUtf8());
        qputenv("AGORA_DATA_DIR", m_folder->path().toUtf8());
    }

    void theListShowsTheUsersChanges()
    {
        const auto before = json(run({"instruments", "list", "--json"})).asArray().size();
        QVERIFY(before >= 20);
        write("[[instrument]]\nsymbol = \"DE40_EUR\"\nprecision = 1\npip_location = 0\n");
        const auto listed = json(run({"instruments", "list", "--json"}));
        QCOMPARE(listed.asArray().size(), before + 1);
        QCOMPARE(listed.asArray().back()["symbol"].asText(), std::string("DE40_EUR"));
        const auto table = run({"instruments", "list"});
        QCOMPARE(table.exit, 0);
        QVERIFY(has(table.out, "DE40_EUR") && has(table.out, "17:00 America/New_York"));
    }

    void oneIsDescribedWithItsHours()
    {
        const auto told = json(
            run({"instruments", "describe", "EUR_USD", "--at", "2024-12-25T12:00:00Z", "--json"}));
        QCOMPARE(told["is_open"], agency::Value(false));
        QCOMPARE(told["next_open"].asText(), std::string("2024-12-25T22:00:00.000000000Z"));
        QCOMPARE(told["next_close"].asText(), std::string("2024-12-25T12:00:00.000000000Z"));
        QCOMPARE(told["schedule"]["zone"].asText(), std::string("America/New_York"));
        const auto text
            = run({"instruments", "describe", "EUR_USD", "--at", "2024-01-10T12:00:00Z"});
        QVERIFY(has(text.out, "next close        2024-01-12T22:00:00Z"));
        QVERIFY(has(text.out, "Sun 17:00 - Fri 17:00"));
        const auto bitcoin = json(run({"instruments", "describe", "BTC_USD", "--json"}));
        QVERIFY(bitcoin["next_close"].isNull() && bitcoin["is_open"].asBool());
        const auto typo = run({"instruments", "describe", "EUR_USB"});
        QCOMPARE(typo.exit, 1);
        QVERIFY(has(typo.err, "did you mean “EUR_USD”?"));
        QCOMPARE(run({"instruments", "describe", "EUR_USD", "--at", "noon"}).exit, 2);
        QCOMPARE(run({"instruments", "describe"}).exit, 2);
    }

    void statusTellsOfSilentInstruments()
    {
        FakeEngine engine;
        engine.engineInfo.feedState = "stale";
        engine.engineInfo.feedReason = "price lost: none for 34 s while the market is open";
        engine.engineInfo.staleSymbols = {"AUD_NZD", "EUR_CHF"};
        const auto status = run(engine, {"status"}).out;
        QVERIFY2(
            has(status,
                "feed      stale (price lost: none for 34 s while the market is open); no price "
                "for too long: AUD_NZD, EUR_CHF\n"),
            status.c_str());
        const auto document = json(run(engine, {"status", "--json"}));
        QCOMPARE(document["stale"].asArray().size(), std::size_t(2));
        QCOMPARE(document["feed_reason"].asText(), engine.engineInfo.feedReason);
    }

    void aFileIsChecked()
    {
        write("[[instrument]]\nsymbol = \"EUR_USD\"\nprecision = 55\n");
        const auto wrong = run({"instruments", "check"});
        QCOMPARE(wrong.exit, 1);
        QVERIFY(has(wrong.err, "instruments.toml:3:") && has(wrong.err, "55"));
        const auto other = folder() / "other.toml";
        std::ofstream(other) << "[[instrument]]\nsymbol = \"EUR_USD\"\nprecision = 4\n";
        const auto right = run({"instruments", "check", other.string()});
        QCOMPARE(right.exit, 0);
        QVERIFY(has(right.out, "is right"));
        QVERIFY(json(run({"instruments", "check", other.string(), "--json"}))["ok"].asBool());
        QCOMPARE(run({"instruments", "check", (folder() / "none.toml").string()}).exit, 1);
        QCOMPARE(run({"instruments"}).exit, 2);
        QVERIFY(has(run({"instruments", "lst"}).err, "did you mean “list”?"));
        // History is looked at by these hours: a wrong file stops that too.
        const auto gaps = run({"data", "gaps"});
        QCOMPARE(gaps.exit, 1);
        QVERIFY(has(gaps.err, "instruments.toml:3:"));
    }
};

QTEST_GUILESS_MAIN(TestInstrumentCommands)
#include "tst_instrument_commands.moc"
