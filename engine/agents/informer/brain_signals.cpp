#include "engine/agents/informer/brain_signals.h"

#include "engine/base/log.h"
#include "engine/protocol/codec.h"

#include <algorithm>
#include <set>

namespace agora {

namespace topics = protocol::topics;

BrainSignals::BrainSignals(agency::Bus &bus) : m_bus(bus)
{
    bus.offer(topics::allSignals, [this](const agency::Subscriber &who) {
        if (who.topic != topics::allSignals) // also has brains' topics as its beginning
            return m_bus.refuse(who.id, "“" + who.topic + "” is published by the brain itself");
        m_bus.accept(
            who.id, {protocol::encode(protocol::SignalBatch{{m_newest.begin(), m_newest.end()}})});
    });
    // The Overmind and what brains say take no part in a replay's orders: it need not wait for us.
    bus.subscribe("nameserver", "brains",
        {.arguments = {},
            .onMessage = [this](const agency::Message &message) { onBrains(message); },
            .onProblem = {},
            .isObserver = true});
}

void BrainSignals::onBrains(const agency::Message &message)
{
    const auto brains = agency::Value::fromMessagePack(message.body);
    if (!brains)
        return logWarning("the list of brains cannot be read: " + brains.error().message);
    std::set<std::string> names;
    for (const auto &brain : brains->asArray()) {
        if (const auto &name = brain["name"].asText(); !name.empty())
            names.insert(name);
    }
    std::erase_if(m_subscriptions, [&](const auto &entry) {
        if (names.contains(entry.first))
            return false;
        m_bus.unsubscribe(entry.second);
        return true;
    });
    for (const auto &name : names) {
        if (m_subscriptions.contains(name))
            continue;
        m_subscriptions[name] = m_bus.subscribe(name, topics::signalsOf(name),
            {.arguments = {},
                .onMessage = [this, name](const agency::Message &said) { onSignals(name, said); },
                .onProblem = {},
                .isObserver = true});
    }
}

void BrainSignals::onSignals(const std::string &brain, const agency::Message &message)
{
    if (message.body.empty())
        return;
    auto batch = protocol::decode<protocol::SignalBatch>(message.body);
    if (!batch)
        return logWarning("a signal of “" + brain + "” cannot be read: " + batch.error().message);
    for (auto &signal : batch->items)
        signal.brain = brain; // nobody speaks for another
    if (message.isSnapshot()) // repeats what we have when the brain or we were away
        std::erase_if(batch->items, [&](const Signal &signal) {
            return std::find(m_newest.begin(), m_newest.end(), signal) != m_newest.end();
        });
    if (batch->items.empty())
        return;
    m_newest.insert(m_newest.end(), batch->items.begin(), batch->items.end());
    if (m_newest.size() > kept)
        m_newest.erase(m_newest.begin(), m_newest.end() - static_cast<std::ptrdiff_t>(kept));
    m_bus.publish(topics::allSignals, protocol::encode(*batch));
}

} // namespace agora
