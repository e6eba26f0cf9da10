#include "indicators/kernels.h"

#include "indicators/exponential_average.h"

#include <algorithm>
#include <array>
#include <limits>

namespace agora::indicators::kernels {
namespace {

using Pair = double __attribute__((vector_size(16))); // SSE2 and NEON have it in one register

/// Four neighbouring rounds side by side.
struct Lanes {
    Pair left;
    Pair right;
};
constexpr std::size_t laneCount = 4;

template <typename Lane>
inline Lane load(const double *first, std::size_t step)
{
    if constexpr (std::is_same_v<Lane, Lanes>)
        return {Pair{first[0], first[step]}, Pair{first[2 * step], first[3 * step]}};
    else
        return *first;
}

inline void store(const Lanes &value, double *first, std::size_t step)
{
    first[0] = value.left[0];
    first[step] = value.left[1];
    first[2 * step] = value.right[0];
    first[3 * step] = value.right[1];
}
inline void store(double value, double *first, std::size_t) { *first = value; }

template <typename Fold>
inline Lanes joined(const Lanes &older, const Lanes &newer)
{
    return {Fold::join(older.left, newer.left), Fold::join(older.right, newer.right)};
}
template <typename Fold>
inline double joined(double older, double newer)
{
    return Fold::join(older, newer);
}

template <typename Fold>
inline Lanes scaled(const Lanes &value, double weight)
{
    if constexpr (Fold::isSum)
        return {value.left * weight, value.right * weight};
    else
        return value;
}
template <typename Fold>
inline double scaled(double value, double weight)
{
    return Fold::isSum ? value * weight : value;
}

struct Plus {
    static constexpr bool isSum = true;
    template <typename Lane>
    static Lane join(Lane older, Lane newer)
    {
        return older + newer;
    }
};
struct Greater {
    static constexpr bool isSum = false;
    template <typename Lane>
    static Lane join(Lane older, Lane newer)
    {
        return older > newer ? older : newer;
    }
};
struct Smaller {
    static constexpr bool isSum = false;
    template <typename Lane>
    static Lane join(Lane older, Lane newer)
    {
        return older < newer ? older : newer;
    }
};

/// As in RollingFold: the first `length` results of the rounds that begin at `round` (in each lane
/// one), from the ends of the rounds before and the beginnings of these.
template <typename Fold, typename Lane>
void foldRounds(const double *round, std::size_t period, std::size_t length, double weight,
    Lane *ends, double *out)
{
    const double *before = round - period;
    Lane end = load<Lane>(before + period - 1, period);
    ends[period - 1] = end;
    for (std::size_t i = period - 1; i-- > 1;)
        ends[i] = end = joined<Fold>(load<Lane>(before + i, period), end);
    Lane begin = load<Lane>(round, period);
    const std::size_t mixed = std::min(length, period - 1);
    if (mixed > 0)
        store(scaled<Fold>(joined<Fold>(ends[1], begin), weight), out, period);
    for (std::size_t i = 1; i < mixed; ++i) {
        begin = joined<Fold>(begin, load<Lane>(round + i, period));
        store(scaled<Fold>(joined<Fold>(ends[i + 1], begin), weight), out + i, period);
    }
    if (length < period)
        return;
    if (period > 1)
        begin = joined<Fold>(begin, load<Lane>(round + period - 1, period));
    store(scaled<Fold>(begin, weight), out + period - 1, period);
}

/// `weight` times the fold of each window; sums only.
template <typename Fold>
void rollingFold(In in, int period, Out out, double weight = 1.0)
{
    const auto n = static_cast<std::size_t>(period);
    if (undefinedFirst(out, n - 1).empty())
        return;
    double first = in[0];
    for (std::size_t i = 1; i < n; ++i)
        first = joined<Fold>(first, in[i]);
    out[n - 1] = scaled<Fold>(first, weight);

    std::vector<Lanes> ends(n);
    std::size_t at = n;
    for (; at + laneCount * n <= in.size(); at += laneCount * n)
        foldRounds<Fold>(&in[at], n, n, weight, ends.data(), &out[at]);
    std::vector<double> single(n);
    for (; at < in.size(); at += n)
        foldRounds<Fold>(&in[at], n, std::min(n, in.size() - at), weight, single.data(), &out[at]);
}

/// Sums of distances from one origin a lane, as in Variance.
template <typename Lane>
struct SpreadSums {
    Lane distances{};
    Lane squares{};
};
inline void add(SpreadSums<Lanes> &sums, const Lanes &value, const Lanes &origin)
{
    const Pair left = value.left - origin.left;
    const Pair right = value.right - origin.right;
    sums.distances.left += left;
    sums.distances.right += right;
    sums.squares.left += left * left;
    sums.squares.right += right * right;
}
inline void add(SpreadSums<double> &sums, double value, double origin)
{
    sums.distances += value - origin;
    sums.squares += (value - origin) * (value - origin);
}

template <typename Lane>
inline SpreadSums<Lane> operator+(const SpreadSums<Lane> &a, const SpreadSums<Lane> &b)
{
    return {joined<Plus>(a.distances, b.distances), joined<Plus>(a.squares, b.squares)};
}

struct SpreadOut {
    double *mean;
    double *variance;
};

template <typename Part>
inline Part varianceOf(Part squares, Part offset, double weight)
{
    const Part variance = squares * weight - offset * offset;
    return variance > 0.0 ? variance : Part{};
}

inline void storeSpread(const SpreadSums<Lanes> &sums, const Lanes &origin, double weight,
    SpreadOut out, std::size_t step)
{
    const Lanes offset{sums.distances.left * weight, sums.distances.right * weight};
    store(Lanes{origin.left + offset.left, origin.right + offset.right}, out.mean, step);
    store(Lanes{varianceOf(sums.squares.left, offset.left, weight),
              varianceOf(sums.squares.right, offset.right, weight)},
        out.variance, step);
}
inline void storeSpread(
    const SpreadSums<double> &sums, double origin, double weight, SpreadOut out, std::size_t)
{
    const double offset = sums.distances * weight;
    *out.mean = origin + offset;
    *out.variance = varianceOf(sums.squares, offset, weight);
}

template <typename Lane>
void spreadRounds(const double *round, std::size_t period, std::size_t length,
    SpreadSums<Lane> *ends, SpreadOut out)
{
    const double weight = 1.0 / static_cast<double>(period);
    const double *before = round - period;
    const Lane origin = load<Lane>(before + period - 1, period);
    SpreadSums<Lane> sums;
    for (std::size_t i = period; i-- > 1;) {
        add(sums, load<Lane>(before + i, period), origin);
        ends[i] = sums;
    }
    sums = {};
    const std::size_t mixed = std::min(length, period - 1);
    for (std::size_t i = 0; i < mixed; ++i) {
        add(sums, load<Lane>(round + i, period), origin);
        storeSpread(sums + ends[i + 1], origin, weight, {out.mean + i, out.variance + i}, period);
    }
    if (length == period) {
        add(sums, load<Lane>(round + period - 1, period), origin);
        storeSpread(
            sums, origin, weight, {out.mean + period - 1, out.variance + period - 1}, period);
    }
}

/// Eight steps of a recurrence: what the inputs alone would give, in two halves that do not wait
/// for each other, and what the state before adds to each.
class Fade {
public:
    static constexpr std::size_t length = 8;

    Fade(double keep, double take) : m_take(take)
    {
        double power = 1.0;
        for (double &p : m_powers)
            p = power *= keep;
        m_whole = power * power;
    }

    /// Inputs, state and result are distances from `origin`; `out` has the results themselves.
    double block(const double *x, double origin, double state, double *out) const
    {
        const auto &k = m_powers;
        std::array<Pair, 4> halves;
        for (std::size_t i = 0; i < 4; ++i)
            halves[i] = m_take * (Pair{x[i], x[i + 4]} - origin);
        for (std::size_t i = 1; i < 4; ++i)
            halves[i] += k[0] * halves[i - 1];
        const double alone = halves[3][1] + k[3] * halves[3][0];
        const Pair before{state, halves[3][0] + k[3] * state};
        for (std::size_t i = 0; i < 4; ++i) {
            const Pair result = origin + (halves[i] + k[i] * before);
            out[i] = result[0];
            out[i + 4] = result[1];
        }
        return alone + m_whole * state;
    }

private:
    std::array<double, 4> m_powers{}; // of what is kept: first, second, third, fourth
    double m_whole = 0; // the eighth
    double m_take;
};

} // namespace

Out undefinedFirst(Out out, std::size_t count)
{
    count = std::min(count, out.size());
    std::fill_n(out.begin(), count, std::numeric_limits<double>::quiet_NaN());
    return out.subspan(count);
}

bool areFinite(In in)
{
    Pair sums[2] = {}; // x − x is 0 for a finite x, else NaN, and stays so
    std::size_t i = 0;
    for (; i + 4 <= in.size(); i += 4) {
        const Pair left{in[i], in[i + 1]};
        const Pair right{in[i + 2], in[i + 3]};
        sums[0] += left - left;
        sums[1] += right - right;
    }
    double sum = sums[0][0] + sums[0][1] + sums[1][0] + sums[1][1];
    for (; i < in.size(); ++i)
        sum += in[i] - in[i];
    return sum == 0.0;
}

double fade(In in, double keep, double take, double state, Out out)
{
    const Fade fade(keep, take);
    std::size_t i = 0;
    for (; i + Fade::length <= in.size(); i += Fade::length) {
        state = fade.block(&in[i], 0.0, state, &out[i]);
        if (std::abs(state) < negligible)
            state = 0.0;
    }
    for (; i < in.size(); ++i)
        out[i] = state = withoutDenormals(keep * state + take * in[i]);
    return state;
}

void exponentialAverage(In in, int period, double alpha, Out out)
{
    const auto n = static_cast<std::size_t>(period);
    if (in.size() < n) {
        undefinedFirst(out, n);
        return;
    }
    double average = in[0];
    double distances = 0;
    for (std::size_t i = 0; i < n; ++i)
        distances += in[i] - average;
    average += distances / period;
    undefinedFirst(out, n - 1)[0] = average;

    const Fade fade(1.0 - alpha, alpha);
    constexpr std::size_t stretch = 8 * Fade::length;
    std::size_t i = n;
    for (; i + stretch <= in.size(); i += stretch) {
        // Measured from the average before, so that equal inputs give exactly their own value.
        double distance = 0.0;
        for (std::size_t at = i; at < i + stretch; at += Fade::length)
            distance = fade.block(&in[at], average, distance, &out[at]);
        average = withoutDenormals(average + distance);
    }
    for (; i < in.size(); ++i)
        out[i] = average = withoutDenormals(average + alpha * (in[i] - average));
}

void rollingSum(In in, int period, Out out) { rollingFold<Plus>(in, period, out); }
void rollingHighest(In in, int period, Out out) { rollingFold<Greater>(in, period, out); }
void rollingLowest(In in, int period, Out out) { rollingFold<Smaller>(in, period, out); }

void rollingMean(In in, int period, Out out) { rollingFold<Plus>(in, period, out, 1.0 / period); }

void rollingSpread(In in, int period, Out mean, Out variance)
{
    const auto n = static_cast<std::size_t>(period);
    undefinedFirst(variance, n - 1);
    if (undefinedFirst(mean, n - 1).empty())
        return;
    SpreadSums<double> first;
    for (std::size_t i = 0; i < n; ++i)
        add(first, in[i], in[0]);
    storeSpread(first, in[0], 1.0 / period, {&mean[n - 1], &variance[n - 1]}, 1);

    std::vector<SpreadSums<Lanes>> ends(n);
    std::size_t at = n;
    for (; at + laneCount * n <= in.size(); at += laneCount * n)
        spreadRounds(&in[at], n, n, ends.data(), {&mean[at], &variance[at]});
    std::vector<SpreadSums<double>> single(n);
    for (; at < in.size(); at += n)
        spreadRounds(
            &in[at], n, std::min(n, in.size() - at), single.data(), {&mean[at], &variance[at]});
}

} // namespace agora::indicators::kernels
