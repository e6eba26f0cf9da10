#pragma once

#include "charts/price_chart.h"

#include <memory>
#include <vector>

namespace agora::benchmarks {

/// A random walk of five-minute bars without holes.
std::vector<QuoteBar> walkBars(std::size_t count);
/// A shown chart of that size with those bars.
std::unique_ptr<charts::PriceChart> shownChart(QSize size, std::span<const QuoteBar> bars);
/// Draws what is pending and puts it on the screen, now.
void showNow(charts::PriceChart &chart);
void addIndicators(charts::PriceChart &chart);
/// The newest bar once more, with another close.
QuoteBar nextTick(const BarSeries &series, int number);

void measureFullRange(int rounds);
void measureWindow(int rounds);
void measureOpening(int rounds);
void measureLatency();
void measureFiftyCharts();
void measureAnHour();

} // namespace agora::benchmarks
