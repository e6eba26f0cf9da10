#pragma once

#include "app/drawing/style_editor.h"

#include <QDialog>
#include <QPointer>

class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QTabWidget;

namespace agora::charts {
class DrawingBoard;
class PriceChart;
} // namespace agora::charts

namespace agora::app {

class AnchorEditor;
class LevelEditor;

/// Properties of one drawing, or what several of one kind have in common. The chart shows every
/// change at once; OK keeps all of them as one step of undo, Cancel takes them back.
class DrawingProperties final : public QDialog {
    Q_OBJECT

public:
    /// Nothing is shown for ids that are not on the chart.
    DrawingProperties(charts::PriceChart &chart, const QStringList &ids, QWidget *parent = nullptr);

    void reject() override;

private:
    void makeTabs(charts::PriceChart &chart);
    [[nodiscard]] QWidget *makeTextTab();
    [[nodiscard]] QWidget *makeVisibilityTab();
    [[nodiscard]] QWidget *makeButtons();
    void edit(const DrawingEdit &edit);
    void show();
    void showPeriods();
    void takePeriods();
    void follow();
    void saveAsDefault();
    void restoreDefault();

    QPointer<charts::DrawingBoard> m_board;
    std::vector<charts::Drawing> m_originals;
    std::vector<charts::Drawing> m_drawings;
    QString m_merge; ///< name of the one step of undo
    bool m_isShowing = false;

    QTabWidget *m_tabs;
    QLineEdit *m_name = nullptr;
    QPlainTextEdit *m_text = nullptr;
    StyleEditor *m_style = nullptr;
    LevelEditor *m_levels = nullptr;
    AnchorEditor *m_anchors = nullptr;
    QCheckBox *m_isVisible = nullptr;
    QCheckBox *m_isLocked = nullptr;
    QCheckBox *m_onAllPeriods = nullptr;
    QListWidget *m_periods = nullptr;
};

} // namespace agora::app
