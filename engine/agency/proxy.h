#pragma once

#include "engine/agency/call_error.h"
#include "engine/agency/method_table.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace agora::agency {

/// For a limit: wait for ever. Nothing does so unless told to.
inline constexpr Duration withoutLimit{-1};

/// How a proxy calls.
struct ProxyOptions {
    Duration limit = std::chrono::seconds(3); ///< of each call
    /// Empty = the process's default: safe, unless AGORA_SAFE_CALLS is exactly `false`.
    std::optional<Safety> safety{};
};

/// A remote agent as a plain value: its name, where its name server is, how to call. Any program
/// and any thread may have many; a copy is as good as the original, and it can be sent to another
/// process (`toValue`). Making one touches no network: the agent need not exist yet.
///
/// Calls wait in the calling thread, never longer than their limit. Inside an agent's handler the
/// agent does nothing else meanwhile (for that, use Bus::call); `Bus::interrupt` frees it. A call
/// is *safe* (runs in the agent's own thread between its messages) or *unsafe* (runs at once beside
/// it; for methods that are declared thread-safe).
class Proxy {
public:
    /// `nameServer`: its endpoint; empty = the environment's AGORA_NAMESERVER, read at each call.
    explicit Proxy(std::string agent, std::string nameServer = {}, ProxyOptions options = {});

    /// Waits until the agent runs. The error says whether the name server or the agent is missing.
    [[nodiscard]] static CallResult<Proxy> connect(std::string agent, std::string nameServer = {},
        Duration limit = std::chrono::seconds(3), ProxyOptions options = {});

    [[nodiscard]] const std::string &agent() const { return m_agent; }
    [[nodiscard]] std::string nameServer() const; ///< empty when none is known

    // ---- calls. `limit` empty = the proxy's; withoutLimit = for ever
    /// The arguments are what the method declares: an object, or an array in the declared order.
    [[nodiscard]] CallResult<Value> call(
        const std::string &method, Value arguments = {}, std::optional<Duration> limit = {}) const;
    /// Returns when the call is on its way; its error is logged at the agent. It runs as a safe or
    /// an unsafe one.
    CallResult<void> oneWay(const std::string &method, Value arguments = {}) const;
    /// The same agent, other manners; this one stays as it is: `proxy.unsafe().call("status")`.
    [[nodiscard]] Proxy safe() const;
    [[nodiscard]] Proxy unsafe() const;
    [[nodiscard]] Proxy within(Duration limit) const;
    [[nodiscard]] Safety safety() const;

    // ---- attributes (of agents that serve them: see Attributes)
    /// Also of a busy agent.
    [[nodiscard]] CallResult<Value> get(const std::string &attribute) const;
    [[nodiscard]] CallResult<Value::Object> get(const std::vector<std::string> &attributes) const;
    CallResult<void> set(const std::string &attribute, Value value) const;
    CallResult<void> set(Value::Object attributes) const; ///< all of them or, on an error, none

    // ---- its life
    /// Returns when the agent runs, also when it is registered only later.
    CallResult<void> waitForRunning(Duration limit = std::chrono::seconds(3)) const;
    /// Its process lives and its loop runs; asks the name server, so a busy agent is running.
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] CallResult<Value> describe() const; ///< see Bus::describe
    [[nodiscard]] CallResult<Value> methods() const; ///< name → summary

    // ---- as a value
    [[nodiscard]] Value toValue() const; ///< {agent, name_server, limit_ms, safe}
    [[nodiscard]] static Result<Proxy> fromValue(const Value &value);
    bool operator==(const Proxy &) const = default;

private:
    std::string m_agent;
    std::string m_nameServer;
    Duration m_limit;
    std::optional<Safety> m_safety;
};

/// The endpoint in AGORA_NAMESERVER; empty when it is not set.
[[nodiscard]] std::string nameServerOfEnvironment();

} // namespace agora::agency
