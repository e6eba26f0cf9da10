#pragma once

#include "app/panel_context.h"
#include "engine/model/period.h"

#include <QObject>

class QAction;
class QActionGroup;
class QComboBox;
class QMenu;
class QToolBar;

namespace agora::charts {
class PriceChart;
}

namespace agora::app {

class ChartArea;

/// Actions and boxes that act on the chart in front, for the toolbar and the Charts menu; they
/// always show its state.
class ChartControls final : public QObject {
    Q_OBJECT

public:
    ChartControls(const PanelContext &context, ChartArea &charts, QObject *parent);

    void fillToolBar(QToolBar &bar);
    void fillMenu(QMenu &menu);
    /// Offers the engine's symbols.
    void showSymbols();

private:
    QAction *add(const char *name, const QString &text, const QString &icon, const QString &keys);
    QAction *addToggle(const char *name, const QString &text, const QString &keys,
        void (charts::PriceChart::*set)(bool), bool (charts::PriceChart::*get)() const);
    void makeStyles();
    void makePeriods();
    void makeMoves();
    void makeToggles();
    void choosePeriod(Period period);
    void sync();
    void choose(const QString &symbol);

    PanelContext m_context;
    ChartArea &m_charts;
    QComboBox *m_symbol = nullptr;
    QComboBox *m_periodBox = nullptr;
    QActionGroup *m_periods = nullptr;
    QActionGroup *m_styles = nullptr;
    QList<QAction *> m_moves;
    struct Toggle {
        QAction *action;
        bool (charts::PriceChart::*get)() const;
    };
    QList<Toggle> m_toggles;
    bool m_isSyncing = false;
};

} // namespace agora::app
