#pragma once

#include "charts/chart_theme.h"
#include "charts/drawing/drawing.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QSlider;

namespace agora::app {

class ColorButton;

/// What the user changed, to be done to each of the drawings in hand.
using DrawingEdit = std::function<void(charts::Drawing &)>;

/// Colour, width, dash, fill and size of the text of a drawing.
class StyleEditor final : public QWidget {
    Q_OBJECT

public:
    /// Shows what a drawing of that kind has.
    StyleEditor(
        charts::DrawingKind kind, const charts::ChartTheme &theme, QWidget *parent = nullptr);

    void show(const charts::Drawing &drawing);

signals:
    void edited(const agora::app::DrawingEdit &edit);

private:
    void makeLine(QFormLayout &form);
    void makeFill(QFormLayout &form);
    void makeRest(QFormLayout &form, charts::DrawingKind kind);
    void tell(DrawingEdit edit);

    charts::ChartTheme m_theme;
    ColorButton *m_color;
    QDoubleSpinBox *m_width;
    QComboBox *m_dash;
    QCheckBox *m_isFilled;
    ColorButton *m_fill;
    QSlider *m_opacity;
    QDoubleSpinBox *m_fontSize;
    QCheckBox *m_extendsRight;
    bool m_isShowing = false;
};

} // namespace agora::app
