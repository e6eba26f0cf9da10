#include "app/parameters/parameter_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace agora::app {

namespace {

using Type = ParameterField::Type;

bool isBounded(const ParameterField &field)
{
    return (field.type == Type::Integer || field.type == Type::Number) && field.min < field.max
        && field.min > -1e15 && field.max < 1e15;
}

int toInt(double value)
{
    return static_cast<int>(std::clamp(value, -2'147'483'647.0, 2'147'483'647.0));
}

/// As many decimals as the number needs to be written in full.
int decimalsOf(double number)
{
    int decimals = 0;
    while (decimals < 9 && std::abs(number - std::round(number)) > 1e-9) {
        number *= 10;
        ++decimals;
    }
    return decimals;
}

QString rangeText(const ParameterField &field, const QLocale &locale)
{
    const auto number = [&](double value) { return locale.toString(value, 'g', 10); };
    return number(field.min) + QStringLiteral(" … ") + number(field.max);
}

QSpinBox *makeSpinBox(const ParameterField &field, const QVariant &value)
{
    auto *box = new QSpinBox;
    box->setRange(toInt(field.min), toInt(field.max));
    box->setSingleStep(std::max(1, toInt(field.step)));
    box->setValue(value.toInt());
    return box;
}

QDoubleSpinBox *makeDoubleSpinBox(const ParameterField &field, const QVariant &value)
{
    auto *box = new QDoubleSpinBox;
    box->setDecimals(std::max({decimalsOf(field.step), decimalsOf(field.defaultValue.toDouble()),
        decimalsOf(value.toDouble())}));
    box->setGroupSeparatorShown(true);
    box->setRange(field.min, field.max);
    box->setSingleStep(field.step > 0 ? field.step : 0.1);
    box->setValue(value.toDouble());
    return box;
}

QComboBox *makeComboBox(const ParameterField &field, const QVariant &value)
{
    auto *box = new QComboBox;
    for (qsizetype i = 0; i < field.choices.size(); ++i)
        box->addItem(field.choiceTitles.value(i, field.choices[i]), field.choices[i]);
    box->setCurrentIndex(std::max(0, box->findData(value.toString())));
    return box;
}

QComboBox *makeEditableBox(const ParameterField &field, const QVariant &value)
{
    auto *box = makeComboBox(field, value);
    box->setEditable(true);
    box->setLineEdit(new FormulaEdit(box));
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    if (const int known = box->findData(value.toString()); known >= 0)
        box->setCurrentIndex(known);
    else
        box->setEditText(value.toString());
    return box;
}

} // namespace

ParameterForm::ParameterForm(QWidget *parent) : QWidget(parent), m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void ParameterForm::setFields(const QList<ParameterField> &fields, const QVariantMap &values)
{
    while (m_layout->rowCount() > 0)
        m_layout->removeRow(0);
    m_rows.clear();
    m_fields = fields;
    for (const auto &field : fields) {
        auto *row = makeRow(field, values.value(field.key, field.defaultValue));
        auto *label = new QLabel(field.title, this);
        label->setToolTip(field.description);
        label->setBuddy(m_rows[field.key].editor);
        m_layout->addRow(label, row);
        showRow(field);
    }
}

/// The editor, its range, the button for its default, and below what is wrong with it.
QWidget *ParameterForm::makeRow(const ParameterField &field, const QVariant &value)
{
    Row row;
    row.editor = makeEditor(field, value);
    row.editor->setObjectName(QStringLiteral("parameter.") + field.key);
    row.editor->setToolTip(field.description);
    auto *box = new QWidget(this);
    auto *rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    auto *cells = new QHBoxLayout;
    cells->setSpacing(6);
    cells->addWidget(row.editor, 1);
    if (isBounded(field)) {
        auto *range = new QLabel(rangeText(field, locale()), box);
        range->setProperty("muted", true);
        cells->addWidget(range);
    }
    row.reset = new QToolButton(box);
    row.reset->setObjectName(QStringLiteral("parameter.default.") + field.key);
    row.reset->setText(QStringLiteral("↺"));
    row.reset->setAutoRaise(true);
    row.reset->setToolTip(tr("Back to the default: %1").arg(field.defaultValue.toString()));
    row.reset->setAccessibleName(tr("Default of %1").arg(field.title));
    cells->addWidget(row.reset);
    rows->addLayout(cells);
    if (field.check) {
        row.problem = new QLabel(box);
        row.problem->setObjectName(QStringLiteral("parameter.problem.") + field.key);
        row.problem->setProperty("problem", true);
        row.problem->setWordWrap(true);
        rows->addWidget(row.problem);
    }
    m_rows.insert(field.key, row);
    connect(row.reset, &QToolButton::clicked, this,
        [this, field] { setValue(field, field.defaultValue); });
    return box;
}

void ParameterForm::setValue(const ParameterField &field, const QVariant &value)
{
    auto *editor = m_rows.value(field.key).editor;
    if (auto *whole = qobject_cast<QSpinBox *>(editor))
        whole->setValue(value.toInt());
    else if (auto *real = qobject_cast<QDoubleSpinBox *>(editor))
        real->setValue(value.toDouble());
    else if (auto *flag = qobject_cast<QCheckBox *>(editor))
        flag->setChecked(value.toBool());
    else if (auto *box = qobject_cast<QComboBox *>(editor); box && box->findData(value) >= 0)
        box->setCurrentIndex(box->findData(value));
    else if (box)
        box->setEditText(value.toString());
    else if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->setText(value.toString());
}

/// Whether its default can be brought back, and what is wrong with it.
void ParameterForm::showRow(const ParameterField &field)
{
    const Row row = m_rows.value(field.key);
    const QVariant value = valueOf(field);
    row.reset->setEnabled(value.toString() != field.defaultValue.toString());
    if (!row.problem)
        return;
    const auto problem = field.check(value.toString());
    row.problem->setText(problem ? problem->sentence : QString());
    row.problem->setVisible(problem.has_value());
    auto *edit = qobject_cast<FormulaEdit *>(row.editor);
    if (const auto *box = qobject_cast<QComboBox *>(row.editor))
        edit = qobject_cast<FormulaEdit *>(box->lineEdit());
    if (edit)
        edit->setProblemAt(problem ? problem->at : -1);
}

void ParameterForm::edited()
{
    for (const auto &field : m_fields)
        showRow(field);
    emit changed();
}

QString ParameterForm::problem() const
{
    for (const auto &field : m_fields)
        if (field.check)
            if (const auto problem = field.check(valueOf(field).toString()))
                return QStringLiteral("%1: %2").arg(field.title, problem->sentence);
    return {};
}

QWidget *ParameterForm::makeEditor(const ParameterField &field, const QVariant &value)
{
    switch (field.type) {
    case Type::Integer: {
        auto *box = makeSpinBox(field, value);
        connect(box, &QSpinBox::valueChanged, this, &ParameterForm::edited);
        return box;
    }
    case Type::Number: {
        auto *box = makeDoubleSpinBox(field, value);
        connect(box, &QDoubleSpinBox::valueChanged, this, &ParameterForm::edited);
        return box;
    }
    case Type::Flag: {
        auto *box = new QCheckBox;
        box->setChecked(value.toBool());
        connect(box, &QCheckBox::toggled, this, &ParameterForm::edited);
        return box;
    }
    case Type::Choice: {
        auto *box = makeComboBox(field, value);
        connect(box, &QComboBox::currentIndexChanged, this, &ParameterForm::edited);
        return box;
    }
    case Type::EditableChoice: {
        auto *box = makeEditableBox(field, value);
        connect(box, &QComboBox::currentTextChanged, this, &ParameterForm::edited);
        return box;
    }
    case Type::Text:
        break;
    }
    auto *edit = new FormulaEdit(value.toString());
    connect(edit, &QLineEdit::textChanged, this, &ParameterForm::edited);
    return edit;
}

QVariant ParameterForm::valueOf(const ParameterField &field) const
{
    auto *editor = m_rows.value(field.key).editor;
    switch (field.type) {
    case Type::Integer:
        return static_cast<qlonglong>(qobject_cast<QSpinBox *>(editor)->value());
    case Type::Number:
        return qobject_cast<QDoubleSpinBox *>(editor)->value();
    case Type::Flag:
        return qobject_cast<QCheckBox *>(editor)->isChecked();
    case Type::Choice:
        return qobject_cast<QComboBox *>(editor)->currentData();
    case Type::EditableChoice: {
        const auto *box = qobject_cast<QComboBox *>(editor);
        const int known
            = box->findText(box->currentText(), Qt::MatchExactly | Qt::MatchCaseSensitive);
        return known >= 0 ? box->itemData(known) : QVariant(box->currentText());
    }
    case Type::Text:
        break;
    }
    return qobject_cast<QLineEdit *>(editor)->text();
}

QVariantMap ParameterForm::values() const
{
    QVariantMap values;
    for (const auto &field : m_fields)
        values[field.key] = valueOf(field);
    return values;
}

} // namespace agora::app
