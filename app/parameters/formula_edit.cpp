#include "app/parameters/formula_edit.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace agora::app {

void FormulaEdit::setProblemAt(int character)
{
    if (m_problemAt == character)
        return;
    m_problemAt = character;
    update();
}

/// The text scrolls with the cursor, whose place Qt tells.
double FormulaEdit::xOf(int character) const
{
    const QFontMetricsF metrics(font());
    const double cursor = cursorRect().center().x() + 0.5;
    return cursor + metrics.horizontalAdvance(text().left(character))
        - metrics.horizontalAdvance(text().left(cursorPosition()));
}

void FormulaEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_problemAt < 0)
        return;
    const int from = std::min(m_problemAt, static_cast<int>(text().size()));
    int to = from;
    while (to < text().size() && text()[to].isLetterOrNumber())
        ++to;
    const double right = std::max(xOf(std::max(to, from + 1)), xOf(from) + 6);
    const double bottom = height() - 4;
    QPainterPath wave(QPointF(xOf(from), bottom));
    double up = -2;
    for (double x = xOf(from) + 2; x <= right; x += 2, up = -2 - up)
        wave.lineTo(x, bottom + up);
    QPainter painter(this);
    painter.setClipRect(rect().adjusted(3, 0, -3, 0));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0xe5, 0x53, 0x5b), 1.4));
    painter.drawPath(wave);
}

} // namespace agora::app
