#pragma once

#include "engine/agents/program/agent_program.h"
#include "engine/protocol/messages.h"

#include <deque>
#include <filesystem>
#include <fstream>

namespace agora {

/// Gathers what all agents log: one file for the system, and a stream with the last lines for
/// windows and consoles.
class Logger final : public RunningAgent {
public:
    static constexpr std::size_t kept = 2000; ///< lines that a new window is shown
    static constexpr std::uintmax_t fileLimit = 20 * 1024 * 1024; ///< then the file is turned over

    Logger(agency::Bus &bus, std::filesystem::path file);
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);
    void stop() override { m_out.flush(); }

private:
    void take(const protocol::LogBatch &batch);
    void write(const LogRecord &record);

    agency::Bus &m_bus;
    std::filesystem::path m_file;
    std::ofstream m_out;
    std::uintmax_t m_size = 0;
    std::deque<LogRecord> m_last;
};

} // namespace agora
