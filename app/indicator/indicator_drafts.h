#pragma once

#include "charts/indicator_setup.h"

#include <vector>

namespace agora::app {

/// The indicators of a chart while they are edited, and every state before, to go back to.
/// Changes of one indicator after each other are one step.
class IndicatorDrafts {
public:
    explicit IndicatorDrafts(std::vector<charts::IndicatorSetup> setups)
        : m_setups(std::move(setups))
    {}

    [[nodiscard]] const std::vector<charts::IndicatorSetup> &setups() const { return m_setups; }
    [[nodiscard]] int count() const { return static_cast<int>(m_setups.size()); }
    [[nodiscard]] const charts::IndicatorSetup &at(int row) const
    {
        return m_setups[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] std::vector<charts::IndicatorSetup> others(int row) const;
    [[nodiscard]] int rowOf(const QString &id) const; ///< −1 when there is none

    /// Each gives the row to be shown next.
    int add(charts::IndicatorSetup setup); ///< gives it an id
    int duplicate(int row); ///< beside it
    int remove(int row);
    int move(int from, int to);
    void reorder(const std::vector<QString> &ids);
    void replaceAll(std::vector<charts::IndicatorSetup> setups);
    int append(const std::vector<charts::IndicatorSetup> &setups);
    /// Also writes what it feeds anew. A circle of inputs is an error and changes nothing.
    Result<void> modify(int row, charts::IndicatorSetup setup);
    /// The next change of an indicator is a step of its own.
    void endStep() { m_modified.clear(); }

    [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }
    void undo();
    void redo();

private:
    using Setups = std::vector<charts::IndicatorSetup>;
    void remember();

    Setups m_setups;
    std::vector<Setups> m_undo, m_redo;
    QString m_modified; ///< id of the indicator whose changes go on being one step
};

} // namespace agora::app
