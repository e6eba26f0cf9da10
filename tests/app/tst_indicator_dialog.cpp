#include "app/indicator/catalog_model.h"
#include "app/look/look.h"
#include "app/parameters/formula_edit.h"
#include "tests/app/indicator_desk.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QRadioButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeView>

using namespace agora;
using namespace agora::app;
using agora::tests::setupOf;

class TestIndicatorDialog final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        m_look = std::make_unique<Look>(ThemeName::Dark);
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
        plot->setCurrentIndex(plot->findData(static_cast<int>(charts::OutputStyle::Area)));
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
        QCOMPARE(drawn.looks.at(0).plot, charts::OutputStyle::Area);
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
        const auto look = desk.drawn()[0].looks.at(0);
        QCOMPARE(look.dash, Qt::SolidLine);
        QCOMPARE(look.plot, charts::OutputStyle::Usual);
        QVERIFY(look.isVisible);
        QVERIFY(!look.fallingColor.isValid());
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

    /// To be looked at; and no button or word of it is cut on a small screen.
    void nothingIsCut_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QSize>("size");
        QTest::newRow("dark-small") << "dark" << QSize(960, 640);
        QTest::newRow("light-large") << "light" << QSize(1240, 760);
    }
    void nothingIsCut()
    {
        QFETCH(QString, theme);
        QFETCH(QSize, size);
        m_look->apply(theme == "dark" ? ThemeName::Dark : ThemeName::Light);
        auto chained = setupOf("sma");
        chained.input = "macd(close, 12, 26, 9).signal";
        auto many = setupOf("rsi");
        many.levels.emplace();
        for (int level = 10; level < 100; level += 10)
            many.levels->push_back({double(level), "level", {}, Qt::DashLine});
        auto wrong = setupOf("formula");
        Desk desk({many, setupOf("ichimoku"), chained, setupOf("pivots"), wrong});
        desk.dialog->resize(size);
        const QString folder = QStringLiteral(AGORA_BINARY_DIR "/pictures/");
        QDir().mkpath(folder);
        auto *pages = desk.find<QTabWidget>("indicator.pages");
        for (int row = 0; row < desk.list().count(); ++row) {
            desk.list().setCurrentRow(row);
            if (row == 4)
                desk.find<FormulaEdit>("parameter.expression")
                    ->setText("(high + low) / 2 - emma(5)");
            for (int page = 0; page < pages->count(); ++page) {
                pages->setCurrentIndex(page);
                QCoreApplication::processEvents();
                QVERIFY(desk.dialog->grab().save(folder
                    + QStringLiteral("indicators-%1-%2-%3.png")
                          .arg(QTest::currentDataTag())
                          .arg(row)
                          .arg(page)));
                for (auto *button : desk.dialog->findChildren<QPushButton *>())
                    if (button->isVisible())
                        QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                            qPrintable(button->text()));
            }
        }
        m_look->apply(ThemeName::Dark);
    }

private:
    std::unique_ptr<Look> m_look;
};

QTEST_MAIN(TestIndicatorDialog)
#include "tst_indicator_dialog.moc"
