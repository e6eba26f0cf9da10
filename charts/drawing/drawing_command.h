#pragma once

#include "charts/drawing/drawing_set.h"

#include <QPointer>
#include <QUndoCommand>

namespace agora::charts {

/// One step of undo: what some drawings were and what they became.
class DrawingCommand final : public QUndoCommand {
public:
    struct Step {
        QString id;
        std::optional<Drawing> before;
        std::optional<Drawing> after;
    };
    DrawingCommand(DrawingSet &set, std::vector<Step> steps, const QString &words, QString merge);

    void undo() override;
    void redo() override;
    [[nodiscard]] int id() const override { return m_merge.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *next) override;

private:
    void go(std::optional<Drawing> Step::*from, std::optional<Drawing> Step::*to);

    QPointer<DrawingSet> m_set;
    std::vector<Step> m_steps;
    QString m_merge;
};

} // namespace agora::charts
