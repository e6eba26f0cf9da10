#include "indicators/kernels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace agora::indicators::kernels {
namespace {

/// Columns are worked on in pieces that stay in the fastest cache.
constexpr std::size_t pieceLength = 512;
using Piece = std::array<double, pieceLength>;

/// Calls `work(begin, length)` for the pieces of [begin, end).
template <typename Work>
void inPieces(std::size_t begin, std::size_t end, Work work)
{
    for (; begin < end; begin += pieceLength)
        work(begin, std::min(pieceLength, end - begin));
}

double trueRange(In high, In low, In close, std::size_t i)
{
    return std::max(high[i], close[i - 1]) - std::min(low[i], close[i - 1]);
}

/// In percent of the range; undefined stays undefined.
double place(double distance, double range)
{
    return range <= 0.0 ? 50.0 : 100.0 * distance / range;
}

double strength(double net, double total) { return total > 0.0 ? 50.0 + 50.0 * net / total : 50.0; }

} // namespace

void relativeStrength(In in, int period, Out out)
{
    const auto n = static_cast<std::size_t>(period);
    if (undefinedFirst(out, n).empty())
        return;
    double net = 0;
    double total = 0;
    for (std::size_t i = 1; i <= n; ++i) {
        net += in[i] - in[i - 1];
        total += std::abs(in[i] - in[i - 1]);
    }
    net /= period;
    total /= period;
    out[n] = strength(net, total);

    const double take = 1.0 / period;
    Piece nets;
    Piece totals;
    inPieces(n + 1, in.size(), [&](std::size_t begin, std::size_t length) {
        for (std::size_t i = 0; i < length; ++i) {
            nets[i] = in[begin + i] - in[begin + i - 1];
            totals[i] = std::abs(nets[i]);
        }
        const Out netPart = Out(nets).first(length);
        const Out totalPart = Out(totals).first(length);
        net = fade(netPart, 1.0 - take, take, net, netPart);
        total = fade(totalPart, 1.0 - take, take, total, totalPart);
        for (std::size_t i = 0; i < length; ++i)
            out[begin + i] = strength(nets[i], totals[i]);
    });
}

void bollingerBands(In in, int period, double width, std::span<const Out> out)
{
    rollingSpread(in, period, out[1], out[0]);
    const double *middle = out[1].data();
    double *upper = out[0].data();
    double *lower = out[2].data();
    for (std::size_t i = 0; i < in.size(); ++i) {
        const double distance = width * std::sqrt(upper[i]);
        upper[i] = middle[i] + distance;
        lower[i] = middle[i] - distance;
    }
}

void stochastic(
    In high, In low, In close, const StochasticSettings &settings, std::span<const Out> out)
{
    const Out k = out[0];
    const Out d = out[1];
    rollingHighest(high, settings.period, k);
    rollingLowest(low, settings.period, d);
    const auto count = [](int period) { return static_cast<std::size_t>(period) - 1; };
    const std::size_t before = std::min(count(settings.period), k.size());
    if (settings.isRatioOfSums) {
        std::vector<double> ranges(k.size());
        for (std::size_t i = before; i < k.size(); ++i) {
            ranges[i] = k[i] - d[i];
            d[i] = close[i] - d[i];
        }
        rollingSum(d.subspan(before), settings.slowing, k.subspan(before));
        rollingSum(In(ranges).subspan(before), settings.slowing, d.subspan(before));
        for (std::size_t i = before; i < k.size(); ++i)
            k[i] = place(k[i], d[i]);
    } else {
        for (std::size_t i = before; i < k.size(); ++i)
            d[i] = place(close[i] - d[i], k[i] - d[i]);
        rollingMean(d.subspan(before), settings.slowing, k.subspan(before));
    }
    const Out rest = undefinedFirst(d, before + count(settings.slowing));
    rollingMean(k.last(rest.size()), settings.signal, rest);
}

void averageTrueRange(In high, In low, In close, int period, bool isFromFirst, Out out)
{
    const auto n = static_cast<std::size_t>(period);
    if (high.empty())
        return;
    double *ranges = out.data();
    ranges[0] = high[0] - low[0];
    for (std::size_t i = 1; i < high.size(); ++i)
        ranges[i] = trueRange(high, low, close, i);
    const Out defined = isFromFirst ? out : undefinedFirst(out, 1);
    exponentialAverage(defined, period, 1.0 / static_cast<double>(n), defined);
}

void averageDirectionalIndex(
    In high, In low, In close, int period, int averaging, std::span<const Out> out)
{
    const auto n = static_cast<std::size_t>(period);
    for (const Out &column : out)
        undefinedFirst(column, n);
    if (high.size() <= n)
        return;
    struct Moves {
        double plus = 0;
        double minus = 0;
        double range = 0;
    };
    const auto movesAt = [&](std::size_t i) {
        const double up = high[i] - high[i - 1];
        const double down = low[i - 1] - low[i];
        return Moves{.plus = up > down && up > 0.0 ? up : 0.0,
            .minus = down > up && down > 0.0 ? down : 0.0,
            .range = trueRange(high, low, close, i)};
    };
    Moves sums;
    for (std::size_t i = 1; i < n; ++i) {
        const Moves moves = movesAt(i);
        sums = {sums.plus + moves.plus, sums.minus + moves.minus, sums.range + moves.range};
    }

    const double keep = 1.0 - 1.0 / period;
    std::array<Piece, 3> pieces;
    inPieces(n, high.size(), [&](std::size_t begin, std::size_t length) {
        auto &[plus, minus, range] = pieces;
        for (std::size_t i = 0; i < length; ++i) {
            const Moves moves = movesAt(begin + i);
            plus[i] = moves.plus;
            minus[i] = moves.minus;
            range[i] = moves.range;
        }
        const auto part = [length](Piece &piece) { return Out(piece).first(length); };
        sums.plus = fade(part(plus), keep, 1.0, sums.plus, part(plus));
        sums.minus = fade(part(minus), keep, 1.0, sums.minus, part(minus));
        sums.range = fade(part(range), keep, 1.0, sums.range, part(range));
        for (std::size_t i = 0; i < length; ++i) {
            const double share = range[i] > 0.0 ? 100.0 / range[i] : 0.0;
            const double up = plus[i] * share;
            const double down = minus[i] * share;
            out[1][begin + i] = up;
            out[2][begin + i] = down;
            out[0][begin + i] = up + down > 0.0 ? 100.0 * std::abs(up - down) / (up + down) : 0.0;
        }
    });
    const Out index = out[0].subspan(n);
    exponentialAverage(index, averaging, 1.0 / averaging, index);
}

} // namespace agora::indicators::kernels
