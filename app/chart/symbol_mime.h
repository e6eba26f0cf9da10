#pragma once

#include <QMimeData>
#include <QString>

namespace agora::app {

/// How a symbol travels by drag and drop within the terminal.
inline const QString symbolMime = QStringLiteral("application/x-agora-symbol");

[[nodiscard]] inline QString symbolOf(const QMimeData &data)
{
    return QString::fromUtf8(data.data(symbolMime));
}

} // namespace agora::app
