#pragma once

#include "engine/base/time.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace agora::agency {

/// What an agent does when a handler, timer or method of its throws.
enum class OnError : std::uint8_t {
    GoOn, ///< nothing else: the next message is handled (default)
    Stop, ///< leaves its loop; process, name, sockets and control thread stay, `run` begins again
    Restart ///< leaves its loop, and whoever runs it builds it anew or ends the process for that
};

/// One exception that left a handler.
struct HandlerError {
    Duration at{}; ///< monotonic
    std::string context; ///< what was being done: “timer “poll””, “push “order” from “brain””
    std::string text; ///< what the exception said
};

/// Contains the exceptions of one agent's handlers: logs each with its context, counts them, and
/// does what the agent's policy says. Used in the agent's thread.
class HandlerErrors {
public:
    void setPolicy(OnError policy) { m_policy = policy; }
    [[nodiscard]] OnError policy() const { return m_policy; }
    /// Told of every error after it was logged, before the policy acts; it must not throw.
    void onError(std::function<void(const HandlerError &)> hook) { m_hook = std::move(hook); }
    /// How the loop is left, for the policies that leave it.
    void onLeave(std::function<void()> leave) { m_leave = std::move(leave); }

    void report(std::string context, std::string text);
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] const std::optional<HandlerError> &last() const { return m_last; }
    /// The error for which the loop was left; empty when it runs or was stopped otherwise.
    [[nodiscard]] const std::optional<HandlerError> &fatal() const { return m_fatal; }
    void clearFatal() { m_fatal.reset(); } ///< the loop begins again

private:
    OnError m_policy = OnError::GoOn;
    std::function<void(const HandlerError &)> m_hook;
    std::function<void()> m_leave;
    std::uint64_t m_count = 0;
    std::optional<HandlerError> m_last;
    std::optional<HandlerError> m_fatal;
};

[[nodiscard]] std::string_view toString(OnError policy);
/// `go-on`, `stop`, `restart`.
[[nodiscard]] std::optional<OnError> parseOnError(std::string_view text);

} // namespace agora::agency
