#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace agora::indicators {

/// One bar as patterns look at it: its parts, and what counts as long, short, near or equal by the
/// bars before it (TA-Lib's default settings: means over ten or five bars, the bar itself left
/// out).
struct Candle {
    double open = 0, high = 0, low = 0, close = 0;
    double meanBody = 0; ///< of ten bars: longer is a long body, shorter a short one
    double dojiBody = 0; ///< a tenth of the mean range of ten bars
    double shortShadow = 0; ///< half of the mean of both shadows of ten bars
    double veryShortShadow = 0; ///< a tenth of the mean range of ten bars
    double near = 0; ///< a fifth of the mean range of five bars
    double far = 0; ///< three fifths of the mean range of five bars
    double equal = 0; ///< a twentieth of the mean range of five bars

    [[nodiscard]] bool isWhite() const { return close >= open; }
    [[nodiscard]] bool isBlack() const { return close < open; }
    [[nodiscard]] int colour() const { return isWhite() ? 1 : -1; } ///< white 1, black −1

    [[nodiscard]] double top() const { return std::max(open, close); } ///< of the body
    [[nodiscard]] double bottom() const { return std::min(open, close); }
    [[nodiscard]] double body() const { return top() - bottom(); }
    [[nodiscard]] double range() const { return high - low; }
    [[nodiscard]] double upperShadow() const { return high - top(); }
    [[nodiscard]] double lowerShadow() const { return bottom() - low; }

    [[nodiscard]] bool isLong() const { return body() > meanBody; }
    [[nodiscard]] bool isShort() const { return body() < meanBody; }
    [[nodiscard]] bool isDoji() const { return body() <= dojiBody; }

    [[nodiscard]] bool hasLongUpperShadow() const { return upperShadow() > body(); }
    [[nodiscard]] bool hasLongLowerShadow() const { return lowerShadow() > body(); }
    [[nodiscard]] bool hasVeryLongUpperShadow() const { return upperShadow() > 2 * body(); }
    [[nodiscard]] bool hasVeryLongLowerShadow() const { return lowerShadow() > 2 * body(); }
    [[nodiscard]] bool hasShortUpperShadow() const { return upperShadow() < shortShadow; }
    [[nodiscard]] bool hasShortLowerShadow() const { return lowerShadow() < shortShadow; }
    [[nodiscard]] bool hasNoUpperShadow() const { return upperShadow() < veryShortShadow; }
    [[nodiscard]] bool hasNoLowerShadow() const { return lowerShadow() < veryShortShadow; }
    [[nodiscard]] bool hasSomeUpperShadow() const { return upperShadow() > veryShortShadow; }
    [[nodiscard]] bool hasSomeLowerShadow() const { return lowerShadow() > veryShortShadow; }
};

// What lies between two candles; a gap that is touched is no gap.

[[nodiscard]] inline bool gapsUp(const Candle &newer, const Candle &older)
{
    return newer.low > older.high;
}
[[nodiscard]] inline bool gapsDown(const Candle &newer, const Candle &older)
{
    return newer.high < older.low;
}
[[nodiscard]] inline bool bodyGapsUp(const Candle &newer, const Candle &older)
{
    return newer.bottom() > older.top();
}
[[nodiscard]] inline bool bodyGapsDown(const Candle &newer, const Candle &older)
{
    return newer.top() < older.bottom();
}
[[nodiscard]] inline bool isWithin(double value, double centre, double distance)
{
    return value >= centre - distance && value <= centre + distance;
}

/// The last five candles; 0 is the newest.
class Candles {
public:
    static constexpr std::size_t size = 5;

    void push(const Candle &candle)
    {
        m_newest = m_newest == 0 ? size - 1 : m_newest - 1;
        m_candles[m_newest] = candle;
    }
    [[nodiscard]] const Candle &operator[](std::size_t back) const
    {
        const std::size_t place = m_newest + back;
        return m_candles[place < size ? place : place - size];
    }

private:
    std::array<Candle, size> m_candles;
    std::size_t m_newest = 0;
};

} // namespace agora::indicators
