#pragma once

#include "app/panel_context.h"
#include "engine/model/period.h"

#include <QHash>
#include <QObject>

#include <functional>

class QAction;
class QActionGroup;
class QMenu;
class QToolBar;

namespace agora::app {

class ChartArea;
class ChartBoxes;
class ChartPage;

/// Where an action stands in the Charts menu and in the menu of a chart.
enum class ChartSection {
    Style,
    Period,
    Side,
    Scale,
    Show,
    Colours,
    Navigation,
    Margin,
    Wheel,
    Link,
    Compare,
    Picture,
    Window,
    TimeZone,
    Properties,
    Objects ///< drawings and other things on the chart
};

/// One thing that can be done with the chart in front.
struct ChartAction {
    const char *name; ///< unique object name: `charts.grid`
    QString text;
    QString icon = {}; ///< of the resources; empty = none
    QString keys = {}; ///< as QKeySequence::listFromString reads them
    std::function<void(ChartPage &)> run;
    std::function<bool(const ChartPage &)> isOn = {}; ///< makes it checkable
    std::function<bool(const ChartPage &)> isPossible = {}; ///< else whenever there is a chart
};

/// Actions and boxes that act on the chart in front, for toolbars, the Charts menu and the menu of
/// a chart; they always show its state.
class ChartControls final : public QObject {
    Q_OBJECT

public:
    ChartControls(const PanelContext &context, ChartArea &charts, QObject *parent);

    /// One line for whoever brings a new action: it then stands in the menus of its section, is
    /// enabled while there is a chart, and its mark follows the chart in front.
    QAction *add(ChartSection section, const ChartAction &action);
    /// The boxes of the bar act on `page`; without one on the chart in front.
    void fillToolBar(QToolBar &bar, std::function<ChartPage *()> page = {});
    /// The Charts menu, and the menu that opens on a chart.
    void fillMenu(QMenu &menu);
    /// What stands in one section, in the order in which it was added.
    [[nodiscard]] QList<QAction *> actions(ChartSection section) const;
    /// A menu that is made elsewhere and stands among those of the sections.
    void addMenu(QMenu &menu) { m_menus.append(&menu); }
    /// Offers the engine's symbols.
    void showSymbols();
    /// Marks and enables everything as the chart in front is.
    void sync();

private:
    struct Known {
        QAction *action;
        ChartAction what;
    };
    void makeStyles();
    void makePeriods();
    void makeMoves();
    void makeToggles();
    void makeScales();
    void addSection(QMenu &menu, const QString &title, ChartSection section);

    PanelContext m_context;
    ChartArea &m_charts;
    QList<ChartBoxes *> m_boxes;
    QHash<ChartSection, QActionGroup *> m_groups; ///< one of each is on
    QHash<ChartSection, QList<QAction *>> m_sections;
    QList<QMenu *> m_menus;
    QList<Known> m_known;
};

} // namespace agora::app
