#pragma once

#include "charts/indicator_setup.h"

#include "engine/model/instrument.h"
#include "engine/model/trading.h"

#include <QString>

#include <optional>
#include <vector>

namespace agora::charts {

/// How the price is drawn. Heikin-Ashi bars are computed; read-outs say so.
enum class CandleStyle { Candles, HollowCandles, Bars, Line, Area, HeikinAshi };

/// How prices lie on a vertical axis. Percent counts from the close of the first bar in view.
enum class ScaleKind { Linear, Logarithmic, Percent };

/// Where volume is drawn: along the bottom of the price, or in a pane of its own.
enum class VolumePlace { Overlay, Pane };

/// Where dotted lines part the bars: where the exchange's trading days begin, or at midnight of the
/// chart's zone.
enum class SessionBreaks { TradingDays, CalendarDays };

/// What a chart says about its data. Without bars it fills the chart, else it is a banner over
/// them.
enum class ChartState { Ready, Loading, NoData, EngineGone, MarketClosed };

/// An entry, and the exit that belongs to it if there is one.
struct TradeMarker {
    QString id;
    OrderSide side = OrderSide::Buy; ///< of the entry
    Timestamp entryTime;
    double entryPrice = 0;
    std::optional<Timestamp> exitTime;
    double exitPrice = 0;
    double profit = 0; ///< account currency
    QString text; ///< shown at the exit: `+12.40 USD`; the chart adds pips where there is room
    QString details; ///< for the box beside the mouse: `long 10 000 · sma_cross`

    bool operator==(const TradeMarker &) const = default;
};

/// What a brain said at some price.
struct SignalMarker {
    enum class Direction { Up, Down, Neutral };
    Timestamp time;
    double price = 0;
    Direction direction = Direction::Neutral;
    QString text; ///< beside the mark where there is room
    QString details; ///< for the box beside the mouse; empty = the text

    bool operator==(const SignalMarker &) const = default;
};

/// A horizontal line at the price of a position, a working order, or an exit. Figures of risk and
/// reward are left out where what they need is missing.
struct PriceLine {
    enum class Kind { Position, Order, StopLoss, TakeProfit };
    QString id;
    Kind kind = Kind::Order;
    OrderSide side = OrderSide::Buy;
    double price = 0;
    QString text; ///< `buy limit 10 000`
    OrderType type = OrderType::Limit; ///< how it is executed; says nothing of a position
    double units = 0; ///< of the base
    std::optional<double> entry; ///< of exits: what a result is counted from
    std::optional<double> stop; ///< of the same position or order
    std::optional<double> target;
    bool isAttached = false; ///< an exit of an entry that is not filled yet
    bool isMovable = false; ///< of a position: exits can be dragged out of its tag
    bool isCancellable = false;
    bool isPending = false; ///< the engine has not confirmed it yet

    bool operator==(const PriceLine &) const = default;
};

/// Another symbol drawn over the price.
struct ComparedSymbol {
    Instrument instrument;
    QColor color; ///< as drawn
};

/// What a compared symbol shows at one bar.
struct ComparedValue {
    Instrument instrument;
    QColor color;
    std::optional<double> close; ///< nothing where it has no price
    std::optional<double> percent; ///< since the left edge, while the scale counts percent
};

/// Height of a pane, for saved layouts.
struct PaneShare {
    QString name; ///< id of its indicator, `volume`, or empty for the price
    double share = 1; ///< of the height, beside those of the others

    bool operator==(const PaneShare &) const = default;
};

/// Bars in view, counted from the oldest; fractions are parts of a bar, beyond the newest is the
/// right margin.
struct VisibleRange {
    double first = 0;
    double last = 0;

    [[nodiscard]] double bars() const { return last - first; }
    bool operator==(const VisibleRange &) const = default;
};

} // namespace agora::charts
