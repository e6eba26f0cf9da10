#include "engine/agency/patterns/delivery.h"

namespace agora::agency {

struct Reply::State {
    explicit State(Ends given) : ends(std::move(given)) {}
    ~State()
    {
        if (!isGiven)
            ends.deliver(fail("the request went unanswered"));
    }
    Ends ends;
    bool isGiven = false;
};

Reply::Reply(Ends ends) : m_state(std::make_shared<State>(std::move(ends))) {}

bool Reply::operator()(Result<Value> answer) const
{
    if (m_state->isGiven) {
        m_state->ends.complain(
            "a request was answered a second time; the second answer is dropped");
        return false;
    }
    m_state->isGiven = true;
    m_state->ends.deliver(std::move(answer));
    return true;
}

bool Reply::isGiven() const { return m_state->isGiven; }

Result<Handlers> Handlers::from(const Value &value)
{
    const auto named = [](const Value &name) -> Result<Handler> {
        if (!name.isText() || name.asText().empty())
            return fail(name.toJson() + " is no handler (expected the name of one)");
        return Handler(name.asText());
    };
    if (value.isNull())
        return Handlers();
    if (value.isArray()) {
        std::vector<Handler> inOrder;
        for (const auto &each : value.asArray()) {
            auto handler = named(each);
            if (!handler)
                return handler.failure();
            inOrder.push_back(*std::move(handler));
        }
        return Handlers(std::move(inOrder));
    }
    if (value.isObject()) {
        std::map<std::string, Handler> byTopic;
        for (const auto &[topic, each] : value.asObject()) {
            auto handler = named(each);
            if (!handler)
                return handler.failure();
            byTopic.emplace(topic, *std::move(handler));
        }
        return Handlers(std::move(byTopic));
    }
    auto handler = named(value);
    if (!handler)
        return handler.failure();
    return Handlers(*std::move(handler));
}

} // namespace agora::agency
