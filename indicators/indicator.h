#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <vector>

namespace agora::indicators {

// clang-format off
/// A formula fed one input at a time, in constant time and memory. A copy is a snapshot.
template <typename T>
concept Indicator = std::copyable<T> && requires(T indicator, typename T::Input input) {
    { indicator.update(input) } -> std::same_as<std::optional<typename T::Output>>;
};
// clang-format on

/// The reference batch form: the stream replayed, so the chart and the live brain cannot disagree.
template <Indicator T>
auto replay(T indicator, std::span<const typename T::Input> inputs)
{
    std::vector<std::optional<typename T::Output>> outputs;
    outputs.reserve(inputs.size());
    for (const auto &input : inputs)
        outputs.push_back(indicator.update(input));
    return outputs;
}

} // namespace agora::indicators
