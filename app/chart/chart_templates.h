#pragma once

#include "engine/base/result.h"

#include <QDir>
#include <QJsonObject>
#include <QStringList>

namespace agora::app {

/// Looks of charts under names, each a readable JSON file in one folder; "default" is that of new
/// charts.
class ChartTemplates {
public:
    explicit ChartTemplates(const QString &folder) : m_folder(folder) {}

    /// Sorted, without the default.
    [[nodiscard]] QStringList names() const;
    /// Errors name the file and what is wrong with it.
    Result<void> save(const QString &name, const QJsonObject &look) const;
    [[nodiscard]] Result<QJsonObject> load(const QString &name) const;
    Result<void> remove(const QString &name) const;

    Result<void> saveDefault(const QJsonObject &look) const;
    Result<void> removeDefault() const;
    [[nodiscard]] bool hasDefault() const;
    [[nodiscard]] Result<QJsonObject> loadDefault() const;

private:
    [[nodiscard]] QString fileOf(const QString &name) const;

    QDir m_folder;
};

} // namespace agora::app
