#include "app/chart/chart_plots.h"

#include "app/chart/chart_page.h"
#include "app/tables/words.h"
#include "charts/price_chart.h"
#include "charts/trading/brain_plots.h"

#include <QMenu>

#include <algorithm>

namespace agora::app {

namespace {
constexpr std::size_t mostBars = 20'000; ///< of a line, the newest
}

PlotBatch ChartPlots::Drawn::whole() const
{
    PlotBatch batch = head;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        for (const auto &[time, value] : lines[line])
            batch.points.push_back({time, value, static_cast<std::uint16_t>(line)});
    }
    return batch;
}

ChartPlots::ChartPlots(EnginePort &port, QObject *parent) : QObject(parent), m_port(port)
{
    connect(&port, &EnginePort::brainsChanged, this, &ChartPlots::takeBrains);
    connect(&port, &EnginePort::plotsChanged, this, &ChartPlots::takePlots);
}

void ChartPlots::attach(ChartPage &page)
{
    m_pages.push_back(&page);
    connect(&page, &QObject::destroyed, this, [this, gone = &page] {
        std::erase(m_pages, gone);
        follow();
    });
    connect(&page, &ChartPage::titleChanged, this, [this, shown = &page] {
        follow();
        showAll(*shown);
    });
    follow();
    showAll(page);
}

void ChartPlots::takeBrains(const std::vector<client::BrainInfo> &brains)
{
    m_symbols.clear();
    for (const auto &brain : brains)
        m_symbols[toQString(brain.name)] = brain.symbol;
    follow();
}

std::vector<ChartPage *> ChartPlots::pagesOf(const std::string &symbol) const
{
    std::vector<ChartPage *> pages;
    std::ranges::copy_if(m_pages, std::back_inserter(pages),
        [&](const ChartPage *page) { return page->symbol().toStdString() == symbol; });
    return pages;
}

/// Asks for what the charts need, and for no more.
void ChartPlots::follow()
{
    QStringList wanted;
    for (const auto &[brain, symbol] : m_symbols) {
        if (!pagesOf(symbol).empty())
            wanted.append(brain);
    }
    const QStringList before = std::exchange(m_followed, wanted);
    for (const auto &brain : before) {
        if (!wanted.contains(brain)) {
            m_port.unsubscribePlots(brain);
            forget(brain);
        }
    }
    for (const auto &brain : wanted) {
        if (!before.contains(brain))
            m_port.subscribePlots(brain);
    }
}

void ChartPlots::forget(const QString &brain)
{
    m_plots.erase(brain);
    for (auto *page : m_pages) {
        page->chart().plots().remove(brain);
        page->chart().plotsChanged();
    }
}

void ChartPlots::takePlots(const PlotBatch &batch, bool snapshot)
{
    const auto name = toQString(batch.brain);
    auto &known = m_plots[name];
    if (snapshot) {
        known.head = batch;
        known.head.points.clear();
        known.lines.assign(batch.lines.size(), {});
    }
    for (const auto &point : batch.points) {
        if (point.line >= known.lines.size())
            continue;
        auto &line = known.lines[point.line];
        line[point.time] = point.value;
        if (line.size() > mostBars)
            line.erase(line.begin());
    }
    for (auto *page : pagesOf(known.head.symbol)) {
        auto &plots = page->chart().plots();
        if (snapshot)
            plots.set(batch);
        else
            plots.add(batch);
        page->chart().plotsChanged();
    }
}

void ChartPlots::showAll(ChartPage &page)
{
    auto &plots = page.chart().plots();
    plots.clear();
    for (const auto &[brain, known] : m_plots) {
        if (known.head.symbol == page.symbol().toStdString())
            plots.set(known.whole());
    }
    page.chart().plotsChanged();
}

void ChartPlots::fillMenu(QMenu &menu, ChartPage &page) const
{
    const auto brains = page.chart().plots().brains();
    if (brains.isEmpty())
        return;
    auto *lines = menu.addMenu(tr("Lines of &Brains"));
    for (const auto &brain : brains) {
        auto *action = lines->addAction(brain);
        action->setObjectName(QStringLiteral("chart.plots.") + brain);
        action->setCheckable(true);
        action->setChecked(page.chart().plots().isVisible(brain));
        connect(action, &QAction::toggled, &page, [&page, brain](bool isOn) {
            page.chart().plots().setVisible(brain, isOn);
            page.chart().plotsChanged();
        });
    }
}

} // namespace agora::app
