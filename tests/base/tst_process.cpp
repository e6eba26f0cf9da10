#include "engine/base/dynamic_library.h"
#include "engine/base/paths.h"
#include "engine/base/process.h"
#include "engine/base/text.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

using namespace agora;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

ProcessSpec shell(const std::string &script, const fs::path &output = {})
{
    return {.program = "sh", .arguments = {"-c", script}, .environment = {}, .output = output};
}

} // namespace

class TestProcess : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] fs::path file(const char *name) const
    {
        return fs::path(m_folder.path().toStdString()) / name;
    }

private slots:
    void aProcessReportsItsEnd();
    void aProcessGetsArgumentsEnvironmentAndOutput();
    void aProcessHasASessionOfItsOwnWhenAskedFor();
    void aProcessInheritsNoFile();
    void aProcessCanBeEnded();
    void aProcessThatCannotStartIsNamed();
    void aRunningProcessCanBeAdopted();
    void stopSignalsAreCounted();
    void aLockIsHeldOnce();
    void aLockNeverHarmsAnotherFile();
    void aLibraryGivesItsSymbols();
};

void TestProcess::aProcessReportsItsEnd()
{
    auto child = Process::start(shell("exit 3"));
    QVERIFY(child);
    const auto end = child->wait(30s);
    QVERIFY(end);
    QCOMPARE(end->exitCode, 3);
    QCOMPARE(end->signal, 0);
    QCOMPARE(end->describe(), std::string("exit code 3"));
    QCOMPARE(child->poll()->exitCode, 3); // known from now on
    QCOMPARE((ProcessEnd{.exitCode = 0, .signal = SIGKILL}.describe()),
        std::string("signal 9 (Killed)"));
}

void TestProcess::aProcessGetsArgumentsEnvironmentAndOutput()
{
    auto spec = shell(
        "echo \"$1 $AGORA_TEST\"; echo complaint >&2; read line || echo no input", file("out"));
    spec.arguments.insert(spec.arguments.end(), {"name", "two words"});
    spec.environment = {{"AGORA_TEST", "value"}};
    qputenv("AGORA_TEST", "overwritten");
    for (int run = 0; run < 2; ++run)
        QVERIFY(Process::start(spec)->wait(30s));
    const std::string once = "two words value\ncomplaint\nno input\n";
    QCOMPARE(readFile(file("out")).value(), once + once);
}

void TestProcess::aProcessHasASessionOfItsOwnWhenAskedFor()
{
    auto spec = shell("exec sleep 60");
    auto own = Process::start(spec);
    spec.ownSession = false;
    auto shared = Process::start(spec);
    QVERIFY(own && shared);
    QCOMPARE(::getsid(own->pid()), own->pid());
    QCOMPARE(::getsid(shared->pid()), ::getsid(0));
    own->kill();
    shared->kill();
    QVERIFY(own->wait(30s) && shared->wait(30s));
}

void TestProcess::aProcessInheritsNoFile()
{
    const int leak = ::open(file("leak").c_str(), O_CREAT | O_RDWR, 0600); // without O_CLOEXEC
    QVERIFY(leak > 2);
    auto child = Process::start(shell("ls -l /proc/$$/fd", file("files")));
    QVERIFY(child && child->wait(30s));
    ::close(leak);
    QVERIFY(!contains(readFile(file("files")).value(), "leak"));
}

void TestProcess::aProcessCanBeEnded()
{
    auto gentle = Process::start(
        shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.02; done", file("gentle")));
    QVERIFY(gentle);
    QVERIFY(!gentle->poll());
    QVERIFY(!gentle->wait(1ms));
    QTRY_VERIFY_WITH_TIMEOUT(contains(readFile(file("gentle")).valueOr(""), "ready"), 30'000);
    gentle->terminate();
    QCOMPARE(gentle->wait(30s)->exitCode, 7);
    auto stubborn = Process::start(shell("exec sleep 60"));
    stubborn->kill();
    QCOMPARE(stubborn->wait(30s)->signal, SIGKILL);
    stubborn->kill(); // harmless: the handle cannot hit another process
    auto moved = std::move(*stubborn);
    QCOMPARE(moved.poll()->signal, SIGKILL);
}

void TestProcess::aProcessThatCannotStartIsNamed()
{
    auto missing = Process::start(
        {.program = "/nowhere/agora-feeder", .arguments = {}, .environment = {}, .output = {}});
    QVERIFY(!missing);
    QVERIFY(contains(
        missing.error().message, std::string("/nowhere/agora-feeder: ") + std::strerror(ENOENT)));
    QVERIFY(writeFileAtomically(file("plain"), "text"));
    auto plain = Process::start(
        {.program = file("plain"), .arguments = {}, .environment = {}, .output = {}});
    QVERIFY(!plain);
    QVERIFY(contains(plain.error().message, std::strerror(EACCES)));
    auto mute = Process::start(shell("exit 0", file("none") / "out"));
    QVERIFY(!mute);
    QVERIFY(contains(mute.error().message, (file("none") / "out").string()));
}

void TestProcess::aRunningProcessCanBeAdopted()
{
    QVERIFY(Process::start(shell("sleep 60 </dev/null & echo $!", file("pid")))->wait(30s));
    const auto pid = parseInteger(trimmed(readFile(file("pid")).value()));
    QVERIFY(pid);
    auto adopted = Process::adopt(static_cast<int>(*pid));
    QVERIFY(adopted);
    QCOMPARE(adopted->pid(), static_cast<int>(*pid));
    QVERIFY(!adopted->poll());
    adopted->kill();
    const auto end = adopted->wait(30s);
    QVERIFY(end);
    QCOMPARE(end->exitCode, 0);
    auto gone = Process::start(shell("exit 0"));
    QVERIFY(gone->wait(30s));
    const auto none = Process::adopt(gone->pid());
    QVERIFY(!none);
    QVERIFY(contains(none.error().message, std::to_string(gone->pid())));
    QVERIFY(!Process::adopt(-1));
    QCOMPARE(currentPid(), ::getpid());
}

void TestProcess::stopSignalsAreCounted()
{
    StopSignals stop;
    QVERIFY(!stop.received());
    pollfd watched{stop.wakeHandle(), POLLIN, 0};
    QCOMPARE(::poll(&watched, 1, 0), 0);
    ::raise(SIGTERM);
    QVERIFY(stop.received());
    QCOMPARE(::poll(&watched, 1, 1000), 1);
    ::raise(SIGINT);
    QCOMPARE(stop.count(), 2);
}

void TestProcess::aLockIsHeldOnce()
{
    {
        auto first = FileLock::acquire(file("lock"));
        QVERIFY(first);
        auto moved = std::move(*first);
        const auto second = FileLock::acquire(file("lock"));
        QVERIFY(!second);
        QVERIFY(contains(second.error().message, file("lock").string()));
        QVERIFY(contains(second.error().message, std::to_string(currentPid())));
    }
    QVERIFY(FileLock::acquire(file("lock")));
    const auto impossible = FileLock::acquire(file("none") / "lock");
    QVERIFY(!impossible);
    QVERIFY(contains(impossible.error().message, (file("none") / "lock").string()));
}

void TestProcess::aLockNeverHarmsAnotherFile()
{
    QVERIFY(writeFileAtomically(file("journal"), "precious"));
    QVERIFY(!FileLock::acquire(file("journal")));
    QCOMPARE(readFile(file("journal")).value(), std::string("precious"));
}

void TestProcess::aLibraryGivesItsSymbols()
{
    auto library = DynamicLibrary::open(SAMPLE_LIBRARY);
    QVERIFY(library);
    auto moved = std::move(*library);
    auto *answer = reinterpret_cast<int (*)()>(moved.symbol("sampleAnswer"));
    QVERIFY(answer);
    QCOMPARE(answer(), 42);
    QVERIFY(!moved.symbol("nothing"));
    QVERIFY(writeFileAtomically(file("bad.so"), "no library"));
    for (const auto &path : {file("missing.so"), file("bad.so")}) {
        const auto failed = DynamicLibrary::open(path);
        QVERIFY(!failed);
        QVERIFY(contains(failed.error().message, path.string()));
    }
}

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
