#include "tests/benchmarks/charts/bench_charts.h"

#include "engine/base/clock.h"
#include "engine/base/process_usage.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QPaintEvent>
#include <QTimer>

#include <algorithm>
#include <cstdio>

// Charts that live: what a tick costs, and how long it takes to the screen.
namespace agora::benchmarks {
namespace {

using namespace std::chrono_literals;

double milliseconds(Duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

ProcessUsage usage()
{
    return usageOf(static_cast<int>(QCoreApplication::applicationPid())).value_or(ProcessUsage{});
}

/// Counts the paint events of a widget.
class PaintCounter final : public QObject {
public:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }
    int count = 0;
};

void runFor(Duration time)
{
    QTimer wakeUp; // the loop must not sleep for ever
    wakeUp.start(static_cast<int>(milliseconds(time)) + 1);
    for (const auto end = steadyNow() + time; steadyNow() < end;)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace

void measureLatency()
{
    auto chart = shownChart({1280, 720}, walkBars(100'000));
    addIndicators(*chart);
    showNow(*chart);
    PaintCounter painted;
    chart->childAt(1, 1)->installEventFilter(&painted);
    std::vector<double> took;
    for (int i = 0; i < 200; ++i) {
        const QuoteBar bar = nextTick(chart->series(), i);
        const int before = painted.count;
        const auto begun = steadyNow();
        chart->applyBars(std::span(&bar, 1), false);
        while (painted.count == before)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        took.push_back(milliseconds(steadyNow() - begun));
        runFor(5ms);
    }
    std::ranges::sort(took);
    std::printf("Tick to pixel, five indicators, three panes, frames gathered for 25 ms\n"
                "    p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n",
        took[took.size() / 2], took[took.size() * 99 / 100], took.back());
}

void measureFiftyCharts()
{
    const auto bars = walkBars(5'000);
    QWidget window;
    auto *grid = new QGridLayout(&window);
    grid->setContentsMargins({});
    std::vector<charts::PriceChart *> charts;
    for (int i = 0; i < 50; ++i) {
        auto *chart = new charts::PriceChart(&window); // the window's
        chart->setFixedSize(640, 360);
        chart->setInstrument(builtInInstruments().front());
        chart->setPeriod(Period::minutes(5));
        chart->applyBars(bars, true);
        grid->addWidget(chart, i / 10, i % 10);
        charts.push_back(chart);
    }
    window.show();
    runFor(1s);
    std::vector<std::unique_ptr<QTimer>> timers;
    int ticks = 0;
    for (auto *chart : charts) { // each with a rhythm of its own
        timers.push_back(std::make_unique<QTimer>());
        timers.back()->setTimerType(Qt::PreciseTimer);
        QObject::connect(timers.back().get(), &QTimer::timeout, chart, [chart, &ticks] {
            const QuoteBar bar = nextTick(chart->series(), ++ticks);
            chart->applyBars(std::span(&bar, 1), false);
            chart->setQuote(bar.bid.close - 0.00005, bar.ask.close + 0.00005);
        });
        timers.back()->start(100);
        runFor(2ms);
    }
    runFor(1s);
    const auto before = usage();
    const auto begun = steadyNow();
    const int ticksBefore = ticks;
    runFor(10s);
    const auto after = usage();
    const double passed = milliseconds(steadyNow() - begun);
    std::printf("50 charts of 640 x 360, 10 ticks a second each, %s\n"
                "    %.1f %% of a core, %.2f ms a tick (%d ticks)\n",
        window.isVisible() ? "all visible" : "hidden",
        100 * milliseconds(after.cpuTime - before.cpuTime) / passed,
        milliseconds(after.cpuTime - before.cpuTime) / (ticks - ticksBefore), ticks - ticksBefore);
}

void measureAnHour()
{
    auto chart = shownChart({1280, 720}, walkBars(5'000));
    addIndicators(*chart);
    constexpr int perSecond = 100;
    constexpr int perFrame = 4; // 25 ms
    constexpr int ticks = 3'600 * perSecond;
    double first = 0;
    for (int i = 0; i < ticks; ++i) {
        QuoteBar bar = nextTick(chart->series(), i);
        if (i % (300 * perSecond) == 0)
            bar.openTime += 5min;
        chart->applyBars(std::span(&bar, 1), false);
        chart->setQuote(bar.bid.close - 0.00005, bar.ask.close + 0.00005);
        if (i % perFrame == 0)
            showNow(*chart);
        if (i == ticks / 10)
            first = usage().residentMiB;
    }
    const double last = usage().residentMiB;
    std::printf(
        "An hour of ticks at 100/s\n    %.1f MiB after a tenth, %.1f MiB at the end: %+.2f %%\n",
        first, last, 100 * (last / first - 1));
}

} // namespace agora::benchmarks
