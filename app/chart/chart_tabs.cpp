#include "app/chart/chart_tabs.h"

#include <QMouseEvent>

#include <utility>

namespace agora::app {

void ChartTabs::mousePressEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    m_pressed = event->button() == Qt::LeftButton ? index : -1;
    if (event->button() == Qt::MiddleButton && index >= 0)
        emit tabCloseRequested(index);
    QTabBar::mousePressEvent(event);
}

void ChartTabs::mouseMoveEvent(QMouseEvent *event)
{
    const int away = height();
    const auto at = event->position().toPoint();
    const bool isAway = !rect().adjusted(-away, -away, away, away).contains(at);
    if (m_pressed < 0 || !isAway || !(event->buttons() & Qt::LeftButton))
        return QTabBar::mouseMoveEvent(event);
    std::exchange(m_pressed, -1);
    // The bar has begun to move the tab: it must end that before the tab is gone.
    QMouseEvent release(QEvent::MouseButtonRelease, event->position(), event->globalPosition(),
        Qt::LeftButton, Qt::NoButton, event->modifiers());
    QTabBar::mouseReleaseEvent(&release);
    emit tornOff(currentIndex(), event->globalPosition().toPoint(), true);
}

void ChartTabs::mouseReleaseEvent(QMouseEvent *event)
{
    m_pressed = -1;
    QTabBar::mouseReleaseEvent(event);
}

void ChartTabs::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index >= 0)
        emit tornOff(index, event->globalPosition().toPoint(), false);
}

} // namespace agora::app
