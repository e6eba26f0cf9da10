#include "charts/chart_canvas.h"

#include <QPaintEvent>
#include <QPainter>

#include <cmath>

namespace agora::charts {

ChartCanvas::ChartCanvas(QWidget *parent, Layers layers)
    : QWidget(parent), m_layers(std::move(layers))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
}

void ChartCanvas::redraw(const QRect &part)
{
    m_stale += part;
    update();
}

void ChartCanvas::bringUpToDate()
{
    const double scale = devicePixelRatioF();
    const QSize pixels(static_cast<int>(std::ceil(width() * scale)),
        static_cast<int>(std::ceil(height() * scale)));
    if (m_image.size() != pixels || m_image.devicePixelRatio() != scale) {
        m_image = QImage(pixels, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(scale);
        m_stale = rect();
    }
    if (m_stale.isEmpty())
        return;
    const QRect part = m_stale.boundingRect();
    m_stale = {};
    QPainter painter(&m_image);
    painter.setClipRect(part);
    m_layers.still(painter, part);
}

void ChartCanvas::paintEvent(QPaintEvent *event)
{
    m_layers.prepare();
    bringUpToDate();
    QPainter painter(this);
    const double scale = m_image.devicePixelRatio();
    for (const QRect &part : event->region())
        painter.drawImage(QRectF(part), m_image,
            QRectF(QPointF(part.topLeft()) * scale, QSizeF(part.size()) * scale));
    m_layers.moving(painter);
}

void ChartCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    redrawAll();
}

} // namespace agora::charts
