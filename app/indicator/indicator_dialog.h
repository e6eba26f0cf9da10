#pragma once

#include "app/indicator/indicator_drafts.h"
#include "app/indicator/indicator_shelf.h"

#include <QDialog>
#include <QTimer>

#include <map>

class QCheckBox;
class QLabel;
class QPushButton;
class QSplitter;
class QToolButton;

namespace agora::charts {
class PriceChart;
}

namespace agora::app {

class AvailableList;
class ConfiguredList;
class IndicatorProperties;
struct ConfiguredRow;

/// Available, configured and properties side by side. While "show at once" is on the chart shows
/// what is edited a moment later; Cancel brings back exactly what was there before, or what was
/// applied last.
class IndicatorDialog final : public QDialog {
    Q_OBJECT

public:
    /// `folder` is where the user's templates, favourites and the like are kept.
    IndicatorDialog(charts::PriceChart &chart, const QDir &folder, QWidget *parent = nullptr);

    /// Adds one with its defaults and shows its properties.
    void add(const std::string &key);
    /// Shows the properties of one that is on the chart.
    void select(const QString &id);
    /// False, with a sentence shown, when a value is refused; then nothing was applied.
    bool apply();
    void reject() override;

private:
    using Setups = std::vector<charts::IndicatorSetup>;

    QWidget *makeAvailable();
    QWidget *makeConfigured();
    QWidget *makeProperties();
    QWidget *makeFooter();
    void makeShortcuts();

    void addSetup(const charts::IndicatorSetup &setup);
    void removeCurrent();
    void duplicateCurrent();
    void moveCurrent(int by);
    void toggleEye(int row);
    void takeTemplate(const Setups &setups, bool isInstead);
    void undo();
    void redo();

    void showDrafts(int row);
    void showProperties(int row);
    void updateDraft();
    [[nodiscard]] ConfiguredRow rowOf(int row) const;
    void enableButtons();
    void say(const QString &problem, const QString &notice = {});

    void schedulePreview();
    void preview();
    /// What the chart can draw now: of those that are wrong the last form that was right.
    [[nodiscard]] Setups drawable(bool withUnfinished);

    charts::PriceChart &m_chart;
    IndicatorShelf m_shelf;
    IndicatorDrafts m_drafts;
    Setups m_applied; ///< what Cancel brings back
    std::map<QString, charts::IndicatorSetup> m_lastRight;
    QTimer m_previewTimer;
    bool m_isShowing = false; ///< what changes now is no edit of the user's

    AvailableList *m_available = nullptr;
    ConfiguredList *m_configured = nullptr;
    IndicatorProperties *m_properties = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_duplicate = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QToolButton *m_undo = nullptr;
    QToolButton *m_redo = nullptr;
    QCheckBox *m_preview = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_notice = nullptr;
};

} // namespace agora::app
