#include "engine/agents/feeder/feeder.h"
#include "engine/base/log.h"
#include "engine/model/instrument_file.h"

#include <algorithm>

namespace agora {

namespace {
constexpr Duration instrumentsLimit = std::chrono::seconds(30);

std::string_view toString(PriceFreshness freshness)
{
    switch (freshness) {
    case PriceFreshness::None:
        return "no tick yet";
    case PriceFreshness::Fresh:
        return "fresh";
    case PriceFreshness::Stale:
        return "stale";
    case PriceFreshness::Closed:
        return "market closed";
    }
    return "unknown";
}
} // namespace

void Feeder::onFeedState(FeedState state, const std::string &reason)
{
    const bool isNew = state != m_feedState;
    m_feedState = state;
    m_feedReason = reason;
    if (state == FeedState::Connected && isNew) {
        m_quietSince = m_bus.now();
        if (!m_wasConnected)
            checkInstruments();
        else if (!m_relay) { // a relay asks its venue for what was missed by itself
            for (auto &[symbol, line] : m_lines) {
                if (line.isOpen() && line.since().sinceTime != Timestamp{})
                    fillGap(symbol, line);
            }
        }
        m_wasConnected = true;
    }
    m_losses += isNew && state == FeedState::Disconnected && m_wasConnected ? 1 : 0;
    publishState();
}

void Feeder::checkInstruments()
{
    m_threads->request(
        "instruments", {}, instrumentsLimit, [this](const Result<agency::Bytes> &reply) {
            const auto list = reply
                ? parseInstruments(agency::toText(*reply), "the venue's instruments", {})
                : Result<std::vector<Instrument>>(reply.failure());
            if (list)
                compare(*list);
            else
                logWarning("the venue's instruments are not known: " + list.error().message);
        });
}

/// The venue's word and ours should agree: a price rounded wrongly is a wrong price.
void Feeder::compare(const std::vector<Instrument> &venues)
{
    for (const auto &[symbol, line] : m_lines) {
        const auto theirs = std::find_if(venues.begin(), venues.end(),
            [&name = symbol](const Instrument &one) { return one.symbol == name; });
        const auto *ours = findInstrument(symbol);
        if (theirs == venues.end())
            logWarning("the venue does not trade " + symbol);
        else if (ours != nullptr
            && (ours->precision != theirs->precision || ours->pipLocation != theirs->pipLocation
                || ours->minimumUnits != theirs->minimumUnits))
            logWarning("the venue's " + symbol + " has " + std::to_string(theirs->precision)
                + " decimals and at least " + theirs->minimumUnits.toString()
                + " units, our list says " + std::to_string(ours->precision) + " and "
                + ours->minimumUnits.toString() + ": correct instruments.toml");
    }
}

void Feeder::look()
{
    const auto now = m_bus.now();
    const bool wasOpen = std::exchange(m_isAnyOpen, false);
    bool isAnyWanted = false;
    for (auto &[symbol, line] : m_lines) {
        (void)line.look(now);
        isAnyWanted = isAnyWanted || line.isOpen();
        m_isAnyOpen = m_isAnyOpen || line.isMarketOpen(now);
    }
    if (!m_isAnyOpen || !wasOpen || !isAnyWanted || m_feedState != FeedState::Connected)
        m_quietSince = now;
}

std::string Feeder::state()
{
    if (m_feedState == FeedState::Disconnected)
        return m_wasConnected ? "disconnected" : "connecting";
    if (m_feedState == FeedState::Connecting)
        return "connecting";
    if (m_bus.isReplay())
        return "connected";
    if (!m_isAnyOpen)
        return "market closed";
    const bool isSilent = m_bus.now() - m_quietSince > m_settings.priceLostAfter;
    return isSilent || m_feedState == FeedState::PriceLost ? "stale" : "connected";
}

std::string Feeder::reason() const
{
    if (!m_feedReason.empty() || m_lastState != "stale")
        return m_feedReason;
    const auto silence
        = std::chrono::duration_cast<std::chrono::seconds>(m_bus.now() - m_quietSince);
    return "price lost: none for " + std::to_string(silence.count())
        + " s while the market is open";
}

void Feeder::publishState()
{
    if (!m_bus.isReplay())
        look();
    const auto now = state();
    const bool isNew = now != m_lastState;
    m_lastState = now;
    if (isNew)
        logInfo("the line to the venue: " + now + (reason().empty() ? "" : " (" + reason() + ")"));
    agency::Value stale = agency::Value::Array{};
    for (const auto &[symbol, line] : m_lines) {
        if (line.freshness() == PriceFreshness::Stale)
            stale.append(symbol);
    }
    agency::Value value;
    value.set("state", now);
    value.set("reason", reason());
    value.set("stale", std::move(stale));
    value.set("finished", m_relay && m_relay->isFinished());
    value.set("timeNs", toNanos(m_bus.isReplay() && m_relay ? m_relay->replayTime() : m_bus.now()));
    m_bus.publish("feed", value.toMessagePack());
}

agency::Value Feeder::describeLine() const
{
    auto value = m_threads->describe();
    value.set("state", m_lastState);
    value.set("reason", reason());
    value.set("line_losses", m_losses);
    value.set("ticks_nobody_asked_for", m_foreign);
    return value;
}

agency::Value Feeder::describeTicks() const
{
    agency::Value rows = agency::Value::Object{};
    for (const auto &[symbol, line] : m_lines) {
        const auto &check = line.check();
        agency::Value row;
        row.set("state", toString(line.freshness()));
        row.set("last",
            check.last() ? agency::Value(formatIso(check.last()->time, 3)) : agency::Value());
        row.set("taken", check.admitted());
        row.set("kept", static_cast<std::uint64_t>(line.keptCount()));
        row.set("crossed", check.crossed());
        row.set("missing", check.missing());
        row.set("dropped", check.dropped());
        row.set("not_finite", check.dropped(TickFault::NotFinite));
        row.set("not_positive", check.dropped(TickFault::NotPositive));
        row.set("runs_back", check.dropped(TickFault::RunsBack));
        row.set("too_far_ahead", check.dropped(TickFault::TooFarAhead));
        row.set("repeated", check.dropped(TickFault::Repeated));
        rows.set(symbol, std::move(row));
    }
    return rows;
}

} // namespace agora
