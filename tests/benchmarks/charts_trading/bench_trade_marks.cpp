// What trades and signals add to the whole picture of a chart, however many there are. Run with
// QT_QPA_PLATFORM=offscreen on a quiet machine.
#include "charts/price_chart.h"

#include "tests/benchmarks/rounds.h"
#include "tests/charts/samples.h"

#include <QApplication>

#include <cstdlib>

using namespace agora;
using namespace agora::charts;

namespace {

constexpr std::size_t barCount = 100'000;

std::unique_ptr<PriceChart> chartWith(std::size_t trades, bool isAllInView)
{
    auto chart = std::make_unique<PriceChart>();
    chart->resize(1280, 720);
    chart->setInstrument(tests::euroDollar());
    chart->setPeriod(Period::minutes(5));
    chart->applyBars(tests::sampleBars(1, barCount), true);
    const auto &series = chart->series();
    std::vector<TradeMarker> markers;
    for (std::size_t i = 0; i < trades; ++i) {
        const auto in = barCount - 4 - i * (barCount - 4) / trades;
        const auto out = in - std::min<std::size_t>(in, 3);
        const double profit = (series[out].close - series[in].close) * 10'000;
        markers.push_back({.id = QString::number(i),
            .entryTime = series[in].time,
            .entryPrice = series[in].close,
            .exitTime = series[out].time,
            .exitPrice = series[out].close,
            .profit = profit,
            .text = QString::number(profit, 'f', 2)});
    }
    chart->setTradeMarkers(std::move(markers));
    if (isAllInView)
        chart->setVisibleRange({0, static_cast<double>(barCount)});
    (void)chart->picture();
    return chart;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 21;
    benchmarks::Rounds measured(rounds);
    std::vector<std::unique_ptr<PriceChart>> charts;
    const auto add = [&](const char *name, std::size_t trades, bool isAllInView) {
        charts.push_back(chartWith(trades, isAllInView));
        measured.add(name, [chart = charts.back().get()] { (void)chart->picture(); });
    };
    add("no trades, all of 100,000 bars in view", 1, true);
    add("1,000 trades, all in view", 1'000, true);
    add("10,000 trades, all in view", 10'000, true);
    add("30,000 trades, all in view", 30'000, true);
    add("no trades, 120 bars in view", 1, false);
    add("30,000 trades, those of 120 bars in view", 30'000, false);
    measured.run();
    measured.print(1, "k frames/s");
    return 0;
}
