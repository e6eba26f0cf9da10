#include "app/drawing/drawing_list_model.h"
#include "app/drawing/drawing_store.h"
#include "charts/drawing/drawing_json.h"
#include "engine/base/random.h"
#include "tests/app/drawing_samples.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace agora;
using namespace agora::app;
using charts::Drawing;
using charts::DrawingBoard;
using charts::DrawingKind;
using tests::drawingOf;

namespace {

QByteArray contentOf(const QString &file)
{
    QFile input(file);
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray();
}

void writeFile(const QString &file, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(file).path());
    QFile output(file);
    QVERIFY(output.open(QIODevice::WriteOnly));
    output.write(text);
}

/// Two terminals with a chart of the same symbol each.
struct Terminals {
    Terminals()
    {
        first.setShelf(one);
        second.setShelf(other);
        first.setSymbol(euro);
        second.setSymbol(euro);
    }
    /// Both, and the file, have the same drawings, so many.
    [[nodiscard]] bool haveAll(std::size_t count) const
    {
        const auto file = charts::drawingsFromJson(contentOf(one.fileOf(euro)));
        const auto byId = [](std::vector<Drawing> drawings) {
            std::ranges::sort(drawings, {}, &Drawing::id);
            return drawings;
        };
        const auto all = byId(first.set().all());
        return all.size() == count && all == byId(second.set().all()) && file
            && all == byId(file->drawings);
    }

    QTemporaryDir folder;
    DrawingStore one{folder.path()};
    DrawingStore other{folder.path()};
    DrawingBoard first, second;
};

} // namespace

/// The files of drawings, and the list of them.
class DrawingFilesTest final : public QObject {
    Q_OBJECT

private slots:
    // Files

    void drawingsAreWrittenAtOnceAndComeBack()
    {
        QTemporaryDir folder;
        QString file;
        std::vector<Drawing> before;
        {
            DrawingStore store(folder.path());
            DrawingBoard board;
            board.setShelf(store);
            board.setSymbol(euro);
            board.add(ray());
            file = store.fileOf(euro);
            QTRY_VERIFY_WITH_TIMEOUT(contentOf(file).contains("\"ray-1\""), patience);
            board.add(drawingOf(DrawingKind::HorizontalLine, {ray().anchors[0]}));
            before = board.set().all();
        } // the store ends before the event loop runs again: nothing is lost
        QVERIFY(contentOf(file).contains("2026-01-14T10:00:00Z"));
        DrawingStore again(folder.path());
        QVERIFY(again.setOf(euro).all() == before);
        QVERIFY(again.setOf(QStringLiteral("USD_JPY")).all().empty());
        QVERIFY2(!QFile::exists(again.fileOf(QStringLiteral("USD_JPY"))), "no file for nothing");
        QVERIFY(!again.fileOf(QStringLiteral("../a/b")).contains(QStringLiteral("../a")));
    }

    void aDamagedFileIsNamedAndKept()
    {
        QTemporaryDir folder;
        DrawingStore store(folder.path());
        const QString file = store.fileOf(euro);
        writeFile(file, "{ broken");
        QSignalSpy said(&store, &DrawingStore::problem);
        QVERIFY(store.setOf(euro).all().empty());
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
        const QString sentence = said[0][0].toString();
        QVERIFY2(sentence.contains(file) && sentence.contains("line 1"), qPrintable(sentence));
        QCOMPARE(contentOf(file + ".damaged-1"), QByteArray("{ broken"));
        DrawingBoard board;
        board.setShelf(store);
        board.setSymbol(euro);
        board.add(ray());
        store.flush();
        QCOMPARE(contentOf(file + ".damaged-1"), QByteArray("{ broken"));
        QVERIFY(contentOf(file).contains("ray-1"));
    }

    void whatCanBeReadOfADamagedFileIsShown()
    {
        QTemporaryDir folder;
        DrawingStore store(folder.path());
        const QString file = store.fileOf(euro);
        Drawing good = ray(), bad = ray();
        good.id = QStringLiteral("ray-1");
        bad.id = QStringLiteral("ray-2");
        const QByteArray text = charts::toJson(euro, {good, bad})
                                    .replace("\"ray-2\",\n            \"kind\": \"ray\"",
                                        "\"ray-2\",\n            \"kind\": \"spiral\"");
        QVERIFY(text.contains("spiral"));
        writeFile(file, text);
        QSignalSpy said(&store, &DrawingStore::problem);
        QCOMPARE(store.setOf(euro).all().size(), std::size_t{1});
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
        QVERIFY(said[0][0].toString().contains("drawing 2"));
        QCOMPARE(contentOf(file + ".damaged-1"), text);
    }

    void aFolderThatCannotBeWrittenIsNamed()
    {
        QTemporaryDir folder;
        writeFile(folder.filePath("drawings"), "a file where the folder should be");
        DrawingStore store(folder.filePath("drawings"));
        QSignalSpy said(&store, &DrawingStore::problem);
        DrawingBoard board;
        board.setShelf(store);
        board.setSymbol(euro);
        board.add(ray());
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
        QVERIFY(said[0][0].toString().contains("EUR_USD.json"));
    }

    // Each terminal has chosen how lines of another kind are to look.
    void looksOfTwoTerminalsAreMerged()
    {
        Terminals two;
        const auto wide = [](DrawingKind kind, double width) {
            auto style = charts::usualStyle(kind);
            style.width = width;
            return style;
        };
        two.one.setStyle(DrawingKind::Text, wide(DrawingKind::Text, 2));
        two.one.flush();
        QTRY_COMPARE_WITH_TIMEOUT(two.other.styleOf(DrawingKind::Text).width, 2.0, patience);
        two.one.setStyle(DrawingKind::Ray, wide(DrawingKind::Ray, 4));
        two.other.setStyle(DrawingKind::Channel, wide(DrawingKind::Channel, 5));
        two.other.setStyle(DrawingKind::Text, std::nullopt); // the usual one again
        two.one.flush();
        two.other.flush();
        const auto agree = [&] {
            const auto file = charts::stylesFromJson(contentOf(two.one.stylesFile()));
            return file && *file == two.one.styles() && *file == two.other.styles()
                && file->size() == 2;
        };
        QTRY_VERIFY_WITH_TIMEOUT(agree(), patience);
        QCOMPARE(two.other.styleOf(DrawingKind::Ray).width, 4.0);
        QCOMPARE(two.one.styleOf(DrawingKind::Channel).width, 5.0);
        QVERIFY(two.one.styleOf(DrawingKind::Text) == charts::usualStyle(DrawingKind::Text));
        // The same look changed by both: the one that comes last has it, in both.
        two.one.setStyle(DrawingKind::Ray, wide(DrawingKind::Ray, 6));
        two.one.flush();
        two.other.setStyle(DrawingKind::Ray, wide(DrawingKind::Ray, 7));
        two.other.flush();
        QTRY_VERIFY_WITH_TIMEOUT(agree(), patience);
        QCOMPARE(two.one.styleOf(DrawingKind::Ray).width, 7.0);
    }

    // Two that never met each other's file in between: nothing of either is lost.
    void looksAreMergedWithoutBeingWatched()
    {
        QTemporaryDir folder;
        Random random(12);
        DrawingStore one(folder.path()), other(folder.path());
        std::map<DrawingKind, double> wanted;
        for (const auto kind : charts::drawingKinds) {
            auto style = charts::usualStyle(kind);
            style.width = wanted[kind] = 1 + std::floor(random.uniform() * 8);
            auto &store = random.uniform() < 0.5 ? one : other;
            store.setStyle(kind, style);
            if (random.uniform() < 0.5)
                store.flush();
        }
        one.flush();
        other.flush();
        const auto file = charts::stylesFromJson(contentOf(one.stylesFile()));
        QVERIFY(file.hasValue());
        for (const auto &[kind, width] : wanted)
            QCOMPARE(file->at(kind).width, width);
    }

    void aDamagedLookFileOfAnotherIsKeptAside()
    {
        QTemporaryDir folder;
        DrawingStore store(folder.path());
        auto style = charts::usualStyle(DrawingKind::Ray);
        style.width = 3;
        store.setStyle(DrawingKind::Ray, style);
        store.flush();
        writeFile(store.stylesFile(), "{ broken");
        QSignalSpy said(&store, &DrawingStore::problem);
        store.setStyle(DrawingKind::Text, charts::usualStyle(DrawingKind::Text));
        store.flush();
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
        QVERIFY(said[0][0].toString().contains(store.stylesFile()));
        QCOMPARE(contentOf(store.stylesFile() + ".damaged-1"), QByteArray("{ broken"));
        const auto file = charts::stylesFromJson(contentOf(store.stylesFile()));
        QVERIFY(file && file->size() == 2 && file->at(DrawingKind::Ray).width == 3);
    }

    void defaultLooksAreKept()
    {
        QTemporaryDir folder;
        charts::DrawingStyle style = charts::usualStyle(DrawingKind::Ray);
        style.width = 4;
        {
            DrawingStore store(folder.path());
            store.setStyle(DrawingKind::Ray, style);
        }
        {
            DrawingStore again(folder.path());
            QVERIFY(again.styleOf(DrawingKind::Ray) == style);
            QVERIFY(again.styleOf(DrawingKind::Text) == charts::usualStyle(DrawingKind::Text));
        }
        writeFile(DrawingStore(folder.path()).stylesFile(), "rubbish");
        DrawingStore damaged(folder.path());
        QVERIFY(damaged.styleOf(DrawingKind::Ray) == charts::usualStyle(DrawingKind::Ray));
        QCOMPARE(contentOf(damaged.stylesFile() + ".damaged-1"), QByteArray("rubbish"));
    }

    // Two terminals with one folder

    void bothKeepWhatEachHasDrawn()
    {
        Terminals two;
        two.first.add(ray(1.1));
        two.second.add(drawingOf(DrawingKind::HorizontalLine, {ray().anchors[0]}));
        QTRY_VERIFY_WITH_TIMEOUT(two.haveAll(2), patience);
        two.first.add(ray(1.3)); // and goes on seeing what comes later
        QTRY_VERIFY_WITH_TIMEOUT(two.haveAll(3), patience);
        two.second.remove({two.second.set().all().front().id});
        QTRY_VERIFY_WITH_TIMEOUT(two.haveAll(2), patience);
    }

    void bothMayTakeTheSameId()
    {
        Terminals two;
        QCOMPARE(two.first.add(ray(1.1)), "ray-1");
        QCOMPARE(two.second.add(ray(1.2)), "ray-1");
        QTRY_VERIFY_WITH_TIMEOUT(two.haveAll(2), patience);
        const auto all = two.first.set().all();
        QVERIFY(all[0].anchors[0].price != all[1].anchors[0].price);
    }

    void whatOneLeavesAloneIsAsTheOtherHasIt()
    {
        Terminals two;
        for (int i = 0; i < 4; ++i)
            two.first.add(ray(1 + i / 10.0));
        QTRY_VERIFY_WITH_TIMEOUT(two.haveAll(4), patience);
        auto bold = *two.first.set().find(QStringLiteral("ray-1"));
        bold.style.width = 5;
        two.first.modify({bold}, {});
        two.second.rename(QStringLiteral("ray-2"), QStringLiteral("mine"));
        two.second.remove({QStringLiteral("ray-3")});
        const auto isSettled = [&] {
            return two.haveAll(3)
                && two.second.set().find(QStringLiteral("ray-1"))->style.width == 5
                && two.first.set().find(QStringLiteral("ray-2"))->name == QLatin1String("mine");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(), patience);
        two.second.undo(); // of what this terminal did
        QTRY_VERIFY_WITH_TIMEOUT(two.haveAll(4), patience);
        QVERIFY(two.first.set().find(QStringLiteral("ray-1"))->style.width == 5);
    }

    // Nothing is lost and nothing comes back, however their work falls together.
    void aHundredChangesMeet()
    {
        constexpr std::uint64_t seed = 11;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        Terminals two;
        QSet<double> wanted;
        for (int i = 0; i < 100; ++i) {
            auto &board = random.uniform() < 0.5 ? two.first : two.second;
            const auto &all = board.set().all();
            if (!all.empty() && random.uniform() < 0.3) {
                const auto gone = all[static_cast<std::size_t>(
                    random.uniform() * static_cast<double>(all.size()))];
                wanted.remove(gone.anchors[0].price);
                board.remove({gone.id});
            } else {
                wanted.insert(1 + i / 1000.0);
                board.add(ray(1 + i / 1000.0));
            }
            if (random.uniform() < 0.4)
                QCoreApplication::processEvents();
        }
        QTRY_VERIFY_WITH_TIMEOUT(two.haveAll(static_cast<std::size_t>(wanted.size())), patience);
        for (const auto &drawing : two.second.set().all())
            QVERIFY(wanted.contains(drawing.anchors[0].price));
    }

    // The list

    void theListKeepsItsWord()
    {
        DrawingBoard board;
        board.setSymbol(euro);
        DrawingListModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setBoard(&board);
        for (int i = 0; i < 6; ++i)
            board.add(ray(1.1 + i));
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.idAt(0), "ray-6"); // the front one first
        board.sendToBack({QStringLiteral("ray-6")});
        QCOMPARE(model.idAt(5), "ray-6");
        board.remove({QStringLiteral("ray-2"), QStringLiteral("ray-4")});
        QCOMPARE(model.rowCount(), 4);
        board.undo();
        QCOMPARE(model.rowCount(), 6);
        QVERIFY(model.setData(model.index(0, DrawingListModel::Name), "entry", Qt::EditRole));
        QCOMPARE(board.set().find(model.idAt(0))->name, "entry");
        QVERIFY(model.setData(
            model.index(0, DrawingListModel::Visible), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!board.set().find(model.idAt(0))->isVisible);
        QVERIFY(model.setData(
            model.index(0, DrawingListModel::Locked), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(board.set().find(model.idAt(0))->isLocked);
        QCOMPARE(model.index(1, DrawingListModel::From).data().toString(), "2026-01-14 10:00");
        board.setSymbol(QStringLiteral("USD_JPY"));
        QCOMPARE(model.rowCount(), 0);
        board.setSymbol(euro);
        QCOMPARE(model.rowCount(), 6);
        for (int i = 0; i < 30; ++i)
            board.undo();
        QCOMPARE(model.rowCount(), 0);
        model.setBoard(nullptr);
    }
};

QTEST_MAIN(DrawingFilesTest)
#include "tst_drawing_files.moc"
