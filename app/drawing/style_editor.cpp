#include "app/drawing/style_editor.h"

#include "app/indicator/color_button.h"
#include "charts/drawing/drawing_shape.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QSlider>

namespace agora::app {

using charts::Drawing;
using charts::DrawingKind;

namespace {

QIcon dashIcon(Qt::PenStyle dash, const QSize &size, const QColor &color, double scale)
{
    QPixmap pixmap(size * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(QPen(color, 2, dash));
    painter.drawLine(QPointF(0, size.height() / 2.0), QPointF(size.width(), size.height() / 2.0));
    return pixmap;
}

bool hasLine(DrawingKind kind) { return kind != DrawingKind::Text; }

} // namespace

StyleEditor::StyleEditor(DrawingKind kind, const charts::ChartTheme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_color(new ColorButton(theme.text, this))
    , m_width(new QDoubleSpinBox(this))
    , m_dash(new QComboBox(this))
    , m_isFilled(new QCheckBox(tr("Filled"), this))
    , m_fill(new ColorButton(theme.text, this))
    , m_opacity(new QSlider(Qt::Horizontal, this))
    , m_fontSize(new QDoubleSpinBox(this))
    , m_extendsRight(new QCheckBox(tr("On to the right edge"), this))
{
    auto *form = new QFormLayout(this);
    makeLine(*form);
    makeFill(*form);
    makeRest(*form, kind);
    form->setRowVisible(m_width, hasLine(kind));
    form->setRowVisible(m_dash, hasLine(kind));
    form->setRowVisible(m_isFilled->parentWidget(), canBeFilled(kind));
    form->setRowVisible(m_extendsRight, canExtendRight(kind));
}

void StyleEditor::makeLine(QFormLayout &form)
{
    m_color->setObjectName(QStringLiteral("style.color"));
    form.addRow(tr("Colour"), m_color);
    connect(m_color, &ColorButton::colorChanged, this, [this](const QColor &color) {
        tell([color](Drawing &drawing) { drawing.style.color = color; });
    });
    m_width->setObjectName(QStringLiteral("style.width"));
    m_width->setRange(0.5, 12);
    m_width->setSingleStep(0.5);
    m_width->setDecimals(1);
    form.addRow(tr("Width"), m_width);
    connect(m_width, &QDoubleSpinBox::valueChanged, this,
        [this](double width) { tell([width](Drawing &drawing) { drawing.style.width = width; }); });
    m_dash->setObjectName(QStringLiteral("style.dash"));
    const QSize size(fontMetrics().height() * 4, fontMetrics().height());
    m_dash->setIconSize(size);
    for (const auto &[dash, text] :
        {std::pair(Qt::SolidLine, tr("Solid")), std::pair(Qt::DashLine, tr("Dashes")),
            std::pair(Qt::DotLine, tr("Dots")), std::pair(Qt::DashDotLine, tr("Dash and dot"))})
        m_dash->addItem(dashIcon(dash, size, palette().text().color(), devicePixelRatioF()), text,
            static_cast<int>(dash));
    form.addRow(tr("Line"), m_dash);
    connect(m_dash, &QComboBox::currentIndexChanged, this, [this] {
        const auto dash = static_cast<Qt::PenStyle>(m_dash->currentData().toInt());
        tell([dash](Drawing &drawing) { drawing.style.dash = dash; });
    });
}

void StyleEditor::makeFill(QFormLayout &form)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    m_isFilled->setObjectName(QStringLiteral("style.isFilled"));
    m_fill->setObjectName(QStringLiteral("style.fill"));
    m_opacity->setObjectName(QStringLiteral("style.opacity"));
    m_opacity->setRange(0, 100);
    m_opacity->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_opacity->setToolTip(tr("Opacity of the fill"));
    layout->addWidget(m_isFilled);
    layout->addWidget(m_fill);
    layout->addWidget(m_opacity, 1);
    form.addRow(tr("Fill"), row);
    connect(m_isFilled, &QCheckBox::toggled, this, [this](bool isOn) {
        m_fill->setEnabled(isOn);
        m_opacity->setEnabled(isOn);
        tell([isOn](Drawing &drawing) { drawing.style.isFilled = isOn; });
    });
    connect(m_fill, &ColorButton::colorChanged, this, [this](const QColor &color) {
        tell([color](Drawing &drawing) { drawing.style.fill = color; });
    });
    connect(m_opacity, &QSlider::valueChanged, this, [this](int percent) {
        tell([percent](Drawing &drawing) { drawing.style.opacity = percent / 100.0; });
    });
}

void StyleEditor::makeRest(QFormLayout &form, DrawingKind kind)
{
    m_fontSize->setObjectName(QStringLiteral("style.fontSize"));
    m_fontSize->setRange(0, 96);
    m_fontSize->setDecimals(0);
    m_fontSize->setSpecialValueText(tr("As the chart"));
    m_fontSize->setSuffix(tr(" pt"));
    form.addRow(kind == DrawingKind::Text ? tr("Size") : tr("Size of text"), m_fontSize);
    connect(m_fontSize, &QDoubleSpinBox::valueChanged, this,
        [this](double size) { tell([size](Drawing &drawing) { drawing.style.fontSize = size; }); });
    m_extendsRight->setObjectName(QStringLiteral("style.extendsRight"));
    form.addRow(tr("Extend"), m_extendsRight);
    connect(m_extendsRight, &QCheckBox::toggled, this, [this](bool isOn) {
        tell([isOn](Drawing &drawing) { drawing.style.extendsRight = isOn; });
    });
}

void StyleEditor::tell(DrawingEdit edit)
{
    if (!m_isShowing)
        emit edited(edit);
}

void StyleEditor::show(const Drawing &drawing)
{
    m_isShowing = true;
    const auto &style = drawing.style;
    const QColor line = lineColor(drawing, m_theme);
    m_color->setColor(line);
    m_width->setValue(style.width);
    m_dash->setCurrentIndex(m_dash->findData(static_cast<int>(style.dash)));
    m_isFilled->setChecked(style.isFilled);
    m_fill->setColor(style.fill.isValid() ? style.fill : line);
    m_fill->setEnabled(style.isFilled);
    m_opacity->setEnabled(style.isFilled);
    m_opacity->setValue(qRound(style.opacity * 100));
    m_fontSize->setValue(style.fontSize);
    m_extendsRight->setChecked(style.extendsRight);
    m_isShowing = false;
}

} // namespace agora::app
