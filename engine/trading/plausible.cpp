#include "engine/trading/plausible.h"

namespace agora {

namespace {

const Decimal mostUnits = Decimal::fromWhole(1'000'000'000'000'000);
const Decimal highestPrice = Decimal::fromWhole(1'000'000'000'000);

std::optional<std::string> tooLarge(
    const char *name, const std::optional<Decimal> &number, Decimal most)
{
    if (!number || (*number <= most && *number >= -most))
        return std::nullopt;
    return std::string(name) + " " + number->toString() + " is beyond all measure";
}

} // namespace

std::optional<std::string> implausibleNumber(const OrderRequest &request)
{
    if (auto units = tooLarge("units", request.units, mostUnits))
        return units;
    if (auto price = tooLarge("price", request.price, highestPrice))
        return price;
    if (auto stop = tooLarge("stop loss", request.stopLoss, highestPrice))
        return stop;
    return tooLarge("take profit", request.takeProfit, highestPrice);
}

std::optional<std::string> implausibleNumber(const Fill &fill)
{
    if (auto units = tooLarge("units", fill.units, mostUnits))
        return units;
    if (auto price = tooLarge("price", fill.price, highestPrice))
        return price;
    return tooLarge("commission", fill.commission, mostUnits);
}

std::optional<std::string> implausibleNumber(const Position &position)
{
    if (auto units = tooLarge("units", position.units, mostUnits))
        return units;
    return tooLarge("average price", position.averagePrice, highestPrice);
}

} // namespace agora
