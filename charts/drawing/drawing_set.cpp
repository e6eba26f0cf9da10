#include "charts/drawing/drawing_set.h"

#include <algorithm>

namespace agora::charts {
namespace {

std::int64_t numberOf(const QString &id)
{
    return id.mid(id.lastIndexOf(QLatin1Char('-')) + 1).toLongLong();
}

} // namespace

DrawingSet::DrawingSet(QString symbol, QObject *parent)
    : QObject(parent), m_symbol(std::move(symbol))
{}

const Drawing *DrawingSet::find(const QString &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.constEnd() ? nullptr : &m_drawings[*place];
}

QString DrawingSet::freeId(DrawingKind kind)
{
    return QStringLiteral("%1-%2").arg(kindKey(kind)).arg(++m_lastNumber);
}

std::int64_t DrawingSet::frontZ() const { return m_drawings.empty() ? 0 : m_drawings.back().z + 1; }

std::int64_t DrawingSet::backZ() const { return m_drawings.empty() ? 0 : m_drawings.front().z - 1; }

void DrawingSet::apply(const std::vector<Change> &changes)
{
    bool isChanged = false;
    for (const auto &change : changes) {
        const auto place = m_places.constFind(change.id);
        const bool isKnown = place != m_places.constEnd();
        if (change.after && (!isSound(*change.after) || change.after->id != change.id))
            continue;
        if (!change.after && !isKnown)
            continue;
        isChanged = true;
        if (!change.after) {
            m_drawings[*place].id.clear(); // taken out below, all in one go
            m_places.erase(place);
        } else if (isKnown) {
            m_drawings[*place] = *change.after;
        } else {
            m_places.insert(change.id, m_drawings.size());
            m_drawings.push_back(*change.after);
        }
    }
    if (!isChanged)
        return;
    sort();
    emit changed();
}

void DrawingSet::reset(std::vector<Drawing> drawings)
{
    std::erase_if(drawings, [](const Drawing &drawing) { return !isSound(drawing); });
    m_drawings = std::move(drawings);
    sort();
    emit changed();
}

void DrawingSet::sort()
{
    std::erase_if(m_drawings, [](const Drawing &drawing) { return drawing.id.isEmpty(); });
    std::ranges::stable_sort(m_drawings, {}, &Drawing::z);
    m_places.clear();
    for (std::size_t i = 0; i < m_drawings.size(); ++i) {
        m_places.insert(m_drawings[i].id, i);
        m_lastNumber = std::max(m_lastNumber, numberOf(m_drawings[i].id));
    }
}

} // namespace agora::charts
