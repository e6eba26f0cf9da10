// How fast the indicators are: against TA-Lib and Tulip (see peers.h), against the memory of the
// machine, one bar at a time, and as a chart and a live brain use them.
//     bench_indicators [bars] [rounds]        100000 and 31 when left out
#include "tests/benchmarks/indicators/measure.h"
#include "tests/benchmarks/indicators/peers.h"

#include "indicators/adx.h"
#include "indicators/atr.h"
#include "indicators/bollinger.h"
#include "indicators/catalog.h"
#include "indicators/ema.h"
#include "indicators/macd.h"
#include "indicators/rsi.h"
#include "indicators/sma.h"
#include "indicators/stochastic.h"

#include "engine/base/random.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

using namespace agora;
using namespace agora::benchmarks;
using namespace agora::indicators;

namespace {

Prices randomWalk(std::size_t size)
{
    Random random(1);
    Prices p;
    double price = 1.1;
    for (std::size_t i = 0; i < size; ++i) {
        p.open.push_back(price);
        price += (random.uniform() - 0.5) * 1e-3 + (1.1 - price) * 1e-4;
        p.close.push_back(price);
        p.high.push_back(std::max(p.open[i], price) + random.uniform() * 3e-4);
        p.low.push_back(std::min(p.open[i], price) - random.uniform() * 3e-4);
        p.volume.push_back(static_cast<double>(random.below(1000)));
    }
    return p;
}

/// What every peer and all our ways through the same prices need.
struct Field {
    explicit Field(Prices walk) : prices(std::move(walk))
    {
        for (std::size_t i = 0; i < prices.size(); ++i)
            times.push_back(static_cast<std::int64_t>(i) * 3'600'000'000'000);
        columns = {.times = times,
            .open = prices.open,
            .high = prices.high,
            .low = prices.low,
            .close = prices.close,
            .volume = prices.volume};
        for (std::size_t i = 0; i < prices.size(); ++i)
            bars.push_back(columns[i]);
        for (auto &values : results)
            values.resize(prices.size());
    }

    Prices prices;
    std::vector<std::int64_t> times;
    BarColumns columns;
    std::vector<Bar> bars;
    std::array<std::vector<double>, 3> results;
};

double first(double value) { return value; }
double first(const Macd::Output &value) { return value.macd; }
double first(const BollingerBands::Output &value) { return value.upper; }
double first(const Stochastic::Output &value) { return value.k; }
double first(const Adx<WilderDirection>::Output &value) { return value.plus; }

template <typename T>
std::function<void()> batchOf(T indicator, Field &field)
{
    return [indicator, &field] {
        const std::array<std::span<double>, 3> out{
            field.results[0], field.results[1], field.results[2]};
        if constexpr (std::is_same_v<typename T::Input, Bar>)
            indicator.batch(field.columns, out);
        else
            indicator.batch(field.prices.close, out);
        use(field.results[0].back());
    };
}

template <typename T>
std::function<void()> streamOf(T indicator, Field &field)
{
    return [indicator, &field]() mutable {
        double sum = 0;
        for (const Bar &bar : field.bars) {
            std::optional<typename T::Output> value;
            if constexpr (std::is_same_v<typename T::Input, Bar>)
                value = indicator.update(bar);
            else
                value = indicator.update(bar.close);
            if (value)
                sum += first(*value);
        }
        use(sum);
    };
}

std::function<void()> catalogueStream(const std::string &key, Field &field)
{
    return [key, &field] {
        const auto indicator = *make(key);
        double sum = 0;
        for (const Bar &bar : field.bars)
            sum += indicator->update(bar)[0];
        use(sum);
    };
}

std::function<void()> catalogueBatch(const std::string &key, Field &field)
{
    return [key, &field] {
        const auto indicator = *make(key);
        const std::array<std::span<double>, 3> out{
            field.results[0], field.results[1], field.results[2]};
        indicator->compute(field.columns, std::span(out).first(indicator->outputCount()));
        use(field.results[0].back());
    };
}

struct Row {
    std::string key;
    std::function<void()> batch;
    std::function<void()> stream;
};

template <typename T>
Row row(std::string key, T indicator, Field &field)
{
    return {std::move(key), batchOf(indicator, field), streamOf(indicator, field)};
}

void compare(Field &field, int rounds)
{
    Peers peers;
    const std::vector<Row> rows{row("sma", Sma(20), field), row("ema", Ema(20), field),
        row("rsi", Rsi(14), field), row("atr", Atr(14), field), row("macd", Macd(12, 26, 9), field),
        row("bollinger", BollingerBands(20, 2.0), field),
        row("stochastic", Stochastic(14, 3, 3), field),
        row("adx", Adx<WilderDirection>(14, 14), field)};
    std::printf("%-11s %8s %8s %8s %8s %10s | %8s %9s\n", "ns a bar", "TA-Lib", "Tulip", "batch",
        "/TA-Lib", "catalogue", "stream", "catalogue");
    double logs = 0;
    int compared = 0;
    for (const Row &r : rows) {
        const auto ns
            = alternate({{"TA-Lib", peers.taLib(r.key, field.prices)},
                            {"Tulip", peers.tulip(r.key, field.prices)}, {"batch", r.batch},
                            {"catalogue", catalogueBatch(r.key, field)}, {"stream", r.stream},
                            {"catalogue stream", catalogueStream(r.key, field)}},
                field.prices.size(), rounds);
        const double ratio = ns[0] > 0.0 ? ns[2] / ns[0] : 0.0;
        std::printf("%-11s %8.2f %8.2f %8.2f %8.2f %10.2f | %8.2f %9.2f\n", r.key.c_str(), ns[0],
            ns[1], ns[2], ratio, ns[3], ns[4], ns[5]);
        if (ratio > 0.0) {
            logs += std::log(ratio);
            ++compared;
        }
    }
    if (compared > 0)
        std::printf("geometric mean of batch / TA-Lib: %.3f\n", std::exp(logs / compared));
    const auto copy
        = alternate({{"copy",
                        [&field] {
                            std::ranges::transform(field.prices.close, field.results[0].begin(),
                                [](double value) { return 1.5 * value; });
                            use(field.results[0].back());
                        }}},
            field.prices.size(), rounds);
    std::printf("memory: a copy that scales takes %.2f ns a value\n\n", copy[0]);
}

/// Series on which averages fade to nothing.
void denormals(std::size_t size, int rounds)
{
    Prices rising = randomWalk(size);
    for (std::size_t i = 0; i < size; ++i) {
        // Moves first, then stands still: every average of moves fades.
        const double price = i < 100 ? rising.close[i] : 1.0 + 1e-7 * static_cast<double>(i);
        rising.open[i] = rising.high[i] = rising.low[i] = rising.close[i] = price;
    }
    Prices still = rising;
    for (auto *column : {&still.open, &still.high, &still.low, &still.close})
        std::fill(column->begin() + 100, column->end(), 1.0);
    Field walkField(randomWalk(size));
    Field risingField(std::move(rising));
    Field stillField(std::move(still));
    std::printf("%-28s %8s %8s %8s\n", "ns a bar, catalogue stream", "random", "rising", "still");
    for (const char *key : {"rsi", "atr", "adx", "ema", "macd", "tsi", "stochrsi"}) {
        const auto ns = alternate({{"random", catalogueStream(key, walkField)},
                                      {"rising", catalogueStream(key, risingField)},
                                      {"still", catalogueStream(key, stillField)}},
            size, rounds);
        std::printf("%-28s %8.2f %8.2f %8.2f\n", key, ns[0], ns[1], ns[2]);
    }
    std::printf("\n");
}

/// Twenty indicators over a live series of a million bars: each tick changes the forming bar.
void ticks(int rounds)
{
    const Field field(randomWalk(1'000'000));
    std::vector<std::unique_ptr<IndicatorInstance>> twenty;
    for (const char *key : {"sma", "ema", "smma", "wma", "dema", "tema", "hma", "vwma", "bollinger",
             "keltner", "donchian", "ichimoku", "supertrend", "sar", "rsi", "stochastic", "macd",
             "atr", "adx", "cci"}) {
        twenty.push_back(*make(key));
        for (const Bar &bar : field.bars)
            twenty.back()->update(bar);
    }
    constexpr std::size_t count = 10'000;
    const auto ns = alternate({{"tick",
                                  [&] {
                                      Bar forming = field.bars.back();
                                      for (std::size_t i = 0; i < count; ++i) {
                                          forming.close = field.bars[i].close;
                                          for (auto &indicator : twenty)
                                              use(indicator->preview(forming)[0]);
                                      }
                                  }}},
        count, rounds);
    std::printf("a tick on 20 indicators over 1,000,000 bars: %.0f ns\n", ns[0]);
}

void wholeCatalogue(int rounds)
{
    const Field field(randomWalk(100'000));
    std::vector<std::pair<double, std::string>> times;
    double sum = 0;
    for (const IndicatorInfo &info : catalog()) {
        const auto indicator = *make(info.key);
        const auto ns = alternate(
            {{"compute", [&] { use(indicator->compute(field.columns)[0].back()); }}}, 1, rounds);
        times.emplace_back(ns[0] / 1e6, info.key);
        sum += ns[0] / 1e6;
    }
    std::ranges::sort(times, std::greater());
    std::printf("all %zu entries over 100,000 bars: %.0f ms; the slowest:", times.size(), sum);
    for (std::size_t i = 0; i < std::min<std::size_t>(8, times.size()); ++i)
        std::printf(" %s %.1f", times[i].second.c_str(), times[i].first);
    std::printf("\n");
}

} // namespace

int main(int argc, char **argv)
{
    const auto number = [&](int which, long usual) {
        return argc > which ? std::strtol(argv[which], nullptr, 10) : usual;
    };
    const auto bars = static_cast<std::size_t>(number(1, 100'000));
    const int rounds = static_cast<int>(number(2, 31));
    std::printf("%zu bars, medians of %d alternating rounds\n", bars, rounds);
    Field field(randomWalk(bars));
    compare(field, rounds);
    denormals(100'000, 5);
    ticks(11);
    wholeCatalogue(3);
    return 0;
}
