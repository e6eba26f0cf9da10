#include "app/chart/bar_notes.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace agora::app {
namespace {

constexpr std::size_t longSeries = 200'000;
constexpr std::size_t longestSeries = 3'400'000;

} // namespace

void BarNotes::clear()
{
    m_times.clear();
    m_notes.clear();
}

void BarNotes::apply(std::span<const QuoteBar> bars, bool snapshot)
{
    if (snapshot)
        clear();
    // One that becomes long gets room for the longest at once: growing copies all of it.
    if (m_times.size() < longSeries && m_times.size() + bars.size() >= longSeries) {
        m_times.reserve(longestSeries);
        m_notes.reserve(longestSeries);
    }
    for (const auto &bar : bars) {
        const auto time = toNanos(bar.openTime);
        const Note note{.flags = bar.flags,
            .spread = static_cast<float>(std::max(0.0, bar.ask.close - bar.bid.close))};
        if (m_times.empty() || time > m_times.back()) {
            m_times.push_back(time);
            m_notes.push_back(note);
            continue;
        }
        const auto found = std::ranges::lower_bound(m_times, time);
        if (*found == time)
            m_notes[static_cast<std::size_t>(found - m_times.begin())] = note;
    }
}

std::optional<BarNotes::Note> BarNotes::at(Timestamp openTime) const
{
    const auto found = std::ranges::lower_bound(m_times, toNanos(openTime));
    if (found == m_times.end() || *found != toNanos(openTime))
        return std::nullopt;
    return m_notes[static_cast<std::size_t>(found - m_times.begin())];
}

QString flagText(std::uint8_t flags)
{
    constexpr std::pair<BarFlag, const char *> words[]
        = {{BarLive, QT_TRANSLATE_NOOP("bars", "live")},
            {BarBackfilled, QT_TRANSLATE_NOOP("bars", "back-filled")},
            {BarCorrected, QT_TRANSLATE_NOOP("bars", "corrected")},
            {BarSynthetic, QT_TRANSLATE_NOOP("bars", "synthetic")},
            {BarMidApproximate, QT_TRANSLATE_NOOP("bars", "mid approximate")},
            {BarCut, QT_TRANSLATE_NOOP("bars", "cut at the day's end")}};
    QStringList said;
    for (const auto &[flag, word] : words)
        if (flags & flag)
            said.append(QCoreApplication::translate("bars", word));
    if (!(flags & BarComplete))
        said.append(QCoreApplication::translate("bars", "forming"));
    return said.join(QStringLiteral(", "));
}

} // namespace agora::app
