#pragma once

#include "charts/drawing/drawing_merge.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace agora::app {

using SharedDrawings = std::shared_ptr<const std::vector<charts::Drawing>>; // with a writing thread

/// Tells a file from a later one in its place.
struct FileStamp {
    qint64 writtenAt = 0; ///< ms
    quint64 node = 0; ///< its number in the file system: another one for what replaces it
    qint64 size = -1; ///< −1 = there is no file
    bool operator==(const FileStamp &) const = default;
};
[[nodiscard]] FileStamp stampOf(const QString &file);

/// One meeting of what a terminal has with what is in the file, where another terminal may have
/// written since.
struct DrawingMeeting {
    QString file;
    QString symbol;
    SharedDrawings base; ///< as the file was when this terminal last met it
    SharedDrawings mine;
    FileStamp damaged; ///< a file that has been set aside already, and is to be replaced
};

struct DrawingOutcome {
    SharedDrawings mine; ///< as they were brought
    SharedDrawings merged; ///< as the file is now; null when it could not be written
    FileStamp stamp; ///< of the file as it is now
    QString problem; ///< one sentence; empty = none
};

/// Merges both, and writes the file when that changes it. While it works it holds the lock beside
/// the file, so that no other terminal does the same. Any thread.
[[nodiscard]] DrawingOutcome meet(const DrawingMeeting &meeting);

/// The looks of new drawings, met in the same way.
struct StyleMeeting {
    QString file;
    charts::DrawingStyles base;
    charts::DrawingStyles mine;
};

struct StyleOutcome {
    charts::DrawingStyles mine; ///< as they were brought
    std::optional<charts::DrawingStyles> merged; ///< nothing when the file could not be written
    FileStamp stamp;
    QString problem;
};
[[nodiscard]] StyleOutcome meet(const StyleMeeting &meeting);

/// A sentence when it failed. Whole, beside the old one, which it then replaces. Any thread.
[[nodiscard]] QString writeWhole(const QString &file, const QByteArray &text);
/// Where the file is kept now; empty when it could not be.
[[nodiscard]] QString setAside(const QString &file, bool isMoved);

} // namespace agora::app
