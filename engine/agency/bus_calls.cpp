#include "engine/agency/bus_parts.h"
#include "engine/base/log.h"

namespace agora::agency {

namespace {
Value toValue(const TransportCounters &counters)
{
    Value row;
    row.set("frames_in", counters.framesIn);
    row.set("frames_out", counters.framesOut);
    row.set("refused", counters.refused);
    row.set("malformed", counters.malformed);
    row.set("unauthenticated", counters.unauthenticated);
    row.set("queued", counters.queued);
    row.set("raw_in", counters.rawIn);
    row.set("raw_out", counters.rawOut);
    return row;
}
} // namespace

Answer Bus::answerTo(PeerRef from, const Frame &frame)
{
    return Answer(
        [this, alive = std::weak_ptr<int>(m_parts->alive), from,
            correlation = frame.header.correlation, topic = frame.topic](Result<Bytes> result) {
            if (alive.expired())
                return; // whoever kept the answer outlived the bus
            if (correlation == 0) { // one-way: nobody waits
                if (!result)
                    logWarning("one-way call “" + topic + "”: " + result.error().message);
                return;
            }
            Frame reply{.header = {.kind = FrameKind::Reply,
                            .flags = static_cast<std::uint16_t>(result ? 0 : FlagError),
                            .correlation = correlation},
                .topic = topic,
                .body = result ? *result : toBytes(result.error().message)};
            m_parts->wire.send(from, reply);
        },
        frame.header.correlation == 0);
}

void Bus::refuseCall(PeerRef from, const Frame &frame, const CallError &error)
{
    if (frame.header.correlation == 0)
        return logWarning("one-way call “" + frame.topic + "”: " + error.text);
    Frame reply{.header = {.kind = FrameKind::Reply,
                    .flags = FlagError,
                    .sequence = static_cast<std::uint64_t>(error.kind),
                    .correlation = frame.header.correlation},
        .topic = frame.topic,
        .body = toBytes(error.text)};
    m_parts->wire.send(from, reply);
}

void Bus::answerRequest(PeerRef from, const Frame &frame, const Message &message)
{
    if (frame.header.has(FlagJson))
        return answerCall(from, frame);
    const auto answer = answerTo(from, frame);
    const auto found = m_parts->requests.find(frame.topic);
    if (found == m_parts->requests.end())
        return answer(fail("“" + name() + "” takes no request “" + frame.topic + "”"));
    const auto handler = found->second; // it may replace itself
    try {
        handler(message, answer);
    } catch (const std::exception &error) {
        answer(fail(error.what()));
        errors().report(
            "request “" + frame.topic + "” from “" + std::string(message.from) + "”", error.what());
    }
}

void Bus::answerCall(PeerRef from, const Frame &frame)
{
    auto &parts = *m_parts;
    auto method = parts.methods.find(frame.topic);
    if (!method && parts.threadSafeMethods != nullptr) {
        method = parts.threadSafeMethods->find(frame.topic);
        if (method && !method->spec.isThreadSafe)
            return refuseCall(from, frame,
                {CallError::Kind::NotThreadSafe, parts.threadSafeAgent, frame.topic,
                    "the method “" + frame.topic + "” of “" + parts.threadSafeAgent
                        + "” is not thread-safe: only a safe call can run it"});
        if (!method)
            return refuseCall(
                from, frame, parts.threadSafeMethods->unknown(parts.threadSafeAgent, frame.topic));
    }
    if (!method)
        return refuseCall(from, frame, parts.methods.unknown(name(), frame.topic));
    auto arguments
        = frame.body.empty() ? Result<Value>(Value()) : Value::fromMessagePack(frame.body);
    if (arguments)
        arguments = checkedArguments(method->spec, *std::move(arguments));
    if (!arguments)
        return refuseCall(from, frame,
            {CallError::Kind::BadArguments, name(), frame.topic, arguments.error().message});
    const auto answer = answerTo(from, frame);
    try {
        method->handler(*arguments, answer);
    } catch (const std::exception &error) {
        answer(fail(error.what()));
        errors().report("method “" + frame.topic + "”", error.what());
    }
}

// ---- request–reply

void Bus::onRequest(std::string name, OnRequest handler)
{
    m_parts->requests[std::move(name)] = std::move(handler);
}
void Bus::request(
    const std::string &agent, const std::string &name, Bytes body, Duration limit, OnBytes onReply)
{
    ask(agent, name, std::move(body), limit,
        [onReply = std::move(onReply)](CallResult<Bytes> reply) {
            onReply(reply ? Result<Bytes>(*std::move(reply)) : fail(reply.error().text));
        });
}

void Bus::ask(const std::string &agent, const std::string &name, Bytes body, Duration limit,
    OnAnswered onAnswered)
{
    m_parts->links.request(agent, name, std::move(body), 0, limit,
        [this, name, onAnswered = std::move(onAnswered)](CallResult<Bytes> reply) {
            contain("answer to “" + name + "”", [&] { onAnswered(std::move(reply)); });
        });
}

void Bus::method(std::string name, std::string summary, OnMethod handler)
{
    m_parts->methods.set(std::move(name), {.summary = std::move(summary)}, std::move(handler));
}
void Bus::method(std::string name, MethodSpec spec, OnMethod handler)
{
    m_parts->methods.set(std::move(name), std::move(spec), std::move(handler));
}
MethodTable &Bus::methods() { return m_parts->methods; }

void Bus::serveThreadSafeMethods(const std::string &agent, const MethodTable &methods)
{
    m_parts->threadSafeAgent = agent;
    m_parts->threadSafeMethods = &methods;
}

void Bus::call(const std::string &agent, const std::string &method, Value arguments, Duration limit,
    OnValue onReply)
{
    call(agent, method, std::move(arguments), CallOptions{.limit = limit},
        [onReply = std::move(onReply)](CallResult<Value> reply) {
            onReply(reply ? Result<Value>(*std::move(reply)) : fail(reply.error().text));
        });
}

void Bus::call(const std::string &agent, const std::string &method, Value arguments,
    CallOptions options, OnCalled onCalled)
{
    if (options.isOneWay)
        return m_parts->links.tell(agent, method, arguments.toMessagePack());
    m_parts->links.request(agent, method, arguments.toMessagePack(), FlagJson, options.limit,
        [this, agent, method, onCalled = std::move(onCalled)](CallResult<Bytes> reply) {
            contain("answer to “" + method + "”", [&] {
                if (!reply)
                    return onCalled(reply.failure());
                auto value = Value::fromMessagePack(*reply);
                if (!value)
                    return onCalled(failWith(
                        CallError{CallError::Kind::Failed, agent, method, value.error().message}));
                onCalled(*std::move(value));
            });
        });
}

// ---- errors

HandlerErrors &Bus::errors() { return m_parts->errors; }

// ---- introspection

namespace {
Value describeErrors(const HandlerErrors &errors)
{
    Value row;
    row.set("policy", toString(errors.policy()));
    row.set("count", errors.count());
    if (const auto &last = errors.last()) {
        row.set("last", last->context + ": " + last->text);
        row.set("last_age_ms", (steadyNow() - last->at) / std::chrono::milliseconds(1));
    }
    return row;
}
} // namespace

Value Bus::describe() const
{
    Value all;
    all.set("name", name());
    all.set("epoch", epoch());
    all.set("links", m_parts->links.describe());
    all.set("subscribers", m_parts->sessions.describe());
    all.set("messages", m_parts->handled);
    all.set("gaps", m_parts->links.gapCount());
    all.set("lagged", m_parts->sessions.laggedCount());
    all.set("dropped", m_parts->sessions.droppedCount());
    all.set("lost", m_parts->sessions.lostCount());
    all.set("transport", toValue(m_parts->wire.transport().counters()));
    all.set("timers", static_cast<std::uint64_t>(m_parts->timers.count()));
    all.set("unacknowledged", m_parts->wire.causality().outstanding());
    all.set("last_message_age_ms",
        m_parts->lastFrame == Duration::zero()
            ? Value()
            : Value((steadyNow() - m_parts->lastFrame) / std::chrono::milliseconds(1)));
    Value queues;
    {
        const std::scoped_lock lock(m_parts->postLock);
        queues.set("posted", static_cast<std::uint64_t>(m_parts->posted.size()));
    }
    queues.set("before_service", static_cast<std::uint64_t>(m_parts->early.size()));
    const auto counters = m_parts->wire.transport().counters();
    queues.set("to_peers", counters.queued);
    all.set("queues", std::move(queues));
    all.set("transport", toValue(counters));
    all.set("errors", describeErrors(m_parts->errors));
    all.set("methods", m_parts->methods.describe());
    for (const auto &[section, describe] : m_parts->descriptions)
        all.set(section, describe());
    return all;
}

void Bus::addStandardMethods()
{
    method("agent.ping",
        MethodSpec{.summary = "Answers with the agent's name and epoch.", .isThreadSafe = true},
        [this](const Value &, Answer answer) {
            Value reply;
            reply.set("name", name());
            reply.set("epoch", epoch());
            answer.value(std::move(reply));
        });
    method("agent.describe", "Links, subscribers and counters.",
        [this](const Value &, Answer answer) { answer.value(describe()); });
    method("agent.methods",
        MethodSpec{.summary = "Every method with a sentence about it.", .isThreadSafe = true},
        [this](const Value &, Answer answer) { answer.value(m_parts->methods.summaries()); });
}

} // namespace agora::agency
