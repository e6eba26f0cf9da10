#include "app/brains/add_brain_dialog.h"

#include "app/parameters/parameter_form.h"
#include "app/tables/words.h"
#include "app/window/messages.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace agora::app {

namespace {

QVariant toVariant(const agency::Value &value)
{
    if (value.isBool())
        return value.asBool();
    if (value.isInteger())
        return static_cast<qlonglong>(value.asInteger());
    if (value.isNumber())
        return value.asNumber();
    return toQString(value.asText());
}

agency::Value toValue(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return value.toBool();
    case QMetaType::LongLong:
        return static_cast<std::int64_t>(value.toLongLong());
    case QMetaType::Double:
        return value.toDouble();
    default:
        return value.toString().toStdString();
    }
}

ParameterField::Type typeOf(const client::BrainParameterInfo &parameter)
{
    if (parameter.type == "integer")
        return ParameterField::Type::Integer;
    if (parameter.type == "number")
        return ParameterField::Type::Number;
    if (parameter.type == "flag")
        return ParameterField::Type::Flag;
    return parameter.choices.empty() ? ParameterField::Type::Text : ParameterField::Type::Choice;
}

ParameterField fieldOf(const client::BrainParameterInfo &parameter)
{
    ParameterField field;
    field.key = toQString(parameter.key);
    field.title = toQString(parameter.title.empty() ? parameter.key : parameter.title);
    field.description = toQString(parameter.description);
    field.type = typeOf(parameter);
    field.defaultValue = toVariant(parameter.defaultValue);
    field.step = parameter.step;
    if (parameter.min < parameter.max) {
        field.min = parameter.min;
        field.max = parameter.max;
    }
    for (const auto &choice : parameter.choices)
        field.choices.append(toQString(choice));
    return field;
}

void fillPeriods(QComboBox &box, Period current)
{
    for (const auto period : standardPeriods())
        box.addItem(toQString(period.toString()));
    box.setCurrentText(toQString(current.toString()));
}

} // namespace

AddBrainDialog::AddBrainDialog(EnginePort &port, const InstrumentBook &book, const QString &symbol,
    Period period, QWidget *parent)
    : QDialog(parent)
    , m_port(port)
    , m_module(new QComboBox(this))
    , m_description(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_symbol(new QComboBox(this))
    , m_period(new QComboBox(this))
    , m_parameters(new ParameterForm(this))
    , m_problem(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("addBrainDialog"));
    setWindowTitle(tr("Add Brain"));
    m_module->setObjectName(QStringLiteral("addBrain.module"));
    m_name->setObjectName(QStringLiteral("addBrain.name"));
    m_name->setPlaceholderText(tr("made from the module's name"));
    m_symbol->setObjectName(QStringLiteral("addBrain.symbol"));
    m_symbol->addItems(book.symbols());
    m_symbol->setCurrentText(symbol);
    m_period->setObjectName(QStringLiteral("addBrain.period"));
    fillPeriods(*m_period, period);
    m_description->setWordWrap(true);
    m_description->setProperty("muted", true);
    m_problem->setObjectName(QStringLiteral("addBrain.problem"));
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    nameButtons(*m_buttons);
    m_buttons->setObjectName(QStringLiteral("addBrain.buttons"));
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Add Brain"));

    auto *form = new QFormLayout;
    form->addRow(tr("&Module"), m_module);
    form->addRow(m_description);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Symbol"), m_symbol);
    form->addRow(tr("&Period"), m_period);
    auto *group = new QGroupBox(tr("Parameters"), this);
    (new QVBoxLayout(group))->addWidget(m_parameters);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(group);
    layout->addStretch(1);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);

    connect(m_module, &QComboBox::currentIndexChanged, this, &AddBrainDialog::showModule);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &AddBrainDialog::add);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_description->setText(tr("Asking the engine for its brain modules…"));
    setBusy(true);
    m_port.listBrainModules(
        this, [this](const EnginePort::Modules &modules) { showModules(modules); });
}

void AddBrainDialog::showModules(const EnginePort::Modules &modules)
{
    m_description->clear();
    if (!modules)
        return showProblem(toQString(modules.error().message));
    m_modules = *modules;
    if (m_modules.empty())
        return showProblem(tr("The engine knows no brain module."));
    setBusy(false);
    for (const auto &module : m_modules)
        m_module->addItem(
            toQString(module.title.empty() ? module.key : module.title), toQString(module.key));
}

void AddBrainDialog::showModule(int index)
{
    if (index < 0)
        return;
    const auto &module = m_modules[static_cast<std::size_t>(index)];
    m_description->setText(toQString(module.description));
    QList<ParameterField> fields;
    for (const auto &parameter : module.parameters)
        fields.append(fieldOf(parameter));
    m_parameters->setFields(fields);
    m_parameters->parentWidget()->setVisible(!fields.isEmpty());
    const bool isUsable = module.problem.empty();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(isUsable);
    m_problem->setVisible(!isUsable);
    m_problem->setText(toQString(module.problem));
}

void AddBrainDialog::add()
{
    if (m_module->currentIndex() < 0)
        return;
    const auto period = Period::parse(m_period->currentText().toStdString());
    if (!period)
        return showProblem(toQString(period.error().message));
    client::NewBrain brain;
    brain.name = m_name->text().trimmed().toStdString();
    brain.module = m_module->currentData().toString().toStdString();
    brain.symbol = m_symbol->currentText().toStdString();
    brain.period = *period;
    brain.parameters = agency::Value(agency::Value::Object{});
    const auto values = m_parameters->values();
    for (auto value = values.begin(); value != values.end(); ++value)
        brain.parameters.set(value.key().toStdString(), toValue(*value));
    m_problem->hide();
    setBusy(true);
    m_port.addBrain(brain, this, [this](const std::optional<QString> &problem) {
        setBusy(false);
        if (problem)
            showProblem(*problem);
        else
            accept();
    });
}

void AddBrainDialog::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->show();
}

void AddBrainDialog::setBusy(bool isBusy)
{
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!isBusy);
}

} // namespace agora::app
