#include "charts/drawing/drawing_json.h"

#include "charts/drawing/drawing_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <cmath>

namespace agora::charts {
namespace {

constexpr int version = 1;

constexpr std::array dashes{std::pair{Qt::SolidLine, "solid"}, std::pair{Qt::DashLine, "dash"},
    std::pair{Qt::DotLine, "dot"}, std::pair{Qt::DashDotLine, "dash_dot"}};

QString colorText(const QColor &color)
{
    return color.isValid() ? color.name(QColor::HexArgb) : QString();
}

QString timeText(Timestamp at)
{
    const bool isWhole = toNanos(at) % 1'000'000'000 == 0;
    return QString::fromStdString(formatIso(at, isWhole ? 0 : 9));
}

QJsonObject levelObject(const FibLevel &level)
{
    QJsonObject object{{"value", level.value}, {"on", level.isOn}};
    if (!level.label.isEmpty())
        object["label"] = level.label;
    if (level.color.isValid())
        object["color"] = colorText(level.color);
    return object;
}

QJsonObject styleObject(const DrawingStyle &style)
{
    QJsonObject object{{"width", style.width}, {"filled", style.isFilled},
        {"opacity", style.opacity}, {"font_size", style.fontSize},
        {"extends_right", style.extendsRight}};
    for (const auto &[dash, word] : dashes)
        if (dash == style.dash)
            object["dash"] = QLatin1String(word);
    if (style.color.isValid())
        object["color"] = colorText(style.color);
    if (style.fill.isValid())
        object["fill"] = colorText(style.fill);
    QJsonArray levels;
    for (const auto &level : style.levels)
        levels.append(levelObject(level));
    if (!levels.isEmpty())
        object["levels"] = levels;
    return object;
}

QJsonObject drawingObject(const Drawing &drawing)
{
    QJsonObject object{{"id", drawing.id}, {"kind", kindKey(drawing.kind)},
        {"z", qint64(drawing.z)}, {"visible", drawing.isVisible}, {"locked", drawing.isLocked},
        {"style", styleObject(drawing.style)}};
    QJsonArray anchors;
    for (const auto &anchor : drawing.anchors)
        anchors.append(QJsonObject{{"time", timeText(anchor.time)}, {"price", anchor.price}});
    object["anchors"] = anchors;
    if (!drawing.name.isEmpty())
        object["name"] = drawing.name;
    if (!drawing.pane.isEmpty())
        object["pane"] = drawing.pane;
    if (!drawing.text.isEmpty())
        object["text"] = drawing.text;
    QJsonArray periods;
    for (const auto period : drawing.periods)
        periods.append(QString::fromStdString(period.toString()));
    if (!periods.isEmpty())
        object["periods"] = periods;
    return object;
}

/// Reads one object and remembers the first field that is not what it should be.
class Fields {
public:
    explicit Fields(const QJsonObject &object) : m_object(object) {}

    QString text(const char *field)
    {
        const auto value = m_object.value(QLatin1String(field));
        return expect(value.isString() || value.isUndefined(), field, value).toString();
    }
    bool truth(const char *field, bool usual)
    {
        const auto value = m_object.value(QLatin1String(field));
        return expect(value.isBool() || value.isUndefined(), field, value).toBool(usual);
    }
    double number(const char *field, double usual, double least, double most)
    {
        const auto value = m_object.value(QLatin1String(field));
        const double read = value.toDouble(usual);
        const bool isGood
            = (value.isDouble() || value.isUndefined()) && read >= least && read <= most;
        expect(isGood, field, value);
        return isGood ? read : usual;
    }
    QColor color(const char *field)
    {
        const QString read = text(field);
        const QColor color(read);
        expect(read.isEmpty() || color.isValid(), field, read);
        return color;
    }
    QJsonArray list(const char *field)
    {
        const auto value = m_object.value(QLatin1String(field));
        return expect(value.isArray() || value.isUndefined(), field, value).toArray();
    }
    QJsonObject object(const char *field)
    {
        const auto value = m_object.value(QLatin1String(field));
        return expect(value.isObject() || value.isUndefined(), field, value).toObject();
    }
    QJsonValue expect(bool isGood, const char *field, const QJsonValue &value)
    {
        if (!isGood && problem.isEmpty())
            problem = DrawingText::tr("\"%1\" cannot be %2")
                          .arg(QLatin1String(field), shortText(value));
        return isGood ? value : QJsonValue(QJsonValue::Undefined);
    }

    QString problem;

private:
    static QString shortText(const QJsonValue &value)
    {
        const QByteArray text
            = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).chopped(1).mid(1);
        return QString::fromUtf8(text.size() > 40 ? text.left(40) + "…" : text);
    }
    QJsonObject m_object;
};

std::vector<FibLevel> readLevels(const QJsonArray &list, QString &problem)
{
    std::vector<FibLevel> levels;
    for (const auto &each : list) {
        Fields fields(each.toObject());
        levels.push_back({.value = fields.number("value", NAN, -1e6, 1e6),
            .label = fields.text("label"),
            .color = fields.color("color"),
            .isOn = fields.truth("on", true)});
        if (problem.isEmpty())
            problem = fields.problem;
    }
    return levels;
}

DrawingStyle readStyle(const QJsonObject &object, QString &problem)
{
    Fields fields(object);
    DrawingStyle style;
    style.color = fields.color("color");
    style.fill = fields.color("fill");
    style.width = fields.number("width", style.width, 0, 100);
    style.opacity = fields.number("opacity", style.opacity, 0, 1);
    style.fontSize = fields.number("font_size", 0, 0, 500);
    style.isFilled = fields.truth("filled", false);
    style.extendsRight = fields.truth("extends_right", false);
    const QString dash = fields.text("dash");
    const auto known = std::ranges::find_if(
        dashes, [&](const auto &each) { return dash == QLatin1String(each.second); });
    fields.expect(dash.isEmpty() || known != dashes.end(), "dash", dash);
    if (known != dashes.end())
        style.dash = known->first;
    if (problem.isEmpty())
        problem = fields.problem;
    style.levels = readLevels(fields.list("levels"), problem);
    return style;
}

std::vector<DrawingAnchor> readAnchors(const QJsonArray &list, QString &problem)
{
    std::vector<DrawingAnchor> anchors;
    for (const auto &each : list) {
        Fields fields(each.toObject());
        const QString text = fields.text("time");
        const auto time = parseIso(text.toStdString());
        fields.expect(time && isSoundTime(*time), "time", text);
        anchors.push_back({time ? *time : Timestamp{}, fields.number("price", NAN, -1e15, 1e15)});
        if (problem.isEmpty())
            problem = fields.problem;
    }
    return anchors;
}

Drawing readDrawing(const QJsonObject &object, QString &problem)
{
    Fields fields(object);
    Drawing drawing;
    drawing.id = fields.text("id");
    const QString kind = fields.text("kind");
    fields.expect(kindOf(kind).has_value(), "kind", kind);
    drawing.kind = kindOf(kind).value_or(DrawingKind::TrendLine);
    drawing.name = fields.text("name");
    drawing.pane = fields.text("pane");
    drawing.text = fields.text("text");
    drawing.isVisible = fields.truth("visible", true);
    drawing.isLocked = fields.truth("locked", false);
    drawing.z = static_cast<std::int64_t>(fields.number("z", 0, -1e15, 1e15));
    for (const auto &each : fields.list("periods")) {
        const auto period = Period::parse(each.toString().toStdString());
        fields.expect(period.hasValue(), "periods", each);
        if (period)
            drawing.periods.push_back(*period);
    }
    problem = fields.problem;
    drawing.anchors = readAnchors(fields.list("anchors"), problem);
    drawing.style = readStyle(fields.object("style"), problem);
    if (problem.isEmpty() && !isSound(drawing))
        problem = DrawingText::tr("\"anchors\" or \"id\" is missing");
    return drawing;
}

Result<QJsonObject> readObject(const QByteArray &text)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        const auto line = text.left(error.offset).count('\n') + 1;
        return fail(
            DrawingText::tr("line %1: %2").arg(line).arg(error.errorString()).toStdString());
    }
    if (!document.isObject())
        return fail(DrawingText::tr("it is no list of drawings").toStdString());
    const QJsonObject object = document.object();
    if (const auto found = object.value("version"); found.toInt() != version)
        return fail(DrawingText::tr("its version is %1, not %2")
                        .arg(found.toVariant().toString())
                        .arg(version)
                        .toStdString());
    return object;
}

} // namespace

QByteArray toJson(const QString &symbol, const std::vector<Drawing> &drawings)
{
    QJsonArray list;
    for (const auto &drawing : drawings)
        list.append(drawingObject(drawing));
    return QJsonDocument(QJsonObject{{"version", version}, {"symbol", symbol}, {"drawings", list}})
        .toJson();
}

Result<ReadDrawings> drawingsFromJson(const QByteArray &text)
{
    const auto object = readObject(text);
    if (!object)
        return object.failure();
    if (!object->value("drawings").isArray())
        return fail(DrawingText::tr("it has no list \"drawings\"").toStdString());
    ReadDrawings read;
    read.symbol = object->value("symbol").toString();
    QSet<QString> ids;
    const auto list = object->value("drawings").toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        QString problem;
        Drawing drawing = readDrawing(list[i].toObject(), problem);
        if (problem.isEmpty() && ids.contains(drawing.id))
            problem = DrawingText::tr("\"id\" %1 is there twice").arg(drawing.id);
        if (problem.isEmpty()) {
            ids.insert(drawing.id);
            read.drawings.push_back(std::move(drawing));
        } else if (read.problem.isEmpty()) {
            read.problem = DrawingText::tr("drawing %1: %2").arg(i + 1).arg(problem);
        }
    }
    return read;
}

QByteArray stylesToJson(const std::map<DrawingKind, DrawingStyle> &styles)
{
    QJsonObject list;
    for (const auto &[kind, style] : styles)
        list[kindKey(kind)] = styleObject(style);
    return QJsonDocument(QJsonObject{{"version", version}, {"styles", list}}).toJson();
}

Result<std::map<DrawingKind, DrawingStyle>> stylesFromJson(const QByteArray &text)
{
    const auto object = readObject(text);
    if (!object)
        return object.failure();
    std::map<DrawingKind, DrawingStyle> styles;
    const auto list = object->value("styles").toObject();
    for (auto each = list.begin(); each != list.end(); ++each) {
        QString problem;
        const auto kind = kindOf(each.key());
        DrawingStyle style = readStyle(each.value().toObject(), problem);
        if (!kind || !problem.isEmpty())
            return fail((each.key() + QStringLiteral(": ") + problem).toStdString());
        styles.emplace(*kind, std::move(style));
    }
    return styles;
}

} // namespace agora::charts
