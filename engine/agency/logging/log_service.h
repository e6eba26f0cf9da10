#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/logging/log_book.h"

namespace agora::agency {

/// Adds to a bus the methods by which others ask a log book:
///   log.query   {level?, only?, agent?, text?, since?, limit?} → [{time, level, agent, text}],
///               oldest first
///   log.counts  {} → {debug, info, warning, error, file}: so many came since the start
/// The book must outlive the bus.
void serveLogBook(Bus &bus, const LogBook &book);

/// The logging agent: gathers what other agents log (LogLink), answers questions about it, and
/// hands it on as a stream. On the bus, beside the methods above:
///   push      `log`          an array of records
///   publishes `log`          every record; a new subscriber is given the newest of them first
///             `log.error` …  the same for one level
class LogService {
public:
    static constexpr std::size_t shownToNewcomers = 100;

    LogService(Bus &bus, LogBook book);
    [[nodiscard]] LogBook &book() { return m_book; }
    void add(const LogRecord &record);
    /// Pushes that were not understood.
    [[nodiscard]] std::uint64_t malformed() const { return m_malformed; }

private:
    void welcome(const Subscriber &subscriber);

    Bus &m_bus;
    LogBook m_book;
    std::uint64_t m_malformed = 0;
};

} // namespace agora::agency
