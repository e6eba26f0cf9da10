#pragma once

#include "charts/indicator_setup.h"

#include "engine/base/result.h"

#include <QDir>
#include <QStringList>

#include <vector>

class QSettings;

namespace agora::charts {
class PriceChart;
}

namespace agora::app {

/// What a user keeps of indicators between charts, as readable files in one folder: sets of
/// indicators under a name (`templates/<name>.json`), favourites, those used last, and the set that
/// new charts begin with (`choices.json`). Every failure is one sentence that names the file.
class IndicatorShelf {
public:
    explicit IndicatorShelf(QDir folder);

    [[nodiscard]] QStringList templates() const; ///< names, sorted
    [[nodiscard]] Result<std::vector<charts::IndicatorSetup>> load(const QString &name) const;
    /// Replaces the one of that name.
    Result<void> save(const QString &name, const std::vector<charts::IndicatorSetup> &setups);
    Result<void> remove(const QString &name);

    /// Empty = new charts begin without indicators.
    [[nodiscard]] QString defaultTemplate() const { return m_default; }
    Result<void> setDefaultTemplate(const QString &name);
    [[nodiscard]] const QStringList &favourites() const { return m_favourites; }
    Result<void> setFavourite(const QString &key, bool isFavourite);
    [[nodiscard]] const QStringList &recent() const { return m_recent; }
    Result<void> markUsed(const QString &key);

    /// What was wrong with `choices.json`; empty when nothing was.
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    [[nodiscard]] QString fileOf(const QString &name) const;
    Result<void> keepChoices() const;
    void readChoices();

    QDir m_folder;
    QString m_default;
    QStringList m_favourites, m_recent;
    QString m_problem;
};

/// Beside the window's settings.
[[nodiscard]] QDir indicatorFolder(const QSettings &settings);
/// Puts the set that new charts begin with on a chart without indicators.
Result<void> applyDefaultTemplate(const IndicatorShelf &shelf, charts::PriceChart &chart);

} // namespace agora::app
