#pragma once

#include "app/panel_context.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QTreeView;

namespace agora::charts {
class DrawingBoard;
}

namespace agora::app {

class DrawingListModel;

/// The list of objects on the chart in front: select, rename, show, lock, delete, jump to.
class DrawingList final : public QWidget {
    Q_OBJECT

public:
    explicit DrawingList(const PanelContext &context, QWidget *parent = nullptr);

    void setBoard(charts::DrawingBoard *board);
    [[nodiscard]] QSize sizeHint() const override;

private:
    void showSelection();
    void takeSelection();
    void showCount();
    [[nodiscard]] QStringList chosen() const;
    QAction *makeAction(const PanelContext &context, const char *name, const QString &text,
        const QString &icon, std::function<void()> run);

    DrawingListModel *m_model;
    QTreeView *m_view;
    QLabel *m_empty;
    QList<QAction *> m_actions; ///< on what is chosen
    QPointer<charts::DrawingBoard> m_board;
    bool m_isShowing = false;
};

} // namespace agora::app
