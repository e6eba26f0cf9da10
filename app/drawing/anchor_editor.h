#pragma once

#include "app/drawing/style_editor.h"
#include "engine/base/zone.h"

class QDateTimeEdit;

namespace agora::app {

/// Times and prices of the points of a drawing.
class AnchorEditor final : public QWidget {
    Q_OBJECT

public:
    /// `decimals` of a price; `step` of its arrows; times by the clocks of `zone`.
    AnchorEditor(const charts::Drawing &drawing, int decimals, double step, const Zone &zone,
        QWidget *parent = nullptr);

    void show(const charts::Drawing &drawing);

signals:
    void edited(const agora::app::DrawingEdit &edit);

private:
    void addPoint(QFormLayout &form, std::size_t point, Timestamp at, int decimals, double step);
    void tell(DrawingEdit edit);

    const Zone m_zone;
    std::vector<QDateTimeEdit *> m_times;
    std::vector<QDoubleSpinBox *> m_prices;
    bool m_isShowing = false;
};

} // namespace agora::app
