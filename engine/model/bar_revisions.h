#pragma once

#include "engine/model/market_data.h"

#include <map>

namespace agora {

/// Knows of one series, as a subscriber sees it, which bars are news: what comes late must not
/// replace what is newer.
class BarRevisions {
public:
    /// False for an older state of a bar that we have: one still forming of a bar that is complete,
    /// a completed one whose revision is lower than that we have, or the same (but 0: that may be a
    /// bar of a gap that was filled).
    [[nodiscard]] bool admit(const QuoteBar &bar)
    {
        const bool isNew = bar.openTime > m_newest;
        if (!bar.isComplete())
            return isNew;
        if (isNew)
            m_newest = bar.openTime;
        if (bar.revision == 0)
            return isNew || !m_revisions.contains(bar.openTime);
        const auto [known, isFirst] = m_revisions.try_emplace(bar.openTime, bar.revision);
        if (!isFirst && bar.revision <= known->second)
            return false;
        known->second = bar.revision;
        if (m_revisions.size() > most)
            m_revisions.erase(m_revisions.begin());
        return true;
    }
    /// A snapshot begins: all is new.
    void clear() { *this = {}; }

private:
    static constexpr std::size_t most = 100'000; ///< corrected bars, the newest
    Timestamp m_newest = Timestamp::min(); ///< open time of the newest completed bar
    std::map<Timestamp, std::uint16_t> m_revisions; ///< other than 0
};

} // namespace agora
