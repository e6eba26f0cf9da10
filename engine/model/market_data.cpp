#include "engine/model/market_data.h"

#include <array>

namespace agora {

namespace {
constexpr std::array<std::string_view, 3> sideNames{"bid", "ask", "mid"};
} // namespace

std::string_view toString(PriceSide side) { return sideNames[static_cast<std::size_t>(side)]; }

Result<PriceSide> parsePriceSide(std::string_view text)
{
    for (std::size_t i = 0; i < sideNames.size(); ++i) {
        if (sideNames[i] == text)
            return static_cast<PriceSide>(i);
    }
    return fail("“" + std::string(text) + "” is not a price side: bid, ask or mid");
}

} // namespace agora
