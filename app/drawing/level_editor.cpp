#include "app/drawing/level_editor.h"

#include "app/indicator/color_button.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace agora::app {

using charts::FibLevel;

namespace {

enum Column { Value, Label, Color };
constexpr double largest = 100'000; // percent

} // namespace

LevelEditor::LevelEditor(const charts::ChartTheme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_table(new QTableWidget(0, 3, this))
{
    m_table->setObjectName(QStringLiteral("levels"));
    m_table->setHorizontalHeaderLabels({tr("Level, %"), tr("Label"), tr("Colour")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(Label, QHeaderView::Stretch);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    connect(m_table, &QTableWidget::cellChanged, this, &LevelEditor::tell);
    auto *add = new QPushButton(tr("Add Level"), this);
    add->setObjectName(QStringLiteral("levels.add"));
    connect(add, &QPushButton::clicked, this, [this] {
        m_isShowing = true;
        m_table->insertRow(m_table->rowCount());
        fillRow(m_table->rowCount() - 1, FibLevel{.value = 2, .label = {}, .color = {}});
        m_table->setCurrentCell(m_table->rowCount() - 1, Value);
        m_isShowing = false;
        tell();
    });
    auto *remove = new QPushButton(tr("Remove Level"), this);
    remove->setObjectName(QStringLiteral("levels.remove"));
    connect(remove, &QPushButton::clicked, this, [this] {
        m_table->removeRow(m_table->currentRow());
        tell();
    });
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(remove);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
}

void LevelEditor::fillRow(int row, const FibLevel &level)
{
    auto *value = new QTableWidgetItem(QLocale::c().toString(level.value * 100, 'g', 8));
    value->setCheckState(level.isOn ? Qt::Checked : Qt::Unchecked);
    m_table->setItem(row, Value, value);
    m_table->setItem(row, Label, new QTableWidgetItem(level.label));
    const auto &palette = m_theme.palette;
    const QColor usual = palette.isEmpty() ? m_theme.buy : palette[row % palette.size()];
    auto *color = new ColorButton(level.color.isValid() ? level.color : usual, m_table);
    color->setProperty("chosen", level.color.isValid());
    connect(color, &ColorButton::colorChanged, this, [this, color] {
        color->setProperty("chosen", true);
        tell();
    });
    m_table->setCellWidget(row, Color, color);
}

void LevelEditor::show(const charts::Drawing &drawing)
{
    m_isShowing = true;
    const auto &levels = drawing.style.levels;
    m_table->setRowCount(static_cast<int>(levels.size()));
    for (std::size_t i = 0; i < levels.size(); ++i)
        fillRow(static_cast<int>(i), levels[i]);
    m_table->resizeColumnToContents(Value);
    m_isShowing = false;
}

std::vector<FibLevel> LevelEditor::levels() const
{
    std::vector<FibLevel> levels;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto *value = m_table->item(row, Value);
        const auto *color = static_cast<ColorButton *>(m_table->cellWidget(row, Color));
        QString text = value->text().simplified().remove(QLatin1Char('%'));
        bool isNumber = false;
        const double percent = text.replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&isNumber);
        if (!isNumber || std::abs(percent) > largest)
            continue; // what is no number draws no line
        levels.push_back({.value = percent / 100,
            .label = m_table->item(row, Label)->text().trimmed(),
            .color = color->property("chosen").toBool() ? color->color() : QColor(),
            .isOn = value->checkState() == Qt::Checked});
    }
    return levels;
}

void LevelEditor::tell()
{
    if (m_isShowing)
        return;
    emit edited([now = levels()](charts::Drawing &drawing) { drawing.style.levels = now; });
}

} // namespace agora::app
