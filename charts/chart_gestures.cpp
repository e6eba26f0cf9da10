#include "charts/chart_gestures.h"

#include "charts/chart_scene.h"

#include <QGestureEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <cmath>

namespace agora::charts {

using Change = ChartScene::Change;

namespace {

constexpr double zoomStep = 1.18; // of a notch of the wheel
constexpr double notch = 120.0; // angleDelta of one, as Qt counts
constexpr double barsANotch = 3.0; // as charts that scroll by the wheel usually go
constexpr double smallestBox = 6.0; // device-independent pixels; less is a slip of the hand

} // namespace

ChartGestures::Zone ChartGestures::zoneAt(const QPointF &at) const
{
    PaneStack &stack = m_scene.stack();
    if (m_scene.navigation.spotAt(at))
        return Zone::Spot;
    if (stack.timeArea().contains(at))
        return Zone::TimeScale;
    if (stack.dividerAt(at.y()))
        return Zone::Divider;
    const auto pane = stack.paneAt(at.y());
    if (!pane)
        return Zone::Nowhere;
    return at.x() > stack.plotArea(*pane).right() ? Zone::PriceScale : Zone::Plot;
}

bool ChartGestures::handle(QEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        return press(static_cast<QMouseEvent &>(event));
    case QEvent::MouseMove:
        return move(static_cast<QMouseEvent &>(event));
    case QEvent::MouseButtonRelease:
        return release(static_cast<QMouseEvent &>(event));
    case QEvent::MouseButtonDblClick:
        return doubleClick(static_cast<QMouseEvent &>(event));
    case QEvent::Wheel:
        return wheel(static_cast<QWheelEvent &>(event));
    case QEvent::Gesture:
        return pinch(static_cast<QGestureEvent &>(event));
    case QEvent::NativeGesture:
        return nativePinch(static_cast<QNativeGestureEvent &>(event));
    case QEvent::Leave:
        m_scene.setHover(std::nullopt);
        return false;
    default:
        return false;
    }
}

bool ChartGestures::press(const QMouseEvent &event)
{
    m_chart.setFocus(Qt::MouseFocusReason);
    const QPointF at = event.position();
    const bool isMiddle = event.button() == Qt::MiddleButton;
    if (event.button() != Qt::LeftButton && !isMiddle)
        return false;
    PaneStack &stack = m_scene.stack();
    Drag drag{.zone = zoneAt(at), .pane = 0, .start = at, .last = at};
    if (drag.zone == Zone::Spot && !isMiddle)
        return pressSpot(at);
    if (drag.zone == Zone::Divider)
        drag.pane = stack.dividerAt(at.y()).value_or(0);
    else
        drag.pane = stack.paneAt(at.y()).value_or(0);
    if (drag.zone == Zone::Plot && (isMiddle || m_scene.navigation.isBoxArmed))
        drag.zone = Zone::Box;
    else if (isMiddle)
        return false;
    m_drag = drag;
    return true;
}

bool ChartGestures::pressSpot(const QPointF &at)
{
    const auto spot = m_scene.navigation.spotAt(at);
    if (spot->target == ChartNavigation::Target::GoLive) {
        m_chart.setPaused(false);
    } else if (spot->target == ChartNavigation::Target::StateAction) {
        emit m_chart.stateActionRequested();
    } else if (spot->target == ChartNavigation::Target::Zone) {
        emit m_chart.zoneMenuRequested(at.toPoint());
    } else {
        m_scene.stack().panes()[spot->pane].scale.setAutomatic(true);
        m_scene.mark(Change::All);
    }
    return true;
}

bool ChartGestures::move(const QMouseEvent &event)
{
    if (m_drag && (event.buttons() & (Qt::LeftButton | Qt::MiddleButton))) {
        drag(event.position(), event.modifiers().testFlag(Qt::ControlModifier));
        m_drag->last = event.position();
    } else {
        m_drag.reset();
        showCursor(event.position());
    }
    const bool isOverPlot = zoneAt(event.position()) == Zone::Plot;
    m_scene.setHover(isOverPlot ? std::optional(event.position()) : std::nullopt);
    return true;
}

bool ChartGestures::release(const QMouseEvent &event)
{
    if (!m_drag || (event.button() != Qt::LeftButton && event.button() != Qt::MiddleButton))
        return false;
    if (m_drag->zone == Zone::Box)
        endBox();
    m_drag.reset();
    showCursor(event.position());
    return true;
}

void ChartGestures::drag(const QPointF &at, bool isFree)
{
    const QPointF by = at - m_drag->last;
    switch (m_drag->zone) {
    case Zone::Plot:
        pan(by, isFree);
        break;
    case Zone::PriceScale:
        scalePrice(m_drag->pane, std::exp(by.y() * 0.005));
        break;
    case Zone::TimeScale:
        m_scene.view.zoom(std::exp(-by.x() * 0.004), m_scene.view.range().last);
        break;
    case Zone::Divider:
        m_scene.stack().dragDivider(m_drag->pane, by.y());
        break;
    case Zone::Box:
        return drawBox(at);
    case Zone::Spot:
    case Zone::Nowhere:
        return;
    }
    m_scene.mark(Change::All);
}

void ChartGestures::drawBox(const QPointF &at)
{
    const QRectF pane = m_scene.stack().plotArea(m_drag->pane);
    m_scene.navigation.box = QRectF(m_drag->start, at).normalized().intersected(pane);
    m_scene.mark(Change::Hover);
}

void ChartGestures::endBox()
{
    const auto box = std::exchange(m_scene.navigation.box, std::nullopt);
    m_scene.navigation.isBoxArmed = false;
    m_scene.mark(Change::All);
    if (!box || box->width() < smallestBox || box->height() < smallestBox)
        return;
    const PaneMap map = m_scene.frame(m_drag->pane).map;
    const double ends[] = {map.valueAt(box->bottom()), map.valueAt(box->top())};
    m_chart.setVisibleRange({map.barAt(box->left()), map.barAt(box->right())});
    m_scene.stack().panes()[m_drag->pane].scale.setManual(
        std::min(ends[0], ends[1]), std::max(ends[0], ends[1]));
}

/// Whatever was begun is forgotten.
void ChartGestures::giveUp()
{
    m_scene.navigation.box.reset();
    m_scene.navigation.isBoxArmed = false;
    m_drag.reset();
    m_scene.mark(Change::Hover);
}

/// A free pan moves the prices too, even where the scale was automatic.
void ChartGestures::pan(const QPointF &by, bool isFree)
{
    const PaneMap map = m_scene.frame(m_drag->pane).map;
    m_scene.view.scroll(-by.x() / map.pixelsPerBar());
    if (isFree || !m_scene.stack().panes()[m_drag->pane].scale.isAutomatic())
        shiftPrice(m_drag->pane, by.y());
}

void ChartGestures::shiftPrice(std::size_t pane, double pixels)
{
    const auto [low, high] = m_scene.frame(pane).map.rangeMoved(pixels);
    m_scene.stack().panes()[pane].scale.setManual(low, high);
    m_scene.mark(Change::All);
}

void ChartGestures::scalePrice(std::size_t pane, double factor)
{
    const PaneMap map = m_scene.frame(pane).map;
    const auto [low, high] = map.rangeScaled(factor, map.rect.center().y());
    m_scene.stack().panes()[pane].scale.setManual(low, high);
    m_scene.mark(Change::All);
}

bool ChartGestures::doubleClick(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    const auto zone = zoneAt(event.position());
    const auto pane = m_scene.stack().paneAt(event.position().y()).value_or(0);
    if (zone == Zone::PriceScale)
        m_scene.stack().panes()[pane].scale.setAutomatic(true);
    else if (zone == Zone::TimeScale)
        m_scene.view.reset(m_scene.view.barCount());
    else if (zone == Zone::Divider)
        m_scene.stack().resetHeights();
    m_scene.mark(Change::All);
    if (zone != Zone::Plot)
        return true;
    if (const QString id = m_scene.indicatorAt(event.position()); !id.isEmpty())
        emit m_chart.indicatorActivated(id);
    else if (m_scene.stack().panes().size() > 1) // this pane alone, or all again
        m_scene.stack().maximize(m_scene.stack().maximized() ? std::nullopt : std::optional(pane));
    return true;
}

void ChartGestures::zoomAt(double factor, const QPointF &at)
{
    m_scene.view.zoomAt(factor, m_scene.frame(0).map.barAt(at.x()));
    m_scene.mark(Change::All);
}

bool ChartGestures::wheel(const QWheelEvent &event)
{
    if (event.phase() != Qt::NoScrollPhase && !event.pixelDelta().isNull())
        return slide(event);
    const QPoint turned = event.angleDelta();
    const auto zone = zoneAt(event.position());
    const double notches = (turned.y() != 0 ? turned.y() : turned.x()) / notch;
    const bool isZoom = event.modifiers().testFlag(Qt::ControlModifier);
    const WheelAction action = isZoom ? WheelAction::ZoomAtMouse : m_scene.navigation.wheel;
    const bool isSideways = std::abs(turned.x()) > std::abs(turned.y())
        || event.modifiers().testFlag(Qt::ShiftModifier);
    const double factor = std::pow(zoomStep, -notches);
    if (isSideways) {
        m_scene.view.scroll(-notches * m_scene.view.range().bars() * 0.05);
    } else if (zone == Zone::PriceScale) {
        scalePrice(m_scene.stack().paneAt(event.position().y()).value_or(0), factor);
    } else if (zone != Zone::TimeScale && action == WheelAction::Scroll) {
        m_scene.view.scroll(-notches * barsANotch);
    } else if (action == WheelAction::ZoomAtMouse) {
        zoomAt(factor, event.position());
    } else {
        m_scene.view.zoom(factor, m_scene.frame(0).map.barAt(event.position().x()));
    }
    m_scene.mark(Change::All);
    return true;
}

/// Two fingers on a touchpad: sideways the picture goes with them, up and down zooms.
bool ChartGestures::slide(const QWheelEvent &event)
{
    const QPoint by = event.pixelDelta();
    const bool isSideways
        = std::abs(by.x()) > std::abs(by.y()) || event.modifiers().testFlag(Qt::ShiftModifier);
    if (isSideways) {
        const double pixels = by.x() != 0 ? by.x() : by.y();
        m_scene.view.scroll(-pixels / m_scene.frame(0).map.pixelsPerBar());
    } else if (zoneAt(event.position()) == Zone::PriceScale) {
        scalePrice(
            m_scene.stack().paneAt(event.position().y()).value_or(0), std::exp(-by.y() * 0.004));
    } else {
        m_scene.view.zoom(
            std::exp(-by.y() * 0.004), m_scene.frame(0).map.barAt(event.position().x()));
    }
    m_scene.mark(Change::All);
    return true;
}

bool ChartGestures::pinch(const QGestureEvent &event)
{
    const auto *gesture = static_cast<const QPinchGesture *>(event.gesture(Qt::PinchGesture));
    if (!gesture)
        return false;
    giveUp();
    if (gesture->scaleFactor() > 0)
        zoomAt(1 / gesture->scaleFactor(),
            m_scene.plotWidget().mapFromGlobal(gesture->centerPoint().toPoint()));
    return true;
}

bool ChartGestures::nativePinch(const QNativeGestureEvent &event)
{
    if (event.gestureType() == Qt::SmartZoomNativeGesture) {
        m_chart.resetView();
        return true;
    }
    if (event.gestureType() != Qt::ZoomNativeGesture)
        return false;
    zoomAt(std::exp(-event.value()), event.position());
    return true;
}

void ChartGestures::showCursor(const QPointF &at)
{
    const auto shape = [&] {
        switch (zoneAt(at)) {
        case Zone::Plot:
        case Zone::Box:
            return m_scene.isCrosshairVisible || m_scene.navigation.isBoxArmed ? Qt::CrossCursor
                                                                               : Qt::ArrowCursor;
        case Zone::PriceScale:
            return Qt::SizeVerCursor;
        case Zone::TimeScale:
            return Qt::SizeHorCursor;
        case Zone::Divider:
            return Qt::SplitVCursor;
        case Zone::Spot:
            return Qt::PointingHandCursor;
        case Zone::Nowhere:
            break;
        }
        return Qt::ArrowCursor;
    }();
    if (m_scene.plotWidget().cursor().shape() != shape)
        m_scene.plotWidget().setCursor(shape);
}

bool ChartGestures::controlKey(const QKeyEvent &event)
{
    if (event.modifiers() != Qt::ControlModifier)
        return false; // shortcuts of the window
    if (event.key() == Qt::Key_Up)
        m_chart.zoomIn();
    else if (event.key() == Qt::Key_Down)
        m_chart.zoomOut();
    else
        return false;
    return true;
}

bool ChartGestures::key(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return controlKey(event);
    const double page = m_scene.view.range().bars() * 0.9;
    const bool isFixed = !m_scene.stack().panes().front().scale.isAutomatic();
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: // plus without shift on many keyboards
        m_chart.zoomIn();
        return true;
    case Qt::Key_Minus:
        m_chart.zoomOut();
        return true;
    case Qt::Key_Left:
        m_chart.scrollBars(-1);
        return true;
    case Qt::Key_Right:
        m_chart.scrollBars(1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (isFixed)
            shiftPrice(0, event.key() == Qt::Key_Up ? 20 : -20);
        return isFixed;
    case Qt::Key_PageUp:
        m_chart.scrollBars(-page);
        return true;
    case Qt::Key_PageDown:
        m_chart.scrollBars(page);
        return true;
    case Qt::Key_Home:
        m_chart.scrollToStart();
        return true;
    case Qt::Key_End:
        m_chart.scrollToEnd();
        return true;
    case Qt::Key_Space:
    case Qt::Key_Pause:
        m_chart.setPaused(!m_chart.isPaused());
        return true;
    case Qt::Key_Escape:
        giveUp();
        return false; // others may have something to give up, too
    default:
        return false;
    }
}

} // namespace agora::charts
