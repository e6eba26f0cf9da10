#pragma once

#include "engine/base/clock.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace agora::benchmarks {

/// Keeps the compiler from leaving out what makes this value.
inline void use(double value) { asm volatile("" : : "g"(value) : "memory"); }

/// One way to do the job.
struct Contestant {
    std::string name;
    std::function<void()> run; ///< empty: not there
};

inline double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Runs all of them turn by turn, so that what slows the machine down meets each alike. Returns the
/// median of each in nanoseconds an element; 0 for one that is not there.
inline std::vector<double> alternate(
    const std::vector<Contestant> &contestants, std::size_t elements, int rounds)
{
    std::vector<std::vector<double>> times(contestants.size());
    for (int round = -1; round < rounds; ++round) { // the first one warms up
        for (std::size_t i = 0; i < contestants.size(); ++i) {
            if (!contestants[i].run)
                continue;
            const Duration begin = steadyNow();
            contestants[i].run();
            const Duration took = steadyNow() - begin;
            if (round >= 0)
                times[i].push_back(
                    static_cast<double>(took.count()) / static_cast<double>(elements));
        }
    }
    std::vector<double> medians;
    for (const auto &list : times)
        medians.push_back(list.empty() ? 0.0 : median(list));
    return medians;
}

} // namespace agora::benchmarks
