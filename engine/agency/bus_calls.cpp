#include "engine/agency/bus_parts.h"
#include "engine/base/text.h"

namespace agora::agency {

void Bus::answerRequest(PeerRef from, const Frame &frame, const Message &message)
{
    auto &parts = *m_parts;
    Answer answer(
        [this, alive = std::weak_ptr<int>(parts.alive), from,
            correlation = frame.header.correlation, topic = frame.topic](Result<Bytes> result) {
            if (alive.expired())
                return; // whoever kept the answer outlived the bus
            Frame reply{.header = {.kind = FrameKind::Reply,
                            .flags = static_cast<std::uint16_t>(result ? 0 : FlagError),
                            .correlation = correlation},
                .topic = topic,
                .body = result ? *result : toBytes(result.error().message)};
            m_parts->wire.send(from, reply);
        });
    if (!frame.header.has(FlagJson)) {
        if (const auto found = parts.requests.find(frame.topic); found != parts.requests.end())
            return found->second(message, answer);
        return answer(fail("“" + name() + "” takes no request “" + frame.topic + "”"));
    }
    const auto found = parts.methods.find(frame.topic);
    if (found == parts.methods.end()) {
        std::vector<std::string> known;
        for (const auto &[method, entry] : parts.methods)
            known.push_back(method);
        return answer(fail("“" + name() + "” has no method “" + frame.topic + "”"
            + suggestion(frame.topic, known)));
    }
    const auto arguments = Value::fromMessagePack(frame.body);
    if (!arguments)
        return answer(arguments.failure());
    found->second.handler(*arguments, answer);
}

// ---- request–reply

void Bus::onRequest(std::string name, OnRequest handler)
{
    m_parts->requests[std::move(name)] = std::move(handler);
}
void Bus::request(
    const std::string &agent, const std::string &name, Bytes body, Duration limit, OnBytes onReply)
{
    m_parts->links.request(agent, name, std::move(body), 0, limit, std::move(onReply));
}
void Bus::method(std::string name, std::string summary, OnMethod handler)
{
    m_parts->methods[std::move(name)] = {std::move(summary), std::move(handler)};
}
void Bus::call(const std::string &agent, const std::string &method, Value arguments, Duration limit,
    OnValue onReply)
{
    m_parts->links.request(agent, method, arguments.toMessagePack(), FlagJson, limit,
        [onReply = std::move(onReply)](Result<Bytes> reply) {
            if (!reply)
                return onReply(reply.failure());
            onReply(Value::fromMessagePack(*reply));
        });
}

// ---- introspection

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
    all.set("timers", static_cast<std::uint64_t>(m_parts->timers.count()));
    all.set("unacknowledged", m_parts->wire.causality().outstanding());
    all.set("last_message_age_ms",
        m_parts->lastFrame == Duration::zero()
            ? Value()
            : Value((steadyNow() - m_parts->lastFrame) / std::chrono::milliseconds(1)));
    for (const auto &[section, describe] : m_parts->descriptions)
        all.set(section, describe());
    return all;
}

void Bus::addStandardMethods()
{
    method("agent.ping", "Answers with the agent's name and epoch.",
        [this](const Value &, Answer answer) {
            Value reply;
            reply.set("name", name());
            reply.set("epoch", epoch());
            answer.value(std::move(reply));
        });
    method("agent.describe", "Links, subscribers and counters.",
        [this](const Value &, Answer answer) { answer.value(describe()); });
    method("agent.methods", "Every method with a sentence about it.",
        [this](const Value &, Answer answer) {
            Value methods;
            for (const auto &[name, method] : m_parts->methods)
                methods.set(name, method.summary);
            answer.value(std::move(methods));
        });
}

} // namespace agora::agency
