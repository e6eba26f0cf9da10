#include "engine/agents/router/gap_repair.h"

#include "engine/agency/links.h"
#include "engine/base/log.h"
#include "engine/model/instrument.h"

#include <algorithm>
#include <array>

namespace agora {

namespace {

constexpr Duration yieldFor = std::chrono::seconds(1); ///< to who waits for history
constexpr std::size_t busyStore = 4; ///< jobs that wait

std::array<Period, 3> venuePeriods()
{
    return {Period::minutes(1), Period::hours(1), Period::day()};
}

std::string dayText(std::chrono::year_month_day day)
{
    return formatIso(Timestamp{std::chrono::sys_days{day}}, 0).substr(0, 10);
}

std::int64_t minutesOf(Duration duration)
{
    return std::chrono::duration_cast<std::chrono::minutes>(duration).count();
}

agency::Value toValue(const SeriesGaps &series, const DayGaps &day)
{
    agency::Value row;
    row.set("symbol", series.symbol);
    row.set("period", series.period.toString());
    row.set("day", dayText(day.day));
    row.set("missing_minutes", minutesOf(day.missing));
    row.set("open_minutes", minutesOf(day.open));
    agency::Value gaps = agency::Value::Array{};
    for (const auto &gap : day.gaps)
        gaps.append(agency::Value::Array{toNanos(gap.open), toNanos(gap.close)});
    row.set("gaps", std::move(gaps));
    return row;
}

/// What `market.gaps` is told.
struct GapQuestion {
    std::vector<std::string> symbols;
    std::optional<Period> period;
    TimeRange range;
};

Result<GapQuestion> questionIn(
    const agency::Value &arguments, const std::vector<std::string> &symbols, Timestamp now)
{
    GapQuestion question{.symbols = symbols, .period = {}, .range = {Timestamp::min(), now}};
    if (arguments["symbol"].isText())
        question.symbols = {arguments["symbol"].asText()};
    if (arguments["period"].isText()) {
        const auto period = Period::parse(arguments["period"].asText());
        if (!period)
            return period.failure();
        question.period = *period;
    }
    if (arguments["from"].isInteger())
        question.range.from = fromNanos(arguments["from"].asInteger());
    if (arguments["to"].isInteger())
        question.range.to = std::min(now, fromNanos(arguments["to"].asInteger()));
    return question;
}

} // namespace

std::vector<BarSpan> openPartsOf(const std::string &symbol, BarSpan span)
{
    return openParts(span, hoursOf(symbol));
}

Result<std::vector<SeriesGaps>> findGaps(MarketStore &store,
    const std::vector<std::string> &symbols, std::optional<Period> only, TimeRange range)
{
    std::vector<SeriesGaps> found;
    for (const auto &symbol : symbols) {
        for (const auto period : venuePeriods()) {
            if (only && *only != period)
                continue;
            const auto extent = store.extent(symbol, period);
            if (!extent)
                return extent.failure();
            if (!*extent)
                continue;
            auto edges = edgesOf(symbol, period);
            const TimeRange looked{std::max((*extent)->from, range.from), edges.at(range.to).open};
            if (looked.from >= looked.to)
                continue;
            const auto missing = store.missing(symbol, period, looked);
            if (!missing)
                return missing.failure();
            std::vector<BarSpan> spans;
            for (const auto &gap : *missing)
                spans.push_back({gap.from, gap.to});
            SeriesGaps gaps{symbol, period,
                gapMap(spans, {looked.from, looked.to}, hoursOf(symbol), dayAnchorOf(symbol))};
            if (!gaps.days.empty())
                found.push_back(std::move(gaps));
        }
    }
    return found;
}

GapRepair::GapRepair(agency::Bus &bus, StoreWorker &store, VenueHistory &venue,
    std::function<bool()> isSomebodyWaiting, std::vector<std::string> symbols, RepairPace pace)
    : m_bus(bus)
    , m_store(store)
    , m_venue(venue)
    , m_isSomebodyWaiting(std::move(isSomebodyWaiting))
    , m_symbols(std::move(symbols))
    , m_pace(pace)
{
    offerMethod();
    if (bus.isReplay()) // its past is what was recorded
        return;
    lookAgain();
    m_line = bus.subscribe("feeder", "feed",
        {.arguments = {},
            .onMessage =
                [this](const agency::Message &message) {
                    const auto value = agency::Value::fromMessagePack(message.body);
                    if (!value)
                        return;
                    const auto before = std::exchange(m_lineState, (*value)["state"].asText());
                    if (m_lineState == "connected" && !before.empty() && before != m_lineState)
                        lookAgain();
                },
            .onProblem = {},
            .isObserver = true});
}

GapRepair::~GapRepair()
{
    if (m_timer)
        m_bus.stopTimer(*m_timer);
    if (m_line)
        m_bus.unsubscribe(*m_line);
}

void GapRepair::plan(Duration delay, std::function<void()> what)
{
    if (m_timer)
        m_bus.stopTimer(*m_timer);
    m_timer = m_bus.after(delay, [this, what = std::move(what)] {
        m_timer.reset();
        what();
    });
}

void GapRepair::lookAgain()
{
    if (m_bus.isReplay())
        return;
    m_mustLook = true;
    m_failures = 0;
    if (!m_isAsking)
        plan(m_pace.firstLook, [this] { look(); });
}

void GapRepair::look()
{
    m_isAsking = true;
    m_mustLook = false;
    m_store.read(
        [symbols = m_symbols, now = m_bus.now()](MarketStore &store) {
            return findGaps(store, symbols, {}, {Timestamp::min(), now});
        },
        [this](const Result<std::vector<SeriesGaps>> &found) {
            m_isAsking = false;
            if (found)
                return take(*found);
            logWarning("gaps could not be looked for: " + found.error().message);
        });
}

void GapRepair::take(const std::vector<SeriesGaps> &found)
{
    std::vector<Gap> gaps;
    for (const auto &series : found) {
        std::vector<TimeRange> ranges;
        for (const auto &day : series.days) {
            for (const auto &gap : day.gaps)
                ranges.push_back({gap.open, gap.close});
        }
        for (const auto &piece : VenueHistory::pieces(
                 ranges, edgesOf(series.symbol, series.period), m_pace.barsARequest)) {
            const bool isKnown = !gaps.empty() && gaps.back().symbol == series.symbol
                && gaps.back().period == series.period && gaps.back().range.to >= piece.to;
            if (!isKnown) // several gaps within one bar
                gaps.push_back({series.symbol, series.period, piece});
        }
    }
    std::stable_sort(gaps.begin(), gaps.end(),
        [](const Gap &a, const Gap &b) { return a.range.to > b.range.to; });
    m_open.assign(gaps.begin(), gaps.end());
    m_added = 0;
    if (!m_open.empty())
        logInfo("history is missing in " + std::to_string(m_open.size())
            + " places; the venue is asked for it in the background");
    repairNext();
}

void GapRepair::repairNext()
{
    if (m_mustLook)
        return plan(m_pace.firstLook, [this] { look(); });
    if (m_open.empty()) {
        if (m_added > 0)
            logInfo("missing history was repaired: " + std::to_string(m_added) + " bars");
        m_added = 0;
        return;
    }
    if (m_isSomebodyWaiting() || m_store.waiting() > busyStore)
        return plan(yieldFor, [this] { repairNext(); });
    const auto gap = m_open.front();
    m_open.pop_front();
    m_isAsking = true;
    m_venue.fetch(gap.symbol, gap.period, gap.range, m_bus.now(), 0,
        [this, gap](const Result<VenueBars> &bars) { repaired(gap, bars); });
}

void GapRepair::repaired(const Gap &gap, const Result<VenueBars> &bars)
{
    m_isAsking = false;
    if (bars) {
        m_failures = 0;
        m_added += bars->added + bars->corrected;
        return plan(m_pace.pause, [this] { repairNext(); });
    }
    if (++m_failures < m_pace.attempts) {
        m_open.push_front(gap);
        return plan(m_pace.pause * (1 << m_failures), [this] { repairNext(); });
    }
    logWarning("missing history of " + gap.symbol + " is left for later: " + bars.error().message);
    m_failures = 0;
    std::erase_if(m_open, [&](const Gap &other) { return other.symbol == gap.symbol; });
    plan(m_pace.pause, [this] { repairNext(); });
}

void GapRepair::offerMethod()
{
    m_bus.method("market.gaps", "What is missing of each trading day of the stored history.",
        [this](const agency::Value &arguments, const agency::Answer &answer) {
            const auto question = questionIn(arguments, m_symbols, m_bus.now());
            if (!question)
                return answer.value(question.failure());
            m_store.read(
                [asked = *question](MarketStore &store) {
                    return findGaps(store, asked.symbols, asked.period, asked.range);
                },
                [this, answer](const Result<std::vector<SeriesGaps>> &found) {
                    if (!found)
                        return answer.value(found.failure());
                    agency::Value days = agency::Value::Array{};
                    for (const auto &series : *found) {
                        for (const auto &day : series.days)
                            days.append(toValue(series, day));
                    }
                    agency::Value value;
                    value.set("repairing", static_cast<std::uint64_t>(m_open.size()));
                    value.set("days", std::move(days));
                    answer.value(std::move(value));
                });
        });
}

} // namespace agora
