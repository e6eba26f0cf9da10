#include "app/indicator/catalog_text.h"

#include <QCoreApplication>

namespace agora::app {

namespace {

/// The catalogue knows no Qt: its words stand here for lupdate. tests/app holds this list complete.
[[maybe_unused]] constexpr const char *words[] = {
    // groups
    QT_TRANSLATE_NOOP("indicators", "Trend"),
    QT_TRANSLATE_NOOP("indicators", "Volatility"),
    QT_TRANSLATE_NOOP("indicators", "Oscillators"),
    // names
    QT_TRANSLATE_NOOP("indicators", "Simple Moving Average"),
    QT_TRANSLATE_NOOP("indicators", "Exponential Moving Average"),
    QT_TRANSLATE_NOOP("indicators", "Smoothed Moving Average"),
    QT_TRANSLATE_NOOP("indicators", "Bollinger Bands"),
    QT_TRANSLATE_NOOP("indicators", "Average True Range"),
    QT_TRANSLATE_NOOP("indicators", "Relative Strength Index"),
    QT_TRANSLATE_NOOP("indicators", "MACD"),
    QT_TRANSLATE_NOOP("indicators", "Stochastic Oscillator"),
    QT_TRANSLATE_NOOP("indicators", "Momentum"),
    QT_TRANSLATE_NOOP("indicators", "Rate of Change"),
    // descriptions
    QT_TRANSLATE_NOOP("indicators", "The mean of the last prices, all with the same weight."),
    QT_TRANSLATE_NOOP("indicators", "An average in which newer prices weigh more."),
    QT_TRANSLATE_NOOP(
        "indicators", "Wilder's average: slower than an exponential one of the same period."),
    QT_TRANSLATE_NOOP("indicators",
        "A simple moving average with bands at a multiple of the standard deviation."),
    QT_TRANSLATE_NOOP(
        "indicators", "How far the price travels in a bar, smoothed by Wilder's average."),
    QT_TRANSLATE_NOOP(
        "indicators", "Share of the gains in all movement: above 70 strong, below 30 weak."),
    QT_TRANSLATE_NOOP("indicators",
        "Distance between a fast and a slow exponential average, with a signal line."),
    QT_TRANSLATE_NOOP("indicators", "Where the close lies in the range of the last bars."),
    QT_TRANSLATE_NOOP(
        "indicators", "Distance (or ratio in percent) between the price now and some bars ago."),
    QT_TRANSLATE_NOOP("indicators", "Move over the last bars in percent of where it began."),
    // parameters, choices and outputs
    QT_TRANSLATE_NOOP("indicators", "Period"),
    QT_TRANSLATE_NOOP("indicators", "Deviations"),
    QT_TRANSLATE_NOOP("indicators", "Fast period"),
    QT_TRANSLATE_NOOP("indicators", "Slow period"),
    QT_TRANSLATE_NOOP("indicators", "Signal period"),
    QT_TRANSLATE_NOOP("indicators", "%K period"),
    QT_TRANSLATE_NOOP("indicators", "%K slowing"),
    QT_TRANSLATE_NOOP("indicators", "%D period"),
    QT_TRANSLATE_NOOP("indicators", "Form"),
    QT_TRANSLATE_NOOP("indicators", "difference"),
    QT_TRANSLATE_NOOP("indicators", "ratio"),
    QT_TRANSLATE_NOOP("indicators", "Upper"),
    QT_TRANSLATE_NOOP("indicators", "Middle"),
    QT_TRANSLATE_NOOP("indicators", "Lower"),
    QT_TRANSLATE_NOOP("indicators", "Signal"),
    QT_TRANSLATE_NOOP("indicators", "Histogram"),
    // input prices
    QT_TRANSLATE_NOOP("indicators", "close"),
    QT_TRANSLATE_NOOP("indicators", "open"),
    QT_TRANSLATE_NOOP("indicators", "high"),
    QT_TRANSLATE_NOOP("indicators", "low"),
    QT_TRANSLATE_NOOP("indicators", "median"),
    QT_TRANSLATE_NOOP("indicators", "typical"),
    QT_TRANSLATE_NOOP("indicators", "weighted"),
};

const QString inputKey = QStringLiteral("input");

QVariant toVariant(const indicators::ParameterValue &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return static_cast<qlonglong>(*whole);
    if (const auto *real = std::get_if<double>(&value))
        return *real;
    return QString::fromStdString(std::get<std::string>(value));
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
    }
    if (parameter.type != indicators::ParameterType::Choice) {
        field.min = parameter.min;
        field.max = parameter.max;
    }
    for (const auto &choice : parameter.choices) {
        field.choices.append(QString::fromStdString(choice));
        field.choiceTitles.append(catalogText(choice));
    }
    return field;
}

ParameterField inputField()
{
    ParameterField field;
    field.key = inputKey;
    field.title = QCoreApplication::translate("indicators", "Applied to");
    field.type = ParameterField::Type::Choice;
    for (const auto input : indicators::allPriceInputs) {
        const std::string name(toString(input));
        field.choices.append(QString::fromStdString(name));
        field.choiceTitles.append(catalogText(name));
    }
    field.defaultValue = field.choices.front();
    return field;
}

} // namespace

QString catalogText(const std::string &text)
{
    return QCoreApplication::translate("indicators", text.c_str());
}

QList<ParameterField> fieldsOf(const indicators::IndicatorInfo &info)
{
    QList<ParameterField> fields;
    for (const auto &parameter : info.parameters)
        fields.append(fieldOf(parameter));
    if (info.input == indicators::InputKind::Price)
        fields.append(inputField());
    return fields;
}

QVariantMap valuesOf(const indicators::IndicatorInfo &info, const charts::IndicatorSetup &setup)
{
    QVariantMap values;
    for (const auto &[key, value] : setup.parameters)
        values[QString::fromStdString(key)] = toVariant(value);
    if (info.input == indicators::InputKind::Price)
        values[inputKey] = QString::fromStdString(std::string(toString(setup.input)));
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
            setup.parameters[parameter.key] = value.toString().toStdString();
            break;
        }
    }
    if (const auto input = values.value(inputKey); input.isValid())
        setup.input = indicators::parsePriceInput(input.toString().toStdString())
                          .valueOr(indicators::PriceInput::Close);
}

} // namespace agora::app
