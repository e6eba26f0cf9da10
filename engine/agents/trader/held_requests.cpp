#include "engine/agents/trader/held_requests.h"

#include <algorithm>
#include <utility>

namespace agora {

namespace {

enum class Sort { Dot, Digit, Other };

Sort sortOf(char letter)
{
    if (letter == '.')
        return Sort::Dot;
    return letter >= '0' && letter <= '9' ? Sort::Digit : Sort::Other;
}

/// Takes the letters of one sort at the front.
std::string_view takeRun(std::string_view &text)
{
    std::size_t length = 0;
    while (length < text.size() && sortOf(text[length]) == sortOf(text.front()))
        ++length;
    const auto run = text.substr(0, length);
    text.remove_prefix(length);
    return run;
}

int compareNumbers(std::string_view a, std::string_view b)
{
    a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
    b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return a.compare(b);
}

} // namespace

int compareOrderIds(std::string_view a, std::string_view b)
{
    auto restA = a;
    auto restB = b;
    while (!restA.empty() && !restB.empty()) {
        const auto runA = takeRun(restA);
        const auto runB = takeRun(restB);
        const bool areNumbers
            = sortOf(runA.front()) == Sort::Digit && sortOf(runB.front()) == Sort::Digit;
        const int order = areNumbers ? compareNumbers(runA, runB) : runA.compare(runB);
        if (order != 0)
            return order;
    }
    if (restA.empty() != restB.empty())
        return restA.empty() ? -1 : 1;
    return a.compare(b); // `x.01` and `x.1` are not the same id
}

void HeldRequests::hold(Kind kind, std::string orderId, std::function<void()> take)
{
    m_held.push_back({kind, std::move(orderId), std::move(take)});
}

void HeldRequests::takeAll()
{
    auto held = std::exchange(m_held, {});
    std::stable_sort(held.begin(), held.end(), [](const Held &a, const Held &b) {
        return a.kind != b.kind ? a.kind < b.kind : compareOrderIds(a.orderId, b.orderId) < 0;
    });
    for (const auto &each : held)
        each.take();
}

} // namespace agora
