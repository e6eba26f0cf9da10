#include "engine/agents/router/corrections.h"

#include "engine/base/clock.h"
#include "engine/base/log.h"

#include <algorithm>

namespace agora {

namespace {
constexpr std::size_t mostChecks = 10'000; ///< while the venue does not answer
} // namespace

Corrections::Corrections(agency::Bus &bus, StoreWorker &store, VenueHistory &venue,
    SeriesRebuild &rebuild, CorrectionPace pace)
    : m_bus(bus), m_store(store), m_venue(venue), m_rebuild(rebuild), m_pace(pace)
{}

Corrections::~Corrections()
{
    if (m_timer)
        m_bus.stopTimer(*m_timer);
}

void Corrections::completed(
    const std::string &symbol, Period period, std::span<const QuoteBar> bars)
{
    const auto source = sourcePeriod(period);
    if (!source || bars.empty() || m_bus.isReplay()) // a replay's bars are the recorded ticks' own
        return;
    auto edges = edgesOf(symbol, period);
    const TimeRange range{
        edges.at(bars.front().openTime).open, edges.at(bars.back().openTime).close};
    const auto same = std::find_if(m_checks.begin(), m_checks.end(), [&](const Check &check) {
        return check.symbol == symbol && check.source == *source && check.attempts == 0
            && check.range.from <= range.to && range.from <= check.range.to;
    });
    if (same != m_checks.end()) {
        same->range = {std::min(same->range.from, range.from), std::max(same->range.to, range.to)};
        return;
    }
    if (m_checks.size() >= mostChecks)
        m_checks.pop_front();
    m_checks.push_back({symbol, *source, range, steadyNow() + m_pace.delay});
    plan();
}

void Corrections::plan()
{
    if (m_timer || m_isChecking || m_checks.empty())
        return;
    m_timer = m_bus.after(
        std::max(Duration::zero(), m_checks.front().due - steadyNow()), [this] { startNext(); });
}

void Corrections::startNext()
{
    m_timer.reset();
    if (m_checks.empty())
        return;
    auto check = std::move(m_checks.front());
    m_checks.pop_front();
    start(std::move(check));
}

void Corrections::start(Check check)
{
    m_isChecking = true;
    const auto own = std::make_shared<Check>(std::move(check)); // with the answers it waits for
    m_store.read([symbol = own->symbol, source = own->source, range = own->range](
                     MarketStore &store) { return store.missing(symbol, source, range); },
        [this, own](const Result<std::vector<TimeRange>> &missing) {
            if (!missing)
                return end();
            const auto pieces = VenueHistory::pieces(*missing, edgesOf(own->symbol, own->source));
            own->open.assign(pieces.begin(), pieces.end());
            fetchNext(own);
        });
}

void Corrections::fetchNext(const std::shared_ptr<Check> &check)
{
    if (check->open.empty())
        return finish(check);
    const auto range = check->open.front();
    check->open.pop_front();
    m_venue.fetch(check->symbol, check->source, range, m_bus.now(), 0,
        [this, check, range](const Result<VenueBars> &bars) {
            if (bars && bars->knownTo >= range.to)
                return fetchNext(check);
            // Not there yet, or nobody to ask: later, and the others meanwhile.
            if (++check->attempts < m_pace.attempts) {
                check->due = steadyNow() + m_pace.delay * (1 << check->attempts);
                m_checks.push_back(std::move(*check));
            }
            end();
        });
}

/// A longer bar may differ although its sources were compared before.
void Corrections::finish(const std::shared_ptr<Check> &check)
{
    m_rebuild.changed(check->symbol, check->source, check->range);
    end();
}

void Corrections::end()
{
    m_isChecking = false;
    plan();
}

} // namespace agora
