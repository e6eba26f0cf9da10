#pragma once

#include <QTabBar>

namespace agora::app {

/// The tabs of the charts: a tab that is dragged away from the bar, or double clicked, wants a
/// window of its own; the middle button closes it.
class ChartTabs final : public QTabBar {
    Q_OBJECT

public:
    explicit ChartTabs(QWidget *parent = nullptr) : QTabBar(parent) {}

signals:
    /// `at` is on the screen, where the mouse is; `isDragged` while its button is held.
    void tornOff(int index, const QPoint &at, bool isDragged);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    int m_pressed = -1;
};

} // namespace agora::app
