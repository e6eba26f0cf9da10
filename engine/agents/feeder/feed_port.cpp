#include "engine/agents/feeder/feed_port.h"

#include "engine/base/clock.h"
#include "engine/base/ensure.h"

#include <cstring>
#include <type_traits>

namespace agora {

namespace {
constexpr Duration sendLimit = std::chrono::seconds(1); ///< then the wish to end is looked at
}

void ThreadPort::listen(Duration limit)
{
    auto wait = limit;
    while (auto note = m_port.receive(wait)) {
        wait = Duration::zero();
        if (note->topic.starts_with(feednote::message)) {
            m_messages.push_back(
                {note->topic.substr(feednote::message.size()), std::move(note->bytes)});
        } else if (note->topic == feednote::request) {
            requests.push_back(std::move(*note));
        } else if (note->topic == feednote::symbols) {
            newSymbols.emplace();
            for (const auto &symbol : note->value["symbols"].asArray())
                newSymbols->push_back(symbol.asText());
        }
    }
}

bool ThreadPort::isOver()
{
    listen(Duration::zero());
    return isStopping() || newSymbols;
}

bool ThreadPort::pause(Duration limit)
{
    const auto end = steadyNow() + limit;
    for (auto now = steadyNow(); now < end && !isStopping() && !newSymbols; now = steadyNow())
        listen(end - now);
    return isOver();
}

std::optional<FeedMessage> ThreadPort::receive(Duration limit)
{
    const auto end = steadyNow() + limit;
    listen(Duration::zero());
    for (auto now = steadyNow(); m_messages.empty() && now < end && !isStopping() && !newSymbols;
         now = steadyNow())
        listen(end - now);
    if (m_messages.empty() || isStopping())
        return std::nullopt;
    auto message = std::move(m_messages.front());
    m_messages.pop_front();
    return message;
}

bool ThreadPort::send(FeedMessage message)
{
    return sendNote({.topic = feednote::message + message.topic,
        .value = {},
        .bytes = std::move(message.bytes)});
}

bool ThreadPort::sendNote(agency::Note note)
{
    while (!isStopping()) {
        if (m_port.send(note, sendLimit))
            return true;
    }
    return false;
}

agency::Bytes packTicks(std::span<const Tick> ticks)
{
    static_assert(std::is_trivially_copyable_v<Tick>);
    agency::Bytes bytes(ticks.size_bytes());
    if (!ticks.empty())
        std::memcpy(bytes.data(), ticks.data(), bytes.size());
    return bytes;
}

std::vector<Tick> unpackTicks(std::span<const std::byte> bytes)
{
    AGORA_ENSURE(bytes.size() % sizeof(Tick) == 0);
    std::vector<Tick> ticks(bytes.size() / sizeof(Tick));
    if (!ticks.empty())
        std::memcpy(ticks.data(), bytes.data(), bytes.size());
    return ticks;
}

} // namespace agora
