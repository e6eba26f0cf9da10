#pragma once

#include <array>
#include <optional>
#include <utility>

namespace agora::indicators {

/// Feeds `next` with what came out of the stage before it, once there is something.
template <typename Stage, typename Value>
auto feed(Stage &next, const std::optional<Value> &value) -> decltype(next.update(*value))
{
    return value ? next.update(*value) : std::nullopt;
}

/// `part / whole`, or `neutral` where there is nothing to divide by.
[[nodiscard]] inline double ratioOr(double neutral, double part, double whole)
{
    return whole != 0.0 ? part / whole : neutral;
}

/// `count` copies of a value that has no empty state.
template <std::size_t count, typename T>
[[nodiscard]] std::array<T, count> copies(const T &value)
{
    return [&]<std::size_t... i>(std::index_sequence<i...>)
    {
        return std::array<T, count>{(static_cast<void>(i), value)...};
    }
    (std::make_index_sequence<count>{});
}

} // namespace agora::indicators
