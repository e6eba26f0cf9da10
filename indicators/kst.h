#pragma once

#include "indicators/roc.h"
#include "indicators/sma.h"

#include <algorithm>
#include <array>

namespace agora::indicators {

/// Know Sure Thing (Martin Pring, 1992): four smoothed rates of change, weighted 1, 2, 3 and 4,
/// with a simple average of that as signal.
class Kst {
public:
    using Input = double;
    struct Output {
        double kst = 0;
        std::optional<double> signal; ///< `signalPeriod - 1` inputs later than `kst`
    };
    struct Part {
        int roc = 1;
        int smoothing = 1;
    };

    Kst(const std::array<Part, 4> &parts, int signalPeriod)
        : m_parts{Smoothed(parts[0]), Smoothed(parts[1]), Smoothed(parts[2]), Smoothed(parts[3])}
        , m_signal(signalPeriod)
    {}

    [[nodiscard]] std::array<int, 2> warmUps() const
    {
        int longest = 0;
        for (const Smoothed &part : m_parts)
            longest = std::max(longest, part.roc.warmUp() + part.average.warmUp() - 1);
        return {longest, longest + m_signal.warmUp() - 1};
    }

    [[nodiscard]] std::optional<Output> update(Input value)
    {
        double kst = 0;
        bool isComplete = true;
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            const auto part = m_parts[i].update(value);
            isComplete = isComplete && part;
            kst += static_cast<double>(i + 1) * part.value_or(0.0);
        }
        if (!isComplete)
            return std::nullopt;
        return Output{.kst = kst, .signal = m_signal.update(kst)};
    }

private:
    struct Smoothed {
        explicit Smoothed(const Part &part) : roc(part.roc), average(part.smoothing) {}
        std::optional<double> update(double value)
        {
            const auto change = roc.update(value);
            return change ? average.update(*change) : std::nullopt;
        }
        Roc roc;
        Sma average;
    };

    std::array<Smoothed, 4> m_parts;
    Sma m_signal;
};

static_assert(Indicator<Kst>);

} // namespace agora::indicators
