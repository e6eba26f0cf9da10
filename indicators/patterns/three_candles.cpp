#include "indicators/patterns/pattern.h"

namespace agora::indicators {
namespace {

int twoCrows(const Candles &c, double)
{
    return signalIf(c[2].isWhite() && c[2].isLong() && c[1].isBlack() && bodyGapsUp(c[1], c[2])
            && c[0].isBlack() && c[0].open < c[1].open && c[0].open > c[1].close
            && c[0].close > c[2].open && c[0].close < c[2].close,
        bearish);
}

int threeInside(const Candles &c, double)
{
    const bool isHarami = c[2].isLong() && !c[1].isLong() && c[1].top() < c[2].top()
        && c[1].bottom() > c[2].bottom();
    const bool isConfirmed = c[2].isWhite() ? c[0].isBlack() && c[0].close < c[2].open
                                            : c[0].isWhite() && c[0].close > c[2].open;
    return signalIf(isHarami && isConfirmed, -100 * c[2].colour());
}

int threeOutside(const Candles &c, double)
{
    const bool rises = c[1].isWhite() && c[2].isBlack() && c[1].close > c[2].open
        && c[1].open < c[2].close && c[0].close > c[1].close;
    const bool falls = c[1].isBlack() && c[2].isWhite() && c[1].open > c[2].close
        && c[1].close < c[2].open && c[0].close < c[1].close;
    return signalIf(rises || falls, 100 * c[1].colour());
}

int abandonedBaby(const Candles &c, double penetration)
{
    const double depth = c[2].body() * penetration;
    const bool falls = c[2].isWhite() && c[0].isBlack() && c[0].close < c[2].close - depth
        && gapsUp(c[1], c[2]) && gapsDown(c[0], c[1]);
    const bool rises = c[2].isBlack() && c[0].isWhite() && c[0].close > c[2].close + depth
        && gapsDown(c[1], c[2]) && gapsUp(c[0], c[1]);
    return signalIf(
        c[2].isLong() && c[1].isDoji() && c[0].isLong() && (falls || rises), 100 * c[0].colour());
}

/// A long white candle, a star above it, a black candle that closes well within the first body.
bool isEvening(const Candles &c, double penetration)
{
    return c[2].isLong() && c[2].isWhite() && bodyGapsUp(c[1], c[2]) && c[0].isLong()
        && c[0].isBlack() && c[0].close < c[2].close - c[2].body() * penetration;
}

bool isMorning(const Candles &c, double penetration)
{
    return c[2].isLong() && c[2].isBlack() && bodyGapsDown(c[1], c[2]) && c[0].isLong()
        && c[0].isWhite() && c[0].close > c[2].close + c[2].body() * penetration;
}

int eveningDojiStar(const Candles &c, double penetration)
{
    return signalIf(c[1].isDoji() && isEvening(c, penetration), bearish);
}

int eveningStar(const Candles &c, double penetration)
{
    return signalIf(!c[1].isLong() && isEvening(c, penetration), bearish);
}

int morningDojiStar(const Candles &c, double penetration)
{
    return signalIf(c[1].isDoji() && isMorning(c, penetration), bullish);
}

int morningStar(const Candles &c, double penetration)
{
    return signalIf(!c[1].isLong() && isMorning(c, penetration), bullish);
}

int stickSandwich(const Candles &c, double)
{
    return signalIf(c[2].isBlack() && c[1].isWhite() && c[0].isBlack() && c[1].low > c[2].close
            && isWithin(c[0].close, c[2].close, c[2].equal),
        bullish);
}

int tristar(const Candles &c, double)
{
    // All three are measured by what was usual before the first of them.
    if (c[2].body() > c[2].dojiBody || c[1].body() > c[2].dojiBody || c[0].body() > c[2].dojiBody)
        return 0;
    if (bodyGapsDown(c[1], c[2]) && c[0].bottom() > c[1].bottom())
        return bullish;
    return signalIf(bodyGapsUp(c[1], c[2]) && c[0].top() < c[1].top(), bearish);
}

int uniqueThreeRiver(const Candles &c, double)
{
    return signalIf(c[2].isLong() && c[2].isBlack() && c[1].isBlack() && c[1].close > c[2].close
            && c[1].open <= c[2].open && c[1].low < c[2].low && c[0].isShort() && c[0].isWhite()
            && c[0].open > c[1].low,
        bullish);
}

int upsideGapTwoCrows(const Candles &c, double)
{
    return signalIf(c[2].isWhite() && c[2].isLong() && c[1].isBlack() && !c[1].isLong()
            && bodyGapsUp(c[1], c[2]) && c[0].isBlack() && c[0].open > c[1].open
            && c[0].close < c[1].close && c[0].close > c[2].close,
        bearish);
}

int threeStarsInTheSouth(const Candles &c, double)
{
    const bool fallsLess = c[1].body() < c[2].body() && c[1].open > c[2].close
        && c[1].open <= c[2].high && c[1].low < c[2].close && c[1].low >= c[2].low
        && c[1].hasSomeLowerShadow();
    const bool stands = c[0].isShort() && c[0].hasNoLowerShadow() && c[0].hasNoUpperShadow()
        && c[0].low > c[1].low && c[0].high < c[1].high;
    return signalIf(c[2].isBlack() && c[1].isBlack() && c[0].isBlack() && c[2].isLong()
            && c[2].hasLongLowerShadow() && fallsLess && stands,
        bullish);
}

constexpr std::array list{
    Pattern{"cdl2crows", "Two Crows",
        "Above a long white candle two black ones, the second closing within its body.", 12,
        twoCrows},
    Pattern{"cdl3inside", "Three Inside Up/Down",
        "A short body within a long one, and a close beyond where the long one opened.", 12,
        threeInside},
    Pattern{"cdl3outside", "Three Outside Up/Down",
        "A body that covers the one before, and a close that goes further.", 3, threeOutside},
    Pattern{"cdl3starsinsouth", "Three Stars in the South",
        "Three black candles, each smaller and higher than the one before.", 12,
        threeStarsInTheSouth},
    Pattern{"cdlabandonedbaby", "Abandoned Baby",
        "A doji with gaps on both sides, then a candle that turns back.", 12, abandonedBaby, 0.3},
    Pattern{"cdleveningdojistar", "Evening Doji Star",
        "A long white candle, a doji above it, a black candle back into the first body.", 12,
        eveningDojiStar, 0.3},
    Pattern{"cdleveningstar", "Evening Star",
        "A long white candle, a short body above it, a black candle back into the first body.", 12,
        eveningStar, 0.3},
    Pattern{"cdlmorningdojistar", "Morning Doji Star",
        "A long black candle, a doji below it, a white candle back into the first body.", 12,
        morningDojiStar, 0.3},
    Pattern{"cdlmorningstar", "Morning Star",
        "A long black candle, a short body below it, a white candle back into the first body.", 12,
        morningStar, 0.3},
    Pattern{"cdlsticksandwich", "Stick Sandwich",
        "A white candle between two black ones that close at the same price.", 7, stickSandwich},
    Pattern{
        "cdltristar", "Tristar Pattern", "Three doji, the second beyond the others.", 12, tristar},
    Pattern{"cdlunique3river", "Unique Three River",
        "A long black candle, a black one with a new low, a short white one above that low.", 12,
        uniqueThreeRiver},
    Pattern{"cdlupsidegap2crows", "Upside Gap Two Crows",
        "Above a long white candle a short black one and a black one that covers it.", 12,
        upsideGapTwoCrows},
};

} // namespace

std::span<const Pattern> threeCandlePatterns() { return list; }

} // namespace agora::indicators
