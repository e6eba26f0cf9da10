#include "indicators/patterns/pattern.h"

namespace agora::indicators {
namespace {

bool areOpposite(const Candle &a, const Candle &b) { return a.colour() == -b.colour(); }

int counterattack(const Candles &c, double)
{
    return signalIf(areOpposite(c[1], c[0]) && c[1].isLong() && c[0].isLong()
            && isWithin(c[0].close, c[1].close, c[1].equal),
        100 * c[0].colour());
}

int darkCloudCover(const Candles &c, double penetration)
{
    return signalIf(c[1].isWhite() && c[1].isLong() && c[0].isBlack() && c[0].open > c[1].high
            && c[0].close > c[1].open && c[0].close < c[1].close - c[1].body() * penetration,
        bearish);
}

int dojiStar(const Candles &c, double)
{
    const bool gaps = c[1].isWhite() ? bodyGapsUp(c[0], c[1]) : bodyGapsDown(c[0], c[1]);
    return signalIf(c[1].isLong() && c[0].isDoji() && gaps, -100 * c[1].colour());
}

int engulfing(const Candles &c, double)
{
    const bool covers = c[0].top() >= c[1].top() && c[0].bottom() <= c[1].bottom();
    const bool isLonger = c[0].top() > c[1].top() || c[0].bottom() < c[1].bottom();
    if (!areOpposite(c[0], c[1]) || !covers || !isLonger)
        return 0;
    const bool touches = c[0].open == c[1].close || c[0].close == c[1].open;
    return (touches ? 80 : 100) * c[0].colour();
}

bool isHammerLike(const Candle &candle)
{
    return candle.isShort() && candle.hasLongLowerShadow() && candle.hasNoUpperShadow();
}

int hammer(const Candles &c, double)
{
    return signalIf(isHammerLike(c[0]) && c[0].bottom() <= c[1].low + c[1].near, bullish);
}

int hangingMan(const Candles &c, double)
{
    return signalIf(isHammerLike(c[0]) && c[0].bottom() >= c[1].high - c[1].near, bearish);
}

bool isUpsideDownHammer(const Candle &candle)
{
    return candle.isShort() && candle.hasLongUpperShadow() && candle.hasNoLowerShadow();
}

int invertedHammer(const Candles &c, double)
{
    return signalIf(isUpsideDownHammer(c[0]) && bodyGapsDown(c[0], c[1]), bullish);
}

int shootingStar(const Candles &c, double)
{
    return signalIf(isUpsideDownHammer(c[0]) && bodyGapsUp(c[0], c[1]), bearish);
}

/// ±100 for a body within the body before, ±80 when they touch.
int inside(const Candle &mother, const Candle &child)
{
    if (child.top() < mother.top() && child.bottom() > mother.bottom())
        return -100 * mother.colour();
    return signalIf(
        child.top() <= mother.top() && child.bottom() >= mother.bottom(), -80 * mother.colour());
}

int harami(const Candles &c, double)
{
    return c[1].isLong() && !c[0].isLong() ? inside(c[1], c[0]) : 0;
}

int haramiCross(const Candles &c, double)
{
    return c[1].isLong() && c[0].isDoji() ? inside(c[1], c[0]) : 0;
}

int homingPigeon(const Candles &c, double)
{
    return signalIf(c[1].isBlack() && c[0].isBlack() && c[1].isLong() && !c[0].isLong()
            && c[0].open < c[1].open && c[0].close > c[1].close,
        bullish);
}

/// A long black candle, then a white one that opens below its low.
bool opensBelowAFall(const Candles &c)
{
    return c[1].isBlack() && c[1].isLong() && c[0].isWhite() && c[0].open < c[1].low;
}

int inNeck(const Candles &c, double)
{
    return signalIf(
        opensBelowAFall(c) && c[0].close <= c[1].close + c[1].equal && c[0].close >= c[1].close,
        bearish);
}

int onNeck(const Candles &c, double)
{
    return signalIf(opensBelowAFall(c) && isWithin(c[0].close, c[1].low, c[1].equal), bearish);
}

int thrusting(const Candles &c, double)
{
    return signalIf(opensBelowAFall(c) && c[0].close > c[1].close + c[1].equal
            && c[0].close <= c[1].close + c[1].body() * 0.5,
        bearish);
}

int piercing(const Candles &c, double)
{
    return signalIf(opensBelowAFall(c) && c[0].isLong() && c[0].close < c[1].open
            && c[0].close > c[1].close + c[1].body() * 0.5,
        bullish);
}

bool isMarubozu(const Candle &candle)
{
    return candle.isLong() && candle.hasNoUpperShadow() && candle.hasNoLowerShadow();
}

bool kicks(const Candles &c)
{
    const bool gaps = c[1].isBlack() ? gapsUp(c[0], c[1]) : gapsDown(c[0], c[1]);
    return areOpposite(c[1], c[0]) && isMarubozu(c[1]) && isMarubozu(c[0]) && gaps;
}

int kicking(const Candles &c, double) { return signalIf(kicks(c), 100 * c[0].colour()); }

int kickingByLength(const Candles &c, double)
{
    const Candle &longer = c[0].body() > c[1].body() ? c[0] : c[1];
    return signalIf(kicks(c), 100 * longer.colour());
}

int matchingLow(const Candles &c, double)
{
    return signalIf(
        c[1].isBlack() && c[0].isBlack() && isWithin(c[0].close, c[1].close, c[1].equal), bullish);
}

int separatingLines(const Candles &c, double)
{
    const bool opensAtTheEnd = c[0].isWhite() ? c[0].hasNoLowerShadow() : c[0].hasNoUpperShadow();
    return signalIf(areOpposite(c[1], c[0]) && isWithin(c[0].open, c[1].open, c[1].equal)
            && c[0].isLong() && opensAtTheEnd,
        100 * c[0].colour());
}

constexpr std::array list{
    Pattern{"cdlcounterattack", "Counterattack",
        "Two long candles of opposite colour that close at the same price.", 11, counterattack},
    Pattern{"cdldarkcloudcover", "Dark Cloud Cover",
        "After a long white candle one that opens above its high and closes deep in its body.", 11,
        darkCloudCover, 0.5},
    Pattern{"cdldojistar", "Doji Star", "A doji beyond a long body.", 11, dojiStar},
    Pattern{"cdlengulfing", "Engulfing Pattern",
        "A body that covers the body before, of the other colour; 80 when one end is the same.", 2,
        engulfing},
    Pattern{"cdlhammer", "Hammer", "A short body above a long shadow, near the low before.", 11,
        hammer},
    Pattern{"cdlhangingman", "Hanging Man",
        "A short body above a long shadow, near the high before.", 11, hangingMan},
    Pattern{"cdlharami", "Harami",
        "A short body within the long body before; 80 when one end is the same.", 11, harami},
    Pattern{"cdlharamicross", "Harami Cross",
        "A doji within the long body before; 80 when one end is the same.", 11, haramiCross},
    Pattern{"cdlhomingpigeon", "Homing Pigeon",
        "A short black body within the long black body before.", 11, homingPigeon},
    Pattern{"cdlinneck", "In-Neck Pattern",
        "After a long black candle a white one that opens below it and closes at its close.", 11,
        inNeck},
    Pattern{"cdlinvertedhammer", "Inverted Hammer",
        "A short body below a long shadow, under the body before.", 11, invertedHammer},
    Pattern{"cdlkicking", "Kicking", "Two candles all but without shadows, with a gap between.", 11,
        kicking},
    Pattern{"cdlkickingbylength", "Kicking by Length",
        "Kicking, where the longer of the two candles gives the direction.", 11, kickingByLength},
    Pattern{
        "cdlmatchinglow", "Matching Low", "Two black candles with the same close.", 6, matchingLow},
    Pattern{"cdlonneck", "On-Neck Pattern",
        "After a long black candle a white one that opens below it and closes at its low.", 11,
        onNeck},
    Pattern{"cdlpiercing", "Piercing Pattern",
        "After a long black candle a long white one that opens below it and closes past the middle "
        "of its body.",
        11, piercing},
    Pattern{"cdlseparatinglines", "Separating Lines",
        "Two candles of opposite colour with the same open, the second long.", 11, separatingLines},
    Pattern{"cdlshootingstar", "Shooting Star",
        "A short body below a long shadow, above the body before.", 11, shootingStar},
    Pattern{"cdlthrusting", "Thrusting Pattern",
        "After a long black candle a white one that opens below it and closes in the lower half of "
        "its body.",
        11, thrusting},
};

} // namespace

std::span<const Pattern> twoCandlePatterns() { return list; }

} // namespace agora::indicators
