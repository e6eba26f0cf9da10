#include "app/indicator/catalog_text.h"

#include "indicators/catalog.h"
#include "indicators/formula.h"

#include <QCoreApplication>

namespace agora::app {

namespace {

const QString inputKey = QStringLiteral("input");
const QString secondInputKey = QStringLiteral("second_input");

QVariant toVariant(const indicators::ParameterValue &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return static_cast<qlonglong>(*whole);
    if (const auto *real = std::get_if<double>(&value))
        return *real;
    return QString::fromStdString(std::get<std::string>(value));
}

QString formulaHelp()
{
    return QCoreApplication::translate("indicators",
        "A price, an indicator or a formula: ema(close, 20), macd(12, 26, 9).signal, "
        "(high + low) / 2, ask - bid");
}

/// `RSI 14`, `MACD 12 26 9: Signal`.
QString outputTitle(
    const indicators::IndicatorInfo &info, const charts::IndicatorSetup &setup, std::size_t output)
{
    const auto name = QString::fromStdString(
        indicators::describe(info, setup.parameters, setup.input, setup.secondInput));
    return info.outputs.size() == 1
        ? name
        : QStringLiteral("%1: %2").arg(name, catalogText(info.outputs[output].title));
}

/// A price, an indicator or a formula.
std::optional<TextProblem> checkFormula(const QString &text)
{
    if (text.trimmed().isEmpty())
        return TextProblem{0, QCoreApplication::translate("indicators", "A formula is needed.")};
    const QByteArray bytes = text.toUtf8();
    const auto source = indicators::parseSource(bytes.toStdString());
    if (source)
        return std::nullopt;
    const auto before = bytes.left(static_cast<qsizetype>(source.error().column) - 1);
    return TextProblem{static_cast<int>(QString::fromUtf8(before).size()),
        QString::fromStdString(toString(source.error()))};
}

bool hasInput(const indicators::IndicatorInfo &info)
{
    return info.input != indicators::InputKind::Bar && info.input != indicators::InputKind::Candle;
}

ParameterField fieldOf(const indicators::ParameterInfo &parameter)
{
    ParameterField field;
    field.key = QString::fromStdString(parameter.key);
    field.title = catalogText(parameter.title);
    field.defaultValue = toVariant(parameter.defaultValue);
    field.step = parameter.step;
    switch (parameter.type) {
    case indicators::ParameterType::Integer:
        field.type = ParameterField::Type::Integer;
        break;
    case indicators::ParameterType::Real:
        field.type = ParameterField::Type::Number;
        break;
    case indicators::ParameterType::Choice:
        field.type = ParameterField::Type::Choice;
        break;
    case indicators::ParameterType::Text:
        field.type = ParameterField::Type::Text;
        field.description = formulaHelp();
        field.check = checkFormula;
        break;
    }
    if (parameter.type == indicators::ParameterType::Integer
        || parameter.type == indicators::ParameterType::Real) {
        field.min = parameter.min;
        field.max = parameter.max;
    }
    for (const auto &choice : parameter.choices) {
        field.choices.append(QString::fromStdString(choice));
        field.choiceTitles.append(catalogText(choice));
    }
    return field;
}

/// Prices of the chart and of either side, outputs of the indicators beside it, and what is typed.
ParameterField inputField(const QString &key, const QString &title, indicators::PriceInput usual,
    const std::vector<charts::IndicatorSetup> &others)
{
    ParameterField field;
    field.key = key;
    field.title = title;
    field.type = ParameterField::Type::EditableChoice;
    field.description = formulaHelp();
    field.check = checkFormula;
    const auto add = [&](const std::string &text, const QString &shown) {
        field.choices.append(QString::fromStdString(text));
        field.choiceTitles.append(shown);
    };
    for (const auto input : indicators::allPriceInputs) {
        const std::string name(toString(input));
        add(name, catalogText(name));
    }
    for (const char *side : {"bid", "ask", "mid"})
        add(side, catalogText(side));
    for (const auto &other : others) {
        const auto *info = indicators::findIndicator(other.key);
        for (std::size_t i = 0; info && i < info->outputs.size(); ++i)
            add(indicators::callText(*info, other.parameters, i, other.input, other.secondInput),
                outputTitle(*info, other, i));
    }
    field.defaultValue = QString::fromStdString(std::string(toString(usual)));
    return field;
}

} // namespace

QString catalogText(const std::string &text)
{
    return QCoreApplication::translate("indicators", text.c_str());
}

QList<ParameterField> fieldsOf(
    const indicators::IndicatorInfo &info, const std::vector<charts::IndicatorSetup> &others)
{
    QList<ParameterField> fields;
    for (const auto &parameter : info.parameters)
        fields.append(fieldOf(parameter));
    if (hasInput(info))
        fields.append(inputField(inputKey, QCoreApplication::translate("indicators", "Applied to"),
            info.defaultInput, others));
    if (info.input == indicators::InputKind::Pair)
        fields.append(
            inputField(secondInputKey, QCoreApplication::translate("indicators", "Compared with"),
                info.defaultSecondInput, others));
    return fields;
}

QVariantMap valuesOf(const indicators::IndicatorInfo &info, const charts::IndicatorSetup &setup)
{
    QVariantMap values;
    for (const auto &[key, value] : setup.parameters)
        values[QString::fromStdString(key)] = toVariant(value);
    if (hasInput(info) && !setup.input.empty())
        values[inputKey] = QString::fromStdString(setup.input);
    if (info.input == indicators::InputKind::Pair && !setup.secondInput.empty())
        values[secondInputKey] = QString::fromStdString(setup.secondInput);
    return values;
}

void takeValues(
    charts::IndicatorSetup &setup, const indicators::IndicatorInfo &info, const QVariantMap &values)
{
    for (const auto &parameter : info.parameters) {
        const auto value = values.value(QString::fromStdString(parameter.key));
        if (!value.isValid())
            continue;
        switch (parameter.type) {
        case indicators::ParameterType::Integer:
            setup.parameters[parameter.key] = static_cast<std::int64_t>(value.toLongLong());
            break;
        case indicators::ParameterType::Real:
            setup.parameters[parameter.key] = value.toDouble();
            break;
        case indicators::ParameterType::Choice:
        case indicators::ParameterType::Text:
            setup.parameters[parameter.key] = value.toString().toStdString();
            break;
        }
    }
    // What is the entry's own input anyway is not written down, so that it reads as that.
    const auto input = [&](const QString &key, indicators::PriceInput usual) {
        const auto text = values.value(key).toString().trimmed().toStdString();
        return text == toString(usual) ? std::string() : text;
    };
    setup.input = input(inputKey, info.defaultInput);
    setup.secondInput = input(secondInputKey, info.defaultSecondInput);
}

} // namespace agora::app
