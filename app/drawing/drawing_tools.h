#pragma once

#include "app/panel_context.h"

#include <QObject>

class QAction;
class QDockWidget;
class QMainWindow;
class QMenu;
class QSettings;
class QToolBar;

namespace agora::charts {
enum class Magnet;
}

namespace agora::app {

class ChartArea;
class ChartPage;
class DrawingActions;
class DrawingList;
class DrawingStore;

/// All that a window has for drawing on its charts: the store, the toolbar, the menus, the list of
/// objects, the dialogs.
class DrawingTools final : public QObject {
    Q_OBJECT

public:
    /// Adds a toolbar at the left and the dock of objects, hidden at first. `folder` holds the
    /// drawings. What is handed in outlives this.
    DrawingTools(const PanelContext &context, ChartArea &charts, QSettings &settings,
        const QString &folder, QMainWindow &window);

    /// Menus of the tools (Insert) and of what is drawn (Charts, and on a chart).
    void fillInsertMenu(QMenu &menu) const;
    void fillChartMenu(QMenu &menu) const;
    /// What stands first in the menu of a chart when a drawing lies under the mouse.
    void fillMenuAt(QMenu &menu, const ChartPage &page, const QPoint &at) const;
    /// Toggles of the toolbar and of the list of objects (Ctrl+B).
    [[nodiscard]] QList<QAction *> viewActions() const;
    [[nodiscard]] DrawingStore &store() const { return *m_store; }

private:
    void makeList(const PanelContext &context, QMainWindow &window);
    void take(ChartPage &page);
    void follow();
    void openProperties(ChartPage &page, const QString &id);
    void setMagnet(charts::Magnet magnet);
    void setKeepsDrawing(bool isOn);

    ChartArea &m_charts;
    QSettings &m_settings;
    QMainWindow &m_window;
    DrawingStore *m_store;
    DrawingActions *m_actions;
    DrawingList *m_list = nullptr;
    QDockWidget *m_dock = nullptr;
    QToolBar *m_bar = nullptr;
};

} // namespace agora::app
