#include "app/chart/bar_feed.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace agora::app {

BarFeed::BarFeed(EnginePort &port, QObject *parent) : QObject(parent), m_port(port)
{
    connect(&port, &EnginePort::barsChanged, this, &BarFeed::take);
    connect(&port, &EnginePort::seriesRefused, this, &BarFeed::refuse);
    m_wait.setSingleShot(true);
    m_olderWait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &BarFeed::askAgain);
    connect(&m_olderWait, &QTimer::timeout, this, &BarFeed::deepenable);
    setWaits(m_firstWait, m_longestWait);
}

BarFeed::~BarFeed() { close(); }

void BarFeed::close()
{
    for (auto *series : {&m_series, &m_next})
        if (const auto id = std::exchange(*series, 0); id != 0)
            m_port.unsubscribeBars(id);
    m_hasStaged = false;
    m_wait.stop();
    m_olderWait.stop();
    setWaits(m_firstWait, m_longestWait);
}

void BarFeed::setWaits(std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    m_firstWait = m_nextWait = m_nextOlderWait = first;
    m_longestWait = longest;
}

std::optional<std::chrono::milliseconds> BarFeed::nextQuestionIn() const
{
    return m_wait.isActive() ? std::optional(m_wait.remainingTimeAsDuration()) : std::nullopt;
}

void BarFeed::subscribe()
{
    m_shownDepth = m_depth;
    m_series = m_port.subscribeBars(m_symbol, m_period, m_depth);
}

void BarFeed::askAgain()
{
    if (m_series == 0)
        return;
    m_wait.stop();
    if (const auto id = std::exchange(m_next, 0); id != 0) {
        m_port.unsubscribeBars(id);
        m_hasStaged = false;
        emit deepened(); // what is asked for now is as deep
    }
    m_port.unsubscribeBars(m_series);
    subscribe();
    emit asking();
}

int BarFeed::usualDepth(Period period)
{
    const auto bar = period.nominal();
    if (!period.isClock() || bar <= std::chrono::hours(1))
        return 5'000;
    if (bar < std::chrono::hours(24))
        return 2'500;
    if (bar < std::chrono::hours(24 * 7))
        return 1'000;
    return bar < std::chrono::hours(24 * 28) ? 260 : 160;
}

void BarFeed::open(const QString &symbol, Period period, int depth)
{
    close();
    m_symbol = symbol;
    m_period = period;
    m_depth = depth > 0 ? depth : usualDepth(period);
    m_oldest.reset();
    m_newest.reset();
    m_hasSnapshot = false;
    m_isAtBeginning = false;
    subscribe();
}

bool BarFeed::deepen(int depth)
{
    if (!m_hasSnapshot || m_isAtBeginning || isDeepening() || areOlderRefused()
        || m_depth >= mostDepth)
        return false;
    m_depth = std::clamp(depth, m_depth + 1, mostDepth);
    m_hasStaged = false;
    m_next = m_port.subscribeBars(m_symbol, m_period, m_depth);
    return true;
}

void BarFeed::take(SeriesId series, const BarBatch &batch, bool snapshot)
{
    if (series == m_next && m_next != 0)
        return stage(batch, snapshot);
    if (series != m_series)
        return;
    m_hasSnapshot = m_hasSnapshot || snapshot;
    if (snapshot) {
        m_wait.stop();
        m_nextWait = m_firstWait;
    }
    if (!batch.bars.empty()) {
        if (snapshot || !m_oldest)
            m_oldest = batch.bars.front().openTime;
        if (snapshot || !m_newest || batch.bars.back().openTime > *m_newest)
            m_newest = batch.bars.back().openTime;
    }
    emit changed(batch.bars, snapshot);
}

void BarFeed::stage(const BarBatch &batch, bool snapshot)
{
    const auto &bars = batch.bars;
    const bool isFirst = snapshot || !m_hasStaged;
    if (isFirst)
        m_stagedOldest = bars.empty() ? std::nullopt : std::optional(bars.front().openTime);
    m_hasStaged = true;
    emit staged(bars, isFirst);
    const bool isWhole = !m_newest || (!bars.empty() && bars.back().openTime >= *m_newest);
    if (!isWhole)
        return; // a long snapshot comes in several parts, the oldest first
    m_port.unsubscribeBars(std::exchange(m_series, std::exchange(m_next, 0)));
    m_hasStaged = false;
    m_shownDepth = m_depth;
    m_nextOlderWait = m_firstWait;
    const bool cameMore = m_stagedOldest && (!m_oldest || *m_stagedOldest < *m_oldest);
    m_oldest = m_stagedOldest;
    if (!bars.empty())
        m_newest = bars.back().openTime;
    emit stageCompleted();
    endDeepening(cameMore);
}

void BarFeed::refuse(SeriesId series, const QString &sentence)
{
    if (series == m_next && m_next != 0) {
        m_port.unsubscribeBars(std::exchange(m_next, 0));
        m_hasStaged = false;
        m_depth = m_shownDepth;
        m_olderWait.start(m_nextOlderWait);
        m_nextOlderWait = std::min(m_nextOlderWait * 2, m_longestWait);
        emit olderRefused(sentence);
    } else if (series == m_series) {
        m_wait.start(m_nextWait);
        m_nextWait = std::min(m_nextWait * 2, m_longestWait);
        emit refused(sentence);
    }
}

void BarFeed::endDeepening(bool cameMore)
{
    m_isAtBeginning = m_isAtBeginning || !cameMore;
    emit deepened();
}

} // namespace agora::app
