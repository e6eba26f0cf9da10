#include "app/parameters/parameter_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

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

QWidget *besideRange(QWidget *editor, const ParameterField &field, QWidget *parent)
{
    if (!isBounded(field))
        return editor;
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(editor, 1);
    auto *range = new QLabel(rangeText(field, parent->locale()), row);
    range->setProperty("muted", true);
    layout->addWidget(range);
    return row;
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
    m_editors.clear();
    m_fields = fields;
    for (const auto &field : fields) {
        auto *editor = makeEditor(field, values.value(field.key, field.defaultValue));
        editor->setObjectName(QStringLiteral("parameter.") + field.key);
        editor->setToolTip(field.description);
        m_editors.insert(field.key, editor);
        auto *label = new QLabel(field.title, this);
        label->setToolTip(field.description);
        label->setBuddy(editor);
        m_layout->addRow(label, besideRange(editor, field, this));
    }
}

QWidget *ParameterForm::makeEditor(const ParameterField &field, const QVariant &value)
{
    switch (field.type) {
    case Type::Integer: {
        auto *box = makeSpinBox(field, value);
        connect(box, &QSpinBox::valueChanged, this, &ParameterForm::changed);
        return box;
    }
    case Type::Number: {
        auto *box = makeDoubleSpinBox(field, value);
        connect(box, &QDoubleSpinBox::valueChanged, this, &ParameterForm::changed);
        return box;
    }
    case Type::Flag: {
        auto *box = new QCheckBox;
        box->setChecked(value.toBool());
        connect(box, &QCheckBox::toggled, this, &ParameterForm::changed);
        return box;
    }
    case Type::Choice: {
        auto *box = makeComboBox(field, value);
        connect(box, &QComboBox::currentIndexChanged, this, &ParameterForm::changed);
        return box;
    }
    case Type::EditableChoice: {
        auto *box = makeEditableBox(field, value);
        connect(box, &QComboBox::currentTextChanged, this, &ParameterForm::changed);
        return box;
    }
    case Type::Text:
        break;
    }
    auto *edit = new QLineEdit(value.toString());
    connect(edit, &QLineEdit::textChanged, this, &ParameterForm::changed);
    return edit;
}

QVariantMap ParameterForm::values() const
{
    QVariantMap values;
    for (const auto &field : m_fields) {
        auto *editor = m_editors.value(field.key);
        switch (field.type) {
        case Type::Integer:
            values[field.key] = static_cast<qlonglong>(qobject_cast<QSpinBox *>(editor)->value());
            break;
        case Type::Number:
            values[field.key] = qobject_cast<QDoubleSpinBox *>(editor)->value();
            break;
        case Type::Flag:
            values[field.key] = qobject_cast<QCheckBox *>(editor)->isChecked();
            break;
        case Type::Choice:
            values[field.key] = qobject_cast<QComboBox *>(editor)->currentData();
            break;
        case Type::EditableChoice: {
            const auto *box = qobject_cast<QComboBox *>(editor);
            const int known = box->findText(box->currentText());
            values[field.key] = known >= 0 ? box->itemData(known) : QVariant(box->currentText());
            break;
        }
        case Type::Text:
            values[field.key] = qobject_cast<QLineEdit *>(editor)->text();
            break;
        }
    }
    return values;
}

} // namespace agora::app
