#pragma once

#include "engine/base/dynamic_library.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace agora::benchmarks {

/// Columns that all contestants read.
struct Prices {
    std::vector<double> open, high, low, close, volume;
    [[nodiscard]] std::size_t size() const { return close.size(); }
};

/// TA-Lib's and Tulip's functions, from shared libraries that the environment names (TALIB_SO,
/// TULIP_SO); nothing of them is part of this repository.
class Peers {
public:
    /// Says on the standard error output what cannot be loaded.
    Peers();

    /// By our key: `sma` `ema` `rsi` `atr` `macd` `bollinger` `stochastic` `adx`; empty when the
    /// library or the function is not there. `prices` must outlive the result.
    [[nodiscard]] std::function<void()> taLib(const std::string &key, const Prices &prices);
    [[nodiscard]] std::function<void()> tulip(const std::string &key, const Prices &prices);

private:
    double *column(std::size_t which, std::size_t size);

    std::optional<DynamicLibrary> m_taLib;
    std::optional<DynamicLibrary> m_tulip;
    std::map<std::size_t, std::vector<double>> m_columns; // results, thrown away
};

} // namespace agora::benchmarks
