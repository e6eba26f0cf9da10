#include "charts/drawing/drawing_merge.h"

#include <QHash>

#include <algorithm>

namespace agora::charts {
namespace {

using ById = QHash<QString, const Drawing *>;

ById byId(const std::vector<Drawing> &drawings)
{
    ById found;
    for (const auto &drawing : drawings)
        found.insert(drawing.id, &drawing);
    return found;
}

bool areSame(const Drawing *one, const Drawing *other)
{
    return one && other ? *one == *other : one == other;
}

} // namespace

std::vector<Drawing> merged(const std::vector<Drawing> &base, const std::vector<Drawing> &mine,
    const std::vector<Drawing> &theirs)
{
    const ById before = byId(base), ours = byId(mine), others = byId(theirs);
    std::vector<Drawing> all;
    const auto isClash = [&](const QString &id) {
        const auto *own = ours.value(id), *other = others.value(id);
        return own && other && !before.contains(id) && !areSame(own, other);
    };
    for (const auto &drawing : mine)
        if (!areSame(before.value(drawing.id), &drawing) && !isClash(drawing.id))
            all.push_back(drawing);
    for (const auto &drawing : theirs)
        if (areSame(before.value(drawing.id), ours.value(drawing.id)) || isClash(drawing.id))
            all.push_back(drawing);
    std::ranges::stable_sort(all, {}, &Drawing::z);
    return all;
}

DrawingStyles mergedStyles(
    const DrawingStyles &base, const DrawingStyles &mine, const DrawingStyles &theirs)
{
    DrawingStyles all;
    for (const auto kind : drawingKinds) {
        const auto before = base.find(kind), own = mine.find(kind);
        const bool isAsBefore = own == mine.end()
            ? before == base.end()
            : before != base.end() && own->second == before->second;
        const DrawingStyles &from = isAsBefore ? theirs : mine;
        if (const auto chosen = from.find(kind); chosen != from.end())
            all.insert(*chosen);
    }
    return all;
}

} // namespace agora::charts
