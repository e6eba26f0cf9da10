#include "charts/drawing/drawing_view.h"

#include "charts/chart_scene.h"
#include "charts/drawing/drawing_input.h"
#include "charts/drawing/drawing_keys.h"
#include "charts/drawing/drawing_layer.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <cmath>

namespace agora::charts {

DrawingView::DrawingView(PriceChart &chart, ChartScene &scene, DrawingBoard &board)
    : m_chart(chart)
    , m_scene(scene)
    , m_board(board)
    , m_input(std::make_unique<DrawingInput>(*this))
    , m_layer(std::make_unique<DrawingLayer>(scene, *this, *m_input))
{
    scene.drawings = {.paint = [this](QPainter &painter) { m_layer->paint(painter); },
        .addTags = [this](std::vector<AxisTag> &tags) { m_layer->addTags(tags); }};
    connect(&board, &DrawingBoard::drawingsChanged, this, &DrawingView::repaintAll);
    connect(&board, &DrawingBoard::selectionChanged, this, &DrawingView::repaintAll);
    connect(&board, &DrawingBoard::settingsChanged, this, &DrawingView::repaintAll);
    connect(&board, &DrawingBoard::setChanged, this, [this] { m_input->forgetDraft(); });
    connect(&board, &DrawingBoard::toolChanged, this, [this] { m_input->forgetDraft(); });
    connect(&board, &DrawingBoard::jumpRequested, this, &DrawingView::jumpTo);
    board.setPasteFitter([this](std::vector<Drawing> &drawings, const QString &fromSymbol) {
        fitPasted(drawings, fromSymbol);
    });
}

DrawingView::~DrawingView()
{
    m_board.setPasteFitter({});
    m_scene.drawings = {};
}

bool DrawingView::hasBars() const { return !m_scene.data.series().empty(); }

DrawingSpace DrawingView::spaceOf(std::size_t pane, QPaintDevice *device) const
{
    const auto &series = m_scene.data.series();
    const auto &instrument = m_scene.data.instrument;
    const PaneFrame frame = m_scene.frame(pane);
    DrawingSpace space{.map = frame.map,
        .bars = BarAxis(series.times(), series.period(), instrument.hours),
        .pane = m_scene.stack().panes()[pane].name(),
        .isVolume = m_scene.stack().panes()[pane].isVolume,
        .instrument = instrument,
        .decimals = pane == 0 ? instrument.precision : frame.decimals + 1,
        .font = m_scene.smallFont(),
        .device = device,
        .texts = &m_texts};
    space.lineHeight = AxisSizes(space.font, &m_scene.plotWidget()).lineHeight;
    return space;
}

std::optional<DrawingSpace> DrawingView::spaceAt(const QPointF &at) const
{
    const auto pane = m_scene.stack().paneAt(at.y());
    if (!pane || !m_scene.stack().plotArea(*pane).contains(at))
        return std::nullopt;
    return spaceOf(*pane);
}

std::optional<DrawingSpace> DrawingView::spaceOf(const QString &pane) const
{
    const auto &panes = m_scene.stack().panes();
    for (std::size_t i = 0; i < panes.size(); ++i)
        if (panes[i].name() == pane && m_scene.stack().isShown(i))
            return spaceOf(i);
    return std::nullopt;
}

std::vector<double> DrawingView::magnetPrices(const DrawingSpace &space, std::size_t bar) const
{
    const auto &series = m_scene.data.series();
    if (space.pane.isEmpty())
        return {series.open()[bar], series.high()[bar], series.low()[bar], series.close()[bar]};
    if (space.isVolume)
        return {series.volume()[bar]};
    const auto *layer = m_scene.data.findIndicator(space.pane);
    auto values = layer ? layer->valuesAt(bar) : std::vector<double>();
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    return values;
}

DrawingAnchor DrawingView::anchorFor(const QPointF &at, const DrawingSpace &space) const
{
    DrawingAnchor anchor = space.barAnchorAt(at);
    const double bar = std::round(space.map.barAt(at.x()));
    const bool isOnBar = bar >= 0 && bar < static_cast<double>(m_scene.data.series().size());
    if (m_board.magnet() == Magnet::Off || !isOnBar)
        return anchor;
    double nearest = m_board.magnet() == Magnet::Weak ? space.lineHeight * 1.5 : HUGE_VAL;
    for (const double price : magnetPrices(space, static_cast<std::size_t>(bar))) {
        const double far = std::abs(space.map.y(price) - at.y());
        if (far >= nearest)
            continue;
        nearest = far;
        anchor.price = price;
    }
    return anchor;
}

std::optional<DrawingView::Hit> DrawingView::hitAt(const QPointF &at) const
{
    auto space = spaceAt(at);
    if (!space || m_board.isHidden() || !hasBars())
        return std::nullopt;
    const double reach = space->tolerance() * 1.2;
    const auto near
        = within(*space, QRectF(at, QSizeF(0, 0)).adjusted(-reach, -reach, reach, reach));
    const Period period = m_scene.data.series().period();
    std::optional<Hit> body, area;
    for (auto next = near.rbegin(); next != near.rend(); ++next) {
        const Drawing *each = *next;
        if (!isShownOn(*each, period))
            continue;
        const DrawingShape shape = shapeOf(*each, *space, m_scene.theme);
        if (m_board.isSelected(each->id) && !each->isLocked)
            if (const auto handle = handleAt(shape, at, reach))
                return Hit{each->id, handle};
        if (!body && distance(shape, at, false) <= space->tolerance())
            body = Hit{each->id, std::nullopt};
        if (!body && !area && distance(shape, at, true) == 0)
            area = Hit{each->id, std::nullopt};
    }
    return body ? body : area;
}

std::vector<const Drawing *> DrawingView::within(
    const DrawingSpace &space, const QRectF &rect) const
{
    if (!std::exchange(m_isIndexed, true))
        m_index.build(m_board.set().all());
    return m_index.within(space, rect);
}

void DrawingView::repaintSoon() { m_scene.mark(ChartScene::Change::Hover); }

void DrawingView::repaintAll()
{
    m_isIndexed = false;
    m_layer->invalidate();
    repaintSoon();
}

void DrawingView::setCursor(Qt::CursorShape shape)
{
    auto &plot = m_scene.plotWidget();
    if (plot.cursor().shape() != shape)
        plot.setCursor(shape);
}

void DrawingView::setHover(const QPointF &at) { m_scene.setHover(at); }

void DrawingView::takeFocus() { m_chart.setFocus(Qt::MouseFocusReason); }

bool DrawingView::isBusy() const { return m_board.tool() || m_input->isDragging(); }

bool DrawingView::handle(QEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        return m_input->press(static_cast<QMouseEvent &>(event));
    case QEvent::MouseMove:
        return m_input->move(static_cast<QMouseEvent &>(event));
    case QEvent::MouseButtonRelease:
        return m_input->release(static_cast<QMouseEvent &>(event));
    case QEvent::MouseButtonDblClick:
        return m_input->doubleClick(static_cast<QMouseEvent &>(event));
    case QEvent::ContextMenu:
        return m_input->contextMenu();
    case QEvent::Leave:
        m_input->leave();
        return false;
    default:
        return false;
    }
}

bool DrawingView::key(const QKeyEvent &event, bool isTrial)
{
    const bool hasSelection = !m_board.selection().isEmpty();
    const bool isPlain = (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == 0;
    const auto act = [&](auto action) {
        if (!isTrial)
            action();
        return true;
    };
    if (pressKeys(m_board, QKeySequence(event.keyCombination()), isTrial))
        return true;
    if (!isPlain)
        return false;
    const int many = event.modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (event.key()) {
    case Qt::Key_Escape:
        return isTrial ? m_input->draft() || m_board.tool() || hasSelection : m_input->cancel();
    case Qt::Key_Backspace:
        return !m_board.set().all().empty() && act([&] { deleteLast(); });
    case Qt::Key_Left:
        return hasSelection && act([&] { m_input->nudge(-many, 0); });
    case Qt::Key_Right:
        return hasSelection && act([&] { m_input->nudge(many, 0); });
    case Qt::Key_Up:
        return hasSelection && act([&] { m_input->nudge(0, many); });
    case Qt::Key_Down:
        return hasSelection && act([&] { m_input->nudge(0, -many); });
    default:
        return false;
    }
}

/// What is selected, else what was drawn last.
void DrawingView::deleteLast()
{
    if (m_board.selection().isEmpty())
        m_board.select({m_board.set().all().back().id});
    carryOut(m_board, DrawingTask::Delete);
}

void DrawingView::jumpTo(const Drawing &drawing)
{
    if (!hasBars())
        return;
    double middle = 0;
    const BarAxis bars = spaceOf(std::size_t{0}).bars;
    for (const auto &anchor : drawing.anchors)
        middle += bars.barAt(anchor.time) / static_cast<double>(drawing.anchors.size());
    const double half = m_chart.visibleRange().bars() / 2;
    m_chart.setVisibleRange({middle - half, middle + half});
}

/// Where they were when that is in view (a little aside on the same chart), else in the middle,
/// with the same size in percent of the price.
void DrawingView::fitPasted(std::vector<Drawing> &drawings, const QString &fromSymbol) const
{
    const auto space = spaceOf(std::size_t{0});
    if (!hasBars())
        return;
    const PaneMap &map = space.map;
    double lowest = HUGE_VAL, highest = -HUGE_VAL, first = HUGE_VAL, last = -HUGE_VAL;
    for (const auto &drawing : drawings) {
        for (const auto &anchor : drawing.anchors) {
            const double bar = space.bars.barAt(anchor.time);
            first = std::min(first, bar);
            last = std::max(last, bar);
            if (!drawing.pane.isEmpty())
                continue;
            lowest = std::min(lowest, anchor.price);
            highest = std::max(highest, anchor.price);
        }
    }
    const bool isTimeSeen = last >= map.firstBar && first <= map.lastBar;
    const bool isPriceSeen = highest >= map.low && lowest <= map.high;
    const double middle = (lowest + highest) / 2;
    const double center = map.valueAt(map.rect.center().y());
    const bool isSame = fromSymbol == m_board.set().symbol();
    const double aside = std::max(1.0, std::round(16 / map.pixelsPerBar()));
    const double bars = !isTimeSeen ? std::round((map.firstBar + map.lastBar - first - last) / 2)
                                    : (isSame ? aside : 0);
    for (auto &drawing : drawings) {
        for (auto &anchor : drawing.anchors) {
            anchor = space.moved(anchor, bars, isSame && isPriceSeen && isTimeSeen ? -16 : 0);
            if (drawing.pane.isEmpty() && !isPriceSeen && middle > 0)
                anchor.price = space.roundedValue(center * anchor.price / middle);
        }
    }
}

} // namespace agora::charts
