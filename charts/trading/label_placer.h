#pragma once

#include <QRectF>
#include <QSizeF>

#include <optional>
#include <span>
#include <vector>

namespace agora::charts {

/// Finds room for labels, so that none covers another or a mark. What finds none is left out.
class LabelPlacer {
public:
    explicit LabelPlacer(const QRectF &area);

    /// Keeps labels off this place.
    void block(const QRectF &box);
    [[nodiscard]] bool isFree(const QRectF &box) const;
    /// The first of the places (by their middles) that is free and inside the area; it is taken
    /// then.
    std::optional<QRectF> place(const QSizeF &size, std::span<const QPointF> middles);

private:
    template <typename Visit>
    void forEachCell(const QRectF &box, Visit visit) const;

    QRectF m_area;
    int m_columns;
    int m_rows;
    std::vector<std::vector<QRectF>> m_cells; ///< what lies in each, so that few are compared
};

} // namespace agora::charts
