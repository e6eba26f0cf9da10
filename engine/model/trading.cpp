#include "engine/model/trading.h"

#include <array>

namespace agora {

namespace {

constexpr std::array<std::string_view, 2> sideNames{"buy", "sell"};
constexpr std::array<std::string_view, 3> typeNames{"market", "limit", "stop"};
constexpr std::array<std::string_view, 4> timeInForceNames{"gtc", "ioc", "fok", "gtd"};
constexpr std::array<std::string_view, 8> stateNames{"pending", "unknown", "working",
    "partially_filled", "filled", "cancelled", "rejected", "expired"};

template <typename Enum, std::size_t Count>
Result<Enum> parseName(
    const std::array<std::string_view, Count> &names, std::string_view text, const char *what)
{
    std::string known;
    for (std::size_t i = 0; i < Count; ++i) {
        if (names[i] == text)
            return static_cast<Enum>(i);
        known += (i == 0 ? "" : ", ") + std::string(names[i]);
    }
    return fail("“" + std::string(text) + "” is not " + what + ": " + known);
}

} // namespace

std::string_view toString(OrderSide side) { return sideNames[static_cast<std::size_t>(side)]; }

std::string_view toString(OrderType type) { return typeNames[static_cast<std::size_t>(type)]; }

std::string_view toString(TimeInForce tif)
{
    return timeInForceNames[static_cast<std::size_t>(tif)];
}

std::string_view toString(OrderState state) { return stateNames[static_cast<std::size_t>(state)]; }

Result<OrderSide> parseOrderSide(std::string_view text)
{
    return parseName<OrderSide>(sideNames, text, "an order side");
}

Result<OrderType> parseOrderType(std::string_view text)
{
    return parseName<OrderType>(typeNames, text, "an order type");
}

Result<TimeInForce> parseTimeInForce(std::string_view text)
{
    return parseName<TimeInForce>(timeInForceNames, text, "a time in force");
}

Result<OrderState> parseOrderState(std::string_view text)
{
    return parseName<OrderState>(stateNames, text, "an order state");
}

bool isFinal(OrderState state)
{
    return state == OrderState::Filled || state == OrderState::Cancelled
        || state == OrderState::Rejected || state == OrderState::Expired;
}

} // namespace agora
