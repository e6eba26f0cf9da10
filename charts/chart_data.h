#pragma once

#include "charts/candle_painter.h"
#include "charts/chart_types.h"
#include "charts/comparison.h"
#include "charts/indicator_set.h"

#include "engine/base/zone.h"
#include "engine/model/bar_edges.h"
#include "engine/model/instrument.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace agora::charts {

struct Quote {
    double bid = 0;
    double ask = 0;
};

/// What a price chart shows, without how: the series, its indicators, and what lies on top.
class ChartData {
public:
    Instrument instrument;
    Zone zone = Zone::utc();
    DayAnchor dayAnchor; ///< when trading days begin
    std::optional<Quote> quote;
    std::optional<Timestamp> now;
    std::vector<TradeMarker> trades;
    std::vector<SignalMarker> signalMarkers;
    std::vector<PriceLine> priceLines;
    CandleStyle style = CandleStyle::Candles;
    bool isLastPriceVisible = true; ///< its line and its tag in the scale
    bool isCountdownVisible = true; ///< in that tag

    /// Forgets the bars; what comes next is of this kind.
    void reset(const std::string &symbol, Period period, PriceSide side);
    /// Bars whose prices are no numbers or whose times do not ascend are left out.
    void take(const BarSeries &series);
    /// Returns whether anything changed.
    bool apply(std::span<const QuoteBar> bars);
    /// Puts a series of the same kind together beside the one that is shown, part by part; `begin`
    /// starts it anew.
    void stage(std::span<const QuoteBar> bars, bool begin);
    /// It takes the place of the one that was shown. Compared symbols keep their bars.
    void showStaged();
    [[nodiscard]] const BarSeries &series() const { return m_series; }
    [[nodiscard]] const PriceColumns &columns() const { return m_columns; }

    Result<QString> addIndicator(IndicatorSetup setup);
    Result<void> modifyIndicator(const IndicatorSetup &setup);
    Result<void> setIndicators(std::vector<IndicatorSetup> setups);
    bool removeIndicator(const QString &id) { return m_indicators.remove(id); }
    [[nodiscard]] const IndicatorSet &indicatorSet() const { return m_indicators; }
    [[nodiscard]] const std::vector<IndicatorLayer> &indicators() const
    {
        return m_indicators.layers();
    }
    [[nodiscard]] const IndicatorLayer *findIndicator(const QString &id) const
    {
        return m_indicators.find(id);
    }

    /// False when it is there already, or is the chart's own symbol.
    bool addComparison(const Instrument &other, const QColor &color);
    bool removeComparison(const std::string &symbol);
    [[nodiscard]] const std::vector<Comparison> &comparisons() const { return m_comparisons; }
    [[nodiscard]] Comparison *findComparison(const std::string &symbol);

    /// Brings pyramids and indicator values up to date with the bars; long calculations only as far
    /// as they may go on now. Returns the first bar whose picture is another now (the number of
    /// bars when none is).
    std::size_t update(const MayGoOn &mayGoOn = {});

    /// Bar that holds the instant, if the series reaches back so far.
    [[nodiscard]] std::optional<std::size_t> barAt(Timestamp at) const;
    [[nodiscard]] QString displaySymbol() const; ///< `EUR/USD`
    [[nodiscard]] QString priceText(double price) const;
    /// The bar as it is drawn, which is computed in some styles; counted from the oldest.
    [[nodiscard]] Bar drawnBar(std::size_t bar) const;
    [[nodiscard]] bool isComputedStyle() const { return style == CandleStyle::HeikinAshi; }
    [[nodiscard]] int decimalsOf(indicators::ValueScale scale) const;

private:
    void reservePalette();
    void applySides(const QuoteBar &bar);
    [[nodiscard]] indicators::BarColumns bars() const;

    struct Staged {
        BarSeries series;
        std::array<BarSeries, 3> sides;
        std::size_t changedFrom = 0;
    };
    void exchangeStaged();

    Staged m_staged;
    BarSeries m_series;
    std::array<BarSeries, 3> m_sides; ///< by PriceSide, for indicators of bid, ask or mid
    PriceColumns m_columns;
    IndicatorSet m_indicators;
    std::vector<Comparison> m_comparisons;
    std::size_t m_changedFrom = 0; ///< first bar that `update` has not seen
};

} // namespace agora::charts
