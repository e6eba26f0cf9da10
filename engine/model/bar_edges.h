#pragma once

#include "engine/base/time.h"
#include "engine/model/day_anchor.h"
#include "engine/model/period.h"

namespace agora {

/// The half-open time [open, close) of one bar.
struct BarSpan {
    Timestamp open;
    Timestamp close;
    [[nodiscard]] bool contains(Timestamp at) const { return open <= at && at < close; }
    bool operator==(const BarSpan &) const = default;
};

/// Where the bars of one period begin and end (R1 to R7). Keeps the last answer, so that the ticks
/// of one bar cost a comparison.
class BarEdges {
public:
    /// `period` must be one by the clock.
    explicit BarEdges(Period period, DayAnchor anchor = {});

    [[nodiscard]] Period period() const { return m_period; }
    [[nodiscard]] const DayAnchor &dayAnchor() const { return m_anchor; }

    /// The bar that holds `at`; an instant on an edge belongs to the later bar.
    [[nodiscard]] BarSpan at(Timestamp at)
    {
        if (!m_last.contains(at))
            m_last = find(at);
        return m_last;
    }
    /// The first edge at or after `at`.
    [[nodiscard]] Timestamp firstEdge(Timestamp at)
    {
        const auto span = this->at(at);
        return span.open == at ? span.open : span.close;
    }

private:
    [[nodiscard]] BarSpan find(Timestamp at) const;
    [[nodiscard]] BarSpan hours(Timestamp at) const;
    [[nodiscard]] BarSpan week(Timestamp at) const;
    [[nodiscard]] BarSpan month(Timestamp at) const;

    Period m_period;
    DayAnchor m_anchor;
    BarSpan m_last;
};

} // namespace agora
