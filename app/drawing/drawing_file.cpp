#include "app/drawing/drawing_file.h"

#include "app/drawing/drawing_store.h"
#include "app/tables/words.h"
#include "charts/drawing/drawing_json.h"
#include "engine/base/paths.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

namespace agora::app {
namespace {

constexpr int patience = 5'000; // ms; another terminal needs a few
constexpr int mostAside = 1'000;

/// What is in the file now; as it was when there is none, or when it cannot be read.
SharedDrawings theirsOf(const DrawingMeeting &meeting, QString &problem)
{
    QFile input(meeting.file);
    if (meeting.damaged.size >= 0 && stampOf(meeting.file) == meeting.damaged)
        return meeting.base;
    if (!input.exists() || !input.open(QIODevice::ReadOnly))
        return meeting.base;
    auto read = charts::drawingsFromJson(input.readAll());
    input.close();
    if (read && read->problem.isEmpty())
        return std::make_shared<std::vector<charts::Drawing>>(std::move(read->drawings));
    const QString reason = read ? read->problem : toQString(read.error().message);
    const QString aside = setAside(meeting.file, false);
    problem = DrawingStore::tr("%1 is damaged (%2); it is kept as %3.")
                  .arg(meeting.file, reason, aside.isEmpty() ? meeting.file : aside);
    return aside.isEmpty() ? nullptr : meeting.base;
}

std::optional<charts::DrawingStyles> stylesIn(const StyleMeeting &meeting, QString &problem)
{
    QFile input(meeting.file);
    if (!input.exists() || !input.open(QIODevice::ReadOnly))
        return meeting.base;
    auto read = charts::stylesFromJson(input.readAll());
    input.close();
    if (read)
        return std::move(*read);
    const QString aside = setAside(meeting.file, false);
    problem = DrawingStore::tr("%1 is damaged (%2); it is kept as %3.")
                  .arg(meeting.file, toQString(read.error().message),
                      aside.isEmpty() ? meeting.file : aside);
    return aside.isEmpty() ? std::nullopt : std::optional(meeting.base);
}

/// Keeps other terminals away from a file while it lives.
class FileLock {
public:
    explicit FileLock(const QString &file) : m_lock(file + QStringLiteral(".lock"))
    {
        QDir().mkpath(QFileInfo(file).path());
        if (!m_lock.tryLock(patience) && m_lock.error() == QLockFile::LockFailedError)
            m_problem
                = DrawingStore::tr("%1 could not be written: another terminal does not let it go.")
                      .arg(file);
    }
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    QLockFile m_lock;
    QString m_problem;
};

} // namespace

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

QString setAside(const QString &file, bool isMoved)
{
    for (int number = 1; number < mostAside; ++number) {
        const QString aside = QStringLiteral("%1.damaged-%2").arg(file).arg(number);
        if (QFile::exists(aside))
            continue;
        return (isMoved ? QFile::rename(file, aside) : QFile::copy(file, aside)) ? aside
                                                                                 : QString();
    }
    return {};
}

FileStamp stampOf(const QString &file)
{
    const QFileInfo info(file);
    if (!info.exists())
        return {};
    return {.writtenAt = info.lastModified().toMSecsSinceEpoch(),
        .node = fileNumber(info.filesystemFilePath()),
        .size = info.size()};
}

DrawingOutcome meet(const DrawingMeeting &meeting)
{
    DrawingOutcome outcome{.mine = meeting.mine, .merged = nullptr, .stamp = {}, .problem = {}};
    const FileLock lock(meeting.file);
    if (!lock.problem().isEmpty()) {
        outcome.problem = lock.problem();
        return outcome;
    }
    const auto theirs = theirsOf(meeting, outcome.problem);
    if (!theirs)
        return outcome;
    auto all = charts::merged(*meeting.base, *meeting.mine, *theirs);
    const bool isSound = QFile::exists(meeting.file) ? outcome.problem.isEmpty()
                                                     : all.empty(); // no file for nothing
    if (!isSound || all != *theirs)
        if (const auto failure = writeWhole(meeting.file, charts::toJson(meeting.symbol, all));
            !failure.isEmpty()) {
            outcome.problem = failure;
            return outcome;
        }
    outcome.stamp = stampOf(meeting.file);
    outcome.merged = std::make_shared<std::vector<charts::Drawing>>(std::move(all));
    return outcome;
}

StyleOutcome meet(const StyleMeeting &meeting)
{
    StyleOutcome outcome{.mine = meeting.mine, .merged = {}, .stamp = {}, .problem = {}};
    const FileLock lock(meeting.file);
    if (!lock.problem().isEmpty()) {
        outcome.problem = lock.problem();
        return outcome;
    }
    const auto theirs = stylesIn(meeting, outcome.problem);
    if (!theirs)
        return outcome;
    auto all = charts::mergedStyles(meeting.base, meeting.mine, *theirs);
    const bool isSound = QFile::exists(meeting.file) ? outcome.problem.isEmpty() : all.empty();
    if (!isSound || all != *theirs)
        if (const auto failure = writeWhole(meeting.file, charts::stylesToJson(all));
            !failure.isEmpty()) {
            outcome.problem = failure;
            return outcome;
        }
    outcome.stamp = stampOf(meeting.file);
    outcome.merged = std::move(all);
    return outcome;
}

} // namespace agora::app
