#include "indicators/price_input.h"
#include "indicators/wording.h"

#include "engine/base/text.h"

namespace agora::indicators {

std::string_view toString(PriceInput input)
{
    switch (input) {
    case PriceInput::Close:
        return "close";
    case PriceInput::Open:
        return "open";
    case PriceInput::High:
        return "high";
    case PriceInput::Low:
        return "low";
    case PriceInput::Median:
        return "median";
    case PriceInput::Typical:
        return "typical";
    case PriceInput::Weighted:
        return "weighted";
    }
    return "close";
}

Result<PriceInput> parsePriceInput(std::string_view text)
{
    std::vector<std::string> names;
    for (const auto input : allPriceInputs) {
        if (toString(input) == text)
            return input;
        names.emplace_back(toString(input));
    }
    return fail("Unknown price \"" + std::string(text) + "\"" + ending(text, names));
}

} // namespace agora::indicators
