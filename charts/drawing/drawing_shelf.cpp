#include "charts/drawing/drawing_shelf.h"

namespace agora::charts {

DrawingSet &DrawingShelf::setOf(const QString &symbol)
{
    auto &set = m_sets[symbol];
    if (!set) {
        set = std::make_unique<DrawingSet>(symbol);
        set->reset(load(symbol));
        opened(*set);
    }
    return *set;
}

std::vector<Drawing> DrawingShelf::load(const QString &) { return {}; }

void DrawingShelf::opened(DrawingSet &) {}

DrawingStyle DrawingShelf::styleOf(DrawingKind kind) const
{
    const auto known = m_styles.find(kind);
    return known == m_styles.end() ? usualStyle(kind) : known->second;
}

void DrawingShelf::setStyle(DrawingKind kind, const std::optional<DrawingStyle> &style)
{
    if (style)
        m_styles[kind] = *style;
    else
        m_styles.erase(kind);
    emit stylesChanged();
}

} // namespace agora::charts
