#pragma once

#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace agora::indicators {

// Building blocks are told to be inlined into what is built of them: an optional handed over in
// registers costs several times the formula (the flag is written as a byte and read as a word).

// clang-format off
/// A formula fed one input at a time, in constant time and memory. A copy is a snapshot.
template <typename T>
concept Indicator = std::is_copy_constructible_v<T> && std::is_copy_assignable_v<T>
    && std::is_same_v<decltype(std::declval<T &>().update(std::declval<typename T::Input>())),
        std::optional<typename T::Output>>; // traits, as Qt 6.4's moc cannot read <concepts>
// clang-format on

/// One column of values for each output.
using Columns = std::span<const std::span<double>>;

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
