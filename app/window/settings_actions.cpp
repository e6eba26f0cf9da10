#include "app/window/settings_actions.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/chart_settings/chart_properties.h"
#include "app/window/chart_controls.h"
#include "charts/price_chart.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace agora::app {

namespace {

using charts::PriceChart;
using Kind = ZoneChoice::Kind;

struct SettingsActions {
    Q_DECLARE_TR_FUNCTIONS(agora::app::SettingsActions)
};

/// Where most of the trading is done, from east to west.
const char *const marketZones[] = {"Australia/Sydney", "Asia/Tokyo", "Asia/Hong_Kong",
    "Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago"};

bool isInMenu(const ZoneChoice &choice)
{
    return choice.kind != Kind::Named || std::ranges::any_of(marketZones, [&](const char *name) {
        return choice.name == QLatin1String(name);
    });
}

void openProperties(ChartPage &page, const ChartTemplates &templates, bool isForZone)
{
    auto *dialog = new ChartProperties(page, templates);
    if (isForZone)
        dialog->showZones();
    dialog->open();
}

void addZone(ChartControls &controls, const ZoneChoice &choice, const QString &text)
{
    auto *action = controls.add(ChartSection::TimeZone,
        {.name = "",
            .text = text,
            .run = [choice](ChartPage &page) { page.setZoneChoice(choice); },
            .isOn = [choice](const ChartPage &page) { return page.zoneChoice() == choice; }});
    action->setObjectName(QStringLiteral("charts.zone.") + zoneKey(choice));
}

void addZones(ChartControls &controls, const ChartTemplates &templates)
{
    addZone(controls, {Kind::Exchange}, SettingsActions::tr("&Exchange"));
    addZone(controls, {Kind::Local}, SettingsActions::tr("This &Computer"));
    addZone(controls, {Kind::Utc}, SettingsActions::tr("&UTC"));
    for (const auto *name : marketZones) {
        const ZoneChoice choice{Kind::Named, QString::fromLatin1(name)};
        addZone(controls, choice, zoneTitle(choice).section(QLatin1Char('/'), -1));
    }
    controls.add(ChartSection::TimeZone,
        {.name = "charts.zone.other",
            .text = SettingsActions::tr("&Other…"),
            .run = [&templates](ChartPage &page) { openProperties(page, templates, true); },
            .isOn = [](const ChartPage &page) { return !isInMenu(page.zoneChoice()); }});
}

void addSwitches(ChartControls &controls)
{
    const auto add = [&](const char *name, const QString &text, void (PriceChart::*set)(bool),
                         bool (PriceChart::*get)() const) {
        controls.add(ChartSection::Show,
            {.name = name,
                .text = text,
                .run = [set, get](ChartPage &page) { (page.chart().*set)(!(page.chart().*get)()); },
                .isOn = [get](const ChartPage &page) { return (page.chart().*get)(); }});
    };
    add("charts.lastPrice", SettingsActions::tr("&Last Price"), &PriceChart::setLastPriceVisible,
        &PriceChart::isLastPriceVisible);
    add("charts.legend", SettingsActions::tr("L&egend"), &PriceChart::setLegendVisible,
        &PriceChart::isLegendVisible);
    add("charts.orders", SettingsActions::tr("&Orders and Positions"),
        &PriceChart::setOrdersVisible, &PriceChart::areOrdersVisible);
    add("charts.trades", SettingsActions::tr("&Trades"), &PriceChart::setTradesVisible,
        &PriceChart::areTradesVisible);
}

/// A click on the zone in the corner of the time axis opens the zones; so does the menu of the
/// axis.
void joinAxes(ChartControls &controls, ChartArea &charts)
{
    QObject::connect(&charts, &ChartArea::pageOpened, &controls, [&](ChartPage &page) {
        auto &chart = page.chart();
        QObject::connect(&chart, &PriceChart::zoneMenuRequested, &page,
            [&controls, &charts, shown = &page](const QPoint &at) {
                charts.bringToFront(*shown);
                auto *menu = new QMenu(shown);
                menu->setObjectName(QStringLiteral("chart.zoneMenu"));
                menu->setAttribute(Qt::WA_DeleteOnClose);
                menu->addActions(controls.actions(ChartSection::TimeZone));
                menu->popup(shown->chart().mapToGlobal(at));
            });
    });
    QObject::connect(&charts, &ChartArea::menuRequested, &controls,
        [&controls](QMenu &menu, ChartPage &page, const QPoint &at) {
            if (!page.chart().isTimeAxisAt(at))
                return;
            menu.addActions(controls.actions(ChartSection::TimeZone));
            menu.addSeparator();
        });
}

} // namespace

void addSettingsActions(ChartControls &controls, ChartArea &charts, const ChartTemplates &templates)
{
    addSwitches(controls);
    addZones(controls, templates);
    controls.add(ChartSection::Properties,
        {.name = "charts.properties",
            .text = SettingsActions::tr("Chart Prop&erties…"),
            .keys = QStringLiteral("F8"),
            .run = [&templates](ChartPage &page) { openProperties(page, templates, false); }});
    joinAxes(controls, charts);
}

} // namespace agora::app
