// Older history arrives on a chart that is looked at: how long the GUI thread is held at a time,
// part by part as the chart takes it, and with all bars at once.
#include "charts/price_chart.h"

#include "engine/base/clock.h"
#include "engine/base/random.h"

#include <QApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace agora;
using namespace agora::charts;

namespace {

constexpr std::size_t part = 20'000; // about what the engine sends in a frame of the window

std::vector<QuoteBar> walk(std::size_t count)
{
    Random random(5);
    std::vector<QuoteBar> bars(count);
    double price = 1.1;
    std::int64_t time = 1'600'000'020'000'000'000;
    for (auto &bar : bars) {
        const double close = price + (random.uniform() - 0.5) * 0.0004;
        const Ohlc mid{
            price, std::max(price, close) + 0.0001, std::min(price, close) - 0.0001, close};
        bar = {.openTime = fromNanos(time), .bid = mid, .ask = mid, .mid = mid, .volume = 10};
        bar.flags = BarComplete;
        price = close;
        time += 60'000'000'000;
    }
    return bars;
}

double milliseconds(Duration duration) { return static_cast<double>(duration.count()) / 1e6; }

void showNow(PriceChart &chart)
{
    chart.refresh();
    chart.repaint();
}

/// A chart with the newest 5,000 of the bars, two indicators, looking at the past.
std::unique_ptr<PriceChart> makeChart(const std::vector<QuoteBar> &bars)
{
    auto chart = std::make_unique<PriceChart>();
    chart->setPeriod(Period::minutes(1));
    chart->resize(1280, 720);
    chart->show();
    chart->applyBars({bars.end() - 5'000, bars.end()}, true);
    for (const auto *key : {"ema", "rsi"}) {
        IndicatorSetup setup;
        setup.key = key;
        if (!chart->addIndicator(setup))
            std::abort();
    }
    chart->scrollBars(-3'000);
    showNow(*chart);
    return chart;
}

void measure(std::size_t count)
{
    const auto bars = walk(count);
    std::vector<double> parts, shows, alls;
    for (int round = 0; round < 5; ++round) {
        auto chart = makeChart(bars);
        double longest = 0;
        for (std::size_t at = 0; at < bars.size(); at += part) {
            const auto begun = steadyNow();
            const auto end = std::min(at + part, bars.size());
            chart->stageBars({bars.data() + at, bars.data() + end}, at == 0);
            longest = std::max(longest, milliseconds(steadyNow() - begun));
        }
        const auto begun = steadyNow();
        chart->showStaged();
        showNow(*chart);
        parts.push_back(longest);
        shows.push_back(milliseconds(steadyNow() - begun));

        chart = makeChart(bars);
        const auto atOnce = steadyNow();
        chart->applyBars(bars, true);
        showNow(*chart);
        alls.push_back(milliseconds(steadyNow() - atOnce));
    }
    const auto median = [](std::vector<double> values) {
        std::ranges::sort(values);
        return values[values.size() / 2];
    };
    std::printf(
        "%10zu  %12.2f  %12.2f  %12.2f\n", count, median(parts), median(shows), median(alls));
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    std::printf("      bars  longest part  change + frame  all at once, ms\n");
    for (const std::size_t count : {100'000U, 1'000'000U, 3'000'000U})
        measure(count);
    return 0;
}
