#pragma once

#include "engine/model/bar_series.h"

#include <array>
#include <string_view>

namespace agora::indicators {

/// Which price of a bar feeds an indicator that takes one number a bar.
enum class PriceInput { Close, Open, High, Low, Median, Typical, Weighted };

inline constexpr std::array allPriceInputs{PriceInput::Close, PriceInput::Open, PriceInput::High,
    PriceInput::Low, PriceInput::Median, PriceInput::Typical, PriceInput::Weighted};

/// `close` `open` `high` `low` `median` `typical` `weighted`.
[[nodiscard]] std::string_view toString(PriceInput input);
/// An unknown name is an error that names it and suggests the nearest.
[[nodiscard]] Result<PriceInput> parsePriceInput(std::string_view text);

[[nodiscard]] constexpr double priceOf(const Bar &bar, PriceInput input)
{
    switch (input) {
    case PriceInput::Open:
        return bar.open;
    case PriceInput::High:
        return bar.high;
    case PriceInput::Low:
        return bar.low;
    case PriceInput::Median:
        return (bar.high + bar.low) / 2;
    case PriceInput::Typical:
        return (bar.high + bar.low + bar.close) / 3;
    case PriceInput::Weighted:
        return (bar.high + bar.low + 2 * bar.close) / 4;
    case PriceInput::Close:
        break;
    }
    return bar.close;
}

} // namespace agora::indicators
