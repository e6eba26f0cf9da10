#include "app/window/chart_actions.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/chart/chart_print.h"
#include "app/chart/compare_dialog.h"
#include "app/chart/go_to_date.h"
#include "app/window/chart_controls.h"
#include "charts/price_chart.h"

#include <QAction>
#include <QCoreApplication>

#include <cmath>

namespace agora::app {

namespace {

using charts::PriceChart;
using charts::WheelAction;

struct ChartActions {
    Q_DECLARE_TR_FUNCTIONS(agora::app::ChartActions)
};

void openGoToDate(ChartPage &page)
{
    const auto &series = page.chart().series();
    if (series.empty())
        return;
    const auto range = page.chart().visibleRange();
    const auto middle
        = std::clamp((range.first + range.last) / 2, 0.0, static_cast<double>(series.size() - 1));
    auto *dialog = new GoToDateDialog(fromNanos(series.times()[static_cast<std::size_t>(middle)]),
        fromNanos(series.times().front()), page.chart().zone(), &page);
    QObject::connect(dialog, &GoToDateDialog::chosen, &page, &ChartPage::goTo);
    dialog->open();
}

void addMargins(ChartControls &controls)
{
    for (const int percent : {0, 5, 10, 20, 30, 40, 50}) {
        const double share = percent / 100.0;
        auto *action = controls.add(ChartSection::Margin,
            {.name = "",
                .text = ChartActions::tr("%1 %").arg(percent),
                .run = [share](ChartPage &page) { page.chart().setRightMargin(share); },
                .isOn =
                    [share](const ChartPage &page) {
                        return std::abs(page.chart().rightMargin() - share) < 1e-6;
                    }});
        action->setObjectName(QStringLiteral("charts.margin.%1").arg(percent));
    }
}

void addWheel(ChartControls &controls, ChartArea &charts)
{
    const auto addAction = [&](const char *name, const QString &text, WheelAction wheel) {
        controls.add(ChartSection::Wheel,
            {.name = name,
                .text = text,
                .run = [&charts, wheel](ChartPage &) { charts.setWheelAction(wheel); },
                .isOn
                = [&charts, wheel](const ChartPage &) { return charts.wheelAction() == wheel; }});
    };
    addAction(
        "charts.wheel.zoom", ChartActions::tr("&Zooms, the Newest Bar Stays"), WheelAction::Zoom);
    addAction("charts.wheel.zoomAtMouse", ChartActions::tr("Zooms at the &Mouse"),
        WheelAction::ZoomAtMouse);
    addAction(
        "charts.wheel.scroll", ChartActions::tr("&Scrolls (Ctrl Zooms)"), WheelAction::Scroll);
}

} // namespace

void addNavigationActions(ChartControls &controls, ChartArea &charts)
{
    const auto hasBars = [](const ChartPage &page) { return !page.chart().series().empty(); };
    auto *pause = controls.add(ChartSection::Navigation,
        {.name = "charts.pause",
            .text = ChartActions::tr("&Pause"),
            .icon = QStringLiteral("pause"),
            .keys = QStringLiteral("Pause"),
            .run = [](ChartPage &page) { page.chart().setPaused(!page.chart().isPaused()); },
            .isOn = [](const ChartPage &page) { return page.chart().isPaused(); }});
    // A window-wide Space would take it from buttons and boxes: the chart itself hears it.
    pause->setToolTip(ChartActions::tr("Pause: the picture stands still (Space)"));
    controls.add(ChartSection::Navigation,
        {.name = "charts.boxZoom",
            .text = ChartActions::tr("Zoom into a &Box"),
            .icon = QStringLiteral("box_zoom"),
            .keys = QStringLiteral("Alt+Z"),
            .run = [](ChartPage &page) { page.chart().startBoxZoom(); },
            .isPossible = hasBars});
    controls.add(ChartSection::Navigation,
        {.name = "charts.goToDate",
            .text = ChartActions::tr("&Go to Date…"),
            .keys = QStringLiteral("Alt+G"),
            .run = openGoToDate,
            .isPossible = hasBars});
    controls.add(ChartSection::Navigation,
        {.name = "charts.resetView",
            .text = ChartActions::tr("&Reset View"),
            .keys = QStringLiteral("Alt+R"),
            .run = [](ChartPage &page) { page.chart().resetView(); }});
    controls.add(ChartSection::Navigation,
        {.name = "charts.refresh",
            .text = ChartActions::tr("Re&fresh"),
            .keys = QStringLiteral("F5"),
            .run = [](ChartPage &page) { page.askAgain(); }});
    addMargins(controls);
    addWheel(controls, charts);
}

void addLookActions(ChartControls &controls)
{
    const auto addSide = [&](const char *name, const QString &text, PriceSide side) {
        controls.add(ChartSection::Side,
            {.name = name,
                .text = text,
                .run = [side](ChartPage &page) { page.chart().setPriceSide(side); },
                .isOn
                = [side](const ChartPage &page) { return page.chart().priceSide() == side; }});
    };
    addSide("charts.side.mid", ChartActions::tr("&Mid"), PriceSide::Mid);
    addSide("charts.side.bid", ChartActions::tr("&Bid"), PriceSide::Bid);
    addSide("charts.side.ask", ChartActions::tr("&Ask"), PriceSide::Ask);

    const auto addBase = [&](const char *name, const QString &text, ChartColours::Base base) {
        controls.add(ChartSection::Colours,
            {.name = name,
                .text = text,
                .run =
                    [base](ChartPage &page) {
                        auto colours = page.colours();
                        colours.base = base;
                        page.setColours(colours);
                    },
                .isOn = [base](const ChartPage &page) { return page.colours().base == base; }});
    };
    addBase(
        "charts.colours.window", ChartActions::tr("As the &Window"), ChartColours::Base::Window);
    addBase("charts.colours.dark", ChartActions::tr("&Dark"), ChartColours::Base::Dark);
    addBase("charts.colours.light", ChartActions::tr("&Light"), ChartColours::Base::Light);
    controls.add(ChartSection::Colours,
        {.name = "charts.colours.upRed",
            .text = ChartActions::tr("&Red Up, Green Down"),
            .run =
                [](ChartPage &page) {
                    auto colours = page.colours();
                    colours.isUpRed = !colours.isUpRed;
                    page.setColours(colours);
                },
            .isOn = [](const ChartPage &page) { return page.colours().isUpRed; }});
}

void addCompareActions(ChartControls &controls)
{
    controls.add(ChartSection::Compare,
        {.name = "charts.compare",
            .text = ChartActions::tr("Compare with Other &Symbols…"),
            .icon = QStringLiteral("compare"),
            .keys = QStringLiteral("Alt+M"),
            .run = [](ChartPage &page) { (new CompareDialog(page))->open(); }});
}

void addPictureActions(ChartControls &controls)
{
    controls.add(ChartSection::Picture,
        {.name = "file.savePicture",
            .text = ChartActions::tr("Save Chart as &Picture…"),
            .keys = QStringLiteral("Ctrl+S"),
            .run = [](ChartPage &page) { page.askToSavePicture(); }});
    controls.add(ChartSection::Picture,
        {.name = "charts.copyPicture",
            .text = ChartActions::tr("Copy Chart as P&icture"),
            .keys = QStringLiteral("Alt+S"),
            .run = [](ChartPage &page) { page.copyPicture(); }});
    controls.add(ChartSection::Picture,
        {.name = "charts.print",
            .text = ChartActions::tr("P&rint Chart…"),
            .keys = QStringLiteral("Ctrl+P"),
            .run = printChart});
    controls.add(ChartSection::Picture,
        {.name = "charts.printPreview",
            .text = ChartActions::tr("Print Pre&view…"),
            .run = previewChart});
}

void addWindowActions(ChartControls &controls, ChartArea &charts)
{
    controls.add(ChartSection::Window,
        {.name = "charts.detach",
            .text = ChartActions::tr("Chart in a Window of &Its Own"),
            .icon = QStringLiteral("float"),
            .keys = QStringLiteral("Ctrl+Shift+D"),
            .run =
                [&charts](ChartPage &page) {
                    if (charts.windowOf(page))
                        charts.dock(page);
                    else
                        charts.detach(page);
                },
            .isOn = [&charts](const ChartPage &page) { return charts.windowOf(page) != nullptr; }});
    controls.add(ChartSection::Link,
        {.name = "charts.linkCrosshair",
            .text = ChartActions::tr("&Crosshair in All Charts"),
            .run
            = [&charts](ChartPage &) { charts.setCrosshairLinked(!charts.isCrosshairLinked()); },
            .isOn = [&charts](const ChartPage &) { return charts.isCrosshairLinked(); }});
    for (int group = 0; group <= ChartPage::linkGroups; ++group) {
        auto *action = controls.add(ChartSection::Link,
            {.name = "",
                .text = group == 0
                    ? ChartActions::tr("Symbol and Period &Alone")
                    : ChartActions::tr("Symbol and Period with Group &%1").arg(group),
                .run = [group](ChartPage &page) { page.setLinkGroup(group); },
                .isOn = [group](const ChartPage &page) { return page.linkGroup() == group; }});
        action->setObjectName(QStringLiteral("charts.link.%1").arg(group));
    }
}

} // namespace agora::app
