#pragma once

#include <QColor>
#include <QWidget>

class QLabel;
class QToolButton;

namespace agora::app {

class ColorButton;

/// A colour of one's own, or the usual one: a swatch that asks for another, and the way back.
class ColorChoice final : public QWidget {
    Q_OBJECT

public:
    explicit ColorChoice(const QString &name, QWidget *parent = nullptr);

    /// `chosen` invalid = the usual one is shown. Tells nothing.
    void show(const QColor &chosen, const QColor &usual);
    [[nodiscard]] QColor chosen() const { return m_chosen; }

signals:
    void changed();

private:
    void choose(const QColor &color);

    ColorButton *m_button;
    QToolButton *m_reset;
    QLabel *m_note;
    QColor m_chosen, m_usual;
};

} // namespace agora::app
