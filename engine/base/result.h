#pragma once

#include "engine/base/ensure.h"

#include <string>
#include <utility>
#include <variant>

namespace agora {

/// An expected failure, told in one sentence that names file, line, field or value.
struct Error {
    std::string message;
    bool operator==(const Error &) const = default;
};

/// The failing half of a Result, so that `return fail("…")` works for every Result type.
template <typename E>
struct Failure {
    E error;
};

[[nodiscard]] inline Failure<Error> fail(std::string message)
{
    return {Error{std::move(message)}};
}

template <typename E>
[[nodiscard]] Failure<E> failWith(E error)
{
    return {std::move(error)};
}

/// A value, or the reason why there is none.
template <typename T, typename E = Error>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Failure<E> failure) : m_state(std::in_place_index<1>, std::move(failure.error)) {}

    [[nodiscard]] bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    /// Calling these on a failure is a bug and ends the process.
    [[nodiscard]] const T &value() const &
    {
        AGORA_ENSURE(hasValue());
        return std::get<0>(m_state);
    }
    [[nodiscard]] T &value() &
    {
        AGORA_ENSURE(hasValue());
        return std::get<0>(m_state);
    }
    [[nodiscard]] T &&value() &&
    {
        AGORA_ENSURE(hasValue());
        return std::get<0>(std::move(m_state));
    }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    [[nodiscard]] T valueOr(T fallback) const { return hasValue() ? value() : std::move(fallback); }

    [[nodiscard]] const E &error() const
    {
        AGORA_ENSURE(!hasValue());
        return std::get<1>(m_state);
    }
    /// The failure half, to hand it on: `if (!r) return r.failure();`
    [[nodiscard]] Failure<E> failure() const { return {error()}; }

private:
    std::variant<T, E> m_state;
};

/// Success without a value, or the reason why not.
template <typename E>
class [[nodiscard]] Result<void, E> {
public:
    Result() = default;
    Result(Failure<E> failure) : m_error(std::in_place_index<1>, std::move(failure.error)) {}

    [[nodiscard]] bool hasValue() const { return m_error.index() == 0; }
    explicit operator bool() const { return hasValue(); }
    [[nodiscard]] const E &error() const
    {
        AGORA_ENSURE(!hasValue());
        return std::get<1>(m_error);
    }
    [[nodiscard]] Failure<E> failure() const { return {error()}; }

private:
    std::variant<std::monostate, E> m_error;
};

} // namespace agora
