// Writes pictures of the window into <build>/pictures, to be looked at; QT_SCALE_FACTOR and
// AGORA_PICTURE_SUFFIX make more of them.
#include "app/brains/brains_panel.h"
#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/chart/chart_window.h"
#include "app/chart/compared_symbols.h"
#include "app/look/look.h"
#include "app/main_window.h"
#include "app/terminal.h"
#include "charts/drawing/drawing_board.h"
#include "charts/price_chart.h"
#include "tests/app/fake_engine.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace agora;
using namespace agora::app;

namespace {

void keep(QWidget &widget, const QString &name)
{
    const QString folder = QStringLiteral(AGORA_BINARY_DIR "/pictures/");
    QDir().mkpath(folder);
    QTest::qWait(150);
    const auto picture = widget.grab();
    const auto image = picture.toImage();
    bool isBlank = true;
    for (int y = 0; y < image.height() && isBlank; y += 7)
        for (int x = 0; x < image.width() && isBlank; x += 7)
            isBlank = image.pixel(x, y) == image.pixel(0, 0);
    QVERIFY2(!isBlank, qPrintable(name));
    QVERIFY(picture.save(
        folder + name + qEnvironmentVariable("AGORA_PICTURE_SUFFIX") + QStringLiteral(".png")));
}

client::BrainInfo brain(const std::string &name, const std::string &symbol, Period period)
{
    client::BrainInfo made;
    made.name = name;
    made.module = "sma_cross";
    made.symbol = symbol;
    made.period = period;
    made.parameters.set("fast", 10);
    made.parameters.set("slow", 30);
    return made;
}

} // namespace

class WindowPicturesTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void picture_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("isDark");
        QTest::newRow("dark") << "en" << true;
        QTest::newRow("light") << "en" << false;
        QTest::newRow("spanish") << "es" << true;
    }

    void picture()
    {
        QFETCH(QString, language);
        QFETCH(bool, isDark);
        QTranslator texts, qtTexts;
        installTexts(language, texts, qtTexts);
        const auto name = QString::fromLatin1(QTest::currentDataTag());
        QTemporaryDir folder;
        QSettings settings(folder.filePath("window.ini"), QSettings::IniFormat);
        FakeEngine engine;
        Look look(isDark ? ThemeName::Dark : ThemeName::Light);
        MainWindow window(engine, nullptr, look, settings, {});
        window.resize(1600, 950);
        window.show();
        keep(window, name + "-empty");
        fill(engine, window);
        auto *toolbox = window.findChild<QTabWidget *>("toolbox");
        for (int tab = 0; tab < toolbox->count(); ++tab) {
            toolbox->setCurrentIndex(tab);
            keep(window, QStringLiteral("%1-full-%2").arg(name).arg(tab));
        }
        dialogs(window, name);
        indicatorPages(window, name);
        drawings(window, name);
        chartParts(window, name);
        engine.lose();
        keep(window, name + "-lost");
    }

private:
    static void fill(FakeEngine &engine, MainWindow &window)
    {
        engine.brains = {brain("sma_cross", "EUR_USD", Period()),
            brain("swing", "USD_JPY", Period::minutes(15))};
        engine.brains[1].enabled = false;
        engine.start();
        engine.trade();
        auto &chart = window.findChild<ChartArea *>("charts")->current()->chart();
        for (const auto *key : {"sma", "ema", "rsi"}) {
            charts::IndicatorSetup setup;
            setup.key = key;
            if (setup.key == "ema")
                setup.parameters["period"] = std::int64_t(50);
            QVERIFY(chart.addIndicator(setup));
        }
        engine.say(LogLevel::Info, "overmind", "Engine ready: 7 agents, profile default.");
        engine.say(LogLevel::Info, "router",
            "Series EUR_USD M1: 5,000 bars from the store, 12 from the feeder.");
        engine.say(LogLevel::Warning, "feeder", "Quotes of USD_JPY are stale for 3.2 s.");
        engine.say(LogLevel::Error, "trader", "Order manual.1.1 refused: largest position.");
        for (int i = 0; i < 25; ++i)
            engine.tick();
    }

    /// Every page of a dialog with tabs.
    static void keepPages(QWidget &dialog, const QString &name)
    {
        auto *pages = dialog.findChild<QTabWidget *>();
        QVERIFY(pages);
        for (int page = 0; page < pages->count(); ++page) {
            pages->setCurrentIndex(page);
            keep(dialog, QStringLiteral("%1-%2").arg(name).arg(page));
        }
        pages->setCurrentIndex(0);
    }

    /// A formula, one that is fed by another, one with levels; found by a word; the templates.
    static void indicatorPages(MainWindow &window, const QString &name)
    {
        auto &chart = window.findChild<ChartArea *>("charts")->current()->chart();
        const auto before = chart.indicators();
        charts::IndicatorSetup formula;
        formula.key = "formula";
        formula.name = QStringLiteral("Distance of the two averages in ranges of a day");
        QVERIFY(chart.addIndicator(formula));
        charts::IndicatorSetup fed;
        fed.key = "bollinger";
        fed.inputLink = charts::InputLink{before.back().id, "value"};
        QVERIFY(chart.addIndicator(fed));
        window.findChild<QAction *>("charts.indicators")->trigger();
        auto *dialog = window.findChild<QDialog *>("indicatorDialog");
        QVERIFY(dialog);
        dialog->resize(1000, 520); // as on a usual screen
        auto *configured = dialog->findChild<QAbstractItemView *>("indicator.configured");
        for (int row = 0; row < configured->model()->rowCount(); ++row) {
            configured->setCurrentIndex(configured->model()->index(row, 0));
            keepPages(*dialog, QStringLiteral("%1-indicator-%2").arg(name).arg(row));
        }
        dialog->findChild<QLineEdit *>("indicator.search")->setText(QStringLiteral("volume"));
        keep(*dialog, name + "-indicator-search");
        dialog->findChild<QLineEdit *>("indicator.search")->setText(QStringLiteral("qqq"));
        keep(*dialog, name + "-indicator-search-nothing");
        dialog->reject();
        QVERIFY(chart.setIndicators(before));
    }

    /// Drawings of every kind, their list, the dialog of one with levels, the menu.
    static void drawings(MainWindow &window, const QString &name)
    {
        auto &chart = window.findChild<ChartArea *>("charts")->current()->chart();
        auto &board = chart.drawings();
        const auto &series = chart.series();
        std::size_t back = 12;
        for (const auto kind : charts::drawingKinds) {
            charts::Drawing drawing;
            drawing.kind = kind;
            drawing.style = charts::usualStyle(kind);
            drawing.text = QStringLiteral("note");
            for (int i = 0; i < charts::anchorCount(kind); ++i)
                drawing.anchors.push_back({series[back - static_cast<std::size_t>(i) * 5].time,
                    i % 2 == 0 ? series[back].low : series[back].high + 0.0003});
            QVERIFY(!board.add(drawing).isEmpty());
            back += 9;
        }
        window.findChild<QAction *>("view.objects")->trigger();
        keep(window, name + "-drawings");
        for (const auto &drawing : board.set().all()) {
            if (drawing.kind != charts::DrawingKind::FibRetracement)
                continue;
            board.select({drawing.id});
            board.openProperties(drawing.id);
            auto *dialog = window.findChild<QDialog *>("drawingProperties");
            QVERIFY(dialog);
            keepPages(*dialog, name + "-drawing");
            dialog->reject();
            break;
        }
        window.findChild<QAction *>("view.objects")->trigger();
        board.removeAll();
    }

    /// What the chart part of the window shows besides: values, states, what is typed, windows.
    static void chartParts(MainWindow &window, const QString &name)
    {
        auto &area = *window.findChild<ChartArea *>("charts");
        window.findChild<QAction *>("view.dataWindow")->trigger();
        auto &chart = area.current()->chart();
        chart.setPaused(true);
        chart.zoomTo({250, 380}, chart.priceRange().first, chart.priceRange().second);
        keep(window, name + "-data-window-paused");
        chart.setPaused(false);
        chart.setAutoPriceScale(true);
        QVERIFY(area.current()->compared().add("GBP_USD"));
        QTest::keyClicks(&chart, "usd");
        keep(window, name + "-typing");
        if (auto *entry = chart.findChild<QWidget *>("quickEntry"))
            entry->close();
        window.findChild<QAction *>("charts.properties")->trigger();
        auto *dialog = window.findChild<QDialog *>("chartProperties");
        QVERIFY(dialog);
        keepPages(*dialog, name + "-chart-properties");
        dialog->reject();
        area.open("USD_JPY", Period::minutes(5));
        auto *own = area.detach(*area.current());
        own->resize(800, 500);
        keep(*own, name + "-own-window");
        own->resize(276, 320);
        keep(*own, name + "-own-window-narrow");
        window.findChild<QAction *>("view.dataWindow")->trigger();
        QMenu menu;
        emit area.menuRequested(menu, *area.at(0), {50, 50});
        menu.popup({0, 0});
        keep(menu, name + "-chart-menu");
        menu.close();
        auto *templates = window.findChild<QMenu *>("templateMenu");
        templates->popup({0, 0});
        keep(*templates, name + "-template-menu");
        templates->close();
        while (area.count() > 0)
            area.close(0);
        keep(window, name + "-no-chart");
        area.reopen();
    }

    static void dialogs(MainWindow &window, const QString &name)
    {
        const std::pair<const char *, const char *> known[]
            = {{"charts.indicators", "indicatorDialog"}, {"brains.add", "addBrainDialog"},
                {"tools.newOrder", "orderDialog"}, {"help.shortcuts", "shortcuts"},
                {"charts.compare", "compareDialog"}, {"charts.goToDate", "goToDateDialog"}};
        for (const auto &[action, dialogName] : known) {
            window.findChild<QAction *>(action)->trigger();
            auto *dialog = window.findChild<QDialog *>(dialogName);
            QVERIFY(dialog);
            keep(*dialog, name + "-" + dialogName);
            dialog->reject();
        }
    }
};

QTEST_MAIN(WindowPicturesTest)
#include "tst_window_pictures.moc"
