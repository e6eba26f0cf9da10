#pragma once

#include "charts/drawing/drawing.h"

#include <QHash>
#include <QObject>

namespace agora::charts {

/// The drawings of one symbol, from the back to the front: one for all charts that show it.
class DrawingSet final : public QObject {
    Q_OBJECT

public:
    explicit DrawingSet(QString symbol, QObject *parent = nullptr);

    [[nodiscard]] const QString &symbol() const { return m_symbol; }
    [[nodiscard]] const std::vector<Drawing> &all() const { return m_drawings; }
    /// Null when there is none of that id; valid until the next change.
    [[nodiscard]] const Drawing *find(const QString &id) const;
    /// `ray-3`; never one that this set has held before.
    [[nodiscard]] QString freeId(DrawingKind kind);
    [[nodiscard]] std::int64_t frontZ() const; ///< for what shall lie before all others
    [[nodiscard]] std::int64_t backZ() const;

    /// What becomes of one drawing: without `after` it goes, without one of that id it comes.
    struct Change {
        QString id;
        std::optional<Drawing> after;
    };
    /// All at once, told once. What is not sound is left out.
    void apply(const std::vector<Change> &changes);
    /// In the order of their z; what was there before is forgotten.
    void reset(std::vector<Drawing> drawings);

signals:
    void changed();

private:
    void sort();

    QString m_symbol;
    std::vector<Drawing> m_drawings;
    QHash<QString, std::size_t> m_places;
    std::int64_t m_lastNumber = 0;
};

} // namespace agora::charts
