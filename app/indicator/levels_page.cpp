#include "app/indicator/levels_page.h"

#include "app/indicator/color_button.h"
#include "app/indicator/look_choices.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace agora::app {
namespace {

/// As many decimals as the value has: `70`, `0.3`, `-0.00025`.
class LevelBox final : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;
    [[nodiscard]] QString textFromValue(double value) const override
    {
        int decimals = 0;
        while (decimals < this->decimals()
            && QString::number(value, 'f', decimals).toDouble() != value)
            ++decimals;
        return locale().toString(value, 'f', decimals);
    }
};

} // namespace

LevelsPage::LevelsPage(QWidget *parent) : QWidget(parent), m_table(new QWidget(this))
{
    m_grid = new QGridLayout(m_table);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(1, 1);
    m_none = new QLabel(tr("No levels."), this);
    m_none->setProperty("muted", true);
    auto *add = new QPushButton(tr("Add Level"), this);
    add->setObjectName(QStringLiteral("indicator.level.add"));
    add->setAutoDefault(false);
    m_reset = new QPushButton(tr("Usual Levels"), this);
    m_reset->setObjectName(QStringLiteral("indicator.level.reset"));
    m_reset->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_reset);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 6, 0);
    layout->addWidget(m_none);
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    layout->addStretch(1);
    connect(add, &QPushButton::clicked, this, &LevelsPage::add);
    connect(m_reset, &QPushButton::clicked, this, &LevelsPage::useCatalogue);
}

void LevelsPage::edit(const charts::IndicatorSetup &setup, const QColor &usual)
{
    m_setup = setup;
    m_usual = usual;
    m_isChosen = setup.levels.has_value();
    show(charts::levelsOf(setup));
}

void LevelsPage::show(const std::vector<charts::LevelLine> &levels)
{
    while (auto *item = m_grid->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its own button may have asked for it
        item->widget()->setObjectName({});
        delete item;
    }
    m_rows.clear();
    for (const auto &level : levels)
        addRow(level);
    m_none->setVisible(levels.empty());
    m_reset->setEnabled(m_isChosen);
}

void LevelsPage::addRow(const charts::LevelLine &level)
{
    const auto number = m_rows.size();
    const auto name = [&](const char *part) {
        return QStringLiteral("indicator.level.%1.%2").arg(QLatin1String(part)).arg(number);
    };
    Row row;
    row.value = new LevelBox(m_table);
    row.value->setObjectName(name("value"));
    row.value->setDecimals(5);
    row.value->setRange(-1e9, 1e9);
    row.value->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    row.value->setValue(level.value);
    row.text = new QLineEdit(level.text, m_table);
    row.text->setObjectName(name("text"));
    row.text->setPlaceholderText(tr("Text beside the line"));
    row.color = new ColorButton(level.color.isValid() ? level.color : m_usual, m_table);
    row.color->setObjectName(name("color"));
    row.dash = makeDashBox(level.dash, m_table);
    row.dash->setObjectName(name("dash"));
    auto *remove = new QToolButton(m_table);
    remove->setObjectName(name("remove"));
    remove->setText(QStringLiteral("✕"));
    remove->setAutoRaise(true);
    remove->setToolTip(tr("Remove this level"));
    const int line = m_grid->rowCount();
    QWidget *const cells[] = {row.value, row.text, row.color, row.dash, remove};
    for (int column = 0; column < 5; ++column)
        m_grid->addWidget(cells[column], line, column);
    const auto edited = [this] {
        m_isChosen = true;
        m_reset->setEnabled(true);
        emit changed();
    };
    connect(row.value, &QDoubleSpinBox::valueChanged, this, edited);
    connect(row.text, &QLineEdit::textChanged, this, edited);
    connect(row.color, &ColorButton::colorChanged, this, edited);
    connect(row.dash, &QComboBox::currentIndexChanged, this, edited);
    connect(remove, &QToolButton::clicked, this, [this, number] { this->remove(number); });
    m_rows.push_back(row);
}

std::vector<charts::LevelLine> LevelsPage::levels() const
{
    std::vector<charts::LevelLine> levels;
    for (const auto &row : m_rows)
        levels.push_back({.value = row.value->value(),
            .text = row.text->text(),
            .color = row.color->color() == m_usual ? QColor() : row.color->color(),
            .dash = dashOf(*row.dash)});
    return levels;
}

void LevelsPage::add()
{
    auto all = levels();
    const double step = all.size() > 1 ? all.back().value - all[all.size() - 2].value : 1;
    all.push_back({.value = all.empty() ? 0 : all.back().value + (step == 0 ? 1 : step),
        .text = {},
        .color = {}});
    m_isChosen = true;
    show(all);
    m_rows.back().value->setFocus();
    m_rows.back().value->selectAll();
    emit changed();
}

void LevelsPage::remove(std::size_t number)
{
    auto all = levels();
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(number));
    m_isChosen = true;
    show(all);
    emit changed();
}

void LevelsPage::useCatalogue()
{
    m_isChosen = false;
    m_setup.levels.reset();
    show(charts::levelsOf(m_setup));
    emit changed();
}

void LevelsPage::take(charts::IndicatorSetup &setup) const
{
    setup.levels = m_isChosen ? std::optional(levels()) : std::nullopt;
}

} // namespace agora::app
