// The properties of a chart: every control by mouse and keyboard, what the chart shows while they
// are edited, Apply, Cancel, defaults; and the time zone where the axis names it.
#include "app/chart/chart_state.h"
#include "app/chart/chart_templates.h"
#include "app/chart/compared_symbols.h"
#include "app/chart_settings/chart_properties.h"
#include "app/chart_settings/zone_model.h"
#include "app/data_window/data_window_panel.h"
#include "tests/app/bench.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QSpinBox>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace agora;
using namespace agora::app;
using charts::CandleStyle;
using charts::ScaleKind;
using charts::SessionBreaks;
using charts::VolumePlace;

namespace {

/// The dialog of the chart in front, used as a user does.
struct Properties {
    explicit Properties(Bench &window) : bench(window)
    {
        bench.trigger("charts.properties");
        dialog = bench.find<ChartProperties>("chartProperties");
    }

    template <typename T>
    T &find(const char *name)
    {
        auto *found = dialog->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("the dialog has no %s", name);
        return *found;
    }
    void page(int index)
    {
        auto *bar = find<QTabWidget>("settings.pages").tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(index).center());
    }
    void check(const char *name)
    {
        auto &box = find<QCheckBox>(name);
        QTest::mouseClick(&box, Qt::LeftButton, {}, {box.height() / 2, box.height() / 2});
    }
    /// Walks down the list of a box with the keyboard.
    void choose(const char *name, int times)
    {
        auto &box = find<QComboBox>(name);
        box.setFocus();
        for (int i = 0; i < times; ++i)
            QTest::keyClick(&box, Qt::Key_Down);
    }
    void color(const char *name, const QColor &color)
    {
        QTest::mouseClick(&find<QToolButton>(name), Qt::LeftButton);
        auto *asked = dialog->findChild<QColorDialog *>();
        asked->setCurrentColor(color);
        asked->accept();
        QTRY_VERIFY(!dialog->findChild<QColorDialog *>());
    }
    void type(QDoubleSpinBox &box, const char *value)
    {
        box.setFocus();
        box.selectAll();
        QTest::keyClicks(&box, value);
    }
    void press(QDialogButtonBox::StandardButton which)
    {
        QTest::mouseClick(find<QDialogButtonBox>("settings.buttons").button(which), Qt::LeftButton);
    }
    bool canApply()
    {
        return find<QDialogButtonBox>("settings.buttons")
            .button(QDialogButtonBox::Apply)
            ->isEnabled();
    }
    void defaults(const char *action)
    {
        auto *menu = find<QPushButton>("settings.defaults").menu();
        emit menu->aboutToShow();
        for (auto *each : menu->actions())
            if (each->objectName() == QLatin1String(action))
                each->trigger();
    }
    [[nodiscard]] ChartSettings shown() const { return settingsOf(bench.page()); }

    Bench &bench;
    QPointer<ChartProperties> dialog;
};

/// Something else in every page, by mouse and keyboard.
void changeEverything(Properties &properties)
{
    properties.choose("settings.style", 4);
    properties.choose("settings.volume", 2);
    for (const char *box : {"settings.grid", "settings.quoteLines", "settings.legend",
             "settings.crosshair", "settings.countdown", "settings.lastPrice"})
        properties.check(box);
    properties.page(1);
    properties.choose("settings.theme", 2);
    properties.check("settings.upRed");
    properties.color("settings.color.area", QColor("#123456"));
    properties.page(2);
    properties.choose("settings.scale", 1);
    properties.check("settings.inverted");
    properties.find<QRadioButton>("settings.free").click();
    properties.type(properties.find<QDoubleSpinBox>("settings.low"), "1.05000");
    properties.type(properties.find<QDoubleSpinBox>("settings.high"), "1.15000");
    properties.page(3);
    auto &search = properties.find<QLineEdit>("settings.zoneSearch");
    search.setFocus();
    QTest::keyClicks(&search, "madrid");
    QTest::keyClick(&search, Qt::Key_Down);
    properties.choose("settings.breaks", 2);
    auto &margin = properties.find<QSpinBox>("settings.margin");
    margin.setFocus();
    margin.selectAll();
    QTest::keyClicks(&margin, "25");
    properties.page(4);
    for (const char *box : {"settings.orders", "settings.trades", "settings.signals"})
        properties.check(box);
}

ChartSettings everythingChanged()
{
    ChartSettings settings{.style = CandleStyle::Area,
        .isGridVisible = false,
        .areQuoteLinesVisible = false,
        .isLastPriceVisible = false,
        .isCountdownVisible = false,
        .isLegendVisible = false,
        .isCrosshairVisible = false,
        .isVolumeVisible = true,
        .volumePlace = VolumePlace::Pane,
        .scale = ScaleKind::Logarithmic,
        .isInverted = true,
        .freePrices = std::pair(1.05, 1.15),
        .zone = {ZoneChoice::Kind::Named, "Europe/Madrid"},
        .areSessionBreaksVisible = true,
        .sessionBreaks = SessionBreaks::CalendarDays,
        .rightMargin = 0.25,
        .areOrdersVisible = false,
        .areTradesVisible = false,
        .areSignalsVisible = false};
    settings.colours = {.base = ChartColours::Base::Light, .isUpRed = true};
    settings.colours.own.area = QColor("#123456");
    return settings;
}

} // namespace

class ChartSettingsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void aNewChartHasTheSettingsOfTheStruct()
    {
        Bench bench;
        QVERIFY(settingsOf(bench.page()) == ChartSettings());
    }

    void opensByItsKeyAndStandsInMenusAndInTheListOfKeys()
    {
        Bench bench;
        bench.window.activateWindow();
        QTRY_VERIFY(bench.window.isActiveWindow());
        QTest::keyClick(&bench.chart(), Qt::Key_F8);
        QPointer<ChartProperties> dialog = bench.window.findChild<ChartProperties *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->windowTitle().contains("EUR_USD, M1"));
        QTest::keyClick(dialog.data(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog);
        QMenu menu;
        emit bench.find<ChartArea>("charts")->menuRequested(menu, bench.page(), {100, 100});
        QVERIFY(menu.actions().contains(bench.find<QAction>("charts.properties")));
        bench.trigger("help.shortcuts");
        QVERIFY(bench.find<QMessageBox>("shortcuts")->text().contains("<b>F8</b>"));
    }

    void everyControlIsSeenAtOnceAndCancelTakesItBack()
    {
        Bench bench;
        bench.chart().refresh();
        const auto before = settingsOf(bench.page());
        const auto range = bench.chart().visibleRange();
        Properties properties(bench);
        QVERIFY(!properties.canApply());
        changeEverything(properties);
        QVERIFY(properties.canApply());
        QTRY_VERIFY(properties.shown() == everythingChanged());
        QCOMPARE(bench.chart().theme().name, "light");
        QCOMPARE(bench.chart().theme().area, QColor("#123456"));
        QCOMPARE(bench.chart().zone().name(), "Europe/Madrid");
        properties.press(QDialogButtonBox::Cancel);
        QVERIFY(settingsOf(bench.page()) == before);
        QCOMPARE(bench.chart().theme().name, "dark");
        QCOMPARE(bench.chart().zone().name(), "UTC");
        bench.chart().refresh();
        QVERIFY(bench.chart().visibleRange() == range);
        QTRY_VERIFY(!properties.dialog);
    }

    void withoutThePreviewTheChartWaits()
    {
        Bench bench;
        Properties properties(bench);
        properties.check("settings.preview");
        changeEverything(properties);
        QTest::qWait(150); // longer than the delay of a preview; on a slow machine it waits longer
        QVERIFY(settingsOf(bench.page()) == ChartSettings());
        properties.press(QDialogButtonBox::Ok);
        QVERIFY(settingsOf(bench.page()) == everythingChanged());
        QTRY_VERIFY(!properties.dialog);
    }

    void applyKeepsItOpenAndIsWhatCancelComesBackTo()
    {
        Bench bench;
        Properties properties(bench);
        properties.choose("settings.style", 2);
        properties.press(QDialogButtonBox::Apply);
        QVERIFY(properties.dialog->isVisible());
        QVERIFY(!properties.canApply());
        QVERIFY(bench.chart().candleStyle() == CandleStyle::Bars);
        properties.choose("settings.style", 1);
        QTRY_VERIFY(bench.chart().candleStyle() == CandleStyle::Line);
        properties.press(QDialogButtonBox::Cancel);
        QVERIFY(bench.chart().candleStyle() == CandleStyle::Bars);
    }

    // Another side is fetched anew, so it waits for Apply; the style is seen at once.
    void otherPricesAreFetchedWhenApplied()
    {
        Bench bench;
        Properties properties(bench);
        properties.choose("settings.style", 2);
        properties.page(2);
        properties.choose("settings.side", 2);
        QTRY_VERIFY(bench.chart().candleStyle() == CandleStyle::Bars);
        QVERIFY(bench.chart().priceSide() == PriceSide::Mid);
        properties.press(QDialogButtonBox::Ok);
        QVERIFY(bench.chart().priceSide() == PriceSide::Ask);
        QTRY_VERIFY(
            bench.chart().series().side() == PriceSide::Ask && !bench.chart().series().empty());
    }

    void aFreeScaleIsCheckedAndComesBack()
    {
        Bench bench;
        bench.chart().refresh();
        bench.chart().setPriceRange(1.0812345, 1.0912345); // dragged: more decimals than a box has
        const auto before = settingsOf(bench.page());
        Properties properties(bench);
        QVERIFY(!properties.canApply());
        properties.page(2);
        properties.find<QRadioButton>("settings.automatic").click();
        QTRY_VERIFY(bench.chart().isAutoPriceScale());
        QVERIFY(!properties.find<QDoubleSpinBox>("settings.low").isEnabled());
        properties.find<QRadioButton>("settings.free").click();
        properties.type(properties.find<QDoubleSpinBox>("settings.low"), "1.50000");
        auto &problem = properties.find<QLabel>("settings.problem");
        QVERIFY(problem.isVisible());
        QVERIFY(problem.text().contains("1.50000 is not below"));
        properties.page(0);
        properties.press(QDialogButtonBox::Ok);
        QVERIFY(properties.dialog->isVisible()); // refused, and the page with the mistake shown
        QCOMPARE(properties.find<QTabWidget>("settings.pages").currentIndex(), 2);
        QTest::keyClick(properties.dialog.data(), Qt::Key_Escape);
        QVERIFY(settingsOf(bench.page()) == before);
    }

    void coloursGoBackToTheThemes()
    {
        Bench bench;
        const auto usual = bench.chart().theme();
        Properties properties(bench);
        properties.page(1);
        auto &reset = properties.find<QToolButton>("settings.color.up.reset");
        QVERIFY(!reset.isEnabled());
        const std::pair<const char *, QColor charts::ChartTheme::*> all[]
            = {{"settings.color.up", &charts::ChartTheme::up},
                {"settings.color.down", &charts::ChartTheme::down},
                {"settings.color.line", &charts::ChartTheme::line},
                {"settings.color.area", &charts::ChartTheme::area},
                {"settings.color.background", &charts::ChartTheme::background},
                {"settings.color.grid", &charts::ChartTheme::grid},
                {"settings.color.text", &charts::ChartTheme::text}};
        int tint = 20;
        for (const auto &[name, member] : all) {
            const QColor chosen(tint, 30, 40);
            tint += 20;
            properties.color(name, chosen);
            QTRY_COMPARE(bench.chart().theme().*member, chosen);
        }
        QTest::mouseClick(&reset, Qt::LeftButton);
        QTRY_COMPARE(bench.chart().theme().up, usual.up);
        QTest::mouseClick(&properties.find<QPushButton>("settings.forgetColours"), Qt::LeftButton);
        QTRY_VERIFY(bench.chart().theme() == usual);
        QVERIFY(!properties.canApply());
        // On a light background of its own what is not chosen is what can be read there.
        properties.color("settings.color.background", QColor("#fdf6e3"));
        QTRY_COMPARE(bench.chart().theme().text, charts::ChartTheme::light().text);
        QVERIFY(bench.chart().theme().grid.lightnessF() > 0.7);
        // The swap is of the theme's colours; what was chosen stays what it was chosen for.
        properties.color("settings.color.up", QColor("#0000ff"));
        properties.check("settings.upRed");
        QTRY_COMPARE(bench.chart().theme().down, charts::ChartTheme::light().up);
        QCOMPARE(bench.chart().theme().up, QColor("#0000ff"));
        bench.trigger("charts.colours.dark"); // the menu leaves them, too
        QCOMPARE(bench.page().colours().own.up, QColor("#0000ff"));
    }

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
        QTRY_COMPARE(bench.chart().zone().name(), "America/New_York");
        QVERIFY(properties.find<QLabel>("settings.zoneExample").text().contains("New York UTC"));
        search.clear();
        QCOMPARE(list.model()->rowCount(), all);
        QCOMPARE(selected(), "America/New York");
        QTest::keyClicks(&search, "japan");
        const auto row = list.visualRect(list.model()->index(0, 0));
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, row.center());
        QTRY_COMPARE(bench.chart().zone().name(), "Asia/Tokyo");
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

    void newChartsTakeTheDefaults()
    {
        Bench bench;
        const ChartTemplates templates(bench.folder.filePath("chart-templates"));
        charts::IndicatorSetup rsi;
        rsi.key = "rsi";
        QVERIFY(bench.chart().addIndicator(rsi).hasValue());
        QVERIFY(templates.saveDefault(lookOf(bench.page())).hasValue());
        Properties properties(bench);
        changeEverything(properties);
        properties.defaults("settings.useForNew");
        QVERIFY(properties.find<QLabel>("settings.notice").isVisible());
        properties.press(QDialogButtonBox::Cancel);
        QVERIFY(settingsOf(bench.page()) == ChartSettings());
        auto &area = *bench.find<ChartArea>("charts");
        auto *page = area.open("USD_JPY", Period::minutes(5));
        auto wanted = everythingChanged();
        wanted.freePrices.reset(); // prices of another symbol are nobody's default
        QVERIFY(settingsOf(*page) == wanted);
        QCOMPARE(page->chart().indicators().size(), 1u); // that of the default stays
        QTRY_VERIFY(!properties.dialog);

        Properties again(bench); // of the new chart
        again.defaults("settings.factory");
        QTRY_VERIFY(settingsOf(*page) == ChartSettings());
        again.defaults("settings.takeNew");
        QTRY_VERIFY(settingsOf(*page) == wanted);
        again.press(QDialogButtonBox::Ok);
        QVERIFY(settingsOf(*page) == wanted);
    }

    void isUsableByKeyboardAndFitsASmallScreen()
    {
        Bench bench;
        Properties properties(bench);
        const auto room = properties.dialog->sizeHint();
        const int unit = properties.dialog->fontMetrics().height();
        QVERIFY2(room.width() < unit * 60 && room.height() < unit * 40, "as 1024 by 768 has");
        auto &tabs = properties.find<QTabWidget>("settings.pages");
        const auto letterOf = [](const QString &text) {
            const auto at = text.indexOf('&');
            return at < 0 ? QString() : text.mid(at + 1, 1).toUpper();
        };
        for (int page = 0; page < tabs.count(); ++page) {
            properties.page(page);
            QStringList letters;
            for (int i = 0; i < tabs.count(); ++i)
                letters.append(letterOf(tabs.tabText(i)));
            for (auto *button : properties.dialog->findChildren<QAbstractButton *>())
                if (button->isVisible())
                    letters.append(letterOf(button->text()));
            for (auto *label : properties.dialog->findChildren<QLabel *>()) {
                if (!label->isVisible() || letterOf(label->text()).isEmpty())
                    continue;
                letters.append(letterOf(label->text()));
                QVERIFY2(label->buddy(), qPrintable(label->text()));
            }
            letters.removeAll(QString());
            auto once = letters;
            once.removeDuplicates();
            QCOMPARE(letters, once);
        }
        properties.page(0);
        auto *first = &properties.find<QComboBox>("settings.style");
        first->setFocus();
        QList<QWidget *> reached;
        for (auto *at = first->nextInFocusChain(); at != first; at = at->nextInFocusChain())
            reached.append(at);
        for (const char *name : {"settings.countdown", "settings.preview", "settings.defaults"})
            QVERIFY(reached.contains(&properties.find<QWidget>(name)));
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
        QTRY_COMPARE(value("Time (Tokyo UTC+9)"), formatTime(newest + std::chrono::hours(9)));
        bench.page().goTo(bench.engine.now - std::chrono::hours(24 * 400));
        QTRY_VERIFY(bench.window.statusBar()->currentMessage().contains("Tokyo UTC+9"));
    }

    void comparedSymbolsStandInTheDataWindow()
    {
        Bench bench;
        QVERIFY(bench.page().compared().add("GBP_USD").hasValue());
        QTRY_VERIFY(bench.engine.series.size() == 2);
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
        QTRY_VERIFY(rowsOf("GBP_USD").contains(expected()));
        QCOMPARE(rowsOf("GBP_USD").size(), 2);
        QVERIFY(rowsOf("GBP_USD")[1].contains(
            QRegularExpression("^Since left edge, %=[+\u2212]?\\d+\\.\\d\\d$")));
        bench.chart().setScaleKind(ScaleKind::Linear);
        QTRY_COMPARE(rowsOf("GBP_USD").size(), 1);
        bench.page().compared().clear();
        QTRY_VERIFY(rowsOf("GBP_USD").isEmpty());
    }
};

QTEST_MAIN(ChartSettingsTest)
#include "tst_chart_settings.moc"
