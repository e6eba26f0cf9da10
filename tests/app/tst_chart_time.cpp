// The time zone of a chart in the window: chosen in its properties, in the menus and where the axis
// names it; dates and the Data Window follow it, and compared symbols stand there, too.
#include "app/chart/compared_symbols.h"
#include "app/chart_settings/zone_model.h"
#include "app/data_window/data_window_panel.h"
#include "app/drawing/anchor_editor.h"
#include "app/tables/cell_format.h"
#include "tests/app/properties_hand.h"

#include <QAbstractItemModelTester>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStatusBar>
#include <QTreeView>

using namespace agora;
using namespace agora::app;
using charts::ScaleKind;

class ChartTimeTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void zonesAreSearchedByCityAndCountry()
    {
        Bench bench;
        Properties properties(bench);
        properties.page(3);
        auto &search = properties.find<QLineEdit>("settings.zoneSearch");
        auto &list = properties.find<QTreeView>("settings.zones");
        const int all = list.model()->rowCount();
        QVERIFY(all > 300);
        const auto selected = [&] {
            const auto rows = list.selectionModel()->selectedRows();
            return rows.isEmpty() ? QString() : rows[0].data().toString();
        };
        QCOMPARE(selected(), "UTC");
        search.setFocus();
        QTest::keyClicks(&search, "new_york");
        QVERIFY(list.model()->rowCount() < 4);
        QCOMPARE(list.model()->index(0, 0).data().toString(), "America/New York");
        QCOMPARE(selected(), ""); // a search alone chooses nothing
        QTest::qWait(100);
        QCOMPARE(bench.chart().zone().name(), "UTC");
        QTest::keyClick(&search, Qt::Key_Return); // takes the first, and closes nothing
        QVERIFY(properties.dialog->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().zone().name(), "America/New_York", 30'000);
        QVERIFY(properties.find<QLabel>("settings.zoneExample").text().contains("New York UTC"));
        search.clear();
        QCOMPARE(list.model()->rowCount(), all);
        QCOMPARE(selected(), "America/New York");
        QTest::keyClicks(&search, "japan");
        const auto row = list.visualRect(list.model()->index(0, 0));
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, row.center());
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().zone().name(), "Asia/Tokyo", 30'000);
        QTest::keyClicks(&search, " nowhere");
        QCOMPARE(list.model()->rowCount(), 0);
        QTest::keyClick(&search, Qt::Key_Down);
        QTest::keyClick(&search, Qt::Key_Return);
        QVERIFY(properties.dialog->isVisible());
    }

    void zonesAreAModel()
    {
        ZoneModel model(builtInInstruments().front(), parseIso("2026-07-01T00:00:00Z").value());
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto text = [&](const ZoneChoice &choice, int column) {
            return model.index(model.rowOf(choice), column).data().toString();
        };
        using Kind = ZoneChoice::Kind;
        QCOMPARE(text({Kind::Exchange}, ZoneModel::Country), "New York");
        QCOMPARE(text({Kind::Exchange}, ZoneModel::Offset), "UTC\u22124");
        QCOMPARE(text({Kind::Named, "Europe/Madrid"}, ZoneModel::Country), "Spain");
        QCOMPARE(text({Kind::Named, "Europe/Madrid"}, ZoneModel::Offset), "UTC+2");
        const int rows = model.rowCount();
        QCOMPARE(model.rowOf({Kind::Named, "Old/Name"}), rows); // of a file: added, without offset
        QCOMPARE(text({Kind::Named, "Old/Name"}, ZoneModel::Offset), "");
    }

    void theZoneIsChangedWhereTheAxisNamesIt()
    {
        Bench bench;
        bench.chart().refresh();
        QVERIFY(!bench.chart().picture().isNull());
        const auto corner = bench.chart().zoneArea().center().toPoint();
        QTest::mouseClick(bench.chart().childAt(corner), Qt::LeftButton, {}, corner);
        auto *menu = bench.find<QMenu>("chart.zoneMenu");
        QVERIFY(menu && menu->isVisible());
        QVERIFY(bench.find<QAction>("charts.zone.utc")->isChecked());
        bench.trigger("charts.zone.America/New_York");
        menu->close();
        QCOMPARE(bench.chart().zone().name(), "America/New_York");
        QVERIFY(bench.find<QAction>("charts.zone.America/New_York")->isChecked());
        QVERIFY(!bench.find<QAction>("charts.zone.utc")->isChecked());
        bench.chart().refresh();
        QVERIFY(bench.chart().zoneText().contains("UTC\u2212"));
        QMenu context;
        emit bench.find<ChartArea>("charts")->menuRequested(context, bench.page(), corner);
        QVERIFY(context.actions().contains(bench.find<QAction>("charts.zone.exchange")));
        bench.trigger("charts.zone.other");
        QPointer<ChartProperties> dialog = bench.window.findChild<ChartProperties *>();
        QVERIFY(dialog && dialog->findChild<QLineEdit *>("settings.zoneSearch")->isVisible());
        dialog->reject();
        // The exchange's zone is that of the instrument which is shown.
        bench.trigger("charts.zone.exchange");
        QCOMPARE(bench.chart().zone().name(), bench.chart().instrument().dayAnchor.zone().name());
    }

    void datesAndTheDataWindowFollowTheZone()
    {
        Bench bench;
        bench.page().setZoneChoice({ZoneChoice::Kind::Named, "Asia/Tokyo"});
        bench.chart().refresh();
        const auto newest = bench.chart().series()[0].time;
        bench.trigger("charts.goToDate");
        auto *edit = bench.find<QDateTimeEdit>("goToDate.edit");
        const auto wanted = bench.chart().series()[90].time;
        const auto local = toNanos(wanted) / 1'000'000 + 9 * 3'600'000;
        edit->setDateTime(QDateTime::fromMSecsSinceEpoch(local, Qt::UTC));
        QVERIFY(bench.find<QLabel>("goToDate.utc")->text().contains("(UTC+9)"));
        bench.chart().setVisibleRange({300, 399});
        bench.find<QDialogButtonBox>("goToDate.buttons")->button(QDialogButtonBox::Ok)->click();
        bench.chart().refresh();
        const auto range = bench.chart().visibleRange();
        const auto middle = static_cast<std::size_t>((range.first + range.last) / 2);
        const auto shown = fromNanos(bench.chart().series().times()[middle]);
        QVERIFY(shown - wanted <= std::chrono::minutes(2));
        QVERIFY(wanted - shown <= std::chrono::minutes(2));

        bench.trigger("view.dataWindow");
        auto &panel = *bench.window.findChild<DataWindowPanel *>();
        const auto value = [&](const QString &name) {
            for (const auto &row : panel.model().rows())
                if (row.name == name)
                    return row.value;
            return QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(
            value("Time (Tokyo UTC+9)"), formatTime(newest + std::chrono::hours(9)), 30'000);
        bench.page().goTo(bench.engine.now - std::chrono::hours(24 * 400));
        QTRY_VERIFY_WITH_TIMEOUT(
            bench.window.statusBar()->currentMessage().contains("Tokyo UTC+9"), 30'000);
    }

    // In summer the same hour of the clocks is another instant than in winter.
    void pointsOfDrawingsAreTypedInTheZone()
    {
        const auto newYork = Zone::find("America/New_York").value();
        charts::Drawing line;
        line.anchors = {{*parseIso("2026-03-06T15:30:00Z"), 1.1}};
        AnchorEditor editor(line, 5, 0.0001, newYork);
        editor.show(line);
        auto *edit = editor.findChild<QDateTimeEdit *>("anchor.time.0");
        QCOMPARE(edit->text(), "2026-03-06 10:30:00");
        QVERIFY(editor.findChild<QLabel *>()->text().contains("New York UTC\u22125"));
        connect(&editor, &AnchorEditor::edited, &editor,
            [&](const DrawingEdit &change) { change(line); });
        edit->setDateTime(QDateTime(QDate(2026, 3, 9), QTime(10, 30), Qt::UTC));
        QCOMPARE(line.anchors[0].time, *parseIso("2026-03-09T14:30:00Z"));
    }

    void comparedSymbolsStandInTheDataWindow()
    {
        Bench bench;
        QVERIFY(bench.page().compared().add("GBP_USD").hasValue());
        QTRY_VERIFY_WITH_TIMEOUT(bench.engine.series.size() == 2, 30'000);
        bench.chart().refresh();
        bench.trigger("view.dataWindow");
        auto &panel = *bench.window.findChild<DataWindowPanel *>();
        const QAbstractItemModelTester tester(
            &panel.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto rowsOf = [&](const QString &heading) {
            QStringList names;
            bool isInside = false;
            for (const auto &row : panel.model().rows()) {
                if (row.isHeading)
                    isInside = row.name == heading;
                else if (isInside)
                    names.append(row.name + '=' + row.value);
            }
            return names;
        };
        const auto expected = [&] {
            const auto value = bench.chart().comparisonValues(*bench.chart().readBar()).front();
            return "Close=" + QString::number(value.close.value_or(0), 'f', 5);
        };
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf("GBP_USD").contains(expected()), 30'000);
        QCOMPARE(rowsOf("GBP_USD").size(), 2);
        QVERIFY(rowsOf("GBP_USD")[1].contains(
            QRegularExpression("^Since left edge, %=[+\u2212]?\\d+\\.\\d\\d$")));
        bench.chart().setScaleKind(ScaleKind::Linear);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf("GBP_USD").size(), 1, 30'000);
        bench.page().compared().clear();
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf("GBP_USD").isEmpty(), 30'000);
    }
};

QTEST_MAIN(ChartTimeTest)
#include "tst_chart_time.moc"
