#pragma once

#include "engine/model/instrument.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// The list of instruments as text (TOML), written by users and read by every agent:
///
///     [[hours]]                       # trading hours of one's own, before they are used
///     name = "xetra"
///     zone = "Europe/Berlin"          # IANA
///     sessions = ["Mon-Fri 09:00-17:30"]
///     holidays = ["01-01", "Good Friday", "Easter Monday", "05-01", "12-24", "12-25", "12-26"]
///
///     [[instrument]]                  # a known symbol: what stands here replaces, the rest stays
///     symbol = "EUR_USD"
///     margin_rate = 0.02
///
///     [[instrument]]                  # leaves the list
///     symbol = "AUD_NZD"
///     remove = true
///
/// Keys of an instrument: symbol, name, base, quote, precision (decimals of a price), pip_location
/// (a pip is 10^it), units_precision, minimum_units, lot_units, margin_rate (0 … 1), hours (a
/// name), day_anchor (hour), day_zone, week_start (Mon … Sun), typical_price, typical_spread_pips,
/// annual_volatility, daily_ticks, remove. `fileName` stands in errors, which name line, key and
/// value.
[[nodiscard]] Result<std::vector<Instrument>> parseInstruments(std::string_view text,
    const std::string &fileName, std::vector<Instrument> base = builtInInstruments());

/// The built-in list with the file's changes; the built-in list where there is no such file.
[[nodiscard]] Result<std::vector<Instrument>> loadInstruments(const std::filesystem::path &file);

/// Text from which parseInstruments makes exactly these, whatever its base holds besides them.
[[nodiscard]] std::string toText(const std::vector<Instrument> &instruments);

} // namespace agora
