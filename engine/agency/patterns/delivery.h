#pragma once

#include "engine/agency/value.h"

#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace agora::agency {

/// A message as a socket's handler sees it.
struct Delivery {
    Value value;
    std::string topic{}; ///< as published (any bytes); empty where there are no topics
    std::string prefix{}; ///< the subscribed prefix that matched
    std::string from{}; ///< name of the agent that sent it; empty for plain ZeroMQ peers
    std::string alias{}; ///< of our socket
    std::uint64_t sequence = 0; ///< of the sender's stream to us; 0 for plain ZeroMQ peers
    bool isSnapshot = false; ///< the last value of its topic, sent because we joined late
};

/// How a request is answered: once, at once (and then the handler may go on working), or later from
/// a kept copy. A second answer is refused, logged and counted; when the last copy goes without an
/// answer, the requester is told so.
class Reply {
public:
    struct Ends {
        std::function<void(Result<Value>)> deliver;
        std::function<void(const std::string &sentence)> complain;
    };
    explicit Reply(Ends ends);
    /// False when it was answered before.
    bool operator()(Result<Value> answer) const;
    bool operator()(Value answer) const { return (*this)(Result<Value>(std::move(answer))); }
    [[nodiscard]] bool isGiven() const;

private:
    struct State;
    std::shared_ptr<State> m_state; // copies of one reply share the one answer
};

/// What is done with a delivery: the name of one of the agent's handlers or methods, or a callable
///     void (const Delivery &)                  a request is answered with null when it returns
///     Value (const Delivery &)                 … with this value
///     Result<Value> (const Delivery &)         … with this value or error
///     void (const Delivery &, const Reply &)   answers by itself: early, or later
class Handler {
public:
    using Body = std::function<void(const Delivery &, const Reply &)>;

    Handler() = default;
    Handler(const char *name) : m_name(name) {}
    Handler(std::string name) : m_name(std::move(name)) {}
    template <typename F>
    requires std::invocable<F &, const Delivery &, const Reply &> Handler(F body)
        : m_body(std::move(body))
    {}
    template <typename F>
    requires(std::invocable<F &,
                 const Delivery &> && !std::invocable<F &, const Delivery &, const Reply &>)
        Handler(F body)
        : m_body(answering(std::move(body)))
    {}
    /// A method of an agent: `Handler(this, &MyAgent::onQuote)`.
    template <typename T, typename R>
    Handler(T *object, R (T::*method)(const Delivery &))
        : Handler(
            [object, method](const Delivery &delivery) { return (object->*method)(delivery); })
    {}

    [[nodiscard]] bool isEmpty() const { return !m_body && m_name.empty(); }
    /// Empty for one that is a callable.
    [[nodiscard]] const std::string &name() const { return m_name; }
    /// Only for a callable.
    void operator()(const Delivery &delivery, const Reply &reply) const { m_body(delivery, reply); }

private:
    template <typename F>
    static Body answering(F body)
    {
        if constexpr (std::is_void_v<std::invoke_result_t<F &, const Delivery &>>)
            return [body = std::move(body)](const Delivery &delivery, const Reply &reply) mutable {
                body(delivery);
                reply(Value());
            };
        else
            return [body = std::move(body)](const Delivery &delivery, const Reply &reply) mutable {
                reply(body(delivery));
            };
    }

    Body m_body;
    std::string m_name;
};

/// All handlers of a socket: one, several in strict order, or one for each topic (several topics
/// may match one message: then all of theirs run).
class Handlers {
public:
    Handlers() = default;
    template <typename H>
    requires std::constructible_from<Handler, H> Handlers(H handler)
        : m_all{Handler(std::move(handler))}
    {}
    Handlers(std::vector<Handler> inOrder) : m_all(std::move(inOrder)) {}
    Handlers(std::map<std::string, Handler> byTopic) : m_byTopic(std::move(byTopic)) {}

    /// From afar handlers are named: a text, a list of texts, or an object topic → text.
    [[nodiscard]] static Result<Handlers> from(const Value &value);

    [[nodiscard]] bool isEmpty() const { return m_all.empty() && m_byTopic.empty(); }
    [[nodiscard]] const std::vector<Handler> &all() const { return m_all; }
    [[nodiscard]] const std::map<std::string, Handler> &byTopic() const { return m_byTopic; }
    [[nodiscard]] std::vector<Handler> &all() { return m_all; }
    [[nodiscard]] std::map<std::string, Handler> &byTopic() { return m_byTopic; }

private:
    std::vector<Handler> m_all; ///< for a subscriber: of every topic
    std::map<std::string, Handler> m_byTopic;
};

} // namespace agora::agency
