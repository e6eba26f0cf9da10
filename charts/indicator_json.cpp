#include "charts/indicator_setup.h"
#include "charts/json_fields.h"

#include <algorithm>
#include <array>
#include <cmath>

// An indicator as JSON: templates, saved charts.
namespace agora::charts {
namespace {

template <typename T>
struct Word {
    T value;
    const char *text;
};
constexpr std::array plots{Word<OutputStyle>{OutputStyle::Usual, "usual"},
    Word<OutputStyle>{OutputStyle::Line, "line"}, Word<OutputStyle>{OutputStyle::Dots, "dots"},
    Word<OutputStyle>{OutputStyle::Steps, "steps"},
    Word<OutputStyle>{OutputStyle::Histogram, "histogram"},
    Word<OutputStyle>{OutputStyle::Area, "area"}, Word<OutputStyle>{OutputStyle::None, "none"}};
constexpr std::array dashes{Word<Qt::PenStyle>{Qt::SolidLine, "solid"},
    Word<Qt::PenStyle>{Qt::DashLine, "dash"}, Word<Qt::PenStyle>{Qt::DotLine, "dot"},
    Word<Qt::PenStyle>{Qt::DashDotLine, "dash_dot"}};
constexpr std::array panes{Word<PanePlace>{PanePlace::Usual, "usual"},
    Word<PanePlace>{PanePlace::Price, "price"}, Word<PanePlace>{PanePlace::Own, "own"},
    Word<PanePlace>{PanePlace::With, "with"}};

template <typename Words, typename T>
QString textOf(const Words &words, T value)
{
    for (const auto &word : words)
        if (word.value == value)
            return QString::fromLatin1(word.text);
    return QString::fromLatin1(words.front().text);
}

template <typename Words, typename T>
T wordField(JsonFields &fields, const char *key, const Words &words, T fallback)
{
    const QString text = fields.text(key, textOf(words, fallback));
    QStringList known;
    for (const auto &word : words) {
        if (text == QLatin1String(word.text))
            return word.value;
        known.append(QString::fromLatin1(word.text));
    }
    fields.complain(QString::fromLatin1(key),
        QStringLiteral("must be one of ") + known.join(QStringLiteral(", ")));
    return fallback;
}

QColor colorField(JsonFields &fields, const char *key)
{
    if (!fields.has(key))
        return {};
    const QColor color(fields.text(key));
    if (!color.isValid())
        fields.complain(
            QString::fromLatin1(key), QStringLiteral("must be a colour such as #2eb88a"));
    return color;
}

std::optional<Period> periodOf(JsonFields &fields, const char *key, const QString &text)
{
    const auto period = Period::parse(text.toStdString());
    if (period)
        return *period;
    fields.complain(QString::fromLatin1(key), QStringLiteral("must be a period such as M15 or H4"));
    return std::nullopt;
}

void insertColor(QJsonObject &json, const char *key, const QColor &color)
{
    if (color.isValid())
        json.insert(QLatin1String(key), color.name());
}

QJsonValue jsonOf(const indicators::ParameterValue &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return QJsonValue(static_cast<qint64>(*whole));
    if (const auto *real = std::get_if<double>(&value))
        return *real;
    return QString::fromStdString(std::get<std::string>(value));
}

QJsonObject outputsOf(const IndicatorSetup &setup, const indicators::IndicatorInfo &info)
{
    QJsonObject outputs;
    for (std::size_t i = 0; i < info.outputs.size(); ++i) {
        QJsonObject json;
        insertColor(json, "color", i < setup.colors.size() ? setup.colors[i] : QColor());
        if (i < setup.widths.size() && setup.widths[i] > 0)
            json.insert("width", setup.widths[i]);
        const OutputLook look = lookOf(setup, i);
        if (look.plot != OutputStyle::Usual)
            json.insert("plot", textOf(plots, look.plot));
        if (look.dash != Qt::SolidLine)
            json.insert("dash", textOf(dashes, look.dash));
        insertColor(json, "falling_color", look.fallingColor);
        if (!look.isVisible)
            json.insert("visible", false);
        if (!json.isEmpty())
            outputs.insert(QString::fromStdString(info.outputs[i].key), json);
    }
    return outputs;
}

QJsonArray levelsJson(const std::vector<LevelLine> &levels)
{
    QJsonArray list;
    for (const auto &level : levels) {
        QJsonObject json{{"value", level.value}};
        if (!level.text.isEmpty())
            json.insert("text", level.text);
        insertColor(json, "color", level.color);
        if (level.dash != Qt::DashLine)
            json.insert("dash", textOf(dashes, level.dash));
        list.append(json);
    }
    return list;
}

QJsonObject fillJson(const FillLook &fill)
{
    QJsonObject json;
    if (!fill.isBandFilled)
        json.insert("band", false);
    if (fill.areLevelsFilled)
        json.insert("levels", true);
    insertColor(json, "above", fill.above);
    insertColor(json, "below", fill.below);
    if (fill.opacity > 0)
        json.insert("opacity", fill.opacity);
    return json;
}

QJsonObject periodsJson(const PeriodChoice &periods)
{
    const auto text = [](Period period) { return QString::fromStdString(period.toString()); };
    QJsonObject json;
    if (periods.from)
        json.insert("from", text(*periods.from));
    if (periods.to)
        json.insert("to", text(*periods.to));
    QJsonArray only;
    for (const Period period : periods.only)
        only.append(text(period));
    if (!only.isEmpty())
        json.insert("only", only);
    return json;
}

QJsonObject linkJson(const InputLink &link)
{
    return {{"id", link.id}, {"output", QString::fromStdString(link.output)}};
}

void readParameters(
    JsonFields &fields, IndicatorSetup &setup, const indicators::IndicatorInfo &info)
{
    const auto json = fields.object("parameters");
    for (auto field = json.begin(); field != json.end(); ++field) {
        const std::string key = field.key().toStdString();
        const auto known = std::ranges::find(info.parameters, key, &indicators::ParameterInfo::key);
        const bool isReal
            = known != info.parameters.end() && known->type == indicators::ParameterType::Real;
        if (field->isString())
            setup.parameters[key] = field->toString().toStdString();
        else if (field->isDouble() && isReal)
            setup.parameters[key] = field->toDouble();
        else if (field->isDouble() && std::nearbyint(field->toDouble()) == field->toDouble()
            && std::abs(field->toDouble()) < 9e15)
            setup.parameters[key] = static_cast<std::int64_t>(field->toDouble());
        else if (field->isDouble())
            setup.parameters[key] = field->toDouble();
        else
            fields.complain(
                QStringLiteral("parameters"), QStringLiteral("must hold numbers and texts only"));
    }
}

void readOutputs(JsonFields &fields, IndicatorSetup &setup, const indicators::IndicatorInfo &info)
{
    const auto json = fields.object("outputs");
    const std::size_t count = info.outputs.size();
    for (auto field = json.begin(); field != json.end(); ++field) {
        const auto output = std::ranges::find(
            info.outputs, field.key().toStdString(), &indicators::OutputInfo::key);
        if (output == info.outputs.end()) {
            fields.complain(QStringLiteral("outputs"),
                QStringLiteral("names the output \"%1\" that %2 does not have")
                    .arg(field.key(), QString::fromStdString(info.key)));
            return;
        }
        const auto i = static_cast<std::size_t>(output - info.outputs.begin());
        setup.colors.resize(count);
        setup.widths.resize(count);
        setup.looks.resize(count);
        JsonFields look(
            field->toObject(), fields.placeOf(QStringLiteral("outputs.%1.").arg(field.key())));
        setup.colors[i] = colorField(look, "color");
        setup.widths[i] = look.number("width", 0, 0, 20);
        setup.looks[i].plot = wordField(look, "plot", plots, OutputStyle::Usual);
        setup.looks[i].dash = wordField(look, "dash", dashes, Qt::SolidLine);
        setup.looks[i].fallingColor = colorField(look, "falling_color");
        setup.looks[i].isVisible = look.flag("visible", true);
        fields.take(look);
    }
}

void readLevels(JsonFields &fields, IndicatorSetup &setup)
{
    if (!fields.has("levels"))
        return;
    setup.levels.emplace();
    int number = 0;
    for (const auto &entry : fields.array("levels")) {
        JsonFields level(
            entry.toObject(), fields.placeOf(QStringLiteral("levels[%1].").arg(++number)));
        if (!level.has("value"))
            level.complain(QStringLiteral("value"), QStringLiteral("must be a number"));
        setup.levels->push_back({.value = level.number("value", 0),
            .text = level.text("text"),
            .color = colorField(level, "color"),
            .dash = wordField(level, "dash", dashes, Qt::DashLine)});
        fields.take(level);
    }
}

void readFill(JsonFields &fields, FillLook &fill)
{
    JsonFields json(fields.object("fill"), fields.placeOf(QStringLiteral("fill.")));
    fill.isBandFilled = json.flag("band", true);
    fill.areLevelsFilled = json.flag("levels", false);
    fill.above = colorField(json, "above");
    fill.below = colorField(json, "below");
    fill.opacity = static_cast<int>(json.number("opacity", 0, 0, 100));
    fields.take(json);
}

void readPeriods(JsonFields &fields, PeriodChoice &periods)
{
    JsonFields json(fields.object("periods"), fields.placeOf(QStringLiteral("periods.")));
    if (json.has("from"))
        periods.from = periodOf(json, "from", json.text("from"));
    if (json.has("to"))
        periods.to = periodOf(json, "to", json.text("to"));
    for (const auto &entry : json.array("only"))
        if (const auto period = periodOf(json, "only", entry.toString()))
            periods.only.push_back(*period);
    fields.take(json);
}

std::optional<InputLink> readLink(JsonFields &fields, const char *key)
{
    if (!fields.has(key))
        return std::nullopt;
    JsonFields json(
        fields.object(key), fields.placeOf(QString::fromLatin1(key) + QLatin1Char('.')));
    InputLink link{.id = json.text("id"), .output = json.text("output").toStdString()};
    fields.take(json);
    return link;
}

/// Where it is on its chart, and when.
void readPlace(JsonFields &fields, IndicatorSetup &setup)
{
    setup.isVisible = fields.flag("visible", true);
    setup.name = fields.text("name");
    setup.pane = wordField(fields, "pane", panes, PanePlace::Usual);
    setup.paneOf = fields.text("pane_of");
    setup.input = fields.text("input").toStdString();
    setup.secondInput = fields.text("second_input").toStdString();
    setup.inputLink = readLink(fields, "input_link");
    setup.secondInputLink = readLink(fields, "second_input_link");
    readPeriods(fields, setup.periods);
}

} // namespace

QString toText(OutputStyle style) { return textOf(plots, style); }

QString toText(Qt::PenStyle dash) { return textOf(dashes, dash); }

QJsonObject toJson(const IndicatorSetup &setup)
{
    QJsonObject json = setup.unknown;
    json.insert("key", QString::fromStdString(setup.key));
    const auto insert = [&json](const char *key, const QJsonValue &value, bool isWanted) {
        if (isWanted)
            json.insert(QLatin1String(key), value);
    };
    QJsonObject parameters;
    for (const auto &[key, value] : setup.parameters)
        parameters.insert(QString::fromStdString(key), jsonOf(value));
    insert("id", setup.id, !setup.id.isEmpty());
    insert("parameters", parameters, !parameters.isEmpty());
    insert("input", QString::fromStdString(setup.input), !setup.input.empty());
    insert("second_input", QString::fromStdString(setup.secondInput), !setup.secondInput.empty());
    if (setup.inputLink)
        json.insert("input_link", linkJson(*setup.inputLink));
    if (setup.secondInputLink)
        json.insert("second_input_link", linkJson(*setup.secondInputLink));
    insert("visible", false, !setup.isVisible);
    insert("name", setup.name, !setup.name.isEmpty());
    insert("pane", textOf(panes, setup.pane), setup.pane != PanePlace::Usual);
    insert("pane_of", setup.paneOf, !setup.paneOf.isEmpty());
    if (const auto *info = indicators::findIndicator(setup.key)) {
        const auto outputs = outputsOf(setup, *info);
        insert("outputs", outputs, !outputs.isEmpty());
    }
    if (setup.levels)
        json.insert("levels", levelsJson(*setup.levels));
    insert("fill", fillJson(setup.fill), setup.fill != FillLook());
    insert("periods", periodsJson(setup.periods), setup.periods != PeriodChoice());
    return json;
}

Result<IndicatorSetup> indicatorFromJson(const QJsonObject &json)
{
    IndicatorSetup setup;
    const QString name = json.value("id").toString(json.value("key").toString());
    JsonFields fields(json, name.isEmpty() ? QString() : name + QStringLiteral(": "));
    setup.id = fields.text("id");
    setup.key = fields.text("key").toStdString();
    const auto *info = indicators::findIndicator(setup.key);
    if (!info) {
        fields.complain(QStringLiteral("key"), QStringLiteral("must be one of the indicators"));
        return fail(fields.problem().toStdString());
    }
    readParameters(fields, setup, *info);
    readOutputs(fields, setup, *info);
    readLevels(fields, setup);
    readFill(fields, setup.fill);
    readPlace(fields, setup);
    if (!fields.problem().isEmpty())
        return fail(fields.problem().toStdString());
    auto parameters = indicators::completed(setup.key, setup.parameters);
    if (!parameters)
        return fail((name + QStringLiteral(": ")).toStdString() + parameters.error().message);
    setup.parameters = *std::move(parameters);
    setup.unknown = fields.rest();
    if (const auto made = makeInstance(setup); !made)
        return fail((name + QStringLiteral(": ")).toStdString() + made.error().message);
    return setup;
}

} // namespace agora::charts
