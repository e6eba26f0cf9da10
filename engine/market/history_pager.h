#pragma once

#include "engine/market/market_feed.h"

namespace agora {

/// One request for history served by as many pages as a venue needs, and checked: whoever asked
/// does not know that there are pages.
class HistoryPager {
public:
    HistoryPager(HistoryRequest request, std::size_t barsAPage);

    /// What to ask the venue next; nothing when all is there.
    [[nodiscard]] const std::optional<HistoryRequest> &next() const { return m_next; }
    /// The answer to `next`. An error when the venue does not come forward.
    [[nodiscard]] Result<void> take(HistoryPage page);
    /// All bars and the tail, when `next` is empty.
    [[nodiscard]] HistoryPage &whole() { return m_whole; }

    /// Bars that were dropped: not finite, not positive, high and low the wrong way round, not of
    /// this range, not in order.
    [[nodiscard]] std::size_t dropped() const { return m_dropped; }
    [[nodiscard]] std::size_t pages() const { return m_pages; }

private:
    void plan(Timestamp at);

    HistoryRequest m_request;
    Duration m_step;
    std::optional<HistoryRequest> m_next;
    HistoryPage m_whole;
    std::size_t m_dropped = 0;
    std::size_t m_pages = 0;
};

/// Prices that can be: finite, positive, low ≤ open, close ≤ high, on all three sides.
[[nodiscard]] bool isSound(const QuoteBar &bar);

} // namespace agora
