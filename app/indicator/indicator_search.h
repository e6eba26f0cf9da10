#pragma once

#include "charts/indicator_setup.h"

#include <QString>

#include <optional>
#include <vector>

namespace agora::app {

/// One indicator that fits a search, with what the search said of its parameters.
struct SearchHit {
    const indicators::IndicatorInfo *info = nullptr;
    charts::IndicatorSetup setup;
};

/// What is added when nothing is said of it.
[[nodiscard]] charts::IndicatorSetup usualSetup(const indicators::IndicatorInfo &info);

/// An indicator as a trader writes it: `sma 20`, `RSI(14)`, `macd 12 26 9`, `ema(high, 50)`,
/// `atr 14 mt5`, `bb_20_2_upper`. Nothing when it is no such text, or a value is out of bounds.
[[nodiscard]] std::optional<charts::IndicatorSetup> setupFromText(const QString &text);

/// All that fit, the best first: the key or short name itself, then names, then words of the
/// description, in the user's language or in English.
[[nodiscard]] std::vector<SearchHit> searchCatalog(const QString &text);

} // namespace agora::app
