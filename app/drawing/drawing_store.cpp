#include "app/drawing/drawing_store.h"

#include "app/tables/words.h"
#include "charts/drawing/drawing_json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QUrl>

namespace agora::app {
namespace {

/// A sentence when it failed. Called in the writing thread.
QString writeWhole(const QString &file, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(file).path());
    QSaveFile output(file);
    const bool isWritten
        = output.open(QIODevice::WriteOnly) && output.write(text) == text.size() && output.commit();
    return isWritten
        ? QString()
        : DrawingStore::tr("%1 could not be written: %2.").arg(file, output.errorString());
}

} // namespace

DrawingStore::DrawingStore(const QString &folder, QObject *parent)
    : DrawingShelf(parent), m_folder(folder)
{
    m_thread.setMaxThreadCount(1);
    loadStyles();
    connect(this, &DrawingShelf::stylesChanged, this, [this] { writeSoon(stylesFile()); });
}

DrawingStore::~DrawingStore() { flush(); }

QString DrawingStore::fileOf(const QString &symbol) const
{
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(symbol));
    return m_folder + QStringLiteral("/symbols/") + name + QStringLiteral(".json");
}

QString DrawingStore::stylesFile() const { return m_folder + QStringLiteral("/styles.json"); }

QString DrawingStore::setAside(const QString &file, bool isMoved) const
{
    for (int number = 1; number < 1000; ++number) {
        const QString aside = QStringLiteral("%1.damaged-%2").arg(file).arg(number);
        if (QFile::exists(aside))
            continue;
        return (isMoved ? QFile::rename(file, aside) : QFile::copy(file, aside)) ? aside
                                                                                 : QString();
    }
    return {};
}

/// Whoever listens may not yet be there while charts are being opened.
void DrawingStore::saySoon(const QString &sentence)
{
    QMetaObject::invokeMethod(
        this, [this, sentence] { emit problem(sentence); }, Qt::QueuedConnection);
}

std::vector<charts::Drawing> DrawingStore::load(const QString &symbol)
{
    const QString name = fileOf(symbol);
    QFile file(name);
    if (symbol.isEmpty() || !file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        m_untouchable.insert(name);
        saySoon(tr("%1 could not be read (%2): what is drawn on %3 will not be kept.")
                    .arg(name, file.errorString(), symbol));
        return {};
    }
    auto read = charts::drawingsFromJson(file.readAll());
    file.close();
    if (read && read->problem.isEmpty())
        return std::move(read->drawings);
    const QString reason = read ? read->problem : toQString(read.error().message);
    const QString aside = setAside(name, !read.hasValue());
    if (aside.isEmpty()) {
        m_untouchable.insert(name);
        saySoon(tr("%1 is damaged (%2) and could not be set aside: what is drawn on %3 will not be "
                   "kept.")
                    .arg(name, reason, symbol));
    } else {
        saySoon(tr("%1 is damaged (%2); it is kept as %3.").arg(name, reason, aside));
    }
    return read ? std::move(read->drawings) : std::vector<charts::Drawing>();
}

void DrawingStore::loadStyles()
{
    QFile file(stylesFile());
    if (!file.exists())
        return;
    const bool isOpen = file.open(QIODevice::ReadOnly);
    auto read = charts::stylesFromJson(isOpen ? file.readAll() : QByteArray());
    file.close();
    if (read)
        return takeStyles(std::move(*read));
    const QString aside = setAside(stylesFile(), true);
    if (aside.isEmpty())
        m_untouchable.insert(stylesFile());
    saySoon(tr("%1 is damaged (%2); it is kept as %3.")
                .arg(stylesFile(), toQString(read.error().message),
                    aside.isEmpty() ? stylesFile() : aside));
}

void DrawingStore::opened(charts::DrawingSet &set)
{
    const QString file = fileOf(set.symbol());
    if (set.symbol().isEmpty())
        return;
    m_open.insert(file, &set);
    connect(&set, &charts::DrawingSet::changed, this, [this, file] { writeSoon(file); });
}

void DrawingStore::writeSoon(const QString &file)
{
    if (!m_untouchable.contains(file) && !m_waiting.contains(file))
        m_waiting.append(file);
    writeNext();
}

DrawingStore::Write DrawingStore::writeOf(const QString &file)
{
    if (const auto *set = m_open.value(file))
        return [file, symbol = set->symbol(), drawings = set->all()] {
            return writeWhole(file, charts::toJson(symbol, drawings));
        };
    return [file, looks = styles()] { return writeWhole(file, charts::stylesToJson(looks)); };
}

void DrawingStore::writeNext()
{
    if (m_isWriting || m_waiting.isEmpty())
        return;
    m_isWriting = true;
    m_thread.start([this, write = writeOf(m_waiting.takeFirst())] {
        const QString failure = write();
        QMetaObject::invokeMethod(
            this,
            [this, failure] {
                m_isWriting = false;
                if (!failure.isEmpty())
                    emit problem(failure);
                writeNext();
            },
            Qt::QueuedConnection);
    });
}

void DrawingStore::flush()
{
    m_thread.waitForDone();
    while (!m_waiting.isEmpty())
        if (const QString failure = writeOf(m_waiting.takeFirst())(); !failure.isEmpty())
            saySoon(failure);
}

} // namespace agora::app
