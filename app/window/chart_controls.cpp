#include "app/window/chart_controls.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/look/look.h"
#include "app/tables/words.h"
#include "app/window/chart_boxes.h"
#include "charts/price_chart.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QToolBar>

namespace agora::app {

namespace {

using charts::CandleStyle;
using charts::PriceChart;

const Period barPeriods[] = {Period::minutes(1), Period::minutes(5), Period::minutes(15),
    Period::minutes(30), Period::hours(1), Period::hours(4), Period::day(), Period::week()};

QString text(Period period) { return toQString(period.toString()); }

/// Of these sections one action is always on.
constexpr ChartSection choices[] = {ChartSection::Style, ChartSection::Period, ChartSection::Side,
    ChartSection::Margin, ChartSection::Wheel, ChartSection::TimeZone};

} // namespace

ChartControls::ChartControls(const PanelContext &context, ChartArea &charts, QObject *parent)
    : QObject(parent), m_context(context), m_charts(charts)
{
    for (const auto section : choices)
        m_groups[section] = new QActionGroup(this);
    makeStyles();
    makePeriods();
    makeMoves();
    makeToggles();
    makeScales();
    connect(&charts, &ChartArea::currentChartChanged, this, &ChartControls::sync);
}

QAction *ChartControls::add(ChartSection section, const ChartAction &what)
{
    auto *action = new QAction(what.text, this);
    action->setObjectName(QString::fromLatin1(what.name));
    if (!what.icon.isEmpty())
        m_context.look.dress(action, what.icon);
    if (!what.keys.isEmpty())
        action->setShortcuts(QKeySequence::listFromString(what.keys));
    if (action->shortcuts().size() > 0)
        action->setToolTip(QStringLiteral("%1 (%2)").arg(
            action->toolTip(), action->shortcut().toString(QKeySequence::NativeText)));
    action->setCheckable(bool(what.isOn));
    if (auto *group = m_groups.value(section))
        group->addAction(action);
    connect(action, &QAction::triggered, this, [this, run = what.run] {
        if (auto *page = m_charts.current())
            run(*page);
        sync();
    });
    m_sections[section].append(action);
    m_known.append({action, what});
    return action;
}

QList<QAction *> ChartControls::actions(ChartSection section) const
{
    return m_sections.value(section);
}

void ChartControls::makeStyles()
{
    const auto addStyle = [this](const char *name, const QString &text, const QString &icon,
                              const QString &keys, CandleStyle style) {
        add(ChartSection::Style,
            {.name = name,
                .text = text,
                .icon = icon,
                .keys = keys,
                .run = [style](ChartPage &page) { page.chart().setCandleStyle(style); },
                .isOn
                = [style](const ChartPage &page) { return page.chart().candleStyle() == style; }});
    };
    addStyle("charts.bars", tr("&Bars"), QStringLiteral("bars"), QStringLiteral("Alt+1"),
        CandleStyle::Bars);
    addStyle("charts.candles", tr("&Candles"), QStringLiteral("candles"), QStringLiteral("Alt+2"),
        CandleStyle::Candles);
    addStyle("charts.line", tr("&Line"), QStringLiteral("line"), QStringLiteral("Alt+3"),
        CandleStyle::Line);
    addStyle("charts.hollow", tr("&Hollow Candles"), QStringLiteral("hollow"),
        QStringLiteral("Alt+4"), CandleStyle::HollowCandles);
    addStyle("charts.area", tr("&Area"), {}, QStringLiteral("Alt+5"), CandleStyle::Area);
    addStyle("charts.heikinAshi", tr("Heikin-&Ashi"), {}, QStringLiteral("Alt+6"),
        CandleStyle::HeikinAshi);
}

void ChartControls::makePeriods()
{
    for (const auto period : standardPeriods()) {
        auto *action = add(ChartSection::Period,
            {.name = "",
                .text = text(period),
                .run = [period](ChartPage &page) { page.setPeriod(period); },
                .isOn = [period](const ChartPage &page) { return page.period() == period; }});
        action->setObjectName(QStringLiteral("period.") + text(period));
        action->setData(text(period));
    }
}

void ChartControls::makeMoves()
{
    const auto addMove = [this](const char *name, const QString &text, const QString &icon,
                             const QString &keys, void (PriceChart::*move)()) {
        add(ChartSection::Navigation,
            {.name = name,
                .text = text,
                .icon = icon,
                .keys = keys,
                .run = [move](ChartPage &page) { (page.chart().*move)(); }});
    };
    addMove("charts.zoomIn", tr("Zoom &In"), QStringLiteral("zoom_in"),
        QStringLiteral("+; =; Ctrl++"), &PriceChart::zoomIn);
    addMove("charts.zoomOut", tr("Zoom &Out"), QStringLiteral("zoom_out"),
        QStringLiteral("-; Ctrl+-"), &PriceChart::zoomOut);
    addMove("charts.first", tr("First Bar"), {}, {}, &PriceChart::scrollToStart);
    addMove(
        "charts.last", tr("Last Bar"), QStringLiteral("last_bar"), {}, &PriceChart::scrollToEnd);
    add(ChartSection::Navigation,
        {.name = "charts.autoScroll",
            .text = tr("Auto &Scroll"),
            .icon = QStringLiteral("auto_scroll"),
            .run
            = [](ChartPage &page) { page.chart().setAutoScroll(!page.chart().isAutoScroll()); },
            .isOn = [](const ChartPage &page) { return page.chart().isAutoScroll(); }});
}

void ChartControls::makeToggles()
{
    const auto addToggle = [this](ChartSection section, const char *name, const QString &text,
                               const QString &keys, void (PriceChart::*set)(bool),
                               bool (PriceChart::*get)() const) {
        add(section,
            {.name = name,
                .text = text,
                .keys = keys,
                .run = [set, get](ChartPage &page) { (page.chart().*set)(!(page.chart().*get)()); },
                .isOn = [get](const ChartPage &page) { return (page.chart().*get)(); }});
    };
    using enum ChartSection;
    addToggle(Show, "charts.grid", tr("&Grid"), QStringLiteral("Ctrl+G"),
        &PriceChart::setGridVisible, &PriceChart::isGridVisible);
    addToggle(Show, "charts.volume", tr("&Volumes"), QStringLiteral("Ctrl+L"),
        &PriceChart::setVolumeVisible, &PriceChart::isVolumeVisible);
    addToggle(Show, "charts.quoteLines", tr("Bid and &Ask Lines"), {},
        &PriceChart::setQuoteLinesVisible, &PriceChart::areQuoteLinesVisible);
    addToggle(Show, "charts.sessionBreaks", tr("&Session Breaks"), QStringLiteral("Ctrl+Shift+Y"),
        &PriceChart::setSessionBreaksVisible, &PriceChart::areSessionBreaksVisible);
    addToggle(Show, "charts.crosshair", tr("C&rosshair"), QStringLiteral("Ctrl+Shift+C"),
        &PriceChart::setCrosshairVisible, &PriceChart::isCrosshairVisible);
    addToggle(Scale, "charts.autoScale", tr("Automatic &Price Scale"), {},
        &PriceChart::setAutoPriceScale, &PriceChart::isAutoPriceScale);
    add(Show,
        {.name = "charts.volumePane",
            .text = tr("Volumes in a &Pane of Their Own"),
            .run =
                [](ChartPage &page) {
                    auto &chart = page.chart();
                    const bool isPane = chart.volumePlace() == charts::VolumePlace::Pane;
                    chart.setVolumePlace(
                        isPane ? charts::VolumePlace::Overlay : charts::VolumePlace::Pane);
                },
            .isOn =
                [](const ChartPage &page) {
                    return page.chart().volumePlace() == charts::VolumePlace::Pane;
                },
            .isPossible = [](const ChartPage &page) { return page.chart().isVolumeVisible(); }});
}

void ChartControls::makeScales()
{
    using charts::ScaleKind;
    const auto addKind = [this](const char *name, const QString &text, const QString &keys,
                             ScaleKind kind) {
        add(ChartSection::Scale,
            {.name = name,
                .text = text,
                .keys = keys,
                .run =
                    [kind](ChartPage &page) { // once more is back to the usual
                        auto &chart = page.chart();
                        const bool isOn = chart.scaleKind() == kind;
                        chart.setScaleKind(isOn ? ScaleKind::Linear : kind);
                    },
                .isOn
                = [kind](const ChartPage &page) { return page.chart().scaleKind() == kind; }});
    };
    addKind(
        "charts.logarithmic", tr("&Logarithmic"), QStringLiteral("Alt+L"), ScaleKind::Logarithmic);
    addKind("charts.percent", tr("P&ercent"), QStringLiteral("Alt+P"), ScaleKind::Percent);
    add(ChartSection::Scale,
        {.name = "charts.inverted",
            .text = tr("&Inverted"),
            .keys = QStringLiteral("Alt+I"),
            .run =
                [](ChartPage &page) {
                    page.chart().setScaleInverted(!page.chart().isScaleInverted());
                },
            .isOn = [](const ChartPage &page) { return page.chart().isScaleInverted(); }});
}

void ChartControls::fillToolBar(QToolBar &bar, std::function<ChartPage *()> page)
{
    const bool isNarrow = bool(page); // a window of its own has room for the boxes
    if (!page)
        page = [this] { return m_charts.current(); };
    auto *boxes = new ChartBoxes(m_context, bar, std::move(page));
    m_boxes.append(boxes);
    connect(boxes, &QObject::destroyed, this, [this, boxes] { m_boxes.removeOne(boxes); });
    boxes->addSymbol();
    bar.addSeparator();
    for (const auto shown : barPeriods)
        for (auto *action : isNarrow ? QList<QAction *>() : actions(ChartSection::Period))
            if (action->data().toString() == text(shown))
                bar.addAction(action);
    boxes->addPeriod();
    for (const auto section :
        {ChartSection::Style, ChartSection::Navigation, ChartSection::Compare}) {
        bar.addSeparator();
        for (auto *action : actions(section))
            if (!action->icon().isNull())
                bar.addAction(action);
    }
    boxes->showSymbols();
    sync();
}

void ChartControls::addSection(QMenu &menu, const QString &title, ChartSection section)
{
    if (const auto all = actions(section); !all.isEmpty())
        menu.addMenu(title)->addActions(all);
}

void ChartControls::fillMenu(QMenu &menu)
{
    using enum ChartSection;
    menu.addActions(actions(Compare));
    menu.addSeparator();
    addSection(menu, tr("&Style"), Style);
    addSection(menu, tr("&Period"), Period);
    addSection(menu, tr("P&rices"), Side);
    addSection(menu, tr("Price S&cale"), Scale);
    addSection(menu, tr("S&how"), Show);
    addSection(menu, tr("C&olours"), Colours);
    addSection(menu, tr("Time &Zone"), TimeZone);
    menu.addSeparator();
    addSection(menu, tr("&Navigate"), Navigation);
    addSection(menu, tr("Right &Margin"), Margin);
    addSection(menu, tr("Mouse &Wheel"), Wheel);
    addSection(menu, tr("&Link"), Link);
    menu.addSeparator();
    addSection(menu, tr("O&bjects"), Objects);
    for (auto *made : std::as_const(m_menus))
        menu.addMenu(made);
    addSection(menu, tr("Pic&ture"), Picture);
    menu.addActions(actions(Window));
}

void ChartControls::showSymbols()
{
    for (auto *boxes : std::as_const(m_boxes))
        boxes->showSymbols();
}

void ChartControls::sync()
{
    const auto *page = m_charts.current();
    for (const auto &[action, what] : std::as_const(m_known)) {
        action->setEnabled(page && (!what.isPossible || what.isPossible(*page)));
        if (page && what.isOn)
            action->setChecked(what.isOn(*page));
    }
    for (auto *boxes : std::as_const(m_boxes))
        boxes->sync();
}

} // namespace agora::app
