#include "indicators/patterns/pattern.h"

#include <cmath>

namespace agora::indicators {
namespace {

template <typename Predicate>
bool allOf(const Candles &c, std::size_t count, Predicate predicate)
{
    for (std::size_t back = 0; back < count; ++back) {
        if (!predicate(c[back]))
            return false;
    }
    return true;
}

/// Opens higher than the candle before, but not far above its close.
bool opensWithin(const Candle &newer, const Candle &older)
{
    return newer.open > older.open && newer.open <= older.close + older.near;
}

bool risesByThree(const Candles &c)
{
    return allOf(c, 3, [](const Candle &candle) { return candle.isWhite(); })
        && c[0].close > c[1].close && c[1].close > c[2].close && opensWithin(c[1], c[2]);
}

int threeWhiteSoldiers(const Candles &c, double)
{
    return signalIf(risesByThree(c) && opensWithin(c[0], c[1])
            && allOf(c, 3, [](const Candle &candle) { return candle.hasNoUpperShadow(); })
            && c[1].body() > c[2].body() - c[2].far && c[0].body() > c[1].body() - c[1].far
            && c[0].isLong(),
        bullish);
}

int advanceBlock(const Candles &c, double)
{
    if (!risesByThree(c) || !opensWithin(c[0], c[1]) || !c[2].isLong()
        || !c[2].hasShortUpperShadow())
        return 0;
    const bool secondIsWeak
        = c[1].body() < c[2].body() - c[2].far && c[0].body() < c[1].body() + c[1].near;
    const bool thirdIsWeak = c[0].body() < c[1].body() - c[1].far;
    const bool bodiesShrink = c[0].body() < c[1].body() && c[1].body() < c[2].body()
        && (c[0].upperShadow() > c[0].shortShadow || c[1].upperShadow() > c[1].shortShadow);
    const bool thirdIsThrownBack = c[0].body() < c[1].body() && c[0].hasLongUpperShadow();
    return signalIf(secondIsWeak || thirdIsWeak || bodiesShrink || thirdIsThrownBack, bearish);
}

int stalledPattern(const Candles &c, double)
{
    return signalIf(risesByThree(c) && c[2].isLong() && c[1].isLong() && c[1].hasNoUpperShadow()
            && c[0].isShort() && c[0].open >= c[1].close - c[0].body() - c[1].near,
        bearish);
}

bool fallsByThree(const Candles &c)
{
    return allOf(c, 3,
               [](const Candle &candle) { return candle.isBlack() && candle.hasNoLowerShadow(); })
        && c[2].close > c[1].close && c[1].close > c[0].close;
}

int threeBlackCrows(const Candles &c, double)
{
    return signalIf(fallsByThree(c) && c[3].isWhite() && c[1].open < c[2].open
            && c[1].open > c[2].close && c[0].open < c[1].open && c[0].open > c[1].close
            && c[3].high > c[2].close,
        bearish);
}

int identicalThreeCrows(const Candles &c, double)
{
    return signalIf(fallsByThree(c) && isWithin(c[1].open, c[2].close, c[2].equal)
            && isWithin(c[0].open, c[1].close, c[1].equal),
        bearish);
}

int gapSideSideWhite(const Candles &c, double)
{
    const bool up = bodyGapsUp(c[1], c[2]) && bodyGapsUp(c[0], c[2]);
    const bool down = bodyGapsDown(c[1], c[2]) && bodyGapsDown(c[0], c[2]);
    return signalIf((up || down) && c[1].isWhite() && c[0].isWhite()
            && isWithin(c[0].body(), c[1].body(), c[1].near)
            && isWithin(c[0].open, c[1].open, c[1].equal),
        up ? bullish : bearish);
}

int tasukiGap(const Candles &c, double)
{
    const bool up = bodyGapsUp(c[1], c[2]) && c[1].isWhite() && c[0].isBlack()
        && c[0].open < c[1].close && c[0].open > c[1].open && c[0].close < c[1].open
        && c[0].close > c[2].top();
    const bool down = bodyGapsDown(c[1], c[2]) && c[1].isBlack() && c[0].isWhite()
        && c[0].open < c[1].open && c[0].open > c[1].close && c[0].close > c[1].open
        && c[0].close < c[2].bottom();
    return signalIf(
        (up || down) && std::abs(c[1].body() - c[0].body()) < c[1].near, 100 * c[1].colour());
}

int gapThreeMethods(const Candles &c, double)
{
    const bool gaps = c[2].isWhite() ? bodyGapsUp(c[1], c[2]) : bodyGapsDown(c[1], c[2]);
    return signalIf(c[2].colour() == c[1].colour() && c[1].colour() == -c[0].colour()
            && c[0].open < c[1].top() && c[0].open > c[1].bottom() && c[0].close < c[2].top()
            && c[0].close > c[2].bottom() && gaps,
        100 * c[2].colour());
}

constexpr std::array list{
    Pattern{"cdl3blackcrows", "Three Black Crows",
        "Three black candles, each opening within the body before and closing lower.", 13,
        threeBlackCrows},
    Pattern{"cdl3whitesoldiers", "Three White Soldiers",
        "Three white candles, each opening within the body before and closing higher.", 12,
        threeWhiteSoldiers},
    Pattern{"cdladvanceblock", "Advance Block",
        "Three white candles that rise with less and less strength.", 12, advanceBlock},
    Pattern{"cdlgapsidesidewhite", "Gap Side-by-Side White Lines",
        "Beyond a gap two white candles of the same open and size.", 7, gapSideSideWhite},
    Pattern{"cdlidentical3crows", "Identical Three Crows",
        "Three black candles, each opening where the one before closed.", 12, identicalThreeCrows},
    Pattern{"cdlstalledpattern", "Stalled Pattern",
        "Two long white candles and a short one that rides on their shoulder.", 12, stalledPattern},
    Pattern{"cdltasukigap", "Tasuki Gap",
        "Beyond a gap two candles of opposite colour and like size; the gap stays open.", 7,
        tasukiGap},
    Pattern{"cdlxsidegap3methods", "Upside/Downside Gap Three Methods",
        "Two candles with a gap between, and one of the other colour that closes it.", 2,
        gapThreeMethods},
};

} // namespace

std::span<const Pattern> marchingPatterns() { return list; }

} // namespace agora::indicators
