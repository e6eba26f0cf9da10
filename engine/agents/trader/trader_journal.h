#pragma once

#include "engine/agency/value.h"
#include "engine/agents/trader/trader_record.h"
#include "engine/store/journal.h"
#include "engine/trading/risk.h"

namespace agora {

/// What the Trader writes down before the world hears of it, and how it is read back.
/// Each record: length of the head (4, little-endian), head (MessagePack), message (protocol
/// bytes).
class TraderJournal {
public:
    /// In a replay the account begins anew each time, so records need not reach the disk.
    TraderJournal(Journal journal, bool isReplay)
        : m_journal(std::move(journal)), m_isReplay(isReplay)
    {}

    [[nodiscard]] bool isNew() const { return m_journal.lastSequence() == 0; }
    [[nodiscard]] const std::filesystem::path &file() const { return m_journal.file(); }
    /// Brings an empty record, and the gate's halt, to where they were. The error names the file
    /// and the record.
    [[nodiscard]] Result<void> restore(TraderRecord &record, RiskGate &gate) const;

    [[nodiscard]] Result<void> deposit(Decimal amount, Timestamp at);
    /// Has reached the disk when it succeeds.
    [[nodiscard]] Result<void> request(const OrderRequest &request, Timestamp at);
    [[nodiscard]] Result<void> refusal(
        const OrderRequest &request, const std::string &reason, Timestamp at);
    /// `rate` is that of the fill, if there is one.
    [[nodiscard]] Result<void> report(const ExecutionReport &report, Decimal rate);
    [[nodiscard]] Result<void> halt(const std::string &reason, Timestamp at);
    [[nodiscard]] Result<void> resume(Timestamp at);
    [[nodiscard]] Result<void> sync() { return m_journal.sync(); }

private:
    enum class Type : std::uint32_t { Deposit = 1, Request, Refusal, Report, Halt, Resume };
    [[nodiscard]] Result<void> append(Type type, const agency::Value &head,
        const std::vector<std::byte> &message, Durability durability);
    [[nodiscard]] static Result<void> restoreOne(
        const JournalRecord &entry, TraderRecord &record, RiskGate &gate);
    [[nodiscard]] Durability durable() const
    {
        return m_isReplay ? Durability::Buffered : Durability::Synced;
    }

    Journal m_journal;
    bool m_isReplay;
};

} // namespace agora
