#include "app/indicator/indicator_properties.h"

#include "app/indicator/catalog_text.h"
#include "app/indicator/color_button.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace agora::app {

namespace {
constexpr double usualWidth = 1.5;
}

IndicatorProperties::IndicatorProperties(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    m_title = new QLabel(page);
    m_title->setProperty("heading", true);
    m_description = new QLabel(page);
    m_description->setWordWrap(true);
    m_description->setProperty("muted", true);
    m_parameters = new ParameterForm(page);
    m_lines = new QWidget(page);
    m_lineRows = new QFormLayout(m_lines);
    m_lineRows->setContentsMargins(0, 0, 0, 0);
    m_isVisible = new QCheckBox(tr("Show on the chart"), page);
    m_isVisible->setObjectName(QStringLiteral("indicator.visible"));
    for (auto *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_description),
             static_cast<QWidget *>(m_parameters), m_lines, static_cast<QWidget *>(m_isVisible)})
        layout->addWidget(part);
    layout->addStretch(1);
    setWidget(page);
    connect(m_parameters, &ParameterForm::changed, this, &IndicatorProperties::changed);
    connect(m_isVisible, &QCheckBox::toggled, this, &IndicatorProperties::changed);
    clear();
}

void IndicatorProperties::clear()
{
    m_setup = {};
    m_title->setText(tr("No indicator selected"));
    m_description->setText(tr("Double-click one on the left to add it to the chart."));
    m_parameters->setFields({});
    m_lines->hide();
    m_isVisible->hide();
}

void IndicatorProperties::edit(const charts::IndicatorSetup &setup,
    const std::vector<QColor> &colors, const std::vector<charts::IndicatorSetup> &others)
{
    const auto *info = indicators::findIndicator(setup.key);
    if (!info)
        return clear();
    const QSignalBlocker quiet(this);
    m_setup = setup;
    m_shownColors = colors;
    m_shownColors.resize(info->outputs.size(), QColor(Qt::gray));
    m_title->setText(catalogText(info->name));
    m_description->setText(catalogText(info->description));
    m_parameters->setFields(fieldsOf(*info, others), valuesOf(*info, setup));
    m_isVisible->setChecked(setup.isVisible);
    m_isVisible->show();
    addLines(*info);
}

void IndicatorProperties::addLines(const indicators::IndicatorInfo &info)
{
    while (m_lineRows->rowCount() > 0)
        m_lineRows->removeRow(0);
    m_colors.clear();
    m_widths.clear();
    for (std::size_t i = 0; i < info.outputs.size(); ++i) {
        const auto key = QString::fromStdString(info.outputs[i].key);
        auto *row = new QWidget(m_lines);
        auto *cells = new QHBoxLayout(row);
        cells->setContentsMargins(0, 0, 0, 0);
        auto *color = new ColorButton(m_shownColors[i], row);
        color->setObjectName(QStringLiteral("indicator.color.") + key);
        auto *width = new QDoubleSpinBox(row);
        width->setObjectName(QStringLiteral("indicator.width.") + key);
        width->setRange(0.5, 10);
        width->setSingleStep(0.5);
        width->setDecimals(1);
        width->setSuffix(tr(" px"));
        width->setValue(i < m_setup.widths.size() ? m_setup.widths[i] : usualWidth);
        cells->addWidget(color);
        cells->addWidget(width, 1);
        m_lineRows->addRow(tr("Line %1").arg(catalogText(info.outputs[i].title)), row);
        if (info.outputs[i].style == indicators::LineStyle::Hidden)
            m_lineRows->setRowVisible(row, false);
        connect(color, &ColorButton::colorChanged, this, &IndicatorProperties::changed);
        connect(width, &QDoubleSpinBox::valueChanged, this, &IndicatorProperties::changed);
        m_colors.push_back(color);
        m_widths.push_back(width);
    }
    m_lines->setVisible(!info.outputs.empty());
}

charts::IndicatorSetup IndicatorProperties::setup() const
{
    auto setup = m_setup;
    const auto *info = indicators::findIndicator(setup.key);
    if (!info)
        return setup;
    takeValues(setup, *info, m_parameters->values());
    setup.isVisible = m_isVisible->isChecked();
    setup.colors.resize(m_colors.size());
    for (std::size_t i = 0; i < m_colors.size(); ++i)
        if (m_colors[i]->color() != m_shownColors[i])
            setup.colors[i] = m_colors[i]->color();
    setup.widths.clear();
    for (const auto *width : m_widths)
        setup.widths.push_back(width->value());
    return setup;
}

} // namespace agora::app
