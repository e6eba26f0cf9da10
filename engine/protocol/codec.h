#pragma once

#include "engine/model/plots.h"
#include "engine/protocol/messages.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace agora::protocol {

using Bytes = std::vector<std::byte>;

/// Each message as FlatBuffers bytes. Ticks and bars travel as arrays of fixed-layout structs.
[[nodiscard]] Bytes encode(const TickBatch &message);
[[nodiscard]] Bytes encode(const BarBatch &message);
[[nodiscard]] Bytes encode(const BarRequest &message);
[[nodiscard]] Bytes encode(const TickRequest &message);
[[nodiscard]] Bytes encode(const HistoryRequest &message);
[[nodiscard]] Bytes encode(const HistoryReply &message);
[[nodiscard]] Bytes encode(const OrderRequest &message);
[[nodiscard]] Bytes encode(const CancelRequest &message);
[[nodiscard]] Bytes encode(const ModifyRequest &message);
[[nodiscard]] Bytes encode(const OrderBatch &message);
[[nodiscard]] Bytes encode(const FillBatch &message);
[[nodiscard]] Bytes encode(const TradeBatch &message);
[[nodiscard]] Bytes encode(const PositionBatch &message);
[[nodiscard]] Bytes encode(const ReportBatch &message);
[[nodiscard]] Bytes encode(const Account &message);
[[nodiscard]] Bytes encode(const EquityBatch &message);
[[nodiscard]] Bytes encode(const SignalBatch &message);
[[nodiscard]] Bytes encode(const LogBatch &message);
[[nodiscard]] Bytes encode(const PlotBatch &message);

/// Encodes one BarBatch of a series after the other into memory of its own. While their number of
/// bars stays the same, only the bars are written anew.
class BarBatchWriter {
public:
    BarBatchWriter(std::string symbol, Period period) : m_batch{std::move(symbol), period, {}} {}

    /// What `encode` gives for these bars; valid until the next call.
    [[nodiscard]] const Bytes &write(std::span<const QuoteBar> bars);

private:
    BarBatch m_batch;
    Bytes m_bytes;
    std::size_t m_rows = SIZE_MAX; ///< in m_bytes
    std::size_t m_firstRow = 0; ///< where it begins there
};

/// Verifies first: foreign or damaged bytes are an error that names the message, never a crash.
/// Defined for every type above. A BarBatch may also have the form of `encodeColumns`.
template <typename Message>
[[nodiscard]] Result<Message> decode(std::span<const std::byte> bytes);

/// A BarBatch in a third to a tenth of the bytes, for long histories; `decode` takes either form.
/// Sides that are left out come back as NaN. Bars that are not said to be ascending by open time
/// with finite prices, or more than 65,536, are written as by `encode`.
[[nodiscard]] Bytes encodeColumns(const BarBatch &message, BarSides sides = BarSides::All);
template <>
[[nodiscard]] Result<BarBatch> decode(std::span<const std::byte> bytes);

/// What is wrong with a request that can be read but not be served; nothing when it is in order.
[[nodiscard]] std::optional<std::string> problemWith(const BarRequest &request);

/// One row of the topic table: who publishes what under which name.
struct TopicRow {
    const char *pattern; ///< `bars/<symbol>/<period>`
    const char *message;
    const char *publisher;
    const char *meaning;
};

/// The whole vocabulary of the data plane.
[[nodiscard]] std::span<const TopicRow> topicTable();

namespace topics {
[[nodiscard]] std::string ticks(
    std::string_view symbol); ///< `ticks/EUR_USD` (venue, feeder, router)
[[nodiscard]] std::string bars(
    std::string_view symbol, Period period); ///< `bars/EUR_USD/M1`: forming and complete (router)
[[nodiscard]] std::string closedBars(
    std::string_view symbol, Period period); ///< `closed/EUR_USD/M1`: complete only (router)
[[nodiscard]] std::string pacedBars(std::string_view symbol, Period period,
    std::uint32_t paceMs); ///< `paced/EUR_USD/M1/250`: complete, and forming every 250 ms (router)
[[nodiscard]] std::string of(const BarRequest &request); ///< where it is to be subscribed
[[nodiscard]] std::string ownOrders(std::string_view owner); ///< `orders-of/<brain>` (trader)
[[nodiscard]] std::string ownFills(std::string_view owner); ///< `fills-of/<brain>` (trader)
[[nodiscard]] std::string signalsOf(std::string_view brain); ///< `signals-of/<brain>` (that brain)
[[nodiscard]] std::string plots(std::string_view brain); ///< `plots/<brain>` (that brain)
inline constexpr const char *reports = "reports"; ///< venue → trader
inline constexpr const char *orders = "orders"; ///< trader
inline constexpr const char *fills = "fills"; ///< trader
inline constexpr const char *trades = "trades"; ///< trader
inline constexpr const char *positions = "positions"; ///< trader
inline constexpr const char *account = "account"; ///< informer
inline constexpr const char *equity = "equity"; ///< informer
inline constexpr const char *allSignals = "signals"; ///< informer: of all brains
inline constexpr const char *log = "log"; ///< logger
} // namespace topics

} // namespace agora::protocol
