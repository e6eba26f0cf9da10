#include "app/drawing/drawing_store.h"

#include "app/tables/words.h"
#include "charts/drawing/drawing_json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace agora::app {
namespace {

QHash<QString, charts::Drawing> byId(const std::vector<charts::Drawing> &drawings)
{
    QHash<QString, charts::Drawing> found;
    for (const auto &drawing : drawings)
        found.insert(drawing.id, drawing);
    return found;
}

} // namespace

DrawingStore::DrawingStore(const QString &folder, QObject *parent)
    : DrawingShelf(parent), m_folder(folder)
{
    m_thread.setMaxThreadCount(1);
    loadStyles();
    connect(this, &DrawingShelf::stylesChanged, this, [this] { writeSoon(stylesFile()); });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &DrawingStore::lookForChanges);
}

DrawingStore::~DrawingStore() { flush(); }

QString DrawingStore::fileOf(const QString &symbol) const
{
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(symbol));
    return m_folder + QStringLiteral("/symbols/") + name + QStringLiteral(".json");
}

QString DrawingStore::stylesFile() const { return m_folder + QStringLiteral("/styles.json"); }

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
    m_opening = {};
    m_opening.stamp = stampOf(name); // before it is read: what comes later is news
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
    m_opening.damaged = stampOf(name);
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
    m_styleStamp = stampOf(stylesFile());
    if (!file.exists())
        return;
    const bool isOpen = file.open(QIODevice::ReadOnly);
    auto read = charts::stylesFromJson(isOpen ? file.readAll() : QByteArray());
    file.close();
    if (read) {
        m_styleBase = *read;
        return takeStyles(std::move(*read));
    }
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
    auto &open = m_open[file] = std::exchange(m_opening, {});
    open.set = &set;
    open.base = std::make_shared<std::vector<charts::Drawing>>(set.all());
    watch(file);
    connect(&set, &charts::DrawingSet::changed, this, [this, file] {
        if (!m_isTaking)
            writeSoon(file);
    });
}

void DrawingStore::watch(const QString &file)
{
    const QString folder = QFileInfo(file).path();
    if (m_watcher.directories().isEmpty() && QDir().mkpath(folder))
        m_watcher.addPaths({m_folder, folder});
    // What was written between reading the file and watching its folder.
    QMetaObject::invokeMethod(this, &DrawingStore::lookForChanges, Qt::QueuedConnection);
}

/// A file that is not as this terminal left it was written by another.
void DrawingStore::lookForChanges()
{
    for (auto open = m_open.begin(); open != m_open.end(); ++open) {
        const auto stamp = stampOf(open.key());
        if (stamp.size >= 0 && stamp != open->stamp)
            writeSoon(open.key());
    }
    const auto stamp = stampOf(stylesFile());
    if (stamp.size >= 0 && stamp != m_styleStamp)
        writeSoon(stylesFile());
}

void DrawingStore::writeSoon(const QString &file)
{
    if (!m_untouchable.contains(file) && !m_waiting.contains(file))
        m_waiting.append(file);
    writeNext();
}

std::function<void()> DrawingStore::taskOf(const std::shared_ptr<Job> &job)
{
    const auto open = m_open.constFind(job->file);
    if (open == m_open.constEnd())
        return [job, meeting = StyleMeeting{job->file, m_styleBase, styles()}] {
            job->styles = meet(meeting);
            job->outcome.problem = job->styles.problem;
        };
    DrawingMeeting meeting{.file = job->file,
        .symbol = open->set->symbol(),
        .base = open->base,
        .mine = std::make_shared<std::vector<charts::Drawing>>(open->set->all()),
        .damaged = open->damaged};
    return [job, meeting = std::move(meeting)] { job->outcome = meet(meeting); };
}

void DrawingStore::writeNext()
{
    if (m_running || m_waiting.isEmpty())
        return;
    m_running = std::make_shared<Job>();
    m_running->file = m_waiting.takeFirst();
    m_thread.start([this, job = m_running, task = taskOf(m_running)] {
        task();
        QMetaObject::invokeMethod(
            this, [this, job] { finish(job); }, Qt::QueuedConnection);
    });
}

void DrawingStore::finish(std::shared_ptr<Job> job)
{
    if (m_running != job)
        return; // `flush` was quicker
    m_running.reset();
    if (!job->outcome.problem.isEmpty())
        saySoon(job->outcome.problem);
    if (job->styles.merged)
        take(job->styles);
    const auto open = m_open.find(job->file);
    if (open != m_open.end() && job->outcome.merged) {
        open->stamp = job->outcome.stamp;
        open->damaged = {};
        take(*open, job->outcome);
    }
    writeNext();
}

/// What others have drawn comes in; what has changed here since it was brought to the file stays as
/// it is, and will be brought there next. Who comes second with an id gets another one.
void DrawingStore::take(Open &open, const DrawingOutcome &outcome)
{
    const auto before = byId(*std::exchange(open.base, outcome.merged));
    const auto brought = byId(*outcome.mine), merged = byId(*outcome.merged);
    std::vector<charts::DrawingSet::Change> changes;
    std::vector<charts::Drawing> renamed;
    const auto isAsBrought = [&](const QString &id) {
        const auto *now = open.set->find(id);
        const auto was = brought.constFind(id);
        return now && was != brought.constEnd() ? *now == *was : !now && was == brought.constEnd();
    };
    for (const auto &drawing : *outcome.merged) {
        const auto was = brought.constFind(drawing.id);
        if (was != brought.constEnd() && *was == drawing)
            continue;
        const bool isNew = !before.contains(drawing.id);
        const auto *now = open.set->find(drawing.id);
        if (isNew && now && *now != drawing)
            renamed.push_back(*now);
        if (isNew || isAsBrought(drawing.id))
            changes.push_back({drawing.id, drawing});
    }
    for (const auto &drawing : *outcome.mine)
        if (!merged.contains(drawing.id) && isAsBrought(drawing.id))
            changes.push_back({drawing.id, std::nullopt});
    m_isTaking = true;
    open.set->apply(changes);
    m_isTaking = false;
    changes.clear();
    for (auto &drawing : renamed) {
        drawing.id = open.set->freeId(drawing.kind);
        changes.push_back({drawing.id, drawing});
    }
    open.set->apply(changes); // these are written next
}

/// What has changed here since it was brought to the file is brought there next.
void DrawingStore::take(const StyleOutcome &outcome)
{
    m_styleBase = *outcome.merged;
    m_styleStamp = outcome.stamp;
    takeStyles(charts::mergedStyles(outcome.mine, styles(), *outcome.merged));
}

void DrawingStore::flush()
{
    writeNext();
    while (m_running) {
        m_thread.waitForDone();
        finish(m_running);
    }
}

} // namespace agora::app
