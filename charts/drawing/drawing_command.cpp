#include "charts/drawing/drawing_command.h"

#include <algorithm>

namespace agora::charts {

DrawingCommand::DrawingCommand(
    DrawingSet &set, std::vector<Step> steps, const QString &words, QString merge)
    : QUndoCommand(words), m_set(&set), m_steps(std::move(steps)), m_merge(std::move(merge))
{}

void DrawingCommand::undo() { go(&Step::after, &Step::before); }

void DrawingCommand::redo() { go(&Step::before, &Step::after); }

void DrawingCommand::go(std::optional<Drawing> Step::*from, std::optional<Drawing> Step::*to)
{
    if (!m_set)
        return;
    std::vector<DrawingSet::Change> changes;
    for (const auto &step : m_steps) {
        const Drawing *now = m_set->find(step.id);
        const auto &expected = step.*from;
        // Changed by another chart since: that came later and stays.
        const bool isUntouched = now ? expected && *now == *expected : !expected;
        if (isUntouched)
            changes.push_back({step.id, step.*to});
    }
    m_set->apply(changes);
}

bool DrawingCommand::mergeWith(const QUndoCommand *next)
{
    const auto &other = static_cast<const DrawingCommand &>(*next); // only ours have an id
    if (other.m_merge != m_merge || other.m_set != m_set
        || !std::ranges::equal(m_steps, other.m_steps, {}, &Step::id, &Step::id))
        return false;
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        m_steps[i].after = other.m_steps[i].after;
    const bool isNothing
        = std::ranges::all_of(m_steps, [](const Step &step) { return step.before == step.after; });
    setObsolete(isNothing);
    setText(other.text());
    return true;
}

} // namespace agora::charts
