#pragma once

#include "engine/base/clock.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace agora::benchmarks {

/// Things measured turn by turn, so that a busy moment of the machine hits all of them.
class Rounds {
public:
    explicit Rounds(int rounds) : m_rounds(rounds) {}

    void add(std::string name, std::function<void()> body)
    {
        m_entries.push_back({std::move(name), std::move(body), {}});
    }

    void run()
    {
        for (int round = 0; round <= m_rounds; ++round) {
            for (auto &entry : m_entries) {
                const auto begun = steadyNow();
                entry.body();
                const auto took = std::chrono::duration<double, std::milli>(steadyNow() - begun);
                if (round > 0) // the first one warms up
                    entry.ms.push_back(took.count());
            }
        }
        for (auto &entry : m_entries)
            std::sort(entry.ms.begin(), entry.ms.end());
    }

    /// Median of the entry, in milliseconds.
    [[nodiscard]] double median(std::size_t index) const
    {
        return m_entries[index].ms[m_entries[index].ms.size() / 2];
    }
    /// A line each: median, best, and the ratio to the first entry.
    void print(double items, const char *unit) const
    {
        std::printf("%-58s %10s %10s %12s %7s\n", "", "median ms", "best ms", unit, "ratio");
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            std::printf("%-58s %10.2f %10.2f %12.2f %7.2f\n", m_entries[i].name.c_str(), median(i),
                m_entries[i].ms.front(), items / median(i) / 1e3, median(i) / median(0));
    }

private:
    struct Entry {
        std::string name;
        std::function<void()> body;
        std::vector<double> ms;
    };
    int m_rounds;
    std::vector<Entry> m_entries;
};

} // namespace agora::benchmarks
