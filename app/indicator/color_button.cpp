#include "app/indicator/color_button.h"

#include <QColorDialog>
#include <QPainter>

namespace agora::app {

ColorButton::ColorButton(const QColor &color, QWidget *parent) : QToolButton(parent)
{
    const int side = fontMetrics().height();
    setIconSize({side * 2, side});
    setColor(color);
    connect(this, &QToolButton::clicked, this, &ColorButton::ask);
}

void ColorButton::setColor(const QColor &color)
{
    m_color = color;
    const qreal ratio = devicePixelRatioF();
    QPixmap swatch(iconSize() * ratio);
    swatch.setDevicePixelRatio(ratio);
    swatch.fill(color);
    setIcon(swatch);
    setToolTip(color.name());
    setAccessibleName(tr("Colour %1").arg(color.name()));
    emit colorChanged(color);
}

void ColorButton::ask()
{
    auto *dialog = new QColorDialog(m_color, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this, &ColorButton::setColor);
    dialog->open();
}

} // namespace agora::app
