// Chart settings in files: templates and the window's layout come back as they were, files of
// before still load, and what a file has wrong is told and left out, one by one.
#include "app/chart/chart_state.h"
#include "app/chart/chart_templates.h"
#include "app/chart_settings/chart_settings.h"
#include "tests/app/bench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace agora;
using namespace agora::app;

namespace {

/// Another value in every field.
ChartSettings unusual()
{
    ChartSettings settings{.style = charts::CandleStyle::HollowCandles,
        .isGridVisible = false,
        .areQuoteLinesVisible = false,
        .isLastPriceVisible = false,
        .isCountdownVisible = false,
        .isLegendVisible = false,
        .isCrosshairVisible = false,
        .isVolumeVisible = true,
        .volumePlace = charts::VolumePlace::Pane,
        .side = PriceSide::Bid,
        .scale = charts::ScaleKind::Logarithmic,
        .isInverted = true,
        .zone = {ZoneChoice::Kind::Named, "America/Argentina/Buenos_Aires"},
        .areSessionBreaksVisible = true,
        .sessionBreaks = charts::SessionBreaks::CalendarDays,
        .rightMargin = 0.33,
        .areOrdersVisible = false,
        .areTradesVisible = false,
        .areSignalsVisible = false};
    settings.colours = {.base = ChartColours::Base::Light, .isUpRed = true};
    int tint = 10;
    for (const auto &[key, color] : ownColours)
        settings.colours.own.*color = QColor(tint += 20, 100, 200);
    return settings;
}

/// With single quotes, to be read more easily here.
QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(QByteArray(text).replace('\'', '"')).object();
}

} // namespace

class ChartSettingsFilesTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void everyFieldComesBack()
    {
        ChartSettings read;
        QVERIFY(readSettings(toJson(unusual()), read).isEmpty());
        QVERIFY(read == unusual());
        for (const char *zone : {"utc", "exchange", "local", "Asia/Tokyo"}) {
            read.zone = zoneOfKey(zone).value();
            ChartSettings again;
            QVERIFY(readSettings(toJson(read), again).isEmpty());
            QVERIFY(again.zone == read.zone);
            QCOMPARE(zoneKey(again.zone), zone);
        }
        QVERIFY(!zoneOfKey("Mars/Base"));
        QVERIFY(!zoneOfKey(""));
    }

    void aTemplatePutsThemOnAnotherChart()
    {
        Bench bench;
        const ChartTemplates templates(bench.folder.filePath("chart-templates"));
        applySettings(bench.page(), unusual());
        QVERIFY(settingsOf(bench.page()) == unusual());
        QVERIFY(templates.save("mine", lookOf(bench.page())).hasValue());
        auto &other = *bench.find<ChartArea>("charts")->open("USD_JPY", Period::minutes(5));
        QVERIFY(settingsOf(other) == ChartSettings());
        QVERIFY(applyLook(other, *templates.load("mine")).hasValue());
        QVERIFY(settingsOf(other) == unusual());
        QCOMPARE(other.chart().zone().name(), "America/Argentina/Buenos_Aires");
    }

    // As a template was written before there were zones and colours of one's own.
    void aTemplateOfBeforeStillLoads()
    {
        Bench bench;
        const auto old = json(
            "{'style':'line','side':'mid','colours':{'base':'light',"
            "'upRed':true},'grid':false,'volume':true,'volumePlace':'pane','quoteLines':false,"
            "'crosshair':true,'sessionBreaks':true,'scale':'logarithmic','inverted':true,"
            "'rightMargin':0.2,'indicators':[],'panes':[{'name':'','share':1}]}");
        const auto applied = applyLook(bench.page(), old);
        QVERIFY2(applied.hasValue(), applied ? "" : applied.error().message.c_str());
        ChartSettings expected{.style = charts::CandleStyle::Line,
            .isGridVisible = false,
            .areQuoteLinesVisible = false,
            .isVolumeVisible = true,
            .volumePlace = charts::VolumePlace::Pane,
            .scale = charts::ScaleKind::Logarithmic,
            .isInverted = true,
            .areSessionBreaksVisible = true,
            .rightMargin = 0.2};
        expected.colours = {.base = ChartColours::Base::Light, .isUpRed = true};
        QVERIFY(settingsOf(bench.page()) == expected);
    }

    void badValuesAreToldAndLeftOutOneByOne()
    {
        Bench bench;
        const auto bad
            = json("{'style':'bars','side':7,'grid':'yes','volumePlace':'attic',"
                   "'lastPrice':1,'scale':'cubic','zone':'Mars/Base','sessionBreaksAt':true,"
                   "'rightMargin':0.9,'legend':false,'orders':null,'panes':'two',"
                   "'colours':{'base':'purple','upRed':true,'own':{'up':'bluish','down':'#112233',"
                   "'grid':5}}}");
        const auto applied = applyLook(bench.page(), bad);
        QVERIFY(!applied);
        const auto told = QString::fromStdString(applied.error().message);
        const std::pair<const char *, const char *> wrong[] = {{"side", "7"}, {"grid", "yes"},
            {"volumePlace", "attic"}, {"lastPrice", "1"}, {"scale", "cubic"}, {"zone", "Mars/Base"},
            {"sessionBreaksAt", "true"}, {"rightMargin", "0.9"}, {"orders", "null"},
            {"panes", "two"}, {"colours.base", "purple"}, {"colours.own.up", "bluish"},
            {"colours.own.grid", "5"}};
        for (const auto &[field, value] : wrong) {
            const auto sentence
                = QStringLiteral("A chart's “%1” cannot be “%2”.").arg(field, value);
            QVERIFY2(told.contains(sentence), qPrintable(sentence + "\n" + told));
        }
        QCOMPARE(told.count("cannot be"), qsizetype(std::size(wrong)));
        ChartSettings expected{.style = charts::CandleStyle::Bars, .isLegendVisible = false};
        expected.colours.isUpRed = true;
        expected.colours.own.down = QColor("#112233");
        QVERIFY(settingsOf(bench.page()) == expected); // what was right was taken
    }

    void theStateTellsItsMistakesToo()
    {
        Bench bench;
        const auto applied = applyState(bench.page(),
            json("{'linkGroup':99,'freePrices':[2,1],'look':{'style':'wavy','grid':false}}"));
        QVERIFY(!applied);
        const auto told = QString::fromStdString(applied.error().message);
        QVERIFY(told.contains("“linkGroup” cannot be “99”"));
        QVERIFY(told.contains("“freePrices” cannot be “[2,1]”"));
        QVERIFY(told.contains("“style” cannot be “wavy”"));
        QVERIFY(!bench.chart().isGridVisible());
        QVERIFY(bench.chart().isAutoPriceScale());
    }

    void theLayoutOfTheWindowKeepsThem()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("window.ini"), QSettings::IniFormat);
        Look look(ThemeName::Dark);
        auto kept = unusual();
        kept.freePrices = std::pair(1.01, 1.23);
        {
            FakeEngine engine;
            MainWindow window(engine, nullptr, look, settings, {});
            window.show();
            engine.start();
            applySettings(*window.findChild<ChartArea *>("charts")->current(), kept);
            QVERIFY(window.close());
        }
        FakeEngine engine;
        MainWindow window(engine, nullptr, look, settings, {});
        window.show();
        auto &page = *window.findChild<ChartArea *>("charts")->current();
        QVERIFY(settingsOf(page) == kept);
        engine.start(); // the bars come later, and move nothing
        QTRY_VERIFY_WITH_TIMEOUT(!page.chart().series().empty(), 30'000);
        page.chart().refresh();
        QVERIFY(settingsOf(page) == kept);
        QVERIFY(page.chart().zoneText().contains("UTC\u22123"));
    }
};

QTEST_MAIN(ChartSettingsFilesTest)
#include "tst_chart_settings_files.moc"
