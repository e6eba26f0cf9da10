#include "app/drawing/drawing_properties.h"
#include "tests/app/bench.h"
#include "tests/app/drawing_samples.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>
#include <QTreeView>
#include <QUndoStack>

using namespace agora;
using namespace agora::app;
using charts::Drawing;
using charts::DrawingBoard;
using charts::DrawingKind;
using tests::drawingOf;

namespace {

template <typename T>
T &part(QWidget &dialog, const char *name)
{
    auto *found = dialog.findChild<T *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no part %s", name);
    return *found;
}

} // namespace

/// Drawing in the terminal's window: tools, dialog, list.
class DrawingToolsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void theListFollowsTheChartInFront()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() >= 300, patience);
        auto *dock = bench.find<QDockWidget>("objects");
        QVERIFY(!dock->isVisible());
        bench.trigger("view.objects");
        QVERIFY(dock->isVisible());
        auto &board = bench.chart().drawings();
        const QString a = board.add(ray()), b = board.add(ray());
        auto *list = bench.find<QTreeView>("objectList");
        QCOMPARE(list->model()->rowCount(), 2);
        board.select({a});
        QCOMPARE(list->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(list->selectionModel()->selectedRows()[0].row(), 1);
        list->setCurrentIndex(list->model()->index(0, 0));
        QCOMPARE(board.selection(), QStringList{b});
        bench.trigger("objects.jump");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.chart().isAutoScroll(), patience);
        bench.trigger("objects.delete");
        QVERIFY(!board.set().find(b));
        bench.page().setSymbol("USD_JPY");
        QCOMPARE(list->model()->rowCount(), 0);
        bench.page().setSymbol(euro);
        QCOMPARE(list->model()->rowCount(), 1);
    }

    // The tools

    void theToolBarDrawsOnTheChartInFront()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() >= 300, patience);
        bench.chart().refresh();
        auto &board = bench.chart().drawings();
        for (const auto kind : charts::drawingKinds) {
            bench.trigger(qPrintable(QStringLiteral("drawing.") + kindKey(kind)));
            QVERIFY(board.tool() == kind);
        }
        bench.trigger("drawing.select");
        QVERIFY(!board.tool());
        bench.trigger("drawing.trend_line");
        tests::DrawingHand hand(bench.chart());
        hand.drag({100, 40}, {250, 80});
        QCOMPARE(board.set().all().size(), std::size_t{1});
        QVERIFY2(bench.find<QAction>("drawing.select")->isChecked(), "the tool is put away");
        auto *undo = bench.find<QAction>("drawing.undo");
        QVERIFY(undo->isEnabled() && undo->text().contains("Trend Line"));
        undo->trigger();
        QVERIFY(board.set().all().empty() && !undo->isEnabled());
        bench.trigger("drawing.redo");
        bench.trigger("drawing.magnetStrong");
        QVERIFY(board.magnet() == charts::Magnet::Strong);
        bench.trigger("drawing.keep");
        QVERIFY(board.keepsDrawing());
        bench.trigger("file.newChart");
        auto &second = bench.chart().drawings();
        QVERIFY(&second != &board);
        QVERIFY(second.keepsDrawing() && second.magnet() == charts::Magnet::Strong);
        QCOMPARE(second.set().all().size(), std::size_t{1}); // the same symbol: shared
        bench.trigger("drawing.deleteAll");
        QVERIFY(board.set().all().empty());
    }

    void keysReachTheChartAndNotTheMenus()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() >= 300, patience);
        bench.window.activateWindow();
        bench.chart().setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().hasFocus(), patience);
        QTest::keyClick(&bench.chart(), Qt::Key_T, Qt::AltModifier); // also the menu Tools
        QVERIFY(bench.chart().drawings().tool() == DrawingKind::TrendLine);
        QTest::keyClick(&bench.chart(), Qt::Key_Escape);
        QTest::keyClick(&bench.chart(), Qt::Key_H, Qt::AltModifier); // also the menu Help
        QVERIFY(bench.chart().drawings().tool() == DrawingKind::HorizontalLine);
        QVERIFY(!QApplication::activePopupWidget());
    }

    void theMenuOfADrawingIsFirst()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() >= 300, patience);
        bench.chart().refresh();
        tests::DrawingHand hand(bench.chart());
        bench.trigger("drawing.horizontal_line");
        hand.click({80, 60});
        hand.rightClick({140, 60});
        QCOMPARE(bench.chart().drawingAt({140, 60}), "horizontal_line-1");
        emit bench.chart().customContextMenuRequested({140, 60});
        auto *menu = bench.find<QMenu>("chart.menu");
        QCOMPARE(menu->actions().front()->objectName(), "drawing.properties");
        menu->close();
        bench.trigger("drawing.lock");
        QVERIFY(bench.chart().drawings().set().all()[0].isLocked);
        bench.trigger("drawing.hide");
        QVERIFY(!bench.chart().drawings().set().all()[0].isVisible);
    }

    // The dialog

    void theDialogChangesAtOnceAndIsOneStep()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() >= 300, patience);
        auto &board = bench.chart().drawings();
        const QString id = board.add(ray());
        const Drawing before = *board.set().find(id);
        auto &dialog = open(bench, id);
        part<QDoubleSpinBox>(dialog, "style.width").setValue(5);
        QCOMPARE(board.set().find(id)->style.width, 5.0); // the chart shows it now
        part<QComboBox>(dialog, "style.dash").setCurrentIndex(1);
        QTest::keyClicks(&part<QLineEdit>(dialog, "drawing.name"), "entry");
        part<QPlainTextEdit>(dialog, "drawing.text").setPlainText("wait");
        part<QDoubleSpinBox>(dialog, "anchor.price.0").setValue(1.25);
        part<QDateTimeEdit>(dialog, "anchor.time.1")
            .setDateTime(QDateTime(QDate(2026, 2, 3), QTime(4, 5), Qt::UTC));
        part<QCheckBox>(dialog, "drawing.isLocked").setChecked(true);
        part<QCheckBox>(dialog, "drawing.onAllPeriods").setChecked(false);
        auto &periods = part<QListWidget>(dialog, "drawing.periods");
        for (int row = 0; row < periods.count(); ++row)
            periods.item(row)->setCheckState(
                periods.item(row)->text() == "H1" ? Qt::Checked : Qt::Unchecked);
        accept(dialog);
        const Drawing now = *board.set().find(id);
        QCOMPARE(now.style.dash, Qt::DashLine);
        QCOMPARE(now.name, "entry");
        QCOMPARE(now.text, "wait");
        QCOMPARE(now.anchors[0].price, 1.25);
        QVERIFY(now.anchors[1].time == *parseIso("2026-02-03T04:05:00Z"));
        QVERIFY(now.isLocked);
        QVERIFY(now.periods == std::vector{Period::hours(1)});
        QVERIFY(!isShownOn(now, Period::minutes(5)) && isShownOn(now, Period::hours(1)));
        board.undo();
        QVERIFY(*board.set().find(id) == before);
    }

    void cancelTakesAllBack()
    {
        Bench bench;
        auto &board = bench.chart().drawings();
        const QString id = board.add(ray());
        const Drawing before = *board.set().find(id);
        auto &dialog = open(bench, id);
        part<QDoubleSpinBox>(dialog, "style.width").setValue(5);
        part<QSlider>(dialog, "style.opacity").setValue(80);
        dialog.reject();
        QVERIFY(*board.set().find(id) == before);
        QCOMPARE(board.undoGroup().activeStack()->count(), 1); // only that it was drawn
    }

    void levelsOfFibonacciAreEdited()
    {
        Bench bench;
        auto &board = bench.chart().drawings();
        const QString id = board.add(drawingOf(DrawingKind::FibRetracement, ray().anchors));
        auto &dialog = open(bench, id);
        auto &levels = part<QTableWidget>(dialog, "levels");
        const auto usual = board.set().find(id)->style.levels;
        QCOMPARE(levels.rowCount(), static_cast<int>(usual.size()));
        levels.item(1, 0)->setText("33,3 %");
        levels.item(1, 1)->setText("third");
        levels.item(2, 0)->setCheckState(Qt::Unchecked);
        part<QPushButton>(dialog, "levels.add").click();
        levels.item(levels.rowCount() - 1, 0)->setText("423.6");
        auto now = board.set().find(id)->style.levels;
        QCOMPARE(now.size(), usual.size() + 1);
        QVERIFY(std::abs(now[1].value - 0.333) < 1e-12);
        QCOMPARE(levelLabel(now[1]), "third");
        QVERIFY(!now[2].isOn && !now[2].color.isValid());
        QVERIFY(std::abs(now.back().value - 4.236) < 1e-12);
        levels.setCurrentCell(0, 0);
        part<QPushButton>(dialog, "levels.remove").click();
        QCOMPARE(board.set().find(id)->style.levels.size(), usual.size());
        levels.item(0, 0)->setText("much"); // no number: no line
        QCOMPARE(board.set().find(id)->style.levels.size(), usual.size() - 1);
        dialog.reject();
        QVERIFY(board.set().find(id)->style.levels == usual);
    }

    void aLookBecomesTheDefaultAndGoesBack()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() >= 300, patience);
        bench.chart().refresh();
        auto &board = bench.chart().drawings();
        const QString id = board.add(ray());
        auto &dialog = open(bench, id);
        part<QDoubleSpinBox>(dialog, "style.width").setValue(6);
        part<QPushButton>(dialog, "drawing.saveDefault").click();
        accept(dialog);
        tests::DrawingHand hand(bench.chart());
        board.setTool(DrawingKind::Ray);
        hand.drag({100, 40}, {250, 80});
        QCOMPARE(board.set().all().back().style.width, 6.0);
        auto &again = open(bench, id);
        part<QPushButton>(again, "drawing.restoreDefault").click(); // as saved: then as it came
        QCOMPARE(board.set().find(id)->style.width, charts::usualStyle(DrawingKind::Ray).width);
        accept(again);
    }

    void textAsksForItsWords()
    {
        Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() >= 300, patience);
        bench.chart().refresh();
        tests::DrawingHand hand(bench.chart());
        bench.chart().drawings().setTool(DrawingKind::Text);
        hand.click({200, 60});
        auto *dialog = bench.page().findChild<DrawingProperties *>();
        QVERIFY(dialog);
        QTest::keyClicks(&part<QPlainTextEdit>(*dialog, "drawing.text"), "buy the dip");
        accept(*dialog);
        QCOMPARE(bench.chart().drawings().set().all()[0].text, "buy the dip");
    }

    void aDrawingThatGoesClosesItsDialog()
    {
        Bench bench;
        auto &board = bench.chart().drawings();
        const QString id = board.add(ray());
        QPointer<DrawingProperties> dialog = &open(bench, id);
        board.remove({id});
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, patience);
        board.undo();
        QPointer<DrawingProperties> second = &open(bench, id);
        bench.page().setSymbol("USD_JPY");
        QTRY_VERIFY_WITH_TIMEOUT(!second, patience);
    }

    // To be looked at: <build>/pictures
    void pictures_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }

    void pictures()
    {
        QFETCH(bool, isDark);
        Bench bench;
        bench.look.apply(isDark ? ThemeName::Dark : ThemeName::Light);
        bench.window.resize(1500, 900);
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().series().size() >= 300, patience);
        bench.chart().refresh();
        bench.trigger("view.objects");
        tests::DrawingHand hand(bench.chart());
        auto &board = bench.chart().drawings();
        board.setTool(DrawingKind::FibRetracement);
        hand.drag({150, 250}, {320, 90});
        const QString fib = board.set().all().back().id;
        board.setTool(DrawingKind::Rectangle);
        hand.drag({350, 100}, {430, 200});
        board.setTool(DrawingKind::HorizontalLine);
        hand.click({300, 60});
        keep(bench.window, "drawing-window");
        auto &dialog = open(bench, fib);
        auto *tabs = dialog.findChild<QTabWidget *>();
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            keep(dialog, QStringLiteral("drawing-dialog-%1").arg(tab));
        }
        accept(dialog);
    }

private:
    static DrawingProperties &open(Bench &bench, const QString &id)
    {
        bench.chart().drawings().openProperties(id);
        return *bench.page().findChildren<DrawingProperties *>().back();
    }
    static void accept(QDialog &dialog)
    {
        dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        QVERIFY(!dialog.isVisible());
        QCoreApplication::sendPostedEvents(&dialog, QEvent::DeferredDelete);
    }
    static void keep(QWidget &widget, const QString &name)
    {
        const QString folder = QStringLiteral(AGORA_BINARY_DIR "/pictures/");
        QDir().mkpath(folder);
        QCoreApplication::processEvents();
        const QString suffix = qEnvironmentVariable("AGORA_PICTURE_SUFFIX");
        QVERIFY(widget.grab().save(folder + name + '-'
            + QString::fromLatin1(QTest::currentDataTag()) + suffix + QStringLiteral(".png")));
    }
};

QTEST_MAIN(DrawingToolsTest)
#include "tst_drawing_tools.moc"
