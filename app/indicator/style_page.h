#pragma once

#include "charts/indicator_setup.h"

#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QSpinBox;
class QToolButton;

namespace agora::app {

class ColorButton;

/// Colour, width, dash and plot of every output, and the tints between lines and levels.
class StylePage final : public QWidget {
    Q_OBJECT

public:
    explicit StylePage(QWidget *parent = nullptr);

    /// `usual` are the colours that are drawn where none is chosen, `up` and `down` those of what
    /// shows two directions.
    void edit(const charts::IndicatorSetup &setup, const indicators::IndicatorInfo &info,
        const std::vector<QColor> &usual, const QColor &up, const QColor &down);
    void take(charts::IndicatorSetup &setup) const;

signals:
    void changed();

private:
    /// A colour that may be left to the theme.
    struct Choice {
        ColorButton *button = nullptr;
        QColor chosen;
        QColor usual;
    };
    struct Row {
        QCheckBox *isVisible = nullptr;
        Choice color, falling;
        QDoubleSpinBox *width = nullptr;
        QComboBox *dash = nullptr;
        QComboBox *plot = nullptr;
        QToolButton *reset = nullptr;
        bool isWidthChosen = false;
    };
    void clear();
    void addRow(const charts::IndicatorSetup &setup, const indicators::OutputInfo &output,
        std::size_t number, const QColor &usual);
    void addFill(const charts::IndicatorSetup &setup, const indicators::IndicatorInfo &info,
        const std::vector<QColor> &usual);
    void makeColor(Choice &choice, const QString &name, const QColor &chosen, const QColor &usual);
    void reset(std::size_t number);
    static void forget(Choice &choice);

    QGridLayout *m_grid;
    std::vector<std::unique_ptr<Row>> m_rows; // places that the buttons' answers point to
    Choice m_above, m_below;
    QColor m_up, m_down;
    QCheckBox *m_isBandFilled = nullptr;
    QCheckBox *m_areLevelsFilled = nullptr;
    QSpinBox *m_opacity = nullptr;
};

} // namespace agora::app
