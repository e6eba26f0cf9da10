#pragma once

#include "app/drawing/drawing_file.h"
#include "charts/drawing/drawing_shelf.h"

#include <QFileSystemWatcher>
#include <QSet>
#include <QThreadPool>

namespace agora::app {

/// Keeps the drawings of every symbol in a readable file of its own, written at once after every
/// change, and the looks of new ones in another.
///
/// Files are written whole, beside the old one, which they then replace: by a thread of its own, so
/// that a slow disk does not hold up the window. One that is damaged is set aside, never
/// overwritten. Several terminals may have the same folder: each keeps what the others have drawn
/// and how they want new ones to look, and shows it as soon as it is written.
class DrawingStore final : public charts::DrawingShelf {
    Q_OBJECT

public:
    /// The folder is made when something is first written.
    explicit DrawingStore(const QString &folder, QObject *parent = nullptr);
    /// Writes what is not yet written.
    ~DrawingStore() override;

    [[nodiscard]] QString fileOf(const QString &symbol) const;
    [[nodiscard]] QString stylesFile() const;
    /// Returns when everything is on disk.
    void flush();

signals:
    /// One sentence on a file that could not be read or written.
    void problem(const QString &sentence);

protected:
    std::vector<charts::Drawing> load(const QString &symbol) override;
    void opened(charts::DrawingSet &set) override;

private:
    /// A symbol's file that somebody here has asked for.
    struct Open {
        charts::DrawingSet *set = nullptr;
        SharedDrawings base; ///< as the file was when it was last met
        FileStamp stamp; ///< of that file: another one was written by another terminal
        FileStamp damaged; ///< as in DrawingMeeting
    };
    /// Written by the thread, read when it is done.
    struct Job {
        QString file;
        DrawingOutcome outcome;
        StyleOutcome styles; ///< when it is their file
    };

    void loadStyles();
    void saySoon(const QString &sentence);
    void writeSoon(const QString &file);
    void writeNext();
    [[nodiscard]] std::function<void()> taskOf(const std::shared_ptr<Job> &job);
    void finish(std::shared_ptr<Job> job);
    void take(Open &open, const DrawingOutcome &outcome);
    void take(const StyleOutcome &outcome);
    void watch(const QString &file);
    void lookForChanges();

    QString m_folder;
    Open m_opening; ///< what `load` has found
    QHash<QString, Open> m_open; ///< by file
    charts::DrawingStyles m_styleBase; ///< as their file was when it was last met
    FileStamp m_styleStamp;
    QFileSystemWatcher m_watcher; ///< of the folders of the files, which are replaced as a whole
    QSet<QString> m_untouchable; ///< files that must not be overwritten
    QStringList m_waiting; ///< files to be written
    std::shared_ptr<Job> m_running; ///< shared with the thread
    bool m_isTaking = false; ///< what changes now is from the file
    QThreadPool m_thread; ///< one thread: files are written in order
};

} // namespace agora::app
