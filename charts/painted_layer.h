#pragma once

#include <qcustomplot.h>

#include <functional>

namespace agora::charts {

/// Whatever a function draws, as part of one layer of a QCustomPlot. Belongs to the plot.
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

} // namespace agora::charts
