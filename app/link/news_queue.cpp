#include "app/link/news_queue.h"

#include <algorithm>
#include <utility>

namespace agora::app {

namespace {

/// A window that does not fetch (suspended laptop, modal file dialog) must not let the log grow for
/// ever.
constexpr std::size_t mostLogRecords = 20'000;

template <typename T>
void merge(News::Part<T> &part, const std::vector<T> &items, bool snapshot)
{
    if (snapshot)
        part = {.items = {}, .snapshot = true};
    part.items.insert(part.items.end(), items.begin(), items.end());
}

/// Bars ascend, so a newer version of one that waits here can only be among the last.
void merge(std::vector<QuoteBar> &waiting, const QuoteBar &bar)
{
    auto at = waiting.end();
    while (at != waiting.begin() && std::prev(at)->openTime > bar.openTime)
        --at;
    if (at != waiting.begin() && std::prev(at)->openTime == bar.openTime)
        *std::prev(at) = bar;
    else
        waiting.insert(at, bar);
}

template <typename T, typename Emit>
void tell(const News::Part<T> &part, Emit &&emitPart)
{
    if (part.any())
        emitPart(part.items, part.snapshot);
}

void announceTrading(const News &news, EnginePort &port)
{
    tell(news.orders, [&](const auto &all, bool fresh) { emit port.ordersChanged(all, fresh); });
    tell(news.fills, [&](const auto &all, bool fresh) { emit port.fillsChanged(all, fresh); });
    tell(news.trades, [&](const auto &all, bool fresh) { emit port.tradesChanged(all, fresh); });
    tell(news.positions,
        [&](const auto &all, bool fresh) { emit port.positionsChanged(all, fresh); });
    if (news.account)
        emit port.accountChanged(*news.account);
    tell(news.equity, [&](const auto &all, bool fresh) { emit port.equityChanged(all, fresh); });
    tell(news.signs, [&](const auto &all, bool fresh) { emit port.signalsChanged(all, fresh); });
}

} // namespace

void announce(const News &news, EnginePort &port)
{
    if (news.connection)
        emit port.connectionChanged(
            news.connection->first, QString::fromStdString(news.connection->second));
    if (news.engine)
        emit port.engineChanged(*news.engine);
    if (news.agents)
        emit port.agentsChanged(*news.agents);
    if (news.brains)
        emit port.brainsChanged(*news.brains);
    for (const auto &[series, bars] : news.bars)
        emit port.barsChanged(series, bars.first, bars.second);
    for (const auto &[series, sentence] : news.refusedSeries)
        emit port.seriesRefused(series, QString::fromStdString(sentence));
    if (!news.quotes.empty())
        emit port.quotesChanged(news.quotes);
    announceTrading(news, port);
    for (const auto &[brain, plots] : news.plots)
        emit port.plotsChanged(plots.first, plots.second);
    tell(news.log, [&](const auto &all, bool fresh) { emit port.logChanged(all, fresh); });
    for (const auto &answer : news.answers)
        answer();
}

template <typename Change>
void NewsQueue::change(Change &&change)
{
    bool wasEmpty = false;
    {
        const std::lock_guard guard(m_mutex);
        change(m_news);
        wasEmpty = std::exchange(m_isEmpty, false);
    }
    if (wasEmpty)
        m_wake();
}

News NewsQueue::take()
{
    News news;
    bool isEmpty = true;
    {
        const std::lock_guard guard(m_mutex);
        news = std::exchange(m_news, News{});
        for (auto &[series, parts] : m_bars) {
            news.bars.emplace(series, std::move(parts.front()));
            parts.pop_front();
        }
        std::erase_if(m_bars, [](const auto &each) { return each.second.empty(); });
        isEmpty = m_isEmpty = m_bars.empty();
    }
    if (!isEmpty)
        m_wake();
    return news;
}

void NewsQueue::answer(std::function<void()> answer)
{
    change([&](News &news) { news.answers.push_back(std::move(answer)); });
}

void NewsQueue::onConnection(Connection connection, const std::string &sentence)
{
    change([&](News &news) { news.connection = std::pair(connection, sentence); });
}

void NewsQueue::onEngine(const client::EngineInfo &engine)
{
    change([&](News &news) { news.engine = engine; });
}

void NewsQueue::onAgents(const std::vector<client::AgentInfo> &agents)
{
    change([&](News &news) { news.agents = agents; });
}

void NewsQueue::onBrains(const std::vector<client::BrainInfo> &brains)
{
    change([&](News &news) { news.brains = brains; });
}

void NewsQueue::onBars(SeriesId series, const BarBatch &batch, bool snapshot)
{
    change([&](News &) {
        auto &parts = m_bars[series];
        const auto add = [&](bool isSnapshot) {
            parts.emplace_back(
                BarBatch{.symbol = batch.symbol, .period = batch.period, .bars = {}}, isSnapshot);
        };
        if (snapshot)
            parts.clear();
        if (parts.empty())
            add(snapshot);
        for (const auto &bar : batch.bars) {
            const auto &last = parts.back().first.bars;
            if (last.size() >= mostBarsAtOnce && bar.openTime > last.back().openTime)
                add(false);
            merge(parts.back().first.bars, bar);
        }
    });
}

void NewsQueue::onSeriesProblem(SeriesId series, const std::string &sentence)
{
    change([&](News &news) { news.refusedSeries[series] = sentence; });
}

void NewsQueue::onTicks(const TickBatch &batch)
{
    if (batch.ticks.empty())
        return;
    change([&](News &news) { news.quotes[batch.symbol] = batch.ticks.back(); });
}

void NewsQueue::onOrders(const std::vector<Order> &orders, bool snapshot)
{
    change([&](News &news) { merge(news.orders, orders, snapshot); });
}

void NewsQueue::onFills(const std::vector<Fill> &fills, bool snapshot)
{
    change([&](News &news) { merge(news.fills, fills, snapshot); });
}

void NewsQueue::onTrades(const std::vector<Trade> &trades, bool snapshot)
{
    change([&](News &news) { merge(news.trades, trades, snapshot); });
}

void NewsQueue::onPositions(const std::vector<Position> &positions, bool snapshot)
{
    change([&](News &news) { merge(news.positions, positions, snapshot); });
}

void NewsQueue::onAccount(const Account &account)
{
    change([&](News &news) { news.account = account; });
}

void NewsQueue::onEquity(const std::vector<EquityPoint> &points, bool snapshot)
{
    change([&](News &news) { merge(news.equity, points, snapshot); });
}

void NewsQueue::onSignals(const std::vector<Signal> &signs, bool snapshot)
{
    change([&](News &news) { merge(news.signs, signs, snapshot); });
}

void NewsQueue::onPlots(const PlotBatch &batch, bool snapshot)
{
    change([&](News &news) {
        const auto [found, isNew] = news.plots.try_emplace(batch.brain, batch, snapshot);
        if (isNew)
            return;
        auto &[waiting, isSnapshot] = found->second;
        if (snapshot) {
            waiting = batch;
            isSnapshot = true;
        } else {
            waiting.points.insert(waiting.points.end(), batch.points.begin(), batch.points.end());
        }
    });
}

void NewsQueue::onLog(const std::vector<LogRecord> &records, bool snapshot)
{
    change([&](News &news) {
        merge(news.log, records, snapshot);
        if (auto &items = news.log.items; items.size() > mostLogRecords)
            items.erase(items.begin(), items.end() - mostLogRecords);
    });
}

} // namespace agora::app
