#include "charts/chart_gestures.h"

#include "charts/chart_scene.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace agora::charts {
namespace {

constexpr double zoomStep = 1.18; // of a notch of the wheel
constexpr double notch = 120.0; // angleDelta of one, as Qt counts

} // namespace

ChartGestures::Zone ChartGestures::zoneAt(const QPointF &at) const
{
    PaneStack &stack = m_scene.stack();
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
    if (event.button() != Qt::LeftButton)
        return false;
    PaneStack &stack = m_scene.stack();
    Drag drag{.zone = zoneAt(event.position()), .pane = 0, .last = event.position()};
    if (drag.zone == Zone::Divider)
        drag.pane = stack.dividerAt(event.position().y()).value_or(0);
    else
        drag.pane = stack.paneAt(event.position().y()).value_or(0);
    m_drag = drag;
    return true;
}

bool ChartGestures::move(const QMouseEvent &event)
{
    if (m_drag && (event.buttons() & Qt::LeftButton)) {
        drag(event.position());
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
    if (event.button() != Qt::LeftButton || !m_drag)
        return false;
    m_drag.reset();
    showCursor(event.position());
    return true;
}

void ChartGestures::drag(const QPointF &at)
{
    const QPointF by = at - m_drag->last;
    switch (m_drag->zone) {
    case Zone::Plot:
        pan(by);
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
    case Zone::Nowhere:
        return;
    }
    m_scene.mark(ChartScene::Change::All);
}

void ChartGestures::pan(const QPointF &by)
{
    const PaneMap map = m_scene.frame(m_drag->pane).map;
    m_scene.view.scroll(-by.x() / map.pixelsPerBar());
    PriceScale &scale = m_scene.stack().panes()[m_drag->pane].scale;
    if (scale.isAutomatic())
        return;
    const auto [low, high] = map.rangeMoved(by.y());
    scale.setManual(low, high);
}

void ChartGestures::scalePrice(std::size_t pane, double factor)
{
    PriceScale &scale = m_scene.stack().panes()[pane].scale;
    const PaneMap map = m_scene.frame(pane).map;
    const auto [low, high] = map.rangeScaled(factor, map.rect.center().y());
    scale.setManual(low, high);
    m_scene.mark(ChartScene::Change::All);
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
    m_scene.mark(ChartScene::Change::All);
    if (zone != Zone::Plot)
        return true;
    if (const QString id = m_scene.indicatorAt(event.position()); !id.isEmpty())
        emit m_chart.indicatorActivated(id);
    else if (m_scene.stack().panes().size() > 1) // this pane alone, or all again
        m_scene.stack().maximize(m_scene.stack().maximized() ? std::nullopt : std::optional(pane));
    return true;
}

bool ChartGestures::wheel(const QWheelEvent &event)
{
    const QPoint turned = event.angleDelta();
    const bool isSideways = std::abs(turned.x()) > std::abs(turned.y())
        || event.modifiers().testFlag(Qt::ShiftModifier);
    const auto zone = zoneAt(event.position());
    const double notches = (turned.y() != 0 ? turned.y() : turned.x()) / notch;
    if (isSideways) {
        m_scene.view.scroll(-notches * m_scene.view.range().bars() * 0.05);
    } else if (zone == Zone::PriceScale) {
        const auto pane = m_scene.stack().paneAt(event.position().y()).value_or(0);
        scalePrice(pane, std::pow(zoomStep, -notches));
    } else {
        const double anchor = m_scene.frame(0).map.barAt(event.position().x());
        m_scene.view.zoom(std::pow(zoomStep, -notches), anchor);
    }
    m_scene.mark(ChartScene::Change::All);
    return true;
}

void ChartGestures::showCursor(const QPointF &at)
{
    const auto shape = [&] {
        switch (zoneAt(at)) {
        case Zone::Plot:
            return m_scene.isCrosshairVisible ? Qt::CrossCursor : Qt::ArrowCursor;
        case Zone::PriceScale:
            return Qt::SizeVerCursor;
        case Zone::TimeScale:
            return Qt::SizeHorCursor;
        case Zone::Divider:
            return Qt::SplitVCursor;
        case Zone::Nowhere:
            break;
        }
        return Qt::ArrowCursor;
    }();
    if (m_scene.plotWidget().cursor().shape() != shape)
        m_scene.plotWidget().setCursor(shape);
}

bool ChartGestures::key(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false; // shortcuts of the window
    const double page = m_scene.view.range().bars() * 0.9;
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
    default:
        return false;
    }
}

} // namespace agora::charts
