#pragma once

#include "app/panel_context.h"
#include "charts/drawing/drawing_board.h"
#include "charts/drawing/drawing_keys.h"

#include <QAction>

#include <functional>

class QMenu;
class QToolBar;

namespace agora::app {

/// What can be done with drawings, as actions on the chart in front. Its keys are the chart's own
/// (`charts/drawing/drawing_keys.h`): here they are only shown.
class DrawingActions final : public QObject {
    Q_OBJECT

public:
    using Run = std::function<void(charts::DrawingBoard &)>;
    using Ask = std::function<bool(const charts::DrawingBoard &)>;

    explicit DrawingActions(const PanelContext &context, QObject *parent);

    void setBoard(charts::DrawingBoard *board);
    [[nodiscard]] charts::DrawingBoard *board() const { return m_board; }

    void fillToolBar(QToolBar &bar);
    /// The tools; then what can be done with what has been drawn.
    void fillTools(QMenu &menu) const;
    void fillTasks(QMenu &menu) const;
    /// For the menu of a selected drawing.
    void fillSelection(QMenu &menu) const;

signals:
    /// The user chose something: the chart should have the focus.
    void used();
    void magnetChosen(agora::charts::Magnet magnet);
    void keepDrawingChosen(bool isOn);

private:
    struct Known {
        QAction *action;
        Ask isOn;
        Ask isPossible;
    };
    QAction *add(const QString &name, const QString &text, const QString &icon,
        const QList<QKeySequence> &keys, Run run, Ask isOn = {}, Ask isPossible = {});
    QAction *addTask(charts::DrawingTask task, const QString &name, const QString &text,
        const QString &icon = {});
    void makeTools();
    void makeModes();
    void makeTasks();
    void makeSelection();
    void sync();

    PanelContext m_context;
    QPointer<charts::DrawingBoard> m_board;
    QList<Known> m_known;
    QList<QAction *> m_tools, m_modes, m_magnets, m_tasks, m_selection;
    QAction *m_hide = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QAction *m_deleteAll = nullptr;
};

} // namespace agora::app
