#include "app/indicator/indicator_menu.h"

#include "app/window/messages.h"
#include "charts/indicator_links.h"
#include "charts/price_chart.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

namespace agora::app {
namespace {

using charts::IndicatorSetup;
using charts::PanePlace;
using charts::PriceChart;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(agora::app::IndicatorMenu)
};

void change(PriceChart &chart, IndicatorSetup setup)
{
    if (const auto done = chart.modifyIndicator(setup); !done)
        showProblem(&chart, QString::fromStdString(done.error().message));
}

void duplicate(PriceChart &chart, const IndicatorSetup &setup)
{
    auto all = chart.indicators();
    const auto place = std::ranges::find(all, setup.id, &IndicatorSetup::id);
    if (place == all.end())
        return;
    auto copy = setup;
    copy.id = charts::freeId(all, setup.key);
    all.insert(place + 1, std::move(copy));
    if (const auto done = chart.setIndicators(std::move(all)); !done)
        showProblem(&chart, QString::fromStdString(done.error().message));
}

void remove(PriceChart &chart, const IndicatorSetup &setup)
{
    const auto fed = charts::fedBy(chart.indicators(), setup.id);
    if (!chart.removeIndicator(setup.id) || fed.empty())
        return;
    showProblem(&chart,
        Words::tr("%1 was applied to %2 and goes on with an own copy of it.")
            .arg(charts::titleOf(fed.front()), charts::titleOf(setup)));
}

/// To the pane above or below; beyond the last one it makes one of its own.
void moveToPane(PriceChart &chart, IndicatorSetup setup, const QString &pane, bool isPrice)
{
    setup.pane = isPrice ? PanePlace::Price : pane.isEmpty() ? PanePlace::Own : PanePlace::With;
    setup.paneOf = setup.pane == PanePlace::With ? pane : QString();
    change(chart, std::move(setup));
}

void addPaneActions(QMenu &menu, PriceChart &chart, const IndicatorSetup &setup)
{
    QStringList panes{QString()}; // the price first
    panes += chart.indicatorPanes();
    const auto here = panes.indexOf(chart.paneOfIndicator(setup.id));
    auto *up = menu.addAction(Words::tr("Move to the Pane &Above"), &chart,
        [=, &chart] { moveToPane(chart, setup, panes.value(here - 1), here == 1); });
    up->setObjectName(QStringLiteral("indicator.menu.above"));
    up->setEnabled(here > 0);
    const bool isAlone = here > 0 && here + 1 == panes.size() && panes[here] == setup.id;
    auto *down = menu.addAction(Words::tr("Move to the Pane &Below"), &chart,
        [=, &chart] { moveToPane(chart, setup, panes.value(here + 1), false); });
    down->setObjectName(QStringLiteral("indicator.menu.below"));
    down->setEnabled(here >= 0 && !isAlone);
}

} // namespace

void addIndicatorActions(
    QMenu &menu, charts::PriceChart &chart, const QString &id, std::function<void()> openProperties)
{
    const auto all = chart.indicators();
    const auto found = std::ranges::find(all, id, &IndicatorSetup::id);
    if (found == all.end())
        return;
    const IndicatorSetup setup = *found;
    auto title = charts::titleOf(setup); // a section would hide it: style sheets draw no text there
    auto *head = menu.addAction(title.replace(QLatin1Char('&'), QStringLiteral("&&")));
    head->setObjectName(QStringLiteral("indicator.menu.title"));
    head->setEnabled(false);
    const auto add = [&](const char *name, const QString &text, std::function<void()> done) {
        auto *action = menu.addAction(text, &chart, [done = std::move(done)] { done(); });
        action->setObjectName(QLatin1String(name));
        return action;
    };
    add("indicator.menu.properties", Words::tr("Indicator &Properties…"),
        std::move(openProperties));
    add("indicator.menu.hide", setup.isVisible ? Words::tr("&Hide") : Words::tr("&Show"),
        [=, &chart] {
            auto changed = setup;
            changed.isVisible = !changed.isVisible;
            change(chart, std::move(changed));
        });
    add("indicator.menu.duplicate", Words::tr("&Duplicate"),
        [=, &chart] { duplicate(chart, setup); });
    addPaneActions(menu, chart, setup);
    add("indicator.menu.remove", Words::tr("&Remove Indicator"),
        [=, &chart] { remove(chart, setup); });
    menu.addSeparator();
}

} // namespace agora::app
