#include "tests/benchmarks/router/bench_router.h"

#include <string_view>

/// `bench_router [ticks|snapshot|week]`: all of them without argument.
int main(int count, char **arguments)
{
    const std::string_view wanted = count > 1 ? arguments[1] : "";
    if (wanted == "first" && count == 4)
        agora::bench::benchFirst(arguments[2], arguments[3]);
    if (wanted.empty() || wanted == "ticks")
        agora::bench::benchTicks();
    if (wanted.empty() || wanted == "snapshot")
        agora::bench::benchSnapshot();
    if (wanted.empty() || wanted == "week")
        agora::bench::benchWeek();
    return 0;
}
