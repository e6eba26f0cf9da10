// The properties of a chart: every control by mouse and keyboard, what the chart shows while they
// are edited, Apply, Cancel, defaults.
#include "app/chart/chart_state.h"
#include "app/chart/chart_templates.h"
#include "tests/app/properties_hand.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QRadioButton>
#include <QSpinBox>

using namespace agora;
using namespace agora::app;
using charts::CandleStyle;
using charts::ScaleKind;
using charts::SessionBreaks;
using charts::VolumePlace;

namespace {

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
        QTRY_VERIFY_WITH_TIMEOUT(bench.window.isActiveWindow(), 30'000);
        QTest::keyClick(&bench.chart(), Qt::Key_F8);
        QPointer<ChartProperties> dialog = bench.window.findChild<ChartProperties *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->windowTitle().contains("EUR_USD, M1"));
        QTest::keyClick(dialog.data(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, 30'000);
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
        QTRY_VERIFY_WITH_TIMEOUT(properties.shown() == everythingChanged(), 30'000);
        QCOMPARE(bench.chart().theme().name, "light");
        QCOMPARE(bench.chart().theme().area, QColor("#123456"));
        QCOMPARE(bench.chart().zone().name(), "Europe/Madrid");
        properties.press(QDialogButtonBox::Cancel);
        QVERIFY(settingsOf(bench.page()) == before);
        QCOMPARE(bench.chart().theme().name, "dark");
        QCOMPARE(bench.chart().zone().name(), "UTC");
        bench.chart().refresh();
        QVERIFY(bench.chart().visibleRange() == range);
        QTRY_VERIFY_WITH_TIMEOUT(!properties.dialog, 30'000);
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
        QTRY_VERIFY_WITH_TIMEOUT(!properties.dialog, 30'000);
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
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().candleStyle() == CandleStyle::Line, 30'000);
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
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().candleStyle() == CandleStyle::Bars, 30'000);
        QVERIFY(bench.chart().priceSide() == PriceSide::Mid);
        properties.press(QDialogButtonBox::Ok);
        QVERIFY(bench.chart().priceSide() == PriceSide::Ask);
        QTRY_VERIFY_WITH_TIMEOUT(
            bench.chart().series().side() == PriceSide::Ask && !bench.chart().series().empty(),
            30'000);
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
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().isAutoPriceScale(), 30'000);
        QVERIFY(!properties.find<QDoubleSpinBox>("settings.low").isEnabled());
        properties.find<QRadioButton>("settings.free").click();
        properties.type(properties.find<QDoubleSpinBox>("settings.low"), "1.50000");
        auto &problem = properties.find<QLabel>("settings.problem");
        QVERIFY(problem.isVisible());
        QVERIFY2(problem.text().contains("1.50000 is not below"), qPrintable(problem.text()));
        properties.page(0);
        properties.press(QDialogButtonBox::Ok);
        QVERIFY(properties.dialog->isVisible()); // refused, and the page with the mistake shown
        QCOMPARE(properties.find<QTabWidget>("settings.pages").currentIndex(), 2);
        QTest::keyClick(properties.dialog.data(), Qt::Key_Escape);
        QVERIFY(settingsOf(bench.page()) == before);
    }

    // Wherever the user had put the newest bar.
    void aMarginThatIsTakenBackMovesNothing()
    {
        Bench bench;
        bench.chart().refresh();
        bench.chart().scrollBars(-1); // it stays in view, and is followed
        bench.chart().refresh();
        QVERIFY(bench.chart().isAutoScroll());
        const auto before = bench.chart().visibleRange();
        Properties properties(bench);
        properties.page(3);
        auto &margin = properties.find<QSpinBox>("settings.margin");
        margin.setFocus();
        QTest::keyClick(&margin, Qt::Key_Up);
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().rightMargin(), 0.15, 30'000);
        QVERIFY(bench.chart().visibleRange() != before);
        QTest::keyClick(&margin, Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().rightMargin(), 0.1, 30'000);
        properties.press(QDialogButtonBox::Cancel);
        bench.chart().refresh();
        QVERIFY(bench.chart().isAutoScroll());
        QCOMPARE(bench.chart().visibleRange().first, before.first);
        QCOMPARE(bench.chart().visibleRange().last, before.last);
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
            QTRY_COMPARE_WITH_TIMEOUT(bench.chart().theme().*member, chosen, 30'000);
        }
        QTest::mouseClick(&reset, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(bench.chart().theme().up, usual.up, 30'000);
        QTest::mouseClick(&properties.find<QPushButton>("settings.forgetColours"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.chart().theme() == usual, 30'000);
        QVERIFY(!properties.canApply());
        // On a light background of its own what is not chosen is what can be read there.
        properties.color("settings.color.background", QColor("#fdf6e3"));
        QTRY_COMPARE_WITH_TIMEOUT(
            bench.chart().theme().text, charts::ChartTheme::light().text, 30'000);
        QVERIFY(bench.chart().theme().grid.lightnessF() > 0.7);
        // The swap is of the theme's colours; what was chosen stays what it was chosen for.
        properties.color("settings.color.up", QColor("#0000ff"));
        properties.check("settings.upRed");
        QTRY_COMPARE_WITH_TIMEOUT(
            bench.chart().theme().down, charts::ChartTheme::light().up, 30'000);
        QCOMPARE(bench.chart().theme().up, QColor("#0000ff"));
        bench.trigger("charts.colours.dark"); // the menu leaves them, too
        QCOMPARE(bench.page().colours().own.up, QColor("#0000ff"));
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
        QTRY_VERIFY_WITH_TIMEOUT(!properties.dialog, 30'000);

        Properties again(bench); // of the new chart
        again.defaults("settings.factory");
        QTRY_VERIFY_WITH_TIMEOUT(settingsOf(*page) == ChartSettings(), 30'000);
        again.defaults("settings.takeNew");
        QTRY_VERIFY_WITH_TIMEOUT(settingsOf(*page) == wanted, 30'000);
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

    // Pictures of every page for the eye, in <build>/pictures; nothing in them may be cut.
    void everyPageShowsAllOfItsWords()
    {
        const QString folder = QStringLiteral(AGORA_BINARY_DIR "/pictures/");
        QDir().mkpath(folder);
        for (const auto theme : {ThemeName::Dark, ThemeName::Light}) {
            Bench bench;
            bench.look.apply(theme);
            bench.page().setZoneChoice(
                {ZoneChoice::Kind::Named, "America/Argentina/ComodRivadavia"});
            Properties properties(bench);
            properties.color("settings.color.up", QColor("#d9a400"));
            for (int page = 0; page < 5; ++page) {
                properties.page(page);
                QCoreApplication::processEvents();
                for (auto *widget : properties.dialog->findChildren<QWidget *>()) {
                    const auto *label = qobject_cast<QLabel *>(widget);
                    const bool isChecked = (label && !label->wordWrap())
                        || qobject_cast<QAbstractButton *>(widget)
                        || qobject_cast<QComboBox *>(widget);
                    if (!isChecked || !widget->isVisible())
                        continue;
                    const auto name = QStringLiteral("%1 on page %2: %3 of %4 pixels")
                                          .arg(widget->objectName())
                                          .arg(page)
                                          .arg(widget->width())
                                          .arg(widget->sizeHint().width());
                    QVERIFY2(widget->width() >= widget->sizeHint().width(), qPrintable(name));
                }
                QVERIFY(properties.dialog->grab().save(
                    QStringLiteral("%1settings-%2-%3%4.png")
                        .arg(folder, themeKey(theme))
                        .arg(page)
                        .arg(qEnvironmentVariable("AGORA_PICTURE_SUFFIX"))));
            }
            properties.press(QDialogButtonBox::Ok);
            bench.chart().refresh();
            QVERIFY(bench.chart().picture().save(
                folder + "settings-chart-" + themeKey(theme) + ".png"));
        }
    }
};

QTEST_MAIN(ChartSettingsTest)
#include "tst_chart_settings.moc"
