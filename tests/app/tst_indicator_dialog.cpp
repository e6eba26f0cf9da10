#include "app/indicator/available_list.h"
#include "app/indicator/catalog_model.h"
#include "app/indicator/catalog_text.h"
#include "app/indicator/configured_list.h"
#include "app/indicator/indicator_dialog.h"
#include "app/indicator/indicator_menu.h"
#include "app/indicator/template_menu.h"
#include "app/look/look.h"
#include "app/parameters/formula_edit.h"
#include "app/parameters/parameter_form.h"
#include "charts/indicator_links.h"
#include "charts/price_chart.h"
#include "tests/charts/indicator_samples.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace agora;
using namespace agora::app;
using agora::tests::sampleChart;
using agora::tests::setupOf;

namespace {

/// A dialog over a chart that needs no engine, with a folder of its own.
struct Desk {
    explicit Desk(std::vector<charts::IndicatorSetup> before = {}, const QString &kept = {})
        : chart(sampleChart(400))
    {
        if (const auto done = chart->setIndicators(std::move(before)); !done)
            qFatal("the chart refuses: %s", done.error().message.c_str());
        chart->show();
        open(kept);
    }
    void open(const QString &kept = {})
    {
        dialog = std::make_unique<IndicatorDialog>(
            *chart, QDir(kept.isEmpty() ? folder.path() : kept), nullptr);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog.get(), 30'000));
    }
    template <typename T>
    T *find(const char *name) const
    {
        auto *found = dialog->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no widget of that type is called %s", name);
        return found;
    }
    template <typename T>
    T *findVisible(const char *name) const
    {
        auto *found = find<T>(name);
        auto *pages = find<QTabWidget>("indicator.pages");
        for (int page = 0; page < pages->count() && !found->isVisible(); ++page)
            pages->setCurrentIndex(page);
        return found;
    }
    void type(const QString &text) const
    {
        auto *search = find<QLineEdit>("indicator.search");
        search->setFocus();
        search->selectAll();
        QTest::keyClicks(search, text);
    }
    void typeAndAdd(const QString &text) const
    {
        type(text);
        QTest::keyClick(find<QLineEdit>("indicator.search"), Qt::Key_Return);
    }
    void press(QDialogButtonBox::StandardButton which) const
    {
        QTest::mouseClick(
            find<QDialogButtonBox>("indicator.buttons")->button(which), Qt::LeftButton);
    }
    [[nodiscard]] ConfiguredList &list() const
    {
        return *find<ConfiguredList>("indicator.configured");
    }
    [[nodiscard]] QStringList titles() const
    {
        QStringList titles;
        for (int row = 0; row < list().count(); ++row)
            titles.append(list().item(row)->text());
        return titles;
    }
    [[nodiscard]] std::vector<charts::IndicatorSetup> drawn() const { return chart->indicators(); }
    [[nodiscard]] QStringList drawnTitles() const
    {
        QStringList titles;
        for (const auto &setup : drawn())
            titles.append(charts::titleOf(setup));
        return titles;
    }

    QTemporaryDir folder;
    std::unique_ptr<charts::PriceChart> chart;
    std::unique_ptr<IndicatorDialog> dialog;
};

std::int64_t periodOf(const charts::IndicatorSetup &setup)
{
    return std::get<std::int64_t>(setup.parameters.at("period"));
}

constexpr int patient = 30'000;

} // namespace

class TestIndicatorDialog final : public QObject {
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

    // With the keyboard alone

    void typingArrowsAndEnterAdd()
    {
        Desk desk;
        const QAbstractItemModelTester tester(
            desk.list().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.typeAndAdd("sma 34");
        QCOMPARE(desk.titles(), QStringList{"SMA 34"});
        QTRY_COMPARE_WITH_TIMEOUT(desk.drawnTitles(), QStringList{"SMA 34"}, patient); // preview
        desk.type("moving average");
        auto *search = desk.find<QLineEdit>("indicator.search");
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Up);
        const auto current = desk.find<QTreeView>("indicator.available")->currentIndex();
        QCOMPARE(current.row(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(desk.list().count(), 2);
        QVERIFY(desk.dialog->isVisible()); // Enter is no OK
        desk.type("qqqq");
        QVERIFY(desk.find<QLabel>("indicator.none")->isVisible());
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(desk.list().count(), 2);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(search->text().isEmpty() && desk.dialog->isVisible());
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!desk.dialog->isVisible());
        QVERIFY(desk.drawn().empty());
    }

    void keysOrderDuplicateRemoveAndUndo()
    {
        Desk desk({setupOf("sma"), setupOf("rsi"), setupOf("macd")});
        auto &list = desk.list();
        const QStringList first = desk.titles();
        list.setFocus();
        list.setCurrentRow(2);
        QTest::keyClick(&list, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(desk.titles(), (QStringList{first[0], first[2], first[1]}));
        QCOMPARE(list.currentRow(), 1);
        QTest::keyClick(&list, Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(desk.titles(), (QStringList{first[0], first[2], first[2], first[1]}));
        QTest::keyClick(&list, Qt::Key_Delete);
        QTest::keyClick(&list, Qt::Key_Delete);
        QCOMPARE(desk.list().count(), 2);
        for (int step = 0; step < 4; ++step)
            QTest::keyClick(&list, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.titles(), first);
        QVERIFY(!desk.find<QToolButton>("indicator.undo")->isEnabled());
        QTest::keyClick(&list, Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(desk.titles(), (QStringList{first[0], first[2], first[1]}));
        desk.press(QDialogButtonBox::Ok);
        QCOMPARE(desk.drawnTitles(), (QStringList{first[0], first[2], first[1]}));
        QVERIFY(!desk.dialog->isVisible());
    }

    void theEyeHidesAndShows()
    {
        Desk desk({setupOf("sma"), setupOf("rsi")});
        QTest::mouseClick(
            desk.list().viewport(), Qt::LeftButton, {}, desk.list().eyeOf(1).center());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.drawn()[1].isVisible, patient);
        QCOMPARE(desk.chart->paneCount(), 1);
        QCOMPARE(desk.list().currentRow(), 1);
        desk.list().setFocus();
        QTest::keyClick(&desk.list(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(desk.drawn()[1].isVisible, patient);
    }

    // Preview, Apply, Cancel

    void cancelBringsBackExactlyWhatWasThere()
    {
        auto before = setupOf("rsi", {{"period", std::int64_t(9)}});
        before.colors = {QColor(Qt::magenta)};
        before.levels = {{40, "low", {}, Qt::DotLine}};
        Desk desk({before, setupOf("macd")});
        const auto was = desk.drawn();
        desk.find<QSpinBox>("parameter.period")->setValue(21);
        QTRY_COMPARE_WITH_TIMEOUT(periodOf(desk.drawn()[0]), 21, patient);
        desk.list().setCurrentRow(1);
        QTest::mouseClick(desk.find<QPushButton>("indicator.remove"), Qt::LeftButton);
        desk.typeAndAdd("bollinger");
        QTRY_COMPARE_WITH_TIMEOUT(desk.drawn().size(), std::size_t(2), patient);
        desk.press(QDialogButtonBox::Cancel);
        QVERIFY(desk.drawn() == was);
        QVERIFY(!desk.dialog->isVisible());
    }

    void applyKeepsItOpenAndCancelGoesBackToThat()
    {
        Desk desk({setupOf("rsi")});
        desk.find<QSpinBox>("parameter.period")->setValue(21);
        desk.press(QDialogButtonBox::Apply);
        QVERIFY(desk.dialog->isVisible());
        QCOMPARE(periodOf(desk.drawn()[0]), 21);
        desk.find<QSpinBox>("parameter.period")->setValue(30);
        QTRY_COMPARE_WITH_TIMEOUT(periodOf(desk.drawn()[0]), 30, patient);
        QTest::keyClick(desk.dialog.get(), Qt::Key_Escape);
        QCOMPARE(periodOf(desk.drawn()[0]), 21);
    }

    void withoutPreviewTheChartWaits()
    {
        Desk desk({setupOf("rsi")});
        auto *preview = desk.find<QCheckBox>("indicator.preview");
        desk.find<QSpinBox>("parameter.period")->setValue(21);
        QTRY_COMPARE_WITH_TIMEOUT(periodOf(desk.drawn()[0]), 21, patient);
        preview->click(); // off: what was there comes back
        QCOMPARE(periodOf(desk.drawn()[0]), 14);
        desk.find<QSpinBox>("parameter.period")->setValue(25);
        QTest::qWait(200);
        QCOMPARE(periodOf(desk.drawn()[0]), 14);
        preview->click();
        QTRY_COMPARE_WITH_TIMEOUT(periodOf(desk.drawn()[0]), 25, patient);
    }

    void previewChangesInPlace()
    {
        Desk desk({setupOf("rsi"), setupOf("macd")});
        desk.chart->refresh();
        const auto id = desk.drawn()[0].id;
        const auto heights = desk.chart->paneHeights();
        desk.find<QSpinBox>("parameter.period")->setValue(21);
        QTRY_COMPARE_WITH_TIMEOUT(periodOf(desk.drawn()[0]), 21, patient);
        desk.chart->refresh();
        QCOMPARE(desk.drawn()[0].id, id);
        QCOMPARE(desk.chart->paneHeights(), heights);
    }

    // Properties

    void everyPropertyReachesTheChart()
    {
        Desk desk({setupOf("rsi"), setupOf("sma")});
        desk.findVisible<QDoubleSpinBox>("indicator.width.value")->setValue(3);
        auto *dash = desk.find<QComboBox>("indicator.dash.value");
        dash->setCurrentIndex(dash->findData(static_cast<int>(Qt::DotLine)));
        auto *plot = desk.find<QComboBox>("indicator.plot.value");
        plot->setCurrentIndex(plot->findData(static_cast<int>(charts::PlotStyle::Area)));
        QTest::mouseClick(
            desk.find<QCheckBox>("indicator.fill.levels"), Qt::LeftButton, {}, {6, 6});
        auto *value = desk.findVisible<QDoubleSpinBox>("indicator.level.value.0");
        value->setValue(25);
        QTest::keyClicks(desk.find<QLineEdit>("indicator.level.text.0"), "cheap");
        QTest::mouseClick(desk.find<QPushButton>("indicator.level.add"), Qt::LeftButton);
        desk.findVisible<QLineEdit>("indicator.name")->setText("Strength");
        auto *pane = desk.find<QComboBox>("indicator.pane");
        pane->setCurrentIndex(pane->findData(static_cast<int>(charts::PanePlace::Price)));
        QTest::mouseClick(
            desk.find<QRadioButton>("indicator.periods.range"), Qt::LeftButton, {}, {6, 6});
        desk.find<QComboBox>("indicator.periods.from")->setCurrentText("M5");
        desk.press(QDialogButtonBox::Apply);
        const auto drawn = desk.drawn()[0];
        QCOMPARE(drawn.widths.at(0), 3.0);
        QCOMPARE(drawn.looks.at(0).dash, Qt::DotLine);
        QCOMPARE(drawn.looks.at(0).plot, charts::PlotStyle::Area);
        QVERIFY(drawn.fill.areLevelsFilled);
        QCOMPARE(drawn.levels->size(), std::size_t(3));
        QCOMPARE(drawn.levels->at(0).value, 25.0);
        QCOMPARE(drawn.levels->at(0).text, QString("cheap"));
        QCOMPARE(drawn.name, QString("Strength"));
        QCOMPARE(drawn.pane, charts::PanePlace::Price);
        QVERIFY(drawn.periods.from == Period::minutes(5));
        QCOMPARE(desk.titles().front(), QString("Strength"));

        QTest::mouseClick(
            desk.findVisible<QToolButton>("indicator.level.remove.1"), Qt::LeftButton);
        desk.press(QDialogButtonBox::Apply);
        QCOMPARE(desk.drawn()[0].levels->size(), std::size_t(2));
        QTest::mouseClick(desk.findVisible<QPushButton>("indicator.level.reset"), Qt::LeftButton);
        QTest::mouseClick(desk.findVisible<QToolButton>("indicator.default.value"), Qt::LeftButton);
        desk.press(QDialogButtonBox::Apply);
        QVERIFY(!desk.drawn()[0].levels);
        QVERIFY(desk.drawn()[0].looks.at(0) == charts::OutputLook());
        QVERIFY(!desk.drawn()[0].colors.at(0).isValid());
    }

    void defaultsComeBackFieldByField()
    {
        Desk desk({setupOf("macd", {{"fast", std::int64_t(3)}, {"slow", std::int64_t(40)}})});
        auto *reset = desk.find<QToolButton>("parameter.default.fast");
        QVERIFY(reset->isEnabled());
        QVERIFY(!desk.find<QToolButton>("parameter.default.signal")->isEnabled());
        QTest::mouseClick(reset, Qt::LeftButton);
        QCOMPARE(desk.find<QSpinBox>("parameter.fast")->value(), 12);
        QCOMPARE(desk.find<QSpinBox>("parameter.slow")->value(), 40);
        QVERIFY(!reset->isEnabled());
    }

    void formulasAreWrongAtAPlace()
    {
        Desk desk;
        desk.typeAndAdd("formula");
        auto *edit = desk.find<FormulaEdit>("parameter.expression");
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, "close - emma(5)");
        auto *problem = desk.find<QLabel>("parameter.problem.expression");
        QVERIFY(problem->isVisible() && problem->text().contains("Column 9"));
        QCOMPARE(edit->problemAt(), 8);
        QVERIFY(desk.find<QLabel>("indicator.problem")->isVisible());
        desk.press(QDialogButtonBox::Ok);
        QVERIFY(desk.dialog->isVisible() && desk.drawn().empty());
        edit->selectAll();
        QTest::keyClicks(edit, "close - ema(5)");
        QVERIFY(!problem->isVisible() && edit->problemAt() == -1);
        desk.press(QDialogButtonBox::Ok);
        QCOMPARE(desk.drawn().size(), std::size_t(1));
    }

    void anIndicatorIsAppliedToAnotherAndFollowsIt()
    {
        Desk desk({setupOf("rsi"), setupOf("sma", {{"period", std::int64_t(3)}})});
        desk.list().setCurrentRow(1);
        auto *input = desk.find<QComboBox>("parameter.input");
        const int rsi = input->findText("RSI 14");
        QVERIFY(rsi >= 0);
        input->setCurrentIndex(rsi);
        desk.list().setCurrentRow(0);
        desk.find<QSpinBox>("parameter.period")->setValue(5);
        QVERIFY2(desk.titles()[1].contains("5"), qPrintable(desk.titles()[1]));
        QTest::mouseClick(desk.find<QPushButton>("indicator.remove"), Qt::LeftButton);
        auto *notice = desk.find<QLabel>("indicator.notice");
        QVERIFY(notice->isVisible() && notice->text().contains("own copy"));
        desk.press(QDialogButtonBox::Ok);
        QCOMPARE(desk.drawn().size(), std::size_t(1));
        QVERIFY(!desk.drawn()[0].inputLink);
        QVERIFY(std::isfinite(desk.chart->indicatorValues(desk.drawn()[0].id, 399).at(0)));
    }

    void refusedValuesNameTheirIndicator()
    {
        Desk desk({setupOf("rsi"), setupOf("macd")});
        desk.list().setCurrentRow(1);
        desk.find<QSpinBox>("parameter.fast")->setValue(40);
        desk.list().setCurrentRow(0);
        desk.find<QSpinBox>("parameter.period")->setValue(9);
        desk.press(QDialogButtonBox::Ok);
        QVERIFY(desk.dialog->isVisible());
        QCOMPARE(desk.list().currentRow(), 1);
        const QString said = desk.find<QLabel>("indicator.problem")->text();
        QVERIFY2(said.contains("MACD") && said.contains("40"), qPrintable(said));
        desk.press(QDialogButtonBox::Cancel);
        QCOMPARE(periodOf(desk.drawn()[0]), 14);
    }

    /// Each entry shows its properties, and what they say is what it was.
    void everyEntryCanBeEdited()
    {
        Desk desk;
        desk.find<QCheckBox>("indicator.preview")->setChecked(false);
        for (const auto &info : indicators::catalog())
            desk.dialog->add(info.key);
        QCOMPARE(desk.list().count(), static_cast<int>(indicators::catalog().size()));
        for (int row = 0; row < desk.list().count(); row += 5)
            desk.list().setCurrentRow(row);
        QVERIFY(!desk.find<QLabel>("indicator.problem")->isVisible());
    }

    // What is kept

    void templatesAreKeptTakenAndDeleted()
    {
        Desk desk({setupOf("rsi"), setupOf("macd")});
        auto *templates = desk.find<TemplateMenu>("indicator.templates");
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

QTEST_MAIN(TestIndicatorDialog)
#include "tst_indicator_dialog.moc"
