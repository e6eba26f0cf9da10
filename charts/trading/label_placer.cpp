#include "charts/trading/label_placer.h"

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

constexpr double cellWidth = 64;
constexpr double cellHeight = 32;

int cellOf(double offset, double size, int count)
{
    return std::clamp(static_cast<int>(std::floor(offset / size)), 0, count - 1);
}

} // namespace

LabelPlacer::LabelPlacer(const QRectF &area)
    : m_area(area)
    , m_columns(1 + static_cast<int>(std::max(0.0, area.width()) / cellWidth))
    , m_rows(1 + static_cast<int>(std::max(0.0, area.height()) / cellHeight))
    , m_cells(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows))
{}

template <typename Visit>
void LabelPlacer::forEachCell(const QRectF &box, Visit visit) const
{
    const int left = cellOf(box.left() - m_area.left(), cellWidth, m_columns);
    const int right = cellOf(box.right() - m_area.left(), cellWidth, m_columns);
    const int top = cellOf(box.top() - m_area.top(), cellHeight, m_rows);
    const int bottom = cellOf(box.bottom() - m_area.top(), cellHeight, m_rows);
    for (int row = top; row <= bottom; ++row) {
        for (int column = left; column <= right; ++column)
            visit(static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns)
                + static_cast<std::size_t>(column));
    }
}

void LabelPlacer::block(const QRectF &box)
{
    forEachCell(box, [&](std::size_t cell) { m_cells[cell].push_back(box); });
}

bool LabelPlacer::isFree(const QRectF &box) const
{
    bool isFree = m_area.contains(box);
    forEachCell(box, [&](std::size_t cell) {
        isFree = isFree && std::ranges::none_of(m_cells[cell], [&](const QRectF &taken) {
            return taken.intersects(box);
        });
    });
    return isFree;
}

std::optional<QRectF> LabelPlacer::place(const QSizeF &size, std::span<const QPointF> middles)
{
    for (const auto &middle : middles) {
        const QRectF box(middle - QPointF(size.width() / 2, size.height() / 2), size);
        if (isFree(box)) {
            block(box);
            return box;
        }
    }
    return std::nullopt;
}

} // namespace agora::charts
