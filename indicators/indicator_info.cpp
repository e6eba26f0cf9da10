#include "indicators/indicator_info.h"

#include "engine/base/text.h"

namespace agora::indicators {

std::string toText(const ParameterValue &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    if (const auto *real = std::get_if<double>(&value))
        return formatDouble(*real);
    return std::get<std::string>(value);
}

std::string_view toString(ParameterType type)
{
    switch (type) {
    case ParameterType::Integer:
        return "integer";
    case ParameterType::Real:
        return "number";
    case ParameterType::Choice:
        return "choice";
    case ParameterType::Text:
        return "text";
    }
    return "";
}

std::string_view toString(Pane pane) { return pane == Pane::Overlay ? "overlay" : "own"; }

std::string_view toString(LineStyle style)
{
    switch (style) {
    case LineStyle::Line:
        return "line";
    case LineStyle::Histogram:
        return "histogram";
    case LineStyle::Band:
        return "band";
    case LineStyle::Dots:
        return "dots";
    case LineStyle::Step:
        return "step";
    case LineStyle::Marker:
        return "marker";
    case LineStyle::MarkerAbove:
        return "marker_above";
    case LineStyle::MarkerBelow:
        return "marker_below";
    case LineStyle::Candle:
        return "candle";
    case LineStyle::Hidden:
        return "hidden";
    }
    return "";
}

std::string_view toString(ValueScale scale)
{
    switch (scale) {
    case ValueScale::Price:
        return "price";
    case ValueScale::PriceDistance:
        return "price_distance";
    case ValueScale::Free:
        return "free";
    case ValueScale::Volume:
        return "volume";
    }
    return "";
}

std::string_view toString(InputKind kind)
{
    switch (kind) {
    case InputKind::Price:
        return "price";
    case InputKind::Bar:
        return "bar";
    case InputKind::Candle:
        return "candle";
    case InputKind::PricedBar:
        return "priced_bar";
    case InputKind::Pair:
        return "pair";
    }
    return "";
}

} // namespace agora::indicators
