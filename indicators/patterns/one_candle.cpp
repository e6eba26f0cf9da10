#include "indicators/patterns/pattern.h"

namespace agora::indicators {
namespace {

int beltHold(const Candles &c, double)
{
    const bool opensAtTheEnd = c[0].isWhite() ? c[0].hasNoLowerShadow() : c[0].hasNoUpperShadow();
    return signalIf(c[0].isLong() && opensAtTheEnd, 100 * c[0].colour());
}

int closingMarubozu(const Candles &c, double)
{
    const bool closesAtTheEnd = c[0].isWhite() ? c[0].hasNoUpperShadow() : c[0].hasNoLowerShadow();
    return signalIf(c[0].isLong() && closesAtTheEnd, 100 * c[0].colour());
}

int doji(const Candles &c, double) { return signalIf(c[0].isDoji(), 100); }

int dragonflyDoji(const Candles &c, double)
{
    return signalIf(c[0].isDoji() && c[0].hasNoUpperShadow() && c[0].hasSomeLowerShadow(), bullish);
}

int gravestoneDoji(const Candles &c, double)
{
    return signalIf(c[0].isDoji() && c[0].hasNoLowerShadow() && c[0].hasSomeUpperShadow(), 100);
}

int highWave(const Candles &c, double)
{
    return signalIf(
        c[0].isShort() && c[0].hasVeryLongUpperShadow() && c[0].hasVeryLongLowerShadow(),
        100 * c[0].colour());
}

int longLeggedDoji(const Candles &c, double)
{
    return signalIf(c[0].isDoji() && (c[0].hasLongLowerShadow() || c[0].hasLongUpperShadow()), 100);
}

int longLine(const Candles &c, double)
{
    return signalIf(c[0].isLong() && c[0].hasShortUpperShadow() && c[0].hasShortLowerShadow(),
        100 * c[0].colour());
}

int marubozu(const Candles &c, double)
{
    return signalIf(
        c[0].isLong() && c[0].hasNoUpperShadow() && c[0].hasNoLowerShadow(), 100 * c[0].colour());
}

int rickshawMan(const Candles &c, double)
{
    const double middle = c[0].low + c[0].range() / 2;
    const bool isInTheMiddle
        = c[0].bottom() <= middle + c[0].near && c[0].top() >= middle - c[0].near;
    return signalIf(
        c[0].isDoji() && c[0].hasLongLowerShadow() && c[0].hasLongUpperShadow() && isInTheMiddle,
        100);
}

int shortLine(const Candles &c, double)
{
    return signalIf(c[0].isShort() && c[0].hasShortUpperShadow() && c[0].hasShortLowerShadow(),
        100 * c[0].colour());
}

int spinningTop(const Candles &c, double)
{
    return signalIf(c[0].isShort() && c[0].hasLongUpperShadow() && c[0].hasLongLowerShadow(),
        100 * c[0].colour());
}

int takuri(const Candles &c, double)
{
    return signalIf(
        c[0].isDoji() && c[0].hasNoUpperShadow() && c[0].hasVeryLongLowerShadow(), bullish);
}

constexpr std::array list{
    Pattern{"cdlbelthold", "Belt Hold", "A long body that begins at the end of its range.", 10,
        beltHold},
    Pattern{"cdlclosingmarubozu", "Closing Marubozu", "A long body that closes at the end.", 10,
        closingMarubozu},
    Pattern{"cdldoji", "Doji", "Open and close are all but the same.", 10, doji},
    Pattern{
        "cdldragonflydoji", "Dragonfly Doji", "A doji at the top of its range.", 10, dragonflyDoji},
    Pattern{"cdlgravestonedoji", "Gravestone Doji", "A doji at the bottom of its range.", 10,
        gravestoneDoji},
    Pattern{
        "cdlhighwave", "High-Wave Candle", "A short body with very long shadows.", 10, highWave},
    Pattern{
        "cdllongleggeddoji", "Long-Legged Doji", "A doji with a long shadow.", 10, longLeggedDoji},
    Pattern{"cdllongline", "Long Line Candle", "A long body with short shadows.", 10, longLine},
    Pattern{"cdlmarubozu", "Marubozu", "A long body all but without shadows.", 10, marubozu},
    Pattern{"cdlrickshawman", "Rickshaw Man",
        "A doji with long shadows in the middle of its range.", 10, rickshawMan},
    Pattern{"cdlshortline", "Short Line Candle", "A short body with short shadows.", 10, shortLine},
    Pattern{"cdlspinningtop", "Spinning Top", "A short body with shadows longer than itself.", 10,
        spinningTop},
    Pattern{"cdltakuri", "Takuri", "A doji at the top of its range with a very long lower shadow.",
        10, takuri},
};

} // namespace

std::span<const Pattern> oneCandlePatterns() { return list; }

} // namespace agora::indicators
