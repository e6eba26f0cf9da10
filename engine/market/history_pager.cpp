#include "engine/market/history_pager.h"

#include <algorithm>
#include <cmath>

namespace agora {

namespace {
constexpr std::size_t mostPages = 10'000;
}

bool isSound(const QuoteBar &bar)
{
    for (const auto *side : {&bar.bid, &bar.ask, &bar.mid}) {
        for (const double price : {side->open, side->high, side->low, side->close}) {
            if (!std::isfinite(price) || price <= 0 || price < side->low || price > side->high)
                return false;
        }
    }
    return std::isfinite(bar.volume) && bar.volume >= 0;
}

std::size_t FeedLimits::barsAPageOf(Period period) const
{
    const auto bar = period.nominal();
    if (longestPage <= Duration::zero() || bar <= Duration::zero())
        return std::max<std::size_t>(1, barsAPage);
    return std::clamp<std::size_t>(
        static_cast<std::size_t>(longestPage / bar), 1, std::max<std::size_t>(1, barsAPage));
}

HistoryPager::HistoryPager(HistoryRequest request, std::size_t barsAPage)
    : m_request(std::move(request))
    , m_step(m_request.period.nominal()
          * static_cast<std::int64_t>(std::max<std::size_t>(1, barsAPage)))
{
    plan(m_request.from);
}

void HistoryPager::plan(Timestamp at)
{
    if (at >= m_request.to && !(m_request.wantTail && m_pages == 0)) {
        m_next.reset();
        return;
    }
    const bool isLast = m_request.to - at <= m_step;
    m_next = m_request;
    m_next->from = at;
    m_next->to = isLast ? m_request.to : at + m_step;
    m_next->wantTail = m_request.wantTail && isLast;
}

Result<void> HistoryPager::take(HistoryPage page)
{
    ++m_pages;
    const auto asked = *m_next;
    for (const auto &bar : page.bars) {
        const bool isNext = m_whole.bars.empty() || bar.openTime > m_whole.bars.back().openTime;
        if (isNext && bar.openTime >= asked.from && bar.openTime < asked.to && bar.isComplete()
            && isSound(bar))
            m_whole.bars.push_back(bar);
        else
            ++m_dropped;
    }
    if (!page.tail.empty())
        m_whole.tail = std::move(page.tail);
    const bool goesOn = page.resumeAt && *page.resumeAt < asked.to;
    if (goesOn && (*page.resumeAt <= asked.from || m_pages >= mostPages))
        return fail("the venue gives the same page of " + asked.symbol + " "
            + asked.period.toString() + " from " + formatIso(asked.from, 0) + " again and again");
    plan(goesOn ? *page.resumeAt : asked.to);
    return {};
}

} // namespace agora
