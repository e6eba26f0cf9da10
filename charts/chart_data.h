#pragma once

#include "charts/candle_painter.h"
#include "charts/chart_types.h"
#include "charts/indicator_layer.h"

#include "engine/base/zone.h"
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
    std::optional<Quote> quote;
    std::optional<Timestamp> now;
    std::vector<TradeMarker> trades;
    std::vector<SignalMarker> signalMarkers;
    std::vector<PriceLine> priceLines;
    CandleStyle style = CandleStyle::Candles;

    /// Forgets the bars; what comes next is of this kind.
    void reset(const std::string &symbol, Period period, PriceSide side);
    void take(const BarSeries &series);
    /// Returns whether anything changed.
    bool apply(std::span<const QuoteBar> bars);
    [[nodiscard]] const BarSeries &series() const { return m_series; }
    [[nodiscard]] const PriceColumns &columns() const { return m_columns; }

    Result<QString> addIndicator(IndicatorSetup setup);
    Result<void> modifyIndicator(const IndicatorSetup &setup);
    bool removeIndicator(const QString &id);
    [[nodiscard]] const std::vector<IndicatorLayer> &indicators() const { return m_indicators; }
    [[nodiscard]] const IndicatorLayer *findIndicator(const QString &id) const;

    /// Brings pyramids and indicator values up to date with the bars. Returns the first bar whose
    /// picture is another now (the number of bars when none is).
    std::size_t update();

    /// Bar that holds the instant, if the series reaches back so far.
    [[nodiscard]] std::optional<std::size_t> barAt(Timestamp at) const;
    [[nodiscard]] QString displaySymbol() const; ///< `EUR/USD`
    [[nodiscard]] QString priceText(double price) const;
    /// The bar as it is drawn, which is computed in some styles; counted from the oldest.
    [[nodiscard]] Bar drawnBar(std::size_t bar) const;
    [[nodiscard]] bool isComputedStyle() const { return style == CandleStyle::HeikinAshi; }
    [[nodiscard]] int decimalsOf(indicators::ValueScale scale) const;

private:
    [[nodiscard]] int freePaletteIndex() const;
    [[nodiscard]] QString freeId(const std::string &key) const;

    void applySides(const QuoteBar &bar);
    [[nodiscard]] indicators::BarColumns bars() const;

    BarSeries m_series;
    std::array<BarSeries, 3> m_sides; ///< by PriceSide, for indicators of bid, ask or mid
    PriceColumns m_columns;
    std::vector<IndicatorLayer> m_indicators;
    std::size_t m_changedFrom = 0; ///< first bar that `update` has not seen
};

} // namespace agora::charts
