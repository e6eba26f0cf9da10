// The journal: what was acknowledged is there, what was torn is cut, what is damaged is told.
#include "engine/store/journal.h"
#include "tests/store/file_size_limit.h"

#include "engine/base/paths.h"
#include "engine/base/random.h"
#include "engine/base/text.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <iostream>

using namespace agora;

namespace {

std::span<const std::byte> bytesOf(std::string_view text) { return std::as_bytes(std::span(text)); }

std::string textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

struct Entry {
    std::uint64_t sequence;
    std::uint32_t type;
    std::string text;
    bool operator==(const Entry &) const = default;
};

std::vector<Entry> entriesOf(const Journal &journal)
{
    std::vector<Entry> entries;
    const auto replayed = journal.replay([&](const JournalRecord &record) -> Result<void> {
        entries.push_back({record.sequence, record.type, textOf(record.payload)});
        return {};
    });
    if (!replayed)
        qFatal("%s", replayed.error().message.c_str());
    return entries;
}

Journal opened(const std::filesystem::path &file)
{
    auto journal = Journal::open(file);
    if (!journal)
        qFatal("%s", journal.error().message.c_str());
    return std::move(*journal);
}

/// A payload that tells its own sequence, of a length that varies.
std::string payloadOf(std::uint64_t sequence)
{
    return std::string(mix64(sequence) % 70'000, static_cast<char>('a' + sequence % 26))
        + std::to_string(sequence);
}

/// The program's other self: appends until it is killed, and prints each acknowledged sequence.
int writeForEver(const char *file)
{
    auto journal = opened(file);
    while (true) {
        const auto next = journal.lastSequence() + 1;
        const auto durability = next % 16 == 0 ? Durability::Synced : Durability::Buffered;
        const auto done = journal.append(1, bytesOf(payloadOf(next)), durability);
        if (!done)
            return 1;
        std::cout << *done << std::endl;
    }
}

std::uint64_t lastAcknowledged(const std::filesystem::path &output)
{
    const auto text = readFile(output).valueOr("");
    const auto end = text.rfind('\n');
    if (end == std::string::npos)
        return 0;
    const auto begin = text.rfind('\n', end - 1);
    const auto from = begin == std::string::npos ? 0 : begin + 1;
    return std::uint64_t(parseInteger(std::string_view(text).substr(from, end - from)).value_or(0));
}

} // namespace

class TestJournal : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_file;

    QByteArray content() const
    {
        QFile file(QString::fromStdString(m_file.string()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setContent(const QByteArray &bytes) const
    {
        QFile file(QString::fromStdString(m_file.string()));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)
            || file.write(bytes) != bytes.size())
            qFatal("cannot write the journal's bytes");
    }
    std::vector<Entry> fillWithFive() const
    {
        auto journal = opened(m_file);
        for (int i = 1; i <= 5; ++i) {
            const auto done
                = journal.append(std::uint32_t(i), bytesOf("payload " + std::to_string(i)));
            if (!done || *done != std::uint64_t(i))
                qFatal("append failed");
        }
        return entriesOf(journal);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath("journal.log").toStdString();
    }

    void recordsComeBackInOrderAfterReopening()
    {
        const auto entries = fillWithFive();
        QCOMPARE(entries.size(), std::size_t(5));
        QVERIFY(entries[2] == (Entry{3, 3, "payload 3"}));
        auto journal = opened(m_file);
        QVERIFY(entriesOf(journal) == entries);
        QCOMPARE(journal.lastSequence(), std::uint64_t(5));
        QCOMPARE(journal.recovery().records, std::uint64_t(5));
        QCOMPARE(journal.recovery().cutBytes, std::uint64_t(0));
        QCOMPARE(journal.append(9, {}).value(), std::uint64_t(6)); // an empty payload is a payload
        QCOMPARE(journal.append(9, bytesOf("x"), Durability::Buffered).value(), std::uint64_t(7));
        QVERIFY(journal.sync());
        QCOMPARE(entriesOf(journal).back().text, std::string("x"));
        const auto extent
            = readJournal(m_file, [](const JournalRecord &) { return Result<void>(); });
        QCOMPARE(extent.value().lastSequence, std::uint64_t(7));
    }

    void aVisitorsErrorStopsTheReplay()
    {
        static_cast<void>(fillWithFive());
        const auto journal = opened(m_file);
        int visited = 0;
        const auto replayed = journal.replay([&](const JournalRecord &record) -> Result<void> {
            ++visited;
            return record.sequence == 3 ? Result<void>(fail("what is this?")) : Result<void>();
        });
        QCOMPARE(visited, 3);
        QVERIFY(replayed.error().message.find("sequence 3") != std::string::npos);
        QVERIFY(replayed.error().message.find("what is this?") != std::string::npos);
    }

    void aTailTornAtAnyByteIsCutAndTheRestKept()
    {
        const auto entries = fillWithFive();
        const auto whole = content();
        const auto lastSize
            = qsizetype(journal_format::recordHeadSize + entries.back().text.size());
        for (auto length = whole.size() - lastSize; length < whole.size(); ++length) {
            setContent(whole.left(length));
            auto journal = opened(m_file);
            const auto cut = length - (whole.size() - lastSize);
            QCOMPARE(journal.lastSequence(), std::uint64_t(4));
            QCOMPARE(journal.recovery().cutBytes, std::uint64_t(cut));
            if (cut > 0) {
                QCOMPARE(journal.recovery().cutAt, std::uint64_t(whole.size() - lastSize));
                QCOMPARE(readFile(journal.recovery().keptIn).value().size(), std::size_t(cut));
            }
            QCOMPARE(journal.append(7, bytesOf("next")).value(), std::uint64_t(5));
            const auto now = entriesOf(journal);
            QCOMPARE(now.size(), std::size_t(5));
            QVERIFY(now[3] == entries[3]);
            QVERIFY(now[4] == (Entry{5, 7, "next"}));
        }
    }

    void aFileTornWhileItWasMadeIsMadeAgain()
    {
        static_cast<void>(fillWithFive());
        const auto whole = content();
        for (qsizetype length = 0; length < 16; ++length) {
            setContent(whole.left(length));
            auto journal = opened(m_file);
            QCOMPARE(journal.lastSequence(), std::uint64_t(0));
            QCOMPARE(journal.append(1, bytesOf("a")).value(), std::uint64_t(1));
        }
    }

    void aFlippedBitBeforeTheTailIsDamageNamedByOffset()
    {
        const auto entries = fillWithFive();
        const auto whole = content();
        qsizetype offset = 16;
        for (std::size_t record = 0; record < 5; ++record) {
            const auto size
                = qsizetype(journal_format::recordHeadSize + entries[record].text.size());
            for (qsizetype at = offset; at < offset + size; ++at) {
                auto bytes = whole;
                bytes[at] = char(bytes[at] ^ (1 << (at % 8)));
                setContent(bytes);
                const auto journal = Journal::open(m_file);
                if (record == 4) { // indistinguishable from a torn tail: cut, told, kept
                    QVERIFY(journal && journal->lastSequence() == 4);
                    QCOMPARE(journal->recovery().cutBytes, std::uint64_t(size));
                    continue;
                }
                QVERIFY(!journal);
                const auto &message = journal.error().message;
                QVERIFY2(
                    message.find("offset " + std::to_string(offset) + " ") != std::string::npos,
                    message.c_str());
                QVERIFY(message.find(m_file.string()) != std::string::npos);
                QCOMPARE(content(), bytes); // nothing was changed
            }
            offset += size;
        }
    }

    void aMissingRecordIsDamage()
    {
        const auto entries = fillWithFive();
        auto bytes = content();
        const auto size = qsizetype(journal_format::recordHeadSize + entries[0].text.size());
        setContent(bytes.remove(16 + size, size));
        const auto journal = Journal::open(m_file);
        QVERIFY(!journal);
        QVERIFY(journal.error().message.find("sequence 3 instead of 2") != std::string::npos);
    }

    void otherFilesAreRefused()
    {
        setContent("This is a text that somebody wrote.");
        QVERIFY(Journal::open(m_file).error().message.find("not a journal") != std::string::npos);
        QCOMPARE(content(), QByteArray("This is a text that somebody wrote."));
        const auto missing = Journal::open("/nowhere/journal.log");
        QVERIFY(missing.error().message.find("/nowhere/journal.log") != std::string::npos);
        const auto readOnly = Journal::open("/proc/journal.log"); // read-only even for root
        QVERIFY(readOnly.error().message.find("/proc/journal.log") != std::string::npos);
        QVERIFY(!readJournal(
            "/nowhere/journal.log", [](const JournalRecord &) { return Result<void>(); }));
    }

    void aSecondWriterIsRefusedWithTheFirstOnesPid()
    {
        const auto first = opened(m_file);
        const auto second = Journal::open(m_file);
        QVERIFY(!second);
        const auto &message = second.error().message;
        QVERIFY2(message.find(std::to_string(currentPid())) != std::string::npos, message.c_str());
        QVERIFY2(message.find(m_file.string()) != std::string::npos, message.c_str());
    }

    void aFullDiskLeavesTheJournalAsItWas()
    {
        auto journal = opened(m_file);
        QVERIFY(journal.append(1, bytesOf("first")));
        {
            const test::FileSizeLimit limit(10'000);
            const auto refused = journal.append(1, bytesOf(std::string(20'000, 'x')));
            QVERIFY(!refused);
            QVERIFY(refused.error().message.find(m_file.string()) != std::string::npos);
        }
        QCOMPARE(entriesOf(journal).size(), std::size_t(1));
        QCOMPARE(journal.append(1, bytesOf(std::string(20'000, 'y'))).value(), std::uint64_t(2));
        const std::string tooLong(journal_format::longestPayload + 1, 'z');
        QVERIFY(!journal.append(1, bytesOf(tooLong)));
        QCOMPARE(entriesOf(journal).size(), std::size_t(2));
    }

    void whatAKilledWriterAcknowledgedIsThere()
    {
        const std::filesystem::path output = m_folder->filePath("acknowledged").toStdString();
        std::uint64_t before = 0;
        for (int round = 0; round < 5; ++round) {
            std::filesystem::remove(output);
            auto writer = Process::start({.program = programFolder() / "tst_journal",
                .arguments = {"--write-for-ever", m_file.string()},
                .environment = {},
                .output = output});
            QVERIFY2(writer, writer ? "" : writer.error().message.c_str());
            QTRY_VERIFY_WITH_TIMEOUT(lastAcknowledged(output) > before + 20, 30'000);
            writer->kill();
            const auto end = writer->wait(std::chrono::seconds(10));
            QVERIFY(end);
            QCOMPARE(end->signal, 9);
            const auto acknowledged = lastAcknowledged(output);
            const auto journal = opened(m_file);
            QVERIFY(journal.lastSequence() >= acknowledged);
            QVERIFY(journal.lastSequence() <= acknowledged + 1);
            for (const auto &entry : entriesOf(journal))
                QCOMPARE(entry.text, payloadOf(entry.sequence));
            before = journal.lastSequence();
        }
    }
};

int main(int argc, char **argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--write-for-ever")
        return writeForEver(argv[2]);
    TestJournal test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_journal.moc"
