#include "app/window/chart_controls.h"

#include "app/chart/chart_area.h"
#include "app/chart/chart_page.h"
#include "app/look/look.h"
#include "app/tables/words.h"
#include "charts/price_chart.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QMenu>
#include <QToolBar>

#include <algorithm>

namespace agora::app {

namespace {

using charts::CandleStyle;
using charts::PriceChart;

const Period barPeriods[] = {Period::minutes(1), Period::minutes(5), Period::minutes(15),
    Period::minutes(30), Period::hours(1), Period::hours(4), Period::day(), Period::week()};

QString text(Period period) { return toQString(period.toString()); }

} // namespace

ChartControls::ChartControls(const PanelContext &context, ChartArea &charts, QObject *parent)
    : QObject(parent), m_context(context), m_charts(charts)
{
    makeStyles();
    makePeriods();
    makeMoves();
    makeToggles();
    connect(&charts, &ChartArea::currentChartChanged, this, &ChartControls::sync);
}

QAction *ChartControls::add(
    const char *name, const QString &text, const QString &icon, const QString &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    if (!icon.isEmpty())
        m_context.look.dress(action, icon);
    if (!keys.isEmpty())
        action->setShortcuts(QKeySequence::listFromString(keys));
    if (action->shortcuts().size() > 0)
        action->setToolTip(QStringLiteral("%1 (%2)").arg(
            action->toolTip(), action->shortcut().toString(QKeySequence::NativeText)));
    return action;
}

void ChartControls::makeStyles()
{
    m_styles = new QActionGroup(this);
    const auto addStyle = [this](const char *name, const QString &text, const QString &icon,
                              const QString &keys, CandleStyle style) {
        auto *action = add(name, text, icon, keys);
        action->setCheckable(true);
        action->setData(static_cast<int>(style));
        m_styles->addAction(action);
    };
    addStyle("charts.bars", tr("&Bars"), QStringLiteral("bars"), QStringLiteral("Alt+1"),
        CandleStyle::Bars);
    addStyle("charts.candles", tr("&Candles"), QStringLiteral("candles"), QStringLiteral("Alt+2"),
        CandleStyle::Candles);
    addStyle("charts.line", tr("&Line"), QStringLiteral("line"), QStringLiteral("Alt+3"),
        CandleStyle::Line);
    addStyle("charts.hollow", tr("&Hollow Candles"), QStringLiteral("hollow"),
        QStringLiteral("Alt+4"), CandleStyle::HollowCandles);
    connect(m_styles, &QActionGroup::triggered, this, [this](const QAction *action) {
        if (auto *page = m_charts.current())
            page->chart().setCandleStyle(static_cast<CandleStyle>(action->data().toInt()));
    });
}

void ChartControls::makePeriods()
{
    m_periods = new QActionGroup(this);
    for (const auto period : standardPeriods()) {
        auto *action = add("", text(period), {}, {});
        action->setObjectName(QStringLiteral("period.") + text(period));
        action->setCheckable(true);
        action->setData(text(period));
        m_periods->addAction(action);
    }
    connect(m_periods, &QActionGroup::triggered, this, [this](const QAction *action) {
        if (const auto period = Period::parse(action->data().toString().toStdString()))
            choosePeriod(*period);
    });
}

void ChartControls::makeMoves()
{
    const auto addMove = [this](const char *name, const QString &text, const QString &icon,
                             const QString &keys, void (PriceChart::*move)()) {
        auto *action = add(name, text, icon, keys);
        connect(action, &QAction::triggered, this, [this, move] {
            if (auto *page = m_charts.current())
                (page->chart().*move)();
        });
        m_moves.append(action);
    };
    addMove("charts.zoomIn", tr("Zoom &In"), QStringLiteral("zoom_in"),
        QStringLiteral("+; =; Ctrl++"), &PriceChart::zoomIn);
    addMove("charts.zoomOut", tr("Zoom &Out"), QStringLiteral("zoom_out"),
        QStringLiteral("-; Ctrl+-"), &PriceChart::zoomOut);
    addMove("charts.first", tr("First Bar"), {}, {}, &PriceChart::scrollToStart);
    addMove(
        "charts.last", tr("Last Bar"), QStringLiteral("last_bar"), {}, &PriceChart::scrollToEnd);
}

QAction *ChartControls::addToggle(const char *name, const QString &text, const QString &keys,
    void (PriceChart::*set)(bool), bool (PriceChart::*get)() const)
{
    auto *action = add(name, text, {}, keys);
    action->setCheckable(true);
    connect(action, &QAction::toggled, this, [this, set](bool isOn) {
        if (auto *page = m_charts.current(); page && !m_isSyncing)
            (page->chart().*set)(isOn);
    });
    m_toggles.append({action, get});
    return action;
}

void ChartControls::makeToggles()
{
    addToggle("charts.grid", tr("&Grid"), QStringLiteral("Ctrl+G"), &PriceChart::setGridVisible,
        &PriceChart::isGridVisible);
    addToggle("charts.volume", tr("&Volumes"), QStringLiteral("Ctrl+L"),
        &PriceChart::setVolumeVisible, &PriceChart::isVolumeVisible);
    addToggle("charts.quoteLines", tr("Bid and &Ask Lines"), {}, &PriceChart::setQuoteLinesVisible,
        &PriceChart::areQuoteLinesVisible);
    addToggle("charts.crosshair", tr("C&rosshair"), QStringLiteral("Ctrl+Shift+C"),
        &PriceChart::setCrosshairVisible, &PriceChart::isCrosshairVisible);
    auto *scroll = addToggle("charts.autoScroll", tr("Auto &Scroll"), {},
        &PriceChart::setAutoScroll, &PriceChart::isAutoScroll);
    m_context.look.dress(scroll, QStringLiteral("auto_scroll"));
    addToggle("charts.autoScale", tr("Automatic &Price Scale"), {}, &PriceChart::setAutoPriceScale,
        &PriceChart::isAutoPriceScale);
}

void ChartControls::fillToolBar(QToolBar &bar)
{
    m_symbol = new QComboBox(&bar);
    m_symbol->setObjectName(QStringLiteral("symbolBox"));
    m_symbol->setToolTip(tr("Symbol of the chart in front"));
    m_symbol->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_symbol->setMinimumContentsLength(10);
    m_periodBox = new QComboBox(&bar);
    m_periodBox->setObjectName(QStringLiteral("periodBox"));
    m_periodBox->setToolTip(tr("Period of the chart in front"));
    for (const auto period : standardPeriods())
        m_periodBox->addItem(text(period));
    connect(m_symbol, &QComboBox::currentTextChanged, this, &ChartControls::choose);
    connect(m_periodBox, &QComboBox::currentTextChanged, this, [this](const QString &name) {
        const auto period = Period::parse(name.toStdString());
        if (period && !m_isSyncing)
            choosePeriod(*period);
    });
    bar.addWidget(m_symbol);
    bar.addSeparator();
    for (auto *action : m_periods->actions())
        if (std::ranges::any_of(
                barPeriods, [&](Period shown) { return text(shown) == action->data().toString(); }))
            bar.addAction(action);
    bar.addWidget(m_periodBox);
    bar.addSeparator();
    bar.addActions(m_styles->actions());
    bar.addSeparator();
    for (auto *action : std::as_const(m_moves))
        if (!action->icon().isNull())
            bar.addAction(action);
    for (const auto &toggle : std::as_const(m_toggles))
        if (!toggle.action->icon().isNull())
            bar.addAction(toggle.action);
    sync();
}

void ChartControls::fillMenu(QMenu &menu)
{
    menu.addActions(m_styles->actions());
    menu.addSeparator();
    auto *periods = menu.addMenu(tr("&Period"));
    periods->addActions(m_periods->actions());
    menu.addSeparator();
    for (const auto &toggle : std::as_const(m_toggles))
        menu.addAction(toggle.action);
    menu.addSeparator();
    menu.addActions(m_moves);
}

void ChartControls::showSymbols()
{
    const auto symbols = m_context.book.symbols();
    QStringList shown;
    for (int i = 0; i < m_symbol->count(); ++i)
        shown.append(m_symbol->itemText(i));
    if (shown == symbols)
        return;
    m_isSyncing = true;
    m_symbol->clear();
    m_symbol->addItems(symbols);
    m_isSyncing = false;
    sync();
}

void ChartControls::choose(const QString &symbol)
{
    if (auto *page = m_charts.current(); page && !m_isSyncing)
        page->setSymbol(symbol);
}

void ChartControls::choosePeriod(Period period)
{
    if (auto *page = m_charts.current())
        page->setPeriod(period);
}

void ChartControls::sync()
{
    auto *page = m_charts.current();
    for (auto *action : m_styles->actions() + m_periods->actions() + m_moves)
        action->setEnabled(page != nullptr);
    for (const auto &toggle : std::as_const(m_toggles))
        toggle.action->setEnabled(page != nullptr);
    if (m_symbol) {
        m_symbol->setEnabled(page != nullptr);
        m_periodBox->setEnabled(page != nullptr);
    }
    if (!page)
        return;
    m_isSyncing = true;
    const auto period = text(page->period());
    for (auto *action : m_periods->actions())
        action->setChecked(action->data().toString() == period);
    for (auto *action : m_styles->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(page->chart().candleStyle()));
    for (const auto &toggle : std::as_const(m_toggles))
        toggle.action->setChecked((page->chart().*toggle.get)());
    if (m_symbol) {
        if (m_symbol->findText(page->symbol()) < 0)
            m_symbol->addItem(page->symbol());
        m_symbol->setCurrentText(page->symbol());
        if (m_periodBox->findText(period) < 0)
            m_periodBox->addItem(period);
        m_periodBox->setCurrentText(period);
    }
    m_isSyncing = false;
}

} // namespace agora::app
