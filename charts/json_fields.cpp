#include "charts/json_fields.h"

#include <QJsonDocument>

namespace agora::charts {
namespace {

/// As it stands in the file.
QString asWritten(const QJsonValue &value)
{
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2)).left(60);
}

} // namespace

JsonFields::JsonFields(QJsonObject json, QString place)
    : m_json(std::move(json)), m_place(std::move(place))
{}

QJsonValue JsonFields::value(const char *key)
{
    const auto name = QString::fromLatin1(key);
    m_asked.insert(name);
    return m_json.value(name);
}

bool JsonFields::has(const char *key) { return !value(key).isUndefined(); }

QString JsonFields::text(const char *key, const QString &fallback)
{
    const auto found = value(key);
    if (found.isUndefined())
        return fallback;
    if (!found.isString())
        complain(QString::fromLatin1(key), QStringLiteral("must be a text"));
    return found.toString();
}

bool JsonFields::flag(const char *key, bool fallback)
{
    const auto found = value(key);
    if (found.isUndefined())
        return fallback;
    if (!found.isBool())
        complain(QString::fromLatin1(key), QStringLiteral("must be true or false"));
    return found.toBool(fallback);
}

double JsonFields::number(const char *key, double fallback, double min, double max)
{
    const auto found = value(key);
    if (found.isUndefined())
        return fallback;
    if (!found.isDouble())
        complain(QString::fromLatin1(key), QStringLiteral("must be a number"));
    else if (found.toDouble() < min || found.toDouble() > max)
        complain(QString::fromLatin1(key),
            QStringLiteral("must be between %1 and %2").arg(min).arg(max));
    return found.toDouble(fallback);
}

QJsonObject JsonFields::object(const char *key)
{
    const auto found = value(key);
    if (!found.isUndefined() && !found.isObject())
        complain(QString::fromLatin1(key), QStringLiteral("must be an object in braces"));
    return found.toObject();
}

QJsonArray JsonFields::array(const char *key)
{
    const auto found = value(key);
    if (!found.isUndefined() && !found.isArray())
        complain(QString::fromLatin1(key), QStringLiteral("must be a list in square brackets"));
    return found.toArray();
}

QJsonObject JsonFields::rest() const
{
    QJsonObject rest;
    for (auto field = m_json.begin(); field != m_json.end(); ++field)
        if (!m_asked.contains(field.key()))
            rest.insert(field.key(), field.value());
    return rest;
}

void JsonFields::complain(const QString &key, const QString &what)
{
    if (m_problem.isEmpty())
        m_problem = QStringLiteral("%1%2 is %3: it %4.")
                        .arg(m_place, key, asWritten(m_json.value(key)), what);
}

void JsonFields::take(const JsonFields &inner)
{
    if (m_problem.isEmpty())
        m_problem = inner.problem();
}

} // namespace agora::charts
