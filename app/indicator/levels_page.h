#pragma once

#include "charts/indicator_setup.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace agora::app {

class ColorButton;

/// The horizontal lines of an indicator's pane: value, text, colour, dash; added and removed.
class LevelsPage final : public QWidget {
    Q_OBJECT

public:
    explicit LevelsPage(QWidget *parent = nullptr);

    /// `usual` is the colour of a level that has none.
    void edit(const charts::IndicatorSetup &setup, const QColor &usual);
    void take(charts::IndicatorSetup &setup) const;

signals:
    void changed();

private:
    struct Row {
        QDoubleSpinBox *value = nullptr;
        QLineEdit *text = nullptr;
        ColorButton *color = nullptr;
        QComboBox *dash = nullptr;
    };
    [[nodiscard]] std::vector<charts::LevelLine> levels() const;
    void show(const std::vector<charts::LevelLine> &levels);
    void addRow(const charts::LevelLine &level);
    void add();
    void remove(std::size_t number);
    void useCatalogue();

    charts::IndicatorSetup m_setup;
    QColor m_usual;
    bool m_isChosen = false; ///< else the catalogue's levels go on being drawn
    QGridLayout *m_grid;
    QWidget *m_table;
    QLabel *m_none;
    QPushButton *m_reset;
    std::vector<Row> m_rows;
};

} // namespace agora::app
