#pragma once

#include "app/panel_context.h"
#include "engine/model/period.h"

#include <QTabWidget>

class QMenu;

namespace agora::app {

class ChartPage;
class EngineMarks;

/// The charts, each in a tab.
class ChartArea final : public QTabWidget {
    Q_OBJECT

public:
    ChartArea(const PanelContext &context, const EngineMarks &marks, QWidget *parent = nullptr);

    ChartPage *open(const QString &symbol, Period period);
    void close(int index);
    /// Null when every chart has been closed.
    [[nodiscard]] ChartPage *current() const;
    [[nodiscard]] ChartPage *at(int index) const;
    void step(int by); ///< to the next (+1) or previous (−1) tab, round and round

signals:
    /// Another chart is in front, or the one in front shows something else.
    void currentChartChanged();
    void hovered(const QString &text);
    void indicatorActivated(const QString &id);
    /// A chart is new here: whoever hangs something on every chart does it now.
    void pageOpened(agora::app::ChartPage &page);
    /// The menu of a chart is about to open, asked for at a point of it: whoever has something to
    /// offer there adds it.
    void menuRequested(QMenu &menu, agora::app::ChartPage &page, const QPoint &at);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showMenu(ChartPage &page, const QPoint &at);

    PanelContext m_context;
    const EngineMarks &m_marks;
};

} // namespace agora::app
