#include "charts/time_labels.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace agora::charts {
namespace {

using namespace std::chrono_literals;

struct Step {
    enum class Unit { Time, Month };
    Unit unit = Unit::Time;
    std::int64_t count = 0; ///< nanoseconds, or months
};

constexpr Step time(Duration length) { return {Step::Unit::Time, length.count()}; }
constexpr Step months(std::int64_t count) { return {Step::Unit::Month, count}; }
constexpr Duration oneDay = 24h;

constexpr std::array ladder{time(1s), time(5s), time(10s), time(15s), time(30s), time(1min),
    time(2min), time(5min), time(10min), time(15min), time(30min), time(1h), time(2h), time(3h),
    time(4h), time(6h), time(12h), time(oneDay), time(2 * oneDay), time(4 * oneDay),
    time(7 * oneDay), time(14 * oneDay), months(1), months(2), months(3), months(6), months(12),
    months(24), months(60), months(120), months(240)};

Duration nominal(const Step &step)
{
    return step.unit == Step::Unit::Time ? Duration(step.count) : step.count * 30 * oneDay;
}

QDateTime toQt(LocalTime local)
{
    const auto millis = std::chrono::floor<std::chrono::milliseconds>(local.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(millis.count(), Qt::UTC);
}

QDate dateOf(LocalTime local) { return toQt(local).date(); }

LocalTime startOfMonth(std::int64_t monthsSinceYear0)
{
    const QDate date(
        static_cast<int>(monthsSinceYear0 / 12), static_cast<int>(monthsSinceYear0 % 12) + 1, 1);
    return LocalTime(oneDay * QDate(1970, 1, 1).daysTo(date));
}

/// Edges of a step, ascending from the last one at or before `from`.
class Edges {
public:
    Edges(const Step &step, LocalTime from) : m_step(step)
    {
        if (step.unit == Step::Unit::Time) {
            const auto since = from.time_since_epoch();
            m_next = since.count() / step.count - (since.count() % step.count < 0 ? 1 : 0);
        } else {
            const auto date = dateOf(from);
            m_next = (date.year() * 12 + date.month() - 1) / step.count;
        }
    }
    LocalTime next()
    {
        const auto position = m_step.count * m_next++;
        return m_step.unit == Step::Unit::Time ? LocalTime(Duration(position))
                                               : startOfMonth(position);
    }

private:
    Step m_step;
    std::int64_t m_next = 0;
};

/// 0 = same day as the bar before, 1 = new day, 2 = new month, 3 = new year.
int rank(const QDate &before, const QDate &now)
{
    if (before.year() != now.year())
        return 3;
    if (before.month() != now.month())
        return 2;
    return before != now ? 1 : 0;
}

QString labelText(const Step &step, const QDateTime &at, int change)
{
    const QLocale locale;
    if (step.unit == Step::Unit::Month)
        return locale.toString(
            at.date(), step.count % 12 == 0 ? QStringLiteral("yyyy") : QStringLiteral("MMM yyyy"));
    if (step.count >= oneDay.count())
        return locale.toString(
            at.date(), change == 3 ? QStringLiteral("MMM yyyy") : QStringLiteral("d MMM"));
    if (change > 0)
        return locale.toString(at.date(), QStringLiteral("d MMM"));
    return at.toString(
        step.count < Duration(1min).count() ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

struct Candidate {
    TimeLabel label;
    int rank = 0;
};

/// The finest step whose labels have room; a step shorter than a bar would repeat itself.
const Step &chosenStep(const TimeAxisView &view, Duration span, Period period)
{
    const double bar = static_cast<double>(period.nominal().count());
    const double mostLabels
        = std::max(1.0, (view.last - view.first) * view.pixelsPerBar / view.labelPixels);
    for (const Step &step : ladder) {
        const double length = static_cast<double>(nominal(step).count());
        const bool hasRoom = length / bar * view.pixelsPerBar >= view.labelPixels;
        const bool areFew = static_cast<double>(span.count()) / length <= 6 * mostLabels;
        if (length >= bar && hasRoom && areFew)
            return step;
    }
    return ladder.back();
}

/// Bigger units first, then from the left; a label that comes too close to one already there is
/// dropped.
std::vector<TimeLabel> thinned(std::vector<Candidate> candidates, double smallestDistance)
{
    std::stable_sort(candidates.begin(), candidates.end(),
        [](const Candidate &a, const Candidate &b) { return a.rank > b.rank; });
    std::vector<TimeLabel> labels;
    for (const auto &candidate : candidates) {
        const auto position = static_cast<double>(candidate.label.bar);
        const auto after = std::ranges::lower_bound(
            labels, candidate.label.bar, {}, [](const TimeLabel &label) { return label.bar; });
        const bool isFreeAfter = after == labels.end()
            || static_cast<double>(after->bar) - position >= smallestDistance;
        const bool isFreeBefore = after == labels.begin()
            || position - static_cast<double>(std::prev(after)->bar) >= smallestDistance;
        if (isFreeAfter && isFreeBefore)
            labels.insert(after, candidate.label);
    }
    return labels;
}

bool isDayOrLonger(Period period) { return period.nominal() >= oneDay; }

} // namespace

LocalTime labelTime(Timestamp openTime, Period period, const Zone &zone)
{
    return zone.toLocal(isDayOrLonger(period) ? openTime + 12h : openTime);
}

std::vector<TimeLabel> timeLabels(const TimeAxisView &view, Period period, const Zone &zone)
{
    if (view.times.empty() || view.last < 0 || view.pixelsPerBar <= 0)
        return {};
    const auto count = view.times.size();
    const auto first
        = static_cast<std::size_t>(std::clamp(view.first, 0.0, static_cast<double>(count - 1)));
    const auto last
        = static_cast<std::size_t>(std::clamp(view.last, 0.0, static_cast<double>(count - 1)));
    const auto localOf
        = [&](std::size_t bar) { return labelTime(fromNanos(view.times[bar]), period, zone); };
    const Duration shift = isDayOrLonger(period) ? Duration(12h) : Duration(0);
    const LocalTime end = localOf(last);
    const Step &step = chosenStep(view, end - localOf(first), period);

    std::vector<Candidate> candidates;
    Edges edges(step, localOf(first));
    for (LocalTime edge = edges.next(); edge <= end; edge = edges.next()) {
        const auto at = toNanos(zone.toUtc(edge) - shift);
        const auto found = std::ranges::lower_bound(view.times, at);
        const auto bar = static_cast<std::size_t>(found - view.times.begin());
        const bool isCut = bar == 0 && view.times[0] != at; // the series begins inside a step
        if (isCut || bar < first || bar > last
            || (!candidates.empty() && candidates.back().label.bar == bar))
            continue;
        const auto local = toQt(localOf(bar));
        const int change = bar == 0 ? 0 : rank(dateOf(localOf(bar - 1)), local.date());
        const bool isMajor = change > 0 && (step.unit == Step::Unit::Time)
            && (step.count < oneDay.count() || change > 1);
        candidates.push_back({{bar, labelText(step, local, change), isMajor}, change});
    }
    if (candidates.empty()) { // few bars between two edges: one of them says when it is
        const auto bar = static_cast<std::size_t>(std::ceil(std::max(0.0, view.first)));
        if (bar > last)
            return {};
        return {{bar, fullTimeText(fromNanos(view.times[bar]), period, zone), false}};
    }
    return thinned(std::move(candidates), view.labelPixels / view.pixelsPerBar);
}

std::vector<InstantLabel> instantLabels(
    Timestamp first, Timestamp last, double pixels, double labelPixels, const Zone &zone)
{
    if (last <= first || pixels <= 0)
        return {};
    const double span = static_cast<double>((last - first).count());
    const auto fits = [&](const Step &step) {
        return static_cast<double>(nominal(step).count()) / span * pixels >= labelPixels;
    };
    const auto found = std::ranges::find_if(ladder, fits);
    const Step &step = found == ladder.end() ? ladder.back() : *found;
    std::vector<InstantLabel> labels;
    Edges edges(step, zone.toLocal(first));
    LocalTime before = edges.next();
    for (LocalTime edge = edges.next(); zone.toUtc(edge) <= last; edge = edges.next()) {
        const int change = rank(dateOf(before), dateOf(edge));
        const bool isMajor = change > 0 && step.unit == Step::Unit::Time
            && (step.count < oneDay.count() || change > 1);
        labels.push_back({zone.toUtc(edge), labelText(step, toQt(edge), change), isMajor});
        before = edge;
    }
    return labels;
}

QString fullTimeText(Timestamp openTime, Period period, const Zone &zone)
{
    const auto at = toQt(labelTime(openTime, period, zone));
    if (isDayOrLonger(period))
        return QLocale().toString(at, QStringLiteral("ddd yyyy-MM-dd"));
    const bool hasSeconds = period.unit() == Period::Unit::Second;
    return at.toString(
        hasSeconds ? QStringLiteral("yyyy-MM-dd HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString countdownText(Duration left)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    const auto two = [](std::int64_t value) {
        return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
    };
    if (seconds >= 86'400)
        return QStringLiteral("%1d %2h").arg(seconds / 86'400).arg(two(seconds / 3'600 % 24));
    const QString minutes = two(seconds / 60 % 60) + QLatin1Char(':') + two(seconds % 60);
    return seconds >= 3'600 ? QStringLiteral("%1:%2").arg(seconds / 3'600).arg(minutes) : minutes;
}

} // namespace agora::charts
