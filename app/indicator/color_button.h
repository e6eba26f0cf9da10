#pragma once

#include <QColor>
#include <QToolButton>

namespace agora::app {

/// Shows a colour, asks for another when clicked.
class ColorButton final : public QToolButton {
    Q_OBJECT

public:
    explicit ColorButton(const QColor &color, QWidget *parent = nullptr);
    [[nodiscard]] QColor color() const { return m_color; }
    void setColor(const QColor &color);

signals:
    void colorChanged(const QColor &color);

private:
    void ask();
    QColor m_color;
};

} // namespace agora::app
