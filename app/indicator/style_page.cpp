#include "app/indicator/style_page.h"

#include "app/indicator/catalog_text.h"
#include "app/indicator/color_button.h"
#include "app/indicator/look_choices.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace agora::app {
namespace {

using indicators::LineStyle;

constexpr double usualWidth = 1.5;

bool isCurve(LineStyle style)
{
    return style != LineStyle::Marker && style != LineStyle::MarkerAbove
        && style != LineStyle::MarkerBelow && style != LineStyle::Candle;
}

bool hasBand(const indicators::IndicatorInfo &info)
{
    return std::ranges::count(info.outputs, LineStyle::Band, &indicators::OutputInfo::style) > 1;
}

} // namespace

StylePage::StylePage(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this)) {}

void StylePage::clear()
{
    while (auto *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    delete m_grid; // the rows of before would keep their room
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 6, 6, 0);
    m_grid->setColumnStretch(0, 1);
    m_rows.clear();
    m_isBandFilled = m_areLevelsFilled = nullptr;
    m_opacity = nullptr;
    m_above = m_below = {};
}

void StylePage::edit(const charts::IndicatorSetup &setup, const indicators::IndicatorInfo &info,
    const std::vector<QColor> &usual, const QColor &up, const QColor &down)
{
    clear();
    m_up = up;
    m_down = down;
    for (std::size_t i = 0; i < info.outputs.size(); ++i)
        addRow(setup, info.outputs[i], i, i < usual.size() ? usual[i] : QColor(Qt::gray));
    addFill(setup, info, usual);
    m_grid->setRowStretch(m_grid->rowCount(), 1);
}

void StylePage::makeColor(
    Choice &choice, const QString &name, const QColor &chosen, const QColor &usual)
{
    choice = {new ColorButton(chosen.isValid() ? chosen : usual, this), chosen, usual};
    choice.button->setObjectName(name);
    connect(choice.button, &ColorButton::colorChanged, this, [this, &choice](const QColor &color) {
        choice.chosen = color;
        emit changed();
    });
}

void StylePage::forget(Choice &choice)
{
    if (!choice.button)
        return;
    const QSignalBlocker quiet(choice.button);
    choice.button->setColor(choice.usual);
    choice.chosen = QColor(); // not {}: that is a colour of Qt's
}

void StylePage::addRow(const charts::IndicatorSetup &setup, const indicators::OutputInfo &output,
    std::size_t number, const QColor &usual)
{
    m_rows.push_back(std::make_unique<Row>());
    Row &row = *m_rows.back();
    const auto key = QString::fromStdString(output.key);
    const charts::OutputLook look = charts::lookOf(setup, number);
    row.isVisible = new QCheckBox(catalogText(output.title), this);
    row.isVisible->setObjectName(QStringLiteral("indicator.shown.") + key);
    row.isVisible->setToolTip(tr("Draw this line"));
    row.isVisible->setChecked(look.isVisible);
    makeColor(row.color, QStringLiteral("indicator.color.") + key,
        number < setup.colors.size() ? setup.colors[number] : QColor(), usual);
    makeColor(row.falling, QStringLiteral("indicator.falling.") + key, look.fallingColor,
        row.color.chosen.isValid() ? row.color.chosen : m_down);
    row.falling.button->setToolTip(tr("Colour below zero"));
    const double width = number < setup.widths.size() ? setup.widths[number] : 0;
    row.isWidthChosen = width > 0;
    row.width = new QDoubleSpinBox(this);
    row.width->setObjectName(QStringLiteral("indicator.width.") + key);
    row.width->setRange(0.5, 10);
    row.width->setSingleStep(0.5);
    row.width->setDecimals(1);
    row.width->setSuffix(tr(" px"));
    row.width->setValue(width > 0 ? width : usualWidth);
    row.dash = makeDashBox(look.dash, this);
    row.dash->setObjectName(QStringLiteral("indicator.dash.") + key);
    row.plot = makePlotBox(look.plot, this);
    row.plot->setObjectName(QStringLiteral("indicator.plot.") + key);
    row.reset = new QToolButton(this);
    row.reset->setObjectName(QStringLiteral("indicator.default.") + key);
    row.reset->setText(QStringLiteral("↺"));
    row.reset->setAutoRaise(true);
    row.reset->setToolTip(tr("Back to the usual look"));
    const int line = m_grid->rowCount();
    QWidget *const cells[] = {row.isVisible, row.color.button, row.falling.button, row.width,
        row.dash, row.plot, row.reset};
    for (int column = 0; column < 7; ++column) {
        m_grid->addWidget(cells[column], line, column);
        cells[column]->setVisible(output.style != LineStyle::Hidden);
    }
    const bool isSigned = output.style == LineStyle::Histogram || output.style == LineStyle::Marker;
    row.falling.button->setVisible(isSigned);
    for (auto *cell : {cells[3], cells[4], cells[5]})
        cell->setVisible(isCurve(output.style) && output.style != LineStyle::Hidden);
    connect(row.isVisible, &QCheckBox::toggled, this, &StylePage::changed);
    connect(row.width, &QDoubleSpinBox::valueChanged, this, [this, &row] {
        row.isWidthChosen = true;
        emit changed();
    });
    connect(row.dash, &QComboBox::currentIndexChanged, this, &StylePage::changed);
    connect(row.plot, &QComboBox::currentIndexChanged, this, &StylePage::changed);
    connect(row.reset, &QToolButton::clicked, this, [this, number] { reset(number); });
}

void StylePage::addFill(const charts::IndicatorSetup &setup, const indicators::IndicatorInfo &info,
    const std::vector<QColor> &usual)
{
    const bool isBand = hasBand(info);
    const bool hasLevels = charts::levelsOf(setup).size() > 1;
    const int line = m_grid->rowCount();
    m_isBandFilled = new QCheckBox(tr("Tint between the edges"), this);
    m_isBandFilled->setObjectName(QStringLiteral("indicator.fill.band"));
    m_isBandFilled->setChecked(setup.fill.isBandFilled);
    m_isBandFilled->setVisible(isBand);
    m_areLevelsFilled = new QCheckBox(tr("Tint between the levels"), this);
    m_areLevelsFilled->setObjectName(QStringLiteral("indicator.fill.levels"));
    m_areLevelsFilled->setChecked(setup.fill.areLevelsFilled);
    m_areLevelsFilled->setVisible(hasLevels);
    const QColor first = usual.empty() ? QColor(Qt::gray) : usual.front();
    const bool isCloud = isBand && info.outputs.size() > 3; // as it is drawn
    makeColor(
        m_above, QStringLiteral("indicator.fill.above"), setup.fill.above, isCloud ? m_up : first);
    makeColor(m_below, QStringLiteral("indicator.fill.below"), setup.fill.below,
        isCloud ? m_down : first);
    m_above.button->setToolTip(tr("Tint where the first edge is above"));
    m_below.button->setToolTip(tr("Tint where the first edge is below"));
    m_opacity = new QSpinBox(this);
    m_opacity->setObjectName(QStringLiteral("indicator.fill.opacity"));
    m_opacity->setRange(0, 100);
    m_opacity->setSpecialValueText(tr("usual"));
    m_opacity->setSuffix(tr(" %"));
    m_opacity->setToolTip(tr("How strong the tint is"));
    m_opacity->setValue(setup.fill.opacity);
    m_grid->addWidget(m_isBandFilled, line, 0, 1, 7);
    m_grid->addWidget(m_areLevelsFilled, line + 1, 0, 1, 7);
    auto *tints = new QWidget(this); // in a row of their own: the columns above stay narrow
    auto *cells = new QHBoxLayout(tints);
    cells->setContentsMargins(0, 0, 0, 0);
    for (auto *cell : {static_cast<QWidget *>(m_above.button),
             static_cast<QWidget *>(m_below.button), static_cast<QWidget *>(m_opacity)})
        cells->addWidget(cell);
    cells->addStretch(1);
    m_grid->addWidget(tints, line + 2, 0, 1, 7);
    m_above.button->setVisible(isBand || hasLevels);
    m_below.button->setVisible(isBand);
    m_opacity->setVisible(isBand || hasLevels);
    for (auto *box : {m_isBandFilled, m_areLevelsFilled})
        connect(box, &QCheckBox::toggled, this, &StylePage::changed);
    connect(m_opacity, &QSpinBox::valueChanged, this, &StylePage::changed);
}

void StylePage::reset(std::size_t number)
{
    Row &row = *m_rows[number];
    {
        const QSignalBlocker quiet(this);
        forget(row.color);
        forget(row.falling);
        row.isVisible->setChecked(true);
        row.width->setValue(usualWidth);
        row.dash->setCurrentIndex(0);
        row.plot->setCurrentIndex(0);
        row.isWidthChosen = false;
    }
    emit changed();
}

void StylePage::take(charts::IndicatorSetup &setup) const
{
    const std::size_t count = m_rows.size();
    setup.colors.assign(count, QColor());
    setup.widths.assign(count, 0);
    setup.looks.assign(count, charts::OutputLook());
    for (std::size_t i = 0; i < count; ++i) {
        const Row &row = *m_rows[i];
        setup.colors[i] = row.color.chosen;
        setup.widths[i] = row.isWidthChosen ? row.width->value() : 0;
        setup.looks[i] = {.plot = plotOf(*row.plot),
            .dash = dashOf(*row.dash),
            .fallingColor = row.falling.chosen,
            .isVisible = row.isVisible->isChecked()};
    }
    setup.fill = {.isBandFilled = m_isBandFilled->isChecked(),
        .areLevelsFilled = m_areLevelsFilled->isChecked(),
        .above = m_above.chosen,
        .below = m_below.chosen,
        .opacity = m_opacity->value()};
}

} // namespace agora::app
