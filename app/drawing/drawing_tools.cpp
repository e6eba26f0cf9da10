#include "app/drawing/drawing_tools.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/chart/chart_window.h"
#include "app/drawing/drawing_actions.h"
#include "app/drawing/drawing_list.h"
#include "app/drawing/drawing_properties.h"
#include "app/drawing/drawing_store.h"
#include "app/look/look.h"
#include "app/window/messages.h"
#include "charts/price_chart.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>

#include <algorithm>

namespace agora::app {

using charts::DrawingBoard;
using charts::Magnet;

namespace {

constexpr int messageMs = 5'000;
const QString magnetKey = QStringLiteral("drawing/magnet");
const QString keepKey = QStringLiteral("drawing/keep");

Magnet magnetOf(const QSettings &settings)
{
    return static_cast<Magnet>(std::clamp(settings.value(magnetKey).toInt(), 0, 2));
}

} // namespace

DrawingTools::DrawingTools(const PanelContext &context, ChartArea &charts, QSettings &settings,
    const QString &folder, QMainWindow &window)
    : QObject(&window)
    , m_charts(charts)
    , m_settings(settings)
    , m_window(window)
    , m_store(new DrawingStore(folder, this))
    , m_actions(new DrawingActions(context, this))
    , m_bar(new QToolBar(tr("Drawing Tools"), &window))
{
    m_bar->setObjectName(QStringLiteral("drawingBar"));
    window.addToolBar(Qt::LeftToolBarArea, m_bar);
    m_actions->fillToolBar(*m_bar);
    makeList(context, window);
    connect(m_store, &DrawingStore::problem, &window,
        [this](const QString &sentence) { showProblem(&m_window, sentence); });
    connect(&charts, &ChartArea::pageOpened, this, &DrawingTools::take);
    connect(&charts, &ChartArea::currentChartChanged, this, &DrawingTools::follow);
    connect(&charts, &ChartArea::windowOpened, this, [this](ChartWindow &opened) {
        auto *bar = opened.addToolBar(tr("Drawing Tools"));
        opened.addToolBar(Qt::LeftToolBarArea, bar);
        m_actions->fillToolBar(*bar);
        bar->addAction(m_dock->toggleViewAction());
    });
    connect(m_actions, &DrawingActions::used, this, [this] {
        if (auto *page = m_charts.current())
            page->chart().setFocus();
    });
    connect(m_actions, &DrawingActions::magnetChosen, this, &DrawingTools::setMagnet);
    connect(m_actions, &DrawingActions::keepDrawingChosen, this, &DrawingTools::setKeepsDrawing);
}

void DrawingTools::makeList(const PanelContext &context, QMainWindow &window)
{
    m_list = new DrawingList(context, &window);
    m_dock = new QDockWidget(tr("Objects"), &window);
    m_dock->setObjectName(QStringLiteral("objects"));
    m_dock->setWidget(m_list);
    window.addDockWidget(Qt::RightDockWidgetArea, m_dock);
    m_dock->hide();
    auto *toggle = m_dock->toggleViewAction();
    toggle->setObjectName(QStringLiteral("view.objects"));
    toggle->setText(tr("&Objects on the Chart"));
    toggle->setShortcut(QKeySequence(QStringLiteral("Ctrl+B")));
    context.look.dress(toggle, QStringLiteral("objects"));
    m_bar->addAction(toggle);
    window.addAction(toggle);
}

void DrawingTools::take(ChartPage &page)
{
    auto &board = page.chart().drawings();
    board.setShelf(*m_store);
    board.setMagnet(magnetOf(m_settings));
    board.setKeepsDrawing(m_settings.value(keepKey).toBool());
    connect(&board, &DrawingBoard::propertiesRequested, this,
        [this, &page](const QString &id) { openProperties(page, id); });
    connect(&board, &DrawingBoard::refused, this, [this](const QString &sentence) {
        m_window.statusBar()->showMessage(sentence, messageMs);
    });
    follow();
}

void DrawingTools::follow()
{
    auto *page = m_charts.current();
    auto *board = page ? &page->chart().drawings() : nullptr;
    m_actions->setBoard(board);
    m_list->setBoard(board);
}

void DrawingTools::openProperties(ChartPage &page, const QString &id)
{
    auto &board = page.chart().drawings();
    const auto *wanted = board.set().find(id);
    if (!wanted)
        return;
    QStringList ids{id}; // what else is selected and of the same kind
    for (const auto &drawing : board.selected())
        if (board.isSelected(id) && drawing.id != id && drawing.kind == wanted->kind)
            ids.append(drawing.id);
    auto *dialog = new DrawingProperties(page.chart(), ids, &page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void DrawingTools::setMagnet(Magnet magnet)
{
    m_settings.setValue(magnetKey, static_cast<int>(magnet));
    for (auto *page : m_charts.pages())
        page->chart().drawings().setMagnet(magnet);
}

void DrawingTools::setKeepsDrawing(bool isOn)
{
    m_settings.setValue(keepKey, isOn);
    for (auto *page : m_charts.pages())
        page->chart().drawings().setKeepsDrawing(isOn);
}

void DrawingTools::fillInsertMenu(QMenu &menu) const
{
    auto *tools = menu.addMenu(tr("&Objects"));
    tools->setObjectName(QStringLiteral("insert.objects"));
    m_actions->fillTools(*tools);
}

void DrawingTools::fillChartMenu(QMenu &menu) const
{
    m_actions->fillTasks(*menu.addMenu(tr("&Drawings")));
}

void DrawingTools::fillMenuAt(QMenu &menu, const ChartPage &page, const QPoint &at) const
{
    if (page.chart().drawingAt(at).isEmpty())
        return;
    m_actions->fillSelection(menu);
    menu.addSeparator();
}

QList<QAction *> DrawingTools::viewActions() const
{
    return {m_dock->toggleViewAction(), m_bar->toggleViewAction()};
}

} // namespace agora::app
