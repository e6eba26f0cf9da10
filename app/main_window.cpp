#include "app/main_window.h"

#include "app/agents/agents_panel.h"
#include "app/brains/add_brain_dialog.h"
#include "app/brains/brains_panel.h"
#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/chart/chart_trade_desk.h"
#include "app/data_window/data_window_panel.h"
#include "app/drawing/drawing_tools.h"
#include "app/indicator/indicator_dialog.h"
#include "app/look/look.h"
#include "app/market_watch/market_watch_panel.h"
#include "app/positions/positions_panel.h"
#include "app/start/engine_starter.h"
#include "app/tables/data_table.h"
#include "app/tables/words.h"
#include "app/window/banner.h"
#include "app/window/chart_actions.h"
#include "app/window/chart_controls.h"
#include "app/window/closing.h"
#include "app/window/engine_state.h"
#include "app/window/saved_layout.h"
#include "app/window/settings_actions.h"
#include "app/window/status_line.h"
#include "app/window/template_menu.h"
#include "app/window/toolbox.h"
#include "charts/price_chart.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QVBoxLayout>

#include <chrono>

namespace agora::app {

namespace {
const QString firstSymbol = QStringLiteral("EUR_USD");
}

MainWindow::MainWindow(EnginePort &port, EngineStarter *starter, Look &look, QSettings &settings,
    const WindowOptions &options)
    : m_port(port)
    , m_starter(starter)
    , m_look(look)
    , m_settings(settings)
    , m_options(options)
    , m_context{port, look, m_book}
    , m_marketTime(port)
    , m_marks(m_context)
    , m_templates(QFileInfo(settings.fileName()).dir().filePath(QStringLiteral("chart-templates")))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/agora/org.agora.Terminal.svg")));
    m_book.set(builtInInstruments(), {});

    auto *middle = new QWidget(this);
    m_banner = new Banner(middle);
    m_charts = new ChartArea(m_context, m_marks, middle);
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_charts, 1);
    setCentralWidget(middle);
    m_charts->setTemplates(m_templates);
    makeControls();
    m_tradeDesk = new ChartTradeDesk(m_context, *m_charts, m_marks, settings, this);
    m_status = new StatusLine(*statusBar(), port, m_marketTime, look);
    m_closing = new Closing(port, starter, this);
    makeDocks();
    m_toolBar = addToolBar(tr("Toolbar"));
    m_drawing = new DrawingTools(m_context, *m_charts, settings, drawingsFolder(), *this);
    makeMenus();
    fillToolBar();
    joinPanels();
    joinEngine();

    m_defaultState = saveState();
    resetLayout();
    restoreWindow(settings, *this);
    if (!restoreCharts(settings, *m_charts))
        m_charts->open(options.symbol.isEmpty() ? firstSymbol : options.symbol, Period());
    else if (!options.symbol.isEmpty())
        m_charts->current()->setSymbol(options.symbol);
    showTitle();
}

MainWindow::~MainWindow() { m_charts->closeWindows(); }

void MainWindow::makeControls()
{
    m_controls = new ChartControls(m_context, *m_charts, this);
    addNavigationActions(*m_controls, *m_charts);
    addLookActions(*m_controls);
    addCompareActions(*m_controls);
    addPictureActions(*m_controls);
    addWindowActions(*m_controls, *m_charts);
    addSettingsActions(*m_controls, *m_charts, m_templates);
    m_controls->addMenu(*new TemplateMenu(*m_charts, m_templates, this));
}

QString MainWindow::drawingsFolder() const
{
    return m_options.drawingsFolder.isEmpty()
        ? QFileInfo(m_settings.fileName()).path() + QStringLiteral("/drawings")
        : m_options.drawingsFolder;
}

QDockWidget *MainWindow::addDock(const char *name, const QString &title, QWidget *panel,
    Qt::DockWidgetArea area, const QString &keys)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(QString::fromLatin1(name));
    dock->setWidget(panel);
    dock->toggleViewAction()->setObjectName(QStringLiteral("view.") + QString::fromLatin1(name));
    dock->toggleViewAction()->setShortcut(QKeySequence(keys));
    addDockWidget(area, dock);
    m_docks.append(dock);
    return dock;
}

void MainWindow::makeDocks()
{
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_marketWatch = new MarketWatchPanel(m_context, this);
    m_brains = new BrainsPanel(m_context, this);
    m_toolbox = new Toolbox(m_context, this);
    m_agents = new AgentsPanel(m_context, this);
    addDock("marketWatch", tr("Market Watch"), m_marketWatch, Qt::LeftDockWidgetArea,
        QStringLiteral("Ctrl+M"));
    addDock(
        "brains", tr("Brains"), m_brains, Qt::LeftDockWidgetArea, QStringLiteral("Ctrl+Shift+B"));
    addDock(
        "toolbox", tr("Toolbox"), m_toolbox, Qt::BottomDockWidgetArea, QStringLiteral("Ctrl+T"));
    m_dataWindow = new DataWindowPanel(*m_charts, this);
    addDock(
        "agents", tr("Agents"), m_agents, Qt::BottomDockWidgetArea, QStringLiteral("Ctrl+Shift+A"));
    m_dataWindowDock = addDock("dataWindow", tr("Data Window"), m_dataWindow,
        Qt::LeftDockWidgetArea, QStringLiteral("Ctrl+D"));
}

void MainWindow::resetLayout()
{
    const auto room = screen()->availableGeometry().size();
    const int unit = fontMetrics().averageCharWidth();
    resize(QSize(unit * 235, unit * 140).boundedTo(room * 9 / 10));
    restoreState(m_defaultState);
    for (auto *dock : std::as_const(m_docks))
        dock->setVisible(dock != m_dataWindowDock); // asked for when it is wanted
    for (auto *table : findChildren<DataTable *>())
        table->fitColumns();
    resizeDocks({m_docks[0], m_docks[1]}, {unit * 66, unit * 66}, Qt::Horizontal);
    resizeDocks({m_docks[0], m_docks[1]}, {3, 2}, Qt::Vertical);
    resizeDocks({m_docks[2], m_docks[3]}, {3, 2}, Qt::Horizontal);
    resizeDocks({m_docks[2], m_docks[3]}, {unit * 38, unit * 38}, Qt::Vertical);
}

void MainWindow::joinPanels()
{
    connect(m_marketWatch, &MarketWatchPanel::symbolActivated, this, &MainWindow::showSymbol);
    connect(m_marketWatch, &MarketWatchPanel::newChartRequested, this,
        [this](const QString &symbol) { m_charts->open(symbol, Period()); });
    connect(m_marketWatch, &MarketWatchPanel::orderRequested, this, &MainWindow::openOrder);
    connect(m_tradeDesk, &ChartTradeDesk::orderAccepted, this,
        [this](const QString &sentence) { statusBar()->showMessage(sentence, 5'000); });
    connect(m_brains, &BrainsPanel::addRequested, this, &MainWindow::openAddBrain);
    connect(m_brains, &BrainsPanel::symbolActivated, this, &MainWindow::showSymbol);
    connect(
        &m_toolbox->positions(), &PositionsPanel::symbolActivated, this, &MainWindow::showSymbol);
    connect(m_charts, &ChartArea::currentChartChanged, this, &MainWindow::showTitle);
    connect(m_charts, &ChartArea::hovered, m_status, &StatusLine::showHover);
    connect(m_charts, &ChartArea::said, this,
        [this](const QString &sentence) { statusBar()->showMessage(sentence, 8'000); });
    connect(m_charts, &ChartArea::symbolDropped, this,
        [this](const QString &symbol) { m_charts->open(symbol, Period()); });
    connect(m_charts, &ChartArea::indicatorActivated, this,
        [this](const QString &id) { openIndicators({}, id); });
    // Kept soon after a change too: a window that is killed should not forget its charts.
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(std::chrono::seconds(2));
    connect(
        &m_saveSoon, &QTimer::timeout, this, [this] { saveLayout(m_settings, *this, *m_charts); });
    connect(m_charts, &ChartArea::currentChartChanged, &m_saveSoon, qOverload<>(&QTimer::start));
    m_second.setInterval(std::chrono::milliseconds(500));
    connect(&m_second, &QTimer::timeout, this, &MainWindow::showTime);
    m_second.start();
}

void MainWindow::joinEngine()
{
    connect(&m_port, &EnginePort::engineChanged, this, &MainWindow::showEngine);
    connect(m_closing, &Closing::ending, this, [this] { setEnabled(false); });
    connect(m_closing, &Closing::ready, this, &QWidget::close);
    new EngineState(m_port, m_starter, *m_closing, *m_banner,
        {.profile = m_options.profile, .wantsOwnEngine = m_options.wantsOwnEngine});
}

void MainWindow::showEngine(const client::EngineInfo &engine)
{
    if (!engine.instruments.empty())
        m_book.set(engine.instruments, engine.accountCurrency);
    m_controls->showSymbols();
    showTime();
}

void MainWindow::showTitle()
{
    const auto *page = m_charts->current();
    const auto profile = m_options.profile == QLatin1String("default")
        ? QString()
        : QStringLiteral(" [%1]").arg(m_options.profile);
    setWindowTitle((page ? page->title() + QStringLiteral(" – ") : QString())
        + QStringLiteral("Agora") + profile);
    m_openIndicators->setEnabled(page != nullptr);
}

void MainWindow::showTime()
{
    m_status->showTime();
    if (const auto now = m_marketTime.now())
        for (auto *page : m_charts->pages())
            page->setNow(*now);
}

void MainWindow::showSymbol(const QString &symbol)
{
    if (auto *page = m_charts->current())
        page->setSymbol(symbol);
    else
        m_charts->open(symbol, Period());
}

void MainWindow::openIndicators(const std::string &add, const QString &select)
{
    auto *page = m_charts->current();
    if (!page)
        return;
    auto *dialog = new IndicatorDialog(page->chart(), indicatorFolder(m_settings), page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!add.empty())
        dialog->add(add);
    if (!select.isEmpty())
        dialog->select(select);
    dialog->open();
}

void MainWindow::openAddBrain()
{
    const auto *page = m_charts->current();
    auto *dialog = new AddBrainDialog(m_port, m_book, page ? page->symbol() : firstSymbol,
        page ? page->period() : Period(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openOrder(const QString &symbol)
{
    OrderDraft draft;
    draft.symbol = symbol.isEmpty() ? firstSymbol : symbol;
    m_tradeDesk->openOrder(draft);
}

void MainWindow::closeBySignal() { m_closing->endWithoutAsking(); }

void MainWindow::closeEvent(QCloseEvent *event)
{
    const CloseStakes stakes{.ownsEngine = m_starter && m_starter->ownsEngine(),
        .runningBrains = m_brains->runningCount(),
        .openPositions = m_toolbox->positions().openCount()};
    if (!m_closing->mayClose(stakes))
        return event->ignore();
    saveLayout(m_settings, *this, *m_charts);
    m_saveSoon.stop();
    m_charts->closeWindows();
    event->accept();
    emit closed();
}

} // namespace agora::app
