// What hands do to a chart, by the way that events come from the screen: the menu under the right
// button, a symbol dragged from inside the Market Watch, printing through its dialogs.
#include "app/chart/chart_print.h"
#include "app/market_watch/market_watch_panel.h"
#include "charts/drawing/drawing_board.h"
#include "tests/app/bench.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDrag>
#include <QDragEnterEvent>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPrintDialog>
#include <QPrintPreviewDialog>
#include <QPrintPreviewWidget>
#include <QPrinter>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableWidget>
#include <QTest>
#include <QTimer>
#include <QWindow>

using namespace agora;
using namespace agora::app;

namespace {

/// A point of a widget as its window counts it.
QPoint inWindow(const QWidget &widget, const QPoint &at)
{
    return widget.mapTo(widget.window(), at);
}

QPoint middleOf(charts::PriceChart &chart)
{
    chart.refresh();
    return inWindow(chart, chart.plotArea().center().toPoint());
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Chooses "print to file" and names the file, as a user does.
void fillIn(QPrintDialog &dialog, const QString &file)
{
    auto *printers = dialog.findChild<QComboBox *>("printers");
    QVERIFY(printers);
    printers->setCurrentIndex(printers->count() - 1); // files come after every printer
    emit printers->activated(printers->currentIndex());
    auto *name = dialog.findChild<QLineEdit *>("filename");
    QVERIFY(name && name->isEnabled());
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, file);
}

void press(QPrintDialog &dialog, QDialogButtonBox::StandardButton button)
{
    QTest::mouseClick(dialog.findChild<QDialogButtonBox *>()->button(button), Qt::LeftButton);
}

/// Keeps what a drag that a widget begins carries.
class DragCatcher final : public QObject {
public:
    explicit DragCatcher(QWidget &source) : m_source(source) { source.installEventFilter(this); }
    QMimeData data;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        // The child is a drag only when its constructor is through, its data is set a little later.
        if (event->type() == QEvent::ChildAdded)
            QTimer::singleShot(0, this, [this] { keep(); });
        return false;
    }

private:
    void keep()
    {
        const auto *drag = m_source.findChild<QDrag *>();
        if (!drag || !drag->mimeData())
            return;
        for (const auto &format : drag->mimeData()->formats())
            data.setData(format, drag->mimeData()->data(format));
    }
    QWidget &m_source;
};

/// The folder goes away between the answer and the printing.
class FolderGoes final : public QObject {
public:
    FolderGoes(QWidget &dialog, const QString &folder) : m_folder(folder)
    {
        dialog.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Hide)
            QDir(m_folder).removeRecursively();
        return QObject::eventFilter(watched, event);
    }

private:
    QString m_folder;
};

} // namespace

class ChartHandsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void theRightButtonOpensTheMenu()
    {
        Bench bench;
        QVERIFY(QTest::qWaitForWindowExposed(&bench.window));
        auto *screen = bench.window.windowHandle();
        QTest::mouseClick(screen, Qt::RightButton, {}, middleOf(bench.chart()));
        QTRY_VERIFY_WITH_TIMEOUT(bench.window.findChild<QMenu *>("chart.menu"), 30'000);
        auto *menu = bench.window.findChild<QMenu *>("chart.menu");
        QTRY_VERIFY_WITH_TIMEOUT(menu->isVisible(), 30'000);
        QVERIFY(menu->actions().contains(bench.find<QAction>("charts.indicators")));
        menu->close();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.window.findChild<QMenu *>("chart.menu"), 30'000);
        // With a drawing tool in hand it gives up the tool, and nothing opens.
        auto &board = bench.chart().drawings();
        board.setTool(charts::DrawingKind::TrendLine);
        QTest::mouseClick(screen, Qt::RightButton, {}, middleOf(bench.chart()));
        QTRY_VERIFY_WITH_TIMEOUT(!board.tool(), 30'000);
        QVERIFY(!bench.window.findChild<QMenu *>("chart.menu"));
    }

    void theMenuOfAnIndicatorSaysWhichOneItIs()
    {
        Bench bench;
        QVERIFY(QTest::qWaitForWindowExposed(&bench.window));
        charts::IndicatorSetup average;
        average.key = "sma";
        const auto added = bench.chart().addIndicator(average);
        QVERIFY(added.hasValue());
        bench.chart().refresh();
        QPoint name(14, 0);
        while (bench.chart().indicatorAt(name) != *added && name.y() < 100)
            name += QPoint(0, 2);
        QCOMPARE(bench.chart().indicatorAt(name), *added);
        QTest::mouseClick(bench.window.windowHandle(), Qt::RightButton, {},
            inWindow(bench.chart(), name + QPoint(0, 4)));
        QTRY_VERIFY_WITH_TIMEOUT(bench.window.findChild<QMenu *>("chart.menu"), 30'000);
        auto *menu = bench.window.findChild<QMenu *>("chart.menu");
        QCOMPARE(menu->actions().value(0)->text(), "SMA 20");
        QVERIFY(!menu->actions().value(0)->isSeparator());
        menu->close();
    }

    void theStatusBarFollowsThePictureUnderAStillMouse()
    {
        Bench bench;
        QVERIFY(QTest::qWaitForWindowExposed(&bench.window));
        QSignalSpy hovered(&bench.chart(), &charts::PriceChart::hoverTextChanged);
        QTest::mouseMove(bench.window.windowHandle(), middleOf(bench.chart()));
        QTRY_VERIFY_WITH_TIMEOUT(!hovered.isEmpty(), 30'000);
        const auto before = hovered.last().front().toString();
        bench.chart().scrollBars(-20);
        bench.chart().refresh();
        const auto after = hovered.last().front().toString();
        QVERIFY(after != before);
        const auto bar = bench.chart().readBar();
        QVERIFY(bar.has_value());
        QVERIFY(after.contains(QString::number(bench.chart().series().high()[*bar], 'f', 5)));
    }

    void aSymbolIsDraggedOutOfTheMarketWatch()
    {
        Bench bench;
        QVERIFY(QTest::qWaitForWindowExposed(&bench.window));
        auto &table = bench.table("marketWatch.table");
        const auto wanted = QStringLiteral("GBP_USD");
        QModelIndex cell;
        for (int row = 0; row < table.model()->rowCount(); ++row)
            if (table.cellText(table.model()->index(row, 1)) == wanted)
                cell = table.model()->index(row, 1);
        QVERIFY(cell.isValid());
        auto *screen = bench.window.windowHandle();
        const auto from = inWindow(*table.viewport(), table.visualRect(cell).center());
        // Where the platform carries drags, one runs a loop of its own until it is given up.
        QTimer end;
        connect(&end, &QTimer::timeout, this, [] { QDrag::cancel(); });
        end.start(50);
        const DragCatcher caught(table);
        QTest::mousePress(screen, Qt::LeftButton, {}, from);
        QTest::mouseMove(screen, from + QPoint(1, 1)); // a trembling hand drags nothing
        QVERIFY(caught.data.formats().isEmpty());
        QTest::mouseMove(screen, from + QPoint(0, 40));
        QTRY_VERIFY_WITH_TIMEOUT(!caught.data.formats().isEmpty(), 30'000);
        QTest::mouseRelease(screen, Qt::LeftButton, {}, from + QPoint(0, 40));
        QCOMPARE(caught.data.text(), wanted);
        QCOMPARE(table.selectionModel()->selectedRows().size(), 1); // and selected no more rows
        // The platform without a screen carries none: what was begun is dropped by hand.
        QDragEnterEvent arrives(bench.page().rect().center(), Qt::CopyAction, &caught.data,
            Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&bench.page(), &arrives);
        QVERIFY(arrives.isAccepted());
        QDropEvent dropped(bench.page().rect().center(), Qt::CopyAction, &caught.data,
            Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&bench.page(), &dropped);
        QCOMPARE(bench.page().title(), wanted + ", M1");
        QCOMPARE(bench.chart().instrument().symbol, wanted.toStdString());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.chart().series().empty(), 30'000);
        QCOMPARE(bench.find<QComboBox>("symbolBox")->currentText(), wanted);
    }

    // Boxes and circles show before they are ticked, in dialogs and in tables.
    void choicesAreSeenBeforeTheyAreMade_data()
    {
        QTest::addColumn<ThemeName>("theme");
        QTest::newRow("dark") << ThemeName::Dark;
        QTest::newRow("light") << ThemeName::Light;
    }

    void choicesAreSeenBeforeTheyAreMade()
    {
        QFETCH(ThemeName, theme);
        const Look look(theme);
        QRadioButton circle;
        QTableWidget table(1, 1);
        table.setItem(0, 0, new QTableWidgetItem);
        table.item(0, 0)->setCheckState(Qt::Unchecked);
        for (auto *widget : std::initializer_list<QWidget *>{&circle, table.viewport()}) {
            widget->window()->resize(120, 60);
            widget->window()->show();
            const auto seen = widget->grab().toImage();
            int inked = 0;
            const auto ground = seen.pixelColor(2, seen.height() - 2);
            for (int y = 0; y < seen.height(); ++y)
                for (int x = 0; x < 26; ++x)
                    inked += std::abs(seen.pixelColor(x, y).lightness() - ground.lightness()) > 40;
            QVERIFY2(inked > 20, widget->metaObject()->className());
        }
    }

    void isPrintedThroughItsDialog()
    {
        Bench bench;
        const auto file = bench.folder.filePath("printed.pdf");
        bench.trigger("charts.print");
        auto *dialog = bench.find<QPrintDialog>("printDialog");
        QVERIFY(dialog->isVisible());
        QCOMPARE(dialog->printer()->docName(), "EUR_USD, M1");
        fillIn(*dialog, file);
        press(*dialog, QDialogButtonBox::Cancel);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.window.findChild<QPrintDialog *>("printDialog"), 30'000);
        QVERIFY(!QFile::exists(file));

        bench.trigger("charts.print");
        dialog = bench.find<QPrintDialog>("printDialog");
        fillIn(*dialog, file);
        press(*dialog, QDialogButtonBox::Ok);
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(file).startsWith("%PDF"), 30'000);
        QVERIFY(contentOf(file).size() > 4000); // and more than an empty page
        QCOMPARE(bench.window.statusBar()->currentMessage(), "The chart is in " + file + ".");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.window.findChild<QPrintDialog *>("printDialog"), 30'000);
        QCOMPARE(bench.chart().theme().name, "dark");
    }

    void aPrinterThatTakesNothingIsASentence()
    {
        Bench bench;
        const auto folder = bench.folder.filePath("gone");
        QVERIFY(QDir().mkpath(folder));
        bench.trigger("charts.print");
        auto *dialog = bench.find<QPrintDialog>("printDialog");
        fillIn(*dialog, folder + "/chart.pdf");
        const FolderGoes going(*dialog, folder);
        press(*dialog, QDialogButtonBox::Ok);
        QTRY_VERIFY_WITH_TIMEOUT(bench.window.findChild<QMessageBox *>("problem"), 30'000);
        auto *problem = bench.window.findChild<QMessageBox *>("problem");
        QCOMPARE(problem->text(),
            "The chart could not be printed to the file " + folder + "/chart.pdf.");
        problem->close();
        QVERIFY(bench.window.statusBar()->currentMessage().isEmpty());
    }

    void thePreviewShowsThePageAndPrintsIt()
    {
        Bench bench;
        bench.trigger("charts.printPreview");
        auto *dialog = bench.find<QPrintPreviewDialog>("printPreview");
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        auto *preview = dialog->findChild<QPrintPreviewWidget *>();
        QTRY_COMPARE_WITH_TIMEOUT(preview->pageCount(), 1, 30'000);
        QVERIFY(preview->orientation() == QPageLayout::Landscape);
        const auto print = [&](auto &&answer) {
            QTimer polled; // the preview's own print dialog runs a loop of its own
            connect(&polled, &QTimer::timeout, dialog, [&] {
                auto *asked = dialog->findChild<QPrintDialog *>();
                if (!asked || !asked->isVisible())
                    return;
                polled.stop();
                answer(*asked);
            });
            polled.start(20);
            for (auto *action : dialog->findChildren<QAction *>())
                if (action->text() == QLatin1String("Print"))
                    return action->trigger();
            QFAIL("the preview offers no printing");
        };
        print([](QPrintDialog &asked) { press(asked, QDialogButtonBox::Cancel); });
        QVERIFY(dialog->isVisible());
        const auto file = bench.folder.filePath("preview.pdf");
        print([&](QPrintDialog &asked) {
            fillIn(asked, file);
            press(asked, QDialogButtonBox::Ok);
        });
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(file).startsWith("%PDF"), 30'000);
        QVERIFY(contentOf(file).size() > 4000);
        QTRY_VERIFY_WITH_TIMEOUT(
            !bench.window.findChild<QPrintPreviewDialog *>("printPreview"), 30'000);
        QVERIFY(!bench.window.findChild<QMessageBox *>("problem"));
    }
};

QTEST_MAIN(ChartHandsTest)
#include "tst_chart_hands.moc"
