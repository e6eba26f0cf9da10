#pragma once

#include "engine/model/trading.h"

#include <vector>

namespace agora {

/// The equity over time, for drawing. Its memory is bounded: when it is full it is thinned so that
/// the highest and the lowest equity of every stretch stay.
class EquityCurve {
public:
    static constexpr std::size_t capacity = 20'000;

    /// A point older than the last one is ignored; false then.
    bool add(const EquityPoint &point);
    [[nodiscard]] bool isEmpty() const { return m_points.empty(); }
    [[nodiscard]] const EquityPoint &last() const { return m_points.back(); }
    [[nodiscard]] const std::vector<EquityPoint> &points() const { return m_points; }
    /// The whole curve in at most `most` (4 or more) points.
    [[nodiscard]] std::vector<EquityPoint> thinned(std::size_t most) const;

private:
    std::vector<EquityPoint> m_points; // ascending by time
};

} // namespace agora
