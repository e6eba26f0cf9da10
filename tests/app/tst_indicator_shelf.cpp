#include "app/indicator/catalog_model.h"
#include "app/indicator/indicator_menu.h"
#include "app/indicator/indicator_templates.h"
#include "app/look/look.h"
#include "tests/app/indicator_desk.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QMenu>
#include <QTreeView>

using namespace agora;
using namespace agora::app;
using agora::tests::sampleChart;
using agora::tests::setupOf;

/// What stands around the dialog: search, catalogue, what is kept on disk, the chart's menu.
class TestIndicatorShelf final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        m_look = std::make_unique<Look>(ThemeName::Dark);
    }

    // Search and catalogue

    void tradersShortFormsAreUnderstood_data()
    {
        QTest::addColumn<QString>("title");
        for (const auto &[text, title] :
            std::initializer_list<std::pair<const char *, const char *>>{{"sma 20", "SMA 20"},
                {"SMA20", "SMA 20"}, {"rsi(9)", "RSI 9"}, {"macd 5 35 5", "MACD 5 35 5"},
                {"macd(5,35,5)", "MACD 5 35 5"}, {"ema(high, 50)", "EMA 50 high"},
                {"ema 50 high", "EMA 50 high"}})
            QTest::newRow(text) << QString(title);
    }
    void tradersShortFormsAreUnderstood()
    {
        QFETCH(QString, title);
        const auto setup = setupFromText(QTest::currentDataTag());
        QVERIFY(setup);
        QCOMPARE(charts::titleOf(*setup), title);
        const auto hits = searchCatalog(QTest::currentDataTag());
        QVERIFY(!hits.empty());
        QVERIFY(hits.front().setup == *setup);
    }

    void columnsOfFilesAreUnderstood()
    {
        const auto bands = setupFromText("bb_30_2_upper");
        QVERIFY(bands);
        QCOMPARE(bands->key, std::string("bollinger"));
        QCOMPARE(periodOf(*bands), 30);
        QVERIFY(!setupFromText("sma -3") && !setupFromText("nothing 3") && !setupFromText(""));
    }

    /// Whatever is typed, a key or a name leads to its entry, first or nearly so.
    void everyEntryIsFoundByItsKeyAndItsName()
    {
        for (const auto &info : indicators::catalog()) {
            const auto byKey = searchCatalog(QString::fromStdString(info.key));
            QVERIFY2(!byKey.empty() && byKey.front().info == &info, info.key.c_str());
            const auto byName = searchCatalog(QString::fromStdString(info.name));
            const auto place = std::ranges::find(byName, &info, &SearchHit::info);
            QVERIFY2(place - byName.begin() < 5 && place != byName.end(), info.name.c_str());
        }
        QVERIFY(!searchCatalog("overbought weak strong rsi").empty()
            || !searchCatalog("strong weak").empty()); // words of the descriptions
        QVERIFY(searchCatalog("qqqq").empty());
    }

    void theCatalogueIsASoundModel()
    {
        CatalogModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setMarked({"rsi", "gone"}, {"sma"});
        QCOMPARE(model.index(0, 0).data().toString(), QString("Favourites (1)"));
        model.search("bands");
        QVERIFY(model.hits() > 2);
        QCOMPARE(model.rowCount(), 1);
        model.search("no such thing");
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.first().isValid());
        model.search({});
        QCOMPARE(model.rowCount(), static_cast<int>(indicators::groups().size()) + 2);
        int entries = 0;
        for (int group = 2; group < model.rowCount(); ++group)
            entries += model.rowCount(model.index(group, 0));
        QCOMPARE(entries, static_cast<int>(indicators::catalog().size()));
    }

    // What is kept

    void templatesAreKeptTakenAndDeleted()
    {
        Desk desk({setupOf("rsi"), setupOf("macd")});
        auto *templates = desk.find<IndicatorTemplates>("indicator.templates");
        templates->save("Mañana / 1");
        desk.list().setCurrentRow(0);
        QTest::mouseClick(desk.find<QPushButton>("indicator.remove"), Qt::LeftButton);
        QMenu *menu = templates->menu();
        emit menu->aboutToShow();
        auto *mine = menu->findChild<QMenu *>("indicator.template.Mañana / 1");
        QVERIFY(mine);
        mine->actions().at(1)->trigger(); // add to these
        QCOMPARE(desk.titles(), (QStringList{"MACD 12 26 9", "RSI 14", "MACD 12 26 9"}));
        mine->actions().at(0)->trigger(); // instead of these
        QCOMPARE(desk.titles(), (QStringList{"RSI 14", "MACD 12 26 9"}));
        mine->actions().at(3)->trigger(); // for new charts
        const auto fresh = sampleChart(50);
        const IndicatorShelf shelf(QDir(desk.folder.path()));
        QCOMPARE(shelf.templates(), QStringList{"Mañana / 1"});
        QVERIFY(applyDefaultTemplate(shelf, *fresh));
        QCOMPARE(fresh->indicators().size(), std::size_t(2));
        QVERIFY(IndicatorShelf(QDir(desk.folder.path())).remove("Mañana / 1"));
        const IndicatorShelf empty(QDir(desk.folder.path()));
        QVERIFY(empty.templates().isEmpty() && empty.defaultTemplate().isEmpty());
    }

    void damagedFilesAreNamedInOneSentence()
    {
        QTemporaryDir folder;
        IndicatorShelf shelf(QDir(folder.path()));
        QVERIFY(shelf.save("set", {setupOf("rsi")}));
        const QString file = folder.filePath("templates/set.json");
        const auto write = [&](const QString &path, const QByteArray &text) {
            QFile target(path);
            QVERIFY(target.open(QIODevice::WriteOnly));
            target.write(text);
        };
        const auto said = [&] {
            const auto read = shelf.load("set");
            return read ? QString() : QString::fromStdString(read.error().message);
        };
        QVERIFY(said().isEmpty());
        write(file, "{\n\"indicators\": [\n");
        QVERIFY2(said().contains("set.json, line 3"), qPrintable(said()));
        write(file, R"({"format": "other"})");
        QVERIFY(said().contains("agora-indicators"));
        write(file, R"({"format": "agora-indicators", "version": 9, "indicators": []})");
        QVERIFY(said().contains("version is 9"));
        write(file,
            R"({"format": "agora-indicators", "indicators": [{"key": "rsi"}, {"key": "rsj"}]})");
        QVERIFY2(said().contains("indicator 2") && said().contains("rsj"), qPrintable(said()));
        QVERIFY(QString::fromStdString(shelf.load("none").error().message).contains("none.json"));
        write(folder.filePath("choices.json"), "{ favourites");
        QVERIFY(IndicatorShelf(QDir(folder.path())).problem().contains("choices.json, line 1"));
        Desk desk({}, folder.path());
        QVERIFY(desk.find<QLabel>("indicator.problem")->isVisible());
    }

    void favouritesAreAClickAway()
    {
        Desk desk;
        desk.type("rsi");
        auto *view = desk.find<QTreeView>("indicator.available");
        const auto star = view->currentIndex().siblingAtColumn(1);
        QCOMPARE(star.data().toString(), QString("☆"));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(star).center());
        desk.typeAndAdd("sma 20");
        const IndicatorShelf shelf(QDir(desk.folder.path()));
        QCOMPARE(shelf.favourites(), QStringList{"rsi"});
        QCOMPARE(shelf.recent(), QStringList{"sma"});
        QTest::keyClick(desk.dialog.get(), Qt::Key_Escape);
        desk.open();
        const auto *model = desk.find<QTreeView>("indicator.available")->model();
        QCOMPARE(model->index(0, 0).data().toString(), QString("Favourites (1)"));
        QCOMPARE(model->index(1, 0).data().toString(), QString("Used last (1)"));
    }

    // On the chart

    void theChartsMenuWorksOnOneIndicator()
    {
        Desk desk({setupOf("rsi"), setupOf("macd"), setupOf("sma")});
        const auto trigger = [&](int row, const char *action) {
            QMenu menu;
            addIndicatorActions(
                menu, *desk.chart, desk.drawn()[static_cast<std::size_t>(row)].id, [] {});
            for (auto *each : menu.actions())
                if (each->objectName() == QLatin1String(action))
                    return each->trigger();
            QFAIL(action);
        };
        trigger(0, "indicator.menu.hide");
        QVERIFY(!desk.drawn()[0].isVisible);
        trigger(0, "indicator.menu.hide");
        trigger(0, "indicator.menu.duplicate");
        QCOMPARE(desk.drawn().size(), std::size_t(4));
        QCOMPARE(desk.chart->paneCount(), 4);
        const auto rsi = desk.drawn()[0].id;
        trigger(1, "indicator.menu.above"); // the copy into the pane of the first
        QCOMPARE(desk.chart->paneOfIndicator(desk.drawn()[1].id), rsi);
        QCOMPARE(desk.chart->paneCount(), 3);
        trigger(1, "indicator.menu.above");
        QCOMPARE(desk.chart->paneOfIndicator(desk.drawn()[1].id), QString());
        trigger(3, "indicator.menu.below"); // the average under the price: into the first pane
        QCOMPARE(desk.chart->paneOfIndicator(desk.drawn()[3].id), rsi);
        trigger(1, "indicator.menu.remove");
        QCOMPARE(desk.drawn().size(), std::size_t(3));
    }

    void noMenuForWhatIsNotThere()
    {
        Desk desk;
        QMenu menu;
        addIndicatorActions(menu, *desk.chart, "none", [] {});
        QVERIFY(menu.isEmpty());
    }

private:
    std::unique_ptr<Look> m_look;
};

QTEST_MAIN(TestIndicatorShelf)
#include "tst_indicator_shelf.moc"
