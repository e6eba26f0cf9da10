#include "app/drawing/drawing_actions.h"

#include "app/look/look.h"

#include <QActionGroup>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>

namespace agora::app {

using charts::DrawingBoard;
using charts::DrawingTask;
using charts::Magnet;

DrawingActions::DrawingActions(const PanelContext &context, QObject *parent)
    : QObject(parent), m_context(context)
{
    makeTools();
    makeModes();
    makeTasks();
    makeSelection();
    sync();
}

QAction *DrawingActions::add(const QString &name, const QString &text, const QString &icon,
    const QList<QKeySequence> &keys, Run run, Ask isOn, Ask isPossible)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QStringLiteral("drawing.") + name);
    if (!icon.isEmpty())
        m_context.look.dress(action, icon);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // the chart that has the focus hears the keys
    if (!keys.isEmpty())
        action->setToolTip(QStringLiteral("%1 (%2)").arg(
            action->toolTip(), keys.front().toString(QKeySequence::NativeText)));
    action->setCheckable(bool(isOn));
    connect(action, &QAction::triggered, this, [this, run = std::move(run)] {
        if (m_board) {
            run(*m_board);
            emit used();
        }
        sync();
    });
    m_known.append({action, std::move(isOn), std::move(isPossible)});
    return action;
}

void DrawingActions::makeTools()
{
    m_tools.append(add(
        QStringLiteral("select"), tr("Select and Move"), QStringLiteral("select"), {},
        [](DrawingBoard &board) { board.setTool(std::nullopt); },
        [](const DrawingBoard &board) { return !board.tool(); }));
    for (const auto kind : charts::drawingKinds)
        m_tools.append(add(
            kindKey(kind), kindTitle(kind), kindKey(kind), keysOf(kind),
            [kind](DrawingBoard &board) { board.setTool(kind); },
            [kind](const DrawingBoard &board) { return board.tool() == kind; }));
    auto *group = new QActionGroup(this);
    for (auto *action : std::as_const(m_tools))
        group->addAction(action);
}

void DrawingActions::makeModes()
{
    const std::tuple<Magnet, const char *, QString> magnets[]
        = {{Magnet::Off, "magnetOff", tr("Magnet Off")},
            {Magnet::Weak, "magnetWeak", tr("Weak Magnet: Near Prices of a Bar")},
            {Magnet::Strong, "magnetStrong", tr("Strong Magnet: Always a Price of a Bar")}};
    auto *group = new QActionGroup(this);
    for (const auto &[magnet, name, text] : magnets) {
        m_magnets.append(add(
            QLatin1String(name), text, {}, {},
            [this, magnet = magnet](DrawingBoard &) { emit magnetChosen(magnet); },
            [magnet = magnet](const DrawingBoard &board) { return board.magnet() == magnet; }));
        group->addAction(m_magnets.back());
    }
    m_modes.append(add(
        QStringLiteral("keep"), tr("Keep Drawing"), QStringLiteral("keep_drawing"), {},
        [this](DrawingBoard &board) { emit keepDrawingChosen(!board.keepsDrawing()); },
        [](const DrawingBoard &board) { return board.keepsDrawing(); }));
    m_hide = add(
        QStringLiteral("hideAll"), tr("Hide All Drawings"), QStringLiteral("hide_drawings"),
        keysOf(DrawingTask::HideAll),
        [](DrawingBoard &board) { carryOut(board, DrawingTask::HideAll); },
        [](const DrawingBoard &board) { return board.isHidden(); });
    m_modes.append(m_hide);
}

QAction *DrawingActions::addTask(
    DrawingTask task, const QString &name, const QString &text, const QString &icon)
{
    auto *action = add(
        name, text, icon, keysOf(task), [task](DrawingBoard &board) { carryOut(board, task); }, {},
        [task](const DrawingBoard &board) { return canDo(board, task); });
    m_tasks.append(action);
    return action;
}

void DrawingActions::makeTasks()
{
    m_undo = addTask(DrawingTask::Undo, QStringLiteral("undo"), tr("Undo"), QStringLiteral("undo"));
    m_redo = addTask(DrawingTask::Redo, QStringLiteral("redo"), tr("Redo"), QStringLiteral("redo"));
    addTask(DrawingTask::Cut, QStringLiteral("cut"), tr("Cut"));
    addTask(DrawingTask::Copy, QStringLiteral("copy"), tr("Copy"));
    addTask(DrawingTask::Paste, QStringLiteral("paste"), tr("Paste"));
    addTask(DrawingTask::SelectAll, QStringLiteral("selectAll"), tr("Select All"));
    addTask(DrawingTask::Delete, QStringLiteral("delete"), tr("Delete"), QStringLiteral("remove"));
    m_deleteAll
        = addTask(DrawingTask::DeleteAll, QStringLiteral("deleteAll"), tr("Delete All Drawings"));
}

void DrawingActions::makeSelection()
{
    const auto has = [](const DrawingBoard &board) { return !board.selection().isEmpty(); };
    const auto all = [](const DrawingBoard &board, bool charts::Drawing::*field) {
        const auto drawings = board.selected();
        return !drawings.empty() && std::ranges::all_of(drawings, field);
    };
    m_selection = {
        add(
            QStringLiteral("properties"), tr("Properties…"), {}, {},
            [](DrawingBoard &board) { board.openProperties(board.selection().front()); }, {}, has),
        add(
            QStringLiteral("front"), tr("Bring to Front"), {}, keysOf(DrawingTask::BringToFront),
            [](DrawingBoard &board) { board.bringToFront(board.selection()); }, {}, has),
        add(
            QStringLiteral("back"), tr("Send to Back"), {}, keysOf(DrawingTask::SendToBack),
            [](DrawingBoard &board) { board.sendToBack(board.selection()); }, {}, has),
        add(
            QStringLiteral("lock"), tr("Locked"), {}, {},
            [all](DrawingBoard &board) {
                board.setLocked(board.selection(), !all(board, &charts::Drawing::isLocked));
            },
            [all](const DrawingBoard &board) { return all(board, &charts::Drawing::isLocked); },
            has),
        add(
            QStringLiteral("hide"), tr("Hide"), {}, {},
            [](DrawingBoard &board) { board.setVisible(board.selection(), false); }, {}, has)};
}

void DrawingActions::setBoard(DrawingBoard *board)
{
    if (board == m_board)
        return sync();
    if (m_board) {
        m_board->disconnect(this);
        m_board->undoGroup().disconnect(this);
    }
    m_board = board;
    if (board) {
        for (const auto signal : {&DrawingBoard::drawingsChanged, &DrawingBoard::selectionChanged,
                 &DrawingBoard::toolChanged, &DrawingBoard::settingsChanged})
            connect(board, signal, this, &DrawingActions::sync);
        connect(&board->undoGroup(), &QUndoGroup::indexChanged, this, &DrawingActions::sync);
    }
    sync();
}

void DrawingActions::sync()
{
    for (const auto &[action, isOn, isPossible] : std::as_const(m_known)) {
        action->setEnabled(m_board && (!isPossible || isPossible(*m_board)));
        if (m_board && isOn)
            action->setChecked(isOn(*m_board));
    }
    const auto name = [](const QString &verb, const QString &what) {
        return what.isEmpty() ? verb : verb + QStringLiteral(": ") + what;
    };
    m_undo->setText(name(tr("Undo"), m_board ? m_board->undoGroup().undoText() : QString()));
    m_redo->setText(name(tr("Redo"), m_board ? m_board->undoGroup().redoText() : QString()));
}

void DrawingActions::fillToolBar(QToolBar &bar)
{
    bar.addActions(m_tools);
    bar.addSeparator();
    auto *magnet = new QToolButton(&bar);
    magnet->setObjectName(QStringLiteral("drawing.magnet"));
    magnet->setPopupMode(QToolButton::InstantPopup);
    magnet->setFocusPolicy(Qt::NoFocus);
    magnet->setToolTip(tr("Magnet: snap to open, high, low and close"));
    magnet->setIcon(m_context.look.icon(QStringLiteral("magnet")));
    connect(&m_context.look, &Look::changed, magnet,
        [this, magnet] { magnet->setIcon(m_context.look.icon(QStringLiteral("magnet"))); });
    auto *menu = new QMenu(magnet);
    menu->addActions(m_magnets);
    magnet->setMenu(menu);
    bar.addWidget(magnet);
    bar.addActions(m_modes);
    bar.addSeparator();
    bar.addActions({m_undo, m_redo});
}

void DrawingActions::fillTools(QMenu &menu) const
{
    menu.addActions(m_tools);
    menu.addSeparator();
    menu.addActions(m_magnets);
    menu.addSeparator();
    menu.addActions(m_modes);
}

void DrawingActions::fillTasks(QMenu &menu) const
{
    menu.addActions(m_tasks);
    menu.insertSeparator(m_tasks[2]);
    menu.insertSeparator(m_tasks[6]);
    menu.addSeparator();
    menu.addActions(m_selection);
    menu.addSeparator();
    menu.addAction(m_hide);
}

void DrawingActions::fillSelection(QMenu &menu) const
{
    const QList<QAction *> edits{m_tasks[2], m_tasks[3], m_tasks[6]}; // cut, copy, delete
    menu.addActions(m_selection);
    menu.addSeparator();
    menu.addActions(edits);
}

} // namespace agora::app
