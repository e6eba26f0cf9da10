#pragma once

#include "engine/model/trading.h"
#include "indicators/catalog.h"

#include <QColor>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace agora::charts {

/// How the price is drawn. Heikin-Ashi bars are computed; read-outs say so.
enum class CandleStyle { Candles, HollowCandles, Bars, Line, Area, HeikinAshi };

/// How prices lie on a vertical axis. Percent counts from the close of the first bar in view.
enum class ScaleKind { Linear, Logarithmic, Percent };

/// Where volume is drawn: along the bottom of the price, or in a pane of its own.
enum class VolumePlace { Overlay, Pane };

/// What a chart says about its data. Without bars it fills the chart, else it is a banner over
/// them.
enum class ChartState { Ready, Loading, NoData, EngineGone, MarketClosed };

/// One indicator on a chart, as the user set it up.
struct IndicatorSetup {
    QString id; ///< unique on its chart; empty = the chart gives one
    std::string key; ///< of the catalogue
    indicators::ParameterValues parameters;
    /// What it is applied to, as `indicators::parseSource` reads it: `high`, `ask.close`,
    /// `ema(close, 20)`; empty = the usual.
    std::string input;
    std::string secondInput; ///< of those that compare two
    std::vector<QColor> colors; ///< one an output; missing or invalid = the theme's
    std::vector<double>
        widths; ///< one an output, in device-independent pixels; missing = the usual
    bool isVisible = true;

    bool operator==(const IndicatorSetup &) const = default;
};

/// An entry, and the exit that belongs to it if there is one.
struct TradeMarker {
    QString id;
    OrderSide side = OrderSide::Buy; ///< of the entry
    Timestamp entryTime;
    double entryPrice = 0;
    std::optional<Timestamp> exitTime;
    double exitPrice = 0;
    double profit = 0; ///< account currency
    QString text; ///< shown at the exit: `+12.40 USD`

    bool operator==(const TradeMarker &) const = default;
};

/// What a brain said at some price.
struct SignalMarker {
    enum class Direction { Up, Down, Neutral };
    Timestamp time;
    double price = 0;
    Direction direction = Direction::Neutral;
    QString text;

    bool operator==(const SignalMarker &) const = default;
};

/// A horizontal line at the price of a position or a working order; display only.
struct PriceLine {
    enum class Kind { Position, Order, StopLoss, TakeProfit };
    QString id;
    Kind kind = Kind::Order;
    OrderSide side = OrderSide::Buy;
    double price = 0;
    QString text; ///< `buy limit 10 000`

    bool operator==(const PriceLine &) const = default;
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
