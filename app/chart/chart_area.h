#pragma once

#include "app/panel_context.h"
#include "charts/navigation_types.h"
#include "engine/model/period.h"

#include <QJsonObject>
#include <QTabWidget>

class QMenu;

namespace agora::app {

class ChartPage;
class ChartTabs;
class ChartTemplates;
class ChartWindow;
class EngineMarks;

/// The charts: each in a tab, or in a window of its own.
class ChartArea final : public QTabWidget {
    Q_OBJECT

public:
    ChartArea(const PanelContext &context, const EngineMarks &marks, QWidget *parent = nullptr);
    ~ChartArea() override;

    /// In a tab. New charts take the default template.
    ChartPage *open(const QString &symbol, Period period);
    void close(int index);
    void closePage(ChartPage &page);
    /// Brings back what was closed last, as it was; null when there is nothing.
    ChartPage *reopen();
    [[nodiscard]] bool canReopen() const { return !m_closed.isEmpty(); }

    /// The chart that the user deals with: that of the window in front, else of the tab in front.
    /// Null when every chart has been closed.
    [[nodiscard]] ChartPage *current() const;
    /// In the tab of that index.
    [[nodiscard]] ChartPage *at(int index) const;
    /// All of them: tabs from the left, then windows.
    [[nodiscard]] QList<ChartPage *> pages() const;
    [[nodiscard]] const QList<ChartWindow *> &windows() const { return m_windows; }
    void bringToFront(ChartPage &page);
    void step(int by); ///< to the next (+1) or previous (−1) chart, round and round

    /// Into a window of its own; null when it stands in one.
    ChartWindow *detach(ChartPage &page);
    /// Back into a tab.
    void dock(ChartPage &page);
    [[nodiscard]] ChartWindow *windowOf(const ChartPage &page) const;
    /// The terminal ends: no window stays, and none counts as closed by the user.
    void closeWindows();

    /// Must outlive the charts.
    void setTemplates(const ChartTemplates &templates) { m_templates = &templates; }
    void setWheelAction(charts::WheelAction action);
    [[nodiscard]] charts::WheelAction wheelAction() const { return m_wheel; }
    /// A crosshair shows in all charts at the same time.
    void setCrosshairLinked(bool isLinked);
    [[nodiscard]] bool isCrosshairLinked() const { return m_isCrosshairLinked; }

signals:
    /// Another chart is in front, or the one in front shows something else.
    void currentChartChanged();
    void hovered(const QString &text);
    /// The mouse moved on that chart.
    void crosshairMoved(agora::app::ChartPage &page);
    void indicatorActivated(const QString &id);
    void said(const QString &sentence);
    /// A chart is new here: whoever hangs something on every chart does it now.
    void pageOpened(agora::app::ChartPage &page);
    /// A chart got a window of its own, whose toolbar and keys are still to be made.
    void windowOpened(agora::app::ChartWindow &window);
    /// The menu of a chart is about to open, asked for at a point of it: whoever has something to
    /// offer there adds it.
    void menuRequested(QMenu &menu, agora::app::ChartPage &page, const QPoint &at);
    void symbolDropped(const QString &symbol);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void join(ChartPage &page);
    void applyDefault(ChartPage &page);
    void showMenu(ChartPage &page, const QPoint &at);
    void showTabMenu(const QPoint &at);
    void spreadCrosshair(ChartPage &from);
    void spreadSeries(ChartPage &from);
    void forget(ChartPage &page);
    void setInFront(ChartWindow *window);

    PanelContext m_context;
    const EngineMarks &m_marks;
    const ChartTemplates *m_templates = nullptr;
    ChartTabs *m_tabs;
    QList<ChartWindow *> m_windows;
    ChartWindow *m_inFront = nullptr; ///< null = the tabs are
    QList<QJsonObject> m_closed; ///< states, the newest last
    charts::WheelAction m_wheel = charts::WheelAction::Zoom;
    bool m_isCrosshairLinked = true;
    bool m_isSpreading = false;
};

} // namespace agora::app
