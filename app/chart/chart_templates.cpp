#include "app/chart/chart_templates.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSaveFile>
#include <QUrl>

namespace agora::app {

namespace {

const QString defaultName = QStringLiteral("default");
const QString ending = QStringLiteral(".json");
constexpr int version = 1;

Failure<Error> failed(const QString &sentence) { return fail(sentence.toStdString()); }

/// The line in which byte `at` stands, counted from 1.
qsizetype lineOf(const QByteArray &text, qsizetype at) { return text.left(at).count('\n') + 1; }

} // namespace

QString ChartTemplates::fileOf(const QString &name) const
{
    // Whatever a user may call it is a file's name, and comes back from it.
    const auto safe = QUrl::toPercentEncoding(name, " ()+,");
    return m_folder.filePath(QString::fromLatin1(safe).replace(
                                 QRegularExpression(QStringLiteral("^\\.")), QStringLiteral("%2E"))
        + ending);
}

QStringList ChartTemplates::names() const
{
    QStringList names;
    for (const auto &file :
        m_folder.entryList({QLatin1Char('*') + ending}, QDir::Files, QDir::Name)) {
        const auto name = QUrl::fromPercentEncoding(file.chopped(ending.size()).toLatin1());
        if (name != defaultName)
            names.append(name);
    }
    names.sort(Qt::CaseInsensitive);
    return names;
}

Result<void> ChartTemplates::save(const QString &name, const QJsonObject &look) const
{
    if (name.trimmed().isEmpty())
        return failed(QStringLiteral("A template needs a name."));
    if (!m_folder.mkpath(QStringLiteral(".")))
        return failed(QStringLiteral("The folder %1 cannot be made.").arg(m_folder.absolutePath()));
    QSaveFile file(fileOf(name));
    const QJsonObject kept{
        {QStringLiteral("agoraChartTemplate"), version}, {QStringLiteral("look"), look}};
    if (!file.open(QIODevice::WriteOnly)
        || file.write(QJsonDocument(kept).toJson(QJsonDocument::Indented)) < 0 || !file.commit())
        return failed(QStringLiteral("The template %1 cannot be written: %2.")
                          .arg(file.fileName(), file.errorString()));
    return {};
}

Result<QJsonObject> ChartTemplates::load(const QString &name) const
{
    QFile file(fileOf(name));
    if (!file.open(QIODevice::ReadOnly))
        return failed(QStringLiteral("The template %1 cannot be read: %2.")
                          .arg(file.fileName(), file.errorString()));
    const auto text = file.readAll();
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text, &error);
    if (document.isNull())
        return failed(QStringLiteral("%1, line %2: %3.")
                          .arg(file.fileName())
                          .arg(lineOf(text, error.offset))
                          .arg(error.errorString()));
    const auto kept = document.object();
    const auto read = kept.value(QStringLiteral("agoraChartTemplate")).toInt();
    if (read < 1 || read > version || !kept.value(QStringLiteral("look")).isObject())
        return failed(QStringLiteral("%1 is not a chart template of version %2.")
                          .arg(file.fileName())
                          .arg(version));
    return kept.value(QStringLiteral("look")).toObject();
}

Result<void> ChartTemplates::remove(const QString &name) const
{
    QFile file(fileOf(name));
    if (!file.remove())
        return failed(QStringLiteral("The template %1 cannot be removed: %2.")
                          .arg(file.fileName(), file.errorString()));
    return {};
}

Result<void> ChartTemplates::saveDefault(const QJsonObject &look) const
{
    return save(defaultName, look);
}

Result<void> ChartTemplates::removeDefault() const { return remove(defaultName); }

bool ChartTemplates::hasDefault() const { return QFile::exists(fileOf(defaultName)); }

Result<QJsonObject> ChartTemplates::loadDefault() const { return load(defaultName); }

} // namespace agora::app
