#include "engine/base/process_usage.h"

#include "engine/base/paths.h"
#include "engine/base/text.h"

#include <unistd.h>

namespace agora {

std::optional<ProcessUsage> usageOf(int pid)
{
    const auto stat = readFile("/proc/" + std::to_string(pid) + "/stat");
    if (!stat)
        return std::nullopt;
    // The second field is the name in parentheses, which may hold anything; the rest is plain
    // (proc(5)).
    const auto close = stat->rfind(')');
    if (close == std::string::npos || close + 2 >= stat->size())
        return std::nullopt;
    const auto fields = split(std::string_view(*stat).substr(close + 2), ' ');
    if (fields.size() < 22)
        return std::nullopt;
    const auto ticks = parseInteger(fields[11]).value_or(0) + parseInteger(fields[12]).value_or(0);
    const auto pages = parseInteger(fields[21]).value_or(0);
    const auto perSecond = ::sysconf(_SC_CLK_TCK);
    return ProcessUsage{.residentMiB = static_cast<double>(pages)
            * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0),
        .cpuTime = Duration(ticks * (1'000'000'000 / perSecond))};
}

std::string commandLineOf(int pid)
{
    return readFile("/proc/" + std::to_string(pid) + "/cmdline").valueOr("");
}

} // namespace agora
