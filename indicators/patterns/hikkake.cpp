#include "indicators/patterns/candlestick.h"

namespace agora::indicators {
namespace {

bool isInside(const Candle &newer, const Candle &older)
{
    return newer.high < older.high && newer.low > older.low;
}

} // namespace

std::optional<Hikkake::Output> Hikkake::update(const Input &bar)
{
    const Candles &candles = m_reader.update(bar);
    m_seen = std::min(m_seen + 1, warmUp());
    // As TA-Lib does, set-ups are looked for up to three bars before the first value.
    const int result = m_seen >= warmUp() - 3 ? signal(candles) : 0;
    return m_seen == warmUp() ? std::optional<double>(result) : std::nullopt;
}

int Hikkake::setUp(const Candles &c) const
{
    if (!isInside(c[1], c[2]))
        return 0;
    const bool breaksDown = c[0].high < c[1].high && c[0].low < c[1].low;
    const bool breaksUp = c[0].high > c[1].high && c[0].low > c[1].low;
    if (m_form == Form::Plain)
        return breaksDown ? bullish : signalIf(breaksUp, bearish);
    if (!isInside(c[2], c[3]))
        return 0;
    if (breaksDown && c[2].close <= c[2].low + c[2].near)
        return bullish;
    return signalIf(breaksUp && c[2].close >= c[2].high - c[2].near, bearish);
}

int Hikkake::signal(const Candles &c)
{
    if (const int found = setUp(c); found != 0) {
        m_awaited = found;
        m_barsLeft = 3;
        m_insideHigh = c[1].high;
        m_insideLow = c[1].low;
        return found;
    }
    if (m_barsLeft == 0)
        return 0;
    --m_barsLeft;
    if (m_awaited > 0 ? c[0].close > m_insideHigh : c[0].close < m_insideLow) {
        m_barsLeft = 0;
        return 2 * m_awaited;
    }
    return 0;
}

} // namespace agora::indicators
