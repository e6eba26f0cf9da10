#pragma once

namespace agora::indicators {

/// Whose reckoning is followed where the established programs differ.
enum class Convention {
    Standard, ///< averages seeded with the mean of their first inputs (TA-Lib, TradingView)
    TaLib, ///< only where TA-Lib stands alone
    Mt5 ///< MetaTrader 5: exponential averages seeded with the first input
};

} // namespace agora::indicators
