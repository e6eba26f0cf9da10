#pragma once

#include "charts/drawing/drawing.h"

#include "engine/base/result.h"

#include <QByteArray>

#include <map>

namespace agora::charts {

/// The drawings of a symbol as a readable text: times as ISO 8601 in UTC with nanoseconds where
/// there are any, colours as `#aarrggbb`.
[[nodiscard]] QByteArray toJson(const QString &symbol, const std::vector<Drawing> &drawings);

struct ReadDrawings {
    QString symbol;
    std::vector<Drawing> drawings; ///< those that could be read
    QString problem; ///< one sentence on the first that could not; empty when all could
};
/// An error when the text is no such file at all; it names line or field.
[[nodiscard]] Result<ReadDrawings> drawingsFromJson(const QByteArray &text);

/// The looks of new drawings, by kind.
[[nodiscard]] QByteArray stylesToJson(const std::map<DrawingKind, DrawingStyle> &styles);
[[nodiscard]] Result<std::map<DrawingKind, DrawingStyle>> stylesFromJson(const QByteArray &text);

} // namespace agora::charts
