#pragma once

#include "app/drawing/style_editor.h"

class QTableWidget;

namespace agora::app {

/// The levels of a Fibonacci drawing: on or off, value in percent, label, colour.
class LevelEditor final : public QWidget {
    Q_OBJECT

public:
    explicit LevelEditor(const charts::ChartTheme &theme, QWidget *parent = nullptr);

    void show(const charts::Drawing &drawing);

signals:
    void edited(const agora::app::DrawingEdit &edit);

private:
    void fillRow(int row, const charts::FibLevel &level);
    void tell();
    [[nodiscard]] std::vector<charts::FibLevel> levels() const;

    charts::ChartTheme m_theme;
    QTableWidget *m_table;
    bool m_isShowing = false;
};

} // namespace agora::app
