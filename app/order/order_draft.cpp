#include "app/order/order_draft.h"

#include "engine/base/clock.h"

namespace agora::app {

std::string newOrderId()
{
    static int number = 0;
    return "manual." + std::to_string(toNanos(SystemClock().now())) + "."
        + std::to_string(++number);
}

} // namespace agora::app
