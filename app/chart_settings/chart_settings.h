#pragma once

#include "app/chart_settings/zone_choice.h"
#include "app/look/chart_look.h"
#include "charts/chart_types.h"
#include "engine/model/market_data.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <utility>

namespace agora::app {

class ChartPage;

/// All that can be set of how a chart looks and tells the time, but for its indicators and panes.
/// As made here it is what a new chart has.
struct ChartSettings {
    charts::CandleStyle style = charts::CandleStyle::Candles;
    ChartColours colours = {};
    bool isGridVisible = true;
    bool areQuoteLinesVisible = true;
    bool isLastPriceVisible = true;
    bool isCountdownVisible = true;
    bool isLegendVisible = true;
    bool isCrosshairVisible = true;
    bool isVolumeVisible = false;
    charts::VolumePlace volumePlace = charts::VolumePlace::Overlay;

    PriceSide side = PriceSide::Mid;
    charts::ScaleKind scale = charts::ScaleKind::Linear;
    bool isInverted = false;
    /// Lowest and highest price of a free scale; nothing = automatic. Of this chart only: in no
    /// template.
    std::optional<std::pair<double, double>> freePrices = {};

    ZoneChoice zone = {};
    bool areSessionBreaksVisible = false;
    charts::SessionBreaks sessionBreaks = charts::SessionBreaks::TradingDays;
    double rightMargin = 0.1; ///< share of the width, 0 to 0.5

    bool areOrdersVisible = true;
    bool areTradesVisible = true;
    bool areSignalsVisible = true;

    bool operator==(const ChartSettings &) const = default;
};

[[nodiscard]] ChartSettings settingsOf(const ChartPage &page);
/// Changes only what is different.
void applySettings(ChartPage &page, const ChartSettings &settings);

/// Without the free prices.
[[nodiscard]] QJsonObject toJson(const ChartSettings &settings);
/// What is missing stays as it is, and so does what cannot be used: a sentence each names the field
/// and the value.
[[nodiscard]] QStringList readSettings(const QJsonObject &json, ChartSettings &settings);
/// That sentence.
[[nodiscard]] QString unusableValue(const QString &field, const QJsonValue &value);

} // namespace agora::app
