#pragma once

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QString>

#include <cmath>

namespace agora::tests {

/// Holds a picture against the one on file, both shrunk to blocks of 8 × 8 pixels: other fonts and
/// anti-aliasing move a block a little, a missing or misplaced part moves many of them far. Empty =
/// they are alike; else a sentence. AGORA_WRITE_GOLDEN=1 writes the file instead.
inline QString pictureDifference(const QImage &picture, const QString &name)
{
    constexpr int block = 8;
    constexpr int tolerance = 42; // of 255, in a block's channel
    constexpr double mostBlocks = 0.02; // share that may differ by more
    const QImage small = picture.convertToFormat(QImage::Format_RGB32)
                             .scaled(picture.width() / block, picture.height() / block,
                                 Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QString file = QStringLiteral(AGORA_FIXTURES "/charts/%1.png").arg(name);
    if (qEnvironmentVariableIsSet("AGORA_WRITE_GOLDEN")) {
        QDir().mkpath(QFileInfo(file).path());
        return small.save(file) ? QString() : QStringLiteral("cannot write ") + file;
    }
    const QImage known = QImage(file).convertToFormat(QImage::Format_RGB32);
    if (known.size() != small.size())
        return QStringLiteral("%1 is missing or of another size").arg(file);
    int different = 0;
    for (int y = 0; y < small.height(); ++y) {
        for (int x = 0; x < small.width(); ++x) {
            const QColor a = small.pixelColor(x, y);
            const QColor b = known.pixelColor(x, y);
            const int apart = std::max({std::abs(a.red() - b.red()),
                std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue())});
            different += apart > tolerance ? 1 : 0;
        }
    }
    const double share = static_cast<double>(different) / (small.width() * small.height());
    if (share <= mostBlocks)
        return {};
    const QString seen = QStringLiteral(AGORA_BINARY_DIR "/chart-samples/%1-differs.png").arg(name);
    QDir().mkpath(QFileInfo(seen).path());
    picture.save(seen);
    return QStringLiteral("%1 % of the blocks differ from %2; the picture is in %3")
        .arg(100 * share, 0, 'f', 1)
        .arg(file, seen);
}

} // namespace agora::tests
