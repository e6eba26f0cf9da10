#include "engine/market/bar_resampler.h"

#include <algorithm>
#include <limits>
#include <string>

namespace agora {

namespace {

constexpr std::size_t keptTargets = 2;

void join(Ohlc &side, const Ohlc &later)
{
    side.high = std::max(side.high, later.high);
    side.low = std::min(side.low, later.low);
    side.close = later.close;
}

void join(QuoteBar &bar, const QuoteBar &later)
{
    join(bar.bid, later.bid);
    join(bar.ask, later.ask);
    join(bar.mid, later.mid);
    bar.volume += later.volume;
    bar.ticks += later.ticks;
    constexpr unsigned highest = std::numeric_limits<std::uint16_t>::max();
    bar.revision
        = static_cast<std::uint16_t>(std::min(highest, unsigned{bar.revision} + later.revision));
    const unsigned inAll = bar.flags & later.flags & BarSynthetic;
    const unsigned inAny = (bar.flags | later.flags) & ~unsigned{BarSynthetic};
    bar.flags = static_cast<std::uint8_t>(inAll | inAny);
}

/// R12: the newer version wins; a forming bar never replaces its completed self.
bool supersedes(const QuoteBar &bar, const QuoteBar &known)
{
    if (bar.revision != known.revision)
        return bar.revision > known.revision;
    return bar.isComplete() || !known.isComplete();
}

} // namespace

bool BarResampler::Target::include(const QuoteBar &source)
{
    const auto at = std::lower_bound(sources.begin(), sources.end(), source.openTime,
        [](const QuoteBar &bar, Timestamp time) { return bar.openTime < time; });
    if (at == sources.end()) {
        sources.push_back(source);
        if (sources.size() == 2)
            head = sources.front();
        else if (sources.size() > 2)
            join(head, sources[sources.size() - 2]);
        return true;
    }
    if (at->openTime != source.openTime) {
        sources.insert(at, source);
        joinHead();
        return true;
    }
    if (!supersedes(source, *at))
        return false;
    *at = source;
    if (at + 1 != sources.end())
        joinHead();
    return true;
}

void BarResampler::Target::joinHead()
{
    head = sources.front();
    for (std::size_t i = 1; i + 1 < sources.size(); ++i)
        join(head, sources[i]);
}

QuoteBar BarResampler::Target::bar() const
{
    QuoteBar bar = sources.size() > 1 ? head : sources.back();
    if (sources.size() > 1)
        join(bar, sources.back());
    bar.openTime = span.open;
    bar.flags = static_cast<std::uint8_t>(
        (bar.flags & ~unsigned{BarComplete}) | (isComplete ? unsigned{BarComplete} : 0U));
    return bar;
}

BarResampler::BarResampler(Period source, Period target, const DayAnchor &anchor)
    : m_sourceEdges(source, anchor), m_targetEdges(target, anchor)
{}

Result<void> BarResampler::take(const QuoteBar &source)
{
    const auto name = [&] {
        return m_sourceEdges.period().toString() + " bar of " + formatIso(source.openTime);
    };
    const auto span = m_sourceEdges.at(source.openTime);
    if (span.open != source.openTime)
        return fail("the " + name()
            + " does not open on an edge of its period: the bar there opens at "
            + formatIso(span.open));
    const auto targetSpan = m_targetEdges.at(source.openTime);
    if (span.close > targetSpan.close)
        return fail("the " + name() + " straddles the edge " + formatIso(targetSpan.close) + " of "
            + m_targetEdges.period().toString());
    if (!m_targets.empty() && targetSpan.open < m_targets.front().span.open)
        return fail("the " + name() + " belongs to a " + m_targetEdges.period().toString()
            + " bar that is no longer kept: resample that one from the stored bars");

    advance(source.openTime);
    auto *target = targetFor(targetSpan);
    if (!target->include(source))
        return {};
    if (source.isComplete())
        m_known = std::max(m_known, span.close);
    target->isComplete = m_known >= target->span.close;
    m_changed.push_back(target->bar());
    return {};
}

BarResampler::Target *BarResampler::targetFor(BarSpan span)
{
    const auto at = std::find_if(m_targets.begin(), m_targets.end(),
        [&](const Target &target) { return target.span.open >= span.open; });
    if (at != m_targets.end() && at->span == span)
        return &*at;
    auto index = at - m_targets.begin();
    m_targets.insert(at, Target{.span = span, .sources = {}, .head = {}});
    if (m_targets.size() > keptTargets) {
        m_targets.pop_front(); // never the new one: take() refuses what is older than all kept
        --index;
    }
    return &m_targets[static_cast<std::size_t>(index)];
}

void BarResampler::advance(Timestamp known)
{
    m_known = std::max(m_known, known);
    if (m_targets.empty())
        return;
    auto &newest = m_targets.back();
    if (newest.isComplete || m_known < newest.span.close)
        return;
    newest.isComplete = true;
    m_changed.push_back(newest.bar());
}

std::optional<QuoteBar> BarResampler::forming() const
{
    if (m_targets.empty() || m_targets.back().isComplete)
        return std::nullopt;
    return m_targets.back().bar();
}

std::optional<Timestamp> BarResampler::closeTime() const
{
    if (m_targets.empty() || m_targets.back().isComplete)
        return std::nullopt;
    return m_targets.back().span.close;
}

Result<std::vector<QuoteBar>> resample(std::span<const QuoteBar> sources, Period source,
    Period target, const DayAnchor &anchor, std::optional<Timestamp> knownUntil)
{
    BarResampler resampler(source, target, anchor);
    std::vector<QuoteBar> bars;
    const auto keep = [&](const QuoteBar &bar) {
        const auto at = std::lower_bound(bars.begin(), bars.end(), bar.openTime,
            [](const QuoteBar &known, Timestamp time) { return known.openTime < time; });
        if (at != bars.end() && at->openTime == bar.openTime)
            *at = bar;
        else
            bars.insert(at, bar);
    };
    for (const auto &bar : sources) {
        if (const auto taken = resampler.update(bar, keep); !taken)
            return taken.failure();
    }
    if (knownUntil)
        resampler.completeUntil(*knownUntil, keep);
    return bars;
}

} // namespace agora
