#include "engine/agency/timer_book.h"

#include "engine/base/clock.h"
#include "engine/base/text.h"

#include <memory>

namespace agora::agency {

namespace {
double inMs(Duration duration) { return static_cast<double>(duration.count()) / 1e6; }
} // namespace

TimerBook::TimerBook(Bus &bus) : m_bus(bus)
{
    m_bus.describeWith("timer_list", [this] { return list(); });
}

TimerBook::~TimerBook()
{
    stopAll();
    m_bus.describeWith("timer_list", {});
}

std::string TimerBook::contextOf(TimerId id) const
{
    const auto found = m_aliases.find(id);
    return found == m_aliases.end() || found->second.empty() ? "timer " + std::to_string(id)
                                                             : "timer “" + found->second + "”";
}

TimerId TimerBook::remember(TimerId id, const std::string &alias)
{
    m_aliases[id] = alias;
    return id;
}

TimerId TimerBook::every(Duration period, std::function<void()> body, const std::string &alias)
{
    if (!alias.empty())
        (void)stop(alias);
    const auto own = std::make_shared<TimerId>(); // known only after the body was handed over
    *own = m_bus.every(std::max(period, Duration::zero()), [this, own, body = std::move(body)] {
        const auto context = contextOf(*own); // it may stop itself
        m_bus.contain(context, body);
    });
    return remember(*own, alias);
}

TimerId TimerBook::after(Duration delay, std::function<void()> body, const std::string &alias)
{
    if (!alias.empty())
        (void)stop(alias);
    const auto own = std::make_shared<TimerId>();
    *own = m_bus.after(delay, [this, own, body = std::move(body)] {
        const auto context = contextOf(*own);
        m_aliases.erase(*own);
        m_bus.contain(context, body);
    });
    return remember(*own, alias);
}

Result<void> TimerBook::stop(TimerId id)
{
    if (m_aliases.erase(id) == 0)
        return fail("there is no timer " + std::to_string(id));
    m_bus.stopTimer(id);
    return {};
}

Result<void> TimerBook::stop(const std::string &alias)
{
    std::vector<std::string> known;
    for (const auto &[id, name] : m_aliases) {
        if (name == alias && !alias.empty())
            return stop(id);
        if (!name.empty())
            known.push_back(name);
    }
    return fail("there is no timer “" + alias + "”" + suggestion(alias, known));
}

std::size_t TimerBook::stopAll()
{
    const auto all = std::exchange(m_aliases, {});
    for (const auto &[id, alias] : all)
        m_bus.stopTimer(id);
    return all.size();
}

Value TimerBook::list() const
{
    Value rows = Value::Array{};
    const auto now = steadyNow();
    for (const auto &[id, alias] : m_aliases) {
        const auto timer = m_bus.timer(id);
        if (!timer)
            continue;
        Value row;
        row.set("id", id);
        row.set("alias", alias);
        row.set("period_ms", timer->isRepeating ? Value(inMs(timer->period)) : Value());
        row.set("due_in_ms", inMs(timer->due - now));
        row.set("ticks", timer->ticks);
        row.set("dropped", timer->dropped);
        rows.append(std::move(row));
    }
    return rows;
}

} // namespace agora::agency
