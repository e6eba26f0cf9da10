// The chart part of the window: charts in tabs and windows, what a user types and drags onto them,
// what is kept of them, templates and menus.
#include "app/chart/chart_tabs.h"
#include "app/chart/chart_templates.h"
#include "app/chart/chart_window.h"
#include "app/chart/compared_symbols.h"
#include "app/chart/quick_entry.h"
#include "app/chart/symbol_mime.h"
#include "tests/app/bench.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace agora;
using namespace agora::app;

namespace {

QuickEntry *entryOf(ChartPage &page) { return page.findChild<QuickEntry *>("quickEntry"); }

/// Types on the chart as a user does: the first key on it, the rest where the focus went.
void type(ChartPage &page, const QString &text)
{
    QTest::keyClicks(&page.chart(), text.left(1));
    if (auto *entry = entryOf(page))
        QTest::keyClicks(entry->findChild<QLineEdit *>("quickEntry.edit"), text.mid(1));
}

void enter(ChartPage &page)
{
    QTest::keyClick(entryOf(page)->findChild<QLineEdit *>("quickEntry.edit"), Qt::Key_Return);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void drop(QWidget &widget, const QString &symbol)
{
    QMimeData data;
    data.setData(symbolMime, symbol.toUtf8());
    const auto at = widget.rect().center();
    QDragEnterEvent arrives(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &arrives);
    QVERIFY(arrives.isAccepted());
    QDropEvent dropped(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &dropped);
}

/// Counts how often a window is brought above the others.
class Raised final : public QObject {
public:
    explicit Raised(QWidget &window) { window.installEventFilter(this); }
    int times = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        times += event->type() == QEvent::ZOrderChange ? 1 : 0;
        return false;
    }
};

QAction *menuAction(Bench &bench, const QString &name)
{
    auto *menu = bench.find<QMenu>("templateMenu");
    emit menu->aboutToShow();
    auto *action = menu->findChild<QAction *>(name);
    return action;
}

} // namespace

class ChartWindowTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void aChartGetsAWindowAndComesBack()
    {
        Bench bench;
        auto &area = *bench.find<ChartArea>("charts");
        bench.trigger("file.newChart");
        area.current()->setSymbol("USD_JPY");
        auto *page = area.current();
        bench.trigger("charts.detach");
        QCOMPARE(area.count(), 1);
        QCOMPARE(area.windows().size(), 1);
        QCOMPARE(area.current(), page); // the window has the focus of the user
        auto *window = area.windows()[0];
        QVERIFY(window->isVisible() && window->windowTitle().startsWith("USD_JPY, M1"));
        QVERIFY(bench.find<QAction>("charts.detach")->isChecked());
        // Its own boxes and the shared actions act on it.
        window->findChild<QComboBox *>("periodBox")->setCurrentText("H1");
        QCOMPARE(page->period(), Period::hours(1));
        QVERIFY(window->windowTitle().startsWith("USD_JPY, H1"));
        bench.trigger("charts.line");
        QVERIFY(page->chart().candleStyle() == charts::CandleStyle::Line);
        QVERIFY(area.at(0)->chart().candleStyle() == charts::CandleStyle::Candles);
        // It goes on living while the other one is used.
        area.bringToFront(*area.at(0));
        QTRY_COMPARE_WITH_TIMEOUT(area.current(), area.at(0), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!page->chart().series().empty(), 30'000);
        const double before = page->chart().series()[0].close;
        bench.engine.tick();
        QVERIFY(page->chart().series()[0].close != before);
        bench.trigger("window.next"); // goes round windows, too
        QTRY_COMPARE_WITH_TIMEOUT(area.current(), page, 30'000);
        bench.trigger("charts.detach");
        QCOMPARE(area.count(), 2);
        QVERIFY(area.windows().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(area.current(), page, 30'000);
        QVERIFY(page->isVisible());
        QCOMPARE(bench.engine.series.size(), 2); // it was never subscribed anew
    }

    void aTabIsTornOffByMouse()
    {
        Bench bench;
        auto &area = *bench.find<ChartArea>("charts");
        bench.trigger("file.newChart");
        bench.trigger("file.newChart");
        auto *tabs = area.findChild<ChartTabs *>();
        QTest::mouseDClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
        QCOMPARE(area.windows().size(), 1);
        QCOMPARE(area.count(), 2);
        const auto from = tabs->tabRect(0).center();
        const QPoint to(from.x() + 30, tabs->height() * 4);
        QTest::mousePress(tabs, Qt::LeftButton, {}, from);
        for (const auto at : {(from + to) / 2, to, to}) {
            if (area.windows().size() > 1)
                break;
            QMouseEvent move(
                QEvent::MouseMove, at, tabs->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(tabs, &move);
        }
        QCOMPARE(area.windows().size(), 2);
        QCOMPARE(area.count(), 1);
        QTest::mouseClick(tabs, Qt::MiddleButton, {}, tabs->tabRect(0).center());
        QCOMPARE(area.count(), 0);
        QCOMPARE(area.pages().size(), 2);
    }

    void aClosedChartComesBack()
    {
        Bench bench;
        auto &area = *bench.find<ChartArea>("charts");
        bench.page().setSymbol("GBP_USD");
        bench.page().setPeriod(Period::hours(4));
        bench.trigger("charts.area");
        bench.trigger("charts.detach");
        QVERIFY(area.windows()[0]->close());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(area.pages().isEmpty());
        QCOMPARE(bench.engine.series.size(), 0);
        for (const auto *action : bench.window.findChildren<QAction *>())
            if (action->objectName().startsWith("charts."))
                QVERIFY2(!action->isEnabled(), qPrintable(action->objectName()));
        bench.trigger("file.reopenChart");
        QCOMPARE(bench.page().title(), "GBP_USD, H4");
        QVERIFY(bench.chart().candleStyle() == charts::CandleStyle::Area);
    }

    // Everything that a user set comes back at the next start.
    void everythingComesBack()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("window.ini"), QSettings::IniFormat);
        Look look(ThemeName::Dark);
        QRect place;
        {
            FakeEngine engine;
            MainWindow window(engine, nullptr, look, settings, {});
            window.show();
            auto &area = *window.findChild<ChartArea *>("charts");
            auto &chart = area.current()->chart();
            charts::IndicatorSetup rsi;
            rsi.key = "rsi";
            QVERIFY(chart.addIndicator(rsi));
            chart.refresh();
            chart.setPaneLayout({{{}, 0.6}, {chart.indicators()[0].id, 0.4}});
            QVERIFY(area.current()->compared().add("GBP_USD"));
            chart.setScaleKind(charts::ScaleKind::Logarithmic);
            chart.setScaleInverted(true);
            chart.setRightMargin(0.3);
            chart.setVolumeVisible(true);
            chart.setVolumePlace(charts::VolumePlace::Pane);
            chart.setPriceSide(PriceSide::Ask);
            area.current()->setColours({ChartColours::Base::Light, true});
            area.current()->setLinkGroup(2);
            area.setWheelAction(charts::WheelAction::Scroll);
            area.setCrosshairLinked(false);
            auto *own = area.detach(*area.open("USD_JPY", *Period::parse("T100")));
            own->setGeometry(120, 90, 640, 410);
            place = own->geometry();
            QVERIFY(window.close());
            QVERIFY(area.windows().isEmpty()); // a terminal that has closed leaves none behind
        }
        FakeEngine engine;
        MainWindow window(engine, nullptr, look, settings, {});
        auto &area = *window.findChild<ChartArea *>("charts");
        const Raised raised(*area.windows().value(0));
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(raised.times > 0, 30'000); // not left below the terminal's window
        QCOMPARE(area.count(), 1);
        QCOMPARE(area.windows().size(), 1);
        QCOMPARE(area.windows()[0]->geometry(), place);
        QCOMPARE(area.windows()[0]->page()->title(), "USD_JPY, T100");
        auto &chart = area.at(0)->chart();
        QCOMPARE(chart.indicators().size(), 1u);
        QVERIFY(chart.scaleKind() == charts::ScaleKind::Logarithmic);
        QVERIFY(chart.isScaleInverted());
        QCOMPARE(chart.rightMargin(), 0.3);
        QVERIFY(chart.volumePlace() == charts::VolumePlace::Pane);
        QVERIFY(chart.priceSide() == PriceSide::Ask);
        QVERIFY(area.at(0)->colours() == (ChartColours{ChartColours::Base::Light, true}));
        QCOMPARE(chart.theme().name, "light");
        QCOMPARE(area.at(0)->linkGroup(), 2);
        QCOMPARE(area.at(0)->compared().symbols(), QStringList{"GBP_USD"});
        QVERIFY(area.wheelAction() == charts::WheelAction::Scroll);
        QVERIFY(chart.wheelAction() == charts::WheelAction::Scroll);
        QVERIFY(!area.isCrosshairLinked());
        engine.start();
        QTRY_VERIFY_WITH_TIMEOUT(chart.series().size() >= 300, 30'000);
        QVERIFY(chart.series().side() == PriceSide::Ask);
    }

    void digitsAreAPeriod_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("period");
        for (const auto &[typed, period] : {std::pair("5", "M5"), {"240", "H4"}, {"60", "H1"},
                 {"4h", "H4"}, {"1D", "D"}, {",15", "M15"}, {"h4", "H4"}, {"t100", "T100"},
                 {"20", "M20"}, {"w", "W"}, {"r50", "R50"}, {"v5000", "V5000"}})
            QTest::newRow(typed) << typed << period;
    }

    void digitsAreAPeriod()
    {
        QFETCH(QString, typed);
        QFETCH(QString, period);
        Bench bench;
        type(bench.page(), typed);
        QVERIFY(entryOf(bench.page()));
        enter(bench.page());
        QCOMPARE(bench.page().title(), "EUR_USD, " + period);
        QVERIFY(!entryOf(bench.page()));
        QCOMPARE(bench.find<QComboBox>("periodBox")->currentText(), period);
    }

    void nonsenseIsASentence()
    {
        Bench bench;
        auto &page = bench.page();
        type(page, "7H");
        auto *problem = entryOf(page)->findChild<QLabel *>("quickEntry.problem");
        QVERIFY(!problem->isVisible());
        QTest::keyClick(entryOf(page)->findChild<QLineEdit *>("quickEntry.edit"), Qt::Key_Return);
        QVERIFY(problem->isVisible());
        QVERIFY(problem->text().contains("7H"));
        QTest::keyClick(entryOf(page)->findChild<QLineEdit *>("quickEntry.edit"), Qt::Key_Escape);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!entryOf(page));
        QCOMPARE(page.title(), "EUR_USD, M1");
        type(page, "qqq");
        QTest::keyClick(entryOf(page)->findChild<QLineEdit *>("quickEntry.edit"), Qt::Key_Return);
        QVERIFY(entryOf(page)
                    ->findChild<QLabel *>("quickEntry.problem")
                    ->text()
                    .contains("QQQ", Qt::CaseInsensitive));
    }

    void lettersFindASymbol()
    {
        Bench bench;
        auto &page = bench.page();
        type(page, "gbpu");
        auto *offers = entryOf(page)->findChild<QListWidget *>("quickEntry.offers");
        QVERIFY(offers->item(0)->text().startsWith("GBP_USD"));
        enter(page);
        QCOMPARE(page.symbol(), "GBP_USD");
        type(page, "usd"); // several: the arrows choose
        offers = entryOf(page)->findChild<QListWidget *>("quickEntry.offers");
        QVERIFY(offers->count() > 2);
        const auto second = offers->item(1)->text();
        auto *edit = entryOf(page)->findChild<QLineEdit *>("quickEntry.edit");
        QTest::keyClick(edit, Qt::Key_Down);
        enter(page);
        QVERIFY(second.startsWith(page.symbol()));
        type(page, "yen"); // by what it is called, too
        QVERIFY(entryOf(page)
                    ->findChild<QListWidget *>("quickEntry.offers")
                    ->item(0)
                    ->text()
                    .contains("JPY"));
    }

    void aSymbolIsDraggedOntoAChart()
    {
        Bench bench;
        drop(bench.page(), "USD_JPY");
        QCOMPARE(bench.page().title(), "USD_JPY, M1");
        auto &area = *bench.find<ChartArea>("charts");
        bench.trigger("file.closeChart");
        drop(area, "GBP_USD"); // where no chart is, it opens one
        QCOMPARE(bench.page().symbol(), "GBP_USD");
    }

    void groupsChangeTogether()
    {
        Bench bench;
        auto &area = *bench.find<ChartArea>("charts");
        auto *one = area.current();
        auto *two = area.open("USD_JPY", Period::hours(1));
        auto *alone = area.open("GBP_USD", Period());
        two->setLinkGroup(1);
        area.bringToFront(*one);
        bench.trigger("charts.link.1");
        one->setSymbol("AUD_USD");
        one->setPeriod(Period::minutes(15));
        QCOMPARE(two->title(), "AUD_USD, M15");
        QCOMPARE(alone->title(), "GBP_USD, M1");
    }

    void looksAreKeptAsTemplates()
    {
        Bench bench;
        charts::IndicatorSetup sma;
        sma.key = "sma";
        QVERIFY(bench.chart().addIndicator(sma));
        bench.trigger("charts.hollow");
        menuAction(bench, "template.save")->trigger();
        auto *dialog = bench.find<QInputDialog>("templateName");
        dialog->setTextValue("Trend / daily");
        dialog->accept();
        const ChartTemplates templates(bench.folder.filePath("chart-templates"));
        QCOMPARE(templates.names(), QStringList{"Trend / daily"});

        bench.trigger("file.newChart");
        QVERIFY(bench.chart().indicators().empty());
        menuAction(bench, "template.apply.Trend / daily")->trigger();
        QCOMPARE(bench.chart().indicators().size(), 1u);
        QVERIFY(bench.chart().candleStyle() == charts::CandleStyle::HollowCandles);
        QVERIFY(bench.find<QAction>("charts.hollow")->isChecked());
        QCOMPARE(bench.page().title(), "EUR_USD, M1"); // what it shows stays

        menuAction(bench, "template.saveDefault")->trigger();
        bench.trigger("file.newChart");
        QCOMPARE(bench.chart().indicators().size(), 1u); // new charts look so
        menuAction(bench, "template.forgetDefault")->trigger();
        bench.trigger("file.newChart");
        QVERIFY(bench.chart().indicators().empty());

        menuAction(bench, "template.save"); // opens the menu
        for (auto *action : bench.window.findChildren<QAction *>("template.delete.Trend / daily"))
            action->trigger();
        bench.find<QPushButton>("confirmDeleteTemplate.yes")->click();
        QVERIFY(templates.names().isEmpty());
    }

    void aBadTemplateIsNamed()
    {
        Bench bench;
        QDir(bench.folder.path()).mkdir("chart-templates");
        QFile file(bench.folder.filePath("chart-templates/broken.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n  \"agoraChartTemplate\": 1,\n  \"look\": {oops}\n}\n");
        file.close();
        menuAction(bench, "template.apply.broken")->trigger();
        auto *problem = bench.find<QMessageBox>("problem");
        QVERIFY(problem->text().contains("broken.json, line 3"));
        problem->close();
        const ChartTemplates templates(bench.folder.filePath("chart-templates"));
        const auto saved = templates.save("odd",
            {{"style", "cubist"}, {"grid", false},
                {"indicators", QJsonArray{QJsonObject{{"key", "nix"}}}}});
        QVERIFY(saved);
        menuAction(bench, "template.apply.odd")->trigger();
        const auto boxes = bench.window.findChildren<QMessageBox *>("problem");
        QVERIFY(boxes.last()->text().contains("cubist"));
        QVERIFY(!bench.chart().isGridVisible()); // what could be used was
        QVERIFY(!templates.save("  ", {}));
        QVERIFY(!templates.load("none there"));
    }

    void aChartHasAMenu()
    {
        Bench bench;
        QSignalSpy asked(bench.find<ChartArea>("charts"), &ChartArea::menuRequested);
        emit bench.chart().customContextMenuRequested({200, 200});
        QCOMPARE(asked.size(), 1);
        auto *menu = bench.window.findChild<QMenu *>("chart.menu");
        QVERIFY(menu && menu->actions().contains(bench.find<QAction>("charts.indicators")));
        QStringList titles;
        for (const auto *action : menu->actions())
            titles.append(action->text().remove('&'));
        for (const auto *title : {"Style", "Period", "Price Scale", "Show", "Colours", "Navigate",
                 "Right Margin", "Mouse Wheel", "Link", "Template", "Picture"})
            QVERIFY2(titles.contains(title), title);
        menu->close();
    }

    void everyActionSaysWhatItDoes()
    {
        Bench bench;
        QStringList keys;
        for (const auto *action : bench.window.findChildren<QAction *>()) {
            if (!action->objectName().startsWith("charts."))
                continue;
            QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->objectName()));
            for (const auto &sequence : action->shortcuts())
                keys.append(sequence.toString());
        }
        keys.sort();
        auto once = keys;
        once.removeDuplicates();
        QCOMPARE(keys, once); // no key means two things
    }

    void allChartsClosedSaysWhatToDo()
    {
        Bench bench;
        bench.trigger("file.closeChart");
        auto &area = *bench.find<ChartArea>("charts");
        const auto picture = area.grab().toImage();
        bool isBlank = true;
        for (int x = 0; x < picture.width() && isBlank; ++x)
            for (int y = picture.height() / 3; y < picture.height() * 2 / 3 && isBlank; ++y)
                isBlank = picture.pixel(x, y) == picture.pixel(0, picture.height() / 3);
        QVERIFY(!isBlank);
    }
};

QTEST_MAIN(ChartWindowTest)
#include "tst_chart_window.moc"
