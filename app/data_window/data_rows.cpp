#include "app/data_window/data_rows.h"

#include "app/chart/chart_page.h"
#include "app/chart_settings/zone_choice.h"
#include "app/indicator/catalog_text.h"
#include "app/tables/cell_format.h"
#include "app/tables/words.h"
#include "charts/price_chart.h"
#include "charts/zone_label.h"
#include "engine/model/instrument.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace agora::app {

namespace {

struct DataWindow {
    Q_DECLARE_TR_FUNCTIONS(agora::app::DataWindow)
};

QString signedText(double value, int decimals)
{
    const auto text = QString::number(std::abs(value), 'f', decimals);
    if (text.toDouble() == 0)
        return text;
    return (value > 0 ? QStringLiteral("+") : QStringLiteral("\u2212")) + text;
}

void addBar(QList<DataRow> &rows, const ChartPage &page, std::size_t bar)
{
    const auto &chart = page.chart();
    const auto &series = chart.series();
    const auto &instrument = chart.instrument();
    const auto price
        = [&](double value) { return QString::number(value, 'f', instrument.precision); };
    const double open = series.open()[bar];
    const double close = series.close()[bar];
    const auto &theme = chart.theme();
    const QColor color = close > open ? theme.up : close < open ? theme.down : QColor();
    const auto time = fromNanos(series.times()[bar]);
    rows.append({DataWindow::tr("Time (%1)").arg(charts::zoneLabel(chart.zone(), time)),
        formatTime(time, chart.zone())});
    rows.append({DataWindow::tr("Open"), price(open)});
    rows.append({DataWindow::tr("High"), price(series.high()[bar])});
    rows.append({DataWindow::tr("Low"), price(series.low()[bar])});
    rows.append({DataWindow::tr("Close"), price(close), color});
    if (bar > 0) {
        const double before = series.close()[bar - 1];
        const double pips = instrument.pip() > 0 ? (close - before) / instrument.pip() : 0;
        rows.append({DataWindow::tr("Change, pips"), signedText(pips, 1)});
        if (before != 0)
            rows.append(
                {DataWindow::tr("Change, %"), signedText(100 * (close - before) / before, 2)});
    }
    if (const auto percent = chart.percentAt(bar))
        rows.append({DataWindow::tr("Since left edge, %"), signedText(*percent, 2)});
    rows.append({DataWindow::tr("Volume"), QLocale().toString(series.volume()[bar], 'f', 0)});
    const auto note = page.notes().at(time);
    if (!note)
        return;
    if (instrument.pip() > 0 && note->spread > 0)
        rows.append({DataWindow::tr("Spread at close, pips"),
            QString::number(static_cast<double>(note->spread) / instrument.pip(), 'f', 1)});
    rows.append({DataWindow::tr("Origin"), flagText(note->flags)});
}

/// A heading each, then the close in the time of that bar and how far it has come.
void addCompared(QList<DataRow> &rows, const ChartPage &page, std::size_t bar)
{
    const auto none = QStringLiteral("–");
    for (const auto &value : page.chart().comparisonValues(bar)) {
        const bool isPercent = page.chart().scaleKind() == charts::ScaleKind::Percent;
        rows.append({toQString(value.instrument.symbol), {}, {}, true});
        rows.append({DataWindow::tr("Close"),
            value.close ? QString::number(*value.close, 'f', value.instrument.precision) : none,
            value.color});
        if (isPercent)
            rows.append({DataWindow::tr("Since left edge, %"),
                value.percent ? signedText(*value.percent, 2) : none, value.color});
    }
}

void addIndicators(QList<DataRow> &rows, const ChartPage &page, std::size_t bar)
{
    const auto &chart = page.chart();
    for (const auto &setup : chart.indicators()) {
        const auto *info = indicators::findIndicator(setup.key);
        if (!info)
            continue;
        const auto values = chart.indicatorValues(setup.id, bar);
        const auto colors = chart.indicatorColors(setup.id);
        const bool isPrice = info->scale == indicators::ValueScale::Price;
        const int decimals = chart.instrument().precision + (isPrice ? 0 : 1);
        rows.append({charts::titleOf(setup), {}, {}, true});
        for (std::size_t i = 0; i < values.size() && i < info->outputs.size(); ++i)
            rows.append({catalogText(info->outputs[i].title),
                std::isfinite(values[i]) ? QString::number(values[i], 'f', isPrice ? decimals : 4)
                                         : QStringLiteral("–"),
                i < colors.size() ? colors[i] : QColor()});
    }
}

} // namespace

QList<DataRow> dataRows(const ChartPage &page)
{
    QList<DataRow> rows;
    rows.append({page.title(), {}, {}, true});
    const auto bar = page.chart().readBar();
    if (!bar)
        return rows;
    addBar(rows, page, *bar);
    addCompared(rows, page, *bar);
    addIndicators(rows, page, *bar);
    return rows;
}

} // namespace agora::app
