#include "app/indicator/indicator_drafts.h"

#include "charts/indicator_links.h"

#include <algorithm>

namespace agora::app {
namespace {
constexpr std::size_t mostSteps = 200;
}

std::vector<charts::IndicatorSetup> IndicatorDrafts::others(int row) const
{
    auto others = m_setups;
    others.erase(others.begin() + row);
    return others;
}

int IndicatorDrafts::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(m_setups, id, &charts::IndicatorSetup::id);
    return found == m_setups.end() ? -1 : static_cast<int>(found - m_setups.begin());
}

void IndicatorDrafts::remember()
{
    m_undo.push_back(m_setups);
    if (m_undo.size() > mostSteps)
        m_undo.erase(m_undo.begin());
    m_redo.clear();
    m_modified.clear();
}

int IndicatorDrafts::add(charts::IndicatorSetup setup)
{
    remember();
    setup.id = charts::freeId(m_setups, setup.key);
    m_setups.push_back(std::move(setup));
    return count() - 1;
}

int IndicatorDrafts::duplicate(int row)
{
    remember();
    auto copy = at(row);
    copy.id = charts::freeId(m_setups, copy.key);
    m_setups.insert(m_setups.begin() + row + 1, std::move(copy));
    return row + 1;
}

int IndicatorDrafts::remove(int row)
{
    remember();
    m_setups.erase(m_setups.begin() + row);
    if (const auto linked = charts::followLinks(m_setups); !linked)
        return row; // a link less makes no circle
    return std::min(row, count() - 1);
}

int IndicatorDrafts::move(int from, int to)
{
    if (to < 0 || to >= count() || from == to)
        return from;
    remember();
    auto moved = m_setups[static_cast<std::size_t>(from)];
    m_setups.erase(m_setups.begin() + from);
    m_setups.insert(m_setups.begin() + to, std::move(moved));
    return to;
}

void IndicatorDrafts::reorder(const std::vector<QString> &ids)
{
    Setups sorted;
    for (const QString &id : ids)
        if (const int row = rowOf(id); row >= 0)
            sorted.push_back(at(row));
    if (sorted.size() != m_setups.size() || sorted == m_setups)
        return;
    remember();
    m_setups = std::move(sorted);
}

void IndicatorDrafts::replaceAll(Setups setups)
{
    remember();
    m_setups = std::move(setups);
}

int IndicatorDrafts::append(const Setups &setups)
{
    remember();
    const int first = count();
    auto fresh = charts::withFreshIds(setups, m_setups);
    for (auto &setup : fresh)
        m_setups.push_back(std::move(setup));
    return std::min(first, count() - 1);
}

Result<void> IndicatorDrafts::modify(int row, charts::IndicatorSetup setup)
{
    if (at(row) == setup)
        return {};
    auto changed = m_setups;
    const QString id = setup.id;
    changed[static_cast<std::size_t>(row)] = std::move(setup);
    if (const auto linked = charts::followLinks(changed); !linked)
        return linked;
    if (m_modified != id)
        remember();
    m_modified = id;
    m_setups = std::move(changed);
    return {};
}

void IndicatorDrafts::undo()
{
    if (m_undo.empty())
        return;
    m_redo.push_back(std::exchange(m_setups, m_undo.back()));
    m_undo.pop_back();
    m_modified.clear();
}

void IndicatorDrafts::redo()
{
    if (m_redo.empty())
        return;
    m_undo.push_back(std::exchange(m_setups, m_redo.back()));
    m_redo.pop_back();
    m_modified.clear();
}

} // namespace agora::app
