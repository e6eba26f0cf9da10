#include "engine/agents/feeder/tick_line.h"

#include <bit>

namespace agora {

bool isAfter(const Tick &tick, const protocol::TickRequest &since)
{
    return tick.time > since.sinceTime
        || (tick.time == since.sinceTime && tick.number > since.sinceNumber);
}

TickLine::TickLine(const Instrument *instrument, Duration staleAfter)
    : m_instrument(instrument), m_settings{.staleAfter = staleAfter}, m_check(m_settings)
{}

void TickLine::begin(const protocol::TickRequest &since, Timestamp now)
{
    m_isOpen = true;
    m_waitingSince = now;
    if (since.sinceTime == Timestamp{})
        return;
    m_start = Tick{.time = since.sinceTime, .number = since.sinceNumber};
    m_check = TickCheck(m_settings, m_start);
}

protocol::TickRequest TickLine::since() const
{
    protocol::TickRequest request;
    if (const auto &last = m_check.last() ? m_check.last() : m_start) {
        request.sinceTime = last->time;
        request.sinceNumber = last->number;
    }
    return request;
}

std::vector<Tick> TickLine::take(const std::vector<Tick> &ticks, bool isCatchUp, Timestamp arrival,
    const std::function<void(TickFault, std::uint64_t count)> &onFault)
{
    std::vector<Tick> good;
    if (isCatchUp && !m_mayRepeat)
        m_beforeCatchUp = m_check.last();
    m_mayRepeat = m_mayRepeat || isCatchUp;
    for (auto tick : ticks) {
        // Two ticks of one instant are two when both come in one catch-up.
        const auto &known = isCatchUp ? m_beforeCatchUp : m_check.last();
        if (m_mayRepeat && known
            && (tick.number != 0 ? tick.number <= known->number : tick.time <= known->time))
            continue;
        if (const auto fault = m_check.admit(tick, arrival)) {
            const auto count = m_check.dropped(*fault);
            if (std::has_single_bit(count))
                onFault(*fault, count);
            continue;
        }
        m_mayRepeat = isCatchUp; // live and new: from here on equal times are different ticks
        m_kept.push_back(tick);
        good.push_back(tick);
    }
    while (!m_kept.empty() && m_kept.back().time - m_kept.front().time > kept)
        m_kept.pop_front();
    return good;
}

bool TickLine::reachesBackTo(const protocol::TickRequest &since) const
{
    return since.sinceTime == Timestamp{}
    || (!m_kept.empty() && m_kept.front().time <= since.sinceTime)
        || (m_check.last() && !isAfter(*m_check.last(), since));
}

std::vector<Tick> TickLine::after(
    const protocol::TickRequest &since, std::vector<Tick> earlier) const
{
    if (since.sinceTime == Timestamp{})
        return earlier;
    const auto known = earlier.empty() ? since
                                       : protocol::TickRequest{.symbol = since.symbol,
                                           .sinceTime = earlier.back().time,
                                           .sinceNumber = earlier.back().number};
    for (const auto &tick : m_kept) {
        if (isAfter(tick, known))
            earlier.push_back(tick);
    }
    return earlier;
}

std::vector<Tick> TickLine::olderThanKept(
    const std::vector<Tick> &ticks, const protocol::TickRequest &since, Timestamp now) const
{
    std::vector<Tick> earlier;
    TickCheck check({}, Tick{.time = since.sinceTime, .number = since.sinceNumber});
    for (auto tick : ticks) {
        if (!m_kept.empty() && tick.time >= m_kept.front().time)
            break; // from there on we have them numbered
        if (!check.admit(tick, now))
            earlier.push_back(tick);
    }
    return earlier;
}

bool TickLine::isMarketOpen(Timestamp now) const
{
    return m_instrument == nullptr || agora::isOpen(m_instrument->hours, now);
}

PriceFreshness TickLine::look(Timestamp now)
{
    const bool open = isMarketOpen(now);
    m_freshness = m_check.freshness(now, open);
    if (m_freshness != PriceFreshness::None)
        m_waitingSince = now;
    else if (m_isOpen && now - m_waitingSince > m_settings.staleAfter)
        m_freshness = PriceFreshness::Stale;
    return m_freshness;
}

} // namespace agora
