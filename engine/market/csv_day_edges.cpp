#include "engine/market/csv_day_edges.h"

#include "engine/market/gap_map.h"

namespace agora {

namespace {

constexpr int mostBars = 1000;
constexpr Duration tolerance = std::chrono::minutes(15); ///< anchors are whole hours

/// Compares the times of a file with the bars of an instrument.
class DayEdges {
public:
    DayEdges(const CsvReader &reader, const CsvOptions &options, const TradingHours &hours)
        : m_isEnd(options.isStampAtEnd)
        , m_zone(reader.zone())
        , m_hours(hours)
        , m_bars(reader.period(), options.anchor)
        , m_days(Period::day(), options.anchor)
    {}

    /// The part of the bar that `stamp` leaves out, at its begin or its end.
    [[nodiscard]] BarSpan leftOut(Timestamp stamp)
    {
        const auto bar = m_bars.at(stamp - Duration{m_isEnd ? 1 : 0});
        const auto local = m_zone.toLocal(stamp);
        const bool isDate = local == std::chrono::floor<std::chrono::days>(local);
        if (m_isEnd)
            return {isDate ? m_days.at(stamp).close : stamp, bar.close};
        return {bar.open, isDate ? m_days.at(stamp).open : stamp};
    }
    [[nodiscard]] bool isTraded(BarSpan span) const
    {
        if (span.open >= span.close)
            return false;
        Duration open{};
        for (const auto &part : openParts(span, m_hours))
            open += part.close - part.open;
        return open >= tolerance;
    }

private:
    bool m_isEnd;
    Zone m_zone;
    TradingHours m_hours;
    BarEdges m_bars;
    BarEdges m_days;
};

} // namespace

Result<void> checkDayEdges(
    const std::filesystem::path &file, CsvOptions options, const TradingHours &hours)
{
    options.isSkippingBad = true;
    auto reader = CsvReader::open(file, options);
    if (!reader || reader->isTicks()
        || (reader->period() != Period::day() && reader->period() != Period::week()))
        return {};
    DayEdges edges(*reader, options, hours);
    std::vector<QuoteBar> bars;
    std::string first;
    int count = 0;
    int others = 0;
    for (; count < mostBars; ++count) {
        bars.clear();
        if (!reader->readBars(1, bars) || bars.empty())
            break;
        const auto stamp = reader->stamp();
        const auto left = edges.leftOut(stamp);
        if (!edges.isTraded(left) || others++ > 0)
            continue;
        const auto edge = options.isStampAtEnd ? left.close : left.open;
        first = file.string() + ": line " + std::to_string(reader->line()) + ": its "
            + reader->period().toString() + " bar " + (options.isStampAtEnd ? "ends" : "begins")
            + " at " + formatIso(stamp, 0) + ", the instrument's at " + formatIso(edge, 0);
    }
    const bool isChance = others * 5 <= count || (others == 1 && count > 1);
    if (isChance)
        return {};
    return fail(first + ", and " + std::to_string(others) + " of the first " + std::to_string(count)
        + " lie so: they are bars of another day or week");
}

} // namespace agora
