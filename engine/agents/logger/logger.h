#pragma once

#include "engine/agency/logging/log_book.h"
#include "engine/agents/program/agent_program.h"
#include "engine/protocol/messages.h"

namespace agora {

/// Gathers what all agents log: one file for the system, answers to questions about it, and a
/// stream with the last lines for windows and consoles.
class Logger final : public RunningAgent {
public:
    static constexpr std::size_t shownToNewcomers = 2000; ///< lines that a new window is shown

    Logger(agency::Bus &bus, agency::LogBook book);
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);
    void stop() override { m_book.flush(); }

private:
    void take(const protocol::LogBatch &batch);

    agency::Bus &m_bus;
    agency::LogBook m_book;
};

} // namespace agora
