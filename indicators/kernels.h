#pragma once

#include <cstddef>
#include <span>
#include <vector>

/// Loops over whole columns, for the `batch` members of indicators. They take several steps of a
/// recurrence, or several rounds of a window, side by side, where one step at a time would wait
/// for the one before. All inputs are finite; undefined values are NaN. Sums are formed in the
/// order of the incremental classes, so that the two agree to the last digits.
namespace agora::indicators::kernels {

using In = std::span<const double>;
using Out = std::span<double>;

/// out[i] = keep · out[i − 1] + take · in[i], from out[−1] = `state`; returns the last. States that
/// have faded to nothing become 0 before they turn into slow denormal numbers. `in` may be `out`.
double fade(In in, double keep, double take, double state, Out out);

/// An exponential average of weight `alpha` that begins with the mean of the first `period` inputs,
/// or, with `period` 1, with the first. `in` may be `out`.
void exponentialAverage(In in, int period, double alpha, Out out);

void rollingSum(In in, int period, Out out);
void rollingMean(In in, int period, Out out);
void rollingHighest(In in, int period, Out out);
void rollingLowest(In in, int period, Out out);
/// Mean and population variance.
void rollingSpread(In in, int period, Out mean, Out variance);

void relativeStrength(In in, int period, Out out);
/// Upper, middle and lower band.
void bollingerBands(In in, int period, double width, std::span<const Out> out);
struct StochasticSettings {
    int period = 1;
    int slowing = 1;
    int signal = 1;
    bool isRatioOfSums = false; ///< slowed by dividing sums, not by averaging quotients
};
/// %K and %D.
void stochastic(
    In high, In low, In close, const StochasticSettings &settings, std::span<const Out> out);
/// Wilder's average of the true range, from the first bar on or from the second.
void averageTrueRange(In high, In low, In close, int period, bool isFromFirst, Out out);
/// ADX, +DI and −DI of Wilder's running sums.
void averageDirectionalIndex(
    In high, In low, In close, int period, int averaging, std::span<const Out> out);

/// Whether no value is infinite or NaN.
[[nodiscard]] bool areFinite(In in);
/// NaN in the first `count` places, or all when fewer; returns what is left.
Out undefinedFirst(Out out, std::size_t count);

} // namespace agora::indicators::kernels
