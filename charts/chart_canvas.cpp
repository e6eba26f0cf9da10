#include "charts/chart_canvas.h"

#include <qcustomplot.h>

namespace agora::charts {
namespace {

/// Whatever a function draws, as the content of one layer. Belongs to the plot.
class PaintedLayer final : public QCPLayerable {
public:
    PaintedLayer(QCustomPlot &plot, const QString &layer, std::function<void(QPainter &)> paint)
        : QCPLayerable(&plot, layer), m_paint(std::move(paint))
    {}

protected:
    void applyDefaultAntialiasingHint(QCPPainter *) const override {}
    void draw(QCPPainter *painter) override
    {
        painter->save();
        painter->setClipping(false);
        m_paint(*painter);
        painter->restore();
    }

private:
    std::function<void(QPainter &)> m_paint;
};

/// The picture of the lowest layer, which paints every pixel: it need not be wiped before.
class StillBuffer final : public QCPPaintBufferPixmap {
public:
    StillBuffer(const QSize &size, double devicePixelRatio)
        : QCPPaintBufferPixmap(size, devicePixelRatio)
    {
        mBuffer.fill(Qt::transparent); // of the same kind as the others: letters look the same
    }
    void clear(const QColor &) override {}

protected:
    void reallocateBuffer() override
    {
        QCPPaintBufferPixmap::reallocateBuffer();
        mBuffer.fill(Qt::transparent);
    }
};

QCPLayer &addBuffered(QCustomPlot &plot, const QString &name)
{
    plot.addLayer(name);
    auto *layer = plot.layer(name);
    layer->setMode(QCPLayer::lmBuffered);
    return *layer;
}

} // namespace

class ChartPlot final : public QCustomPlot {
public:
    ChartPlot(QWidget &parent, ChartCanvas::Layers layers)
        : QCustomPlot(&parent), m_layers(std::move(layers))
    {
        setFocusPolicy(Qt::NoFocus);
        setMouseTracking(true);
        setAttribute(Qt::WA_NoMousePropagation, false); // the chart's menu is its parent's
        setBackground(QBrush(Qt::NoBrush)); // the still layer fills all of it
        plotLayout()->clear();
        const QStringList usual{"background", "grid", "main", "axes", "legend", "overlay"};
        addLayer(QStringLiteral("still")); // in the buffer that every plot has
        mPaintBuffers = {QSharedPointer<QCPAbstractPaintBuffer>(
            new StillBuffer(size(), bufferDevicePixelRatio()))};
        m_moving = &addBuffered(*this, QStringLiteral("moving"));
        for (const QString &name : usual) // each would be one more picture to put on the screen
            removeLayer(layer(name));
        new PaintedLayer(
            *this, QStringLiteral("still"), [this](QPainter &painter) { drawStill(painter); });
        new PaintedLayer(
            *this, QStringLiteral("moving"), [this](QPainter &painter) { drawMoving(painter); });
        connect(this, &QCustomPlot::beforeReplot, this, [this] { m_layers.prepare(); });
    }
    void redraw()
    {
        m_isStale = true;
        if (isVisible())
            replot(rpQueuedRefresh);
    }
    void redrawNewest(const QRectF &part)
    {
        m_newest |= part;
        redrawMoving();
    }
    void redrawMoving()
    {
        if (isVisible())
            m_moving->replot();
        else
            m_isStale = true;
    }
    QPixmap picture(double scale)
    {
        m_layers.prepare();
        const QSize whole = parentWidget()->size(); // not shown yet: Qt has told the plot no size
        return toPixmap(whole.width(), whole.height(), scale);
    }

protected:
    void showEvent(QShowEvent *event) override
    {
        QCustomPlot::showEvent(event);
        if (m_isStale)
            replot(rpQueuedRefresh);
    }

private:
    void drawStill(QPainter &painter)
    {
        m_layers.still(painter, {});
        m_newest = {};
        m_isStale = false;
    }
    void drawMoving(QPainter &painter)
    {
        if (!m_newest.isEmpty()) {
            painter.save();
            painter.setClipRect(m_newest);
            m_layers.still(painter, m_newest);
            painter.restore();
        }
        m_layers.moving(painter);
    }

    ChartCanvas::Layers m_layers;
    QCPLayer *m_moving = nullptr; // owned by the plot
    QRectF m_newest;
    bool m_isStale = true;
};

ChartCanvas::ChartCanvas(QWidget &parent, Layers layers)
    : m_plot(new ChartPlot(parent, std::move(layers)))
{}

ChartCanvas::~ChartCanvas() { delete m_plot; }

QWidget &ChartCanvas::widget() { return *m_plot; }

void ChartCanvas::redraw() { m_plot->redraw(); }

void ChartCanvas::redrawNewest(const QRectF &part) { m_plot->redrawNewest(part); }

void ChartCanvas::redrawMoving() { m_plot->redrawMoving(); }

QPixmap ChartCanvas::picture(double scale) { return m_plot->picture(scale); }

} // namespace agora::charts
