#include "indicators/patterns/pattern.h"

namespace agora::indicators {
namespace {

bool opensNearTheBody(const Candle &newer, const Candle &older)
{
    return newer.open >= older.bottom() - older.near && newer.open <= older.top() + older.near;
}

int threeLineStrike(const Candles &c, double)
{
    const bool isMarch = c[3].colour() == c[2].colour() && c[2].colour() == c[1].colour()
        && opensNearTheBody(c[2], c[3]) && opensNearTheBody(c[1], c[2]);
    const bool struckDown = c[1].isWhite() && c[1].close > c[2].close && c[2].close > c[3].close
        && c[0].open > c[1].close && c[0].close < c[3].open;
    const bool struckUp = c[1].isBlack() && c[1].close < c[2].close && c[2].close < c[3].close
        && c[0].open < c[1].close && c[0].close > c[3].open;
    return signalIf(isMarch && c[0].colour() == -c[1].colour() && (struckDown || struckUp),
        100 * c[1].colour());
}

int concealingBabySwallow(const Candles &c, double)
{
    const auto isBlackMarubozu = [](const Candle &candle) {
        return candle.isBlack() && candle.hasNoLowerShadow() && candle.hasNoUpperShadow();
    };
    return signalIf(isBlackMarubozu(c[3]) && isBlackMarubozu(c[2]) && c[1].isBlack()
            && bodyGapsDown(c[1], c[2]) && c[1].hasSomeUpperShadow() && c[1].high > c[2].close
            && c[0].isBlack() && c[0].high > c[1].high && c[0].low < c[1].low,
        bullish);
}

int breakaway(const Candles &c, double)
{
    const bool sameButTheLast = c[4].isLong() && c[4].colour() == c[3].colour()
        && c[3].colour() == c[1].colour() && c[1].colour() == -c[0].colour();
    const bool fallsOn = bodyGapsDown(c[3], c[4]) && c[2].high < c[3].high && c[2].low < c[3].low
        && c[1].high < c[2].high && c[1].low < c[2].low;
    const bool risesOn = bodyGapsUp(c[3], c[4]) && c[2].high > c[3].high && c[2].low > c[3].low
        && c[1].high > c[2].high && c[1].low > c[2].low;
    const bool turnsUp
        = c[4].isBlack() && fallsOn && c[0].close > c[3].open && c[0].close < c[4].close;
    const bool turnsDown
        = c[4].isWhite() && risesOn && c[0].close < c[3].open && c[0].close > c[4].close;
    return signalIf(sameButTheLast && (turnsUp || turnsDown), 100 * c[0].colour());
}

int ladderBottom(const Candles &c, double)
{
    const bool falls = c[4].isBlack() && c[3].isBlack() && c[2].isBlack() && c[4].open > c[3].open
        && c[3].open > c[2].open && c[4].close > c[3].close && c[3].close > c[2].close;
    return signalIf(falls && c[1].isBlack() && c[1].hasSomeUpperShadow() && c[0].isWhite()
            && c[0].open > c[1].open && c[0].close > c[1].high,
        bullish);
}

int matHold(const Candles &c, double penetration)
{
    const double floor = c[4].close - c[4].body() * penetration;
    const bool rests = c[4].isLong() && c[3].isShort() && c[2].isShort() && c[1].isShort()
        && c[4].isWhite() && c[3].isBlack() && bodyGapsUp(c[3], c[4]) && c[2].bottom() < c[4].close
        && c[1].bottom() < c[4].close && c[2].bottom() > floor && c[1].bottom() > floor
        && c[2].top() < c[3].open && c[1].top() < c[2].top();
    return signalIf(rests && c[0].isWhite() && c[0].open > c[1].close
            && c[0].close > std::max({c[3].high, c[2].high, c[1].high}),
        bullish);
}

int risingFallingThreeMethods(const Candles &c, double)
{
    const int way = c[4].colour();
    const auto isRest = [&](const Candle &candle) {
        return candle.isShort() && candle.colour() == -way && candle.bottom() < c[4].high
            && candle.top() > c[4].low;
    };
    return signalIf(c[4].isLong() && isRest(c[3]) && isRest(c[2]) && isRest(c[1]) && c[0].isLong()
            && c[0].colour() == way && c[2].close * way < c[3].close * way
            && c[1].close * way < c[2].close * way && c[0].open * way > c[1].close * way
            && c[0].close * way > c[4].close * way,
        100 * way);
}

constexpr std::array list{
    Pattern{"cdl3linestrike", "Three-Line Strike",
        "Three candles of one colour and one that undoes them; taken as a pause.", 8,
        threeLineStrike},
    Pattern{"cdlbreakaway", "Breakaway",
        "A long candle, a gap, two that go on, and one that comes back into the gap.", 14,
        breakaway},
    Pattern{"cdlconcealbabyswall", "Concealing Baby Swallow",
        "Four black candles; the third reaches up into a gap and the last swallows it.", 13,
        concealingBabySwallow},
    Pattern{"cdlladderbottom", "Ladder Bottom",
        "Four black candles downwards, the last with an upper shadow, and a white one above it.",
        14, ladderBottom},
    Pattern{"cdlmathold", "Mat Hold",
        "A long white candle, three short ones that hold above it, and a new high.", 14, matHold,
        0.5},
    Pattern{"cdlrisefall3methods", "Rising/Falling Three Methods",
        "A long candle, three short ones against it, and a long one that goes on.", 14,
        risingFallingThreeMethods},
};

} // namespace

std::span<const Pattern> longPatterns() { return list; }

} // namespace agora::indicators
