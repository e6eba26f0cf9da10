// agoractl keys: CURVE keys in files of our own.
#include "engine/agency/security/key_file.h"
#include "tests/console/console_run.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace agora;
using namespace agora::console;

namespace {

Ran run(std::vector<std::string> arguments)
{
    FakeEngine engine;
    arguments.insert(arguments.begin(), "keys");
    auto ran = runWith(engine, arguments);
    if (engine.opened != 0)
        qFatal("keys need no engine");
    return ran;
}

std::string publicKeyIn(const std::string &text)
{
    const auto end = text.find_last_not_of('\n');
    const auto begin = text.rfind('\n', end);
    return text.substr(begin + 1, end - begin);
}

} // namespace

class TestKeyCommands : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path file(const char *name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / "keys"
            / (std::string(name) + ".json");
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("AGORA_CONFIG_DIR", m_folder->path().toUtf8());
    }

    void newKeysAreForUsAloneAndShowOnlyThePublicHalf()
    {
        const auto ran = run({"new", "laptop"});
        QCOMPARE(ran.exit, 0);
        const auto keys = agency::loadKeys(file("laptop"));
        QVERIFY(keys.hasValue());
        QCOMPARE(publicKeyIn(ran.out), (*keys)->own.publicKey);
        QVERIFY(ran.out.find((*keys)->own.secretKey) == std::string::npos);
        const auto open = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        QVERIFY((std::filesystem::status(file("laptop")).permissions() & open)
            == std::filesystem::perms::none);
    }

    void keysAreNeverOverwritten()
    {
        QCOMPARE(run({"new", "engine"}).exit, 0);
        const auto before = agency::loadKeys(file("engine")).value()->own;
        const auto again = run({"new", "engine"});
        QCOMPARE(again.exit, 1);
        QVERIFY(again.err.find("engine.json is there already") != std::string::npos);
        QVERIFY(agency::loadKeys(file("engine")).value()->own == before);
    }

    void whoIsAllowedMayConnectAndNobodyElse()
    {
        (void)run({"new", "engine"});
        const auto laptop = publicKeyIn(run({"new", "laptop"}).out);
        const auto other = publicKeyIn(run({"new", "other"}).out);
        QCOMPARE(run({"allow", laptop}).exit, 0);
        QCOMPARE(run({"allow", laptop}).exit, 0); // twice is once
        const auto keys = agency::loadKeys(file("engine")).value();
        QVERIFY(keys->allows(laptop));
        QVERIFY(!keys->allows(other));
        QCOMPARE(agency::readKeyFile(file("engine")).value().allowed.size(), std::size_t(1));
        QCOMPARE(run({"allow", other, "--for", "laptop"}).exit, 0);
        QVERIFY(agency::loadKeys(file("laptop")).value()->allows(other));
        const auto likeAnOption = "-" + other.substr(1);
        QCOMPARE(run({"allow", likeAnOption, "--for", "laptop"}).exit, 0);
        QVERIFY(agency::loadKeys(file("laptop")).value()->allows(likeAnOption));
    }

    void theListShowsKeysWithoutSecrets()
    {
        QVERIFY(run({"list"}).out.find("No keys yet") != std::string::npos);
        const auto key = publicKeyIn(run({"new", "engine"}).out);
        const auto ran = run({"list"});
        QVERIFY(ran.out.find("engine") != std::string::npos);
        QVERIFY(ran.out.find(key) != std::string::npos);
        const auto secret = agency::loadKeys(file("engine")).value()->own.secretKey;
        QVERIFY(ran.out.find(secret) == std::string::npos);
        const auto json = agency::Value::parseJson(run({"list", "--json"}).out);
        QVERIFY(json.hasValue());
        QCOMPARE(json->asArray().front()["public"].asText(), key);
    }

    void whatIsWrongIsNamed()
    {
        QVERIFY(run({"new", "../evil"}).err.find("“../evil” is no name") != std::string::npos);
        (void)run({"new", "engine"});
        QVERIFY(run({"allow", "abc"}).err.find("“abc” is no public key") != std::string::npos);
        const auto key = agency::makeKeyPair().publicKey;
        QVERIFY(
            run({"allow", key, "--for", "nobody"}).err.find("nobody.json") != std::string::npos);
        QFile::setPermissions(QString::fromStdString(file("engine").string()),
            QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        QVERIFY(run({"list"}).err.find("chmod 600") != std::string::npos);
        QCOMPARE(run({}).exit, 2);
    }
};

QTEST_GUILESS_MAIN(TestKeyCommands)
#include "tst_key_commands.moc"
