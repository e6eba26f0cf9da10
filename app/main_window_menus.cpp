#include "app/main_window.h"

#include "app/brains/brains_panel.h"
#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/chart/chart_trade_desk.h"
#include "app/chart/chart_window.h"
#include "app/drawing/drawing_tools.h"
#include "app/indicator/catalog_text.h"
#include "app/indicator/indicator_menu.h"
#include "app/indicator/indicator_shelf.h"
#include "app/look/look.h"
#include "app/tables/words.h"
#include "app/window/chart_controls.h"
#include "app/window/messages.h"
#include "app/window/saved_layout.h"
#include "charts/price_chart.h"
#include "indicators/catalog.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>

namespace agora::app {

QAction *MainWindow::makeAction(const char *name, const QString &text, const QString &icon,
    const QKeySequence &keys, std::function<void()> triggered)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    if (!icon.isEmpty())
        m_look.dress(action, icon);
    if (!keys.isEmpty()) {
        action->setShortcut(keys);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(
            action->toolTip(), keys.toString(QKeySequence::NativeText)));
    }
    connect(action, &QAction::triggered, this, [triggered = std::move(triggered)] { triggered(); });
    return action;
}

void MainWindow::makeMenus()
{
    makeFileMenu();
    makeViewMenu();
    makeInsertMenu();
    makeChartsMenu();
    makeBrainsMenu();
    makeToolsMenu();
    makeWindowMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu()
{
    auto *menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(makeAction("file.newChart", tr("&New Chart"), QStringLiteral("new_chart"),
        QKeySequence(QStringLiteral("Ctrl+Shift+N")), [this] {
            const auto *page = m_charts->current();
            auto *opened = m_charts->open(page ? page->symbol() : QStringLiteral("EUR_USD"),
                page ? page->period() : Period());
            const IndicatorShelf shelf(indicatorFolder(m_settings));
            if (const auto done = applyDefaultTemplate(shelf, opened->chart()); !done)
                showProblem(this, toQString(done.error().message));
        }));
    menu->addAction(makeAction("file.newWindow", tr("New Chart &Window"), {},
        QKeySequence(QStringLiteral("Ctrl+Shift+W")), [this] {
            if (const auto *page = m_charts->current())
                m_charts->detach(*m_charts->open(page->symbol(), page->period()));
            else
                m_charts->detach(*m_charts->open(QStringLiteral("EUR_USD"), Period()));
        }));
    menu->addAction(makeAction(
        "file.closeChart", tr("&Close Chart"), {}, QKeySequence(QStringLiteral("Ctrl+W")), [this] {
            if (auto *page = m_charts->current())
                m_charts->closePage(*page);
        }));
    menu->addAction(makeAction("file.reopenChart", tr("&Reopen Closed Chart"), {},
        QKeySequence(QStringLiteral("Ctrl+Shift+T")), [this] { m_charts->reopen(); }));
    menu->addSeparator();
    menu->addActions(m_controls->actions(ChartSection::Picture));
    menu->addSeparator();
    menu->addAction(makeAction(
        "file.exit", tr("E&xit"), {}, QKeySequence(QStringLiteral("Ctrl+Q")), [this] { close(); }));
}

void MainWindow::makeViewMenu()
{
    auto *menu = menuBar()->addMenu(tr("&View"));
    auto *languages = menu->addMenu(tr("&Language"));
    auto *languageGroup = new QActionGroup(this);
    const std::pair<const char *, QString> known[] = {{"", tr("As the System")},
        {"en", QStringLiteral("English")}, {"es", QStringLiteral("Español")}};
    for (const auto &[key, name] : known) {
        const auto language = QString::fromLatin1(key);
        auto *action = makeAction("", name, {}, {}, [this, language] { chooseLanguage(language); });
        action->setObjectName(QStringLiteral("language.") + language);
        action->setCheckable(true);
        action->setChecked(m_settings.value("language").toString() == language);
        languageGroup->addAction(action);
        languages->addAction(action);
    }
    auto *themes = menu->addMenu(tr("&Theme"));
    auto *themeGroup = new QActionGroup(this);
    for (const auto &[name, text] :
        {std::pair(ThemeName::Dark, tr("&Dark")), std::pair(ThemeName::Light, tr("&Light"))}) {
        auto *action = makeAction("", text, {}, {}, [this, theme = name] {
            m_look.apply(theme);
            m_settings.setValue("theme", themeKey(theme));
        });
        action->setObjectName(QStringLiteral("theme.") + themeKey(name));
        action->setCheckable(true);
        action->setChecked(m_look.theme().name == name);
        themeGroup->addAction(action);
        themes->addAction(action);
    }
    menu->addSeparator();
    for (auto *dock : std::as_const(m_docks))
        menu->addAction(dock->toggleViewAction());
    menu->addAction(m_toolBar->toggleViewAction());
    menu->addActions(m_drawing->viewActions());
    auto *showStatus = makeAction("view.statusBar", tr("&Status Bar"), {}, {}, [] {});
    showStatus->setCheckable(true);
    showStatus->setChecked(true);
    connect(showStatus, &QAction::toggled, statusBar(), &QWidget::setVisible);
    menu->addAction(showStatus);
    menu->addSeparator();
    auto *full = makeAction("view.fullScreen", tr("&Full Screen"), {}, QKeySequence(Qt::Key_F11),
        [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    menu->addAction(full);
    menu->addAction(makeAction("view.resetLayout", tr("&Reset Layout"), {}, {}, [this] {
        forgetWindow(m_settings);
        resetLayout();
    }));
}

void MainWindow::makeInsertMenu()
{
    auto *menu = menuBar()->addMenu(tr("I&nsert")); // Alt+I inverts the scale
    QHash<QString, QMenu *> groups;
    for (const auto &info : indicators::catalog()) {
        const auto group = toQString(info.group);
        if (!groups.contains(group))
            groups.insert(group, menu->addMenu(catalogText(info.group)));
        auto *action = makeAction(
            "", catalogText(info.name), {}, {}, [this, key = info.key] { openIndicators(key); });
        action->setObjectName(QStringLiteral("insert.") + toQString(info.key));
        groups.value(group)->addAction(action);
    }
    menu->addSeparator();
    m_drawing->fillInsertMenu(*menu);
}

void MainWindow::makeChartsMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Charts"));
    m_openIndicators
        = makeAction("charts.indicators", tr("&Indicators…"), QStringLiteral("indicators"),
            QKeySequence(QStringLiteral("Ctrl+I")), [this] { openIndicators(); });
    fillChartMenu(*menu);
    connect(m_charts, &ChartArea::windowOpened, this, &MainWindow::equip);
    connect(m_charts, &ChartArea::menuRequested, this,
        [this](QMenu &opened, ChartPage &page, const QPoint &at) {
            m_drawing->fillMenuAt(opened, page, at);
            const QString id = page.chart().indicatorAt(at);
            addIndicatorActions(opened, page.chart(), id, [this, id] { openIndicators({}, id); });
            m_tradeDesk->fillMenu(opened, page, at);
            fillChartMenu(opened);
        });
}

/// A chart in a window of its own has all the keys of the terminal, and the tools of a chart.
void MainWindow::equip(ChartWindow &window)
{
    auto *bar = window.addToolBar(tr("Toolbar"));
    bar->setObjectName(QStringLiteral("toolBar"));
    m_controls->fillToolBar(*bar, [&window] { return window.page(); });
    bar->addAction(m_openIndicators);
    bar->addActions(m_controls->actions(ChartSection::Window));
    for (auto *action : findChildren<QAction *>())
        if (!action->shortcut().isEmpty())
            window.addAction(action);
}

/// The same in the menu bar and on a chart, where what lies under the mouse comes first.
void MainWindow::fillChartMenu(QMenu &menu)
{
    menu.addAction(m_openIndicators);
    m_controls->fillMenu(menu);
    m_drawing->fillChartMenu(menu);
    menu.addSeparator();
    menu.addActions(m_controls->actions(ChartSection::Properties));
}

void MainWindow::makeBrainsMenu()
{
    menuBar()->addMenu(tr("&Brains"))->addActions(m_brains->actions());
}

void MainWindow::makeToolsMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Tools"));
    m_newOrder = makeAction("tools.newOrder", tr("&New Order…"), QStringLiteral("order"),
        QKeySequence(Qt::Key_F9), [this] {
            const auto *page = m_charts->current();
            openOrder(page ? page->symbol() : QString());
        });
    menu->addAction(m_newOrder);
    menu->addAction(m_tradeDesk->askAction());
}

void MainWindow::makeWindowMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Window"));
    const QList<QAction *> fixed{
        makeAction("window.next", tr("&Next Chart"), {}, QKeySequence(QStringLiteral("Ctrl+Tab")),
            [this] { m_charts->step(1); }),
        makeAction("window.previous", tr("&Previous Chart"), {},
            QKeySequence(QStringLiteral("Ctrl+Shift+Tab")), [this] { m_charts->step(-1); })};
    menu->addActions(fixed);
    menu->addSeparator();
    connect(menu, &QMenu::aboutToShow, this, [this, menu, fixed] {
        for (auto *action : menu->actions())
            if (!action->isSeparator() && !fixed.contains(action))
                action->deleteLater();
        for (auto *page : m_charts->pages())
            menu->addAction(page->title(), page, [this, page] { m_charts->bringToFront(*page); });
    });
}

void MainWindow::makeHelpMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(makeAction("help.shortcuts", tr("&Keyboard Shortcuts"), {},
        QKeySequence(Qt::Key_F1), [this] { showShortcuts(); }));
    menu->addAction(makeAction("help.about", tr("&About Agora"), {}, {}, [this] { showAbout(); }));
}

void MainWindow::fillToolBar()
{
    m_toolBar->setObjectName(QStringLiteral("toolBar"));
    m_controls->fillToolBar(*m_toolBar);
    m_toolBar->addAction(m_openIndicators);
    m_toolBar->addSeparator();
    m_toolBar->addAction(m_newOrder);
    // Actions with shortcuts must belong to the window, or hiding the toolbar would switch their
    // keys off.
    addActions(m_toolBar->actions());
}

void MainWindow::chooseLanguage(const QString &language)
{
    m_settings.setValue("language", language);
    auto *box = new QMessageBox(QMessageBox::Information, QStringLiteral("Agora"),
        tr("The language changes when Agora is started again."), QMessageBox::NoButton, this);
    box->addButton(tr("OK"), QMessageBox::AcceptRole);
    box->setObjectName(QStringLiteral("languageNote"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::showShortcuts()
{
    QString rows;
    for (const auto *action : findChildren<QAction *>()) {
        if (action->shortcut().isEmpty())
            continue;
        auto text = action->text();
        rows += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped(),
                        text.remove(QLatin1Char('&')).toHtmlEscaped());
    }
    const std::pair<QString, QString> onChart[]
        = {{tr("Letters"), tr("Find a symbol")}, {tr("Digits"), tr("Period: 5, 4H, 1D, T100")},
            {tr("Space"), tr("Pause, and live again")}, {tr("← →"), tr("One bar")},
            {tr("Page Up, Page Down"), tr("One page")}, {tr("Home, End"), tr("First and last bar")},
            {tr("Ctrl+↑, Ctrl+↓"), tr("Zoom")}, {tr("Esc"), tr("Give up what was begun")}};
    for (const auto &[keys, text] : onChart)
        rows += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(keys.toHtmlEscaped(), text.toHtmlEscaped());
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Keyboard Shortcuts"),
        QStringLiteral("<table>%1</table>").arg(rows), QMessageBox::NoButton, this);
    box->addButton(tr("Close"), QMessageBox::RejectRole);
    box->setObjectName(QStringLiteral("shortcuts"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Agora"),
        tr("<h3>Agora %1</h3><p>A trading terminal in which everything that runs is a process of "
           "its own.</p>")
            .arg(QCoreApplication::applicationVersion()),
        QMessageBox::NoButton, this);
    box->addButton(tr("Close"), QMessageBox::RejectRole);
    box->setObjectName(QStringLiteral("about"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(windowIcon().pixmap(64));
    box->open();
}

} // namespace agora::app
