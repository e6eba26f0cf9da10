#pragma once

#include "app/chart/chart_templates.h"
#include "app/chart/engine_marks.h"
#include "app/link/market_time.h"
#include "app/panel_context.h"
#include "app/tables/cell_format.h"

#include <QMainWindow>
#include <QTimer>

class QSettings;

namespace agora::app {

class AgentsPanel;
class Banner;
class BrainsPanel;
class ChartArea;
class ChartControls;
class ChartWindow;
class ChartTradeDesk;
class Closing;
class DataWindowPanel;
class DrawingTools;
class EngineStarter;
class MarketWatchPanel;
class StatusLine;
class Toolbox;

/// What the command line says about the window.
struct WindowOptions {
    QString profile = QStringLiteral("default");
    QString symbol; ///< of the first chart; empty = as it was left, else EUR_USD
    QString drawingsFolder; ///< empty = beside the settings
    bool wantsOwnEngine = false; ///< a replay, speed or configuration was asked for
};

/// The terminal window: its list of panels, its menus, and who hears whom. It holds no truth: all
/// of it is the engine's.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// Without a starter an engine must run elsewhere. What is handed in outlives the window.
    MainWindow(EnginePort &port, EngineStarter *starter, Look &look, QSettings &settings,
        const WindowOptions &options);
    ~MainWindow() override;

    /// Ends an engine of ours, then closes, without asking.
    void closeBySignal();

signals:
    /// The window has closed for good.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeControls();
    [[nodiscard]] QString drawingsFolder() const;
    void makeDocks();
    void makeMenus();
    void makeFileMenu();
    void makeViewMenu();
    void makeInsertMenu();
    void makeChartsMenu();
    void fillChartMenu(QMenu &menu);
    void equip(ChartWindow &window);
    void makeBrainsMenu();
    void makeToolsMenu();
    void makeWindowMenu();
    void makeHelpMenu();
    void fillToolBar();
    void joinPanels();
    void joinEngine();
    QDockWidget *addDock(const char *name, const QString &title, QWidget *panel,
        Qt::DockWidgetArea area, const QString &keys);
    QAction *makeAction(const char *name, const QString &text, const QString &icon,
        const QKeySequence &keys, std::function<void()> triggered);

    void resetLayout();
    void showEngine(const client::EngineInfo &engine);
    void showTitle();
    void showTime();
    void showSymbol(const QString &symbol);
    void openIndicators(const std::string &add = {}, const QString &select = {});
    void openAddBrain();
    void openOrder(const QString &symbol);
    void chooseLanguage(const QString &language);
    void showShortcuts();
    void showAbout();

    EnginePort &m_port;
    EngineStarter *m_starter;
    Look &m_look;
    QSettings &m_settings;
    WindowOptions m_options;
    InstrumentBook m_book;
    PanelContext m_context;
    MarketTime m_marketTime;
    EngineMarks m_marks;
    ChartTemplates m_templates;
    QTimer m_second;
    QTimer m_saveSoon;

    ChartArea *m_charts = nullptr;
    ChartControls *m_controls = nullptr;
    DrawingTools *m_drawing = nullptr;
    ChartTradeDesk *m_tradeDesk = nullptr;
    Banner *m_banner = nullptr;
    StatusLine *m_status = nullptr;
    Closing *m_closing = nullptr;
    MarketWatchPanel *m_marketWatch = nullptr;
    BrainsPanel *m_brains = nullptr;
    AgentsPanel *m_agents = nullptr;
    DataWindowPanel *m_dataWindow = nullptr;
    Toolbox *m_toolbox = nullptr;
    QList<QDockWidget *> m_docks;
    QDockWidget *m_dataWindowDock = nullptr;
    QToolBar *m_toolBar = nullptr;
    QAction *m_openIndicators = nullptr;
    QAction *m_newOrder = nullptr;
    QByteArray m_defaultState;
};

} // namespace agora::app
