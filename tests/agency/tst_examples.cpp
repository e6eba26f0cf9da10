#include "engine/base/clock.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

/// The examples that a newcomer reads first: they run, they are short, and the README shows them.
class TestExamples : public QObject {
    Q_OBJECT
private slots:
    void itRuns_data();
    void itRuns();
    void itIsShortAndStandsInTheReadme_data() { itRuns_data(); }
    void itIsShortAndStandsInTheReadme();
};

namespace {
QString read(const QString &file)
{
    QFile in(QStringLiteral(AGORA_SOURCE_DIR "/engine/agency/") + file);
    return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.readAll()) : QString();
}
} // namespace

void TestExamples::itRuns_data()
{
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("atLeast");
    QTest::newRow("hello_world") << "info example Hello, world!" << 2;
    QTest::newRow("hello_world_subclass") << "info example Hello, world!" << 2;
    QTest::newRow("push_pull") << "info bob Hello, Bob!" << 1;
    QTest::newRow("push_pull_subclass") << "info bob Hello, Bob!" << 1;
}

void TestExamples::itRuns()
{
    QFETCH(QString, says);
    QFETCH(int, atLeast);
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(AGORA_BINARY_DIR "/tests/bin/example_") + QTest::currentDataTag());
    QVERIFY2(program.waitForFinished(60'000), "it does not end");
    const auto output = QString::fromUtf8(program.readAll());
    QVERIFY2(program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0,
        qPrintable(output));
    QVERIFY2(output.count(says) >= atLeast, qPrintable(output));
}

void TestExamples::itIsShortAndStandsInTheReadme()
{
    const auto code = read(QStringLiteral("examples/") + QTest::currentDataTag() + ".cpp");
    QVERIFY(!code.isEmpty());
    QVERIFY2(code.count('\n') <= 25, qPrintable(QString::number(code.count('\n'))));
    QVERIFY2(read("README.md").contains("```cpp\n" + code + "```"),
        "engine/agency/README.md shows another text");
}

QTEST_GUILESS_MAIN(TestExamples)
#include "tst_examples.moc"
