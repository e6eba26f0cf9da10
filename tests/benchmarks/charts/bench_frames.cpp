#include "tests/benchmarks/charts/bench_charts.h"
#include "tests/benchmarks/rounds.h"

#include <qcustomplot.h>

// A frame of the chart beside one of QCustomPlot's own candlesticks, turn by turn.
namespace agora::benchmarks {
namespace {

constexpr QSize size(1280, 720);
constexpr int framesATurn = 10;

class Candlesticks {
public:
    explicit Candlesticks(std::span<const QuoteBar> bars)
    {
        m_plot.resize(size);
        m_financial = new QCPFinancial(m_plot.xAxis, m_plot.yAxis); // the plot's
        m_financial->setChartStyle(QCPFinancial::csCandlestick);
        m_financial->setWidth(0.72);
        QVector<QCPFinancialData> data;
        double key = 0;
        for (const auto &bar : bars)
            data.append({key++, bar.mid.open, bar.mid.high, bar.mid.low, bar.mid.close});
        m_financial->data()->set(data, true);
        m_plot.show();
    }
    void frame(double first, double last)
    {
        m_plot.xAxis->setRange(first, last);
        bool isFound = false;
        m_plot.yAxis->setRange(
            m_financial->getValueRange(isFound, QCP::sdBoth, m_plot.xAxis->range()));
        m_plot.replot(QCustomPlot::rpImmediateRefresh);
    }
    void append(const QuoteBar &bar, double key)
    {
        m_financial->data()->add({key, bar.mid.open, bar.mid.high, bar.mid.low, bar.mid.close});
    }

private:
    QCustomPlot m_plot;
    QCPFinancial *m_financial;
};

/// Every frame shows other bars, so that nothing can be kept from the one before.
template <typename Show>
std::function<void()> frames(double first, double last, int count, Show show)
{
    return [=, turn = 0]() mutable {
        for (int i = 0; i < count; ++i) {
            const double shift = ++turn % 2;
            show(first + shift, last + shift);
        }
    };
}

auto shownBy(charts::PriceChart &chart)
{
    return [&chart](double first, double last) {
        chart.setVisibleRange({first, last});
        showNow(chart);
    };
}

void print(const char *what, const Rounds &rounds, std::initializer_list<std::size_t> entries,
    const char *const *names, double frames)
{
    std::printf("%s\n", what);
    for (const auto entry : entries)
        std::printf("    %-44s %8.2f ms a frame\n", names[entry], rounds.median(entry) / frames);
}

} // namespace

void measureFullRange(int rounds)
{
    const auto many = walkBars(10'000'000);
    const auto million = std::span(many).first(1'000'000);
    auto chart = shownChart(size, million);
    auto bigChart = shownChart(size, many);
    auto fullChart = shownChart(size, million);
    addIndicators(*fullChart);
    Candlesticks peer(million);
    Rounds turns(rounds);
    turns.add("1 M", frames(0, 1e6, framesATurn, shownBy(*chart)));
    turns.add("10 M", frames(0, 1e7, framesATurn, shownBy(*bigChart)));
    turns.add("indicators", frames(0, 1e6, framesATurn, shownBy(*fullChart)));
    turns.add(
        "peer", frames(0, 1e6, 1, [&](double first, double last) { peer.frame(first, last); }));
    turns.run();
    const char *const names[]{"1 M bars", "10 M bars", "1 M bars, five indicators in three panes"};
    print("Whole range, 1280 x 720", turns, {0, 1, 2}, names, framesATurn);
    std::printf("    %-44s %8.2f ms a frame\n", "QCPFinancial, 1 M bars", turns.median(3));
    std::printf("    10 M / 1 M %.2f; QCPFinancial / ours %.0f\n",
        turns.median(1) / turns.median(0), turns.median(3) * framesATurn / turns.median(0));
}

void measureWindow(int rounds)
{
    const auto bars = walkBars(100'000);
    auto chart = shownChart(size, bars);
    auto live = shownChart(size, bars);
    auto fullChart = shownChart(size, bars);
    addIndicators(*fullChart);
    fullChart->setVolumeVisible(true);
    Candlesticks peer(bars);
    Candlesticks growing(bars);
    Rounds turns(rounds);
    constexpr double first = 99'000;
    turns.add("ours", frames(first, first + 200, framesATurn, shownBy(*chart)));
    turns.add("peer", frames(first, first + 200, framesATurn, [&](double from, double to) {
        peer.frame(from, to);
    }));
    turns.add("indicators", frames(first, first + 200, framesATurn, shownBy(*fullChart)));
    live->setVisibleRange({99'820, 100'020});
    turns.add("tick", [&, number = 0]() mutable {
        for (int i = 0; i < framesATurn; ++i) {
            const QuoteBar bar = nextTick(live->series(), ++number);
            live->applyBars(std::span(&bar, 1), false);
            showNow(*live);
        }
    });
    turns.add("append", [&, number = 100'000.0]() mutable {
        for (int i = 0; i < framesATurn; ++i) {
            growing.append(bars[static_cast<std::size_t>(number) % bars.size()], number);
            ++number;
            growing.frame(number - 200, number);
        }
    });
    turns.run();
    const char *const names[]{"200 bars", "QCPFinancial, 200 bars",
        "200 bars, volume, five indicators, three panes", "200 bars, a tick",
        "QCPFinancial, 200 bars, a bar more"};
    print("A window, 1280 x 720", turns, {0, 1, 2, 3, 4}, names, framesATurn);
    std::printf("    ours / QCPFinancial %.2f; a tick / a bar more %.2f\n",
        turns.median(0) / turns.median(1), turns.median(3) / turns.median(4));
}

void measureOpening(int rounds)
{
    const auto bars = walkBars(1'000'000);
    BarSeries series("EUR_USD", Period::minutes(5), PriceSide::Mid);
    for (const auto &bar : bars)
        series.apply(bar);
    Rounds turns(rounds);
    turns.add("quote bars", [&] { shownChart(size, bars); });
    turns.add("columns", [&] {
        charts::PriceChart chart;
        chart.resize(size);
        chart.setInstrument(builtInInstruments().front());
        chart.setSeries(series);
        chart.show();
        showNow(chart);
    });
    turns.run();
    const char *const names[]{
        "1 M bars with both sides, to the first frame", "1 M bars as columns"};
    print("Opening a chart", turns, {0, 1}, names, 1);
}

} // namespace agora::benchmarks
