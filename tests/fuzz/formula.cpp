#include "indicators/formula.h"

#include "engine/base/ensure.h"

#include <cmath>
#include <cstdint>
#include <string_view>

using namespace agora;
using namespace agora::indicators;

/// Whatever the text: an indicator that keeps its promises, or an error within the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(bytes), size);
    const auto formula = makeFormula(text);
    if (!formula) {
        AGORA_ENSURE(formula.error().column >= 1 && formula.error().column <= size + 1);
        AGORA_ENSURE(!formula.error().message.empty());
        return 0;
    }
    for (int i = 1; i <= 30; ++i) {
        const double price = 1.1 + 0.01 * ((i * 7) % 5);
        const Bar bar{fromNanos(i), price, price + 0.02, price - 0.01, price + 0.01, 10.0 * i};
        const double trial = (*formula)->preview(bar)[0];
        const double value = (*formula)->update(bar)[0];
        AGORA_ENSURE(trial == value || (std::isnan(trial) && std::isnan(value)));
        AGORA_ENSURE(!std::isinf(value));
        AGORA_ENSURE(std::isnan(value) || i >= (*formula)->warmUp());
    }
    return 0;
}
