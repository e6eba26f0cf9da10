#include "tests/benchmarks/charts/bench_charts.h"

#include "engine/base/random.h"

#include <QApplication>

#include <cmath>
#include <cstdio>

// bench_charts [frames|windows|opening|latency|fifty|hour …]: without a word, all of them. Set
// QT_QPA_PLATFORM=offscreen, or run under xvfb-run.
namespace agora::benchmarks {

std::vector<QuoteBar> walkBars(std::size_t count)
{
    Random random(7);
    std::vector<QuoteBar> bars;
    bars.reserve(count);
    double price = 1.1;
    for (std::size_t i = 0; i < count; ++i) {
        const double close = std::abs(price + (random.uniform() - 0.5) * 0.0006);
        const Ohlc mid{price, std::max(price, close) + 0.0002 * random.uniform(),
            std::min(price, close) - 0.0002 * random.uniform(), close};
        bars.push_back(
            {.openTime = fromNanos(1'400'000'000'000'000'000 / 300'000'000'000 * 300'000'000'000
                 + static_cast<std::int64_t>(i) * 300'000'000'000),
                .bid = mid,
                .ask = mid,
                .mid = mid,
                .volume = std::floor(10 + 500 * random.uniform()),
                .ticks = 1,
                .revision = 0,
                .flags = BarComplete});
        price = close;
    }
    return bars;
}

std::unique_ptr<charts::PriceChart> shownChart(QSize size, std::span<const QuoteBar> bars)
{
    auto chart = std::make_unique<charts::PriceChart>();
    chart->resize(size);
    chart->setInstrument(builtInInstruments().front());
    chart->setPeriod(Period::minutes(5));
    chart->applyBars(bars, true);
    chart->show();
    showNow(*chart);
    return chart;
}

void showNow(charts::PriceChart &chart)
{
    chart.refresh();
    QCoreApplication::sendPostedEvents(); // the paint that was asked for
    chart.childAt(1, 1)->repaint();
}

void addIndicators(charts::PriceChart &chart)
{
    for (const char *key : {"sma", "ema", "bollinger", "rsi", "macd"}) {
        charts::IndicatorSetup setup;
        setup.key = key;
        if (!chart.addIndicator(setup))
            std::printf("%s could not be added\n", key);
    }
}

QuoteBar nextTick(const BarSeries &series, int number)
{
    const Bar bar = series[0];
    const double close = bar.open + 0.0001 * std::sin(number * 0.7);
    const Ohlc price{bar.open, std::max(bar.high, close), std::min(bar.low, close), close};
    return {.openTime = bar.time,
        .bid = price,
        .ask = price,
        .mid = price,
        .volume = bar.volume + 1,
        .ticks = 1,
        .revision = 0,
        .flags = BarLive};
}

} // namespace agora::benchmarks

int main(int argc, char *argv[])
{
    using namespace agora::benchmarks;
    QApplication application(argc, argv);
    std::printf("platform %s\n", qPrintable(QGuiApplication::platformName()));
    const QStringList asked = QCoreApplication::arguments().mid(1);
    const auto isAsked
        = [&](const char *name) { return asked.isEmpty() || asked.contains(QLatin1String(name)); };
    if (isAsked("frames"))
        measureFullRange(9);
    if (isAsked("windows"))
        measureWindow(21);
    if (isAsked("opening"))
        measureOpening(5);
    if (isAsked("latency"))
        measureLatency();
    if (isAsked("fifty"))
        measureFiftyCharts();
    if (isAsked("hour"))
        measureAnHour();
    return 0;
}
