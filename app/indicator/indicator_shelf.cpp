#include "app/indicator/indicator_shelf.h"

#include "charts/json_fields.h"
#include "charts/price_chart.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSettings>
#include <QUrl>

namespace agora::app {
namespace {

constexpr int formatVersion = 1;
constexpr qsizetype mostRecent = 6;
const QString templateFormat = QStringLiteral("agora-indicators");

Result<QJsonObject> readObject(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return fail(
            QStringLiteral("%1 cannot be read: %2.").arg(file, source.errorString()).toStdString());
    const QByteArray text = source.readAll();
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        const auto line = text.left(error.offset).count('\n') + 1;
        return fail(QStringLiteral("%1, line %2: %3.")
                        .arg(file)
                        .arg(line)
                        .arg(error.errorString())
                        .toStdString());
    }
    if (!document.isObject())
        return fail(QStringLiteral("%1 holds no JSON object.").arg(file).toStdString());
    return document.object();
}

Result<void> writeObject(const QString &file, const QJsonObject &json)
{
    QSaveFile target(file);
    const QByteArray text = QJsonDocument(json).toJson();
    if (!target.open(QIODevice::WriteOnly) || target.write(text) != text.size() || !target.commit())
        return fail(QStringLiteral("%1 cannot be written: %2.")
                        .arg(file, target.errorString())
                        .toStdString());
    return {};
}

QStringList textsOf(charts::JsonFields &fields, const char *key)
{
    QStringList texts;
    for (const auto &entry : fields.array(key))
        texts.append(entry.toString());
    return texts;
}

} // namespace

IndicatorShelf::IndicatorShelf(QDir folder) : m_folder(std::move(folder)) { readChoices(); }

QString IndicatorShelf::fileOf(const QString &name) const
{
    // A name may hold any letter; the file's name must be one on every system.
    const auto safe = QString::fromLatin1(QUrl::toPercentEncoding(name, " ()+&,"));
    return m_folder.filePath(QStringLiteral("templates/%1.json").arg(safe));
}

QStringList IndicatorShelf::templates() const
{
    QStringList names;
    const QDir folder(m_folder.filePath(QStringLiteral("templates")));
    for (const auto &file : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files))
        names.append(QUrl::fromPercentEncoding(file.completeBaseName().toLatin1()));
    names.sort(Qt::CaseInsensitive);
    return names;
}

Result<std::vector<charts::IndicatorSetup>> IndicatorShelf::load(const QString &name) const
{
    const QString file = fileOf(name);
    auto json = readObject(file);
    if (!json)
        return json.failure();
    const auto refuse = [&](const QString &what) {
        return fail(QStringLiteral("%1: %2").arg(file, what).toStdString());
    };
    charts::JsonFields fields(*json, {});
    const QString format = fields.text("format");
    const double version = fields.number("version", formatVersion);
    const auto entries = fields.array("indicators");
    if (!fields.problem().isEmpty())
        return refuse(fields.problem());
    if (format != templateFormat)
        return refuse(
            QStringLiteral("format is \"%1\": it must be \"%2\".").arg(format, templateFormat));
    if (version > formatVersion)
        return refuse(QStringLiteral("version is %1: this program reads %2 at most.")
                          .arg(version)
                          .arg(formatVersion));
    std::vector<charts::IndicatorSetup> setups;
    for (const auto &entry : entries) {
        auto setup = charts::indicatorFromJson(entry.toObject());
        if (!setup)
            return refuse(QStringLiteral("indicator %1, %2")
                              .arg(setups.size() + 1)
                              .arg(QString::fromStdString(setup.error().message)));
        setups.push_back(*std::move(setup));
    }
    return setups;
}

Result<void> IndicatorShelf::save(
    const QString &name, const std::vector<charts::IndicatorSetup> &setups)
{
    if (name.trimmed().isEmpty())
        return fail("A template needs a name.");
    if (!m_folder.mkpath(QStringLiteral("templates")))
        return fail(QStringLiteral("The folder %1 cannot be made.")
                        .arg(m_folder.filePath(QStringLiteral("templates")))
                        .toStdString());
    QJsonArray entries;
    for (const auto &setup : setups)
        entries.append(charts::toJson(setup));
    return writeObject(fileOf(name.trimmed()),
        {{"format", templateFormat}, {"version", formatVersion}, {"indicators", entries}});
}

Result<void> IndicatorShelf::remove(const QString &name)
{
    QFile file(fileOf(name));
    if (!file.remove())
        return fail(QStringLiteral("%1 cannot be deleted: %2.")
                        .arg(file.fileName(), file.errorString())
                        .toStdString());
    return m_default == name ? setDefaultTemplate({}) : Result<void>();
}

Result<void> IndicatorShelf::setDefaultTemplate(const QString &name)
{
    m_default = name;
    return keepChoices();
}

Result<void> IndicatorShelf::setFavourite(const QString &key, bool isFavourite)
{
    m_favourites.removeAll(key);
    if (isFavourite)
        m_favourites.append(key);
    return keepChoices();
}

Result<void> IndicatorShelf::markUsed(const QString &key)
{
    m_recent.removeAll(key);
    m_recent.prepend(key);
    m_recent = m_recent.mid(0, mostRecent);
    return keepChoices();
}

Result<void> IndicatorShelf::keepChoices() const
{
    if (!m_folder.mkpath(QStringLiteral(".")))
        return fail(
            QStringLiteral("The folder %1 cannot be made.").arg(m_folder.path()).toStdString());
    return writeObject(m_folder.filePath(QStringLiteral("choices.json")),
        {{"favourites", QJsonArray::fromStringList(m_favourites)},
            {"recent", QJsonArray::fromStringList(m_recent)}, {"default_template", m_default}});
}

void IndicatorShelf::readChoices()
{
    const QString file = m_folder.filePath(QStringLiteral("choices.json"));
    if (!QFile::exists(file))
        return;
    const auto json = readObject(file);
    if (!json) {
        m_problem = QString::fromStdString(json.error().message);
        return;
    }
    charts::JsonFields fields(*json, {});
    m_favourites = textsOf(fields, "favourites");
    m_recent = textsOf(fields, "recent");
    m_default = fields.text("default_template");
    if (!fields.problem().isEmpty())
        m_problem = QStringLiteral("%1: %2").arg(file, fields.problem());
}

QDir indicatorFolder(const QSettings &settings)
{
    return QDir(
        QFileInfo(settings.fileName()).absoluteDir().filePath(QStringLiteral("indicators")));
}

Result<void> applyDefaultTemplate(const IndicatorShelf &shelf, charts::PriceChart &chart)
{
    if (shelf.defaultTemplate().isEmpty() || !chart.indicators().empty())
        return {};
    auto setups = shelf.load(shelf.defaultTemplate());
    if (!setups)
        return setups.failure();
    return chart.setIndicators(*std::move(setups));
}

} // namespace agora::app
