#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>

namespace agora::agency {

/// Why a remote call gave no value, as a type that a program can act on.
struct CallError {
    /// Numbers travel on the wire: never change one.
    enum class Kind : std::uint8_t {
        Failed = 1, ///< the method ran, and refused or threw: `text` is what it said
        NoMethod, ///< the agent has no method of that name; `text` suggests the nearest
        BadArguments, ///< the method did not run: `text` names the argument
        NotThreadSafe, ///< an unsafe call of a method that was not declared thread-safe
        NoAgent, ///< the name server knows nobody of that name
        NoNameServer, ///< no address is known, or nobody answered there within the limit
        NoAnswer, ///< the limit passed; whether the method ran is not known
        NotRunning, ///< its process lives, but its loop was left (stop) or has not begun
        Restarted, ///< it began a new life before it answered; whether the method ran is not known
        OwnThread, ///< a safe call of an agent on itself, which could only wait for ever
        Interrupted ///< the calling agent is being ended
    };

    Kind kind = Kind::Failed;
    std::string agent;
    std::string method;
    std::string text; ///< one sentence

    /// The whole in one sentence: names agent and method where `text` does not.
    [[nodiscard]] std::string message() const
    {
        return kind == Kind::Failed || kind == Kind::BadArguments
            ? "“" + agent + "”, method “" + method + "”: " + text
            : text;
    }
    bool operator==(const CallError &) const = default;
};

/// The kind that a number on the wire means; what is unknown (a newer peer) counts as Failed.
[[nodiscard]] constexpr CallError::Kind callErrorKind(std::uint64_t number)
{
    return number >= 1 && number <= static_cast<std::uint64_t>(CallError::Kind::Interrupted)
        ? static_cast<CallError::Kind>(number)
        : CallError::Kind::Failed;
}

template <typename T>
using CallResult = Result<T, CallError>;

} // namespace agora::agency
