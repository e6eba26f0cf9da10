#pragma once

#include "app/chart_settings/chart_settings.h"

#include <QDialog>
#include <QTimer>

#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QTabWidget;

namespace agora::app {

class ChartPage;
class ChartTemplates;
class SettingsPage;
class TimePage;

/// The settings of one chart, page by page. While "show at once" is on the chart shows what is
/// edited a moment later; Cancel brings back exactly what was there before, or what was applied
/// last.
class ChartProperties final : public QDialog {
    Q_OBJECT

public:
    /// `templates` keeps the settings of new charts, and outlives the dialog.
    ChartProperties(ChartPage &page, const ChartTemplates &templates);

    /// Opens with the search for a zone.
    void showZones();
    /// False, with a sentence shown, when something cannot be used; then nothing was applied.
    bool apply();
    void reject() override;

private:
    void addPage(SettingsPage *page, const QString &title);
    QWidget *makeFooter();
    QPushButton *makeDefaults();

    void edit(const ChartSettings &settings);
    [[nodiscard]] ChartSettings draft() const;
    /// Shows the first problem and the page that has it; true when there is none.
    bool isUsable();
    void onChanged();
    void preview();
    void keepView();
    void say(const QString &problem, const QString &notice = {});
    void useForNewCharts();
    void takeThoseOfNewCharts();

    ChartPage &m_page;
    const ChartTemplates &m_templates;
    ChartSettings m_applied; ///< what Cancel brings back
    double m_beyond = 0; ///< from the newest bar to the right edge, in bars, when that was applied
    bool m_isMoved = false; ///< another margin has been shown since
    QTimer m_previewTimer;
    QTabWidget *m_tabs;
    std::vector<SettingsPage *> m_pages;
    TimePage *m_time = nullptr;
    QCheckBox *m_preview = nullptr;
    QPushButton *m_apply = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_notice = nullptr;
};

} // namespace agora::app
