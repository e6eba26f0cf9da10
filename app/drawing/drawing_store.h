#pragma once

#include "charts/drawing/drawing_shelf.h"

#include <QSet>
#include <QThreadPool>

namespace agora::app {

/// Keeps the drawings of every symbol in a readable file of its own, written at once after every
/// change, and the looks of new ones in another.
///
/// Files are written whole, beside the old one, which they then replace: by a thread of its own, so
/// that a slow disk does not hold up the window. One that is damaged is set aside, never
/// overwritten.
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
    using Write = std::function<QString()>; ///< returns a sentence when it failed

    void loadStyles();
    void saySoon(const QString &sentence);
    void writeSoon(const QString &file);
    void writeNext();
    [[nodiscard]] Write writeOf(const QString &file);
    /// Where the copy stands now; empty when it could not be made.
    [[nodiscard]] QString setAside(const QString &file, bool isMoved) const;

    QString m_folder;
    QHash<QString, charts::DrawingSet *> m_open; ///< by file
    QSet<QString> m_untouchable; ///< files that must not be overwritten
    QStringList m_waiting; ///< files to be written
    bool m_isWriting = false;
    QThreadPool m_thread; ///< one thread: files are written in order
};

} // namespace agora::app
