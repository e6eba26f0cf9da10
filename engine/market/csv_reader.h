#pragma once

#include "engine/market/csv_fields.h"
#include "engine/market/csv_layout.h"
#include "engine/market/text_lines.h"
#include "engine/model/bar_edges.h"
#include "engine/model/market_data.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace agora {

/// How to read a table of prices where the file does not say it itself.
struct CsvOptions {
    std::string format = "auto"; ///< one of csvFormats
    std::string columns; ///< a column map; empty = by header or format
    std::string zone; ///< of times without one; empty = the format's
    bool isStampAtEnd = false; ///< a bar's time is its end, not its start
    std::optional<Period> period; ///< of bars; empty = the smallest distance of the first ones
    DayAnchor anchor; ///< of bars longer than an hour
    PriceSide side = PriceSide::Bid; ///< which prices open, high, low and close are
    double spread = 0; ///< in price; the other sides are that far away, a Spread column comes first
    double point = 0.00001; ///< size of a unit of a Spread column
    bool isSkippingBad = false; ///< bad lines are counted, not an error
};

/// Reads tables of ticks or bars, block by block. Times never run back; crossed quotes are flagged.
class CsvReader {
public:
    /// Reads the first lines. The error names the file, the line, and what is not known: the
    /// format, the time zone where neither the file nor the options tell it, the period.
    [[nodiscard]] static Result<CsvReader> open(
        const std::filesystem::path &file, const CsvOptions &options = {});

    [[nodiscard]] const CsvLayout &layout() const { return m_layout; }
    [[nodiscard]] bool isTicks() const { return m_layout.isTicks(); }
    [[nodiscard]] Period period() const { return m_edges.period(); } ///< of bars
    /// The time of the row that was read last, as the file gives it.
    [[nodiscard]] Timestamp stamp() const { return fromNanos(m_time); }
    [[nodiscard]] const Zone &zone() const { return m_zone; } ///< of times that do not tell theirs

    /// Appends up to `count` ticks without numbers, TickHistory; fewer only at the end of the file,
    /// and then none. The error names file, line and what is wrong; what came before is appended.
    [[nodiscard]] Result<void> readTicks(std::size_t count, std::vector<Tick> &ticks);
    /// The same for bars, BarBackfilled, and complete where no column says another thing. With one
    /// side of prices alone the others are made by the spread; the mid is the mean of both,
    /// BarMidApproximate.
    [[nodiscard]] Result<void> readBars(std::size_t count, std::vector<QuoteBar> &bars);

    [[nodiscard]] std::uint64_t badLines() const { return m_bad; }
    [[nodiscard]] const std::string &firstBad() const { return m_firstBad; } ///< why it is
    [[nodiscard]] const std::filesystem::path &file() const { return m_lines.file(); }
    [[nodiscard]] std::int64_t line() const { return m_lines.number(); }
    [[nodiscard]] std::uint64_t position() const
    {
        return m_lines.position();
    } ///< bytes of the file

private:
    CsvReader(TextLines lines, const CsvOptions &options, CsvLayout layout, Zone zone);
    /// Of the first bars: by the times at which they close, else by the smallest distance, or by
    /// the longer one that has all of them on its edges (clock changes shorten single bars).
    [[nodiscard]] Result<Period> findPeriod();
    [[nodiscard]] std::optional<Period> periodOfOpens(const std::vector<std::int64_t> &times) const;
    /// The next line that is not blank; nothing at the end.
    [[nodiscard]] Result<std::optional<std::string_view>> nextLine();
    /// Splits and reads one line into m_values and m_time; the problem, where there is one.
    [[nodiscard]] std::optional<std::string> readFields(std::string_view line);
    [[nodiscard]] std::optional<std::string> readNumber(CsvRole role, std::string_view field);
    [[nodiscard]] std::optional<std::string> take(std::string_view line, Tick &tick);
    [[nodiscard]] std::optional<std::string> take(std::string_view line, QuoteBar &bar);
    [[nodiscard]] std::optional<std::string> takeTime(QuoteBar &bar);
    void takeSides(QuoteBar &bar) const;
    template <typename Row>
    [[nodiscard]] Result<void> read(std::size_t count, std::vector<Row> &rows);
    [[nodiscard]] double value(CsvRole role) const
    {
        return m_values[static_cast<std::size_t>(role)];
    }

    [[nodiscard]] double volume() const
    {
        return value(CsvRole::Volume) + value(CsvRole::BidVolume) + value(CsvRole::AskVolume);
    }

    [[nodiscard]] std::optional<std::string> readComplete(std::string_view field);

    static constexpr std::size_t roles = static_cast<std::size_t>(CsvRole::AskClose) + 1;

    TextLines m_lines;
    CsvOptions m_options;
    CsvLayout m_layout;
    std::string m_ownLine; // with points for commas
    std::string_view m_closeTime; // of the line that was read last
    bool m_isComplete = true;
    Zone m_zone;
    CsvTimeReader m_times;
    BarEdges m_edges{Period{}};
    std::array<double, roles> m_values{};
    std::int64_t m_time = 0;
    std::int64_t m_last = INT64_MIN;
    std::uint64_t m_bad = 0;
    std::string m_firstBad;
};

} // namespace agora
