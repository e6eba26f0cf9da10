#include <QtGlobal>

namespace agora::app {
namespace {

/// The catalogue of indicators knows no Qt: its sentences stand here for lupdate. tests/app holds
/// this list complete.
[[maybe_unused]] constexpr const char *words[] = {
    // descriptions
    QT_TRANSLATE_NOOP("indicators", "The mean of the last prices, all with the same weight."),
    QT_TRANSLATE_NOOP("indicators", "An average in which newer prices weigh more."),
    QT_TRANSLATE_NOOP(
        "indicators", "Wilder's average: slower than an exponential one of the same period."),
    QT_TRANSLATE_NOOP(
        "indicators", "The weights fall in a straight line from the newest price to the oldest."),
    QT_TRANSLATE_NOOP(
        "indicators", "Twice an exponential average minus the average of that: less lag."),
    QT_TRANSLATE_NOOP("indicators", "Three nested exponential averages combined: hardly any lag."),
    QT_TRANSLATE_NOOP(
        "indicators", "An average of an average: the middle of the window weighs most."),
    QT_TRANSLATE_NOOP(
        "indicators", "Tillson's average: six nested exponential ones, smooth and quick."),
    QT_TRANSLATE_NOOP(
        "indicators", "Weighted averages combined so that the line keeps up with the price."),
    QT_TRANSLATE_NOOP(
        "indicators", "An average with Gaussian weights around a chosen place of the window."),
    QT_TRANSLATE_NOOP("indicators", "An average in which bars with more volume weigh more."),
    QT_TRANSLATE_NOOP(
        "indicators", "Quick in straight moves, slow in noise; MetaTrader's AMA with period 9."),
    QT_TRANSLATE_NOOP(
        "indicators", "An exponential average whose weight follows the strength of the momentum."),
    QT_TRANSLATE_NOOP(
        "indicators", "An exponential average whose weight follows the fractal dimension."),
    QT_TRANSLATE_NOOP(
        "indicators", "An average that hurries when the phase of the cycle stands still."),
    QT_TRANSLATE_NOOP("indicators", "Mean price of the session (or since an instant), by volume."),
    QT_TRANSLATE_NOOP(
        "indicators", "A simple moving average with bands at a multiple of the deviation."),
    QT_TRANSLATE_NOOP(
        "indicators", "Where the price stands between the Bollinger Bands: 0 lower, 1 upper."),
    QT_TRANSLATE_NOOP("indicators", "Distance of the Bollinger Bands as a share of their middle."),
    QT_TRANSLATE_NOOP(
        "indicators", "A moving average with lines a fixed percentage above and below."),
    QT_TRANSLATE_NOOP("indicators", "Averages of highs and lows, moved outwards by the range."),
    QT_TRANSLATE_NOOP(
        "indicators", "An average of the price, and averages of the range to either side."),
    QT_TRANSLATE_NOOP("indicators", "Highest high and lowest low of the last bars."),
    QT_TRANSLATE_NOOP(
        "indicators", "The end of a straight line through the last prices, with its deviations."),
    QT_TRANSLATE_NOOP(
        "indicators", "Middles of three windows; charts draw the cloud 26 bars ahead."),
    QT_TRANSLATE_NOOP(
        "indicators", "A stop that follows the trend ever faster and turns when it is hit."),
    QT_TRANSLATE_NOOP(
        "indicators", "A stop line some average ranges away that moves with the trend only."),
    QT_TRANSLATE_NOOP("indicators", "Confirmed turning points of the price; never redrawn."),
    QT_TRANSLATE_NOOP(
        "indicators", "Share of the gains in all movement: above 70 strong, below 30 weak."),
    QT_TRANSLATE_NOOP("indicators",
        "Where the close lies in the range of the last bars; fast with %K slowing 1."),
    QT_TRANSLATE_NOOP(
        "indicators", "Where the RSI lies in its own recent range; TA-Lib does not slow %K."),
    QT_TRANSLATE_NOOP("indicators",
        "Mean of a short RSI, an RSI of the streaks and the rank of the last change."),
    QT_TRANSLATE_NOOP("indicators",
        "Distance between a fast and a slow exponential average, with a signal line."),
    QT_TRANSLATE_NOOP("indicators", "The distance of the MACD from its signal line."),
    QT_TRANSLATE_NOOP("indicators", "A fast moving average minus a slow one."),
    QT_TRANSLATE_NOOP(
        "indicators", "A fast moving average minus a slow one, in percent of the slow one."),
    QT_TRANSLATE_NOOP("indicators", "Distance from the mean in units of the mean deviation."),
    QT_TRANSLATE_NOOP("indicators", "How far the close lies below the high of the last bars."),
    QT_TRANSLATE_NOOP("indicators", "Move over the last bars in percent of where it began."),
    QT_TRANSLATE_NOOP("indicators", "The price now divided by the price some bars ago."),
    QT_TRANSLATE_NOOP("indicators",
        "Distance between the price now and some bars ago; MetaTrader: ratio in percent."),
    QT_TRANSLATE_NOOP(
        "indicators", "Balance of gains and losses; TA-Lib takes Wilder's averages of them."),
    QT_TRANSLATE_NOOP("indicators",
        "How strongly the price goes one way, with the shares of the upward and downward moves."),
    QT_TRANSLATE_NOOP("indicators",
        "The directional index of MetaTrader's second form: Wilder's averages instead of sums."),
    QT_TRANSLATE_NOOP("indicators", "The mean of the ADX now and a period ago."),
    QT_TRANSLATE_NOOP(
        "indicators", "How much the upward and the downward moves differ; smoothed it is the ADX."),
    QT_TRANSLATE_NOOP(
        "indicators", "Wilder's sums of the moves above the last high and below the last low."),
    QT_TRANSLATE_NOOP(
        "indicators", "How recent the highest high and the lowest low of the last bars are."),
    QT_TRANSLATE_NOOP("indicators",
        "Aroon up minus Aroon down: above zero the highest high is the more recent one."),
    QT_TRANSLATE_NOOP("indicators",
        "How far highs lie from the lows before them and lows from the highs, in true ranges."),
    QT_TRANSLATE_NOOP("indicators",
        "Change from bar to bar of a triple exponential average: in percent, for MetaTrader as a "
        "ratio."),
    QT_TRANSLATE_NOOP(
        "indicators", "Changes smoothed twice as a share of their absolute values smoothed alike."),
    QT_TRANSLATE_NOOP(
        "indicators", "Four smoothed rates of change, the slower the heavier, with a signal line."),
    QT_TRANSLATE_NOOP("indicators", "A weighted average of the sum of two rates of change."),
    QT_TRANSLATE_NOOP("indicators",
        "Distance between a price and a simple average that lie half a period apart."),
    QT_TRANSLATE_NOOP(
        "indicators", "Buying pressure as a share of the true range over three periods."),
    QT_TRANSLATE_NOOP("indicators", "The body of each bar as a share of its range."),
    QT_TRANSLATE_NOOP("indicators", "Share of the rising bodies in all bodies of the last bars."),
    QT_TRANSLATE_NOOP(
        "indicators", "Share of the higher highs in all higher highs and lower lows."),
    QT_TRANSLATE_NOOP("indicators", "Bodies against ranges of the last bars, with a signal line."),
    QT_TRANSLATE_NOOP(
        "indicators", "Where the price lies in its range, stretched so that turns stand out."),
    QT_TRANSLATE_NOOP("indicators",
        "How far the high lies above the exponential average of the close (Elder ray)."),
    QT_TRANSLATE_NOOP("indicators",
        "How far the low lies below the exponential average of the close (Elder ray)."),
    QT_TRANSLATE_NOOP(
        "indicators", "Three smoothed averages of the median price; charts draw them ahead."),
    QT_TRANSLATE_NOOP("indicators", "How far the Alligator's lines, as drawn, are apart."),
    QT_TRANSLATE_NOOP("indicators",
        "Highs and lows that stand out of two bars on either side, known two bars later."),
    QT_TRANSLATE_NOOP("indicators", "A fast minus a slow simple average of the median price."),
    QT_TRANSLATE_NOOP("indicators", "The Awesome Oscillator minus its own simple average."),
    QT_TRANSLATE_NOOP("indicators", "Points of range for each unit of volume."),
    QT_TRANSLATE_NOOP("indicators", "Volume of each bar; for currencies the number of its ticks."),
    QT_TRANSLATE_NOOP("indicators", "Volume of rising bars minus that of falling ones, added up."),
    QT_TRANSLATE_NOOP("indicators", "Volumes added up, each weighted by where its bar closed."),
    QT_TRANSLATE_NOOP("indicators",
        "A fast minus a slow exponential average of the Accumulation/Distribution line."),
    QT_TRANSLATE_NOOP("indicators",
        "Volumes of the last bars, weighted by where the bars closed, as a share of all volume."),
    QT_TRANSLATE_NOOP("indicators", "Share of the rising bars in the money that changed hands."),
    QT_TRANSLATE_NOOP("indicators",
        "Change of the close times the volume, smoothed; for MetaTrader the change of an average "
        "times the volume."),
    QT_TRANSLATE_NOOP("indicators", "How far the price moves for the volume that it takes."),
    QT_TRANSLATE_NOOP("indicators", "Volumes times the relative change of the close, added up."),
    QT_TRANSLATE_NOOP("indicators",
        "How far the price travels in a bar, smoothed by Wilder's average (MetaTrader: a simple "
        "one)."),
    QT_TRANSLATE_NOOP("indicators", "The average true range in percent of the close."),
    QT_TRANSLATE_NOOP(
        "indicators", "How far the price went in a bar, with the jump from the close before."),
    QT_TRANSLATE_NOOP(
        "indicators", "Sample standard deviation of logarithmic returns, as a fraction a year."),
    QT_TRANSLATE_NOOP("indicators", "Change in percent of the exponential average of the range."),
    QT_TRANSLATE_NOOP("indicators",
        "How the average range stands to its own average, summed: a bulge announces a turn."),
    QT_TRANSLATE_NOOP(
        "indicators", "Whether the price goes one way (low) or back and forth (high)."),
    QT_TRANSLATE_NOOP(
        "indicators", "How deep and how long prices lie below their last high, in percent."),
    QT_TRANSLATE_NOOP("indicators", "The sum of the last prices."),
    QT_TRANSLATE_NOOP("indicators", "Mean distance of the last prices from their mean."),
    QT_TRANSLATE_NOOP("indicators", "Population standard deviation of the last prices."),
    QT_TRANSLATE_NOOP("indicators", "Population variance of the last prices."),
    QT_TRANSLATE_NOOP("indicators", "Where the straight line of least squares stands now."),
    QT_TRANSLATE_NOOP(
        "indicators", "Where the straight line of least squares will stand a bar later."),
    QT_TRANSLATE_NOOP("indicators", "Where the straight line of least squares began."),
    QT_TRANSLATE_NOOP("indicators", "How much the straight line of least squares rises in a bar."),
    QT_TRANSLATE_NOOP("indicators", "The slope of the straight line of least squares in degrees."),
    QT_TRANSLATE_NOOP(
        "indicators", "Pearson's correlation of two prices or indicators over the last bars."),
    QT_TRANSLATE_NOOP(
        "indicators", "Length in bars of the cycle that prices follow most (Hilbert transform)."),
    QT_TRANSLATE_NOOP("indicators", "Where in the dominant cycle the price stands, in degrees."),
    QT_TRANSLATE_NOOP("indicators", "In-phase and quadrature component of the detrended price."),
    QT_TRANSLATE_NOOP("indicators",
        "Sine of the dominant cycle's phase and of 45 degrees more: they cross near its turns."),
    QT_TRANSLATE_NOOP("indicators", "The price with its dominant cycle averaged out."),
    QT_TRANSLATE_NOOP("indicators", "1 while the price trends, 0 while it swings."),
    QT_TRANSLATE_NOOP("indicators", "The chosen price itself, as a line."),
    QT_TRANSLATE_NOOP("indicators", "The mean of open, high, low and close."),
    QT_TRANSLATE_NOOP("indicators", "Averaged candles in which a trend keeps its colour."),
    QT_TRANSLATE_NOOP(
        "indicators", "Levels from high, low and close of the day, week, month or bar before."),
    QT_TRANSLATE_NOOP("indicators", "The highest of the last prices."),
    QT_TRANSLATE_NOOP("indicators", "The lowest of the last prices."),
    QT_TRANSLATE_NOOP(
        "indicators", "The middle between the highest and the lowest of the last prices."),
    QT_TRANSLATE_NOOP("indicators", "A long body that begins at the end of its range."),
    QT_TRANSLATE_NOOP("indicators", "A long body that closes at the end."),
    QT_TRANSLATE_NOOP("indicators", "Open and close are all but the same."),
    QT_TRANSLATE_NOOP("indicators", "A doji at the top of its range."),
    QT_TRANSLATE_NOOP("indicators", "A doji at the bottom of its range."),
    QT_TRANSLATE_NOOP("indicators", "A short body with very long shadows."),
    QT_TRANSLATE_NOOP("indicators", "A doji with a long shadow."),
    QT_TRANSLATE_NOOP("indicators", "A long body with short shadows."),
    QT_TRANSLATE_NOOP("indicators", "A long body all but without shadows."),
    QT_TRANSLATE_NOOP("indicators", "A doji with long shadows in the middle of its range."),
    QT_TRANSLATE_NOOP("indicators", "A short body with short shadows."),
    QT_TRANSLATE_NOOP("indicators", "A short body with shadows longer than itself."),
    QT_TRANSLATE_NOOP(
        "indicators", "A doji at the top of its range with a very long lower shadow."),
    QT_TRANSLATE_NOOP(
        "indicators", "Two long candles of opposite colour that close at the same price."),
    QT_TRANSLATE_NOOP("indicators",
        "After a long white candle one that opens above its high and closes deep in its body."),
    QT_TRANSLATE_NOOP("indicators", "A doji beyond a long body."),
    QT_TRANSLATE_NOOP("indicators",
        "A body that covers the body before, of the other colour; 80 when one end is the same."),
    QT_TRANSLATE_NOOP("indicators", "A short body above a long shadow, near the low before."),
    QT_TRANSLATE_NOOP("indicators", "A short body above a long shadow, near the high before."),
    QT_TRANSLATE_NOOP(
        "indicators", "A short body within the long body before; 80 when one end is the same."),
    QT_TRANSLATE_NOOP(
        "indicators", "A doji within the long body before; 80 when one end is the same."),
    QT_TRANSLATE_NOOP("indicators", "A short black body within the long black body before."),
    QT_TRANSLATE_NOOP("indicators",
        "After a long black candle a white one that opens below it and closes at its close."),
    QT_TRANSLATE_NOOP("indicators", "A short body below a long shadow, under the body before."),
    QT_TRANSLATE_NOOP("indicators", "Two candles all but without shadows, with a gap between."),
    QT_TRANSLATE_NOOP(
        "indicators", "Kicking, where the longer of the two candles gives the direction."),
    QT_TRANSLATE_NOOP("indicators", "Two black candles with the same close."),
    QT_TRANSLATE_NOOP("indicators",
        "After a long black candle a white one that opens below it and closes at its low."),
    QT_TRANSLATE_NOOP("indicators",
        "After a long black candle a long white one that opens below it and closes past the middle "
        "of its body."),
    QT_TRANSLATE_NOOP(
        "indicators", "Two candles of opposite colour with the same open, the second long."),
    QT_TRANSLATE_NOOP("indicators", "A short body below a long shadow, above the body before."),
    QT_TRANSLATE_NOOP("indicators",
        "After a long black candle a white one that opens below it and closes in the lower half of "
        "its body."),
    QT_TRANSLATE_NOOP("indicators",
        "Above a long white candle two black ones, the second closing within its body."),
    QT_TRANSLATE_NOOP("indicators",
        "A short body within a long one, and a close beyond where the long one opened."),
    QT_TRANSLATE_NOOP(
        "indicators", "A body that covers the one before, and a close that goes further."),
    QT_TRANSLATE_NOOP(
        "indicators", "Three black candles, each smaller and higher than the one before."),
    QT_TRANSLATE_NOOP(
        "indicators", "A doji with gaps on both sides, then a candle that turns back."),
    QT_TRANSLATE_NOOP("indicators",
        "A long white candle, a doji above it, a black candle back into the first body."),
    QT_TRANSLATE_NOOP("indicators",
        "A long white candle, a short body above it, a black candle back into the first body."),
    QT_TRANSLATE_NOOP("indicators",
        "A long black candle, a doji below it, a white candle back into the first body."),
    QT_TRANSLATE_NOOP("indicators",
        "A long black candle, a short body below it, a white candle back into the first body."),
    QT_TRANSLATE_NOOP(
        "indicators", "A white candle between two black ones that close at the same price."),
    QT_TRANSLATE_NOOP("indicators", "Three doji, the second beyond the others."),
    QT_TRANSLATE_NOOP("indicators",
        "A long black candle, a black one with a new low, a short white one above that low."),
    QT_TRANSLATE_NOOP("indicators",
        "Above a long white candle a short black one and a black one that covers it."),
    QT_TRANSLATE_NOOP("indicators",
        "Three black candles, each opening within the body before and closing lower."),
    QT_TRANSLATE_NOOP("indicators",
        "Three white candles, each opening within the body before and closing higher."),
    QT_TRANSLATE_NOOP("indicators", "Three white candles that rise with less and less strength."),
    QT_TRANSLATE_NOOP("indicators", "Beyond a gap two white candles of the same open and size."),
    QT_TRANSLATE_NOOP(
        "indicators", "Three black candles, each opening where the one before closed."),
    QT_TRANSLATE_NOOP(
        "indicators", "Two long white candles and a short one that rides on their shoulder."),
    QT_TRANSLATE_NOOP("indicators",
        "Beyond a gap two candles of opposite colour and like size; the gap stays open."),
    QT_TRANSLATE_NOOP("indicators",
        "Two candles with a gap between, and one of the other colour that closes it."),
    QT_TRANSLATE_NOOP(
        "indicators", "Three candles of one colour and one that undoes them; taken as a pause."),
    QT_TRANSLATE_NOOP("indicators",
        "A long candle, a gap, two that go on, and one that comes back into the gap."),
    QT_TRANSLATE_NOOP("indicators",
        "Four black candles; the third reaches up into a gap and the last swallows it."),
    QT_TRANSLATE_NOOP("indicators",
        "Four black candles downwards, the last with an upper shadow, and a white one above it."),
    QT_TRANSLATE_NOOP(
        "indicators", "A long white candle, three short ones that hold above it, and a new high."),
    QT_TRANSLATE_NOOP(
        "indicators", "A long candle, three short ones against it, and a long one that goes on."),
    QT_TRANSLATE_NOOP(
        "indicators", "A false break-out of an inside bar; 200 when it is confirmed."),
    QT_TRANSLATE_NOOP(
        "indicators", "A false break-out of two inside bars; 200 when it is confirmed."),
    QT_TRANSLATE_NOOP(
        "indicators", "An expression over prices and other indicators, in a pane of its own."),
    QT_TRANSLATE_NOOP(
        "indicators", "An expression over prices and other indicators, drawn over the candles."),
};

} // namespace
} // namespace agora::app
