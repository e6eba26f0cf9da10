#pragma once

#include "engine/console/command.h"
#include "engine/console/console.h"
#include "engine/console/data_sink.h"
#include "engine/console/session.h"
#include "engine/market/csv_join.h"

#include <functional>

namespace agora::console {

/// One `data` command carried out on a profile's history, with or without an engine.
class DataSession {
public:
    DataSession(const ConsolePorts &ports, const Command &command)
        : m_ports(ports), m_command(command), m_data(command.data)
    {}

    [[nodiscard]] Outcome run();

private:
    // data_import.cpp
    struct Import;
    [[nodiscard]] Outcome importFiles();
    [[nodiscard]] Outcome importFile(DataSink &sink, const std::filesystem::path &file);
    /// Whether the file's days and weeks are the instrument's.
    [[nodiscard]] Outcome checkEdges(const std::filesystem::path &file, const CsvOptions &options,
        const std::string &symbol) const;
    [[nodiscard]] Outcome joinAsks(Import &import, CsvOptions options) const;
    [[nodiscard]] Outcome importTicks(DataSink &sink, Import &import);
    [[nodiscard]] Outcome importBars(DataSink &sink, Import &import);
    [[nodiscard]] Result<CsvOptions, Refusal> csvOptions(const std::filesystem::path &file);
    void showProgress(Import &import, bool isLast) const;
    void tellImported(const Import &import) const;
    [[nodiscard]] std::string ask(const std::string &question) const;

    // data_export.cpp
    using TakeTicks = std::function<Result<void>(std::span<const Tick>)>;
    using TakeBar = std::function<Result<void>(const QuoteBar &, Timestamp close, std::uint64_t)>;
    [[nodiscard]] Outcome exportRows();
    [[nodiscard]] Outcome exportTicks(MarketStore &store, std::ostream &out);
    [[nodiscard]] Outcome exportBars(MarketStore &store, std::ostream &out);
    /// Bars of `period` out of the longest stored ones that make them, else of ticks.
    [[nodiscard]] Outcome madeBars(MarketStore &store, Period period, const TakeBar &take);
    /// Of the best of some series, and of those that go on where it ends.
    [[nodiscard]] Outcome madeOfSources(MarketStore &store, std::vector<StoredSeries> from,
        Period period, TimeRange range, const TakeBar &take);
    [[nodiscard]] Outcome madeOfBars(MarketStore &store, const StoredSeries &series, Period period,
        TimeRange range, const TakeBar &take);
    [[nodiscard]] Outcome madeOfTicks(
        MarketStore &store, const StoredSeries &series, Period period, const TakeBar &take);
    /// Bars that the clock does not make (R13), of ticks; they close with their last tick.
    [[nodiscard]] Outcome madeOfActivity(MarketStore &store, Period period, const TakeBar &take);
    /// With flat bars where there was no price, as `--gaps fill` wants it.
    [[nodiscard]] TakeBar filling(Period period, TakeBar take) const;
    /// Runs `write` with the file of `--out`, or standard output.
    [[nodiscard]] Outcome written(const std::function<Outcome(std::ostream &)> &write) const;

    // data_resample.cpp
    [[nodiscard]] Outcome resampleAny();
    [[nodiscard]] Outcome resampleFile(std::ostream &out);
    [[nodiscard]] Outcome resampleActivity(
        CsvReader &reader, Period target, std::ostream &out) const;
    void tellBadLines(const CsvReader &reader) const;
    [[nodiscard]] Outcome resampleStored();
    /// What was asked for; the rest is the instrument's.
    [[nodiscard]] Result<DayAnchor> anchor() const;
    /// The options that say how bars are made.
    [[nodiscard]] Outcome checkMaking() const;

    // data_session.cpp
    [[nodiscard]] Outcome list();
    [[nodiscard]] Outcome gaps();
    [[nodiscard]] Outcome repair();
    [[nodiscard]] Outcome check();
    [[nodiscard]] Outcome forget();
    struct SeriesGaps {
        StoredSeries series;
        std::vector<TimeRange> missing; ///< while the market is open
        agency::Value days;
        std::vector<std::vector<std::string>> rows;
    };
    [[nodiscard]] Result<std::vector<SeriesGaps>, Refusal> findGaps();
    [[nodiscard]] Result<MarketStore, Refusal> storeToRead() const;
    [[nodiscard]] Result<MarketStore, Refusal> storeToRead(const std::filesystem::path &file) const;
    /// That of the engine that answers when it runs a replay, which is told, or else the profile's.
    [[nodiscard]] Result<MarketStore, Refusal> storeToList() const;
    [[nodiscard]] Result<TimeRange, Refusal> range() const;
    [[nodiscard]] Result<std::optional<Period>, Refusal> period() const;
    /// A period as people type it; nothing when the text is empty. The error names the option.
    [[nodiscard]] static Result<std::optional<Period>, Refusal> periodOf(
        std::string text, const char *option);
    [[nodiscard]] Result<PriceSide, Refusal> side() const;
    [[nodiscard]] static DayAnchor dayAnchorOf(const std::string &symbol);
    [[nodiscard]] TradingHours hoursOf(const std::string &symbol) const;
    [[nodiscard]] Failure<Refusal> refuse(std::string sentence) const;
    [[nodiscard]] static Failure<Refusal> usage(std::string sentence);
    void print(const agency::Value &document) const;

    const ConsolePorts &m_ports;
    const Command &m_command;
    DataArguments m_data; ///< with the symbol as the list of instruments spells it
};

[[nodiscard]] inline Outcome runData(const ConsolePorts &ports, const Command &command)
{
    return DataSession(ports, command).run();
}

} // namespace agora::console
